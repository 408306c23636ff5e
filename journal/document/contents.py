"""The questions of a long interview, read off its rendered body: the way to a passage without scrolling. Pure.

From the body rather than the document, because the page of a piece reads no document.
"""

import re
from dataclasses import dataclass
from html import unescape

from .portable import without_folds

FEWEST = 8  # questions; a shorter talk is seen at a glance
SHORTEST = 4  # words; "And then?" names no place
LONGEST = 110  # characters
QUESTION = re.compile(r'<div class="turn is-question" id="([0-9a-z]{8})"([^>]*)>(.*?)</div>', re.DOTALL)
PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
LANGUAGE = re.compile(r' lang="([^"]*)"')
LEFT_OUT = re.compile(r'<i class="direction">.*?</i>|<a class="(?:anchor|notice-mark)"[^>]*>.*?</a>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Question:
    block: str
    words: str
    lang: str = ""


def questions(body: str) -> list[Question]:
    """What was asked, in order; none where there are fewer than ``FEWEST``. What folds hide is left out."""
    if body.count('"turn is-question"') < FEWEST:
        return []
    found = []
    for block, attributes, inside in QUESTION.findall(without_folds(body)):
        words = _words(inside)
        if len(words.split()) >= SHORTEST:
            language = LANGUAGE.search(attributes)
            found.append(Question(block, words, language[1] if language else ""))
    return found if len(found) >= FEWEST else []


def _words(inside: str) -> str:
    """The first words of a turn, cut at the end of its first question where that is near, else between two words."""
    first = PARAGRAPH.search(inside)
    text = " ".join(unescape(TAG.sub("", LEFT_OUT.sub("", first[1]))).split()) if first else ""
    mark = text.find("?") + 1
    if 0 < mark <= LONGEST:
        return text[:mark]
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST + 1].rsplit(" ", 1)[0].rstrip(",;:–— ") + " …"
