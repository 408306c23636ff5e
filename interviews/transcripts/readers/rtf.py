"""RTF: bold, italic and underlined words, line breaks, code pages and Unicode escapes; settings and pictures
are skipped."""

import re
from dataclasses import dataclass, replace

from journal.document.messages import gettext_noop as _

from ..model import TranscriptError
from ..source import Block, Source, pieces, tidied_rich, tidy

NOT_RTF = _("This file is not RTF, although its name says so.")
EMPTY = _("There is no text in this document.")
TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([\r\n]+)|([^\\{}\r\n]+)"
)
# Groups that hold settings, not words.
SKIPPED = frozenset(
    b"fonttbl colortbl stylesheet info pict object header footer headerl headerr headerf footerl footerr "
    b"footerf listtable listoverridetable revtbl rsidtbl generator themedata"
    b" colorschememapping datastore latentstyles xmlnstbl filetbl fldinst bkmkstart bkmkend pgptbl "
    b"mmathPr wgrffmtfilter nonshppict shppict private".split()
)
NOTES = frozenset(b"footnote annotation shptxt".split())
CHARACTERS = {
    b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"bullet": "•",     b"emspace": " ", b"enspace": " ", b"qmspace": " ", b"zwj": "\u200d", b"zwnj": "\u200c",
}  # fmt: skip
CODEPAGES = {10000: "mac_roman", 65001: "utf-8", 932: "shift_jis", 936: "gbk", 949: "cp949", 950: "big5"}
CHARSETS = {
    0: 1252,
    128: 932,
    129: 949,
    134: 936,
    136: 950,
    161: 1253,
    162: 1254,
    177: 1255,
    178: 1256,
    186: 1257,
    204: 1251,
    238: 1250,
}


@dataclass(frozen=True, slots=True)
class Format:
    """The state of a group."""

    marks: frozenset[str] = frozenset()
    hidden: bool = False
    skip: bool = False
    note: bool = False
    unicode_skip: int = 1
    codec: str = "cp1252"


def read(data: bytes | str, why: str) -> Source:
    """Blocks of an RTF document."""
    raw = data.encode("cp1252", "replace") if isinstance(data, str) else data
    if not raw.lstrip().startswith(b"{\\rtf"):
        raise TranscriptError(NOT_RTF)
    reader = _Reader()
    reader.run(raw)
    if not reader.blocks:
        raise TranscriptError(EMPTY)
    return Source("rtf", why, reader.blocks, other=tuple(reader.other))


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.other: list[str] = []
        self.parts: list[tuple[str, frozenset[str]]] = []
        self.note: list[str] = []
        self.stack: list[Format] = []
        self.state = Format()
        self.fonts: dict[int, str] = {}
        self.font_being_defined = 0
        self.in_fonts = False
        self.bytes = b""
        self.skip_characters = 0
        self.star = False
        self.gap = True

    def run(self, raw: bytes) -> None:
        for match in TOKEN.finditer(raw):
            word, number, code, symbol, brace, _newline, text = match.groups()
            if code is not None:
                self._bytes(bytes.fromhex(code.decode()))
                continue
            if text is not None:
                self._bytes(text)
                continue
            self._decode()
            if word is not None:
                self._word(word, int(number) if number else None)
            elif symbol is not None:
                self._symbol(symbol)
            elif brace == b"{":
                self.stack.append(self.state)
            elif brace == b"}":
                self._close()
        self._decode()
        self._paragraph()

    def _close(self) -> None:
        before = self.state
        self.state = self.stack.pop() if self.stack else Format()
        if before.note and not self.state.note and self.note:
            self.other.append(tidy("".join(self.note)))
            self.note = []
        if self.in_fonts and not self.state.skip:
            self.in_fonts = False

    def _bytes(self, data: bytes) -> None:
        while self.skip_characters and data:
            data = data[1:]
            self.skip_characters -= 1
        self.bytes += data

    def _decode(self) -> None:
        if self.bytes:
            words = self.bytes.decode(self.state.codec, "replace")
            self.bytes = b""
            self._say(words)

    def _say(self, words: str) -> None:
        state = self.state
        if state.skip or state.hidden or not words:
            return
        if state.note:
            self.note.append(words)
        else:
            self.parts.append((words, state.marks))

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self.star = True
        elif symbol in (b"\\", b"{", b"}"):
            self._say(symbol.decode())
        elif symbol == b"~":
            self._say("\u00a0")
        elif symbol == b"_":
            self._say("-")
        elif symbol in (b"\n", b"\r"):
            self._paragraph()

    def _word(self, word: bytes, number: int | None) -> None:
        star, self.star = self.star, False
        if word in SKIPPED or (star and word not in (b"shptxt",)):
            self.in_fonts = self.in_fonts or word == b"fonttbl"
            self.state = replace(self.state, skip=True)
        elif word in NOTES:
            self.state = replace(self.state, note=True)
        elif word in (b"par", b"sect", b"page", b"row"):
            self._break()
        elif word in (b"line", b"lbr"):
            self._say("\n")
        elif word in (b"tab", b"cell"):
            self._say("\t")
        elif word == b"u" and number is not None:
            self._unicode(number)
        elif word in CHARACTERS:
            self._say(CHARACTERS[word])
        else:
            self._property(word, number)

    def _break(self) -> None:
        if self.state.note or self.state.skip:
            self.note.append(" ")
        else:
            self._paragraph()

    def _unicode(self, number: int) -> None:
        code = number + 65536 if number < 0 else number
        if code < 0x110000:
            self._say(chr(code))
        self.skip_characters = self.state.unicode_skip

    def _property(self, word: bytes, number: int | None) -> None:
        on = number != 0
        if word in (b"b", b"i", b"ul"):
            mark = {b"b": "b", b"i": "i", b"ul": "u"}[word]
            marks = self.state.marks | {mark} if on else self.state.marks - {mark}
            self.state = replace(self.state, marks=marks)
        elif word == b"ulnone":
            self.state = replace(self.state, marks=self.state.marks - {"u"})
        elif word == b"plain":
            self.state = replace(self.state, marks=frozenset(), hidden=False)
        elif word in (b"v", b"deleted"):
            self.state = replace(self.state, hidden=on)
        elif word == b"uc" and number is not None:
            self.state = replace(self.state, unicode_skip=min(max(number, 0), 8))
        elif word == b"ansicpg" and number is not None:
            self.state = replace(self.state, codec=_codec(number))
        elif word == b"mac":
            self.state = replace(self.state, codec="mac_roman")
        elif word == b"f" and number is not None:
            self.font_being_defined = number
            if not self.in_fonts and number in self.fonts:
                self.state = replace(self.state, codec=self.fonts[number])
        elif word == b"fcharset" and number in CHARSETS and self.in_fonts and number:
            self.fonts[self.font_being_defined] = _codec(CHARSETS[number])

    def _paragraph(self) -> None:
        rich = pieces(self.parts)
        self.parts = []
        start, gap = 0, True
        for line in rich.text.split("\n"):
            piece = tidied_rich(rich.cut(start, start + len(line)))
            start += len(line) + 1
            if piece.text:
                tab = line.lstrip(" ").find("\t")
                place = len(tidy(line.lstrip(" ")[:tab])) if 0 < tab <= 60 else 0
                self.blocks.append(Block(piece, gap=gap, tab=place))
                gap = False


def _codec(number: int) -> str:
    name = CODEPAGES.get(number, f"cp{number}")
    try:
        b"".decode(name)
    except LookupError:
        return "cp1252"
    return name
