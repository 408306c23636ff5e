"""Plain text: a line is a paragraph, unless the text was wrapped by hand or copied out of a PDF (`wrapped`)."""

import re

from ..labelling.candidates import CLOCK, TIME_ONLY, milliseconds
from ..source import Block, Rich, Source, tidy
from . import wrapped


def read(text: str, why: str, format: str = "text") -> Source:
    """Blocks of a plain text."""
    if wrapped.is_wrapped(text):
        blocks, droppable = wrapped.unwrap(text)
        return Source(format, f"{why}; its lines are wrapped", blocks, droppable=tuple(droppable))
    return Source(format, why, lines(text))


def lines(text: str) -> list[Block]:
    """One block a line, with the blank lines before it remembered. Lines that are only a time, where several
    are (Teams, copies from YouTube), give their time to the line after them."""
    rows = text.split("\n")
    timed = sum(bool(TIME_ONLY.match(row)) for row in rows) > 1
    blocks: list[Block] = []
    gap = True
    time: tuple[int, int] | None = None
    for line in rows:
        words = tidy(line)
        if not words:
            gap = True
        elif timed and TIME_ONLY.match(words):
            moments = [milliseconds(clock) for clock in re.findall(CLOCK, words)]
            time, gap = (moments[0], max(moments)), True
        else:
            indent = len(line) - len(line.lstrip())
            blocks.append(Block(Rich(words), gap=gap, indent=indent, tab=tab_place(line), time=time))
            gap, time = False, None
    return blocks


def tab_place(line: str) -> int:
    """Where, in the tidy text, the first tab inside a line stood; 0 without one."""
    stripped = line.lstrip()
    at = stripped.find("\t")
    return len(tidy(stripped[:at])) if 0 < at <= 60 and stripped[at:].strip() else 0
