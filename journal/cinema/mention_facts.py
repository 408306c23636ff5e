"""What the finder of mentions is given and what it gives: plain values, no database."""

from collections.abc import Mapping
from dataclasses import dataclass

FILM, PERSON, EDITION = "film", "person", "edition"


@dataclass(frozen=True)
class FilmFacts:
    """A film as a text may name it. `titles` are those that may be linked; names of people are whole names."""

    id: int
    titles: tuple[str, ...]
    year: int | None = None
    directors: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()


@dataclass(frozen=True)
class PersonFacts:
    """A person as a text may name them. `films` are the numbers of films that credit them."""

    id: int
    names: tuple[str, ...]
    surname: str = ""
    films: frozenset[int] = frozenset()


@dataclass(frozen=True)
class FestivalFacts:
    """A festival as a text may name it. `editions`: year -> number. `short` (often a city) needs a year beside it."""

    names: tuple[str, ...]
    short: tuple[str, ...]
    editions: Mapping[int, int]


@dataclass(frozen=True)
class Passage:
    """One paragraph in plain words. `marked` are (start, end) of the titles that an editor has marked."""

    text: str
    marked: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Mention:
    """A place in the text and the records it may mean, likeliest first. `sure` mentions may be offered ticked."""

    kind: str
    passage: int
    start: int
    end: int
    text: str
    ids: tuple[int, ...]
    sure: bool
    why: str
