"""Which columns the list of pieces has: those of the view that was opened, else everybody's own choice."""

from typing import Any
from urllib.parse import parse_qs

from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from journal.desk.list_columns import OFFERED, PARAMETER, known
from journal.desk.models import Article, Assignment, SavedView
from journal.desk.permissions import account

HEADLINE = "piece_link"  # always there
# Records beside a piece that a column names, fetched with the rows.
BESIDE = {"shown_festival": "edition__festival", "shown_starter": "created_by"}


class ChosenColumns(admin.ModelAdmin):
    """Mixin for the admin of pieces: a person's columns and views. ``list_display`` is what the list has unasked."""

    def views(self, request: HttpRequest) -> list[SavedView]:
        """One's own views and those shared with the desk, asked for once a request."""
        found = request.__dict__.get("_desk_views")
        if found is None:
            user = account(request.user)
            mine_or_shared = SavedView.objects.filter(Q(user=user) | Q(shared=True)).select_related("user")
            found = request.__dict__["_desk_views"] = list(mine_or_shared.order_by("name", "pk"))
        return found

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return [HEADLINE, *self.columns(request)]

    def columns(self, request: HttpRequest) -> list[str]:
        """Names of the columns beside the headline."""
        asked = known(request.GET.get(PARAMETER, "")) or known(self._own(request))
        return asked or [name for name in self.list_display if name != HEADLINE]  # type: ignore[misc]

    def _own(self, request: HttpRequest) -> str:
        """The columns that this person chose for the list: those of their view without a name."""
        queries = [view.query for view in self.views(request) if not view.name and view.user_id == request.user.pk]
        return "".join(parse_qs(queries[0]).get(PARAMETER, [])) if queries else ""

    def column_choices(self, request: HttpRequest) -> list[tuple[str, str, bool]]:
        """(name, label, whether it is shown) of every column that may be had."""
        shown = self.columns(request)
        return [(name, str(label_for_field(name, Article, self)), name in shown) for name in OFFERED]

    def beside(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        """The rows with what their columns name, so that no row asks for it by itself."""
        columns = self.columns(request)
        if paths := [path for name, path in BESIDE.items() if name in columns]:
            rows = rows.select_related(*paths)
        if "shown_assignee" in columns:
            open_tasks = Assignment.objects.filter(article=OuterRef("pk"), done_at__isnull=True).order_by("due", "at")
            rows = rows.annotate(has_it=Subquery(open_tasks.values("to__username")[:1]))
        return rows

    @admin.display(description=_("given to"))
    def shown_assignee(self, article: Any) -> str:
        return article.has_it or ""

    @admin.display(description=_("festival"))
    def shown_festival(self, article: Article) -> str:
        return str(article.edition or "")

    @admin.display(description=_("started by"))
    def shown_starter(self, article: Article) -> str:
        return str(article.created_by or "")
