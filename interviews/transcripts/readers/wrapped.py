"""Text with hard line ends: copied out of a PDF, or wrapped by an old editor.

Lines are joined again, words hyphenated at a line end re-joined, running heads and page numbers set aside.
"""

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from ..labelling.candidates import COLON, aside_of, plausible
from ..labelling.frontmatter import byline_of
from ..labelling.furniture import is_credit
from ..labelling.people import fold
from ..labelling.vocabulary import NEVER
from ..source import Block, Rich, tidy

SENTENCE_END = re.compile(r"[.!?…:。][”\"’'»)\]]*$")
PAGE = re.compile(r"^(?:page\s+)?[-–—|\s]*\d{1,4}[-–—|\s]*(?:of\s+\d+|/\s*\d+)?$", re.IGNORECASE)
DROP_CAP = re.compile(r"^([A-ZÀ-Þ]) ([a-zà-ÿ]{2,})")
HYPHEN_KEPT = re.compile(
    r"(?:^|[\s(])(?:self|well|ex|non|co|half|all|cross|ill|semi|vice|anti|post|pre|so)-$|\w-\w+-$", re.IGNORECASE
)
WIDEST = 110


def is_wrapped(text: str) -> bool:
    """Whether sentences run over line ends: lines of much the same length, many followed by a lower-case letter."""
    rows = [line.strip() for line in text.split("\n")]
    filled = [len(row) for row in rows if row]
    if len(filled) < 6:
        return False
    width = sorted(filled)[int(len(filled) * 0.95) - 1]
    if width > WIDEST or width < 25:
        return False
    pairs = [(one, two) for one, two in itertools.pairwise(rows) if one and two]
    running = [1 for one, two in pairs if two[0].islower() and len(one) >= width * 0.6 and not SENTENCE_END.search(one)]
    return len(running) >= 4 and len(running) >= len(pairs) * 0.2


def unwrap(text: str) -> tuple[list[Block], list[str]]:
    """(paragraphs, running heads) of a wrapped text."""
    rows = text.split("\n")
    heads = running_heads(rows)
    labels = recurring_labels(rows)
    width = sorted(len(row.strip()) for row in rows if row.strip())[int(sum(bool(r.strip()) for r in rows) * 0.95) - 1]
    vocabulary = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.casefold()))
    paragraphs: list[list[str]] = []
    gaps: list[bool] = []
    dropped: list[str] = []
    gap, last_indent, previous = True, 0, ""
    for row in rows:
        line = tidy(row)
        if not line:
            gap = True
            continue
        if _is_head(line, heads):
            dropped.append(line)
            continue
        indent = len(row) - len(row.lstrip())
        opens = gap or not paragraphs or _opens(line, previous, labels, width, indent > last_indent + 1)
        if opens:
            paragraphs.append([line])
            gaps.append(gap)
        else:
            paragraphs[-1].append(line)
        gap, last_indent, previous = False, indent, line
    joined = [_capped(_joined(lines, vocabulary), vocabulary) for lines in paragraphs]
    return [Block(Rich(words), gap=gap) for words, gap in zip(joined, gaps, strict=True)], dropped


def running_heads(rows: Sequence[str]) -> set[str]:
    """Lines that come back in the same letters, page numbers aside; with "=" those of the top, which may come back in
    capitals beside a page number."""
    lines = [re.sub(r"^\s*\d{1,4}\s|\s\d{1,4}\s*$", "", tidy(row)) for row in rows if row.strip()]
    top = {f"={_bare(line)}" for line in lines[:4]}
    count = Counter(line for line in lines if line and len(line) < 80 and not re.search(r"[:?.]$", line))
    first = {_bare(line) for line in lines[:3]}
    often = {
        line for line, times in count.items() if times >= 3 or (times >= 2 and (_bare(line) in first or len(line) > 10))
    }
    return often | top


def _is_head(line: str, heads: set[str]) -> bool:
    if PAGE.match(line):
        return True
    bare = re.sub(r"^\s*\d{1,4}\s|\s\d{1,4}\s*$", "", line)
    if bare in heads and not _label_of(line):
        return True
    return bare != line and line.upper() == line and f"={_bare(line)}" in heads


def _bare(line: str) -> str:
    return fold(re.sub(r"^\s*\d{1,4}\b|\b\d{1,4}\s*$", "", line))


def recurring_labels(rows: Sequence[str]) -> set[str]:
    """Keys that open several lines with a colon."""
    count: Counter[str] = Counter()
    for row in rows:
        if (label := _label_of(tidy(row))) and plausible(label):
            count[fold(label)] += 1
    return {key for key, times in count.items() if times >= 2 and key not in NEVER}


def _label_of(line: str) -> str:
    """What stands before a line's colon, without an aside; "" for the many lines that have none, which the pattern
    would try at every length."""
    start = line[:120]
    if not any(mark in start for mark in ":：;；"):
        return ""
    match = COLON.match(start)
    return aside_of(match["label"])[0] if match else ""


def _opens(line: str, previous: str, labels: set[str], width: int, indented: bool) -> bool:
    if (label := _label_of(line)) and fold(label) in labels:
        return True
    if indented or DROP_CAP.match(line):
        return True
    if line[:1] in "-–—―•*>" and not previous.endswith("-"):
        return line[:2] not in ("- ",) or SENTENCE_END.search(previous) is not None
    if is_credit(line) or byline_of(line) or (_titled(previous) and line[0].isupper()):
        return True
    first = line.split()[0]
    room = len(previous) + 1 + len(first) < width * 0.72
    if SENTENCE_END.search(previous):
        return len(previous) + 1 + len(first) < width * 0.86
    return room and not line[0].islower()


def _titled(line: str) -> bool:
    """Whether a line is set as a headline: capitals at most of its longer words, no full stop."""
    words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return (
        len(words) >= 2
        and capitals >= len(words) * 0.75
        and not SENTENCE_END.search(line)
        and not line.endswith((",", "-"))
    )


def _joined(lines: Sequence[str], vocabulary: Counter[str]) -> str:
    words = lines[0]
    for line in lines[1:]:
        if words.endswith("-") and len(words) > 1 and words[-2].isalpha() and line[:1].isalpha():
            words = words if _keeps_hyphen(words, line, vocabulary) else words[:-1]
            words += line
        else:
            words += " " + line
    return words


def _keeps_hyphen(words: str, line: str, vocabulary: Counter[str]) -> bool:
    """Whether the hyphen at a line end is part of the word: the file prints the word so elsewhere, or its first part
    never stands without one."""
    left = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*(?=-$)", words)
    right = re.match(r"[^\W\d_]+(?:-[^\W\d_]+)*", line)
    if not left or not right:
        return True
    whole, hyphened = (left[-1] + right[0]).casefold(), f"{left[-1]}-{right[0]}".casefold()
    if vocabulary[hyphened] or vocabulary[whole]:
        return vocabulary[hyphened] > vocabulary[whole]
    return bool(HYPHEN_KEPT.search(words)) or line[0].isupper()


def _capped(words: str, vocabulary: Counter[str]) -> str:
    """A drop cap that was copied apart: "C asper"."""
    match = DROP_CAP.match(words)
    if not match:
        return words
    whole = (match[1] + match[2]).casefold()
    if match[1] in "AI" and not vocabulary[whole]:
        return words
    return match[1] + words[2:]
