"""What a feed can be about: its name, the page it belongs to, and the pieces in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from taggit.models import Tag

from journal.cinema.models import Festival, Film, FormerAddress, Person
from journal.front import coverage
from journal.press.kinds import KIND_OF_SECTION, SECTION_NAMES
from journal.press.models import Contributor, Version
from journal.press.querysets import VersionQuerySet

ENTRIES = 30


@dataclass(frozen=True, slots=True)
class Subject:
    """``title`` is "" for the whole journal, ``address`` the page that shows the same pieces."""

    title: str
    address: str
    versions: VersionQuerySet


class Renamed(Exception):
    """The record has another slug now."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


Find = Callable[..., Subject]  # (now, **parts of the address); raises Http404 and Renamed


def everything(now: datetime) -> Subject:
    return Subject("", reverse("front:home"), Version.objects.listed(now))


def section(now: datetime, section: str) -> Subject:
    found = Version.objects.listed(now).filter(kind=KIND_OF_SECTION[section])
    return Subject(str(SECTION_NAMES[section]), reverse("front:section", args=[section]), found)


def film(now: datetime, slug: str) -> Subject:
    of = Film.objects.filter(slug=slug).first() or _renamed("film", slug)
    return Subject(of.title, of.get_absolute_url(), Version.objects.listed(now).filter(film_links__film=of))


def person(now: datetime, slug: str) -> Subject:
    of = Person.objects.filter(slug=slug).first() or _renamed("person", slug)
    return Subject(of.name, of.get_absolute_url(), Version.objects.listed(now).filter(person_links__person=of))


def festival(now: datetime, slug: str) -> Subject:
    """All editions of it."""
    of = Festival.objects.filter(slug=slug).first() or _renamed("festival", slug)
    found = Version.objects.listed(now).filter(pk__in=coverage.linked_to(of))
    return Subject(of.name, of.get_absolute_url(), found)


def contributor(now: datetime, slug: str) -> Subject:
    who = get_object_or_404(Contributor, slug=slug)
    # By subquery: somebody who wrote and translated one piece is linked to it twice.
    theirs = who.version_links.values("version")
    return _if_any(Subject(who.name, who.get_absolute_url(), Version.objects.listed(now).filter(pk__in=theirs)))


def topic(now: datetime, slug: str) -> Subject:
    tag = get_object_or_404(Tag, slug=slug)
    found = Version.objects.listed(now).filter(topic_links__tag=tag)
    return _if_any(Subject(tag.name, reverse("front:topic", args=[slug]), found))


def _if_any(subject: Subject) -> Subject:
    """Raises Http404 where nothing of it is public, so that what only drafts have is not guessable."""
    if not subject.versions.exists():
        raise Http404
    return subject


def _renamed(kind: str, slug: str) -> NoReturn:
    record: Any = FormerAddress.objects.find(kind, slug)
    if record is None:
        raise Http404
    raise Renamed(record.slug)
