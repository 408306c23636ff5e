from journal.desk.models.article import Article, ArticleTopic
from journal.desk.models.links import Byline, Mention
from journal.desk.models.preference import Preference
from journal.desk.models.review import RatingScale, Review
from journal.desk.models.revision import Revision
from journal.desk.models.saved_view import SavedView
from journal.desk.models.waiver import Waiver
from journal.desk.models.workflow import Assignment, Comment, PreviewLink, Proposal

__all__ = [
    "Article",
    "ArticleTopic",
    "Assignment",
    "Byline",
    "Comment",
    "Mention",
    "Preference",
    "PreviewLink",
    "Proposal",
    "RatingScale",
    "Review",
    "Revision",
    "SavedView",
    "Waiver",
]
