"""The common form between finding out who speaks and building turns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ..source import Block, Rich

PartKind = Literal["front", "speech", "heading", "narration", "other", "droppable"]
GUESS = "nothing in the file says who speaks: this is read from the shape of the questions"
ASKER, ANSWERER = "?q", "?a"  # the two sides where nothing is printed


@dataclass(frozen=True, slots=True)
class Part:
    """A block with what was found out about it: ``who`` speaks (a key), ``opens`` whether a label or sign says so,
    ``printed`` the label cut off, ``uncertain`` why somebody should look."""

    block: Block
    kind: PartKind
    rich: Rich
    who: str = ""
    opens: bool = False
    time: tuple[int, int] | None = None
    uncertain: str = ""

    @property
    def text(self) -> str:
        return self.rich.text


def front(blocks: Sequence[Block]) -> list[Part]:
    return [Part(block, "front", block.rich) for block in blocks]


def speech(block: Block, who: str, *, opens: bool = False, uncertain: str = "", start: int = 0) -> Part:
    rich = block.rich.cut(start) if start else block.rich
    return Part(block, "speech", rich, who, opens, block.time, uncertain)


def without_mark(part: Part, marks: str) -> Part:
    """The same part without the marks that only said who speaks."""
    spans = tuple(span for span in part.rich.spans if span.mark not in marks)
    return replace(part, rich=Rich(part.rich.text, spans))
