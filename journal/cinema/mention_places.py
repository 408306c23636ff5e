"""Reading a passage word by word: tokens, the spot where the finder stands, the years and names around it."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from journal.cinema.mention_facts import Mention

TOKEN = re.compile(r"[^\W_]+(?:['’.\-·][^\W_]+)*")
YEAR = re.compile(r"(?:18[7-9]|19\d|20\d)\d")
SENTENCE_END = frozenset('.!?…:;“"([—–')
# How far behind a title its year may stand, in characters: "Amour (2012)", "Amour, Haneke's film of 2012".
YEAR_WINDOW = 60
SENTENCE_BREAK = re.compile(r"(?<=[.!?])\s+(?=\W*[A-ZÀ-Þ])")
YEAR_RIGHT_BEHIND = re.compile(rf"\s*[,(\[]?\s*(?:of |from )?({YEAR.pattern})\b")
OPENING = ("“", '"', "‘", "«")
CLOSING = ("”", '"', "'", ",”", "»")


@dataclass(frozen=True)
class Token:
    text: str
    start: int
    end: int
    opens: bool


@dataclass(frozen=True)
class Spot:
    """Where the finder stands: a run of tokens in one passage."""

    passage: int
    text: str
    start: int
    end: int
    length: int
    opens: bool

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]

    @property
    def after(self) -> str:
        """What follows, as far as a year in it belongs to these words."""
        return self.text[self.end : self.end + YEAR_WINDOW].split(self.words)[0]

    @property
    def sentence(self) -> str:
        before = SENTENCE_BREAK.split(self.text[: self.start])[-1]
        return before + SENTENCE_BREAK.split(self.text[self.start :])[0]

    @property
    def is_quoted(self) -> bool:
        return self.text[: self.start].endswith(OPENING) and self.text[self.end :].startswith(CLOSING)

    def mention(self, kind: str, ids: Iterable[int], *, sure: bool, why: str) -> Mention:
        return Mention(kind, self.passage, self.start, self.end, self.words, tuple(ids), sure, why)


def straight(text: str) -> str:
    """The same text, place for place, with straight apostrophes; letters composed, if that moves no place."""
    straight = text.replace("’", "'").replace("‘", "'")
    composed = unicodedata.normalize("NFC", straight)
    return composed if len(composed) == len(straight) else straight


def words_of(text: str) -> list[str]:
    return [match[0] for match in TOKEN.finditer(text)]


def tokens_of(text: str) -> list[Token]:
    return [
        Token(match[0], match.start(), match.end(), _opens_sentence(text, match.start()))
        for match in TOKEN.finditer(text)
    ]


def _opens_sentence(text: str, start: int) -> bool:
    while start and text[start - 1].isspace():
        start -= 1
    return start == 0 or text[start - 1] in SENTENCE_END


def spot_at(number: int, text: str, tokens: list[Token], place: int, length: int) -> Spot:
    first, last = tokens[place], tokens[place + length - 1]
    end = last.end - (2 if last.text.endswith("'s") else 0)
    return Spot(number, text, first.start, end, length, first.opens)


def is_joined(text: str, tokens: list[Token], place: int) -> bool:
    """Whether another capitalised word stands right before: the surname is part of a longer name."""
    if place == 0 or tokens[place].opens:
        return False
    before = tokens[place - 1]
    is_capital = before.text[0].isupper() and not before.opens
    return is_capital and text[before.end : tokens[place].start] == " "


def year_near(after: str) -> int | None:
    """A year that belongs to what stands before: in brackets, after a comma, or in the same sentence."""
    sentence = re.split(r"[.!?](?:\s|$)", after, maxsplit=1)[0]
    match = YEAR.search(sentence)
    return int(match[0]) if match else None


def year_right_behind(after: str) -> int | None:
    match = YEAR_RIGHT_BEHIND.match(after)
    return int(match[1]) if match else None


def year_beside(text: str, start: int, end: int) -> int | None:
    """A year right before or right behind: "Locarno 2012", "the 2012 Locarno Film Festival", "Cannes in 2019"."""
    behind = re.match(rf"\s*(?:,|\(|in|of)?\s*({YEAR.pattern})\b", text[end:])
    before = re.search(rf"\b({YEAR.pattern})\s+(?:edition of\s+)?(?:the\s+)?$", text[:start])
    match = behind or before
    return int(match[1]) if match else None


def has_name(paragraph: str, name: str) -> bool:
    """Whether a paragraph names somebody, in full or by the last word of the name."""
    words = words_of(name)
    return bool(words) and re.search(rf"\b{re.escape(words[-1])}(?:'s)?\b", paragraph) is not None
