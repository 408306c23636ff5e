"""Cutting blocks where line breaks were lost: labels in mid-line, a bold question and its answer in one paragraph."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ..source import Block
from .candidates import time_before
from .people import Person, fold, names_in
from .vocabulary import is_numbered, is_role_word

# A label after the end of a sentence; full stops inside it belong to initials only.
MID = re.compile(
    r"(?:^|(?<=[.?!…\"”’»)\]—–-])\s+|(?<=[。？！」）]))"
    r"(?P<label>(?:[A-ZÀ-Þ]\.\s?)*[A-ZÀ-ÞА-Я\u3040-\u9fff][\w '’#&-]{0,30}?\.?)\s?[:：]\s?(?=\S)"
)


def split_lost_lines(blocks: Sequence[Block]) -> list[Block]:
    """Cut blocks at labels in mid-line, where most labels of the text stand so ("Q: … A: … Q: …" in one paragraph)."""
    inside: Counter[str] = Counter()
    opening: Counter[str] = Counter()
    people = [Person.of(name) for name in names_in(" ".join(block.text[:600] for block in blocks[:3]))]
    for block in blocks:
        for match in MID.finditer(block.text) if ":" in block.text or "：" in block.text else ():
            first = match.start("label") <= time_before(block.text)[0]
            (opening if first else inside)[fold(match["label"])] += 1
    chosen = {key for key, times in inside.items() if times >= 2 and _may_label(key, people, times)}
    if (
        not chosen
        or sum(inside[key] for key in chosen) < 3
        or sum(inside[key] for key in chosen) <= sum(opening[key] for key in chosen)
    ):
        return list(blocks)
    cut: list[Block] = []
    for block in blocks:
        starts = [match.start("label") for match in MID.finditer(block.text) if fold(match["label"]) in chosen]
        lead = time_before(block.text)[0]
        edges = sorted({0, *(start for start in starts if start > lead), len(block.text)})
        for number, (start, end) in enumerate(itertools.pairwise(edges)):
            cut.append(replace(block, rich=block.rich.cut(start, end), gap=block.gap or number > 0))
    return [block for block in cut if block.text]


def _may_label(key: str, people: Sequence[Person], times: int) -> bool:
    named = any(person.called(key) or person.initialled(key) for person in people)
    return is_role_word(key) or is_numbered(key) or named or (times >= 3 and len(key.split()) <= 3)


def split_styled(blocks: Sequence[Block]) -> list[Block]:
    """Cut a paragraph after its bold question, where several paragraphs run a bold question into a plain answer."""
    long = [block for block in blocks if _bold_question(block)]
    if len(long) < 2:
        return list(blocks)
    cut = []
    for block in blocks:
        if at := _bold_question(block):
            cut += [replace(block, rich=block.rich.cut(0, at)), replace(block, rich=block.rich.cut(at), gap=False)]
        else:
            cut.append(block)
    return cut


def _bold_question(block: Block) -> int:
    """Where the bold (or italic) opening of a paragraph ends, if it reads as a whole sentence; else 0."""
    if block.kind != "text":
        return 0
    for mark in ("b", "i"):
        end = block.rich.prefix(mark)
        head = block.text[:end].rstrip()
        if (
            0 < end < len(block.text)
            and len(head.split()) >= 3
            and re.search(r"[?？؟.!…][”\"»]?$", head)
            and not re.search(r"[:：]$", head)
        ):
            return end
    return 0


CHEVRONED = re.compile(r"^>>+\s*(?=[^\s:：][^:：]{0,40}[:：]\s)")


def without_chevrons(blocks: Sequence[Block]) -> list[Block]:
    """Broadcast captions that name the speaker after ">>" need no mark; where most name none, the marks stay."""
    marked = [block for block in blocks if block.text.startswith(">>")]
    named = [block for block in marked if CHEVRONED.match(block.text)]
    if len(named) < 2 or len(named) < len(marked) * 0.5:
        return list(blocks)
    return [
        replace(block, rich=block.rich.cut(match.end())) if (match := CHEVRONED.match(block.text)) else block
        for block in blocks
    ]
