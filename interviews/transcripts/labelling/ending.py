"""What stands after the last speech: credits, corrections, screenings, a last sentence of the writer's."""

import re
from collections.abc import Sequence
from dataclasses import replace

from .furniture import TAGS, is_caption, is_credit, is_furniture, is_screening
from .parts import GUESS, Part
from .questions import speaks

LAST_WORDS = 60


class Ending:
    """Takes parts off the end of a conversation; what it took is in ``outro``, ``source_notes``, ``other`` and
    ``droppable``, in reading order."""

    def __init__(self, parts: Sequence[Part], screenplay: bool = False, written: bool = True) -> None:
        self.parts = list(parts)
        self.outro: list[Part] = []
        self.source_notes: list[str] = []
        self.other: list[str] = []
        self.droppable: list[str] = []
        self.narrated = not written  # in a recording or a mail nobody writes a last sentence
        while self.parts and self._take(self.parts[-1], screenplay):
            self.parts.pop()

    def _take(self, part: Part, screenplay: bool) -> bool:
        text = part.text
        if part.kind in ("other", "droppable"):
            getattr(self, part.kind).insert(0, text) if text else None
            return True
        if part.uncertain == GUESS and (is_credit(text) or is_furniture(text) or is_screening(text)):
            part = replace(part, opens=False)
        if part.opens or (part.kind == "narration" and screenplay):
            return False
        if part.kind == "speech" and _bracketed(text):
            return False
        if is_credit(text):
            self.source_notes.insert(0, text)
        elif is_furniture(text):
            self.droppable.insert(0, text)
        elif is_caption(text) or TAGS.match(text):
            self.other.insert(0, text)
        elif part.kind == "heading" or part.kind == "narration" or self._is_outro(part):
            self.outro.insert(0, part)
        else:
            return False
        return True

    def _is_outro(self, part: Part) -> bool:
        """Prose of the house after the last speech: where the film can be seen, a paragraph set in italics, or
        one short last paragraph in which nobody speaks of I or you."""
        text = part.text
        if is_screening(text):
            return True
        if part.rich.whole("i") and len(text.split()) > 3:
            return True
        if speaks(text) or len(text.split()) > LAST_WORDS or self.narrated:
            return False
        self.narrated = len(re.findall(r"[.!?。](?:\s|$)", text)) <= 2 and len(text.split()) >= 4
        return self.narrated


def _bracketed(text: str) -> bool:
    return bool(re.fullmatch(r"[\[(（].*[\])）]", text))
