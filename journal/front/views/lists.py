"""Lists of pieces: a section, a topic, a contributor, a month."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from taggit.models import Tag

from journal.front import clock, paging, structured_data
from journal.front.answers import page, reader_page
from journal.press.datelines import MONTHS
from journal.press.kinds import KIND_OF_SECTION, SECTION_NAMES
from journal.press.models import Contributor, Version
from journal.press.querysets import VersionQuerySet


def _listed(now: datetime) -> VersionQuerySet:
    """What these lists hold: they show a picture beside each entry."""
    return Version.objects.listed(now).for_lists().prefetch_related("picture__renditions")


@reader_page
def section(request: HttpRequest, section: str) -> HttpResponse:
    now = clock.now()
    found = paging.versions(request, _listed(now).filter(kind=KIND_OF_SECTION[section]))
    name = str(SECTION_NAMES[section])
    context = {
        "title": name,
        "section": section,
        "page": found,
        "feed": reverse("front:feed_section", args=[section]),
        "canonical": reverse("front:section", args=[section]),
        "structured": structured_data.collection(settings.SITE_URL, name, found.rows),
    }
    return page(request, "front/section.html", context)


@reader_page
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    now = clock.now()
    tag = get_object_or_404(Tag, slug=slug)
    found = paging.versions(request, _listed(now).filter(topic_links__tag=tag).along("topic_links"))
    if found.first and not found.rows:
        # A topic of drafts alone must not be guessable.
        raise Http404
    context = {
        "title": tag.name,
        "kicker": _("Topic"),
        "page": found,
        "feed": reverse("front:feed_topic", args=[slug]),
        "canonical": reverse("front:topic", args=[slug]),
        "structured": structured_data.collection(settings.SITE_URL, tag.name, found.rows),
    }
    return page(request, "front/section.html", context)


@reader_page
def contributor(request: HttpRequest, slug: str) -> HttpResponse:
    now = clock.now()
    who = get_object_or_404(Contributor.objects.select_related("person"), slug=slug)
    # By subquery: somebody who wrote and translated one piece is linked to it twice.
    theirs = who.version_links.values("version")
    found = paging.versions(request, _listed(now).filter(pk__in=theirs))
    if found.first and not found.rows:
        raise Http404
    context = {
        "title": who.name,
        "kicker": _("Contributor"),
        "intro": who.bio,
        "person": who.person,
        "page": found,
        "feed": reverse("front:feed_contributor", args=[slug]),
        "canonical": who.get_absolute_url(),
        "structured": structured_data.contributor(settings.SITE_URL, who),
    }
    return page(request, "front/section.html", context)


@reader_page
def archive(request: HttpRequest, year: int, month: int) -> HttpResponse:
    now = clock.now()
    zone = ZoneInfo(settings.TIME_ZONE)
    starts = datetime(year, month, 1, tzinfo=zone)
    ends = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=zone)
    of_month = _listed(now).filter(published_at__gte=starts, published_at__lt=ends)
    name = f"{_(MONTHS[month - 1])} {year}"
    context = {
        "title": name,
        "kicker": _("Archive"),
        "page": paging.versions(request, of_month),
        "canonical": reverse("front:archive", args=[year, month]),
    }
    return page(request, "front/section.html", context)
