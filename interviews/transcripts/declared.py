"""Files that declare their speakers, as our own exports do, need no guessing.

A line ``Speakers: Q (interviewer); AL = Ada Lund (interviewee)`` makes the rest exact: a paragraph that opens
with a declared label and a colon is that speaker's, an unlabelled one goes on, ``== Heading ==`` is a heading, square
brackets are stage directions unless a backslash stands before them, and a rule (``* * *``) ends the conversation.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .model import Role, Speaker
from .source import Block

NARRATION = "NARRATION"
LINE = re.compile(r"^Speakers:\s+(?P<items>.+\((?:interviewer|interviewee|other|narration)\))$")
ITEM = re.compile(r"^(?P<label>.+?)(?: = (?P<name>.+?))? \((?P<role>interviewer|interviewee|other|narration)\)$")
HEADING = re.compile(r"^== (?P<words>.+) ==$")
# A character behind a backslash, or a direction in brackets.
SIGN = re.compile(r"\\[\[\]\\]|\[([^\[\]\\]*)\]")


@dataclass(frozen=True, slots=True)
class Declaration:
    """Where the line stands among the blocks, and whom it names."""

    index: int
    speakers: tuple[Speaker, ...]


def line(speakers: Sequence[Speaker], labels: Sequence[str], narration: bool) -> str:
    """The declaring line for speakers under the labels that the export prints."""
    items = [
        f"{label} = {speaker.name} ({speaker.role})" if speaker.name else f"{label} ({speaker.role})"
        for speaker, label in zip(speakers, labels, strict=True)
    ]
    if narration:
        items.append(f"{NARRATION} (narration)")
    return "Speakers: " + "; ".join(items)


def find(blocks: Sequence[Block]) -> Declaration | None:
    """The declaration of a text, None where it has none."""
    for index, block in enumerate(blocks):
        if (match := LINE.match(block.text)) and (speakers := _speakers(match["items"])):
            return Declaration(index, speakers)
    return None


def _speakers(items: str) -> tuple[Speaker, ...]:
    found = []
    for item in items.split("; "):
        match = ITEM.match(item.strip())
        if not match:
            return ()
        if match["role"] != "narration":
            role: Role = match["role"]  # type: ignore[assignment]
            found.append(Speaker(match["label"], role, match["name"] or ""))
    return tuple(found)
