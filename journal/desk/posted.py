"""What the writing surface posts: JSON that may come from anywhere, read without trust, mended only where ids go.

Pure: no Django. ``blocks.Document.from_json`` is the gate; here is what stands before it (making a list of what came)
and behind it (showing again what was refused, so that no word is lost).
"""

import json
from collections.abc import Iterator
from typing import Any

from journal.document import inline
from journal.document.blocks import ID, SURROGATE, Block, Document, DocumentError, mint
from journal.document.messages import gettext_noop as _

DEPTH = 6  # of lists and objects in one another; a document needs three
VOICES_LIMIT = 100  # people who speak in one piece
NAME_LIMIT = 200
# Keys of a block whose values are words of the text.
WORDED = ("text", "items", "caption", "cite", "title", "url", "original")


def read(raw: str) -> list[Any]:
    """The blocks as posted. Raises DocumentError on what is no JSON list."""
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise DocumentError(_("The text arrived damaged and could not be read.")) from error
    if not isinstance(data, list) or not _is_shallow(data):
        raise DocumentError(_("The text arrived damaged and could not be read."))
    return data


def voices(raw: str) -> list[tuple[str, str, bool]]:
    """Who speaks: label, name and whether they ask. Raises DocumentError on what is no list of them."""
    found = []
    for item in read(raw):
        if not isinstance(item, dict) or not isinstance(item.get("label"), str) or not item["label"].strip():
            raise DocumentError(_("The text arrived damaged and could not be read."))
        label, name = (_printable(str(item.get(key) or "")).strip()[:NAME_LIMIT] for key in ("label", "name"))
        found.append((label, name, item.get("asking") is True))
    return found[:VOICES_LIMIT]


def _is_shallow(data: Any) -> bool:
    """Whether nothing is nested so deep that reading it could exhaust the stack."""
    level = [data]
    for _depth in range(DEPTH):
        level = [
            inner
            for value in level
            if isinstance(value, dict | list)
            for inner in (value.values() if isinstance(value, dict) else value)
        ]
    return not level


def with_ids(data: list[Any]) -> list[Any]:
    """The same blocks, each with an id of its own: a writer cannot mend an id, so a lost or doubled one is replaced.

    Of two blocks with one id the first keeps it; an id in ``was`` that is malformed or taken is dropped.
    """
    taken = {item["id"] for item in data if isinstance(item, dict) and _is_id(item.get("id"))}
    seen: set[str] = set()
    mended: list[Any] = []
    for item in data:
        if not isinstance(item, dict):
            mended.append(item)
            continue
        id = item.get("id")
        if not isinstance(id, str) or not ID.fullmatch(id) or id in seen:
            id = mint(taken)
            taken.add(id)
        seen.add(id)
        mended.append({**item, "id": id})
    for item in mended:
        if isinstance(item, dict) and "was" in item:
            item["was"] = list(_swallowed(item["was"], seen))
    return mended


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and bool(ID.fullmatch(value))


def _swallowed(was: Any, seen: set[str]) -> Iterator[str]:
    for old in was if isinstance(was, list) else ():
        if _is_id(old) and old not in seen:
            seen.add(old)
            yield old


def salvage(raw: str) -> Document:
    """A document with every word of what was posted, whatever is wrong with it. Never raises.

    Blocks that can be read stay as they are; of the others every word becomes a paragraph.
    """
    try:
        data = with_ids(read(raw))
    except DocumentError:
        return Document((_paragraph(mint(), [raw]),))
    blocks = []
    for item in data:
        try:
            blocks.append(Block.from_json(_clean(item)))
        except DocumentError:
            id = item["id"] if isinstance(item, dict) else mint()
            blocks.append(_paragraph(id, _words(item)))
    return Document(tuple(blocks))


def _paragraph(id: str, words: list[str]) -> Block:
    text = inline.PARAGRAPH.join(inline.canonical(_printable(word)) for word in words)
    return Block.from_json({"id": id, "type": "paragraph", "text": text})


def _printable(words: str) -> str:
    return SURROGATE.sub("\ufffd", words).replace("\0", "")


def _clean(item: Any) -> Any:
    """The block without characters that are no text, at the depth at which blocks have words."""
    if isinstance(item, str):
        return _printable(item)
    if isinstance(item, list):
        return [_printable(part) if isinstance(part, str) else part for part in item]
    if isinstance(item, dict):
        return {_clean(key): _clean(value) if key in WORDED else value for key, value in item.items()}
    return item


def _words(item: Any) -> list[str]:
    """Every string in a refused block that can be words, in order."""
    if isinstance(item, dict):
        # Last in, first out: what stands first is read first.
        waiting = [item[key] for key in reversed(item) if key not in ("id", "type", "was", "of")]
    else:
        waiting = [item]
    found = []
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            waiting.extend(reversed(value.values()))
        elif isinstance(value, list):
            waiting.extend(reversed(value))
    return found
