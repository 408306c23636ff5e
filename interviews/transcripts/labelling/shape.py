"""The last resort: no label, no style, only what questions look like. Every turn found so is marked as a guess, unless
the whole text takes turns so regularly that it can be read in one way only.

The cheapest reading of the paragraphs as questions and answers is found by dynamic programming: a question mark at the
end, "you", shortness and taking turns speak for a question; length, "I" and going on speak for an answer.
"""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from ..source import Block, Rich
from .frontmatter import is_stamp_line
from .furniture import is_credit, is_furniture, is_screening
from .labelset import LabelSet, opening_pair
from .parts import ANSWERER, ASKER, GUESS, Part, front, speech
from .people import Person
from .questions import ME, YOU, asks, ends_asking, sentences
from .signs import side

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
    sides = dict(
        zip(body, _sides([blocks[i].text for i in body], hints=_pairs([blocks[i] for i in body])), strict=True)
    )
    asked = [i for i in body if sides[i] == ASKER]
    marked = sum(ends_asking(blocks[i].text) for i in asked)
    if len(asked) < 3 or marked < 3 or len(asked) == len(body):
        return None
    last = _last_word(blocks, body)
    regular = _regular([(sides[i], blocks[i].text) for i in body if i <= last], 1.0)
    parts = front(blocks[:start])
    for index in range(start, len(blocks)):
        block = blocks[index]
        if index in sides:
            parts.append(speech(block, sides[index], opens=True, uncertain="" if regular and index <= last else GUESS))
        else:
            parts.append(side(block, "") or Part(block, "heading" if block.kind == "heading" else "other", block.rich))
    return parts


def _regular(read: Sequence[tuple[str, str]], least: float) -> bool:
    """Whether a reading leaves no room for another: one paragraph a side from first to last, four questions or more,
    at least this share of them with a question mark, none of them about the one who speaks, and no answer that ends
    as a question. A missing answer, a question without its mark or a second paragraph would each break the pattern."""
    questions = [text for who, text in read if who == ASKER]
    answers = [text for who, text in read if who != ASKER]
    if len(questions) < 4 or any(one[0] == other[0] for one, other in itertools.pairwise(read)):
        return False
    if any(map(ends_asking, answers)) or sum(map(ends_asking, questions)) < len(questions) * least:
        return False
    return not any(len(text) > LONG or (ME.search(text) and not YOU.search(text)) for text in questions)


def _last_word(blocks: Sequence[Block], body: Sequence[int]) -> int:
    """The last block that is not a credit, furniture or a line on where the film can be seen."""
    texts = ((i, blocks[i].text) for i in reversed(body))
    return next((i for i, text in texts if not (is_credit(text) or is_furniture(text) or is_screening(text))), body[-1])


def _first_question(blocks: Sequence[Block], prose: Sequence[int]) -> int | None:
    """The first short paragraph that ends as a question; or a remark to "you" two or more before it that was answered
    by an "I"."""
    asked = next((at for at, i in enumerate(prose) if ends_asking(blocks[i].text) and len(blocks[i].text) < LONG), None)
    if asked is None or asked == len(prose) - 1:
        return None
    for at in range(1, asked - 1):
        text, following = blocks[prose[at]].text, blocks[prose[at + 1]].text
        if len(text) < 160 and YOU.search(text) and not ME.search(text) and ME.search(following):
            return prose[at]
    return prose[asked]


def _pairs(body: Sequence[Block]) -> list[tuple[float, float]]:
    """Where blank lines part a question and its answer from the next pair, the first line after one asks."""
    starts = [position for position, block in enumerate(body) if block.gap or position == 0]
    sizes = [end - start for start, end in zip(starts, [*starts[1:], len(body)], strict=True)]
    if len(starts) < 3 or sum(size >= 2 for size in sizes) < len(starts) * 0.7:
        return [(0.0, 0.0)] * len(body)
    return [(0.0, 2.0) if position in set(starts) else (2.5, 0.0) for position in range(len(body))]


def _sides(texts: Sequence[str], whole: bool = True, hints: Sequence[tuple[float, float]] = ()) -> list[str]:
    """The cheapest sequence of ASKER and ANSWERER."""
    costs = [_cost(text) for text in texts]
    if hints:
        costs = [(q + more_q, a + more_a) for (q, a), (more_q, more_a) in zip(costs, hints, strict=True)]
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


def by_opening_labels(blocks: Sequence[Block], people: Sequence[Person]) -> tuple[list[Part], LabelSet] | None:
    """Labels on the first exchange only, then plain alternation: the labels name the two sides."""
    labels = opening_pair(blocks, people)
    if labels is None:
        return None
    first = min(labels.hits)
    start = max(labels.hits)
    body = [i for i in range(first, len(blocks)) if not side(blocks[i], "")]
    texts = [blocks[i].text for i in body]
    hints = [(0.0, 9.0) if i == first else (9.0, 0.0) if i == start != first else (0.0, 0.0) for i in body]
    sides = dict(zip(body, _sides(texts, hints=hints), strict=True))
    if sum(who == ASKER for who in sides.values()) < 3:
        return None
    names = {ASKER: labels.who(first), ANSWERER: labels.who(start) if start != first else ANSWERER}
    last = _last_word(blocks, body)
    regular = _regular([(sides[i], blocks[i].text) for i in body if i <= last], 0.6)  # the labels say who begins
    parts = front(blocks[:first])
    for index in range(first, len(blocks)):
        block = blocks[index]
        if index not in sides:
            parts.append(side(block, "") or Part(block, "other", block.rich))
            continue
        cut = labels.hits[index].start if index in labels.hits else 0
        doubt = "" if cut or (regular and index <= last) else GUESS
        parts.append(speech(block, names[sides[index]], opens=True, uncertain=doubt, start=cut))
    return parts, labels


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
