"""What somebody typed, as a full-text query of either database; and its words in a passage. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from journal.cinema.folding import fold

MOST = 8  # phrases that are looked at
TOKEN = re.compile(r"\w+(?:['’]\w+)*")
AROUND = 18  # words shown on either side of the first hit
ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщъыьэюя", "αβγδεζηθικλμνξοπρσςτυφχψω")
SHORTEST_MISSPELT = 4  # letters; a shorter word is near too many others


@dataclass(frozen=True, slots=True)
class Query:
    """Phrases that must all occur; a phrase is a tuple of folded words. ``open``: the last word may go on."""

    phrases: tuple[tuple[str, ...], ...]
    open: bool = False

    @classmethod
    def read(cls, text: str) -> Self:
        """Words in straight or curly double quotes are a phrase. The last word may go on unless it is in quotes."""
        phrases: list[tuple[str, ...]] = []
        last_is_word = False
        for n, part in enumerate(re.split('["“”„«»]', text)):
            for chunk in [part] if n % 2 else part.split():
                words = tuple(fold(chunk).split())
                if words:
                    phrases.append(words)
                    last_is_word = not n % 2
        phrases = phrases[:MOST]
        return cls(tuple(phrases), last_is_word and bool(phrases) and len(phrases[-1][-1]) > 1)

    def __bool__(self) -> bool:
        return bool(self.phrases)

    def words(self) -> list[str]:
        return [word for phrase in self.phrases for word in phrase]

    def _marked(self) -> Iterator[tuple[tuple[str, ...], bool]]:
        for n, phrase in enumerate(self.phrases):
            yield phrase, self.open and n == len(self.phrases) - 1

    def for_sqlite(self, columns: str = "") -> str:
        """FTS5's language. A phrase is quoted and holds letters and digits alone, so nothing in it is an operator."""
        parts = [f'"{" ".join(phrase)}"' + (" *" if goes_on else "") for phrase, goes_on in self._marked()]
        whole = " AND ".join(parts)
        return f"{{{columns}}} : ({whole})" if columns else whole

    def for_postgresql(self, weights: str = "") -> str:
        """The language of ``to_tsquery``."""
        parts = []
        for phrase, goes_on in self._marked():
            suffixes = [weights] * (len(phrase) - 1) + [("*" if goes_on else "") + weights]
            marked = [
                f"'{word}'" + (f":{suffix}" if suffix else "") for word, suffix in zip(phrase, suffixes, strict=True)
            ]
            parts.append("(" + " <-> ".join(marked) + ")")
        return " & ".join(parts)

    def hits(self, word: str) -> bool:
        """Is this word of a text one that was looked for?"""
        folded = fold(word).split()
        whole = set(self.words()[:-1] if self.open else self.words())
        return any(part in whole or (self.open and part.startswith(self.words()[-1])) for part in folded)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words around a hit: (text, is it a hit) in order, and the id of the block that they stand in."""

    block: str
    parts: tuple[tuple[str, bool], ...]


def passage(query: Query, folded: str, words: str, blocks: list[str]) -> Passage | None:
    """The passage that holds most of the query; None where only headline or names do."""
    wanted = query.words()
    best, best_score = -1, 0
    for n, line in enumerate(folded.split("\n")):
        padded = f" {line} "
        score = sum(1 for word in wanted if f" {word}" in padded)
        if score > best_score:
            best, best_score = n, score
    if best < 0:
        return None
    text = words.split("\n")[best]
    found = [(match.start(), match.end(), query.hits(match[0])) for match in TOKEN.finditer(text)]
    first = next((n for n, (_start, _end, hit) in enumerate(found) if hit), None)
    if first is None:
        return None
    shown = found[max(0, first - AROUND) : first + AROUND]
    at = 0 if first <= AROUND else shown[0][0]
    ends = len(text) if first + AROUND >= len(found) else shown[-1][1]
    parts: list[tuple[str, bool]] = [("… ", False)] if at else []
    for start, end, hit in shown:
        if hit:
            parts += [(text[at:start], False), (text[start:end], True)]
            at = end
    parts.append((text[at:ends] + ("" if ends == len(text) else " …"), False))
    return Passage(blocks[best], tuple((part, hit) for part, hit in parts if part))


def near(word: str) -> set[str]:
    """Every word that is one wrong, missing, needless or exchanged letter away, in the word's own alphabet."""
    letters = next((alphabet for alphabet in ALPHABETS if any(char in alphabet for char in word)), ALPHABETS[0])
    cuts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    dropped = {a + b[1:] for a, b in cuts if b}
    exchanged = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    wrong = {a + char + b[1:] for a, b in cuts if b for char in letters}
    missing = {a + char + b for a, b in cuts for char in letters}
    return (dropped | exchanged | wrong | missing) - {word}
