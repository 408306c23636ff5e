"""Plain text: a line is a paragraph, unless the text was wrapped by hand or copied out of a PDF (`wrapped`)."""

import re
from dataclasses import replace

from ..labelling.candidates import CLOCK, TIME_BEFORE, TIME_ONLY, milliseconds
from ..source import Block, Rich, Source, tidy
from . import wrapped

# A time that a page printed in a box of its own, and the copy glued to the first word.
TIME_GLUED = re.compile(rf"^{CLOCK}(?=[^\W\d_])")


def read(text: str, why: str, format: str = "text") -> Source:
    """Blocks of a plain text."""
    if wrapped.is_wrapped(text):
        blocks, droppable = wrapped.unwrap(text)
        return Source(format, f"{why}; its lines are wrapped", blocks, droppable=tuple(droppable))
    blocks = [_timed(block) for block in lines(text)]
    # a time above or before every line: subtitles copied off a page, in which everything is said
    subtitles = len(blocks) > 2 and all(block.time for block in blocks)
    if not subtitles:
        blocks = lines(text)
    return Source(format, why, blocks, speech_only=subtitles)


def _timed(block: Block) -> Block:
    """The block without a time that opens it: "00:09 about water", "0:04welcome"."""
    match = TIME_BEFORE.match(block.text) or TIME_GLUED.match(block.text)
    if not match or match.end() >= len(block.text):
        return block
    clock = re.search(CLOCK, match[0])
    moment = milliseconds(clock[0]) if clock else 0
    return replace(block, rich=block.rich.cut(match.end()), time=block.time or (moment, moment))


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
