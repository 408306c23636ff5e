"""The door of every screen about one piece: 404 for whoever may not see it, 403 with a reason for lack of a right."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from journal.desk import actions, permissions
from journal.desk.models import Article
from journal.desk.permissions import Somebody
from journal.press.models import Version

View = Callable[..., HttpResponse]


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A desk page with the frame of the admin round it."""
    return TemplateResponse(request, template, {**admin.site.each_context(request), **context}, status=status)


def forbidden(request: HttpRequest, reason: str, article: Article | None = None) -> HttpResponse:
    context = {"title": _("Not yours to do"), "reason": reason, "article": article}
    return page(request, "desk/forbidden.html", context, status=403)


def for_piece(
    verb: str = "", *, may: Callable[[Somebody, Article], bool] | None = None, reason: Callable[[], str] | None = None
) -> Callable[[View], View]:
    """Hands a view the piece and the moment.

    ``verb`` is one of ``actions.RULES``; ``may`` another predicate, with the words for whoever fails it.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, pk: int, **rest: Any) -> HttpResponse:
            article = Article.objects.select_related("piece", "created_by").filter(pk=pk).first()
            if article is None or not permissions.may_see(request.user, article):
                raise Http404
            if verb and (why := actions.why_not(verb, request.user, article)):
                return forbidden(request, why, article)
            if may is not None and not may(request.user, article):
                return forbidden(request, reason() if reason else _("You have no right to do this."), article)
            return view(request, article, now=timezone.now(), **rest)

        return answer

    return wrap


def live_version(article: Article, now: datetime) -> Version:
    """The version that readers see. A piece that is not public has none: 404."""
    current = article.piece.versions.was_public(now).order_by("-number").first() if article.piece else None
    if current is None:
        raise Http404
    return current
