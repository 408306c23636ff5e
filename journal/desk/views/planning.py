"""Looking ahead: what goes live when, and how the desk works."""

from calendar import Calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from journal.desk import permissions, scheduled
from journal.desk.addresses import add_url, form_url
from journal.desk.models import Article, Assignment
from journal.desk.views.access import page
from journal.press.kinds import Change, Kind
from journal.press.models import Embargo, Version

ENTRIES = 400  # of a month


def calendar(request: HttpRequest) -> HttpResponse:
    """A month of publications, embargoes that lift and work that is due, on the site's clock. ``?month=2026-11``."""
    _door(request)
    now = timezone.now()
    first = _month(request.GET.get("month", ""), _today(now))
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    entries = _entries(request, weeks[0][0], weeks[-1][-1] + timedelta(days=1), now)
    context = {
        "title": _("Calendar"),
        "first": first,
        "before": (first - timedelta(days=1)).replace(day=1),
        "after": (first + timedelta(days=32)).replace(day=1),
        "names": weeks[0],
        "weeks": [
            [{"day": day, "inside": day.month == first.month, "entries": entries.get(day, [])} for day in week]
            for week in weeks
        ],
        "today": _today(now),
        "zone": settings.TIME_ZONE,
        "empty": not any(entries.values()),
    }
    return page(request, "desk/calendar.html", context)


def help_page(request: HttpRequest) -> HttpResponse:
    """The first visit: what the desk is, and the way of a piece through it."""
    _door(request)
    kinds = [(kind.label, add_url(kind)) for kind in Kind] if permissions.may_start(request.user) else []
    changes = [(kind.label, _explained(kind)) for kind in Change if _explained(kind)]
    return page(request, "desk/help.html", {"title": _("How the desk works"), "kinds": kinds, "changes": changes})


def _door(request: HttpRequest) -> None:
    if not permissions.may_use_desk(request.user):
        raise Http404


def _today(now: datetime) -> date:
    return timezone.localdate(now, ZoneInfo(settings.TIME_ZONE))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a day. ``kind``: live, embargo, due.

    ``said``: the notices that readers will see; ``call_off``: where what has not gone live yet is called off.
    """

    kind: str
    at: datetime | None
    what: str
    url: str
    note: str
    said: tuple[str, ...] = ()
    call_off: str = ""


def _month(asked: str, today: date) -> date:
    """The first day of ``2026-11``; of this month where nothing sensible is asked."""
    try:
        found = date.fromisoformat(f"{asked}-01")
    except ValueError:
        return today.replace(day=1)
    return found if 1900 < found.year < 2200 else today.replace(day=1)


def _entries(request: HttpRequest, start: date, end: date, now: datetime) -> dict[date, list[Entry]]:
    zone = ZoneInfo(settings.TIME_ZONE)
    since, until = (datetime(day.year, day.month, day.day, tzinfo=zone) for day in (start, end))
    found: dict[date, list[Entry]] = {}
    for entry in sorted(_timed(request, since, until, now), key=lambda entry: str(entry.at)):
        assert entry.at is not None
        found.setdefault(entry.at.astimezone(zone).date(), []).append(entry)
    visible = permissions.visible_to(request.user, Article.objects.kept()).filter(pk=OuterRef("article"))
    due = Assignment.objects.filter(Exists(visible), due__gte=start, due__lt=end, done_at__isnull=True)
    for task in due.select_related("article", "to")[:ENTRIES]:
        assert task.due is not None
        entry = Entry(
            "due", None, task.article.headline, form_url(task.article), f"{task.get_task_display()}: {task.to}"
        )
        found.setdefault(task.due, []).append(entry)
    return found


def _timed(request: HttpRequest, since: datetime, until: datetime, now: datetime) -> Iterator[Entry]:
    versions = Version.objects.not_called_off().filter(live_from__gte=since, live_from__lt=until)
    light = versions.only("piece_id", "headline", "live_from", "change").prefetch_related("notices")
    rows = list(light.order_by("live_from")[:ENTRIES])
    visible = permissions.visible_to(request.user, Article.objects.filter(piece__in={row.piece_id for row in rows}))
    articles = {article.piece_id: article for article in visible}
    for row in rows:
        article = articles.get(row.piece_id)
        if article is not None:
            note = "" if row.change == Change.FIRST else row.get_change_display()
            said = tuple(notice.text for notice in row.notices.all())
            off = scheduled.call_off(article, request.user, row.change) if row.live_from > now else ""
            yield Entry("live", row.live_from, row.headline, form_url(article), note, said, off)
    lifts = Embargo.objects.standing().filter(lifts_at__gte=since, lifts_at__lt=until)
    for embargo in lifts.select_related("film", "edition__festival", "piece")[:ENTRIES]:
        what = str(embargo.film or embargo.edition or embargo.piece)
        url = reverse("admin:press_embargo_change", args=[embargo.pk])
        yield Entry("embargo", embargo.lifts_at, what, url, _("embargo lifts"))


def _explained(kind: Change) -> str:
    said = {
        Change.TYPO: _("A slip that changes no fact. No notice; the dates stay as they are."),
        Change.UPDATE: _("Something new was added. One line at the top; the piece says Updated."),
        Change.CLARIFICATION: _("It could be misread. A sentence at the foot, marked at the passage."),
        Change.CORRECTION: _("It was wrong. What was said and what is right; the piece says Corrected."),
        Change.EDITOR_NOTE: _("The editors speak to readers, at the top."),
        Change.RETRACTION: _("The piece is taken back: the reason stands in its place. Two people sign."),
    }
    return said.get(kind, "")
