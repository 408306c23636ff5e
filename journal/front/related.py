"""What stands beside a piece and what to read after it: by shared records, not by tags."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from journal.cinema.models import Credit, Edition, Film, Person
from journal.press.kinds import Kind
from journal.press.models import Version
from journal.press.presenting import Presented
from journal.press.querysets import VersionQuerySet

MORE = 4


@dataclass(frozen=True, slots=True)
class FilmBeside:
    """A film that the piece is about, with those who directed it."""

    film: Film
    directors: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """The records of a piece as the rail shows them: what it is about in full, what it names as links."""

    films: Sequence[FilmBeside]
    mentioned: Sequence[Film]
    people: Sequence[Person]
    editions: Sequence[Edition]


@dataclass(frozen=True, slots=True)
class More:
    heading: str
    url: str
    versions: Sequence[Version]


def beside(piece: Presented) -> Beside:
    roles = {link.film: link.role for link in piece.copy.films}
    subjects = [film for film in piece.films if roles[film.pk] != "mentioned"]
    directing = Credit.objects.directing().filter(film__in=[film.pk for film in piece.films]).select_related("person")
    credits = list(directing) if piece.films else []
    closely = {link.person for link in piece.copy.people if link.role != "mentioned"}
    return Beside(
        films=[FilmBeside(film, tuple(c for c in credits if c.film_id == film.pk)) for film in subjects],
        mentioned=[film for film in piece.films if film not in subjects],
        people=[person for person in piece.people if person.pk in closely],
        editions=piece.editions,
    )


def more(version: Version, beside: Beside, *, now: datetime) -> list[More]:
    """Up to three short lists: the same film, person, festival; the section's newest where there is none of these.

    No piece stands in two of them.
    """
    # Without their pictures: these lists are of words alone.
    others = Version.objects.listed(now).for_lists().select_related(None).exclude(piece=version.piece_id)
    wanted: list[tuple[str, str, VersionQuerySet]] = []
    if beside.films:
        film = beside.films[0].film
        wanted.append((film.title, film.get_absolute_url(), others.filter(film_links__film=film)))
    if beside.people:
        person = beside.people[0]
        wanted.append((person.name, person.get_absolute_url(), others.filter(person_links__person=person)))
    if beside.editions:
        edition = beside.editions[0]
        wanted.append((str(edition), edition.get_absolute_url(), others.filter(edition_links__edition=edition)))
    seen: set[int] = set()
    found = []
    for name, url, versions in wanted:
        rows = [row for row in versions[: MORE + len(seen)] if row.pk not in seen][:MORE]
        seen.update(row.pk for row in rows)
        if rows:
            found.append(More(_("More on %(name)s") % {"name": name}, url, rows))
    return found or _of_section(version, others)


def _of_section(version: Version, others: VersionQuerySet) -> list[More]:
    rows = list(others.filter(kind=version.kind)[:MORE])
    if not rows:
        return []
    return [More(_("More of this kind: %(name)s") % {"name": Kind(version.kind).label}, f"/{version.section}/", rows)]
