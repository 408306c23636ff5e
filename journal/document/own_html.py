"""Reading back one block that our own renderer wrote: exactly, ids included.

Such a block is marked by ``data-block``. Pages are edited and attributes are forged, so what is read is believed only
where it accounts for every word that the element shows; otherwise the caller reads the element as foreign HTML.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from selectolax.lexbor import LexborNode

from . import inline, styles
from .blocks import ID, Block, DocumentError

TIME = re.compile(r"(\d{1,15})-(\d{1,15})")
# What the renderer adds around the words of a block.
CHROME = frozenset({"anchor", "notice-mark", "was", "credit", "is-default", "missing", "speaker"})
SQUASHED = re.compile(r"\s+")


def read(node: LexborNode) -> dict[str, Any] | None:
    """The stored form of the block, or None where the element is not one that we wrote."""
    kind = node.attributes.get("data-block") or ""
    if kind not in READERS:
        return None
    data = {"type": kind, **READERS[kind](node)}
    id = node.attributes.get("id") or ""
    data["id"] = id if ID.fullmatch(id) else "00000000"
    data["was"] = [old for old in _was(node) if ID.fullmatch(old)]
    try:
        block = Block.from_json(data)
    except DocumentError:
        return None
    if not ID.fullmatch(id):
        del data["id"]
    return data if _squash(_shown(block)) == _squash(_seen(node)) else None


def _shown(block: Block) -> str:
    """The words that the renderer prints for a block, in its order."""
    if block.type == "embed":
        return block.title
    original = inline.plain(block.original.text) if block.original else ""
    words = block.plain() + original
    return f"[{words}]" if block.type == "direction" else words


def _seen(node: LexborNode) -> str:
    """The words that the element shows, without those that the renderer says in its own voice."""
    own_voice = ""
    if "is-untitled" in _classes(node):
        own_voice = "a"
    elif node.attributes.get("data-block") == "pullquote":
        own_voice = "figcaption"
    return "".join(run.text for run in _runs(node, without=own_voice))


def _squash(words: str) -> str:
    return SQUASHED.sub("", words)


def _classes(node: LexborNode) -> list[str]:
    return (node.attributes.get("class") or "").split()


def _was(node: LexborNode) -> Iterator[str]:
    for child in _children(node):
        if child.tag == "span" and "was" in _classes(child):
            yield child.attributes.get("id") or ""


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def _runs(node: LexborNode, without: str = "") -> Iterator[inline.Run]:
    """The words of an element with their marks; what the renderer added is left out."""
    states = [inline.Run("")]
    stack: list[LexborNode | None] = []
    stack.extend(list(_children(node))[::-1])
    while stack:
        inner = stack.pop()
        if inner is None:
            states.pop()
        elif inner.is_text_node:
            yield replace(states[-1], text=(inner.text_content or "").replace("\r", "\n").replace("\n", " "))
        elif inner.tag == "br":
            yield replace(states[-1], text="\n")
        elif inner.is_element_node and not CHROME.intersection(_classes(inner)) and inner.tag != without:
            state = styles.mark(inner, states[-1])
            directed = inner.tag == "i" and "direction" in _classes(inner)
            states.append(replace(state, direction=True) if directed else state)
            stack.append(None)
            stack.extend(list(_children(inner))[::-1])


def _markup(node: LexborNode) -> str:
    return inline.write(_unbracketed(list(_runs(node))))


def _unbracketed(runs: list[inline.Run]) -> list[inline.Run]:
    """Stage directions without the brackets that the renderer printed round them."""
    for at, run in enumerate(runs):
        if run.direction and not (at and runs[at - 1].direction):
            runs[at] = run = replace(run, text=run.text.removeprefix("["))
        if run.direction and not (at + 1 < len(runs) and runs[at + 1].direction):
            runs[at] = replace(run, text=run.text.removesuffix("]"))
    return runs


def _child(node: LexborNode, tags: str, name: str = "") -> LexborNode | None:
    for child in _children(node):
        if child.tag in tags.split() and (not name or name in _classes(child)):
            return child
    return None


def _paragraphs(node: LexborNode) -> str:
    return inline.PARAGRAPH.join(
        _markup(child) for child in _children(node) if child.tag == "p" and not CHROME.intersection(_classes(child))
    )


def _language(node: LexborNode) -> dict[str, Any]:
    lang = node.attributes.get("lang")
    return {"lang": lang} if lang else {}


def _paragraph(node: LexborNode) -> dict[str, Any]:
    text = _markup(node) if node.tag == "p" else _paragraphs(node)
    return {"text": text, **_language(node)}


def _heading(node: LexborNode) -> dict[str, Any]:
    heading = _child(node, "h2 h3")
    return {"level": int(heading.tag[1]), "text": _markup(heading)} if heading is not None and heading.tag else {}


def _quote(node: LexborNode) -> dict[str, Any]:
    source = _child(node, "footer", "source")
    return {"text": _paragraphs(node), **({"cite": _markup(source)} if source is not None else {})}


def _list(node: LexborNode) -> dict[str, Any]:
    items = _child(node, "ul ol")
    if items is None:
        return {}
    return {"items": [_markup(item) for item in _children(items) if item.tag == "li"], "ordered": items.tag == "ol"}


def _picture(node: LexborNode) -> dict[str, Any]:
    number = node.attributes.get("data-picture") or ""
    caption = _child(node, "figcaption")
    words = _child(caption, "span", "caption") if caption is not None else None
    data: dict[str, Any] = {"picture": int(number) if styles.FILM.fullmatch(number) else 0}
    if words is not None and "is-default" not in _classes(words):
        data["caption"] = _markup(words)
    return data


def _rule(node: LexborNode) -> dict[str, Any]:
    return {}


def _note(node: LexborNode) -> dict[str, Any]:
    return {"text": _paragraphs(node)}


def _embed(node: LexborNode) -> dict[str, Any]:
    link = _child(node, "a")
    if link is None:
        return {}
    title = "" if "is-untitled" in _classes(node) else link.text() or ""
    return {"url": link.attributes.get("href") or "", "title": title}


def _turn(node: LexborNode) -> dict[str, Any]:
    data: dict[str, Any] = {"by": node.attributes.get("data-by") or "", **_language(node)}
    if time := TIME.fullmatch(node.attributes.get("data-t") or ""):
        data["t"] = [int(time[1]), int(time[2])]
    original = _child(node, "div", "original")
    if original is None:
        return {**data, "text": _paragraphs(node)}
    translation = _child(node, "div", "translation")
    data["text"] = _paragraphs(translation) if translation is not None else ""
    data["original"] = {"lang": original.attributes.get("lang") or "", "text": _paragraphs(original)}
    return data


def _direction(node: LexborNode) -> dict[str, Any]:
    words = _child(node, "i")
    runs = [run for run in _runs(words) if run.text] if words is not None else []
    if not runs or not runs[0].text.startswith("[") or not runs[-1].text.endswith("]"):
        return {}
    runs[0] = replace(runs[0], text=runs[0].text[1:])
    runs[-1] = replace(runs[-1], text=runs[-1].text[:-1])
    return {"text": inline.write(_unbracketed(runs))}


def _pullquote(node: LexborNode) -> dict[str, Any]:
    quote = _child(node, "blockquote")
    return {"of": node.attributes.get("data-of") or "", "text": _paragraphs(quote) if quote is not None else ""}


READERS: dict[str, Callable[[LexborNode], dict[str, Any]]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "quote": _quote,
    "list": _list,
    "picture": _picture,
    "rule": _rule,
    "note": _note,
    "embed": _embed,
    "turn": _turn,
    "direction": _direction,
    "pullquote": _pullquote,
}
