"""Pages set before anybody asks for them, so that no reader waits for type to be set."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.urls import reverse
from taggit.models import Tag

from journal.cinema.models import Film, Person
from journal.front.converters import FeedForm
from journal.front.sitemaps import FIXED
from journal.press.kinds import SECTION_NAMES
from journal.press.models import Contributor, Version, VersionFilm, VersionPerson

BATCH = 500  # rows read at once
FORMS = FeedForm.regex.split("|")


class Setter:
    """The site as a reader with a plain browser meets it, without a server in between."""

    def __init__(self) -> None:
        self._handler = BaseHandler()
        self._handler.load_middleware()

    def set_page(self, address: str) -> tuple[int, bool]:
        """Status, and whether the page was set now; False where it stood already, or is never kept."""
        with BytesIO() as nothing:
            # Not closed: that would say that a request is over, and the connection with the database with it.
            response = self._handler.get_response(WSGIRequest(_environ(address, nothing)))
        return response.status_code, getattr(response, "for_readers", "") == "kept"


def addresses(now: datetime, *, first: int | None = None) -> Iterator[str]:
    """Every page that ``Setter`` is for: the front page and lists, feeds, pieces from the newest on, their records.

    ``first`` is how many pieces, with the records of these alone; None is all.
    """
    yield from (reverse(f"front:{name}") for name in FIXED)
    yield from (reverse("front:section", args=[section]) for section in SECTION_NAMES)
    yield from _feeds()
    listed = Version.objects.listed(now).order_by("-published_at", "-pk")[:first]
    numbers = []
    for version in listed.only("kind", "slug").iterator(chunk_size=BATCH):
        numbers.append(version.pk)
        yield version.get_absolute_url()
    yield from _records(numbers)


def _feeds() -> Iterator[str]:
    for form in FORMS:
        yield reverse("front:feed", args=[form])
        yield reverse("front:feed_corrections", args=[form])
        yield from (reverse("front:feed_section", args=[section, form]) for section in SECTION_NAMES)


def _records(versions: list[int]) -> Iterator[str]:
    """Films and people that these are about, their topics and contributors; each once."""
    films, people, topics, contributors = (set[int]() for _kind in range(4))
    for start in range(0, len(versions), BATCH):
        batch = versions[start : start + BATCH]
        films.update(VersionFilm.objects.filter(version__in=batch).values_list("film", flat=True))
        people.update(VersionPerson.objects.filter(version__in=batch).values_list("person", flat=True))
        topics.update(Version.objects.filter(pk__in=batch, topics__isnull=False).values_list("topics", flat=True))
        linked = Contributor.objects.filter(version_links__version__in=batch)
        contributors.update(linked.values_list("pk", flat=True))
    kinds: tuple[tuple[Any, set[int], str], ...] = (
        (Film, films, "front:film"),
        (Person, people, "front:person"),
        (Tag, topics, "front:topic"),
        (Contributor, contributors, "front:contributor"),
    )
    for model, numbers, name in kinds:
        ordered = sorted(numbers, reverse=True)
        for start in range(0, len(ordered), BATCH):
            found = model.objects.filter(pk__in=ordered[start : start + BATCH]).exclude(slug="")
            yield from (reverse(name, args=[slug]) for slug in found.values_list("slug", flat=True))


def _environ(address: str, nothing: BytesIO) -> dict[str, Any]:
    site = urlsplit(settings.SITE_URL)
    return {
        "REQUEST_METHOD": "GET",
        # PEP 3333: the bytes of the decoded path, each as a letter of its own.
        "PATH_INFO": unquote_to_bytes(address).decode("latin-1"),
        "QUERY_STRING": "",
        "HTTP_HOST": site.netloc,
        "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port or {"https": 443}.get(site.scheme, 80)),
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": nothing,
    }
