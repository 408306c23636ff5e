"""Two revisions laid beside each other: fields first, then the text by block, paragraph and word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.desk.comparing import fields_changed
from journal.desk.merging import Snapshot
from journal.desk.record_names import Item, Named, Names, compared, marks
from journal.document import diff
from journal.document.blocks import Block, Document
from journal.document.word_diff import DELETE, EQUAL, INSERT, Segment

CONTEXT = 1  # unchanged passages shown before and after a change
MARKS = {EQUAL: "kept", DELETE: "gone", INSERT: "come"}

Runs = tuple[tuple[str, str], ...]  # ("kept" | "gone" | "come", words)


@dataclass(frozen=True, slots=True)
class Line:
    """One field or passage. ``paragraphs`` hold its words with what came and went; ``block`` is "" for a field.

    A line that only says how many passages were left out has ``skipped``.
    """

    name: str = ""
    what: str = ""  # what happened, in words
    block: str = ""
    is_changed: bool = False
    was_there: bool = True
    is_there: bool = True
    paragraphs: tuple[Runs, ...] = ()
    items: tuple[Item, ...] = ()  # records, facts and marks: a thing a line
    skipped: str = ""

    @property
    def items_before(self) -> list[Item]:
        return [item for item in self.items if item.mark != "come"]

    @property
    def items_after(self) -> list[Item]:
        return [item for item in self.items if item.mark != "gone"]

    @property
    def before(self) -> list[Runs]:
        return [kept for paragraph in self.paragraphs if (kept := tuple(run for run in paragraph if run[0] != "come"))]

    @property
    def after(self) -> list[Runs]:
        return [kept for paragraph in self.paragraphs if (kept := tuple(run for run in paragraph if run[0] != "gone"))]


def lines(old: Snapshot, new: Snapshot) -> list[Line]:
    """What is shown of two snapshots: every change, each passage with a neighbour, in the order of the newer text."""
    names = Names(old, new)
    fields = [
        Line(
            name=field.name,
            what=_("changed"),
            is_changed=True,
            paragraphs=(field.runs,) if field.runs else (),
            items=field.items,
        )
        for field in fields_changed(old, new, names)
    ]
    rows = diff.compare(_document(old), _document(new)).rows
    return [*fields, *_folded([_line(row, names) for row in rows])]


def _document(snapshot: Snapshot) -> Document:
    return Document.from_json(snapshot.get("document") or [])


def _line(row: diff.Row, names: Names) -> Line:
    return Line(
        name=row.block.by or _kind(row.block.type),
        what=", ".join(_happened(kind) for kind in row.kinds),
        block=row.id,
        is_changed=row.is_changed,
        was_there=row.old is not None,
        is_there=row.new is not None,
        paragraphs=tuple(_paragraphs(row)),
        items=_items(row, names),
    )


def _items(row: diff.Row, names: Names) -> tuple[Item, ...]:
    """What words cannot show: where they lead, how they are set, and the facts of a block."""
    if not {"marks", "details"} & set(row.kinds):
        return ()
    before, after = (
        [*marks(block, names), *_details(block, row, names)] if block else [] for block in (row.old, row.new)
    )
    return tuple(item for item in compared(before, after) if item.mark != "kept")


def _details(block: Block, row: diff.Row, names: Names) -> list[Named]:
    labels = {
        "level": _("level of the heading"),
        "ordered": _("numbered"),
        "picture": _("picture"),
        "url": _("address"),
        "of": _("taken from"),
        "t": _("time in the recording"),
        "lang": _("language"),
        "spoiler": _("gives the plot away"),
        "original": _("language of the original"),
    }
    found = []
    for name in row.details:
        value = getattr(block, name)
        if name == "picture" and value:
            found.append(names.named("picture", value, label=labels[name]))
        elif value:
            found.append(Named(_detail(name, value), label=labels[name]))
    return found


def _detail(name: str, value: Any) -> str:
    if name == "t":
        return "–".join(f"{at // 60000}:{at // 1000 % 60:02d}" for at in value)
    if name == "original":
        return str(value.lang)
    return _("yes") if value is True else str(value)


def _paragraphs(row: diff.Row) -> Iterator[Runs]:
    if "speaker" in row.kinds and row.old and row.new:
        yield (("gone", f"{row.old.by}: "), ("come", f"{row.new.by}: "))
    if row.merged_into and row.old:
        yield (("gone", row.old.plain()),)
    for part in row.parts:
        for paragraph in part.paragraphs:
            if found := tuple(_run(segment) for segment in paragraph):
                yield found


def _run(segment: Segment) -> tuple[str, str]:
    return MARKS[segment.op], segment.text


def _folded(found: list[Line]) -> Iterator[Line]:
    """Without the passages that nothing happened to, but for the neighbours of those that changed."""
    near = {
        place for at, line in enumerate(found) if line.is_changed for place in range(at - CONTEXT, at + CONTEXT + 1)
    }
    skipped = 0
    for at, line in enumerate(found):
        if at in near:
            yield from _skip(skipped)
            skipped = 0
            yield line
        else:
            skipped += 1
    yield from _skip(skipped)


def _skip(number: int) -> Iterable[Line]:
    said = ngettext("%d passage as it was", "%d passages as they were", number) % number
    return [Line(skipped=said)] if number else []


def _kind(type: str) -> str:
    names = {
        "paragraph": _("Paragraph"),
        "heading": _("Heading"),
        "quote": _("Quotation"),
        "list": _("List"),
        "picture": _("Picture"),
        "rule": _("Rule"),
        "note": _("Editor’s note"),
        "embed": _("Link card"),
        "direction": _("Stage direction"),
        "pullquote": _("Pull quote"),
    }
    return names.get(type, _("Passage"))


def _happened(kind: str) -> str:
    names = {
        "speaker": _("other speaker"),
        "speech": _("an interviewee’s words"),
        "names": _("a name or a number"),
        "added": _("added"),
        "removed": _("taken out"),
        "merged": _("joined to another passage"),
        "moved": _("moved"),
        "type": _("other kind of passage"),
        "words": _("words"),
        "details": _("details"),
        "marks": _("emphasis or links"),
        "punctuation": _("punctuation"),
        "spacing": _("spacing"),
    }
    return names[kind]
