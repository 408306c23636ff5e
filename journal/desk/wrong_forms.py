"""A wrong form of a name, a title or a year in what is printed: where it stands, and the copy put right. Pure.

Whole words, accents and case exactly as given; a space may be any space and an apostrophe any apostrophe. What is
exchanged is only what differs, so that italics and links over a title stay where they were.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from journal.cinema.common_words import COMMON_WORDS
from journal.document import excerpts, inline
from journal.document.blocks import Block, Document
from journal.document.inline import Run
from journal.press.copy import Copy

CONTEXT = 60  # characters of the passage on either side of a hit
APOSTROPHES = "'’‘ʼ"
# A letter with a mark that follows it is another letter: "Hanecke" does not stand in "Hanecké" written in two pieces.
NOT_BEFORE, NOT_AFTER = r"(?<!\w)", r"(?![\w\u0300-\u036f])"


@dataclass(frozen=True, slots=True)
class Form:
    """What stands there and what should. ``alone`` marks a word of a name without the rest of it: it proves less."""

    wrong: str
    right: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a wrong form stands, with the words about it."""

    place: str  # headline, dek, participants, or a block's id
    part: int  # which of the strings of the block, or which participant
    start: int
    end: int
    form: Form
    before: str
    found: str
    after: str
    film: int | None = None  # the film that the text itself names here
    marked: bool = False  # marked as a title


def of_name(wrong: str, right: str) -> tuple[Form, ...]:
    """The name as a whole and, where both have as many words, each changed word by itself: the surname later on."""
    forms = [Form(wrong, right)]
    old, new = wrong.split(), right.split()
    if 1 < len(old) == len(new):
        changed = [(was, now) for was, now in zip(old, new, strict=True) if was != now]
        forms += [Form(was, now, alone=True) for was, now in changed if len(changed) < len(old)]
    return tuple(forms)


def of_year(titles: Iterable[str], wrong: int, right: int) -> tuple[Form, ...]:
    """A year as it is printed behind a title: "Her (2012)", "Her, 2012". The number alone says nothing about a film."""
    return tuple(
        Form(pattern % (title, wrong), pattern % (title, right))
        for title in dict.fromkeys(titles)
        for pattern in ("%s (%d)", "%s [%d]", "%s, %d")
        if title
    )


def find(copy: Copy, forms: Collection[Form], *, film: int | None = None, linked: bool = False) -> tuple[Hit, ...]:
    """Every place of the copy where one of the forms stands, in reading order.

    A title that the text itself gives to another film than ``film`` is left out. A word alone counts only where the
    whole name stands in the same copy, or where the copy is known to be about the record (``linked``).
    """
    hits = [hit for hit in _hits(copy, forms) if hit.film in (None, film)]
    named = linked or any(not hit.form.alone for hit in hits)
    return tuple(hit for hit in hits if named or not hit.form.alone)


def is_sure(hit: Hit, *, linked: bool, film: int | None = None) -> bool:
    """Is this beyond doubt the record in question? Else somebody has to look before it is changed."""
    if film is not None and hit.film == film:
        return True
    if film is None and hit.marked:
        # A name inside the title of some film is part of that title.
        return False
    words = re.findall(r"\w+", hit.form.wrong)
    if hit.form.alone or len(words) == 1:
        return linked and (hit.marked or hit.form.wrong.casefold() not in COMMON_WORDS)
    return linked or hit.marked or film is None


def put_right(copy: Copy, hits: Iterable[Hit]) -> Copy:
    """The copy with these hits, and nothing else, exchanged. They must come from ``find`` of this very copy."""
    places: dict[str, list[Hit]] = {}
    for hit in hits:
        places.setdefault(hit.place, []).append(hit)
    if not places:
        return copy
    words: dict[str, Any] = {
        name: _exchanged_words(getattr(copy, name), places[name]) for name in ("headline", "dek") if name in places
    }
    if "participants" in places:
        words["participants"] = tuple(
            replace(person, name=_exchanged_words(person.name, [h for h in places["participants"] if h.part == n]))
            for n, person in enumerate(copy.participants)
        )
    blocks = tuple(_block_put_right(block, places.get(block.id, [])) for block in copy.document)
    return replace(copy, document=Document(blocks), **words)


def _hits(copy: Copy, forms: Collection[Form]) -> Iterator[Hit]:
    pattern, by_wrong = _pattern(forms)
    for place in ("headline", "dek"):
        yield from _in_runs((Run(getattr(copy, place)),), pattern, by_wrong, place, 0)
    for number, person in enumerate(copy.participants):
        yield from _in_runs((Run(person.name),), pattern, by_wrong, "participants", number)
    for block in copy.document:
        for number, markup in enumerate(strings(block)):
            yield from _in_runs(inline.parse(markup), pattern, by_wrong, block.id, number)


def strings(block: Block) -> tuple[str, ...]:
    """The inline markup of a block in a fixed order; "" where there is none."""
    return (block.text, block.caption, block.cite, block.original.text if block.original else "", *block.items)


def _pattern(forms: Collection[Form]) -> tuple[re.Pattern[str], dict[str, Form]]:
    """Longest first; a right form that holds a wrong one ("Bong Joon Ho" for "Bong") is looked past."""
    by_wrong: dict[str, Form] = {}
    for form in forms:
        by_wrong.setdefault(_same(form.wrong), form)
    wanted = {form.wrong for form in forms} | {form.right for form in forms if form.right}
    longest = sorted(wanted, key=len, reverse=True)
    return re.compile("|".join(_whole_words(words) for words in longest) or r"(?!)"), by_wrong


def _whole_words(words: str) -> str:
    # Both ways of writing an accent, in one character or in two.
    spelt = dict.fromkeys(unicodedata.normalize(form, words) for form in ("NFC", "NFD"))
    found = "|".join("".join(_character(character) for character in " ".join(one.split())) for one in spelt)
    start = NOT_BEFORE if words[:1].isalnum() else ""
    end = NOT_AFTER if words[-1:].isalnum() else ""
    return f"{start}(?:{found}){end}"


def _character(character: str) -> str:
    if character == " ":
        # Any space, but not the one between two paragraphs.
        return r"(?:[^\S\n]|\n(?!\n))+"
    if character in APOSTROPHES:
        return f"[{APOSTROPHES}]"
    return re.escape(character)


def _same(words: str) -> str:
    """One key for all ways of typing the same words."""
    plain = unicodedata.normalize("NFC", " ".join(words.split()))
    return "".join("'" if character in APOSTROPHES else character for character in plain)


def _in_runs(
    runs: tuple[Run, ...], pattern: re.Pattern[str], by_wrong: dict[str, Form], place: str, part: int
) -> Iterator[Hit]:
    text = "".join(run.text for run in runs)
    for match in pattern.finditer(text):
        form = by_wrong.get(_same(match[0]))
        if form is None or _same(form.right) == _same(match[0]):
            continue
        start, end = match.span()
        # A title is marked, the year behind it is not: the mark at the first letter counts.
        run = _at(runs, start)
        before, after = excerpts.before(text, start, CONTEXT), excerpts.after(text, end, CONTEXT)
        yield Hit(place, part, start, end, form, before, match[0], after, run.film, run.cite)


def _at(runs: tuple[Run, ...], position: int) -> Run:
    for run in runs:
        if position < len(run.text):
            return run
        position -= len(run.text)
    return Run("")


def _block_put_right(block: Block, hits: list[Hit]) -> Block:
    if not hits:
        return block
    done = [
        _exchanged_markup(markup, [hit for hit in hits if hit.part == number])
        for number, markup in enumerate(strings(block))
    ]
    text, caption, cite, original, *items = done
    return replace(
        block,
        text=text,
        caption=caption,
        cite=cite,
        items=tuple(items),
        original=replace(block.original, text=original) if block.original else None,
    )


def _exchanged_markup(markup: str, hits: list[Hit]) -> str:
    if not hits:
        return markup
    runs = list(inline.parse(markup))
    for hit in sorted(hits, key=lambda hit: -hit.start):
        runs = _exchange(runs, *_edit(hit))
    return inline.write(runs)


def _exchanged_words(words: str, hits: list[Hit]) -> str:
    for hit in sorted(hits, key=lambda hit: -hit.start):
        start, end, instead = _edit(hit)
        words = words[:start] + instead + words[end:]
    return words


def _edit(hit: Hit) -> tuple[int, int, str]:
    """The one stretch that differs between what was found and what is right: (start, end, words). Never empty."""
    old, new = hit.found, hit.form.right
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and _alike(old[head], new[head]):
        head += 1
    tail = 0
    while tail < shorter - head and _alike(old[-1 - tail], new[-1 - tail]):
        tail += 1
    if head + tail == len(old):
        # Something is only put in: with the letter beside it, so that it is marked as that letter is.
        head, tail = (head - 1, tail) if head else (head, tail - 1)
    return hit.start + head, hit.end - tail, new[head : len(new) - tail]


def _alike(one: str, other: str) -> bool:
    return one == other or (one.isspace() and other.isspace()) or (one in APOSTROPHES and other in APOSTROPHES)


def _exchange(runs: list[Run], start: int, end: int, words: str) -> list[Run]:
    """Other words from ``start`` to ``end`` of the joined text; they are marked as what stood there first."""
    found = []
    position = 0
    waiting = True
    for run in runs:
        first, last = position, position + len(run.text)
        position = last
        if last <= start or first >= end:
            found.append(run)
            continue
        left, right = run.text[: max(0, start - first)], run.text[min(end, last) - first :]
        found.append(run.saying(left + (words if waiting else "") + right))
        waiting = False
    return found
