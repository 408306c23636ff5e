"""Inline markup: words with marks, in a closed vocabulary.

Markup is a string such as ``I saw <cite film="12">Her</cite> <em>twice</em>.`` It knows the tags ``em``, ``strong``,
``a href``, ``cite`` (with or without a film id), ``br`` and ``direction``; ``&amp; &lt; &gt;`` stand for ``& < >``.
Whatever else looks like markup is words: ``<script>`` in a string is eight characters that a reader sees.

Between parsing and writing a text is a tuple of runs. In the text of a run ``\\n`` is a line break (``<br>``) and
``\\n\\n`` parts two paragraphs; in markup a lone line feed is a space, as in HTML.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

PARAGRAPH = "\n\n"
HREF_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class Run:
    """Words that carry the same marks. ``film`` is the id of the film that a ``cite`` names."""

    text: str
    em: bool = False
    strong: bool = False
    direction: bool = False
    cite: bool = False
    film: int | None = None
    href: str | None = None

    def __post_init__(self) -> None:
        if self.film is not None and not self.cite:
            raise ValueError("Only a cite can name a film.")

    def saying(self, text: str) -> "Run":
        """Other words with the same marks."""
        return Run(text, self.em, self.strong, self.direction, self.cite, self.film, self.href)

    def is_marked_as(self, other: "Run") -> bool:
        return (
            self.em == other.em
            and self.strong == other.strong
            and self.direction == other.direction
            and self.cite == other.cite
            and self.film == other.film
            and self.href == other.href
        )

    @property
    def marks(self) -> "tuple[Mark, ...]":
        """The marks, outermost first. The order is fixed, so that one text has one way of being written; directions and
        links come first because a direction cut in two prints two pairs of brackets, and a link cut in two is two links
        to whoever tabs through a page."""
        marks: list[Mark] = []
        if self.direction:
            marks.append(("direction", None))
        if self.href is not None:
            marks.append(("a", self.href))
        if self.cite:
            marks.append(("cite", self.film))
        if self.em:
            marks.append(("em", None))
        if self.strong:
            marks.append(("strong", None))
        return tuple(marks)


Mark = tuple[str, str | int | None]
Token = tuple[str, Mark | str]

TAG = re.compile(
    r"<(?P<open>em|strong|direction|cite)>"
    r"|</(?P<close>em|strong|direction|cite|a)>"
    r'|<a href="(?P<href>[^"<>]*)">'
    r'|<cite film="(?P<film>[1-9][0-9]{0,17})">'
    r"|<(?P<br>br)>"
)
BREAKS = re.compile(r"[ \t]*\n[ \t\n]*")
BLANK_LINE = re.compile(r"\n[ \t]*\n[ \t\n]*")

# XML 1.0, and so every feed, cannot carry these characters. The vertical tab is how Word keeps a soft line break.
UNPRINTABLE: dict[int, str | None] = dict.fromkeys((*range(32), 127, *range(128, 160), 65534, 65535))
UNPRINTABLE |= {ord("\t"): "\t", ord("\n"): "\n", 0x0B: "\n", 0x0C: " ", 0x85: " ", 0x2028: "\n", 0x2029: PARAGRAPH}


def parse(markup: str) -> tuple[Run, ...]:
    """Read markup into its runs, in normal form.

    A mark left open ends with the text; a closing tag without an opening one is words. A link whose address is not
    safe loses the link and keeps its words (see `safe_href`).
    """
    if "<" not in markup and "&" not in markup:
        return normal((Run(_spaces(markup)),))
    runs: list[Run] = []
    open_marks: dict[str, list[str | int | None]] = {"em": [], "strong": [], "direction": [], "cite": [], "a": []}
    state = Run("")
    position = 0
    for tag in TAG.finditer(markup):
        name, value = _name_and_value(tag)
        if tag["close"] and not open_marks[name]:
            continue
        if tag.start() > position:
            runs.append(state.saying(_words(markup[position : tag.start()])))
        position = tag.end()
        if tag["br"]:
            runs.append(state.saying("\n"))
            continue
        if tag["close"]:
            open_marks[name].pop()
        else:
            if name == "direction" and runs and runs[-1].direction and not open_marks["direction"]:
                runs.append(Run(" "))  # two directions that touch would be printed as one
            open_marks[name].append(value)
        state = _state(open_marks)
    if position < len(markup):
        runs.append(state.saying(_words(markup[position:])))
    return normal(runs)


def _name_and_value(tag: re.Match[str]) -> tuple[str, str | int | None]:
    if tag["href"] is not None:
        return "a", safe_href(unescape(tag["href"]))
    if tag["film"] is not None:
        return "cite", int(tag["film"])
    return tag["open"] or tag["close"] or tag["br"], None


def _state(open_marks: dict[str, list[str | int | None]]) -> Run:
    film, href = (open_marks[name][-1] if open_marks[name] else None for name in ("cite", "a"))
    return Run(
        "",
        em=bool(open_marks["em"]),
        strong=bool(open_marks["strong"]),
        direction=bool(open_marks["direction"]),
        cite=bool(open_marks["cite"]),
        film=film if isinstance(film, int) else None,
        href=href if isinstance(href, str) else None,
    )


def _words(markup: str) -> str:
    return _spaces(unescape(markup))


def _spaces(words: str) -> str:
    """Line feeds as in HTML: one is a space, a blank line parts paragraphs."""
    if "\r" in words:
        words = words.replace("\r\n", "\n").replace("\r", "\n")
    if "\n" in words:
        words = PARAGRAPH.join(paragraph.replace("\n", " ") for paragraph in BLANK_LINE.split(words))
    return words


def normal(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The one form of a text: neighbours alike are joined, spaces beside breaks and at the ends are gone, a paragraph
    break carries no marks, characters that no feed can carry are dropped."""
    pieces = [run if run.text.isprintable() else run.saying(_printable(run.text)) for run in runs]
    pieces = list(_join(pieces))
    text = "".join(piece.text for piece in pieces)
    if "\n" in text:
        pieces = list(_break_one(pieces[0]) if len(pieces) == 1 else _break(pieces, text))
    return _join(_strip(pieces))


def _printable(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(UNPRINTABLE)


def _break_one(piece: Run) -> Iterator[Run]:
    """`_break` for words that are all marked alike, which most texts are."""
    broken = BREAKS.sub(lambda match: PARAGRAPH if match[0].count("\n") > 1 else "\n", piece.text)
    for at, paragraph in enumerate(broken.split(PARAGRAPH)):
        if at:
            yield Run(PARAGRAPH)
        if paragraph:
            yield piece.saying(paragraph)


def _break(pieces: list[Run], text: str) -> Iterator[Run]:
    """The same pieces with every stretch of white space that holds a line feed made one line or paragraph break."""
    cursor = _Cursor(pieces)
    for match in BREAKS.finditer(text):
        yield from cursor.until(match.start())
        swallowed = list(cursor.until(match.end()))
        if match[0].count("\n") > 1:
            yield Run(PARAGRAPH)
        else:
            yield next(piece.saying("\n") for piece in swallowed if "\n" in piece.text)
    yield from cursor.until(len(text))


class _Cursor:
    """Reads a list of runs in slices, by position in their joined text."""

    def __init__(self, pieces: list[Run]) -> None:
        self.pieces = iter(pieces)
        self.rest: Run | None = None
        self.position = 0

    def until(self, end: int) -> Iterator[Run]:
        while self.position < end:
            piece = self.rest or next(self.pieces)
            taken = piece.text[: end - self.position]
            left = piece.text[len(taken) :]
            self.rest = piece.saying(left) if left else None
            self.position += len(taken)
            if taken:
                yield piece.saying(taken)


def _strip(pieces: list[Run]) -> list[Run]:
    pieces = [piece for piece in pieces if piece.text]
    while pieces and not (text := pieces[0].text.lstrip(" \t\n")):
        del pieces[0]
    if pieces:
        pieces[0] = pieces[0].saying(text)
    while pieces and not (text := pieces[-1].text.rstrip(" \t\n")):
        del pieces[-1]
    if pieces:
        pieces[-1] = pieces[-1].saying(text)
    return pieces


def _join(pieces: list[Run]) -> tuple[Run, ...]:
    """Neighbours with the same marks are one run, but a paragraph break stays by itself."""
    joined: list[Run] = []
    texts: list[list[str]] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and last.is_marked_as(piece) and PARAGRAPH not in (last.text, piece.text):
            texts[-1].append(piece.text)
        else:
            joined.append(piece)
            texts.append([piece.text])
    return tuple(
        run if len(parts) == 1 else run.saying("".join(parts)) for run, parts in zip(joined, texts, strict=True)
    )


def nested(runs: Iterable[Run]) -> Iterator[Token]:
    """Opening marks, words and closing marks, properly nested: ``("open", mark)``, ``("text", words)``,
    ``("close", mark)``. What writes markup and what writes HTML both walk this."""
    stack: list[Mark] = []
    for run in runs:
        wanted = run.marks
        shared = 0
        while shared < min(len(stack), len(wanted)) and stack[shared] == wanted[shared]:
            shared += 1
        while len(stack) > shared:
            yield "close", stack.pop()
        for mark in wanted[shared:]:
            stack.append(mark)
            yield "open", mark
        yield "text", run.text
    while stack:
        yield "close", stack.pop()


def write(runs: Iterable[Run], *, line: bool = False) -> str:
    """Markup for runs, in normal form: ``parse(write(runs)) == normal(runs)``.

    With ``line`` the text is one paragraph: breaks between paragraphs become line breaks.
    """
    written: list[str] = []
    for kind, value in nested(normal(runs)):
        if kind == "text":
            words = str(value).replace(PARAGRAPH, "\n") if line else str(value)
            written.append(words if words == PARAGRAPH else escape(words).replace("\n", "<br>"))
        elif kind == "open":
            written.append(_opening(*value))
        else:
            written.append(f"</{value[0]}>")
    return "".join(written)


def _opening(name: str, value: str | int | None = None) -> str:
    if value is None:
        return f"<{name}>"
    attribute = "href" if name == "a" else "film"
    return f'<{name} {attribute}="{escape(str(value))}">'


def canonical(markup: str, *, line: bool = False) -> str:
    """The same text in its one written form; changing it again changes nothing."""
    return write(parse(markup), line=line)


def escape(words: str) -> str:
    """Words as markup: ``& < >`` in them stay words."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(markup: str) -> str:
    """The three entities of the vocabulary as characters; any other entity is words."""
    return markup.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def plain(markup: str) -> str:
    """The words as a reader sees them: stage directions in brackets, line breaks as line feeds, paragraphs parted by a
    blank line, no marks."""
    return "".join(str(value) if kind == "text" else _bracket(kind, value) for kind, value in nested(parse(markup)))


def _bracket(kind: str, mark: Mark | str) -> str:
    if mark[0] != "direction":
        return ""
    return "[" if kind == "open" else "]"


def films(markup: str) -> list[int]:
    """Ids of the films that the markup cites, in the order of their first mention."""
    return list(dict.fromkeys(run.film for run in parse(markup) if run.film is not None))


def links(markup: str) -> list[str]:
    """Addresses that the markup links to, in order."""
    return list(dict.fromkeys(run.href for run in parse(markup) if run.href is not None))


def paragraphs(markup: str) -> list[str]:
    """The paragraphs of markup in normal form."""
    return markup.split(PARAGRAPH)


def safe_href(address: str) -> str | None:
    """The address as it may be linked to, or None where it may not.

    Allowed: http and https with a host and without a user name, mailto, paths of this site (one leading slash) and
    fragments. An address with control, format or space characters or a backslash is refused whole: browsers drop or
    rewrite those, so that what is checked would not be what is followed.
    """
    address = address.strip(" \t\r\n")
    if not address or len(address) > HREF_LIMIT or "\\" in address:
        return None
    if any(unicodedata.category(character)[0] in "CZ" for character in address):
        return None
    address = address.replace('"', "%22").replace("<", "%3C").replace(">", "%3E")
    if address.startswith("#"):
        return address if len(address) > 1 else None
    if address.startswith("/"):
        return None if address.startswith("//") else address
    scheme, colon, rest = address.partition(":")
    scheme = scheme.lower()
    if not colon or scheme not in ("http", "https", "mailto"):
        return None
    if scheme == "mailto":
        return f"mailto:{rest}" if "@" in rest[1:] else None
    return _web(f"{scheme}:{rest}")


def _web(address: str) -> str | None:
    if not address.startswith(("http://", "https://")):
        return None
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return None
    return address if host and "@" not in parts.netloc else None
