"""The last resort: no label, no style, only what questions look like. Every turn found so is marked as a guess.

The cheapest reading of the paragraphs as questions and answers is found by dynamic programming: a question mark at the
end, "you", shortness and taking turns speak for a question; length, "I" and going on speak for an answer.
"""

from collections.abc import Sequence
from dataclasses import replace

from ..source import Block, Rich
from .channels import side
from .frontmatter import is_stamp_line
from .parts import ANSWERER, ASKER, Part, front, speech
from .questions import ASKING, ME, YOU, asks, ends_asking, sentences

GUESS = "nothing in the file says who speaks: this is read from the shape of the questions"
LONG = 320


def by_shape(blocks: Sequence[Block]) -> list[Part] | None:
    """Paragraphs that alternate between questions and answers, or None for prose that is no conversation."""
    prose = [
        i
        for i, block in enumerate(blocks)
        if block.kind in ("text", "quoted") and not side(block, "") and not is_stamp_line(block.text)
    ]
    start = _first_question(blocks, prose)
    if start is None:
        return None
    body = [i for i in prose if i >= start]
    sides = dict(zip(body, _sides([blocks[i].text for i in body]), strict=True))
    asked = [i for i in body if sides[i] == ASKER]
    marked = sum(ends_asking(blocks[i].text) for i in asked)
    if len(asked) < 3 or marked < 3 or len(asked) == len(body):
        return None
    parts = front(blocks[:start])
    for index in range(start, len(blocks)):
        block = blocks[index]
        if index in sides:
            parts.append(speech(block, sides[index], opens=True, uncertain=GUESS))
        else:
            parts.append(side(block, "") or Part(block, "heading" if block.kind == "heading" else "other", block.rich))
    return parts


def _first_question(blocks: Sequence[Block], prose: Sequence[int]) -> int | None:
    """The first short paragraph that asks and is followed by one that does not."""
    for position, index in enumerate(prose[:-1]):
        text, following = blocks[index].text, blocks[prose[position + 1]].text
        addressed = (
            ends_asking(text)
            and (YOU.search(text) or ASKING.match(text))
            or YOU.search(text)
            and not ME.search(text)
            and len(text) < 160
        )
        if position and addressed and len(text) < LONG and not (ends_asking(following) and len(following) < len(text)):
            return index
        if position == 0 and ends_asking(text) and len(text) < LONG:
            return index
    return None


def _sides(texts: Sequence[str], whole: bool = True) -> list[str]:
    """The cheapest sequence of ASKER and ANSWERER."""
    costs = [_cost(text) for text in texts]
    again = {ASKER: 2.6, ANSWERER: 1.1 if whole else 0.0}
    best: list[dict[str, tuple[float, str]]] = [{ASKER: (costs[0][0], ""), ANSWERER: (costs[0][1] + 1.0, "")}]
    for question, answer in costs[1:]:
        last = best[-1]
        row = {}
        for who, own in ((ASKER, question), (ANSWERER, answer)):
            other = ANSWERER if who == ASKER else ASKER
            stay, change = last[who][0] + again[who], last[other][0] + (0.0 if whole else 0.4)
            row[who] = (own + min(stay, change), who if stay < change else other)
        best.append(row)
    who = ANSWERER if best[-1][ANSWERER][0] <= best[-1][ASKER][0] + 1.5 else ASKER
    sides = []
    for row in reversed(best):
        sides.append(who)
        who = row[who][1]
    return sides[::-1]


def _cost(text: str) -> tuple[float, float]:
    """(as a question, as an answer)."""
    words = len(text.split()) if " " in text else len(text) // 2
    question = answer = 0.0
    if ends_asking(text):
        answer += 2.4 if words < 60 else 0.8
    elif asks(text):
        question += 0.3
        answer += 0.2
    else:
        question += 0.8
    question += max(0.0, (words - 32) / 14)
    if YOU.search(text):
        answer += 0.5
    if ME.search(text):
        question += 0.5
    if len(sentences(text)) > 3 and not ends_asking(text):
        question += 0.8
    return question, answer


def by_sentences(blocks: Sequence[Block]) -> list[Part] | None:
    """Running speech without speakers (a bare recogniser's output): sentence by sentence, with the pauses as a help."""
    pieces: list[tuple[Block, str, int]] = []
    carried, carried_block = "", None
    for block in blocks:
        if side(block, ""):
            continue
        for sentence in _cut(block.text):
            first = carried_block or block
            whole = f"{carried} {sentence}".strip()
            if sentence[-1:] in '.?!…。？！”"»':
                pieces.append((first, whole, len(pieces)))
                carried, carried_block = "", None
            else:
                carried, carried_block = whole, first
    if carried and carried_block:
        pieces.append((carried_block, carried, len(pieces)))
    if sum(ends_asking(text) for _block, text, _n in pieces) < 2:
        return None
    sides = _sides([text for _block, text, _n in pieces], whole=False)
    return [
        replace(speech(block, who, opens=True, uncertain=GUESS), rich=Rich(text))
        for (block, text, _n), who in zip(pieces, sides, strict=True)
    ]


def _cut(text: str) -> list[str]:
    return sentences(text)
