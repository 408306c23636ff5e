"""What kind of change a difference may be called, and the notice it proposes. Pure.

A change that touches a digit, a capitalised word, a speaker, an interviewee's words, headline, dek, rating or byline
can turn a fact around, so it cannot be filed as a typo without a second person and a reason (docs/architecture.md).
"""

import difflib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from journal.document import inline
from journal.document.blocks import Block
from journal.press.copy import Copy

WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
YEAR = re.compile(r"(?:18|19|20|21)\d\d\Z")
ANSWERING = frozenset({"interviewee"})
IN_WORDS = ("conditions", "review", "rating", "verdict", "seen_at")  # facts of a form that readers see as they are kept
LONGEST_QUOTED = 160  # characters of a passage that a proposed notice repeats


@dataclass(frozen=True, slots=True)
class Touch:
    """One difference between two copies.

    ``place`` is a block's id, or ``headline``, ``dek``, ``byline``, ``form``, ``participants``, ``translation`` (whose
    ``before`` and ``after`` are numbers of pieces, "" for none).
    ``kind``: words, speaker, added, removed, moved, marks.
    """

    place: str
    kind: str
    before: str = ""
    after: str = ""
    of_interviewee: bool = False
    swaps: tuple[tuple[str, str], ...] = ()  # words exchanged, as (before, after)

    @property
    def in_block(self) -> bool:
        return self.place not in OUTSIDE


OUTSIDE = ("headline", "dek", "byline", "participants", "form", "translation")


def touches(old: Copy, new: Copy) -> tuple[Touch, ...]:
    """Every difference that readers could see, in reading order, what stands outside the text first."""
    return (*_outside(old, new), *_blocks(old, new))


def anchors(old: Copy, new: Copy) -> tuple[str, ...]:
    """Ids of the blocks of the new copy at which a notice about this change has its markers."""
    there = new.document.ids()
    return tuple(dict.fromkeys(touch.place for touch in touches(old, new) if touch.place in there))


def why_not_typo(old: Copy, new: Copy, places: Collection[str] | None = None) -> tuple[str, ...]:
    """Plain reasons why this difference cannot be called a typo by one person; empty when it can.

    ``places`` (of `Touch`): only what changed there is looked at; None looks at everything.
    """
    found: dict[str, None] = {}
    for touch in touches(old, new):
        if places is not None and touch.place not in places:
            continue
        for reason in _reasons(touch):
            found[reason] = None
    return tuple(found)


def why_second_person(old: Copy, new: Copy, kinds: frozenset[str] | set[str]) -> tuple[str, ...]:
    """Why a second person has to sign: only a change filed as nothing but a typo is questioned here."""
    return why_not_typo(old, new) if set(kinds) == {"typo"} else ()


def proposed_notice(old: Copy, new: Copy, *, piece: str, roles: Mapping[str, str] | None = None) -> str:
    """The sentence that a correction starts from; the moderator edits it.

    Args:
        piece: what to call it, "interview" say.
        roles: what a name is ("the character’s name"), by the right form; from the catalogue.
    Returns:
        "" where the difference says too little (a passage moved, say).
    """
    changed = touches(old, new)
    swapped = Counter(swap for touch in changed for swap in touch.swaps)
    if swapped:
        (before, after), _times = swapped.most_common(1)[0]
        return _("An earlier version of this %(piece)s gave %(what)s as %(before)s; it is %(after)s.") % {
            "piece": piece,
            "what": _what(before, after, roles or {}),
            "before": before,
            "after": after,
        }
    for touch in changed:
        sentence = _sentence(touch, piece)
        if sentence:
            return sentence
    return ""


def _outside(old: Copy, new: Copy) -> Iterator[Touch]:
    for place in ("headline", "dek"):
        before, after = getattr(old, place), getattr(new, place)
        if before != after:
            yield Touch(place, "words", before, after, swaps=_swaps(before, after))
    if [(c.name, c.role) for c in old.byline] != [(c.name, c.role) for c in new.byline]:
        yield Touch("byline", "words", _names(old.byline), _names(new.byline))
    if old.participants != new.participants:
        yield Touch("participants", "speaker", _names(old.participants), _names(new.participants))
    if old.form != new.form:
        yield Touch("form", "words", *_facts(old.form, new.form))
    if old.translation_of != new.translation_of:
        yield Touch("translation", "words", _number(old.translation_of), _number(new.translation_of))


def _blocks(old: Copy, new: Copy) -> Iterator[Touch]:
    answering = {p.label for copy in (old, new) for p in copy.participants if p.role in ANSWERING}
    before = {block.id: block for block in old.document}
    after = {block.id: block for block in new.document}
    moved = _moved([id for id in before if id in after], [id for id in after if id in before])
    for block in new.document:
        was = before.get(block.id)
        if was is None:
            yield Touch(block.id, "added", "", block.plain(), block.by in answering)
            continue
        if was.by != block.by:
            yield Touch(block.id, "speaker", was.by, block.by)
        if block.id in moved:
            yield Touch(block.id, "moved", block.plain(), block.plain(), block.by in answering)
        yield from _inside(was, block, answering)
    for block in old.document:
        if block.id not in after:
            yield Touch(block.id, "removed", block.plain(), "", block.by in answering)


def _inside(was: Block, block: Block, answering: set[str]) -> Iterator[Touch]:
    words = _words(was), _words(block)
    if words[0] != words[1]:
        yield Touch(
            block.id, "words", words[0], words[1], bool({was.by, block.by} & answering), _swaps(words[0], words[1])
        )
    elif _plain_keys(was) != _plain_keys(block):
        yield Touch(block.id, "marks", words[0], words[1])


def _words(block: Block) -> str:
    original = inline.plain(block.original.text) if block.original else ""
    return "\n".join(part for part in (block.plain(), original) if part)


def _plain_keys(block: Block) -> dict[str, Any]:
    return {name: value for name, value in block.to_json().items() if name not in {"by", "was", "t"}}


def _moved(before: list[str], after: list[str]) -> set[str]:
    """The fewest ids whose move explains the new order."""
    kept = set()
    for a, _b, size in difflib.SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        kept.update(before[a : a + size])
    return set(after) - kept


def _swaps(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Short runs of words (up to three) that were exchanged for others and carry a capital or a digit."""
    old, new = WORD.findall(before), WORD.findall(after)
    found = []
    for tag, a1, a2, b1, b2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace" and a2 - a1 <= 3 and b2 - b1 <= 3:
            was, now = _bare(" ".join(old[a1:a2])), _bare(" ".join(new[b1:b2]))
            if was != now and _weighty(was) and _weighty(now):
                found.append((was, now))
    return tuple(found)


def _bare(words: str) -> str:
    """Without a possessive: Clive's and Clive are one name."""
    return re.sub(r"[’']s\Z", "", words)


def _weighty(words: str) -> bool:
    return any(character.isdigit() or character.isupper() for character in words)


def _reasons(touch: Touch) -> Iterator[str]:
    named = {
        "headline": _("It changes the headline."),
        "dek": _("It changes the dek."),
        "byline": _("It changes the byline."),
        "participants": _("It changes who speaks."),
        "form": _("It changes the rating or another fact of the form."),
    }
    if touch.place in named:
        yield named[touch.place]
        return
    if touch.place == "translation":
        # A line that leads to the piece in another language takes back nothing that readers were told, so whoever
        # links a translation later may do it without a word to them. To say that it is another piece's, or nobody's,
        # is to say that we were wrong.
        if touch.before:
            yield _("It changes of which piece this is said to be a translation.")
        return
    if touch.kind == "marks":
        return
    whole = {
        "speaker": _("It gives words to another speaker."),
        "added": _("It adds a passage."),
        "removed": _("It takes a passage away."),
        "moved": _("It moves a passage."),
    }
    if touch.kind in whole:
        yield whole[touch.kind]
        return
    old, new = WORD.findall(touch.before), WORD.findall(touch.after)
    gone, come = _changed_words(old, new)
    if touch.of_interviewee and (gone or come):
        yield _("It changes an interviewee’s words.")
    if any(character.isdigit() for word in (*gone, *come) for character in word):
        yield _("It changes a number.")
    if any(word[:1].isupper() for word in (*gone, *come)):
        yield _("It changes a capitalised word, so perhaps a name or a title.")


def _changed_words(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    gone: list[str] = []
    come: list[str] = []
    for tag, a1, a2, b1, b2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += old[a1:a2]
            come += new[b1:b2]
    return gone, come


def _what(before: str, after: str, roles: Mapping[str, str]) -> str:
    if after in roles:
        return roles[after]
    if YEAR.match(before) and YEAR.match(after):
        return _("the year")
    if before.replace(".", "").replace(",", "").isdigit():
        return _("the figure")
    return _("the name")


def _sentence(touch: Touch, piece: str) -> str:
    facts = {"piece": piece, "before": _short(touch.before), "after": _short(touch.after)}
    if touch.place == "translation":
        wrong = _("An earlier version of this %(piece)s was said to be a translation of another piece.")
        return wrong % facts if touch.before else ""
    if touch.kind == "speaker" and touch.in_block:
        return _("An earlier version of this %(piece)s gave words of %(after)s to %(before)s.") % facts
    if touch.kind == "removed":
        return _("An earlier version of this %(piece)s said: “%(before)s” That passage has been removed.") % facts
    if touch.kind == "added":
        return _("An earlier version of this %(piece)s left out: “%(after)s”") % facts
    if touch.kind == "words" and touch.place == "headline":
        return _("An earlier version of the headline was “%(before)s”.") % facts
    if touch.kind == "words" and touch.before and touch.after:
        return _("An earlier version of this %(piece)s said “%(before)s”; it should say “%(after)s”.") % _narrowed(
            touch, facts
        )
    return ""


def _narrowed(touch: Touch, facts: dict[str, str]) -> dict[str, str]:
    """Only the part of a passage that differs, with a few words about it."""
    old, new = touch.before.split(), touch.after.split()
    head = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    tail = next(
        (n for n, (a, b) in enumerate(zip(old[head:][::-1], new[head:][::-1], strict=False)) if a != b),
        min(len(old), len(new)) - head,
    )
    start = max(0, head - 3)
    return {
        **facts,
        "before": _short(" ".join(old[start : len(old) - tail + 2])),
        "after": _short(" ".join(new[start : len(new) - tail + 2])),
    }


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_QUOTED else words[:LONGEST_QUOTED].rsplit(" ", 1)[0] + " …"


def _names(people: tuple[Any, ...]) -> str:
    return ", ".join(person.name for person in people)


def _number(piece: int | None) -> str:
    return str(piece or "")


def _facts(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, str]:
    """What the facts of a form say to readers before and after, where they differ; numbers and codes say nothing."""
    found = list(_fact(old, new))
    before, after = ([pair[side] for pair in found if pair[side]] for side in (0, 1))
    return "; ".join(before), "; ".join(after)


def _fact(old: Any, new: Any) -> Iterator[tuple[str, str]]:
    if old == new:
        return
    known = [fact for fact in (old, new) if isinstance(fact, Mapping)]
    if not known:
        yield _said(old), _said(new)
    elif any("shown" in fact for fact in known):
        # A rating says itself how it is shown.
        yield tuple(_said(fact["shown"]) if fact else "" for fact in (old, new))  # type: ignore[misc]
    else:
        for name in IN_WORDS:
            yield from _fact(*((fact or {}).get(name) for fact in (old, new)))


def _said(fact: Any) -> str:
    return fact if isinstance(fact, str) else ""
