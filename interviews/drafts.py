"""A transcript under review: an immutable value between what was read and the interview. Pure.

The turns are blocks of a document from the first moment, so that an id minted when the file was read is the one that
readers will link to. Every mend of the review screen is a method that gives a new draft; no mend loses a word: what is
taken out of the text goes to ``kept``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any, Self
from zoneinfo import ZoneInfo

from journal.document import inline
from journal.document.blocks import LABEL_LIMIT, Block, Document, mint

# What a block of a draft may be marked as. "turn" is the word for speech, whoever speaks.
MARKS = ("turn", "paragraph", "heading", "direction", "note", "aside")
SETTLED = "settled"  # the answer to a question about a passage that somebody mended or approved


class DraftError(ValueError):
    """A mend that makes no sense here, such as joining the first block with the one before it."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker. ``person`` and ``contributor`` are ids of records; ``create`` asks for a new Person of that name."""

    label: str
    role: str = "other"
    name: str = ""
    person: int | None = None
    contributor: int | None = None
    create: bool = False
    described_as: str = ""
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Something that could not be decided. ``block`` is where to look, "" when it is not about a passage.

    ``answer`` is "" until somebody chose; ``assumed`` stands meanwhile.
    """

    place: str
    question: str
    alternatives: tuple[str, ...] = ()
    assumed: str = ""
    confidence: float = 0.0
    block: str = ""
    answer: str = ""

    @property
    def is_open(self) -> bool:
        return not self.answer

    @property
    def matters(self) -> bool:
        """Whether a wrong guess would put words in somebody's mouth or a wrong date before readers."""
        return self.place.startswith(("turn", "speaker", "meta.published", "meta.updated"))


@dataclass(frozen=True, slots=True)
class Draft:
    headline: str = ""
    dek: str = ""
    byline: str = ""
    source_note: str = ""
    published: str = ""
    updated: str = ""
    stamps: tuple[dict[str, Any], ...] = ()
    lang: str = "en"
    document: Document = field(default_factory=Document)
    voices: tuple[Voice, ...] = ()
    questions: tuple[Question, ...] = ()
    uncertain: dict[str, str] = field(default_factory=dict)  # block id -> why
    kept: tuple[str, ...] = ()  # captions, footnotes, comments: kept in the desk's notes
    furniture: tuple[str, ...] = ()  # navigation, share lines: set aside
    films: tuple[tuple[str, int | None], ...] = ()
    people: tuple[str, ...] = ()
    unlinked: tuple[str, ...] = ()  # keys of proposed links that the editor refused: "film:12", "edition:3"
    why: str = ""

    # -- in and out ----------------------------------------------------------------------------------------------

    def to_json(self) -> dict[str, Any]:
        data = {name: getattr(self, name) for name in PLAIN}
        return {
            **data,
            "stamps": list(self.stamps),
            "document": self.document.to_json(),
            "voices": [asdict(voice) for voice in self.voices],
            "questions": [asdict(question) for question in self.questions],
            "kept": list(self.kept),
            "furniture": list(self.furniture),
            "films": [list(film) for film in self.films],
            "people": list(self.people),
            "unlinked": list(self.unlinked),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return cls(
            **{name: data[name] for name in PLAIN},
            stamps=tuple(data["stamps"]),
            document=Document.from_json(data["document"]),
            voices=tuple(Voice(**{**item, "variants": tuple(item["variants"])}) for item in data["voices"]),
            questions=tuple(
                Question(**{**item, "alternatives": tuple(item["alternatives"])}) for item in data["questions"]
            ),
            kept=tuple(data["kept"]),
            furniture=tuple(data["furniture"]),
            films=tuple((title, year) for title, year in data["films"]),
            people=tuple(data["people"]),
            unlinked=tuple(data["unlinked"]),
        )

    # -- questions about it --------------------------------------------------------------------------------------

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(voice.label for voice in self.voices)

    def voice(self, label: str) -> Voice | None:
        return next((voice for voice in self.voices if voice.label == label), None)

    def open_questions(self) -> list[tuple[int, Question]]:
        """(number, question) of those that nobody answered, least certain first."""
        found = [(n, question) for n, question in enumerate(self.questions) if question.is_open]
        return sorted(found, key=lambda item: (not item[1].matters, item[1].confidence, item[0]))

    def turn_counts(self) -> dict[str, int]:
        counts = dict.fromkeys(self.labels, 0)
        for turn in self.document.turns():
            counts[turn.by] = counts.get(turn.by, 0) + 1
        return counts

    def continuations(self) -> int:
        """Paragraphs of turns beyond each turn's first: those that the source left unlabelled."""
        return sum(len(turn.paragraphs()) - 1 for turn in self.document.turns())

    def introduction(self) -> list[Block]:
        """The prose before the first speech."""
        found = []
        for block in self.document:
            if block.is_turn:
                break
            found.append(block)
        return found

    # -- mends ---------------------------------------------------------------------------------------------------

    def answered(self, number: int, answer: str) -> Self:
        """With a question answered, and what follows from the answer."""
        question = self.questions[number]
        questions = list(self.questions)
        questions[number] = replace(question, answer=answer)
        return replace(self._following(question, answer), questions=tuple(questions))

    def _following(self, question: Question, answer: str) -> Self:
        place = question.place.partition(" ")[0]
        if place in ("meta.published", "meta.updated") and answer in question.alternatives:
            return self._dated(place.removeprefix("meta."), answer)
        if place == "speakers" and answer in self.labels:
            return self._asked_by(answer)
        if place in META and answer in question.alternatives:
            return self._set(META[place], answer)
        if place == "turn" and question.block and self.document.get(question.block):
            return self.relabelled(question.block, answer) if answer in self.labels else self
        return self

    def _dated(self, name: str, answer: str) -> Self:
        """A reading of a stamp, or the zone in which the stamp was written."""
        if answer[:1].isdigit():
            return self._set(name, answer)
        written = datetime.fromisoformat(getattr(self, name)).replace(tzinfo=ZoneInfo(answer))
        return self._set(name, written.isoformat())

    def _set(self, name: str, value: str) -> Self:
        changes: dict[str, Any] = {name: value}
        return replace(self, **changes)

    def _asked_by(self, label: str) -> Self:
        """This speaker asks; whoever was thought to ask answers."""
        roles = {voice.label: voice.role for voice in self.voices}
        roles |= {voice.label: "interviewee" for voice in self.voices if voice.role == "interviewer"}
        roles[label] = "interviewer"
        return replace(self, voices=tuple(replace(voice, role=roles[voice.label]) for voice in self.voices))

    def with_voice(self, label: str, voice: Voice) -> Self:
        voices = tuple(voice if known.label == label else known for known in self.voices)
        return replace(self, voices=voices)

    def renamed(self, old: str, new: str) -> Self:
        """Every turn of ``old`` is printed as ``new``; where somebody has that label already, the two become one."""
        new = _label(new)
        if old == new:
            return self
        blocks = tuple(replace(block, by=new) if block.by == old else block for block in self.document)
        if new in self.labels:
            voices = tuple(voice for voice in self.voices if voice.label != old)
        else:
            voices = tuple(replace(voice, label=new) if voice.label == old else voice for voice in self.voices)
        return replace(self, document=Document(blocks), voices=voices)

    def relabelled(self, id: str, label: str, *, following: bool = False) -> Self:
        """One turn is said by somebody else; with ``following``, every later turn of the same speaker too."""
        label = _label(label)
        at = self._index(id)
        was = self.document.blocks[at].by
        blocks = [
            replace(block, type="turn", by=label, level=0)
            if position == at or (following and was and position > at and block.by == was)
            else block
            for position, block in enumerate(self.document)
        ]
        return self._with(blocks, settled=id)._speaking(label)

    def swapped(self, id: str) -> Self:
        """From this block on two speakers change places: where who speaks was told by their taking turns, one missed
        answer turns round everything that follows. Raises DraftError unless exactly two speak."""
        at = self._index(id)
        if len(self.voices) != 2:
            raise DraftError("only two speakers can change places")
        first, second = self.labels
        other = {first: second, second: first}
        blocks = [
            replace(block, by=other.get(block.by, block.by)) if position >= at and block.is_turn else block
            for position, block in enumerate(self.document)
        ]
        return self._with(blocks, settled=id)

    def joined(self, id: str) -> Self:
        """The block becomes the end of the one before it. Raises DraftError where nothing stands before it."""
        at = self._index(id)
        if at == 0:
            raise DraftError("nothing stands before the first block")
        before, block = self.document.blocks[at - 1], self.document.blocks[at]
        if before.type not in PARAGRAPHED:
            raise DraftError("a line on its own takes no second paragraph")
        text = f"<direction>{block.text}</direction>" if block.type == "direction" else block.text
        merged = replace(
            before,
            text=f"{before.text}{inline.PARAGRAPH}{text}",
            was=(*before.was, block.id, *block.was),
            t=(before.t[0], block.t[1]) if before.t and block.t else before.t,
        )
        blocks = [*self.document.blocks[: at - 1], merged, *self.document.blocks[at + 1 :]]
        return self._with(blocks, settled=id)

    def split(self, id: str, paragraph: int) -> Self:
        """A new block of the same speaker begins at this paragraph (0 is the first). Raises DraftError."""
        at = self._index(id)
        block = self.document.blocks[at]
        paragraphs = block.paragraphs()
        if not 0 < paragraph < len(paragraphs):
            raise DraftError("there is no such paragraph")
        first = replace(block, text=inline.PARAGRAPH.join(paragraphs[:paragraph]))
        second = replace(
            block,
            id=mint(self.document.ids()),
            text=inline.PARAGRAPH.join(paragraphs[paragraph:]),
            was=(),
            t=None,
        )
        return self._with([*self.document.blocks[:at], first, second, *self.document.blocks[at + 1 :]])

    def marked(self, id: str, mark: str) -> Self:
        """The block is prose, a heading, a stage direction, an editor's note, or no part of the text at all."""
        at = self._index(id)
        block = self.document.blocks[at]
        if mark == "aside":
            blocks = [*self.document.blocks[:at], *self.document.blocks[at + 1 :]]
            said = f"{block.by}: {block.plain()}" if block.by else block.plain()
            return replace(self._with(blocks, settled=id), kept=(*self.kept, said))
        made = [_as(mark, paragraph, id) for paragraph, id in _ids(block, mark, self.document)]
        return self._with([*self.document.blocks[:at], *made, *self.document.blocks[at + 1 :]], settled=id)

    def replaced(self, id: str, blocks: Sequence[Block]) -> Self:
        """The block gives way to others, of which the first keeps its id. Unknown labels become speakers."""
        at = self._index(id)
        mended = self._with([*self.document.blocks[:at], *blocks, *self.document.blocks[at + 1 :]], settled=id)
        for block in blocks:
            mended = mended._speaking(block.by) if block.by else mended
        return mended

    def settled(self, id: str) -> Self:
        """Somebody looked at the passage and found it right."""
        return self._with(self.document.blocks, settled=id)

    def restored(self, number: int) -> Self:
        """What was set aside comes back into the text, as a paragraph at the end."""
        everything = [*self.kept, *self.furniture]
        if not 0 <= number < len(everything):
            raise DraftError("nothing of that number was set aside")
        block = Block(id=mint(self.document.ids()), type="paragraph", text=inline.escape(everything[number]))
        kept, furniture = list(self.kept), list(self.furniture)
        if number < len(kept):
            kept.pop(number)
        else:
            furniture.pop(number - len(kept))
        return replace(self._with([*self.document, block]), kept=tuple(kept), furniture=tuple(furniture))

    def without_silent(self) -> Self:
        """Without speakers who say nothing (any more)."""
        speaking = {turn.by for turn in self.document.turns()}
        return replace(self, voices=tuple(voice for voice in self.voices if voice.label in speaking))

    # -- parts of the mends --------------------------------------------------------------------------------------

    def _index(self, id: str) -> int:
        for position, block in enumerate(self.document):
            if block.id == id:
                return position
        raise DraftError("this passage is not there any more")

    def _with(self, blocks: Sequence[Block], settled: str = "") -> Self:
        """With other blocks; a passage that somebody mended is uncertain no more, nor is its question open."""
        uncertain = {id: why for id, why in self.uncertain.items() if id != settled}
        questions = tuple(
            replace(question, answer="settled")
            if settled and question.block == settled and question.is_open
            else question
            for question in self.questions
        )
        return replace(self, document=Document(tuple(blocks)), uncertain=uncertain, questions=questions)

    def _speaking(self, label: str) -> Self:
        if label in self.labels:
            return self
        return replace(self, voices=(*self.voices, Voice(label)))


PLAIN = (
    "headline", "dek", "byline", "source_note", "published", "updated", "lang", "uncertain", "why",
)  # fmt: skip
META = {
    "meta.title": "headline",
    "meta.dek": "dek",
    "meta.byline": "byline",
    "meta.source_note": "source_note",
}
PARAGRAPHED = ("turn", "paragraph", "quote", "note")


def _label(label: str) -> str:
    label = " ".join(label.split()).rstrip(" :：")
    if not label or len(label) > LABEL_LIMIT:
        raise DraftError("a label has 1 to 100 characters")
    return label


def _ids(block: Block, mark: str, document: Document) -> Iterator[tuple[str, str]]:
    """(markup, id) of the blocks that one becomes: a line each for a heading or a direction, else one."""
    paragraphs = block.paragraphs() if mark in ("heading", "direction") else [block.text]
    taken = document.ids()
    for number, markup in enumerate(paragraphs):
        id = block.id if number == 0 else mint(taken)
        taken.add(id)
        yield markup, id


def _as(mark: str, markup: str, id: str) -> Block:
    if mark == "heading":
        return Block(id=id, type="heading", text=inline.canonical(markup, line=True), level=2)
    if mark == "direction":
        # Brackets are the renderer's: a direction inside a direction would print them twice.
        words = "".join(run.text for run in inline.parse(markup))
        return Block(id=id, type="direction", text=inline.canonical(inline.escape(words), line=True))
    if mark in ("paragraph", "note"):
        return Block(id=id, type=mark, text=markup)
    raise DraftError("there is no such mark")
