"""What single elements of foreign HTML mean: marks, hidden words, Word's list paragraphs.

Google Docs wraps a whole paste in ``<b style="font-weight:normal">`` and writes bold as ``font-weight:700``; Word hides
words by ``mso-hide`` and writes list items as paragraphs with ``mso-list`` and the bullet as words. So the style goes
before the tag.
"""

import re
from dataclasses import replace

from selectolax.lexbor import LexborNode

from . import inline

HIDING = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)", re.I)
WORD_LIST = re.compile(r"mso-list\s*:\s*l\d", re.I)
WORD_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.I)
WEIGHT = re.compile(r"(?:^|[;\s])font-weight\s*:\s*([a-z0-9]+)", re.I)
SLANT = re.compile(r"(?:^|[;\s])font-style\s*:\s*([a-z]+)", re.I)
FILM = re.compile(r"[1-9][0-9]{0,17}")
BOLD_TAGS = frozenset({"b", "strong"})
ITALIC_TAGS = frozenset({"i", "em", "dfn", "var", "address"})


def is_hidden(node: LexborNode) -> bool:
    """Whether a browser would not show the element. The bullet that Word writes into a list item counts as hidden."""
    attributes = node.attributes
    style = attributes.get("style") or ""
    if "hidden" in attributes or (node.tag == "dialog" and "open" not in attributes):
        return True
    if node.tag == "input":
        return True
    return bool(style) and bool(HIDING.search(style) or WORD_MARKER.search(style))


def is_word_item(node: LexborNode) -> bool:
    """Whether the element is a list item as Word writes it: a paragraph with a list style."""
    return node.tag in ("p", "div") and bool(WORD_LIST.search(node.attributes.get("style") or ""))


def word_marker(node: LexborNode) -> str:
    """The bullet or number that Word wrote as words into a list item."""
    if not is_word_item(node):
        return ""
    for span in node.css("span"):
        if WORD_MARKER.search(span.attributes.get("style") or ""):
            return span.text() or ""
    return ""


def mark(node: LexborNode, state: inline.Run) -> inline.Run:
    """The marks that hold inside the element, from those that hold around it."""
    tag, attributes = node.tag or "", node.attributes
    style = attributes.get("style") or ""
    strong = _bold(tag, style)
    em = _italic(tag, style)
    if strong is not None:
        state = replace(state, strong=strong)
    if tag == "i" and "direction" in (attributes.get("class") or "").split():
        return state  # brackets in the words say it; see own_html for our own
    if em is not None:
        state = replace(state, em=em)
    if tag == "cite":
        film = attributes.get("data-film") or ""
        state = replace(state, cite=True, film=int(film) if FILM.fullmatch(film) else None)
    if tag == "a" and "film" not in (attributes.get("class") or "").split():
        state = replace(state, href=inline.safe_href(attributes.get("href") or ""))
    return state


def _bold(tag: str, style: str) -> bool | None:
    """Whether the element makes words bold, makes them normal, or says nothing (None)."""
    weight = WEIGHT.search(style) if style else None
    if weight:
        said = weight[1].lower()
        if said.isdecimal():
            return int(said) >= 600
        if said in ("bold", "bolder"):
            return True
        if said in ("normal", "lighter"):
            return False
    return True if tag in BOLD_TAGS else None


def _italic(tag: str, style: str) -> bool | None:
    slant = SLANT.search(style) if style else None
    if slant and slant[1].lower() in ("italic", "oblique"):
        return True
    if slant and slant[1].lower() == "normal":
        return False
    return True if tag in ITALIC_TAGS else None
