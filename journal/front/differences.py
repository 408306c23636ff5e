"""What changed between two printed versions, worded for readers: the gravest first, word by word. Pure."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from django.utils.translation import gettext as _

from journal.document import inline
from journal.document.diff import EQUAL, GRAVITY, Row, compare
from journal.document.quoting import gives_away
from journal.document.word_diff import DELETE, INSERT, Segment, compare_paragraphs
from journal.press.copy import Copy, Credit, Participant

CONTEXT = 12  # words of unchanged text that stand on either side of a change
# What stands above the text weighs less than who said what, and more than the order of passages.
HEAD = GRAVITY.index("names")
Paragraph = Sequence[Segment]


@dataclass(frozen=True, slots=True)
class Difference:
    """One changed place. ``anchor`` is the block's id in the newer version, "" where it has none.

    ``folded``: the passage gives something away, so its words stand behind a fold here too.
    """

    heading: str
    paragraphs: Sequence[Paragraph]
    anchor: str = ""
    folded: bool = False


def between(old: Copy, new: Copy) -> list[Difference]:
    names = {one.label: one.name or one.label for one in (*old.participants, *new.participants)}
    interviewees = {one.label for one in new.participants if one.role == "interviewee"}
    rows = compare(old.document, new.document, interviewees=interviewees).rows
    # A change of white space or of a mark's spelling in the stored form is none to a reader.
    weighed = [(GRAVITY.index(row.kinds[0]), row) for row in rows if row.kinds and row.kinds != ("spacing",)]
    weighed.sort(key=lambda one: one[0])
    hidden = {block.id for copy in (old, new) for block in copy.document if gives_away(block, copy.document)}
    return [
        *(_of_row(row, names, hidden) for gravity, row in weighed if gravity < HEAD),
        *_head(old, new),
        *(_of_row(row, names, hidden) for gravity, row in weighed if gravity >= HEAD),
    ]


def _head(old: Copy, new: Copy) -> Iterator[Difference]:
    lines = (
        (_("Headline"), old.headline, new.headline),
        (_("Dek"), old.dek, new.dek),
        (_("Byline"), _names(old.byline), _names(new.byline)),
        (_("Who speaks"), _names(old.participants), _names(new.participants)),
    )
    for heading, before, after in lines:
        if before != after:
            yield Difference(heading, _compared(before, after))
    if old.translation_of != new.translation_of:
        yield Difference(_("Translation"), _compared(_origin(old), _origin(new, old)))


def _origin(copy: Copy, before: Copy | None = None) -> str:
    """In words that name no piece: readers may no longer see the one that was meant, or not yet."""
    if copy.translation_of is None:
        return ""
    return _("of yet another piece") if before and before.translation_of else _("of another piece")


def _names(people: Sequence[Credit | Participant]) -> str:
    return ", ".join(f"{one.name or getattr(one, 'label', '')} ({one.role})" for one in people)


def _compared(before: str, after: str) -> Sequence[Paragraph]:
    return compare_paragraphs([inline.escape(before)] if before else [], [inline.escape(after)] if after else [])


def _of_row(row: Row, names: dict[str, str], hidden: Set[str]) -> Difference:
    headings = {
        "speaker": _("Another speaker"),
        "speech": _("What was said"),
        "names": _("Names or figures"),
        "added": _("Added"),
        "removed": _("Taken out"),
        "merged": _("Joined to another passage"),
        "moved": _("Moved"),
        "type": _("Set differently"),
        "words": _("Words"),
        "details": _("Facts about the passage"),
        "marks": _("Links or emphasis"),
        "punctuation": _("Punctuation"),
    }
    kinds = [headings[kind] for kind in row.kinds if kind in headings]
    speaker = names.get(row.block.by, row.block.by)
    return Difference(
        heading=" · ".join([*([speaker] if speaker else []), ", ".join(kinds)]),
        paragraphs=[*_speakers(row, names), *_words(row)],
        anchor=row.new.id if row.new else "",
        folded=any(block.id in hidden for block in (row.old, row.new) if block),
    )


def _speakers(row: Row, names: dict[str, str]) -> Iterator[Paragraph]:
    if "speaker" in row.kinds and row.old and row.new:
        before, after = names.get(row.old.by, row.old.by), names.get(row.new.by, row.new.by)
        yield Segment(DELETE, before), Segment(INSERT, f" {after}")


def _words(row: Row) -> Iterator[Paragraph]:
    """The changed paragraphs, cut to the words around each change; of a block whose words stayed, how it begins."""
    changed = [
        paragraph
        for part in row.parts
        for paragraph in part.paragraphs
        if any(segment.op != EQUAL for segment in paragraph)
    ]
    if not changed:
        yield (Segment(EQUAL, _beginning(row.block.plain())),)
    for paragraph in changed:
        yield _trimmed(paragraph)


def _trimmed(segments: Paragraph) -> Paragraph:
    last = len(segments) - 1
    found = []
    for n, segment in enumerate(segments):
        text = segment.text
        if segment.op == EQUAL and n == 0 < last:
            text = _end(text)
        elif segment.op == EQUAL and n == last:
            text = _beginning(text)
        elif segment.op == EQUAL and len(_split(text)) > 3 * CONTEXT:
            text = f"{_beginning(text)} {_end(text)}"
        found.append(Segment(segment.op, text))
    return found


def _split(text: str) -> list[str]:
    return re.findall(r"\s*\S+", text)


def _beginning(text: str) -> str:
    kept = _split(text)
    return text if len(kept) <= CONTEXT else "".join(kept[:CONTEXT]) + " …"


def _end(text: str) -> str:
    kept = _split(text)
    return text if len(kept) <= CONTEXT else "…" + "".join(kept[-CONTEXT:])
