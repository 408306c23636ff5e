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


def left_over(blocks: Iterable[str], out: Iterable[str]) -> list[str]:
    """The blocks of which a word is missing from the output, so that they can be kept as unassigned.

    A block counts as missing when words of it are short in the output as a whole; the words are then paid from the
    earliest such blocks on.
    """
    missing = count(blocks_list := list(blocks)) - count(out)
    if not missing:
        return []
    found = []
    for text in blocks_list:
        short = [word for word in words(text) if missing[word] > 0]
        if short and len(short) >= max(1, len(words(text)) // 2):
            found.append(text)
            missing -= Counter(words(text))
    return [*found, " ".join(missing.elements())] if +missing else found
