"""Markdown: front matter, headings, bold labels, footnotes, quotations."""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from ..source import Block, Rich, Source, pieces, tidy
from .fields import from_fields, read_fields

TOML = re.compile(r"\A\+\+\+\s*\n(.*?)\n\+\+\+\s*(?:\n|\Z)", re.DOTALL)
# A soft line break before one of these starts a line of its own: transcripts are typed that way.
NEW_LINE = re.compile(r"^(?:[\[(]?\d{1,2}:\d{2}|[-–—―]\s?\S|>>|[^\s:：][^:：\n]{0,40}[:：]\s)")
PARSER = MarkdownIt("commonmark", {"html": True}).enable("table").use(front_matter_plugin).use(footnote_plugin)


def read(text: str, why: str) -> Source:
    """Blocks of a Markdown text; front matter goes into the meta data."""
    meta: dict[str, str] = {}
    other: list[str] = []
    if toml := TOML.match(text):
        meta, other = from_fields(read_fields(toml[1], "="))
        text = text[toml.end() :]
    tokens = PARSER.parse(text)
    reader = _Walker()
    reader.walk(tokens)
    if reader.front_matter:
        meta, other = from_fields(read_fields(reader.front_matter, ":"))
    return Source("markdown", why, reader.blocks, meta=meta, other=(*other, *reader.other))


class _Walker:
    """Turns block tokens into blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.other: list[str] = []
        self.front_matter = ""
        self.quote = 0
        self.footnotes = False
        self.lists: list[int | None] = []
        self.number: int | None = None
        self.level = 0

    def walk(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            handler = getattr(self, f"_{token.type}", None)
            if handler:
                handler(token)

    def _front_matter(self, token: Token) -> None:
        self.front_matter = token.content

    def _footnote_block_open(self, _token: Token) -> None:
        self.footnotes = True

    def _footnote_block_close(self, _token: Token) -> None:
        self.footnotes = False

    def _blockquote_open(self, _token: Token) -> None:
        self.quote += 1

    def _blockquote_close(self, _token: Token) -> None:
        self.quote -= 1

    def _heading_open(self, token: Token) -> None:
        self.level = int(token.tag[1])

    def _heading_close(self, _token: Token) -> None:
        self.level = 0

    def _ordered_list_open(self, token: Token) -> None:
        self.lists.append(int(token.attrGet("start") or 1) - 1)

    def _bullet_list_open(self, _token: Token) -> None:
        self.lists.append(None)

    def _list_close(self, _token: Token) -> None:
        self.lists.pop()

    _ordered_list_close = _bullet_list_close = _list_close

    def _list_item_open(self, token: Token) -> None:
        self.number = None
        if self.lists and self.lists[-1] is not None:
            self.number = int(token.info) if token.info.isdigit() else self.lists[-1] + 1
            self.lists[-1] = self.number

    def _hr(self, _token: Token) -> None:
        self.blocks.append(Block(Rich(""), kind="rule"))

    def _fence(self, token: Token) -> None:
        for line in token.content.splitlines():
            if words := tidy(line):
                self.blocks.append(Block(Rich(words), gap=False))

    _code_block = _fence

    def _html_block(self, token: Token) -> None:
        text = tidy(re.sub(r"<!--.*?-->|<[^>]*>", " ", token.content, flags=re.DOTALL))
        if text:
            self.blocks.append(Block(Rich(text)))

    def _inline(self, token: Token) -> None:
        children = token.children or []
        for image in (child for child in children if child.type == "image"):
            self.other.append(tidy(image.content))
        rich = pieces(_inline_parts(children))
        for position, line in enumerate(rich.lines()):
            self._add(line, position == 0)

    def _add(self, rich: Rich, gap: bool) -> None:
        if self.footnotes:
            self.other.append(rich.text)
            return
        kind = "heading" if self.level else "quoted" if self.quote else "text"
        if self.number is not None and kind == "text":
            block = Block(rich, number=self.number, gap=gap)
            self.number = None
        else:
            block = Block(rich, kind=kind, level=self.level, gap=gap)  # type: ignore[arg-type]
        self.blocks.append(block)


def _inline_parts(children: Sequence[Token]) -> Iterator[tuple[str, frozenset[str]]]:
    """(words, marks) of inline tokens."""
    marks: list[str] = []
    for position, child in enumerate(children):
        if child.type in ("text", "code_inline", "text_special"):
            yield child.content, frozenset(marks)
        elif child.type == "softbreak":
            yield ("\n" if _starts_line(children[position + 1 :]) else " "), frozenset(marks)
        elif child.type == "hardbreak" or BREAK.match(child.content):
            yield "\n", frozenset(marks)
        else:
            _change(marks, child)


BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
MARK = re.compile(r"<(/?)(em|i|strong|b)>", re.IGNORECASE)
OPENING = {"strong_open": "b", "em_open": "i", "em": "i", "i": "i", "strong": "b", "b": "b"}


def _change(marks: list[str], token: Token) -> None:
    """Open or close the mark that a token stands for."""
    tag = MARK.match(token.content) if token.type == "html_inline" else None
    if tag and tag[1]:
        if OPENING[tag[2].lower()] in marks:
            marks.remove(OPENING[tag[2].lower()])
    elif tag or token.type in OPENING:
        marks.append(OPENING[tag[2].lower() if tag else token.type])
    elif token.type == "link_open":
        marks.append(f"a:{token.attrGet('href') or ''}")
    elif token.type in ("strong_close", "em_close", "link_close") and marks:
        marks.pop()


def _starts_line(rest: Sequence[Token]) -> bool:
    following = next((token for token in rest if token.type != "text" or token.content.strip()), None)
    if following is None:
        return False
    return following.type == "strong_open" or (bool(NEW_LINE.match(following.content)) and following.type == "text")
