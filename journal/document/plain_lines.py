"""Plain text, line by line: what a line of the desk's text field begins.

============================  ==========================================================
``JD: words``                 a turn; ``JD [in fr, spoiler, 1:05-2:10]: words`` says more
``## Heading``                a heading, ``### Heading`` a smaller one
``> words``                   a quote; ``> -- words`` its source; ``>`` parts paragraphs
``- words``, ``1. words``     items of a list
``---``                       a rule
``[He leaves.]``              a stage direction on its own line
``[picture 12] caption``      a picture
``[embed] address title``     something from elsewhere
``[note] words``              an editor's note
``[pull quote] words``        words of the piece, set large
``[text] words``              a paragraph that nobody says, after a turn
``[more] words``              one more paragraph of the block before
``[original fr] words``       the words before translation
============================  ==========================================================
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from rapidfuzz.distance import OSA

TIME = r"(?:\d+:)?\d+:\d\d(?:\.\d{1,3})?"
EXTRAS = r"(?:spoiler|in [A-Za-z0-9-]+|" + TIME + "-" + TIME + ")"
EXTRA_LIST = rf"{EXTRAS}(?:, *{EXTRAS})*"
KEYWORD = re.compile(
    rf"\[(?P<name>text|more|note|direction|embed|picture|pull quote|original)"
    rf"(?: (?P<value>of [0-9a-hjkmnp-tv-z]{{8}}|[A-Za-z0-9-]+))?(?:[:,] *(?P<extras>{EXTRA_LIST}))?\]"
    r"(?: (?P<words>.*)|$)"
)
# The values that a keyword takes; a keyword with another value is words.
VALUES = {
    "picture": re.compile(r"[1-9][0-9]{0,17}"),
    "original": re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"),
    "pull quote": re.compile(r"(of [0-9a-hjkmnp-tv-z]{8})?"),
}
NO_VALUE = re.compile("")
HEADING = re.compile(r"(?P<level>#{1,3})(?: +(?P<words>.*)|$)")
QUOTE = re.compile(r">(?: ?(?P<words>.*))$")
BULLET = re.compile(r"[-*•](?: (?P<words>.*)|$)")
NUMBER = re.compile(r"\d{1,3}(?P<dot>[.)])(?: (?P<words>.*)|$)")
RULE = re.compile(r"(?:-{3,}|_{3,}|\*{3,}|\* \* \*)$")
BRACKET = re.compile(r"\[(?P<words>(?:\\.|[^\[\]\\])*[^\W\d_](?:\\.|[^\[\]\\])*)\]$")
COLON = r"(?P<colon>(?<!\\)[:：]| [:：])"
# What looks like a label: up to four words with capitals, then a colon. Sentences seldom begin so, transcripts do.
LABELISH = re.compile(
    rf"(?P<label>[A-Z0-9À-Þ][^\s:：]{{0,24}}(?: [A-Z0-9À-Þ][^\s:：]{{0,24}}){{0,3}}){COLON}(?=[\s\[]|$)"
)
CAPITALS = re.compile(r"[A-ZÀ-Þ][A-Z0-9À-Þ.&'’-]*(?: [A-Z0-9À-Þ.&'’-]+)*$")
SHORT = 5


@dataclass(frozen=True)
class Line:
    """What one line begins: ``kind`` is turn, suspect, heading, quote, bullet, number, rule, bracket, words or the name
    of a keyword; ``value`` the label, level or number; ``extras`` what stands in brackets beside it."""

    kind: str
    words: str = ""
    value: str = ""
    extras: str = ""


class Labels:
    """The labels that begin a turn, and those that look like one of them."""

    def __init__(self, labels: Collection[str]) -> None:
        self.by_shape = {shielded_label(label): label for label in labels}
        shapes = sorted(self.by_shape, key=lambda shape: (-len(shape), shape))
        known = "|".join(map(re.escape, shapes)) or r"(?!)"
        self.pattern = re.compile(rf"(?P<label>{known})(?: \[(?P<extras>{EXTRA_LIST})\])?{COLON}[ \t]*(?P<words>.*)")
        self.folded = {label.casefold() for label in labels}

    def turn(self, line: str) -> re.Match[str] | None:
        return self.pattern.match(line)

    def suspect(self, line: str) -> re.Match[str] | None:
        """What may be a label that nobody has: ``BK:``, ``Vera Fabri:``, or ``jd:`` where ``JD`` is known."""
        found = LABELISH.match(line)
        if found:
            return found
        early = re.match(rf"(?P<label>[^\s:：][^:：]{{0,40}}?){COLON}(?=[\s\[]|$)", line)
        return early if early and self.is_near(early["label"]) else None

    def is_near(self, label: str) -> bool:
        """Whether it is a known label in another case or with one slip of the keyboard."""
        folded = label.casefold()
        return folded in self.folded or any(
            len(known) > 2 and OSA.distance(folded, known, score_cutoff=1) <= 1 for known in self.folded
        )

    def is_grave(self, label: str) -> bool:
        """Whether a line with this unknown label must not be taken for the words of whoever spoke before."""
        return self.is_near(label) or bool(CAPITALS.match(label) and len(label) <= SHORT)


def shielded_label(label: str) -> str:
    """A label as it is written: the signs that would end it, or begin something else, behind a backslash."""
    return re.sub(r"[\\:：\[]|^[-#>*•]|(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=^\d\d\d)[.)]", r"\\\g<0>", label)


def classify(line: str, labels: Labels) -> Line:
    """What a line begins; the line has no spaces at its ends."""
    if turn := labels.turn(line):
        return Line("turn", turn["words"], labels.by_shape[turn["label"]], turn["extras"] or "")
    if (keyword := KEYWORD.match(line)) and (found := _keyword(keyword)):
        return found
    if heading := HEADING.match(line):
        return Line("heading", heading["words"] or "", "3" if len(heading["level"]) == 3 else "2")
    if quote := QUOTE.match(line):
        return Line("quote", quote["words"])
    if RULE.match(line):
        return Line("rule")
    if bullet := BULLET.match(line):
        return Line("bullet", bullet["words"] or "")
    if number := NUMBER.match(line):
        return Line("number", number["words"] or "")
    if bracket := BRACKET.match(line):
        return Line("bracket", bracket["words"])
    if suspect := labels.suspect(line):
        return Line("suspect", line, suspect["label"])
    return Line("words", line)


def _keyword(match: re.Match[str]) -> Line | None:
    name, value = match["name"], match["value"] or ""
    if not VALUES.get(name, NO_VALUE).fullmatch(value) or (match["extras"] and name != "text"):
        return None
    return Line(name, match["words"] or "", value.removeprefix("of "), match["extras"] or "")


def shield(line: str, labels: Labels) -> str:
    """A line of words so that it begins nothing: `classify` finds words, and the words are the same."""
    kind = classify(line, labels).kind
    if kind == "words":
        return line
    if kind in ("turn", "suspect"):
        found = labels.turn(line) or labels.suspect(line)
        assert found is not None
        at = found.start("colon") + found["colon"].startswith(" ")
    elif kind == "number":
        match = NUMBER.match(line)
        assert match is not None
        at = match.start("dot")
    else:
        at = 0
    shielded = f"{line[:at]}\\{line[at:]}"
    return shield(shielded, labels) if classify(shielded, labels).kind != "words" else shielded
