"""What changed between two printed versions, worded for readers: the gravest first, word by word. Pure."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from journal.press.changes import Touch, touches
from journal.press.copy import Copy

TOKEN = re.compile(r"\s+|\w+(?:[’'.-]\w+)*|[^\w\s]")
CONTEXT = 12  # words of unchanged text that stand on either side of a change
HEAD = ("headline", "dek", "byline", "participants", "form")
# Who said it weighs more than what was said, and an interviewee's words more than ours (domain notes, "Diff view").
ORDER = ("speaker", "answer", "head", "words", "removed", "added", "moved", "marks")


@dataclass(frozen=True, slots=True)
class Segment:
    kind: str  # same, added, removed
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One changed place. ``anchor`` is the block's id in the newer version, "" where it has none."""

    heading: str
    segments: Sequence[Segment]
    anchor: str = ""


def between(old: Copy, new: Copy) -> list[Difference]:
    found = sorted(touches(old, new), key=lambda touch: ORDER.index(_weight(touch)))
    names = {participant.label: participant.name or participant.label for participant in new.participants}
    speakers = {block.id: names.get(block.by, block.by) for block in [*old.document, *new.document] if block.by}
    there = new.document.ids()
    return [
        Difference(
            heading=_heading(touch, speakers.get(touch.place, "")),
            segments=_segments(touch),
            anchor=touch.place if touch.in_block and touch.place in there else "",
        )
        for touch in found
        # What a form holds is kept as data and means nothing to a reader as such.
        if touch.place != "form"
    ]


def words(before: str, after: str) -> list[Segment]:
    """The two texts as one, word by word: what stayed, what went, what came. Nothing is left out."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    found: list[Segment] = []
    for tag, a1, a2, b1, b2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Segment("same", "".join(old[a1:a2])))
            continue
        if a2 > a1:
            found.append(Segment("removed", "".join(old[a1:a2])))
        if b2 > b1:
            found.append(Segment("added", "".join(new[b1:b2])))
    return found


def _weight(touch: Touch) -> str:
    if touch.place in HEAD:
        return "head"
    return "answer" if touch.kind == "words" and touch.of_interviewee else touch.kind


def _heading(touch: Touch, speaker: str) -> str:
    named = {
        "headline": _("Headline"),
        "dek": _("Dek"),
        "byline": _("Byline"),
        "participants": _("Who speaks"),
    }
    if touch.place in named:
        return named[touch.place]
    kinds = {
        "speaker": _("Another speaker"),
        "added": _("Added"),
        "removed": _("Taken out"),
        "moved": _("Moved"),
        "marks": _("Links or emphasis"),
        "words": _("Changed words"),
    }
    return f"{kinds[touch.kind]} · {speaker}" if speaker and touch.kind != "speaker" else kinds[touch.kind]


def _segments(touch: Touch) -> list[Segment]:
    if touch.kind in {"moved", "marks"}:
        return [Segment("same", _beginning(touch.after))]
    return _trimmed(words(touch.before, touch.after))


def _trimmed(segments: Sequence[Segment]) -> list[Segment]:
    """Long unchanged stretches cut to the words that stand next to a change."""
    last = len(segments) - 1
    found = []
    for n, segment in enumerate(segments):
        text = segment.text
        if segment.kind == "same" and n == 0 < last:
            text = _end(text)
        elif segment.kind == "same" and n == last:
            text = _beginning(text)
        elif segment.kind == "same" and len(_words(text)) > 3 * CONTEXT:
            text = f"{_beginning(text)} {_end(text)}"
        found.append(Segment(segment.kind, text))
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"\s*\S+", text)


def _beginning(text: str) -> str:
    kept = _words(text)
    return text if len(kept) <= CONTEXT else "".join(kept[:CONTEXT]) + " …"


def _end(text: str) -> str:
    kept = _words(text)
    return text if len(kept) <= CONTEXT else "…" + "".join(kept[-CONTEXT:]) + text[len(text.rstrip()) :]
