"""Feeds. An entry keeps its id for ever; its `updated` is the editorial clock and nothing else."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.http import http_date
from django.utils.translation import gettext as _

from journal.cinema.models import Film, Person
from journal.front import bylines, clock, noticed, past
from journal.front.answers import reader_page
from journal.press.kinds import KIND_OF_SECTION, SECTION_NAMES
from journal.press.models import Notice, Version
from journal.press.querysets import VersionQuerySet

ENTRIES = 30
EMPTY_SINCE = datetime(1970, 1, 1, tzinfo=UTC)  # Atom wants a date even where there is nothing
# XML has no way to write these, not even escaped.
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Steady(SyndicationFeed):
    """A feed without entries says the same today and tomorrow; Django would have it updated at every request."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else EMPTY_SINCE


class RssFeed(Steady, Rss201rev2Feed):
    pass


class AtomFeed(Steady, Atom1Feed):
    """Atom with the full text. Addresses in it are relative to the page of the piece, so that is its base."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        if item.get("content"):
            handler.addQuickElement("content", item["content"], {"type": "html", "xml:base": item["link"]})


def entry_id(kind: str, pk: int, since: datetime) -> str:
    """A tag URI (RFC 4151): the same whatever becomes of headline, slug and address."""
    host = settings.SITE_URL.split("://", 1)[1].split(":")[0]
    return f"tag:{host},{since:%Y-%m-%d}:{kind}/{pk}"


@reader_page
def everything(request: HttpRequest) -> HttpResponse:
    return _pieces(request, settings.SITE_NAME, reverse("front:home"), Version.objects.listed(clock.now()))


@reader_page
def everything_rss(request: HttpRequest) -> HttpResponse:
    newest = Version.objects.listed(clock.now())
    return _pieces(request, settings.SITE_NAME, reverse("front:home"), newest, rss=True)


@reader_page
def section(request: HttpRequest, section: str) -> HttpResponse:
    found = Version.objects.listed(clock.now()).filter(kind=KIND_OF_SECTION[section])
    return _pieces(request, _title(str(SECTION_NAMES[section])), reverse("front:section", args=[section]), found)


@reader_page
def film(request: HttpRequest, slug: str) -> HttpResponse:
    of = get_object_or_404(Film, slug=slug)
    found = Version.objects.listed(clock.now()).filter(film_links__film=of)
    return _pieces(request, _title(of.title), of.get_absolute_url(), found)


@reader_page
def person(request: HttpRequest, slug: str) -> HttpResponse:
    of = get_object_or_404(Person, slug=slug)
    found = Version.objects.listed(clock.now()).filter(person_links__person=of)
    return _pieces(request, _title(of.name), of.get_absolute_url(), found)


@reader_page
def corrections(request: HttpRequest) -> HttpResponse:
    """One entry a notice, so that a correction is news to a subscriber even where the piece's own entry was read."""
    notices = list(noticed.corrections(clock.now())[:ENTRIES])
    feed = _feed(request, AtomFeed, _title(_("Corrections")), reverse("front:corrections"))
    for notice in notices:
        _add_notice(feed, notice)
    return _answer(feed, [notice.version.live_from for notice in notices])


def _pieces(
    request: HttpRequest, title: str, address: str, found: VersionQuerySet, *, rss: bool = False
) -> HttpResponse:
    now = clock.now()
    # By first publication, so that a correction in the archive does not push new pieces out of the feed.
    rows = list(found.defer("document", "form", "links").order_by("-published_at", "-pk")[:ENTRIES])
    feed = _feed(request, RssFeed if rss else AtomFeed, title, address)
    for version in rows:
        _add_piece(feed, version)
    return _answer(feed, [past.technical_clock(version, now) for version in rows])


def _feed(request: HttpRequest, make: type[SyndicationFeed], title: str, address: str) -> SyndicationFeed:
    return make(
        title=_xml(title),
        link=settings.SITE_URL + address,
        description=_("A journal of film: interviews, reviews, essays, dispatches."),
        language="en",
        feed_url=settings.SITE_URL + request.path,
        author_name=settings.SITE_NAME,
    )


def _add_piece(feed: SyndicationFeed, version: Version) -> None:
    url = settings.SITE_URL + version.get_absolute_url()
    feed.add_item(
        title=_xml(version.headline),
        link=url,
        description=_xml(version.dek),
        author_name=_xml(bylines.writers(version.byline)) or settings.SITE_NAME,
        unique_id=entry_id("piece", version.piece_id, version.published_at),
        unique_id_is_permalink=False,
        pubdate=version.published_at,
        updateddate=version.updated_at or version.published_at,
        content=_xml(version.body),
    )


def _add_notice(feed: SyndicationFeed, notice: Notice) -> None:
    version = notice.version
    feed.add_item(
        title=_xml(f"{notice.get_kind_display()}: {version.headline}"),
        link=f"{settings.SITE_URL}{version.get_absolute_url()}#{notice.anchor}",
        description=_xml(notice.text),
        unique_id=entry_id("notice", notice.pk, version.live_from),
        unique_id_is_permalink=False,
        pubdate=version.live_from,
        updateddate=version.live_from,
        author_name=settings.SITE_NAME,
    )


def _answer(feed: SyndicationFeed, technical: Iterable[datetime]) -> HttpResponse:
    content_type: str = feed.content_type  # type: ignore[attr-defined]  # every feed class of Django has one
    response = HttpResponse(feed.writeString("utf-8"), content_type=content_type)
    newest = max(technical, default=None)
    if newest is not None:
        response["Last-Modified"] = http_date(newest.timestamp())
    return response


def _title(of: str) -> str:
    return f"{settings.SITE_NAME}: {of}"


def _xml(words: str) -> str:
    return NO_XML.sub("", words)
