"""Fountain screenplays: characters speak, action lines are narration."""

import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

from screenplain.parsers import fountain
from screenplain.richstring import RichString
from screenplain.types import Action, Dialog, DualDialog, Section, Slug, Transition

from ..source import Block, BlockKind, Rich, Source, pieces, tidied_rich, tidy
from .fields import from_fields, read_fields

TITLE_PAGE = re.compile(r"\A\s*(?:[A-Z][\w ]{1,24}:[^\n]*\n(?:[ \t]+[^\n]+\n)*)+(?=\s*\n|\Z)")
CONTINUED = re.compile(
    r"\s*\((?:CONT(?:['’]?D|INUED)?\.?|V\.?\s?O\.?|O\.?\s?[SC]\.?|OFF|ON PHONE|FILTERED)\)", re.IGNORECASE
)
BONEYARD = re.compile(r"/\*.*?\*/", re.DOTALL)


def read(text: str, why: str) -> Source:
    """Blocks of a screenplay."""
    meta: dict[str, str] = {}
    other: list[str] = []
    if page := TITLE_PAGE.match(text):
        fields = read_fields(page[0], ":")
        fields.pop("draft_date", None)
        fields.pop("date", None)
        meta, other = from_fields({key.replace("author", "author"): value for key, value in fields.items()})
        text = text[page.end() :].lstrip("\n")
    other += [tidy(note[2:-2]) for note in BONEYARD.findall(text)]
    screenplay = fountain.parse(StringIO(text))
    blocks = [block for paragraph in screenplay.paragraphs for block in _blocks(paragraph)]
    return Source("fountain", why, blocks, meta=meta, other=tuple(filter(None, other)), screenplay=True)


def _blocks(paragraph: Any) -> Iterator[Block]:
    if isinstance(paragraph, DualDialog):
        yield from _dialog(paragraph.left)
        yield from _dialog(paragraph.right)
    elif isinstance(paragraph, Dialog):
        yield from _dialog(paragraph)
    elif isinstance(paragraph, Section):
        yield from _lines([paragraph.text], "heading")
    elif isinstance(paragraph, Slug | Transition):
        yield from _lines([paragraph.line], "narration")
    elif isinstance(paragraph, Action):
        yield from _lines(paragraph.lines, "narration")


def _lines(lines: Any, kind: BlockKind) -> Iterator[Block]:
    for number, line in enumerate(lines):
        rich = _rich(line)
        if rich.text:
            yield Block(rich, kind=kind, level=2 if kind == "heading" else 0, gap=number == 0)


def _dialog(dialog: Dialog) -> Iterator[Block]:
    speaker = CONTINUED.sub("", tidy(str(dialog.character))).lstrip("@").strip() or "?"
    for number, (parenthetical, line) in enumerate(dialog.blocks):
        rich = _rich(line)
        if parenthetical and rich.text:
            rich = Rich(f"[{rich.text.strip('() ')}]")
        if rich.text:
            yield Block(rich, speaker=speaker, gap=number == 0)


def _rich(line: RichString) -> Rich:
    parts = []
    for segment in line.segments:
        names = {style.__name__ if isinstance(style, type) else type(style).__name__ for style in segment.styles}
        marks = {
            mark for name, mark in (("Bold", "b"), ("Italic", "i"), ("Underline", "u")) if any(name in n for n in names)
        }
        parts.append((segment.text, frozenset(marks)))
    return tidied_rich(pieces(parts))
