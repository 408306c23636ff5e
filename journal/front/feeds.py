"""Feeds. An entry keeps its id for ever; its `updated` is the editorial clock and nothing else."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.feedgenerator import SyndicationFeed
from django.utils.http import http_date
from django.utils.translation import gettext as _

from journal.document.portable import portable
from journal.front import bylines, clock, feed_subjects, noticed, past
from journal.front.answers import reader_page
from journal.front.feed_forms import FORMS, NO_XML
from journal.press.kinds import Kind
from journal.press.models import Notice, Version
from journal.press.presenting import with_stills


def entry_id(kind: str, pk: int, since: datetime) -> str:
    """A tag URI (RFC 4151): the same whatever becomes of headline, slug and address."""
    host = settings.SITE_URL.split("://", 1)[1].split(":")[0]
    return f"tag:{host},{since:%Y-%m-%d}:{kind}/{pk}"


def _of(find: feed_subjects.Find) -> Callable[..., HttpResponse]:
    """The view of the feed about what ``find`` finds, in any form."""

    def feed(request: HttpRequest, form: str = "atom", **which: str) -> HttpResponse:
        try:
            subject = find(clock.now(), **which)
        except feed_subjects.Renamed as renamed:
            assert request.resolver_match is not None
            where = {**request.resolver_match.kwargs, "slug": renamed.slug}
            return HttpResponsePermanentRedirect(reverse(request.resolver_match.view_name, kwargs=where))
        return _pieces(request, subject, form)

    return reader_page(feed)  # type: ignore[return-value]


everything = _of(feed_subjects.everything)
section = _of(feed_subjects.section)
film = _of(feed_subjects.film)
person = _of(feed_subjects.person)
festival = _of(feed_subjects.festival)
contributor = _of(feed_subjects.contributor)
topic = _of(feed_subjects.topic)


@reader_page
def corrections(request: HttpRequest, form: str = "atom") -> HttpResponse:
    """One entry a notice, so that a correction is news to a subscriber even where the piece's own entry was read."""
    notices = list(noticed.corrections(clock.now())[: feed_subjects.ENTRIES])
    feed = _feed(request, form, _("Corrections"), reverse("front:corrections"))
    for notice in notices:
        _add_notice(feed, notice)
    return _answer(feed, [notice.version.live_from for notice in notices])


def _pieces(request: HttpRequest, subject: feed_subjects.Subject, form: str) -> HttpResponse:
    now = clock.now()
    # By first publication, so that a correction in the archive does not push new pieces out of the feed.
    rows = list(
        subject.versions.defer("document", "form", "links").order_by("-published_at", "-pk")[: feed_subjects.ENTRIES]
    )
    feed = _feed(request, form, subject.title, subject.address)
    bodies = with_stills([version.body for version in rows], now=now)
    for version, body in zip(rows, bodies, strict=True):
        _add_piece(feed, version, body)
    return _answer(feed, [past.technical_clock(version, now) for version in rows])


def _feed(request: HttpRequest, form: str, title: str, address: str) -> SyndicationFeed:
    return FORMS[form](
        title=_xml(": ".join([settings.SITE_NAME, *([title] if title else [])])),
        link=settings.SITE_URL + address,
        description=_("A journal of film: interviews, reviews, essays, dispatches."),
        language="en",
        feed_url=settings.SITE_URL + request.path,
        author_name=settings.SITE_NAME,
        hub=settings.WEBSUB_HUB,
    )


def _add_piece(feed: SyndicationFeed, version: Version, body: str) -> None:
    url = settings.SITE_URL + version.get_absolute_url()
    instead = _("What follows gives the story away: read it on the page of the piece.")
    feed.add_item(
        title=_xml(version.headline),
        link=url,
        description=_xml(version.dek),
        author_name=_xml(bylines.writers(version.byline)) or settings.SITE_NAME,
        unique_id=entry_id("piece", version.piece_id, version.published_at),
        unique_id_is_permalink=False,
        pubdate=version.published_at,
        updateddate=version.updated_at or version.published_at,
        categories=[str(Kind(version.kind).label)],
        content=_xml(portable(body, site=settings.SITE_URL, url=url, instead=instead)),
        lang=version.lang,
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
        categories=[str(notice.get_kind_display())],
    )


def _answer(feed: SyndicationFeed, technical: Iterable[datetime]) -> HttpResponse:
    content_type: str = feed.content_type  # type: ignore[attr-defined]  # every feed class of Django has one
    response = HttpResponse(feed.writeString("utf-8"), content_type=content_type)
    if feed.feed["hub"]:
        response["Link"] = f'<{feed.feed["hub"]}>; rel="hub", <{feed.feed["feed_url"]}>; rel="self"'
    newest = max(technical, default=None)
    if newest is not None:
        response["Last-Modified"] = http_date(newest.timestamp())
    return response


def _xml(words: str) -> str:
    return NO_XML.sub("", words)
