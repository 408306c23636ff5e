"""Whether words are in a passage, as pull quotes and quotations need to know."""

from collections.abc import Iterable

from .blocks import Block


def holds(block: Block, words: str) -> bool:
    """Whether the block holds the words verbatim, white space apart. No words are in no block."""
    wanted = " ".join(words.split())
    return bool(wanted) and wanted in " ".join(block.plain().split())


def first_source(blocks: Iterable[Block], words: str) -> Block | None:
    """The first turn or paragraph that holds the words verbatim."""
    return next((block for block in blocks if block.type in ("turn", "paragraph") and holds(block, words)), None)
