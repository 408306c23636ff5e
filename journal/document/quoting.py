"""What pull quotes and quotations need to know of a passage: whether it has the words, whether they may be told."""

from collections.abc import Iterable

from .blocks import Block, Document


def holds(block: Block, words: str) -> bool:
    """Whether the block holds the words verbatim, white space apart. No words are in no block."""
    wanted = " ".join(words.split())
    return bool(wanted) and wanted in " ".join(block.plain().split())


def first_source(blocks: Iterable[Block], words: str) -> Block | None:
    """The first turn or paragraph that holds the words verbatim."""
    return next((block for block in blocks if block.type in ("turn", "paragraph") and holds(block, words)), None)


def is_verbatim(document: Document, quote: Block) -> bool:
    """Whether the words of a pull quote stand in the turn or paragraph that it is taken from."""
    source = document.get(quote.of)
    return source is not None and source.type in ("turn", "paragraph") and holds(source, quote.plain())


def stray_quotes(document: Document) -> list[Block]:
    """The pull quotes whose passage is gone or says it otherwise now."""
    return [block for block in document if block.type == "pullquote" and not is_verbatim(document, block)]


def gives_away(block: Block, document: Document) -> bool:
    """Does the block stand behind a fold? A pull quote from there gives away as much as the passage itself."""
    source = document.get(block.of) if block.of else None
    return block.spoiler or (source is not None and source.spoiler)
