"""What could be a label at the start of a block. Nothing is decided here; the set decides (`labelset`)."""

import re
from dataclasses import dataclass

from ..source import Block, Rich
from .people import fold

CLOCK = r"(?:\d{1,2}:\d{1,2}:\d{1,2}|\d{1,2}:\d{2})(?:[.,]\d{1,3})?"
TIME_BEFORE = re.compile(rf"^\s*(?:[\[(<]\s*{CLOCK}\s*[\])>]|{CLOCK}(?=\s))\s*(?:[-–—|]\s+)?")
TIME_ONLY = re.compile(rf"^\s*[\[(<]?\s*{CLOCK}\s*(?:-->|-|–|>|→|to)?\s*(?:{CLOCK})?\s*[\])>]?:?\s*$")
INLINE_TIME = re.compile(rf"\s*[\[(]{CLOCK}[\])]")
PAREN = r"(?:\s*[(\[（][^()\[\]（）]{1,60}[)\]）])"
COLON = re.compile(
    rf"^(?P<label>[^\s:：;；\[\]<>{{}}][^:：;；\n\[\]<>{{}}]{{0,58}}?){PAREN}?\s*(?P<time>[\[(]{CLOCK}[\])]"
    rf"|{CLOCK})?\s*(?P<sep>[:：]|;(?=\s)|；)(?!//)\s*"
)
BRACKETED = re.compile(r"^[\[【<(](?P<label>[^\[\]【】<>()\d:][^\[\]【】<>():]{0,40})[\]】>)]\s*(?P<sep>[:：]?)\s*")
TIMED = re.compile(rf"^(?P<label>[^\s:：\[\]()][^:：\n\[\]()]{{0,50}}?)\s*[\[(]{CLOCK}[\])]\s*[-–—]?\s*")
DASHED = re.compile(r"^(?P<label>[^\s\-–—:][^\-–—:.!?…,]{0,40}?)\s*(?P<sep>[–—]|-(?=\s))\s*(?=\S)")
DOTTED = re.compile(r"^(?P<label>[A-ZÀ-ÖØ-Þ]{1,3}|[A-Z]\.[A-Z])\s?[.)]\s*[-–—]?\s*(?=\S)")
MARKED = re.compile(r"^(?:[-–—*•]\s*)(?=[^\s\-–—]{1,30}(?:\s[^\s:：]{1,20}){0,3}\s*[:：])")
# A label never holds the end of a sentence, a quotation, or an address.
SENTENCE = re.compile(
    r"[!?…“”„«»\"/=@]|[.,]\s+\S+\s+\S+\s+\S+|\.\.|(?<=\w\w\w)\.\s+\w|^[a-zà-ÿ]+\s(?:is|was|are|were|said|says)\b"
)
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
MAX_WORDS = 6
MAX_CJK = 14


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible label: its words, its folded key, where the speech starts, by which sign it was told ("colon", "dash",
    "dot", "bold", "tab", "line", "bracket", "time", "name", "prefix"), a time of day printed with it, and an aside such
    as ``host``."""

    label: str
    key: str
    start: int
    sign: str
    time: int | None = None
    aside: str = ""


def milliseconds(clock: str) -> int:
    """ "1:02:03.5", "02:03" in milliseconds."""
    whole, _dot, fraction = clock.strip("[]()<> ").replace(",", ".").partition(".")
    seconds = 0
    for part in whole.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + int((fraction + "000")[:3] or 0)


def time_before(text: str) -> tuple[int, int | None]:
    """(length, milliseconds) of a time stamp that opens a text; (0, None) without one."""
    match = TIME_BEFORE.match(text)
    if not match:
        return 0, None
    clock = re.search(CLOCK, match[0])
    return match.end(), milliseconds(clock[0]) if clock else None


def labelled(block: Block) -> list[Candidate]:
    """Every way in which the start of a block can be read as a label, the likeliest sign first."""
    text = block.text
    skip, time = time_before(text)
    if skip >= len(text):
        return []
    bullet = MARKED.match(text, skip)
    begin = bullet.end() if bullet else skip
    found = []
    for make in (_colon, _bold, _tab, _bracket, _timed, _dotted, _dashed, _line):
        candidate = make(block, begin, time)
        if candidate and candidate.key:
            found.append(candidate)
    return found


def _make(label: str, start: int, sign: str, time: int | None, aside: str = "") -> Candidate | None:
    label = label.strip(" \t*_-–—.|").strip()
    if not plausible(label):
        return None
    return Candidate(label, fold(label), start, sign, time, aside)


def plausible(label: str) -> bool:
    """Whether words can be a label at all: short, with a letter, no end of a sentence inside."""
    if not label or not any(character.isalpha() for character in label) or SENTENCE.search(label):
        return False
    if CJK.search(label):
        return len(label.replace(" ", "")) <= MAX_CJK and not re.search(r"[、。」「]", label)
    return len(label.split()) <= MAX_WORDS


def _colon(block: Block, begin: int, time: int | None) -> Candidate | None:
    rest = block.text[begin : begin + 160]
    match = COLON.match(rest)
    if not match:
        return None
    after = rest[match.end() : match.end() + 1]
    if match["label"][-1:].isdigit() and after.isdigit():
        return None
    label, aside = aside_of(rest[: match.start("sep")])
    if match["time"]:
        label = label.replace(match["time"], "").strip()
        time = milliseconds(match["time"])
    sign = "colon" if match["sep"] in ":：" else "semicolon"
    return _make(label, begin + match.end(), sign, time, aside)


def aside_of(label: str) -> tuple[str, str]:
    """A label without what is said about the person in it: "DANA WHITLOCK, HOST", "EZRA COLE (actor)"."""
    bare = label.strip()
    aside = ""
    if paren := re.search(r"\s*[(（\[]([^()（）\[\]]*)[)）\]]\s*", bare):
        if not re.fullmatch(CLOCK, paren[1].strip()):
            aside = paren[1]
        bare = (bare[: paren.start()] + " " + bare[paren.end() :]).strip()
    head, comma, tail = bare.partition(",")
    if comma and head.strip() and (head.isupper() or tail.strip().isupper() or len(tail.split()) <= 4):
        return head.strip(), f"{aside} {tail}".strip()
    return bare, aside


def _bold(block: Block, begin: int, time: int | None) -> Candidate | None:
    end = max(block.rich.prefix("b"), block.rich.prefix("u"))
    if end <= begin or end >= len(block.text.rstrip()):
        return None
    label = block.text[begin:end].strip()
    if label.endswith((":", "：")) or not plausible(label.rstrip(" .–—-|")) or len(label.split()) > 5:
        return None
    start = end + len(re.match(r"[\s:：.–—|-]*", block.text[end:])[0])  # type: ignore[index]
    return _make(label, start, "bold", time)


SPACED_CJK = re.compile(r"^(?P<label>[\u3040-\u30ff\u3400-\u9fff々]{1,8}) (?=[\u3040-\u30ff\u3400-\u9fff「『（])")


def _tab(block: Block, begin: int, time: int | None) -> Candidate | None:
    if spaced := SPACED_CJK.match(block.text[begin:]):  # an ideographic space, which Japanese does not put elsewhere
        return _make(spaced["label"], begin + spaced.end(), "tab", time)
    if not begin < block.tab < len(block.text):
        return None
    return _make(block.text[begin : block.tab].rstrip(" :"), block.tab, "tab", time)


def _bracket(block: Block, begin: int, time: int | None) -> Candidate | None:
    match = BRACKETED.match(block.text[begin:])
    if not match or begin + match.end() >= len(block.text):
        return None
    return _make(match["label"], begin + match.end(), "bracket", time)


def _timed(block: Block, begin: int, time: int | None) -> Candidate | None:
    match = TIMED.match(block.text[begin : begin + 120])
    if not match:
        return None
    clock = re.search(CLOCK, match[0])
    return _make(match["label"], begin + match.end(), "time", milliseconds(clock[0]) if clock else time)


def _dotted(block: Block, begin: int, time: int | None) -> Candidate | None:
    match = DOTTED.match(block.text[begin : begin + 12])
    return _make(match["label"], begin + match.end(), "dot", time) if match else None


def _dashed(block: Block, begin: int, time: int | None) -> Candidate | None:
    match = DASHED.match(block.text[begin : begin + 60])
    return _make(match["label"], begin + match.end(), "dash", time) if match else None


def _line(block: Block, begin: int, time: int | None) -> Candidate | None:
    """A name alone on its line."""
    text = block.text[begin:].strip()
    if (
        len(text) > 45
        or len(text.split()) > 5
        or (re.search(r"[.!?…,;:»”\")\]。？！]$", text) and not text.endswith((":", "：")))
    ):
        return None
    label, aside = aside_of(text.rstrip(" :："))
    return _make(label, len(block.text), "line", time, aside)


def named(block: Block, keys: dict[str, str]) -> Candidate | None:
    """A known label that opens a block without any sign: "Horton Foote I'm …", "HF I think so."."""
    skip, time = time_before(block.text)
    words = block.text[skip:].split(" ")
    for count in range(min(4, len(words) - 1), 0, -1):
        label = " ".join(words[:count])
        if fold(label) in keys and label[:1].isupper() and label[-1:] not in ".,;!?…":
            start = skip + len(label)
            rest = block.text[start:].lstrip()
            if rest[:1].isupper() or rest[:1] in "“\"'‘[(«„…":
                return _make(label, len(block.text) - len(rest), "name", time)
    return None


def speech(rich: Rich, candidate: Candidate) -> Rich:
    """What is said after the label."""
    return rich.cut(candidate.start)
