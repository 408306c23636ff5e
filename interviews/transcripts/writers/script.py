"""The text of an export, paragraph by paragraph, in the form that `declared` reads back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from journal.document import inline

from .. import declared
from ..model import Transcript

LineKind = Literal["title", "dek", "byline", "stamp", "speakers", "paragraph", "turn", "heading", "rule", "note"]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of an export: runs of words in the vocabulary of `journal.document.inline`, and the label
    before them."""

    kind: LineKind
    runs: tuple[inline.Run, ...] = ()
    label: str = ""


def lines(transcript: Transcript) -> Iterator[Line]:
    """Headline, byline, dates, speakers, introduction, turns and outro of a transcript, in order."""
    meta = transcript.meta
    for kind, words in (
        ("title", meta.title),
        ("dek", meta.dek),
        ("byline", meta.byline and f"By {meta.byline}"),
        ("stamp", meta.published and f"Published: {meta.published}"),
        ("stamp", meta.updated and f"Updated: {meta.updated}"),
    ):
        if words:
            yield Line(kind, (inline.Run(words),))  # type: ignore[arg-type]
    labels = transcript.labels()
    narrated = any(turn.kind == "narration" for turn in transcript.turns)
    if transcript.speakers:
        yield Line("speakers", (inline.Run(declared.line(transcript.speakers, labels, narrated)),))
    for markup in transcript.intro:
        yield Line("paragraph", inline.parse(markup))
    yield from _turns(transcript, labels)
    if transcript.outro or meta.source_note:
        yield Line("rule")
    for markup in transcript.outro:
        yield Line("paragraph", inline.parse(markup))
    if meta.source_note:
        yield Line("note", (inline.Run(meta.source_note),))


def _turns(transcript: Transcript, labels: tuple[str, ...]) -> Iterator[Line]:
    for turn in transcript.turns:
        if turn.kind == "heading":
            yield Line("heading", inline.parse(" ".join(turn.paragraphs)))
            continue
        label = declared.NARRATION if turn.speaker is None else labels[turn.speaker]
        for number, markup in enumerate(turn.paragraphs):
            runs = inline.parse(markup)
            words = "".join(run.text for run in runs)
            again = number == 0 or _is_misread(words, labels)
            yield Line("turn", runs, label if again else "")


def _is_misread(words: str, labels: tuple[str, ...]) -> bool:
    """Whether a paragraph that goes on with a speech would be read as something else without its label."""
    opens = any(words.startswith(f"{label}:") for label in (*labels, declared.NARRATION))
    return opens or bool(declared.HEADING.match(words)) or not re.search(r"\w", words)


def words_of(runs: tuple[inline.Run, ...]) -> Iterator[tuple[str, inline.Run]]:
    """(words as printed, run): directions in brackets, brackets that are words behind a backslash."""
    for run in runs:
        text = run.text.replace("\n", " ")
        if run.direction:
            note = re.sub(r"[][\\]", "", text)
            yield f"[{note}]", run
        else:
            yield re.sub(r"([\\\[\]])", r"\\\1", text), run
