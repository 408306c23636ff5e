"""What the pieces' files name, as records: films by title, people and festivals by name."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from journal.cinema.models import Edition, Film, FilmTitle, Person
from journal.demo.people import add_contributors
from journal.demo.piecefiles import FileError
from journal.demo.scales import add_scales
from journal.desk.models import RatingScale
from journal.pictures.models import Picture
from journal.press.models import Contributor

TITLE = re.compile(r"\{(?P<title>[^{}|]+)(?:\|(?P<which>[a-z0-9-]+))?\}")
NONE = "-"


@dataclass
class Records:
    """Everything that a file may name. Make one with ``gather``, after the catalogue is loaded."""

    pictures: dict[str, Picture]
    contributors: dict[str, Contributor]
    scales: dict[str, RatingScale]
    films: dict[str, Film]
    people: dict[str, Person]
    people_by_slug: dict[str, Person]
    editions: dict[str, Edition]
    titles: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def film(self, slug: str, where: str) -> Film:
        return _known(self.films, slug, where)

    def cited(self, text: str, where: str) -> str:
        """The text with ``{Her}`` as ``{Her|12}``. Raises FileError on a title that is not in the catalogue, or is
        there twice."""
        return TITLE.sub(lambda found: f"{{{found['title']}{self._number(found, where)}}}", text)

    def _number(self, found: re.Match[str], where: str) -> str:
        if found["which"] == NONE:
            return ""
        if found["which"]:
            return f"|{self.film(found['which'], where).pk}"
        films = self.titles.get(_straight(found["title"]), set())
        if len(films) != 1:
            raise FileError(f"{where}: {len(films)} films in the catalogue are called {found['title']}")
        return f"|{next(iter(films))}"


def gather(pictures: dict[str, Picture]) -> Records:
    """Adds contributors and scales where they are missing, and reads the catalogue."""
    people = list(Person.objects.all())
    records = Records(
        pictures=pictures,
        contributors=add_contributors(),
        scales=add_scales(),
        films={film.slug: film for film in Film.objects.all()},
        people={person.name: person for person in people},
        people_by_slug={person.slug: person for person in people},
        editions={
            f"{edition.festival.slug}-{edition.year}": edition for edition in Edition.objects.select_related("festival")
        },
    )
    for film in records.films.values():
        records.titles[_straight(film.title)].add(film.pk)
    for title in FilmTitle.objects.filter(linkable=True):
        if title.printable:
            records.titles[_straight(title.text)].add(title.film_id)
    return records


def _known(records: dict[str, Any], key: str, where: str) -> Any:
    if key not in records:
        raise FileError(f"{where}: there is no {key}")
    return records[key]


def _straight(title: str) -> str:
    return title.replace("’", "'").casefold()
