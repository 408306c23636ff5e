"""Reading HTML into a document: what our own renderer wrote, exactly; what people paste, as well as it can be.

Of foreign HTML (Word, Google Docs, web pages) the emphasis, links, headings, lists and quotes are kept, the rest of
the markup is dropped; no word that the page shows is lost. The tree comes from lexbor, which repairs broken HTML by the
rules that browsers follow, so that what is read is what was seen.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from . import inline, own_html, styles
from .blocks import TYPES, Document, DocumentError, mint
from .messages import gettext_noop as _

DEPTH_LIMIT = 5_000
SIZE_LIMIT = 10_000_000  # characters


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


HIDDEN = _names(
    "script style template noscript head title meta link object embed iframe svg select datalist audio video canvas"
)
BLOCKS = _names(
    "address article aside body blockquote caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section "
    "summary table tbody tfoot thead tr ul"
)
LISTS = frozenset({"ul", "ol", "menu", "dir"})
HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3}
CELLS = frozenset({"td", "th"})
# Elements that close one another or take no children; all others nest as deep as they are opened.
FLAT = _names(
    "p li dt dd tr td th thead tbody tfoot option optgroup rb rt rp rtc area base br col colgroup embed hr img input "
    "link meta param source track wbr"
)
TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
WORD_MARKER = re.compile(r"\s*(?:\d+|[A-Za-z])[.)]")
SPACE = re.compile(r"[ \t\n\f\r]+")


def read(html: str, *, taken: frozenset[str] = frozenset()) -> Document:
    """A document from HTML. Blocks of our own HTML keep their ids unless these are ``taken``; all others get new ones.

    Raises DocumentError where the HTML is too large or nested too deep to be anybody's text, and past the limits of
    a document.
    """
    if len(html) > SIZE_LIMIT:
        raise DocumentError(_("The page is too large: at most %(limit)d characters."), params={"limit": SIZE_LIMIT})
    _check_depth(html)
    tree = LexborHTMLParser(html.encode("utf-8", "replace").decode().replace("\x00", ""))
    reader = _Reader(set(taken))
    if tree.body is not None:
        walk(tree.body, reader.enter, reader.leave)
    reader.flush()
    reader.close()
    return Document.from_json(reader.blocks)


def _check_depth(html: str) -> None:
    """The parser takes quadratic time over unclosed elements: 100,000 of them would hold a worker for 17 seconds."""
    depth = 0
    for tag in TAG.finditer(html):
        if tag[2].lower() not in FLAT:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            if depth > DEPTH_LIMIT:
                raise DocumentError(_("The page is nested too deep, at character %(at)d."), params={"at": tag.start()})


def walk(root: LexborNode, enter: Callable[[LexborNode], bool], leave: Callable[[LexborNode], None]) -> None:
    """Visit a tree in the order of its text, without recursion. Children are visited where ``enter`` says so."""
    path = [root]
    while path:
        node = path[-1]
        entered = enter(node)
        if entered and (child := node.first_child) is not None:
            path.append(child)
            continue
        if entered:
            leave(node)
        path.pop()
        while path:
            following = node.next
            if following is not None:
                path.append(following)
                break
            node = path.pop()
            leave(node)


@dataclass
class _Context:
    """Where the reader stands: what the words that come next belong to."""

    kind: str = "paragraph"
    level: int = 0
    spoiler: bool = False
    pre: bool = False


@dataclass
class _Reader:
    taken: set[str]
    blocks: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.runs: list[inline.Run] = []
        self.states: list[tuple[inline.Run, _Context]] = [(inline.Run(""), _Context())]
        self.open: dict[str, Any] | None = None  # the quote or list that the next paragraph or item joins
        self.new_item = True

    @property
    def state(self) -> inline.Run:
        return self.states[-1][0]

    @property
    def context(self) -> _Context:
        return self.states[-1][1]

    def enter(self, node: LexborNode) -> bool:
        if node.is_text_node:
            self.words(node.text_content or "")
            return False
        tag = node.tag or ""
        if not node.is_element_node or tag in HIDDEN or styles.is_hidden(node) or self.is_chrome(node):
            return False
        if tag == "br":
            self.runs.append(replace(self.state, text="\n"))
            return False
        if tag == "hr":
            self.rule()
            return False
        if "data-block" in node.attributes and self.own(node):
            return False
        self.states.append((styles.mark(node, self.state), self.context_of(node)))
        self.start(node)
        return True

    def is_chrome(self, node: LexborNode) -> bool:
        """The word that we put over a fold, as against a summary that somebody wrote."""
        return node.tag == "summary" and (node.attributes.get("class") or "") == "reveal"

    def words(self, text: str) -> None:
        if self.context.pre:
            lines = text.replace("\r\n", "\n").replace("\r", "\n")
            self.runs.append(replace(self.state, text=lines))
        elif text:
            self.runs.append(replace(self.state, text=SPACE.sub(" ", text)))

    def rule(self) -> None:
        self.flush()
        self.close()
        self.add({"type": "rule"})

    def own(self, node: LexborNode) -> bool:
        data = own_html.read(node)
        if data is None:
            return False
        self.flush()
        self.close()
        if self.context.spoiler and "spoiler" in TYPES[data["type"]].optional:
            data["spoiler"] = True
        self.add(data)
        return True

    def context_of(self, node: LexborNode) -> _Context:
        context, tag = self.context, node.tag
        if tag in HEADINGS and context.kind == "paragraph":
            return replace(context, kind="heading", level=HEADINGS[tag])
        if tag == "blockquote" and context.kind == "paragraph":
            return replace(context, kind="quote")
        if (tag in LISTS and context.kind != "list") or (context.kind == "paragraph" and styles.is_word_item(node)):
            return replace(context, kind="list")
        if tag == "pre":
            return replace(context, pre=True)
        if tag == "details" and "spoiler" in (node.attributes.get("class") or "").split():
            return replace(context, spoiler=True)
        return context

    def start(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in BLOCKS:
            outer = self.states[-2][1]
            self.flush(outer)
            if self.context.kind != outer.kind and not (styles.is_word_item(node) and self.is_list_open()):
                self.close()
            if tag == "li" or styles.is_word_item(node):
                self.new_item = True
            if self.context.kind == "list" and self.open is None:
                ordered = tag == "ol" or bool(WORD_MARKER.match(styles.word_marker(node)))
                self.open = {"type": "list", "items": [], "ordered": ordered}
        elif tag in CELLS and node.prev is not None and any(run.text.strip() for run in self.runs):
            self.runs.append(inline.Run(" | "))
        elif tag == "q":
            self.runs.append(replace(self.state, text="“"))

    def is_list_open(self) -> bool:
        return self.open is not None and self.open["type"] == "list"

    def leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "q":
            self.runs.append(replace(self.state, text="”"))
        if tag in BLOCKS:
            self.flush()
            outer = self.states[-2][1]
            if self.context.kind != outer.kind and not styles.is_word_item(node):
                self.close()
        self.states.pop()

    def flush(self, context: _Context | None = None) -> None:
        """The words gathered so far become a paragraph, a heading, a paragraph of the open quote or an item."""
        context = context or self.context
        runs, self.runs = self.runs, []
        markup = inline.write(runs if context.pre else _collapse(runs))
        if not markup:
            return
        if context.kind != "list" and self.is_list_open():
            self.close()
        if context.kind == "heading":
            self.add({"type": "heading", "level": context.level, "text": _unmarked(markup)})
        elif context.kind == "quote":
            self.open = self.open or {"type": "quote", "text": ""}
            self.open["text"] = inline.PARAGRAPH.join(filter(None, (self.open["text"], markup)))
        elif context.kind == "list":
            self.item(inline.canonical(markup, line=True))
        else:
            for paragraph in inline.paragraphs(markup):
                block: dict[str, Any] = {"type": "paragraph", "text": paragraph}
                self.add(block | ({"spoiler": True} if context.spoiler else {}))

    def item(self, markup: str) -> None:
        if self.open is None:
            self.open = {"type": "list", "items": [], "ordered": False}
        if self.new_item or not self.open["items"]:
            self.open["items"].append(markup)
        else:
            self.open["items"][-1] += "<br>" + markup
        self.new_item = False

    def close(self) -> None:
        block, self.open = self.open, None
        if block and (block.get("items") or block.get("text")):
            self.add(block)

    def add(self, data: dict[str, Any]) -> None:
        if data.get("id") in self.taken or "id" not in data:
            data = {**data, "id": mint(self.taken)}
        was = [id for id in dict.fromkeys(data.pop("was", ())) if id not in self.taken and id != data["id"]]
        self.taken.update((data["id"], *was))
        self.blocks.append({**data, "was": was} if was else data)


def _unmarked(markup: str) -> str:
    """A heading without the bold and italic that merely make it a heading."""
    runs = inline.parse(markup)
    if all(run.strong for run in runs):
        runs = tuple(replace(run, strong=False) for run in runs)
    if all(run.em for run in runs):
        runs = tuple(replace(run, em=False) for run in runs)
    return inline.write(runs, line=True)


def _collapse(runs: list[inline.Run]) -> list[inline.Run]:
    """Spaces as a browser shows them: two that meet where elements meet are one."""
    collapsed: list[inline.Run] = []
    after_space = True
    for run in runs:
        text = run.text.lstrip(" ") if after_space else run.text
        if text:
            collapsed.append(replace(run, text=text))
            after_space = text[-1] in " \n"
    return collapsed
