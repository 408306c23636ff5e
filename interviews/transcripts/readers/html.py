"""HTML: a saved page, or what a browser puts on the clipboard from Google Docs or Word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..source import Block, BlockKind, Rich, Source, pieces, tidied_rich, tidy
from ..wordlists import words
from .tables import Cell, table_blocks

SKIPPED = frozenset(
    words("script style noscript template iframe object embed svg canvas audio video head select input textarea map")
)
FURNITURE = frozenset(["nav", "footer", "form", "button", "dialog", "menu", "label"])
BLOCKS = frozenset(
    words(
        "p div section article main header h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre figure "
        "figcaption table caption address details summary hr body html center fieldset aside tr td th "
        "tbody thead hgroup"
    )
)
# Class or id words of what is no part of a text. Whole words only: "share-bar", not "shared".
FURNITURE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:nav|navigation|navbar|menu|breadcrumbs?|share|sharing|social|related|recommend(?:ed"
    r"|ations)?|newsletter|subscribe|signup|promo|advert(?:isement)?|ads?|adslot"
    r"|sponsor(?:ed)?|cookie|banner|comments?|disqus|respond|sidebar|widget|footer|masthead|skip-link"
    r"|screen-reader-text|sr-only|paywall|outbrain|taboola|trending|most-read|read-next|more-stories"
    r"|jp-relatedposts|sharedaddy)(?:$|[\s_-])",
    re.IGNORECASE,
)
CAPTION_CLASS = re.compile(
    r"(?:^|[\s_-])(?:caption|wp-caption-text|photo-credit|image-credit|credit)(?:$|[\s_-])", re.IGNORECASE
)
PULL_CLASS = re.compile(r"(?:^|[\s_-])(?:pull-?quote|pq|blockquote-pull|callout)(?:$|[\s_-])", re.IGNORECASE)
TAG_CLASS = re.compile(
    r"(?:^|[\s_-])(?:tags?|tag-links|post-tags|categories|cat-links|keywords)(?:$|[\s_-])", re.IGNORECASE
)
NOTE_CLASS = re.compile(r"(?:^|[\s_-])(?:footnotes?|endnotes?)(?:$|[\s_-])", re.IGNORECASE)
BYLINE_CLASS = re.compile(r"(?:^|[\s_-])(?:byline|author|author-name|post-author)(?:$|[\s_-])", re.IGNORECASE)
DEK_CLASS = re.compile(
    r"(?:^|[\s_-])(?:dek|deck|standfirst|subtitle|sub-?headline|subhead|chapeau|lede?-?in)(?:$|[\s_-])", re.IGNORECASE
)
QUESTION_CLASS = re.compile(r"(?:^|[\s_-])(?:question|q|interviewer|frage|pregunta|demande)(?:$|[\s_-])", re.IGNORECASE)
ANSWER_CLASS = re.compile(r"(?:^|[\s_-])(?:answer|a|interviewee|antwort|respuesta|reponse)(?:$|[\s_-])", re.IGNORECASE)
INHERITED: tuple[tuple[re.Pattern[str], BlockKind], ...] = (
    (FURNITURE_CLASS, "furniture"),
    (CAPTION_CLASS, "caption"),
    (PULL_CLASS, "pullquote"),
    (TAG_CLASS, "caption"),
    (NOTE_CLASS, "note"),
)
BLACK = re.compile(
    r"^(?:black|inherit|initial|currentcolor|windowtext|#0{3,6}|#1[0-9a-f]{2}"
    r"|#[0-3][0-9a-f][0-3][0-9a-f][0-3][0-9a-f]|rgba?\(\s*[0-5]?\d,\s*[0-5]?\d,\s*[0-5]?\d.*)$",
    re.IGNORECASE,
)
DEEPEST = 400


def read(text: str, why: str) -> Source:
    """Blocks of an HTML text, furniture marked as such."""
    tree = LexborHTMLParser(text)
    reader = _Reader()
    if tree.body is not None:
        reader.walk(tree.body)
    return Source("html", why, reader.blocks, meta=_meta(tree, reader.blocks), other=tuple(reader.other))


def _meta(tree: LexborHTMLParser, blocks: list[Block]) -> dict[str, str]:
    """What the head says, where the page itself shows no headline or date."""
    meta: dict[str, str] = {}
    if not any(block.kind == "heading" and block.level == 1 for block in blocks):
        title = tree.css_first("head > title")
        named = tree.css_first('meta[property="og:title"]')
        words = tidy(named.attributes.get("content") or "") if named else tidy(title.text()) if title else ""
        if words and any(tidy(block.text).casefold() == words.casefold() for block in blocks[:5]):
            meta["title"] = words
    for name, selector in (
        (
            "published",
            'meta[property="article:published_time"], time[itemprop="datePublished"][datetime], '
            'meta[itemprop="datePublished"]',
        ),
        (
            "updated",
            'meta[property="article:modified_time"], time[itemprop="dateModified"][datetime], '
            'meta[itemprop="dateModified"]',
        ),
    ):
        node = tree.css_first(selector)
        value = (node.attributes.get("content") or node.attributes.get("datetime") or "") if node else ""
        if value:
            meta[name] = tidy(value)
    return meta


@dataclass(slots=True)
class _State:
    """What an element's descendants inherit."""

    marks: frozenset[str] = frozenset()
    kind: BlockKind = "text"
    level: int = 0
    role: str = ""
    style: str = ""
    pre: bool = False
    number: int | None = None


class _Reader:
    """Walks a tree without recursion (pages may nest a hundred thousand deep) and gathers blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.other: list[str] = []
        self.parts: list[tuple[str, frozenset[str]]] = []
        self.state = _State()
        self.counters: dict[int, int] = {}

    def walk(self, root: LexborNode) -> None:
        stack: list[tuple[LexborNode | None, _State]] = [(root, _State())]
        while stack:
            node, state = stack.pop()
            if node is None:
                self._flush()
                self.state = state
                continue
            tag = node.tag
            if tag == "-text":
                self._text(node.text_content or "", state)
            elif tag == "br":
                self.parts.append(("\n", state.marks))
            elif tag == "img":
                if alt := tidy(node.attributes.get("alt") or ""):
                    self.other.append(alt)
            elif tag and not tag.startswith(("-", "!", "_")) and tag not in SKIPPED:
                self._element(node, tag, state, stack)
        self._flush()

    def _text(self, words: str, state: _State) -> None:
        if not state.pre:
            words = words.replace("\n", " ").replace("\r", " ").replace("\t", " \t")
        self.parts.append((words, state.marks))

    def _element(
        self, node: LexborNode, tag: str, state: _State, stack: list[tuple[LexborNode | None, _State]]
    ) -> None:
        inner = _entered(node, tag, state)
        if tag == "table" and (blocks := self._table(node, inner)):
            self._flush()
            self.blocks += blocks
            return
        if tag in BLOCKS or tag in FURNITURE:
            self._flush()
            if tag == "hr":
                self.blocks.append(Block(Rich(""), kind="rule"))
                return
            if tag == "li":
                inner.number = self._count(node)
            stack.append((None, state))
            self.state = inner
        children = list(_children(node))
        stack.extend((child, inner) for child in reversed(children))

    def _count(self, node: LexborNode) -> int | None:
        parent = node.parent
        if parent is None or parent.tag != "ol":
            return None
        start = parent.attributes.get("start") or "1"
        first = int(start) if start.isdigit() and len(start) < 5 else 1
        self.counters[parent.mem_id] = self.counters.get(parent.mem_id, first - 1) + 1
        return self.counters[parent.mem_id]

    def _table(self, node: LexborNode, state: _State) -> list[Block]:
        if node.css_first("table table") is not None:
            return []
        rows: list[list[Cell]] = []
        for row in node.css("tr"):
            cells = []
            for cell in row.css("td, th"):
                inside = _Reader()
                inside.walk(cell)
                cells.append([block.rich for block in inside.blocks if block.text])
            rows.append(cells)
        return table_blocks(rows) or []

    def _flush(self) -> None:
        """Close the current block: its lines become blocks, a blank line between them a gap."""
        if not self.parts:
            return
        rich = pieces(self.parts)
        self.parts = []
        if not rich.text.strip():
            return
        state = self.state
        gap = True
        start = 0
        number = state.number
        for line in rich.text.split("\n"):
            piece = tidied_rich(rich.cut(start, start + len(line)))
            if piece.text:
                tab = line.lstrip(" ").find("\t")
                self.blocks.append(
                    Block(
                        piece,
                        kind=state.kind,
                        style=state.style,
                        level=state.level if state.kind == "heading" else 0,
                        number=number,
                        role=state.role,
                        gap=gap,
                        tab=len(tidy(line.lstrip(" ")[:tab])) if 0 < tab <= 60 else 0,
                    )
                )
                gap, number = False, None
                state.number = None
            else:
                gap = True
            start += len(line) + 1


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _entered(node: LexborNode, tag: str, state: _State) -> _State:
    inner = replace(state)
    attributes = node.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    style = (attributes.get("style") or "").casefold()
    _mark(inner, tag, attributes.get("href") or "", style)
    if (
        tag in FURNITURE
        or (tag == "aside" and not QUESTION_CLASS.search(names))
        or (tag == "header" and _is_site_header(node))
    ):
        inner.kind = "furniture"
    elif tag in ("figcaption", "caption"):
        inner.kind = "caption"
    elif tag in ("h1", "h2", "h3", "h4", "h5", "h6") and inner.kind == "text":
        inner.kind, inner.level = "heading", int(tag[1])
    elif tag == "blockquote" and inner.kind == "text":
        inner.kind = "quoted"
    if tag in ("dt", "dd"):
        inner.role = "interviewer" if tag == "dt" else "interviewee"
    if tag == "pre" or ("white-space:pre;" in style.replace(" ", "") and tag in BLOCKS):
        inner.pre = True
    if names.strip() and tag not in ("body", "html", "main", "article"):
        _named(inner, names, tag)
    if (
        "hidden" in attributes
        or "display:none" in style.replace(" ", "")
        or (attributes.get("aria-hidden") == "true" and tag in BLOCKS)
    ):
        inner.kind = "furniture"
    return inner


def _named(inner: _State, names: str, tag: str) -> None:
    if inner.kind in ("text", "quoted", "heading"):
        for pattern, kind in INHERITED:
            if pattern.search(names) and (kind != "furniture" or tag in BLOCKS):
                inner.kind = kind
    if BYLINE_CLASS.search(names):
        inner.style = "byline"
    elif DEK_CLASS.search(names):
        inner.style = "dek"
    if tag in BLOCKS:
        if QUESTION_CLASS.search(names):
            inner.role = "interviewer"
        elif ANSWER_CLASS.search(names):
            inner.role = "interviewee"


def _is_site_header(node: LexborNode) -> bool:
    """A header with a navigation and no headline belongs to the site, not to the text."""
    return node.css_first("h1, h2") is None and node.css_first("nav, ul, form") is not None


def _mark(inner: _State, tag: str, href: str, style: str) -> None:
    marks = set(inner.marks)
    if tag in ("b", "strong"):
        marks.add("b")
    elif tag in ("i", "em", "cite", "dfn", "var"):
        marks.add("i")
    elif tag == "u":
        marks.add("u")
    elif tag == "a" and href:
        marks.add(f"a:{href}")
    if style:
        _style(marks, style)
    inner.marks = frozenset(marks)


def _style(marks: set[str], style: str) -> None:
    """Google Docs and Word put everything into styles, and wrap a paste in a <b> of normal weight."""
    rules = dict(rule.split(":", 1) for rule in style.split(";") if ":" in rule)
    found = {name.strip(): value.strip() for name, value in rules.items()}
    weight = found.get("font-weight", "")
    if weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600):
        marks.add("b")
    elif weight in ("normal", "lighter") or weight.isdigit():
        marks.discard("b")
    slant = found.get("font-style", "")
    if slant in ("italic", "oblique"):
        marks.add("i")
    elif slant == "normal":
        marks.discard("i")
    if "underline" in found.get("text-decoration", "") and not any(mark.startswith("a:") for mark in marks):
        marks.add("u")
    colour = found.get("color", "")
    if colour and not any(mark.startswith("a:") for mark in marks):
        marks -= {mark for mark in marks if mark.startswith("c:")}
        if not BLACK.match(colour):
            marks.add(f"c:{colour}")
