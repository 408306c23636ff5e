"""One search for the whole desk: pieces, films, people, festivals, pictures, and what this person may go and do.

Each kind is asked as its own admin would ask: whoever may not look at a table gets nothing of it, and of its rows only
those that its list would show. Titles and names are compared by their folded keys, so that accents do not matter and
the beginning of a word is enough; every query is answered from an index and cut off.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin import site
from django.db.models import Case, IntegerField, Model, QuerySet, Value, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from journal.cinema.folding import fold
from journal.cinema.models import Edition, Festival, Film, Person
from journal.desk import permissions, shortcuts
from journal.desk.addresses import form_url
from journal.desk.models import Article
from journal.desk.states import State
from journal.pictures.models import Picture

LONGEST = 100  # letters that are looked at
KEYS = 200  # keys that a broad beginning looks at; it is typed further
SHOWN = 6  # of each kind
RECENT = 5


@dataclass(frozen=True, slots=True)
class Found:
    """One line: a name, where it leads, and what tells it apart. ``state`` is that of a piece."""

    words: str
    url: str
    note: str = ""
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one kind. ``all_url`` leads to the list in which the search goes on; "" where there is none."""

    name: str
    label: str
    rows: tuple[Found, ...]
    all_url: str = ""


def look_up(request: HttpRequest, typed: str, *, now: datetime) -> list[Group]:
    """What fits, kind by kind; for nothing typed, what was worked on last and what can be done. No empty groups."""
    text = typed.replace("\0", "").strip()[:LONGEST]
    if not fold(text):
        groups = [_recent(request, now), _doings(request, "")]
    else:
        groups = [_doings(request, text), *(find(request, text, now) for find in FINDERS)]
    return [group for group in groups if group.rows]


def _doings(request: HttpRequest, text: str) -> Group:
    found = shortcuts.fitting(shortcuts.of(request, site), text)
    return Group("doings", _("Go and do"), tuple(Found(one.label, one.url) for one in found))


def _recent(request: HttpRequest, now: datetime) -> Group:
    """What this person worked on last."""
    visible = permissions.visible_to(request.user, Article.objects.kept())
    rows: QuerySet = visible.of(request.user) if request.user.pk else visible.none()
    keys = list(rows.order_by("-edited_at", "-pk").values_list("pk", flat=True)[:RECENT])
    return Group("recent", _("Yours, last edited"), _shown(keys, now))


def _pieces(request: HttpRequest, text: str, now: datetime) -> Group:
    """Headlines that this person may see, those first that begin as typed, then the newest.

    States are worked out for the few that are shown and not for all that fit.
    """
    visible = permissions.visible_to(request.user, Article.objects.kept())
    begins = Case(
        When(headline_key__startswith=f" {fold(text)}", then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    found = visible.headed(text).order_by(begins, "-edited_at", "-pk").values_list("pk", flat=True)[:SHOWN]
    return Group("pieces", _("Pieces"), _shown(list(found), now), _list_url(Article, text))


def _shown(keys: Sequence[int], now: datetime) -> tuple[Found, ...]:
    if not keys:
        return ()
    found = Article.objects.filter(pk__in=keys).defer("document", "words", "notes").with_state(now).in_bulk()
    rows = (found[key] for key in keys)
    return tuple(Found(row.headline, form_url(row), row.get_kind_display(), row.state(now)) for row in rows)


def _films(request: HttpRequest, text: str, now: datetime) -> Group:
    order = (_whole("title", text), "title", "year")
    return _records(request, Film, text, lambda rows: rows.search(text, first=KEYS).order_by(*order))


def _people(request: HttpRequest, text: str, now: datetime) -> Group:
    order = (_whole("name", text), "name", "pk")
    return _records(request, Person, text, lambda rows: rows.search(text, first=KEYS).order_by(*order))


def _festivals(request: HttpRequest, text: str, now: datetime) -> Group:
    """Festivals by name; "Locarno 2012" asks for the edition."""
    model = Edition if any(word.isdecimal() for word in fold(text).split()) else Festival
    group = _records(request, model, text, lambda rows: rows.search(text).order_by("-pk"))
    return Group("festivals", _("Festivals"), group.rows, group.all_url)


def _pictures(request: HttpRequest, text: str, now: datetime) -> Group:
    return _records(request, Picture, text, lambda rows: rows.search(text).order_by("-uploaded_at", "-pk"))


FINDERS: tuple[Callable[[HttpRequest, str, datetime], Group], ...] = (_pieces, _films, _people, _festivals, _pictures)


def _records(request: HttpRequest, model: type[Model], text: str, search: Callable[[Any], QuerySet]) -> Group:
    """What the admin of the table would find and show to this person."""
    desk = site._registry.get(model)
    meta = model._meta
    name, label = str(meta.model_name), str(meta.verbose_name_plural).capitalize()
    if desk is None or not desk.has_view_permission(request):
        return Group(name, label, ())
    change = f"admin:{meta.app_label}_{meta.model_name}_change"
    # What a list shows beside the name is not fetched.
    rows: Iterable[Any] = search(desk.get_queryset(request)).prefetch_related(None)[:SHOWN]
    return Group(
        name, label, tuple(Found(str(row), reverse(change, args=[row.pk])) for row in rows), _list_url(model, text)
    )


def _whole(field: str, text: str) -> Case:
    """Those that are called exactly so before those that only begin so."""
    return Case(When(**{f"{field}__iexact": text}, then=Value(0)), default=Value(1), output_field=IntegerField())


def _list_url(model: type[Model], text: str) -> str:
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist", query={"q": text})
    return url if site._registry[model].search_fields else ""
