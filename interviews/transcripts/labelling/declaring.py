"""A text that declares its speakers, taken at its word (see `declared`)."""

from collections.abc import Sequence
from dataclasses import replace

from .. import declared
from ..source import Block, Rich
from .furniture import is_rule
from .grouping import LabelSet
from .parts import Part, front
from .people import Person


def by_declaration(blocks: Sequence[Block]) -> tuple[list[Part], LabelSet, tuple[str, ...]] | None:
    """Parts, labels and the words of the declaring line, or None where nothing is declared."""
    declaration = declared.find(blocks)
    if declaration is None:
        return None
    labels = _labels(declaration)
    known = [*labels.printed, declared.NARRATION]
    parts = front(blocks[: declaration.index])
    who = ""
    over = False
    for block in blocks[declaration.index + 1 :]:
        opened = _opened(block, known)
        heading = declared.HEADING.match(block.text) if block.kind == "text" else None
        if block.kind == "rule" or is_rule(block.text):
            over = bool(who)
        elif opened and not over:
            who, start = opened
            kind = "narration" if who == declared.NARRATION else "speech"
            parts.append(Part(block, kind, block.rich.cut(start), who, True, block.time))  # type: ignore[arg-type]
        elif (heading or (block.kind == "heading" and block.level > 1)) and not over:
            words = Rich(heading["words"]) if heading else block.rich
            parts.append(Part(block, "heading", words, opens=True))
        elif over:
            parts.append(Part(block, "narration", block.rich, opens=False))
        elif who:
            kind = "narration" if who == declared.NARRATION else "speech"
            parts.append(Part(block, kind, block.rich, who, True, block.time))  # type: ignore[arg-type]
        else:
            parts += front([block])
    return _closed(parts, over), labels, (blocks[declaration.index].text,)


def _opened(block: Block, known: Sequence[str]) -> tuple[str, int] | None:
    for label in sorted(known, key=len, reverse=True):
        if block.text.startswith(f"{label}:"):
            return label, len(label) + 1
    return None


def _labels(declaration: declared.Declaration) -> LabelSet:
    labels = LabelSet(sign="declared")
    for speaker in declaration.speakers:
        labels.printed[speaker.label] = [speaker.label]
        labels.speaker[speaker.label] = speaker.label
        labels.roles[speaker.label] = speaker.role
        if speaker.name:
            labels.people[speaker.label] = Person.of(speaker.name)
    return labels


def _closed(parts: list[Part], over: bool) -> list[Part]:
    """Narration before the rule is a turn, after it the outro; the ending takes only what does not open."""
    if over:
        return parts
    return [replace(part, opens=True) if part.kind == "narration" else part for part in parts]
