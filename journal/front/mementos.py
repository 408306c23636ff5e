"""Memento (RFC 7089): a piece's address is its own time gate, the pages of its versions are the mementos."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import http_date, parse_http_date
from django.utils.translation import gettext as _

from journal.front import past
from journal.press.models import Piece, Version

LINK_FORMAT = "application/link-format"
VARIES = "Accept-Datetime"


def wanted(header: str) -> datetime:
    """The instant of an ``Accept-Datetime`` header. Raises ValueError on anything but a date of HTTP."""
    try:
        return datetime.fromtimestamp(parse_http_date(header), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError(_("Accept-Datetime takes a date such as “Thu, 06 Sep 2012 09:15:00 GMT”.")) from error


def all_of(piece: Piece, *, now: datetime) -> list[Version]:
    """The versions that readers may still see, oldest first: what is under embargo is no memento."""
    return [entry.version for entry in reversed(past.entries(piece, now=now)) if entry.shown]


def stood(versions: Sequence[Version], at: datetime) -> Version:
    """The version that stood at that instant, or else the last before it; the first for an instant before all.

    ``versions`` come from ``all_of`` and are not empty.
    """
    return next((version for version in reversed(versions) if version.live_from <= at), versions[0])


def headers(response: HttpResponse, of: Version, *, memento: Version | None = None) -> HttpResponse:
    """Says where the original, its time gate and its time map are; for a memento, too, since when it stood."""
    links = [_link(_original(of), "original timegate"), _link(_time_map(of), "timemap", type=LINK_FORMAT)]
    response["Link"] = ", ".join(links)
    if memento is not None:
        response["Memento-Datetime"] = _date(memento)
    return response


def address(of: Version, memento: Version) -> str:
    """The page of a version, under the address that the piece has now."""
    return reverse("front:history_version", args=[of.section, of.slug, memento.number])


def time_map(of: Version, versions: Sequence[Version]) -> str:
    """Every memento of a piece, in link format (RFC 6690), oldest first."""
    span = {"from": _date(versions[0]), "until": _date(versions[-1])} if versions else {}
    lines = [
        _link(_original(of), "original timegate"),
        _link(_time_map(of), "self", type=LINK_FORMAT, **span),
    ]
    for version in versions:
        place = ["first"] * (version is versions[0]) + ["last"] * (version is versions[-1])
        rel = " ".join([*place, "memento"])
        lines.append(_link(settings.SITE_URL + address(of, version), rel, datetime=_date(version)))
    return ",\n".join(lines) + "\n"


def _link(target: str, rel: str, **more: str) -> str:
    return "; ".join([f"<{target}>", f'rel="{rel}"', *(f'{name}="{value}"' for name, value in more.items())])


def _original(of: Version) -> str:
    return settings.SITE_URL + of.get_absolute_url()


def _time_map(of: Version) -> str:
    return settings.SITE_URL + reverse("front:time_map", args=[of.section, of.slug])


def _date(version: Version) -> str:
    return http_date(version.live_from.timestamp())
