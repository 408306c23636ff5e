"""What the desk knows about a piece, its films and its people: plain values, so that rules need no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from journal.document.blocks import Document

ANSWERING = frozenset({"interviewee"})
ASKING = frozenset({"interviewer", "moderator", "audience"})


@dataclass(frozen=True)
class Credit:
    """Who did what on a film: ``job`` as in the catalogue ("Director", "Actor"), ``character`` for actors."""

    person: str
    job: str
    character: str = ""


@dataclass(frozen=True)
class Film:
    """A film that the piece is linked to. ``titles`` are all by which it may be called in print, its own included."""

    id: int
    title: str
    titles: tuple[str, ...] = ()
    year: int | None = None
    credits: tuple[Credit, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every title, the title of record first."""
        return tuple(dict.fromkeys((self.title, *self.titles)))

    def people(self, *jobs: str) -> tuple[str, ...]:
        """Names of those credited, in these jobs or in any."""
        return tuple(credit.person for credit in self.credits if not jobs or credit.job in jobs)


@dataclass(frozen=True)
class Person:
    """Somebody the catalogue knows. ``never_print`` are names that must not appear, such as a former name."""

    name: str
    aliases: tuple[str, ...] = ()
    never_print: tuple[str, ...] = ()
    died: date | None = None


@dataclass(frozen=True)
class Participant:
    """Who speaks in an interview. ``role`` is interviewer, interviewee, moderator, interpreter or audience."""

    label: str
    name: str
    role: str = "interviewee"


@dataclass(frozen=True)
class Picture:
    """A picture that the piece shows. ``expires`` is the last day of its licence."""

    id: int
    alt: str = ""
    credit: str = ""
    caption: str = ""
    file_name: str = ""
    decorative: bool = False
    expires: date | None = None


@dataclass(frozen=True)
class Edition:
    """The festival edition that a piece is from."""

    name: str
    starts: date | None = None
    ends: date | None = None
    cancelled: bool = False


@dataclass(frozen=True)
class Rating:
    """A rating and the scale it is on."""

    value: float
    low: float
    high: float
    step: float


@dataclass(frozen=True)
class Award:
    """What came of a nomination: ``result`` is winner, ex-aequo, mention or nominee; ``to`` names who or what."""

    name: str
    to: str
    result: str = "nominee"


@dataclass(frozen=True)
class Embargo:
    """An instant, aware, before which nothing about ``of`` may be public."""

    until: datetime
    of: str


@dataclass(frozen=True)
class Facts:
    """Everything about a piece but its text. What is unknown stays empty, and rules that need it keep silent.

    ``published`` is the document that readers see now, ``is_declared`` whether the change from it has been declared.
    ``goes_live`` is the instant, aware, at which the piece would be public; ``confirmed`` the ids of linked films.
    """

    kind: str = ""
    lang: str = "en"
    headline: str = ""
    dek: str = ""
    byline: tuple[str, ...] = ()
    section: str = ""
    films: tuple[Film, ...] = ()
    people: tuple[Person, ...] = ()
    participants: tuple[Participant, ...] = ()
    edition: Edition | None = None
    pictures: Mapping[int, Picture] = field(default_factory=dict)
    other_headlines: frozenset[str] = frozenset()
    dead_links: frozenset[str] = frozenset()
    conducted_on: date | None = None
    medium: str = ""
    editing: str = ""
    original_language: str = ""
    translator: str = ""
    recording_ms: int | None = None
    published_on: date | None = None
    goes_live: datetime | None = None
    embargoes: tuple[Embargo, ...] = ()
    rating: Rating | None = None
    has_rating_scale: bool = True
    disclosure: str = ""
    warns_of_spoilers: bool = False
    awards: tuple[Award, ...] = ()
    published: Document | None = None
    is_declared: bool = False

    def role(self, label: str) -> str:
        """The role of whoever has a label, or nothing."""
        return next((who.role for who in self.participants if who.label == label), "")

    def known_names(self) -> tuple[str, ...]:
        """Every name that is known to be right: of people, characters, participants, bylines."""
        names = [name for person in self.people for name in (person.name, *person.aliases)]
        for film in self.films:
            names += [name for credit in film.credits for name in (credit.person, credit.character) if name]
        return tuple(dict.fromkeys([*names, *(who.name for who in self.participants), *self.byline]))
