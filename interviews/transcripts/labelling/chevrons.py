"""The sign ">>" in broadcast captions: a sign that the speaker changes, which does not say to whom."""

import re
from collections.abc import Sequence
from statistics import mean

from ..source import Block
from .parts import ANSWERER, ASKER, Part, front, speech
from .questions import ends_asking

CHEVRONS = re.compile(r"^(?:>>|&gt;&gt;|»»)+\s*")


CHEVRON_REASON = "the marks say only that the speaker changes, not to whom"


def by_chevrons(blocks: Sequence[Block]) -> list[Part] | None:
    """ ">>" in broadcast captions: the speaker changes. Of the two ways of taking turns the likelier is taken."""
    marked = [i for i, block in enumerate(blocks) if CHEVRONS.match(block.text)]
    if len(marked) < 3:
        return None
    texts: list[str] = []
    for index in range(marked[0], len(blocks)):
        if index in marked or not texts:
            texts.append(blocks[index].text)
        else:
            texts[-1] += " " + blocks[index].text
    first = likelier_first(texts)
    parts = front(blocks[: marked[0]])
    who = ANSWERER if first == ASKER else ASKER
    for index in range(marked[0], len(blocks)):
        block = blocks[index]
        match = CHEVRONS.match(block.text)
        if match:
            who = ASKER if who == ANSWERER else ANSWERER
        parts.append(speech(block, who, opens=bool(match), uncertain=CHEVRON_REASON, start=match.end() if match else 0))
    return parts


def likelier_first(texts: Sequence[str]) -> str:
    """Who begins, of two who take turns: the side whose texts ask more and are shorter."""
    even, odd = texts[::2], texts[1::2]
    if not odd:
        return ASKER
    rate = mean(map(ends_asking, even)) - mean(map(ends_asking, odd))
    length = mean(len(text) for text in odd) - mean(len(text) for text in even)
    return ASKER if rate * 2 + (0.3 if length > 0 else -0.3) + 0.2 >= 0 else ANSWERER
