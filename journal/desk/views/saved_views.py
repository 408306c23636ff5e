"""Views of the list: a search with its filters and columns under a name, one's own or for the whole desk."""

from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from journal.desk import permissions
from journal.desk.list_columns import PARAMETER, known
from journal.desk.models import SavedView
from journal.desk.permissions import account

KEPT = 30  # views a person may keep
PASSING = ("p", "e")  # of an address: the page that was looked at, a mistake in it


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keeps the query that the list was opened with, and its columns; a name that is taken gets the new query."""
    _door(request)
    user = account(request.user)
    pairs = _pairs(request)
    query = urlencode([*pairs, *_columns(request)])[:500]
    name = request.POST.get("name", "").replace("\0", "").strip()[:60]
    shared = "shared" in request.POST
    if not name or not pairs:
        messages.error(request, _("Search or filter first, then give the view a name."))
    elif SavedView.objects.filter(user=user).exclude(name__in=["", name]).count() >= KEPT:
        messages.error(request, _("You keep %(number)d views already. Drop one first.") % {"number": KEPT})
    else:
        SavedView.objects.update_or_create(user=user, name=name, defaults={"query": query, "shared": shared})
        said = _("Kept as “%(name)s”. The whole desk sees it.") if shared else _("Kept as “%(name)s”. Only you see it.")
        messages.success(request, said % {"name": name})
    return _back(query)


@require_POST
def columns(request: HttpRequest) -> HttpResponse:
    """Keeps a person's own columns of the list: the view without a name. None at all means the usual ones again."""
    _door(request)
    chosen = urlencode(_columns(request))
    user = account(request.user)
    if chosen:
        SavedView.objects.update_or_create(user=user, name="", defaults={"query": chosen})
    else:
        SavedView.objects.filter(user=user, name="").delete()
    # Columns are counted off where a list is sorted by one; with others, the number would mean another.
    return _back(urlencode([pair for pair in _pairs(request) if pair[0] != "o"]))


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Drops a view of one's own; one that is shared, an editor too."""
    view = SavedView.objects.filter(pk=pk).exclude(name="").first()
    if view is None or not (view.user_id == request.user.pk or _tidies(request, view)):
        raise Http404
    view.delete()
    return _back("")


def _tidies(request: HttpRequest, view: SavedView) -> bool:
    return view.shared and permissions.has(request.user, "edit_any_article")


def _door(request: HttpRequest) -> None:
    if not permissions.may_use_desk(request.user):
        raise Http404


def _pairs(request: HttpRequest) -> list[tuple[str, str]]:
    """The query without its columns, read and written again: what is kept can only be a query string."""
    return [pair for pair in parse_qsl(request.POST.get("query", "")) if pair[0] not in (*PASSING, PARAMETER)]


def _columns(request: HttpRequest) -> list[tuple[str, str]]:
    names = known(",".join(request.POST.getlist(PARAMETER)))
    return [(PARAMETER, ",".join(names))] if names else []


def _back(query: str) -> HttpResponse:
    url = reverse("admin:desk_article_changelist")
    return HttpResponseRedirect(f"{url}?{query}" if query else url)
