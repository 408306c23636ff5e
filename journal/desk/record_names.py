"""Names of the records that a working copy points at by number: what a comparison shows instead of the number.

A snapshot and a copy keep numbers, so that a record that is renamed is renamed everywhere. Whoever compares two states
wants the name of today and a way to the record.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from typing import Any

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from journal.cinema.models import Edition, Film, Person
from journal.desk.addresses import form_model
from journal.desk.models import Article, Byline, Mention, RatingScale, Review
from journal.document import inline
from journal.document.blocks import Block
from journal.pictures.models import Picture
from journal.press.datelines import stamp
from journal.press.models import Contributor, VersionFilm, VersionPerson

# Tables that snapshots, copies and blocks name by number, by the key under which the number stands.
TABLES: dict[str, Any] = {
    "film": Film,
    "person": Person,
    "edition": Edition,
    "contributor": Contributor,
    "picture": Picture,
    "scale": RatingScale,
    "translation_of": Article,  # of a snapshot
    "original": Article,  # of a copy, which names the piece
}
BY_PIECE = ("original",)
CITED = '<cite film="'  # no need to read markup that has none


@dataclass(frozen=True, slots=True)
class Named:
    """One thing in words. ``label`` says what it is, ``url`` leads to its page at the desk, ``note`` is said of it."""

    words: str
    url: str = ""
    note: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a list of which two states are compared. ``mark``: kept, gone or come."""

    mark: str
    named: Named


class Names:
    """Every record that some states name, looked up together: one query a table, however many numbers."""

    def __init__(self, *states: Any) -> None:
        wanted: dict[str, set[int]] = {}
        for kind, number in _numbers(states):
            wanted.setdefault(kind, set()).add(number)
        self.records = {
            kind: _rows(TABLES[kind]).in_bulk(numbers, field_name="piece_id" if kind in BY_PIECE else "pk")
            for kind, numbers in wanted.items()
        }

    def named(self, kind: str, number: int, note: str = "", label: str = "") -> Named:
        """The record in words; where it is gone, that it is."""
        record = self.records.get(kind, {}).get(number)
        if record is None:
            name = TABLES[kind]._meta.verbose_name
            gone = _("%(kind)s %(number)s, no longer on record") % {"kind": name, "number": number}
            return Named(gone, note=note, label=label)
        return Named(str(record), _address(record), note, label)


def _rows(model: Any) -> Any:
    return model._default_manager.select_related("festival") if model is Edition else model._default_manager


def _address(record: Model) -> str:
    meta = record._meta
    try:
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])
    except NoReverseMatch:
        return ""


def _numbers(value: Any) -> Iterator[tuple[str, int]]:
    """(kind, number) of every record named anywhere in plain data, inside the markup of blocks too."""
    if isinstance(value, str):
        if CITED in value:
            yield from (("film", number) for number in inline.films(value))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key in TABLES and isinstance(inner, int):
                yield key, inner
            else:
                yield from _numbers(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _numbers(inner)


# -- fields of a snapshot ----------------------------------------------------------------------------------------------


def field_items(name: str, value: Any, kind: str, names: Names) -> list[Named] | None:
    """What a field of a snapshot holds, a thing a line; None for a field of plain words.

    ``kind`` is that of the piece: its form says what the facts of a form are called.
    """
    if name in ("picture", "edition", "translation_of"):
        return [names.named(name, value)] if value else []
    if name == "topics":
        return [Named(topic) for topic in value or []]
    if name == "byline":
        roles = dict(Byline.Role.choices)
        return [names.named("contributor", line["contributor"], _text(roles, line["role"])) for line in value or []]
    if name == "mentions":
        return [_mention(mention, names) for mention in value or []]
    if name == "review":
        return list(_facts(value or {}, Review, names))
    if name == "form":
        return list(_facts(value or {}, form_model(kind), names))
    return list(_fact(name.removeprefix("form:"), value, form_model(kind), names)) if name[:5] == "form:" else None


def _mention(mention: Mapping[str, Any], names: Names) -> Named:
    note = _text(dict(Mention.Role.choices), mention["role"])
    if not mention.get("confirmed", True):
        note = _("%(role)s, only proposed") % {"role": note}
    kind = next(kind for kind in ("film", "person", "edition") if mention.get(kind))
    return names.named(kind, mention[kind], note)


def _facts(facts: Mapping[str, Any], model: type[Model], names: Names) -> Iterator[Named]:
    for key, value in facts.items():
        yield from _fact(key, value, model, names)


def _fact(key: str, value: Any, model: type[Model], names: Names) -> Iterator[Named]:
    """One fact of a form in the words of its model; several for rows that hang on it, none for what is empty."""
    if value in (None, "", [], {}):
        return
    label, choices, related = _worded(model, key)
    if key in TABLES and isinstance(value, int):
        yield names.named(key, value, label=label)
    elif isinstance(value, list):
        yield from (_row(row, related, names, label) for row in value if isinstance(row, Mapping))
    elif isinstance(value, Mapping):
        # A rating says itself how it is shown; anything else is a group of facts.
        if "shown" in value:
            yield Named(str(value["shown"]), note=str(value.get("scale", "")), label=label)
        else:
            yield from _facts(value, related or model, names)
    else:
        yield Named(_text(choices, _instant(value)), label=label)


def _row(row: Mapping[str, Any], model: Any, names: Names, label: str) -> Named:
    """One row of a form: who speaks, under which label, as what."""
    _label, roles, _related = _worded(model, "role") if model else ("", {}, None)
    number = next(((kind, row[kind]) for kind in ("person", "contributor") if row.get(kind)), None)
    called = names.named(*number) if number else Named(str(row.get("name") or "—"))
    said = [_text(roles, row.get("role", "")), str(row.get("described_as") or "")]
    words = f"{row['label']}: {called.words}" if row.get("label") else called.words
    return Named(words, called.url, ", ".join(filter(None, said)), label)


def _worded(model: type[Model], key: str) -> tuple[str, Mapping[Any, Any], Any]:
    """(what a form calls the field, its choices, the model of the rows behind it)."""
    try:
        field: Any = model._meta.get_field(key)
    except FieldDoesNotExist:
        return key.replace("_", " "), {}, None
    if field.auto_created and not field.concrete:
        return str(field.related_model._meta.verbose_name_plural), {}, field.related_model
    return str(field.verbose_name), dict(field.flatchoices), None


def _text(choices: Mapping[Any, Any], value: Any) -> str:
    return str(choices.get(value, value))


def _instant(value: Any) -> Any:
    """A day or an instant that was kept as ISO 8601, as the house writes it; anything else as it is."""
    if not isinstance(value, str) or len(value) < 10 or not value[:4].isdecimal():
        return value
    try:
        if len(value) == 10:
            return date_format(date.fromisoformat(value), "j F Y")
        return stamp(datetime.fromisoformat(value), settings.TIME_ZONE)
    except ValueError:
        return value


# -- what a copy prints ------------------------------------------------------------------------------------------------


def printed_items(place: str, copy: Mapping[str, Any], names: Names) -> list[Named]:
    """What a copy (as JSON) has under ``place``: form, participants, picture, films, people, editions, topics,
    translation."""
    if place == "translation":
        return [names.named("original", copy["original"])] if copy["original"] else []
    value = copy[place]
    if place == "topics":
        return [Named(topic) for topic in value]
    if place == "picture":
        return [names.named("picture", value["picture"], value["caption"])] if value else []
    if place == "form":
        return list(_facts(value, form_model(copy["kind"]), names))
    if place == "participants":
        rows = _worded(form_model(copy["kind"]), place)[2]
        return [_row(row, rows, names, "") for row in value]
    kind, roles = LINKS[place]
    return [names.named(kind, link[kind], _text(roles, link.get("role", ""))) for link in value]


LINKS: dict[str, tuple[str, Mapping[Any, Any]]] = {
    "films": ("film", dict(VersionFilm.Role.choices)),
    "people": ("person", dict(VersionPerson.Role.choices)),
    "editions": ("edition", {}),
}


# -- where words lead --------------------------------------------------------------------------------------------------


def marks(block: Block, names: Names) -> list[Named]:
    """The emphasis and the links of a block, in reading order: which words, and where they lead."""
    markups = [*inline.paragraphs(block.text), *block.items, block.caption, block.cite]
    found = [(name, value, run.text) for text in markups for run in inline.parse(text) for name, value in run.marks]
    return [mark(name, value, words.strip(), names) for name, value, words in found]


def mark(name: str, value: Any, words: str, names: Names) -> Named:
    """One mark on words, as ``inline.Run.marks`` names it."""
    said = {
        "cite": _("title"),
        "a": _("link"),
        "em": _("emphasis"),
        "strong": _("strong emphasis"),
        "direction": _("stage direction"),
    }
    label = f"“{words}”"
    if name == "cite" and value:
        return names.named("film", int(value), _("film"), label)
    return Named(str(value) if value else said.get(name, name), note=said[name] if value else "", label=label)


# -- two states of a list ----------------------------------------------------------------------------------------------


def compared(before: Sequence[Named], after: Sequence[Named]) -> tuple[Item, ...]:
    """What of a list was kept, went and came, in reading order."""
    found: list[Item] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found += _marked("kept", before[a1:a2])
        else:
            found += [*_marked("gone", before[a1:a2]), *_marked("come", after[b1:b2])]
    return tuple(found)


def _marked(mark: str, things: Iterable[Named]) -> list[Item]:
    return [Item(mark, named) for named in things]


def in_one_line(found: Sequence[Named]) -> str:
    """For a place with room for words alone."""
    return ", ".join(_line(named) for named in found) or "—"


def _line(named: Named) -> str:
    words = f"{named.label}: {named.words}" if named.label else named.words
    return f"{words} ({named.note})" if named.note else words
