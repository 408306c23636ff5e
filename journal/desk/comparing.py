"""What a person sees when two states of a piece are laid side by side."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from journal.desk.addresses import form_url
from journal.desk.merging import Conflict, Snapshot
from journal.desk.models import Article
from journal.desk.record_names import (
    Item,
    Named,
    Names,
    compared,
    field_items,
    in_one_line,
    marks,
    printed_items,
)
from journal.desk.saving import StaleSave
from journal.document import plaintext
from journal.document.blocks import Document
from journal.press import changes
from journal.press.copy import Copy
from journal.press.kinds import Kind

TOKEN = re.compile(r"\s+|\w+|[^\w\s]")

# Fields of a snapshot in the order of the form, with the names that the form gives them.
WORDED = ("headline", "dek", "kind", "slug", "lang", "notes")


@dataclass(frozen=True, slots=True)
class Choice:
    """One conflict as the page asks about it."""

    place: str
    name: str
    mine: str
    theirs: str
    both_possible: bool


def stale_context(article: Article, stale: StaleSave) -> dict[str, Any]:
    """For ``desk/stale.html``: both texts whole, the conflicts one by one, and what is needed to save the merge."""
    return {
        "title": _("Somebody saved in between"),
        "article": article,
        "stale": stale,
        "choices": _choices(article, stale.conflicts),
        "mine_json": json.dumps(stale.mine, ensure_ascii=False),
        "mine_text": text_of(stale.mine),
        "theirs_text": text_of(stale.theirs),
        "mine_differs": differing(stale.theirs, stale.mine),
        "form_url": form_url(article),
    }


def _choices(article: Article, conflicts: Sequence[Conflict]) -> list[Choice]:
    names = Names(*({c.place.removeprefix("form:"): value} for c in conflicts for value in (c.mine, c.theirs)))
    return [choice(conflict, article.kind, names) for conflict in conflicts]


def choice(conflict: Conflict, kind: str, names: Names) -> Choice:
    block = conflict.place.startswith("block:")

    def said(value: Any) -> str:
        return _block_text(value) if block else _in_words(conflict.place, value, kind, names)

    return Choice(
        place=conflict.place,
        name=_("Passage") if block else field_name(conflict.place),
        mine=said(conflict.mine),
        theirs=said(conflict.theirs),
        both_possible=block and bool(conflict.mine) and bool(conflict.theirs),
    )


def _in_words(name: str, value: Any, kind: str, names: Names) -> str:
    found = field_items(name, value, kind, names)
    return shown(value) if found is None else in_one_line(found)


def differing(one: Snapshot, other: Snapshot) -> list[str]:
    """Names of the fields in which two states differ."""
    return [field_name(name) for name in one if one.get(name) != other.get(name)]


def text_of(snapshot: Snapshot) -> str:
    """Headline, dek and text as one plain text."""
    document = plaintext.write(Document.from_json(snapshot.get("document") or []))
    return "\n\n".join(filter(None, (snapshot.get("headline"), snapshot.get("dek"), document)))


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of which two states differ: its words as runs, or, where it holds records, a thing a line."""

    name: str
    runs: tuple[tuple[str, str], ...] = ()
    items: tuple[Item, ...] = ()


def fields_changed(old: Snapshot, new: Snapshot, names: Names) -> Iterator[FieldChange]:
    """Every field but the text that differs."""
    for name in dict.fromkeys([*WORDED, *new]):
        before, after = (field_items(name, state.get(name), state.get("kind") or "", names) for state in (old, new))
        if name == "document":
            continue
        if before is not None and after is not None:
            if before != after:
                yield FieldChange(field_name(name), items=compared(before, after))
            continue
        was, now = shown(old.get(name)), shown(new.get(name))
        # What was not there and what is empty are one and the same to whoever reads this.
        if was != now:
            yield FieldChange(field_name(name), tuple(runs(was, now)))


def field_name(name: str) -> str:
    """As the form calls it."""
    names = {
        "headline": _("headline"),
        "dek": _("dek"),
        "kind": _("kind"),
        "slug": _("address"),
        "lang": _("language"),
        "notes": _("notes for the desk"),
        "document": _("text"),
        "picture": _("lead picture"),
        "edition": _("festival"),
        "topics": _("topics"),
        "byline": _("byline"),
        "mentions": _("people, films and festivals"),
        "review": _("facts of the review"),
        "form": _("facts of this form"),
        "order": _("order of the passages"),
        "participants": _("who speaks"),
        "translation_of": _("translation of"),
        "translation": _("translation of"),
    }
    return names.get(name, name.removeprefix("form:"))


def shown(value: Any) -> str:
    """A value of a snapshot in words."""
    if value in (None, "", [], {}):
        return "—"
    if isinstance(value, str):
        return str(Kind(value).label) if value in Kind.values else value
    return str(value)


def _block_text(block: dict[str, Any] | None) -> str:
    if not block:
        return _("(taken out)")
    return plaintext.write(Document.from_json([{**block, "id": block["id"] or "00000000"}]))


@dataclass(frozen=True, slots=True)
class Difference:
    """One place in which two copies differ, as the desk shows it: the words cut into (kept, gone, come) runs."""

    name: str
    kind: str
    place: str
    runs: tuple[tuple[str, str], ...]  # ("kept" | "gone" | "come", words)
    items: tuple[Item, ...] = ()  # where records or facts changed: a thing a line


# The gravest first: words in the wrong mouth, then an interviewee's words, then everything else.
RECORDS = "records"  # the kind of a difference that changes no word
GRAVITY = ("speaker", "removed", "added", "words", "moved", "marks")


def differences(before: Copy, after: Copy) -> list[Difference]:
    """What readers would see change, the gravest first; the records that the piece leads to last."""
    old, new = before.to_json(), after.to_json()
    names = Names(old, new)
    found = sorted(changes.touches(before, after), key=lambda touch: (GRAVITY.index(touch.kind), touch.place))
    shown = [_difference(touch, old, new, names) for touch in found]
    return [*shown, *_records(old, new, names)]


def _difference(touch: changes.Touch, old: dict[str, Any], new: dict[str, Any], names: Names) -> Difference:
    items: tuple[Item, ...] = ()
    if touch.place in ("form", "participants", "translation"):
        before, after = (printed_items(touch.place, copy, names) for copy in (old, new))
        items = compared(before, after)
    elif touch.kind == "marks":
        items = compared(*(_marks_of(copy, touch.place, names) for copy in (old, new)))
    words = () if touch.place in ("form", "translation") and items else tuple(runs(touch.before, touch.after))
    return Difference(_touch_name(touch), touch.kind, touch.place, words, items)


def _marks_of(copy: dict[str, Any], block: str, names: Names) -> list[Named]:
    return next((marks(found, names) for found in Document.from_json(copy["document"]) if found.id == block), [])


def _records(old: dict[str, Any], new: dict[str, Any], names: Names) -> Iterator[Difference]:
    """Picture, topics and links: no words of the piece, so no notice hangs on them and no part can be declared."""
    labels = {
        "picture": _("lead picture"),
        "films": _("films"),
        "people": _("people"),
        "editions": _("festivals"),
        "topics": _("topics"),
    }
    for place, label in labels.items():
        before, after = (printed_items(place, copy, names) for copy in (old, new))
        if before != after:
            yield Difference(label, RECORDS, place, (), compared(before, after))


def runs(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Words that were kept, gone or come, in reading order; by word, never by character."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "kept", "".join(old[a1:a2])
            continue
        if a2 > a1:
            yield "gone", "".join(old[a1:a2])
        if b2 > b1:
            yield "come", "".join(new[b1:b2])


def _touch_name(touch: changes.Touch) -> str:
    kinds = {
        "speaker": _("Other speaker"),
        "removed": _("Taken out"),
        "added": _("Added"),
        "words": _("Reworded"),
        "moved": _("Moved"),
        "marks": _("Emphasis, links"),
    }
    if not touch.in_block:
        return field_name(touch.place)
    return kinds[touch.kind]
