"""The accounts of a reading: every word that came in is somewhere in what goes out."""

import re
from collections import Counter
from collections.abc import Iterable

WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def count(texts: Iterable[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for text in texts:
        found.update(words(text))
    return found


def left_over(blocks: Iterable[str], missing: Counter[str]) -> list[str]:
    """What to keep as unassigned: the blocks that lack half their words or more, and the other missing words.

    The words are paid from the earliest such blocks on, so that a text is kept once.
    """
    found = []
    missing = +missing
    for text in blocks:
        own = words(text)
        short = [word for word in own if missing[word] > 0]
        if short and len(short) >= max(1, len(own) // 2):
            found.append(text)
            missing -= Counter(own)
    return [*found, " ".join(missing.elements())] if missing else found
