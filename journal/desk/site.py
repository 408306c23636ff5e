"""The desk: Django's admin with a first page of its own and the screens of the desk's verbs."""

from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.desk.views import (
    board,
    changing,
    checks,
    choosing,
    everywhere,
    front_page,
    letters,
    merging,
    planning,
    printing,
    reading,
    records,
    reports,
    restoring,
    saved_views,
    search,
    sharing,
    workflow,
    writing,
)
from journal.desk.views.home import home_context


class DeskSite(AdminSite):
    site_header = _("Intertitle desk")
    site_title = _("Desk")
    index_title = _("What waits")
    index_template = "desk/home.html"
    enable_nav_sidebar = False

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        context = {
            **self.each_context(request),
            "title": self.index_title,
            "app_list": self.get_app_list(request),
            **home_context(request, timezone.now()),
            **(extra_context or {}),
        }
        request.current_app = self.name
        return TemplateResponse(request, self.index_template, context)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        # Django's own page of signing in would call the site by its host name.
        return super().login(request, {"site_name": settings.SITE_NAME, **(extra_context or {})})

    def view_on_site(self, request: HttpRequest, content_type_id: str, object_id: str) -> HttpResponseBase:
        """The public page of a record, for whoever may look at the record here; 404 for everybody else."""
        kind = get_object_or_404(ContentType, pk=content_type_id) if content_type_id.isdecimal() else None
        desk = self._registry.get(kind.model_class()) if kind else None  # type: ignore[arg-type]
        record = desk.get_object(request, object_id) if desk else None
        if desk is None or record is None or not desk.has_view_permission(request, record):
            raise Http404
        return shortcut(request, content_type_id, object_id)

    def get_urls(self) -> list[Any]:
        piece = "pieces/<int:pk>/"
        screens = {
            # Looking.
            "preview": (piece + "preview/", reading.preview),
            "preview_page": (piece + "preview/page/", reading.preview_page),
            "text": (piece + "text/<int:number>/", writing.text),
            "live_preview": (piece + "preview/live/", writing.live_preview),
            "mentions": (piece + "mentions/", writing.mentions),
            "refuse_mention": (piece + "mentions/refuse/", writing.refuse_mention),
            "history": (piece + "history/", reading.history),
            "revision": (piece + "history/<int:number>/", reading.revision),
            "restore": (piece + "history/<int:number>/restore/", reading.restore),
            "checks": (piece + "checks/", checks.checks),
            "live_checks": (piece + "checks/live/", checks.live),
            "let_stand": (piece + "checks/live/stand/", checks.let_stand),
            # The way of a draft.
            "submit": (piece + "submit/", workflow.submit),
            "take": (piece + "take/", workflow.take),
            "send_back": (piece + "send-back/", workflow.send_back),
            "approve": (piece + "approve/", workflow.approve),
            "assign": (piece + "assign/", workflow.assign),
            "finish": (piece + "tasks/<int:assignment>/done/", workflow.finish),
            "comment": (piece + "comment/", workflow.comment),
            "settle_comment": (piece + "comments/<int:comment>/settle/", workflow.settle_comment),
            "trash": (piece + "trash/", workflow.trash),
            "untrash": (piece + "untrash/", workflow.untrash),
            # Saving side by side.
            "merge": (piece + "merge/", merging.merge),
            "autosave": (piece + "autosave/", merging.autosave),
            "presence": (piece + "presence/", merging.present),
            # To the press.
            "publish": (piece + "publish/", printing.publish),
            "unschedule": (piece + "unschedule/", printing.unschedule),
            "withdraw": (piece + "withdraw/", printing.withdraw),
            "change": (piece + "change/", changing.change),
            "correct": (piece + "correct/", changing.correct),
            "printed_text": (piece + "correct/text/<int:number>/", writing.printed_text),
            "correction_preview": (piece + "correct/preview/", writing.correction_preview),
            "retract": (piece + "retract/", changing.retract),
            "reprint": (piece + "versions/<int:number>/print-again/", restoring.reprint),
            "proposal": (piece + "proposals/<int:proposal>/", changing.proposal),
            # Preview without an account.
            "share": (piece + "share/", sharing.share),
            "revoke": (piece + "share/<int:link>/revoke/", sharing.revoke),
        }
        own = [path(route, self.admin_view(view), name=f"desk_{name}") for name, (route, view) in screens.items()]
        own.append(path("embargoes/<int:pk>/waive/", self.admin_view(printing.waive), name="desk_waive"))
        own += [
            path("views/keep/", self.admin_view(saved_views.keep), name="desk_keep_view"),
            path("views/columns/", self.admin_view(saved_views.columns), name="desk_columns"),
            path("views/<int:pk>/drop/", self.admin_view(saved_views.drop), name="desk_drop_view"),
            path("pieces/new/preview/live/", self.admin_view(writing.first_preview), name="desk_first_preview"),
            path("board/", self.admin_view(board.board), name="desk_board"),
            path("board/move/", self.admin_view(board.move), name="desk_move"),
            path("calendar/", self.admin_view(planning.calendar), name="desk_calendar"),
            path("help/", self.admin_view(planning.help_page), name="desk_help"),
            path("letters/", self.admin_view(letters.letters), name="desk_letters"),
            path("search/", self.admin_view(search.search), name="desk_search"),
        ]
        own += [
            path("front-page/", self.admin_view(front_page.arrange), name="desk_front"),
            path("front-page/preview/", self.admin_view(front_page.preview), name="desk_front_preview"),
            path("front-page/<int:pk>/call-off/", self.admin_view(front_page.call_off), name="desk_front_call_off"),
        ]
        own += [
            path("reports/", self.admin_view(reports.queue), name="desk_reports"),
            path("reports/<int:pk>/", self.admin_view(reports.report), name="desk_report"),
        ]
        # Django's own would lead anybody with an account to the address of anything, of a scheduled piece too.
        where = "r/<path:content_type_id>/<path:object_id>/"
        own.append(path(where, self.admin_view(self.view_on_site), name="view_on_site"))
        own.append(
            path("everywhere/<slug:kind>/<int:pk>/", self.admin_view(everywhere.everywhere), name="desk_everywhere")
        )
        own.append(path("pictures/choose/", self.admin_view(choosing.pictures), name="desk_choose_picture"))
        own.append(path("records/", self.admin_view(records.records), name="desk_records"))
        # The one address without a login: the token in it is the key.
        own.append(path("shared/<str:token>/", sharing.shared, name="desk_shared"))
        return [*own, *super().get_urls()]
