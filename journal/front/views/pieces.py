"""A piece, and the record of what it said before."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from journal.front import addresses, clock, mementos, oembed, past, related, stills, structured_data, translations
from journal.front.answers import ASK_AGAIN, page, reader_page
from journal.press import presenting
from journal.press.models import Version

View = Callable[..., HttpResponse]


def at_address(view: View) -> View:
    """Hands the view the live version of the address; answers moved, withdrawn and unknown ones itself."""

    @wraps(view)
    def answer(request: HttpRequest, section: str, slug: str, now: datetime | None = None, **rest: Any) -> HttpResponse:
        now = now or clock.now()
        try:
            version = addresses.live_version(section, slug, now)
        except addresses.Moved as moved:
            assert request.resolver_match is not None
            where = {**request.resolver_match.kwargs, "section": moved.version.section, "slug": moved.version.slug}
            return HttpResponsePermanentRedirect(reverse(request.resolver_match.view_name, kwargs=where))
        except addresses.Gone as gone:
            return page(request, "410.html", {"reason": gone.reason, "since": gone.since}, status=410)
        return view(request, version, now=now, **rest)

    return answer


def piece(request: HttpRequest, section: str, slug: str) -> HttpResponseBase:
    """The piece as it stands; with ``Accept-Datetime`` the way to the version that stood then (RFC 7089).

    The header is looked at before any cache, so that nobody is handed today's text for that of a year ago.
    """
    answer = _then if "Accept-Datetime" in request.headers else _now
    response = answer(request, section=section, slug=slug)
    patch_vary_headers(response, [mementos.VARIES])
    return response


@require_safe
@at_address
def _then(request: HttpRequest, version: Version, *, now: datetime) -> HttpResponse:
    try:
        at = mementos.wanted(request.headers["Accept-Datetime"])
    except ValueError as error:
        return HttpResponseBadRequest(str(error), content_type="text/plain; charset=utf-8")
    memento = mementos.stood(mementos.all_of(version.piece, now=now), at)
    response = HttpResponseRedirect(mementos.address(version, memento))
    response["Cache-Control"] = ASK_AGAIN
    return mementos.headers(response, version)


@reader_page
@at_address
def _now(request: HttpRequest, version: Version, *, now: datetime) -> HttpResponse:
    shown = presenting.of_version(version, now=now)
    beside = related.beside(shown)
    image = stills.still(version.picture, "share", now=now)
    context = {
        "piece": shown,
        "beside": beside,
        "topics": version.topics.order_by("name"),
        "more": related.more(version, beside, now=now),
        "alternates": translations.of_piece(shown),
        "canonical": version.get_absolute_url(),
        "embed": oembed.endpoint(settings.SITE_URL + version.get_absolute_url()),
        "structured": structured_data.piece(settings.SITE_URL, settings.SITE_NAME, shown, beside, image=image),
    }
    response = page(request, "front/piece.html", context, modified=past.technical_clock(version, now))
    return mementos.headers(response, version)


@reader_page
@at_address
def history(request: HttpRequest, version: Version, *, now: datetime) -> HttpResponse:
    context = {
        "piece": presenting.of_version(version, now=now),
        "entries": past.entries(version.piece, now=now),
        "canonical": reverse("front:history", args=[version.section, version.slug]),
    }
    return page(request, "front/history.html", context)


@reader_page
@at_address
def history_version(request: HttpRequest, version: Version, *, now: datetime, number: int) -> HttpResponse:
    entry = past.entry(version.piece, number, now=now)
    if entry is None or not entry.shown:
        raise Http404
    context = {
        "piece": presenting.of_version(version, now=now),
        "entry": entry,
        "then": past.as_it_stood(entry, now=now),
        "changes": past.changes(entry),
        "canonical": reverse("front:history_version", args=[version.section, version.slug, number]),
    }
    response = page(request, "front/history_version.html", context)
    return mementos.headers(response, version, memento=entry.version)


@reader_page
@at_address
def time_map(request: HttpRequest, version: Version, *, now: datetime) -> HttpResponse:
    versions = mementos.all_of(version.piece, now=now)
    return HttpResponse(mementos.time_map(version, versions), content_type=mementos.LINK_FORMAT)
