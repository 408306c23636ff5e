"""What a person sees when two states of a piece are laid side by side."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from journal.desk.addresses import form_url
from journal.desk.merging import Conflict, Snapshot
from journal.desk.models import Article
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
        "choices": [choice(conflict) for conflict in stale.conflicts],
        "mine_json": json.dumps(stale.mine, ensure_ascii=False),
        "mine_text": text_of(stale.mine),
        "theirs_text": text_of(stale.theirs),
        "mine_differs": differing(stale.theirs, stale.mine),
        "form_url": form_url(article),
    }


def choice(conflict: Conflict) -> Choice:
    kind, _colon, _id = conflict.place.partition(":")
    block = kind == "block"
    return Choice(
        place=conflict.place,
        name=_("Passage") if block else field_name(conflict.place),
        mine=_block_text(conflict.mine) if block else shown(conflict.mine),
        theirs=_block_text(conflict.theirs) if block else shown(conflict.theirs),
        both_possible=block and bool(conflict.mine) and bool(conflict.theirs),
    )


def differing(one: Snapshot, other: Snapshot) -> list[str]:
    """Names of the fields in which two states differ."""
    return [field_name(name) for name in one if one.get(name) != other.get(name)]


def text_of(snapshot: Snapshot) -> str:
    """Headline, dek and text as one plain text."""
    document = plaintext.write(Document.from_json(snapshot.get("document") or []))
    return "\n\n".join(filter(None, (snapshot.get("headline"), snapshot.get("dek"), document)))


def fields_changed(old: Snapshot, new: Snapshot) -> Iterator[tuple[str, str, str]]:
    """(name, before, after) of every field but the text that differs."""
    for name in dict.fromkeys([*WORDED, *new]):
        before, after = shown(old.get(name)), shown(new.get(name))
        # What was not there and what is empty are one and the same to whoever reads this.
        if name != "document" and before != after:
            yield field_name(name), before, after


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
    }
    return names.get(name, name.removeprefix("form:"))


def shown(value: Any) -> str:
    """A value of a snapshot in words."""
    if value in (None, "", [], {}):
        return "—"
    if isinstance(value, str):
        return str(Kind(value).label) if value in Kind.values else value
    if isinstance(value, list):
        return ", ".join(shown(item) for item in value)
    if isinstance(value, dict):
        return " · ".join(str(item) for item in value.values() if item not in (None, "", False, True))
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


# The gravest first: words in the wrong mouth, then an interviewee's words, then everything else.
GRAVITY = ("speaker", "removed", "added", "words", "moved", "marks")


def differences(before: Copy, after: Copy) -> list[Difference]:
    """What readers would see change, the gravest first."""
    found = sorted(changes.touches(before, after), key=lambda touch: (GRAVITY.index(touch.kind), touch.place))
    return [
        Difference(_touch_name(touch), touch.kind, touch.place, tuple(runs(touch.before, touch.after)))
        for touch in found
    ]


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
