from journal.desk.admin.articles import ArticleAdmin
from journal.desk.admin.records import ContributorAdmin, EmbargoAdmin, RatingScaleAdmin
from journal.desk.admin.world import FoundFestivalAdmin, FoundFilmAdmin, FoundPersonAdmin

__all__ = [
    "ArticleAdmin",
    "ContributorAdmin",
    "EmbargoAdmin",
    "FoundFestivalAdmin",
    "FoundFilmAdmin",
    "FoundPersonAdmin",
    "RatingScaleAdmin",
]
