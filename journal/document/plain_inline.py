"""Marks in plain text: the notation inside a paragraph of the desk's text field.

=====================  =======================================
``_words_``            emphasis
``*words*``            strong
``{Her}``              a title; ``{Her|12}`` names the film 12
``[laughing]``         a stage direction
``[words](address)``   a link
=====================  =======================================

A new line is a line break. A backslash makes the next sign a plain one. Where the notation cannot say what a text holds
(emphasis inside a word, for example) the tags of `inline` are written and read as they are, so nothing is ever lost.
"""

import re
import string
from collections.abc import Callable

from . import inline

SPECIAL = re.escape(string.punctuation) + "•："
ADDRESS = r"[^\s()]*(?:\([^\s()]*\)[^\s()]*)*"
TOKEN = re.compile(
    rf"\\(?P<plain>[{SPECIAL}])"
    rf"|(?P<tag>{re.sub(r'[?]P<[a-z]+>', '?:', inline.TAG.pattern)})"
    rf"|\]\((?P<address>{ADDRESS})\)"
    r"|\|(?P<film>[1-9][0-9]{0,17})\}"
    r"|(?P<sign>\[|\]|\{|\}|\*\*?|__?)"
)
MARKS = {"*": "strong", "**": "strong", "_": "em", "__": "em"}
SIGNS = re.compile(r"[<>&*_{}\[\]\\]")
OPENING_TAG = re.compile(r"<(?=[A-Za-z/])")


def read(plain: str) -> str:
    """Inline markup (not in normal form) of one paragraph in the notation. Takes linear time; a sign without its
    partner is words."""
    return _Reader(plain).read()


class _Reader:
    def __init__(self, plain: str) -> None:
        self.plain = plain
        self.written: list[str] = []
        # Signs that may open a mark: which, where in `written`, and how many letters came before.
        self.opened: list[tuple[str, int, int]] = []
        self.count = {"[": 0, "{": 0, "em": 0, "strong": 0}
        self.letters = 0

    def read(self) -> str:
        position = 0
        for token in TOKEN.finditer(self.plain):
            self.words(self.plain[position : token.start()])
            position = token.end()
            self.token(token)
        self.words(self.plain[position:])
        return "".join(self.written)

    def words(self, words: str) -> None:
        if words:
            self.letters += any(letter.isalpha() for letter in words)
            self.written.append(inline.escape(words).replace("\n", "<br>"))

    def token(self, token: re.Match[str]) -> None:
        if token["plain"]:
            self.words(token["plain"])
        elif token["tag"]:
            self.written.append(token["tag"])
        elif token["address"] is not None:
            self.link(token)
        elif token["film"]:
            if not self.close("{", f'<cite film="{token["film"]}">', "</cite>"):
                self.words(token[0])
        elif token["sign"] in MARKS:
            self.mark(token)
        else:
            self.bracket(token["sign"])

    def link(self, token: re.Match[str]) -> None:
        address = inline.safe_href(token["address"])
        if address is None or not self.close("[", f'<a href="{inline.escape(address)}">', "</a>"):
            self.bracket("]")
            self.words(token[0][1:])

    def mark(self, token: re.Match[str]) -> None:
        """Emphasis opens before a word and closes after one; inside a word (``snake_case``) the sign is words."""
        before = self.plain[token.start() - 1 : token.start()]
        after = self.plain[token.end() : token.end() + 1]
        name = MARKS[token["sign"]]
        if before.strip() and not after.isalnum() and self.close(name, f"<{name}>", f"</{name}>"):
            return
        if after.strip() and not before.isalnum():
            self.open(name, token[0])
        else:
            self.words(token[0])

    def bracket(self, sign: str) -> None:
        if sign in "[{":
            self.open(sign, sign)
        elif sign == "}":
            if not self.close("{", "<cite>", "</cite>"):
                self.words(sign)
        elif not self.direction():
            self.words(sign)

    def direction(self) -> bool:
        """A direction has words in it, ``[...]`` has none; and it holds no other direction."""
        if not self.count["["]:
            return False
        index = self.last("[")
        if self.count["["] > 1 or self.opened[index][2] == self.letters:
            self.drop(index)
            return False
        return self.close("[", "<direction>", "</direction>")

    def open(self, name: str, sign: str) -> None:
        self.opened.append((name, len(self.written), self.letters))
        self.count[name] += 1
        self.written.append(inline.escape(sign))

    def close(self, name: str, opening: str, closing: str) -> bool:
        """Make a mark of the last opening sign of this name; what was opened after it stays words."""
        if not self.count[name]:
            return False
        index = self.last(name)
        self.written[self.opened[index][1]] = opening
        self.written.append(closing)
        self.drop(index)
        return True

    def last(self, name: str) -> int:
        """Where the last opening sign of this name is. All that is looked at is dropped next, so time stays linear."""
        index = len(self.opened) - 1
        while self.opened[index][0] != name:
            index -= 1
        return index

    def drop(self, index: int) -> None:
        for name, _place, _letters in self.opened[index:]:
            self.count[name] -= 1
        del self.opened[index:]


def write(markup: str) -> str:
    """One paragraph of inline markup in the notation: ``parse(read(write(markup))) == parse(markup)``.

    Signs are shielded, and tags used, only where a text could not be read back without.
    """
    if not SIGNS.search(markup):
        return markup
    runs = inline.parse(markup)
    for shield in (str, _shield):
        written = _notation(runs, shield)
        if inline.parse(read(written)) == runs:
            return written
    return tagged(markup)


def tagged(markup: str) -> str:
    """One paragraph with its marks as tags, for what the notation cannot say."""
    return "".join(
        _shield(str(value)) if kind == "text" else _tag(kind, value)  # type: ignore[arg-type]
        for kind, value in inline.nested(inline.parse(markup))
    )


def _tag(kind: str, mark: inline.Mark) -> str:
    name, value = mark
    if kind == "close":
        return f"</{name}>"
    if value is None:
        return f"<{name}>"
    return f'<a href="{inline.escape(str(value))}">' if name == "a" else f'<cite film="{value}">'


def _notation(runs: tuple[inline.Run, ...], shield: Callable[[str], str]) -> str:
    written: list[str] = []
    for kind, value in inline.nested(runs):
        if isinstance(value, str):
            written.append(shield(value))
            continue
        name, target = value
        opening, closing = {
            "em": ("_", "_"),
            "strong": ("*", "*"),
            "direction": ("[", "]"),
            "a": ("[", f"]({target})"),
            "cite": ("{", f"|{target}}}" if target else "}"),
        }[name]
        written.append(opening if kind == "open" else closing)
    return "".join(written)


def _shield(words: str) -> str:
    """Words whose signs are not taken for notation; a hyphen or underline inside a word needs no shield."""
    shielded = re.sub(r"[\\\[\]{}]|(?<![^\W_])[*_]|[*_](?![^\W_])", r"\\\g<0>", words)
    return OPENING_TAG.sub(r"\\<", shielded)
