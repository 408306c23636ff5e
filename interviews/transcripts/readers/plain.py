"""Plain text: a line is a paragraph, unless the text was wrapped by hand or copied out of a PDF (`wrapped`)."""

from ..source import Block, Rich, Source, tidy
from . import wrapped


def read(text: str, why: str, format: str = "text") -> Source:
    """Blocks of a plain text."""
    if wrapped.is_wrapped(text):
        blocks, droppable = wrapped.unwrap(text)
        return Source(format, f"{why}; its lines are wrapped", blocks, droppable=tuple(droppable))
    return Source(format, why, lines(text))


def lines(text: str) -> list[Block]:
    """One block a line, with the blank lines before it remembered."""
    blocks: list[Block] = []
    gap = True
    for line in text.split("\n"):
        words = tidy(line)
        if not words:
            gap = True
            continue
        blocks.append(Block(Rich(words), gap=gap, indent=len(line) - len(line.lstrip()), tab=tab_place(line)))
        gap = False
    return blocks


def tab_place(line: str) -> int:
    """Where, in the tidy text, the first tab inside a line stood; 0 without one."""
    stripped = line.lstrip()
    at = stripped.find("\t")
    return len(tidy(stripped[:at])) if 0 < at <= 60 and stripped[at:].strip() else 0
