"""Plain text."""

from ..model import Transcript
from .script import Line, lines, words_of


def write(transcript: Transcript) -> bytes:
    """UTF-8 text, paragraphs parted by blank lines, labels before a colon."""
    return ("\n\n".join(_text(line) for line in lines(transcript)) + "\n").encode()


def _text(line: Line) -> str:
    words = "".join(text for text, _run in words_of(line.runs))
    if line.kind in ("title", "dek", "byline", "stamp", "speakers", "note"):
        return "".join(run.text for run in line.runs)
    if line.kind == "rule":
        return "* * *"
    if line.kind == "heading":
        return f"== {words} =="
    return f"{line.label}: {words}" if line.label else words
