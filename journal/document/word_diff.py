"""The words of two states of a passage: which stayed, which came, which went.

Marks count: a word that is emphasised now and was not before went and came.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from . import inline
from .sequences import is_comparable, opcodes

EQUAL, INSERT, DELETE = "equal", "insert", "delete"

# A word or a sign with the white space before it, so that a comma that goes takes no space with it.
TOKEN = re.compile(r"\s*(?:\w+(?:[’'\-.]\w+)*|[^\w\s])|\s+")
STOPS = frozenset(".!?…")
WORD = re.compile(r"\w")
PAIRS_OF_PARAGRAPHS = 2_500
# Below this share of common words two paragraphs are shown as one gone and one come, not as confetti.
ALIKE = 0.3


class Segment(NamedTuple):
    """Neighbouring words with one fate: ``op`` is equal, insert or delete; ``text`` plain words with the white space
    before them; ``marks`` the names of the marks on them, such as ``("em",)``, a link with its address."""

    op: str
    text: str
    marks: tuple[str, ...] = ()

    def tokens(self) -> list[str]:
        """The words and signs in the segment, without white space."""
        return [token for token in (match[0].strip() for match in TOKEN.finditer(self.text)) if token]


class Word(NamedTuple):
    """One word or sign: ``key`` (letters and marks) is compared, ``text`` has the white space before it."""

    key: str
    bare: str
    text: str
    marks: tuple[str, ...] = ()


def is_word(token: str) -> bool:
    """Whether the token is more than punctuation."""
    return bool(WORD.search(token))


def is_name(token: str) -> bool:
    """Whether the token may be a name or a figure: it has a capital or a digit in it."""
    return any(letter.isupper() or letter.isdigit() or letter.istitle() for letter in token)


def compare_paragraphs(old: Sequence[str], new: Sequence[str]) -> tuple[tuple[Segment, ...], ...]:
    """Segments for each paragraph, in the new order, with those that went where they stood. Paragraphs are markup."""
    compared: list[tuple[Segment, ...]] = []
    for op, i1, i2, j1, j2 in opcodes(old, new):
        if op == "equal":
            compared += [_whole(EQUAL, paragraph) for paragraph in new[j1:j2]]
        else:
            compared += _replaced(old[i1:i2], new[j1:j2])
    return tuple(compared)


def _whole(op: str, markup: str) -> tuple[Segment, ...]:
    return tuple(_joined((op, word) for word in words_of(markup)))


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Segment, ...]]:
    """Paragraphs that differ: like ones are compared word by word, in order; the rest went or came whole."""
    partner = _partners(old, new)
    done = 0
    for at, paragraph in enumerate(new):
        if at in partner:
            yield from (_whole(DELETE, gone) for gone in old[done : partner[at]])
            done = partner[at] + 1
            yield compare_words(old[partner[at]], paragraph)
        else:
            yield _whole(INSERT, paragraph)
    yield from (_whole(DELETE, gone) for gone in old[done:])


def _partners(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """By place in the new paragraphs, the place of the like one in the old, both in order."""
    if len(old) == len(new) == 1:
        return {0: 0}
    if len(old) * len(new) > PAIRS_OF_PARAGRAPHS:
        return {at: at for at in range(min(len(old), len(new)))}
    best = [[0.0] * (len(new) + 1) for _row in range(len(old) + 1)]
    score = [[_likeness(before, after) for after in new] for before in old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            together = best[i + 1][j + 1] + score[i][j] if score[i][j] >= ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    partner: dict[int, int] = {}
    i = j = 0
    while i < len(old) and j < len(new):
        if score[i][j] >= ALIKE and best[i][j] == best[i + 1][j + 1] + score[i][j]:
            partner[j] = i
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return partner


def _likeness(old: str, new: str) -> float:
    """The share of words that two paragraphs have in common, order apart; 0 to 1."""
    before, after = ({word.bare.casefold() for word in words_of(markup)} for markup in (old, new))
    return len(before & after) / max(len(before), len(after), 1)


def compare_words(old: str, new: str) -> tuple[Segment, ...]:
    """Segments of one paragraph of markup against another."""
    before, after = words_of(old), words_of(new)
    fates = list(_fates(before, after))
    kept = sum(1 for op, _word in fates if op == EQUAL)
    if kept < ALIKE * max(len(before), len(after)) and _plain(before) != _plain(after):
        fates = [*((DELETE, word) for word in before), *((INSERT, word) for word in after)]
    return tuple(_joined(iter(fates)))


def _plain(words: Sequence[Word]) -> list[str]:
    return [word.bare for word in words]


def _fates(old: Sequence[Word], new: Sequence[Word]) -> Iterator[tuple[str, Word]]:
    before, after = [word.key for word in old], [word.key for word in new]
    if is_comparable(before, after):
        for op, i1, i2, j1, j2 in opcodes(before, after):
            if op == "equal":
                yield from ((EQUAL, word) for word in new[j1:j2])
            else:
                yield from ((DELETE, word) for word in old[i1:i2])
                yield from ((INSERT, word) for word in new[j1:j2])
        return
    # Too many words for one comparison: whole sentences.
    gone, come = _sentences(old), _sentences(new)
    keys = [[tuple(word.key for word in sentence) for sentence in side] for side in (gone, come)]
    for op, i1, i2, j1, j2 in opcodes(keys[0], keys[1]):
        if op == "equal":
            yield from ((EQUAL, word) for sentence in come[j1:j2] for word in sentence)
        else:
            yield from ((DELETE, word) for sentence in gone[i1:i2] for word in sentence)
            yield from ((INSERT, word) for sentence in come[j1:j2] for word in sentence)


def _sentences(words: Sequence[Word]) -> list[list[Word]]:
    sentences: list[list[Word]] = [[]]
    for word in words:
        sentences[-1].append(word)
        if word.bare in STOPS:
            sentences.append([])
    return [sentence for sentence in sentences if sentence]


def _joined(fates: Iterator[tuple[str, Word]]) -> Iterator[Segment]:
    """Neighbours with the same fate and the same marks as one segment."""
    op, text, marks = "", "", ()  # type: str, str, tuple[str, ...]
    for fate, word in fates:
        if text and (fate, word.marks) == (op, marks):
            text += word.text
            continue
        if text:
            yield Segment(op, text, marks)
        op, text, marks = fate, word.text, word.marks
    if text:
        yield Segment(op, text, marks)


@lru_cache(maxsize=512)
def words_of(markup: str) -> tuple[Word, ...]:
    """The words and signs of markup with their marks; a line break is a sign of its own."""
    words: list[Word] = []
    space = ""
    for run in inline.parse(markup):
        marks = tuple(_mark_name(mark) for mark in run.marks)
        for match in TOKEN.finditer(run.text):
            token, bare = space + match[0], match[0].strip()
            if "\n" in token:
                words.append(Word("\n", "\n", "\n"))
                token = token.lstrip()
            space = "" if bare else token
            if bare:
                words.append(Word("\0".join((bare, *marks)), bare, token, marks))
    return tuple(words)


def _mark_name(mark: inline.Mark) -> str:
    name, value = mark
    return name if value is None else f"{name} {value}"
