"""Blocks and documents: what a text is made of, and the gate that every stored text passes.

The types and the keys each of them takes are in `TYPES`; the JSON form is described in docs/architecture.md.
"""

import re
import secrets
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from . import inline
from .messages import gettext_noop as _

BLOCK_LIMIT = 5_000
TEXT_LIMIT = 5_000_000  # bytes of UTF-8, all words of a document together
LINE_LIMIT = 2_000  # characters of a title or an address
LABEL_LIMIT = 100  # characters of a speaker's label
WORDS_PER_MINUTE = 230  # silent reading of English prose: Brysbaert 2019, mean 238

# Crockford's base 32 in lower case: no i, l, o, u, so that an id read aloud or copied by hand survives.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
ID = re.compile(r"[0-9a-hjkmnp-tv-z]{8}")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
SURROGATE = re.compile("[\ud800-\udfff]")
WORD = re.compile(r"\w+(?:[’'.-]\w+)*")


class DocumentError(ValueError):
    """What is wrong with a document, and where. ``message`` is a template for ``params`` in the form of
    ``message % params``, so that it can be translated; ``place`` names the block, in English."""

    def __init__(self, message: str, place: str = "", params: Mapping[str, object] | None = None) -> None:
        self.message = message
        self.place = place
        self.params = dict(params or {})
        super().__init__(message, place)

    def __str__(self) -> str:
        said = self.message % self.params if self.params else self.message
        return f"{self.place}: {said}" if self.place else said


@dataclass(frozen=True, slots=True)
class Original:
    """The words of a turn before translation: ``text`` is inline markup, ``lang`` a BCP 47 tag."""

    lang: str
    text: str


@dataclass(frozen=True, repr=False)
class Block:
    """A paragraph-level unit. Which fields a type uses is in `TYPES`; the others stay at their defaults.

    ``text``, ``items``, ``caption`` and ``cite`` are inline markup in normal form, ``title`` is plain words, ``t`` a
    pair of milliseconds into the recording, ``of`` the id of the block that a pull quote is taken from, ``was`` the ids
    of blocks that this one swallowed.
    """

    id: str
    type: str
    text: str = ""
    by: str = ""
    level: int = 0
    items: tuple[str, ...] = ()
    ordered: bool = False
    picture: int = 0
    caption: str = ""
    url: str = ""
    title: str = ""
    of: str = ""
    cite: str = ""
    t: tuple[int, int] | None = None
    lang: str = ""
    original: Original | None = None
    spoiler: bool = False
    was: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Block({self.to_json()})"

    @classmethod
    def from_json(cls, item: Any, place: str = "block") -> "Block":
        """Read one block; raises DocumentError, see `Document.from_json`."""
        return _read_block(item, place)

    @property
    def is_turn(self) -> bool:
        return self.type == "turn"

    def paragraphs(self) -> list[str]:
        """The text as inline markup, one string a paragraph."""
        return inline.paragraphs(self.text)

    def markups(self) -> Iterator[str]:
        """Every piece of inline markup in the block."""
        yield from (markup for markup in (self.text, *self.items, self.caption, self.cite) if markup)
        if self.original:
            yield self.original.text

    def plain(self) -> str:
        """The words that a reader sees, without the original of a translation."""
        words = [inline.plain(markup) for markup in (self.text, *self.items, self.caption, self.cite) if markup]
        if self.title:
            words.append(self.title)
        return "\n".join(words)

    def to_json(self) -> dict[str, Any]:
        """The block as it is stored; fields at their defaults are left out unless the type requires them."""
        required = TYPES[self.type].required
        data: dict[str, Any] = {"id": self.id, "type": self.type}
        for name in KEY_ORDER:
            value = getattr(self, name)
            if name in required or value != DEFAULTS[name]:
                data[name] = _plain_value(value)
        return data


@dataclass(frozen=True)
class Keys:
    """The keys that a type of block takes, besides ``id``, ``type`` and ``was``. The text of ``paragraphs`` may hold
    several paragraphs, that of other types is one line."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    paragraphs: bool = False


TYPES: dict[str, Keys] = {
    "paragraph": Keys(("text",), ("lang", "spoiler"), paragraphs=True),
    "heading": Keys(("text", "level")),
    "quote": Keys(("text",), ("cite",), paragraphs=True),
    "list": Keys(("items",), ("ordered",)),
    "picture": Keys(("picture",), ("caption",)),
    "rule": Keys(),
    "note": Keys(("text",), paragraphs=True),
    "embed": Keys(("url",), ("title",)),
    "turn": Keys(("by", "text"), ("t", "lang", "original", "spoiler"), paragraphs=True),
    "direction": Keys(("text",)),
    "pullquote": Keys(("of", "text")),
}
KEY_ORDER = tuple(item.name for item in fields(Block) if item.name not in ("id", "type"))
DEFAULTS = {item.name: item.default for item in fields(Block)}


def _plain_value(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Original):
        return {"lang": value.lang, "text": value.text}
    return value


@dataclass(frozen=True)
class Document:
    """A text: blocks in order. Make one with `from_json`, which is the gate; equality is equality of blocks."""

    blocks: tuple[Block, ...] = ()
    _index: dict[str, Block] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._index.update({old: block for block in self.blocks for old in block.was})
        self._index.update({block.id: block for block in self.blocks})

    def __iter__(self) -> Iterator[Block]:
        return iter(self.blocks)

    def __len__(self) -> int:
        return len(self.blocks)

    def __hash__(self) -> int:
        return hash(self.blocks)

    @classmethod
    def from_json(cls, data: Any) -> "Document":
        """Read the stored form. Inline markup is brought into its normal form; nothing else is mended.

        Raises DocumentError, naming the block, on an unknown type or key, a missing key, a value of the wrong kind, an
        id that is malformed or used twice, NUL, a lone surrogate, and past the limits.
        """
        if not isinstance(data, list):
            raise DocumentError(_("A document is a list of blocks."))
        if len(data) > BLOCK_LIMIT:
            raise DocumentError(_("A document holds at most %(limit)d blocks."), params={"limit": BLOCK_LIMIT})
        blocks = tuple(_read_block(item, _place(position, item)) for position, item in enumerate(data, 1))
        _check_ids(blocks)
        size = sum(len(markup.encode()) for block in blocks for markup in block.markups())
        if size > TEXT_LIMIT:
            raise DocumentError(_("A document holds at most %(limit)d bytes of text."), params={"limit": TEXT_LIMIT})
        return cls(blocks)

    def to_json(self) -> list[dict[str, Any]]:
        """The stored form: ``Document.from_json(document.to_json()) == document``."""
        return [block.to_json() for block in self.blocks]

    def get(self, id: str) -> Block | None:
        """The block with this id, or the one that swallowed it."""
        return self._index.get(id)

    def ids(self) -> set[str]:
        """Every id that is taken, those of swallowed blocks too."""
        return set(self._index)

    def turns(self) -> tuple[Block, ...]:
        """The blocks that somebody says."""
        return tuple(block for block in self.blocks if block.is_turn)

    def plain(self) -> str:
        """All words that a reader sees, blocks parted by a blank line."""
        return inline.PARAGRAPH.join(filter(None, (block.plain() for block in self.blocks)))

    @cached_property
    def _word_count(self) -> int:
        return sum(1 for block in self.blocks for _match in WORD.finditer(block.plain()))

    def words(self) -> int:
        """The number of words that a reader sees; labels of speakers do not count."""
        return self._word_count

    def reading_time(self, words_per_minute: int = WORDS_PER_MINUTE) -> int:
        """Whole minutes that reading takes, at least one unless there is nothing to read."""
        return -(-self.words() // words_per_minute)

    def films(self) -> list[int]:
        """Ids of the films cited, in the order of their first mention."""
        cited = (film for block in self.blocks for markup in block.markups() for film in inline.films(markup))
        return list(dict.fromkeys(cited))

    def pictures(self) -> list[int]:
        """Ids of the pictures shown, in order."""
        return list(dict.fromkeys(block.picture for block in self.blocks if block.type == "picture"))


def mint(taken: Collection[str] = ()) -> str:
    """A new id that is none of those taken. It starts with a letter: so it is a plain name in CSS selectors too."""
    while True:
        minted = secrets.choice(ALPHABET[10:]) + "".join(secrets.choice(ALPHABET) for _place in range(7))
        if minted not in taken:
            return minted


def _check_ids(blocks: tuple[Block, ...]) -> None:
    seen: set[str] = set()
    for position, block in enumerate(blocks, 1):
        for id in (block.id, *block.was):
            if id in seen:
                raise DocumentError(_("The id %(id)s is used twice."), _place(position, {"id": block.id}), {"id": id})
            seen.add(id)


def _place(position: int, item: Any) -> str:
    id = item.get("id") if isinstance(item, dict) else None
    return f"block {position} ({id})" if isinstance(id, str) and ID.fullmatch(id) else f"block {position}"


def _read_block(item: Any, place: str) -> Block:
    if not isinstance(item, dict):
        raise DocumentError(_("A block is an object with an id and a type."), place)
    kind = item.get("type")
    if not isinstance(kind, str) or kind not in TYPES:
        raise DocumentError(_("There is no type of block called %(type)s."), place, {"type": repr(kind)[:80]})
    keys = TYPES[kind]
    for name in item:
        if name not in ("id", "type", "was", *keys.required, *keys.optional):
            params = {"type": kind, "key": repr(name)[:80]}
            raise DocumentError(_("A block of type %(type)s takes no %(key)s."), place, params)
    for name in ("id", *keys.required):
        if name not in item:
            raise DocumentError(_("A block of type %(type)s needs %(key)s."), place, {"type": kind, "key": name})
    reader = _Reader(place, keys.paragraphs)
    return Block(type=kind, **{name: reader.read(name, value) for name, value in item.items() if name != "type"})


class _Reader:
    """Reads the values of one block."""

    def __init__(self, place: str, paragraphs: bool) -> None:
        self.place = place
        self.paragraphs = paragraphs

    def read(self, name: str, value: Any) -> Any:
        return READERS[name](self, value, name)

    def refuse(self, name: str, message: str) -> DocumentError:
        return DocumentError(message, self.place, {"key": name})

    def string(self, value: Any, name: str) -> str:
        if not isinstance(value, str):
            raise self.refuse(name, _("%(key)s must be words."))
        if "\x00" in value:
            raise self.refuse(name, _("%(key)s holds a NUL character."))
        if not value.isascii() and SURROGATE.search(value):
            raise self.refuse(name, _("%(key)s holds half of a character (a lone surrogate)."))
        if len(value) > TEXT_LIMIT:
            raise self.refuse(name, _("%(key)s is too long."))
        return value

    def text(self, value: Any, name: str) -> str:
        return inline.canonical(self.string(value, name), line=not self.paragraphs)

    def line(self, value: Any, name: str) -> str:
        return inline.canonical(self.string(value, name), line=True)

    def items(self, value: Any, name: str) -> tuple[str, ...]:
        if not isinstance(value, list | tuple) or not value:
            raise self.refuse(name, _("%(key)s must be a list with at least one item."))
        return tuple(self.line(item, name) for item in value)

    def label(self, value: Any, name: str) -> str:
        label = self.title(value, name)
        if not label or len(label) > LABEL_LIMIT:
            raise self.refuse(name, _("%(key)s must be the label of a speaker, in 1 to 100 characters."))
        return label

    def title(self, value: Any, name: str) -> str:
        words = " ".join(self.string(value, name).translate(inline.UNPRINTABLE).split())
        if len(words) > LINE_LIMIT:
            raise self.refuse(name, _("%(key)s is too long."))
        return words

    def url(self, value: Any, name: str) -> str:
        address = inline.safe_href(self.string(value, name))
        if not address or not address.startswith(("http://", "https://")):
            raise self.refuse(name, _("%(key)s must be an address that starts with http:// or https://."))
        return address

    def id(self, value: Any, name: str) -> str:
        if not isinstance(value, str) or not ID.fullmatch(value):
            raise self.refuse(name, _("%(key)s must be an id: 8 characters of 0-9 and a-z without i, l, o and u."))
        return value

    def ids(self, value: Any, name: str) -> tuple[str, ...]:
        if not isinstance(value, list | tuple):
            raise self.refuse(name, _("%(key)s must be a list of ids."))
        return tuple(self.id(item, name) for item in value)

    def level(self, value: Any, name: str) -> int:
        if type(value) is not int or value not in (2, 3):
            raise self.refuse(name, _("%(key)s must be 2 or 3."))
        return value

    def number(self, value: Any, name: str) -> int:
        if type(value) is not int or not 0 < value < 2**63:
            raise self.refuse(name, _("%(key)s must be the number of a record."))
        return value

    def flag(self, value: Any, name: str) -> bool:
        if type(value) is not bool:
            raise self.refuse(name, _("%(key)s must be true or false."))
        return value

    def span(self, value: Any, name: str) -> tuple[int, int] | None:
        if value is None:
            return None
        if not isinstance(value, list | tuple) or len(value) != 2 or any(type(item) is not int for item in value):
            raise self.refuse(name, _("%(key)s must be two numbers of milliseconds."))
        start, end = value
        if not 0 <= start <= end < 2**53:
            raise self.refuse(name, _("%(key)s must start at 0 or later and end after it starts."))
        return start, end

    def language(self, value: Any, name: str) -> str:
        if not isinstance(value, str) or len(value) > 35 or (value and not LANGUAGE.fullmatch(value)):
            raise self.refuse(name, _("%(key)s must be a language tag such as fr or pt-BR."))
        return value

    def original(self, value: Any, name: str) -> Original | None:
        if value is None:
            return None
        if not isinstance(value, dict) or set(value) != {"lang", "text"} or not value["lang"]:
            raise self.refuse(name, _("%(key)s must hold a language and the words before translation."))
        return Original(lang=self.language(value["lang"], name), text=self.text(value["text"], name))


READERS = {
    "id": _Reader.id,
    "was": _Reader.ids,
    "text": _Reader.text,
    "by": _Reader.label,
    "level": _Reader.level,
    "items": _Reader.items,
    "ordered": _Reader.flag,
    "picture": _Reader.number,
    "caption": _Reader.line,
    "url": _Reader.url,
    "title": _Reader.title,
    "of": _Reader.id,
    "cite": _Reader.line,
    "t": _Reader.span,
    "lang": _Reader.language,
    "original": _Reader.original,
    "spoiler": _Reader.flag,
}
