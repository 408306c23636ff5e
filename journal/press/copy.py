"""Copy: the finished content that the desk hands to the press. Pure.

An immutable value. What readers will see and what the ledger hashes is this and nothing else.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from journal.document import inline
from journal.document.blocks import Document


@dataclass(frozen=True, slots=True)
class Credit:
    """One name in the byline. ``contributor`` is the record's id, None for a name without a record."""

    name: str
    role: str = "author"
    contributor: int | None = None
    slug: str = ""


@dataclass(frozen=True, slots=True)
class FilmLink:
    film: int
    title: str
    year: int | None = None
    role: str = "mentioned"  # subject, reviewed, mentioned


@dataclass(frozen=True, slots=True)
class PersonLink:
    person: int
    name: str
    role: str = "mentioned"  # subject, participant, mentioned


@dataclass(frozen=True, slots=True)
class EditionLink:
    edition: int
    name: str


@dataclass(frozen=True, slots=True)
class PictureLink:
    picture: int
    alt: str = ""
    credit: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """Who speaks. ``label`` is how the transcript prints them and what a turn's ``by`` names."""

    label: str
    name: str = ""
    role: str = "interviewee"  # interviewer, interviewee, moderator, interpreter, audience, other
    person: int | None = None
    described_as: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """One passage for the index of quotations."""

    block: str
    label: str
    name: str
    text: str
    person: int | None = None
    films: tuple[int, ...] = ()  # those that the passage cites, by the numbers in the text


@dataclass(frozen=True, slots=True)
class Copy:
    kind: str
    headline: str
    document: Document
    dek: str = ""
    lang: str = "en"
    byline: tuple[Credit, ...] = ()
    participants: tuple[Participant, ...] = ()
    films: tuple[FilmLink, ...] = ()
    people: tuple[PersonLink, ...] = ()
    editions: tuple[EditionLink, ...] = ()
    topics: tuple[str, ...] = ()
    picture: PictureLink | None = None
    translation_of: int | None = None  # the piece that was written first; None for one that is no translation
    # What only one kind of piece has: the conditions of an interview, a review's verdict and rating.
    form: dict[str, Any] = field(default_factory=dict)

    @property
    def quotations(self) -> tuple[Quoted, ...]:
        """Every turn of somebody who was asked; the words of those who ask are not quotations of anybody.

        What stands behind a fold is not quoted either: a person's page would give it away.
        """
        by_label = {participant.label: participant for participant in self.participants}
        return tuple(
            Quoted(
                turn.id,
                turn.by,
                by_label[turn.by].name,
                turn.plain(),
                by_label[turn.by].person,
                tuple(inline.films(turn.text)),
            )
            for turn in self.document.turns()
            if turn.by in by_label and by_label[turn.by].role not in ASKING and not turn.spoiler
        )

    def to_json(self) -> dict[str, Any]:
        """Plain data, in the order of the fields."""
        plain = {name: getattr(self, name) for name in PLAIN}
        lists: dict[str, Any] = {name: [asdict(item) for item in getattr(self, name)] for name in LISTS}
        return {
            **plain,
            **lists,
            "topics": list(self.topics),
            "picture": asdict(self.picture) if self.picture else None,
            "original": self.translation_of,
            "document": self.document.to_json(),
            "form": self.form,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """The reverse of ``to_json``. Raises DocumentError or TypeError on data that no copy ever gave."""
        lists: dict[str, Any] = {name: tuple(maker(**item) for item in data[name]) for name, maker in LISTS.items()}
        return cls(
            **{name: data[name] for name in PLAIN},
            **lists,
            topics=tuple(data["topics"]),
            picture=PictureLink(**data["picture"]) if data["picture"] else None,
            # Copies that were laid by before translations were linked do not say.
            translation_of=data.get("original"),
            document=Document.from_json(data["document"]),
            form=data["form"],
        )


ASKING = frozenset({"interviewer", "moderator", "audience"})
PLAIN = ("kind", "headline", "dek", "lang")
LISTS: dict[str, Any] = {
    "byline": Credit,
    "participants": Participant,
    "films": FilmLink,
    "people": PersonLink,
    "editions": EditionLink,
}


def fingerprint(data: Any) -> str:
    """SHA-256 (hex) of JSON in one canonical form: sorted keys, no spaces, UTF-8."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
