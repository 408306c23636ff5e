"""What reading a transcript gives: an immutable `Transcript`, in the terms of docs/architecture.md."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Literal

from journal.document import inline
from journal.document.blocks import LABEL_LIMIT, Document, mint

from .stamps import Stamp

Role = Literal["interviewer", "interviewee", "other"]
Kind = Literal["speech", "heading", "narration"]


class TranscriptError(ValueError):
    """Why a file cannot be read and what to do about it. ``message`` is a template for ``message % params``, so that it
    can be translated."""

    def __init__(self, message: str, params: Mapping[str, object] | None = None) -> None:
        self.message = message
        self.params = dict(params or {})
        super().__init__(message % self.params if self.params else message)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.message, self.params)


@dataclass(frozen=True, slots=True)
class Speaker:
    """One entry a person, or a group that speaks as one. ``label`` is as first printed ("" where nothing is printed),
    ``variants`` every other way in which the file prints it, ``name`` empty unless the file itself tells it."""

    label: str
    role: Role
    name: str = ""
    variants: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {"label": self.label, "role": self.role}
        if self.name:
            data["name"] = self.name
        if self.variants:
            data["variants"] = list(self.variants)
        return data


@dataclass(frozen=True, slots=True)
class Turn:
    """The longest run of one speaker. ``paragraphs`` are inline markup, stage directions included; ``time`` is
    a pair of milliseconds; ``uncertain`` says why somebody should look, empty when nobody need."""

    speaker: int | None
    paragraphs: tuple[str, ...]
    kind: Kind = "speech"
    time: tuple[int, int] | None = None
    uncertain: str = ""

    def words(self) -> list[str]:
        """The paragraphs as plain words without stage directions; paragraphs of directions alone are left out."""
        spoken = (spoken_words(markup) for markup in self.paragraphs)
        return [words for words in spoken if words]

    def directions(self) -> list[str]:
        """Notes of sound or gesture, without brackets, in order."""
        return [words for markup in self.paragraphs for words in marked(markup, "direction")]

    def emphasis(self) -> list[str]:
        """Italic words; a paragraph that is italic as a whole emphasises nothing."""
        found: list[str] = []
        for markup in filter(_is_marked, self.paragraphs):
            runs = [run for run in _runs(markup) if not run.direction and run.text.strip()]
            if any(not run.em for run in runs):
                found += marked(markup, "em")
        return found

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {"speaker": self.speaker, "paragraphs": self.words(), "directions": self.directions()}
        if emphasis := self.emphasis():
            data["emphasis"] = emphasis
        if self.kind != "speech":
            data["kind"] = self.kind
        if self.time:
            data["time"] = list(self.time)
        if self.uncertain:
            data["uncertain"] = self.uncertain
        return data


def spoken_words(markup: str) -> str:
    """The words of a paragraph without its stage directions."""
    if not _is_marked(markup):
        return " ".join(markup.split())
    runs = _runs(markup)
    text = "".join(run.text for run in runs if not run.direction)
    words = " ".join(text.split())
    if any(run.direction for run in runs):
        # The space that stood before a bracket must not part the words from the full stop after it.
        whole = "".join(run.text for run in runs)
        for mark in ".,;:!?…":
            words = words if f" {mark}" in whole else words.replace(f" {mark}", mark)
    return words


def marked(markup: str, mark: Literal["direction", "em"]) -> list[str]:
    """The words under a mark, one string for each unbroken run of it."""
    if not _is_marked(markup):
        return []
    found: list[str] = []
    unbroken = False
    for run in _runs(markup):
        on = run.direction if mark == "direction" else run.em and not run.direction
        if on and unbroken:
            found[-1] += run.text
        elif on:
            found.append(run.text)
        unbroken = on
    return [words for words in (" ".join(text.split()) for text in found) if words]


def _is_marked(markup: str) -> bool:
    return "<" in markup or "&" in markup


@lru_cache(maxsize=4096)
def _runs(markup: str) -> tuple[inline.Run, ...]:
    return inline.parse(markup)


@dataclass(frozen=True, slots=True)
class Decision:
    """A choice that the importer made and a person should see.

    ``place`` is ``"meta.published"``, ``"turn 12"``, ``"speaker 2"`` or the like; ``question`` is a template for
    ``question % params``; ``confidence`` lies between 0 and 1.
    """

    place: str
    question: str
    alternatives: tuple[str, ...]
    assumed: str
    confidence: float
    params: Mapping[str, object] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {
            "place": self.place,
            "question": self.question % self.params if self.params else self.question,
            "alternatives": list(self.alternatives),
            "assumed": self.assumed,
            "confidence": self.confidence,
        }


@dataclass(frozen=True, slots=True)
class Film:
    """A title that the introduction names, with its year where it is printed."""

    title: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Meta:
    """What the file says about the piece. ``published`` and ``updated`` are ISO 8601, with an offset only
    where the file states a zone, and a date alone where it gives no time; ``stamps`` keep the words they were
    read from."""

    title: str = ""
    dek: str = ""
    byline: str = ""
    published: str = ""
    updated: str = ""
    source_note: str = ""
    stamps: tuple[Stamp, ...] = ()

    def to_json(self) -> dict[str, Any]:
        names = ("title", "dek", "published", "updated", "byline", "source_note")
        data: dict[str, Any] = {name: getattr(self, name) for name in names if getattr(self, name)}
        if self.stamps:
            data["stamps"] = [stamp.to_json() for stamp in self.stamps]
        return data


@dataclass(frozen=True, slots=True)
class Transcript:
    """A transcript as read. Texts of ``intro`` and ``outro`` are inline markup, those of ``other`` (captions,
    footnotes, comments, whatever found no place) and ``droppable`` (page furniture) plain words."""

    meta: Meta = Meta()
    speakers: tuple[Speaker, ...] = ()
    intro: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()
    outro: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    droppable: tuple[str, ...] = ()
    films: tuple[Film, ...] = ()
    people: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    format: str = ""
    why: str = ""
    words_in: int = 0
    words_out: int = 0

    def to_json(self) -> dict[str, Any]:
        """The labelled shape: directions and emphasis listed apart, ``decisions`` and the accounts as extra keys."""
        return {
            "meta": self.meta.to_json(),
            "speakers": [speaker.to_json() for speaker in self.speakers],
            "intro": [spoken_words(markup) for markup in self.intro],
            "turns": [turn.to_json() for turn in self.turns],
            "outro": [spoken_words(markup) for markup in self.outro],
            "other": list(self.other),
            "droppable": list(self.droppable),
            "mentioned": {
                "films": [{"title": film.title, "year": film.year} for film in self.films],
                "people": list(self.people),
            },
            "decisions": [decision.to_json() for decision in self.decisions],
            "read_as": {"format": self.format, "why": self.why, "words_in": self.words_in, "words_out": self.words_out},
        }

    def labels(self) -> tuple[str, ...]:
        """A printable label for each speaker: the file's own, else the initials of the name, else Q or A."""
        taken: list[str] = []
        for speaker in self.speakers:
            taken.append(_unused(_label(speaker), taken))
        return tuple(taken)

    def to_blocks(self, mint: Callable[[Collection[str]], str] = mint) -> list[dict[str, Any]]:
        """Blocks of a document in their stored form; ``mint`` gives an id that is not among those taken."""
        labels = self.labels()
        taken: set[str] = set()
        blocks = []
        for block in self._blocks(labels):
            id = mint(taken)
            taken.add(id)
            blocks.append({"id": id, **block})
        return blocks

    def to_document(self, mint: Callable[[Collection[str]], str] = mint) -> Document:
        """The introduction, the turns and the outro as a document. Raises DocumentError past a document's limits."""
        return Document.from_json(self.to_blocks(mint))

    def _blocks(self, labels: tuple[str, ...]) -> Iterator[dict[str, Any]]:
        yield from _paragraphs(self.intro)
        for turn in self.turns:
            text = inline.PARAGRAPH.join(turn.paragraphs)
            if turn.kind == "heading":
                yield {"type": "heading", "text": text, "level": 2}
            elif turn.speaker is None:
                yield from _paragraphs(turn.paragraphs)
            else:
                time = {"t": list(turn.time)} if turn.time else {}
                yield {"type": "turn", "by": labels[turn.speaker], "text": text, **time}
        yield from _paragraphs(self.outro)

    def with_decisions(self, decisions: Iterable[Decision]) -> "Transcript":
        return replace(self, decisions=(*self.decisions, *decisions))


def _paragraphs(texts: Iterable[str]) -> Iterator[dict[str, Any]]:
    for text in texts:
        yield {"type": "paragraph", "text": text}


def _label(speaker: Speaker) -> str:
    if speaker.label:
        return speaker.label[:LABEL_LIMIT]
    if speaker.role == "interviewer":
        return "Q"
    initials = "".join(part[0] for part in speaker.name.replace("-", " ").split() if part[0].isupper())
    return initials or "A"


def _unused(label: str, taken: Collection[str]) -> str:
    number = 2
    unused = label
    while unused in taken:
        unused = f"{label} {number}"
        number += 1
    return unused
