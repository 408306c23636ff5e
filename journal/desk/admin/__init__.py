from journal.desk.admin.articles import ArticleAdmin
from journal.desk.admin.records import ContributorAdmin, EmbargoAdmin, RatingScaleAdmin

__all__ = ["ArticleAdmin", "ContributorAdmin", "EmbargoAdmin", "RatingScaleAdmin"]
