"""Word: our own reading of document.xml.

Tracked insertions are text, tracked deletions and hidden text are gone; comments, footnotes, endnotes and text
boxes are kept apart. XML is read without entities (defusedxml), and only after the container was found
harmless (`container`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from journal.document.messages import gettext_noop as _

from ..model import TranscriptError
from ..source import Block, BlockKind, Source, pieces, tidied_rich, tidy
from .container import Container
from .tables import Cell, table_blocks

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
NOT_WORD = _("This file is not a Word document, although its name says so.")
BROKEN = _("The Word document is damaged (%(part)s cannot be read). Open it in Word, save it again and retry.")
HOSTILE = _("The Word document declares XML entities, which no Word document needs. It was not opened.")
EMPTY = _("There is no text in this document.")
TOO_MANY = _("This document has more than %(limit)d pieces of text. Split it and try again.")
HEADING = re.compile(r"^(?:heading|überschrift|titre|título|titolo|kop|rubrik)\s*(\d)$", re.IGNORECASE)
QUESTION_STYLE = re.compile(r"\b(?:question|interviewer|frage|pregunta|domanda|demande)\b", re.IGNORECASE)
ANSWER_STYLE = re.compile(r"\b(?:answer|response|interviewee|antwort|respuesta|risposta|réponse)\b", re.IGNORECASE)
CAPTION_STYLE = re.compile(r"^(?:caption|beschriftung|légende|epígrafe|didascalia)$", re.IGNORECASE)
TITLE_STYLE = re.compile(r"^(?:title|titel|titre|título|titolo)$", re.IGNORECASE)
SUBTITLE_STYLE = re.compile(r"^(?:subtitle|untertitel|sous-titre|subtítulo|sottotitolo)$", re.IGNORECASE)
MOST_RUNS = 400_000
OFF = ("0", "false", "off", "none")


@dataclass(slots=True)
class Style:
    """What a style of the document adds: its printed name and the marks it sets."""

    name: str
    marks: frozenset[str]
    number: tuple[str, int] | None = None
    hidden: bool = False


@dataclass(slots=True)
class Numbering:
    """Counts of the automatic lists: the format of each level, and where each list stands."""

    formats: dict[str, dict[int, tuple[str, int]]] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def next(self, list_id: str, level: int) -> int | None:
        format, start = self.formats.get(list_id, {}).get(level, ("decimal", 1))
        key = (list_id, level)
        self.counts[key] = self.counts.get(key, start - 1) + 1
        for other in [k for k in self.counts if k[0] == list_id and k[1] > level]:
            del self.counts[other]
        return self.counts[key] if format in ("decimal", "decimalZero") and level == 0 else None


def read(data: bytes, why: str) -> Source:
    """Blocks of a Word document; raises TranscriptError for what is hostile, damaged or empty."""
    with Container(data) as container:
        for part in ("[Content_Types].xml", "_rels/.rels", "word/document.xml"):
            if part not in container.names:
                raise TranscriptError(BROKEN, {"part": part})
        _xml(container, "[Content_Types].xml")
        _xml(container, "_rels/.rels")
        root = _xml(container, "word/document.xml")
        optional = {
            name: _xml(container, f"word/{name}.xml") if f"word/{name}.xml" in container.names else None
            for name in ("styles", "numbering", "comments", "footnotes", "endnotes")
        }
        links = _links(container)
    reader = _Reader(_styles(optional["styles"]), _numbering(optional["numbering"]), links)
    body = root.find(f"{W}body")
    blocks = reader.blocks(body) if body is not None else []
    for name in ("comments", "footnotes", "endnotes"):
        reader.aside(optional[name])
    if not any(block.text for block in blocks):
        raise TranscriptError(EMPTY)
    return Source("docx", why, blocks, other=tuple(reader.other))


def _xml(container: Container, part: str) -> Element:
    data = container.read(part)
    try:
        return fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise TranscriptError(HOSTILE) from error
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise TranscriptError(BROKEN, {"part": part}) from error


def _links(container: Container) -> dict[str, str]:
    part = "word/_rels/document.xml.rels"
    if part not in container.names:
        return {}
    try:
        root = fromstring(container.read(part), forbid_dtd=True)
    except DefusedXmlException as error:
        raise TranscriptError(HOSTILE) from error
    except (ParseError, ValueError, LookupError):
        return {}  # the words do not depend on where their links lead
    return {item.get("Id", ""): item.get("Target", "") for item in root if item.get("Type", "").endswith("/hyperlink")}


def _on(properties: Element | None, name: str) -> bool | None:
    """Whether a toggle such as ``w:b`` is set; None where it is not mentioned."""
    node = properties.find(f"{W}{name}") if properties is not None else None
    if node is None:
        return None
    return node.get(f"{W}val", "true").casefold() not in OFF


def _marks(properties: Element | None, inherited: frozenset[str]) -> frozenset[str]:
    if properties is None:
        return inherited
    marks = set(inherited)
    for name, mark in (("b", "b"), ("i", "i"), ("u", "u")):
        on = _on(properties, name)
        if on is not None:
            (marks.add if on else marks.discard)(mark)
    colour = properties.find(f"{W}color")
    value = colour.get(f"{W}val", "").casefold() if colour is not None else ""
    if value and value != "auto" and not re.fullmatch(r"[0-3][0-9a-f][0-3][0-9a-f][0-3][0-9a-f]", value):
        marks.add(f"c:{value}")
    return frozenset(marks)


def _styles(root: Element | None) -> dict[str, Style]:
    styles: dict[str, Style] = {}
    if root is None:
        return styles
    nodes = {node.get(f"{W}styleId", ""): node for node in root.iter(f"{W}style")}

    def style(key: str, seen: frozenset[str]) -> Style:
        if key in styles:
            return styles[key]
        node = nodes[key]
        based = node.find(f"{W}basedOn")
        base = based.get(f"{W}val", "") if based is not None else ""
        above = style(base, seen | {key}) if base in nodes and base not in seen and len(seen) < 20 else None
        name = node.find(f"{W}name")
        properties = node.find(f"{W}rPr")
        paragraph = node.find(f"{W}pPr")
        marks = _marks(properties, above.marks if above else frozenset())
        title = name.get(f"{W}val", key) if name is not None else key
        plain = (
            frozenset()
            if HEADING.match(title) or TITLE_STYLE.match(title)
            else frozenset(m for m in marks if m[0] != "c")
        )
        number = _list_of(paragraph) or (above.number if above else None)
        styles[key] = Style(title, plain, number, bool(_on(properties, "vanish")))
        return styles[key]

    for key in nodes:
        style(key, frozenset())
    return styles


def _list_of(properties: Element | None) -> tuple[str, int] | None:
    number = properties.find(f"{W}numPr") if properties is not None else None
    if number is None:
        return None
    level, list_id = number.find(f"{W}ilvl"), number.find(f"{W}numId")
    if list_id is None or list_id.get(f"{W}val", "0") == "0":
        return None
    depth = level.get(f"{W}val", "0") if level is not None else "0"
    return list_id.get(f"{W}val", ""), int(depth) if depth.isdigit() else 0


def _numbering(root: Element | None) -> Numbering:
    numbering = Numbering()
    if root is None:
        return numbering
    abstract: dict[str, dict[int, tuple[str, int]]] = {}
    for node in root.iter(f"{W}abstractNum"):
        levels = {}
        for level in node.iter(f"{W}lvl"):
            format, start = level.find(f"{W}numFmt"), level.find(f"{W}start")
            first = start.get(f"{W}val", "1") if start is not None else "1"
            kind = format.get(f"{W}val", "decimal") if format is not None else "decimal"
            depth = level.get(f"{W}ilvl", "0")
            levels[int(depth) if depth.isdigit() else 0] = (kind, int(first) if first.isdigit() else 1)
        abstract[node.get(f"{W}abstractNumId", "")] = levels
    for node in root.iter(f"{W}num"):
        of = node.find(f"{W}abstractNumId")
        if of is not None:
            numbering.formats[node.get(f"{W}numId", "")] = abstract.get(of.get(f"{W}val", ""), {})
    return numbering


class _Reader:
    """Walks the body; text boxes met on the way go to ``other``."""

    def __init__(self, styles: dict[str, Style], numbering: Numbering, links: dict[str, str]) -> None:
        self.styles, self.numbering, self.links = styles, numbering, links
        self.other: list[str] = []
        self.runs = 0
        self.gap = True

    def blocks(self, body: Element) -> list[Block]:
        found: list[Block] = []
        for node in _unwrapped(body):
            if node.tag == f"{W}p":
                found += self.paragraph(node)
            elif node.tag == f"{W}tbl":
                found += self.table(node)
        return found

    def table(self, node: Element) -> list[Block]:
        rows: list[list[Cell]] = []
        plain: list[Block] = []
        for row in node.iter(f"{W}tr"):
            cells: list[Cell] = []
            for cell in row.findall(f"{W}tc"):
                blocks = self.blocks(cell)
                plain += blocks
                cells.append([block.rich for block in blocks if block.text])
            rows.append(cells)
        return table_blocks(rows) or plain

    def paragraph(self, node: Element) -> Iterator[Block]:
        properties = node.find(f"{W}pPr")
        named = properties.find(f"{W}pStyle") if properties is not None else None
        style = self.styles.get(named.get(f"{W}val", "")) if named is not None else None
        name = style.name if style else (named.get(f"{W}val", "") if named is not None else "")
        if style and style.hidden:
            return
        listed = _list_of(properties) or (style.number if style else None)
        number = self.numbering.next(*listed) if listed else None
        rich = pieces(self._parts(node, style.marks if style else frozenset()))
        kind, level = _kind(name)
        role = "interviewer" if QUESTION_STYLE.search(name) else "interviewee" if ANSWER_STYLE.search(name) else ""
        start, gap = 0, True
        for line in rich.text.split("\n"):
            piece = tidied_rich(rich.cut(start, start + len(line)))
            start += len(line) + 1
            if not piece.text:
                continue
            tab = line.lstrip(" ").find("\t")
            place = len(tidy(line.lstrip(" ")[:tab])) if 0 < tab <= 60 else 0
            yield Block(piece, kind=kind, style=name, level=level, number=number, role=role, gap=gap, tab=place)
            gap, number = False, None

    def _parts(self, node: Element, marks: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
        stack: list[tuple[Element, frozenset[str]]] = [(child, marks) for child in reversed(list(node))]
        while stack:
            item, inherited = stack.pop()
            tag = item.tag
            if tag == f"{W}r":
                yield from self._run(item, inherited)
            elif tag == f"{W}hyperlink":
                href = self.links.get(item.get(f"{R}id", ""), "")
                inner = inherited | {f"a:{href}"} if href else inherited
                stack += [(child, inner) for child in reversed(list(item))]
            elif tag not in (f"{W}del", f"{W}moveFrom", f"{W}pPr"):
                stack += [(child, inherited) for child in reversed(list(item))]

    def _run(self, run: Element, inherited: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
        self.runs += 1
        if self.runs > MOST_RUNS:
            raise TranscriptError(TOO_MANY, {"limit": MOST_RUNS})
        properties = run.find(f"{W}rPr")
        if _on(properties, "vanish") or _on(properties, "specVanish"):
            return
        styled = properties.find(f"{W}rStyle") if properties is not None else None
        style = self.styles.get(styled.get(f"{W}val", "")) if styled is not None else None
        if style and style.hidden:
            return
        marks = _marks(properties, inherited | style.marks if style else inherited)
        for child in run:
            tag = child.tag.removeprefix(W)
            if tag == "t":
                yield child.text or "", marks
            elif tag == "tab":
                yield "\t", marks
            elif tag in ("br", "cr"):
                yield "\n", marks
            elif tag == "noBreakHyphen":
                yield "-", marks
            elif tag in ("drawing", "pict", "object") or child.tag == f"{MC}AlternateContent":
                self._box(child)

    def _box(self, node: Element) -> None:
        """The words of a text box, read once although Word writes it twice."""
        if node.tag == f"{MC}AlternateContent":
            choice = node.find(f"{MC}Choice")
            node = choice if choice is not None else node
        for content in node.iter(f"{W}txbxContent"):
            self.other += [block.text for block in self.blocks(content)]

    def aside(self, root: Element | None) -> None:
        """Keep the notes of a part; Word's own separators have no words."""
        for note in root if root is not None else ():
            words = " ".join(
                tidy("".join(words for words, _m in self._parts(p, frozenset()))) for p in note.iter(f"{W}p")
            )
            if words.strip():
                self.other.append(tidy(words))


def _unwrapped(body: Element) -> Iterator[Element]:
    """Paragraphs and tables, also those inside content controls and tracked insertions."""
    stack = list(reversed(list(body)))
    while stack:
        node = stack.pop()
        if node.tag in (f"{W}p", f"{W}tbl"):
            yield node
        elif node.tag in (
            f"{W}sdt",
            f"{W}sdtContent",
            f"{W}ins",
            f"{W}moveTo",
            f"{W}customXml",
            f"{MC}AlternateContent",
            f"{MC}Choice",
            f"{W}smartTag",
        ):
            stack += reversed(list(node))


def _kind(name: str) -> tuple[BlockKind, int]:
    if TITLE_STYLE.match(name):
        return "heading", 1
    if match := HEADING.match(re.sub(r"([a-z])(\d)$", r"\1 \2", name)):
        return "heading", int(match[1])
    if CAPTION_STYLE.match(name):
        return "caption", 0
    if re.match(r"^(?:quote|intense quote|zitat|citation)$", name, re.IGNORECASE):
        return "quoted", 0
    return "text", 0
