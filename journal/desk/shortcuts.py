"""Where a person can go from anywhere at the desk, and what they can start: by name, as far as they may."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from journal.cinema.folding import fold
from journal.desk import permissions
from journal.desk.addresses import add_url
from journal.desk.states import State
from journal.press.kinds import Kind

SHOWN = 8
# Lists that somebody at work opens by name; the rest of the states is a filter of the list.
LISTED = (
    State.DRAFT,
    State.SUBMITTED,
    State.IN_REVIEW,
    State.APPROVED,
    State.SCHEDULED,
    State.CHANGED,
    State.CORRECTED,
)


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A page by what one does there. ``also`` are words that it is known by besides."""

    label: str
    url: str
    also: str = ""


def of(request: HttpRequest, site: AdminSite) -> list[Shortcut]:
    """Everything that this person may do, the likeliest first."""
    if not permissions.may_use_desk(request.user):
        return []
    return [*_starts(request, site), *_pages(request), *_lists(), *_tables(request, site)]


def fitting(shortcuts: Sequence[Shortcut], text: str) -> list[Shortcut]:
    """Those of which words begin with each word typed, accent-blind; the first few of all for nothing typed."""
    typed = fold(text).split()
    found = [one for one in shortcuts if _fits(typed, f" {fold(f'{one.label} {one.also}')}")]
    return found[:SHOWN]


def _fits(typed: Sequence[str], words: str) -> bool:
    return all(f" {word}" in words for word in typed)


def _starts(request: HttpRequest, site: AdminSite) -> Iterator[Shortcut]:
    if permissions.may_start(request.user):
        for kind in Kind:
            yield Shortcut(
                _("New %(kind)s") % {"kind": str(kind.label).lower()}, add_url(kind), _("start write add piece")
            )
    # What a table's own admin can do besides listing and adding, an import say.
    for desk in site._registry.values():
        offered: Any = getattr(desk, "get_shortcuts", None)
        if offered is not None:
            yield from (Shortcut(*one) for one in offered(request))


def _pages(request: HttpRequest) -> Iterator[Shortcut]:
    user = request.user
    yield Shortcut(_("Today"), reverse("admin:index"), _("home what waits for me"))
    yield Shortcut(_("Board"), reverse("admin:desk_board"), _("workflow columns"))
    if permissions.has(user, "sign_piece"):
        yield Shortcut(_("Corrections waiting"), reverse("admin:desk_board"), _("changes to sign second signature"))
    if permissions.may_triage(user):
        yield Shortcut(_("Readers’ reports"), reverse("admin:desk_reports"), _("mistakes corrections waiting"))
    yield Shortcut(_("Calendar"), reverse("admin:desk_calendar"), _("schedule month embargoes due"))
    if permissions.may_arrange(user):
        yield Shortcut(_("Front page"), reverse("admin:desk_front"), _("arrange lead home"))
    yield Shortcut(_("Pieces"), reverse("admin:desk_article_changelist"), _("all list articles"))
    yield Shortcut(_("How the desk works"), reverse("admin:desk_help"), _("help tour"))
    yield Shortcut(_("Letters from the desk"), reverse("admin:desk_letters"), _("e-mail notifications mail settings"))
    if permissions.account(user).has_usable_password():
        yield Shortcut(_("Change password"), reverse("admin:password_change"), _("account"))


def _lists() -> Iterator[Shortcut]:
    for state in LISTED:
        label = _("Pieces: %(state)s") % {"state": str(state.label).lower()}
        yield Shortcut(label, reverse("admin:desk_article_changelist", query={"state": state.value}))
    mine = reverse("admin:desk_article_changelist", query={"whose": "assigned"})
    yield Shortcut(_("Pieces: given to me"), mine, _("assigned tasks"))


def _tables(request: HttpRequest, site: AdminSite) -> Iterator[Shortcut]:
    """The lists of records, and adding to them, as far as the admin offers both to this person."""
    for app in site.get_app_list(request):
        for table in app["models"]:
            name = str(table["name"])
            if table.get("admin_url"):
                yield Shortcut(name, table["admin_url"], _("list records"))
            if table.get("add_url") and table["model"]._meta.app_label != "desk":
                added = _("Add to %(table)s") % {"table": name}
                yield Shortcut(added, table["add_url"], _("new %(name)s") % {"name": table["model"]._meta.verbose_name})
