"""Signs that stand for a label: style, dashes, numbers, quoted lines.

Each function gives the parts of the whole text, or None where its sign is not used.
"""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import mean

from ..source import Block, Rich
from .candidates import TIME_ONLY
from .frontmatter import byline_of, is_bare_name, is_stamp_line
from .furniture import is_caption, is_credit, is_furniture, is_rule
from .parts import ANSWERER, ASKER, Part, front, speech, without_mark
from .people import fold
from .questions import ends_asking, speaks

DASH = re.compile(r"^[-–—―─‒‐‑−ー⁃]{1,3}(?:\s+|(?=[^\s\-–—―─\d])|(?=\d))")


DASH_AGAIN = "a dash opens this paragraph, but it reads as the answer going on"
QUOTED_WHOLE = re.compile(r"^(?:«[^«»]*(?:«[^«»]*»[^«»]*)*»|「[^「」]*(?:「[^「」]*」[^「」]*)*」|『[^『』]*』)[.。]?$")


NUMBER = re.compile(
    r"^(?:(?:Q|Question|Frage|Pregunta|問)?\s*)?(?P<number>\d{1,3})(?:[.):]|\s?[-–—])\s+(?=\S)", re.IGNORECASE
)


GLUED = ("監督", "脚本家", "俳優", "女優", "主演", "プロデューサー", "导演", "導演", "감독")
# "A1." below "Q1.": the answer's own number.
ANSWER_NUMBER = re.compile(r"^(?:A|R|Answer|Antwort|答)\s*\d{1,3}(?:[.):：]|\s?[-–—])\s+(?=\S)")


def side(block: Block, who: str) -> Part | None:
    """Where a block goes that is no speech wherever it stands; None for what may be speech."""
    text = block.text
    if block.kind == "furniture":
        return Part(block, "droppable", block.rich)
    if block.kind in ("caption", "note"):
        return Part(block, "other", block.rich)
    if block.kind == "pullquote":
        return Part(block, "droppable", block.rich)
    if block.kind == "rule" or is_rule(text):
        return Part(block, "droppable", Rich(""))
    if TIME_ONLY.match(text):
        return Part(block, "droppable", Rich(""))
    if is_furniture(text) and len(text.split()) > 1:
        return Part(block, "droppable", block.rich)
    if is_caption(text):
        return Part(block, "other", block.rich)
    return None


def by_style(blocks: Sequence[Block]) -> list[Part] | None:
    """Questions set bold, italic, underlined, in a colour, in a style of their own or as headings."""
    best: tuple[int, Callable[[Block], bool], str] | None = None
    tests: list[tuple[str, Callable[[Block], bool]]] = [
        ("", lambda block: block.role == "interviewer"),
        ("b", lambda block: block.kind == "text" and block.rich.whole("b")),
        ("i", lambda block: block.kind == "text" and block.rich.whole("i")),
        ("u", lambda block: block.kind == "text" and block.rich.whole("u")),
        ("c", lambda block: block.kind == "text" and block.rich.whole("c")),
        ("h", lambda block: block.kind == "heading" and block.level > 1),
        ("q", lambda block: block.kind == "quoted"),
    ]
    for mark, test in tests:
        start = _style_start(blocks, test, mark)
        count = _alternation(blocks[start:], test, mark) if start is not None else 0
        if start is not None and count and (best is None or count > best[0] * 1.2):
            best = (count, test, mark)
    if best is None:
        return None
    _count, test, mark = best
    start = _style_start(blocks, test, mark) or 0
    return front(blocks[:start]) + _alternating(blocks, start, test, mark)


def _style_start(blocks: Sequence[Block], test: Callable[[Block], bool], mark: str) -> int | None:
    """The first block of the style that is a question rather than a headline, a dek or a bold name in the
    introduction. A style that is called "Question" needs no proof."""
    for index, block in enumerate(blocks):
        if not test(block) or is_stamp_line(block.text) or byline_of(block.text) or is_credit(block.text):
            continue
        following = next((other for other in blocks[index + 1 :] if not side(other, "")), None)
        if following is None:
            return None
        if (
            not mark
            or ends_asking(block.text)
            or (index > 0 and not test(following) and speaks(following.text) and following.kind == "text")
        ):
            return index
    return None


def _alternation(blocks: Sequence[Block], test: Callable[[Block], bool], mark: str) -> int:
    """How many questions of this style there are, 0 where the style does not take turns with plain text."""
    text = [block for block in blocks if not side(block, "") and (block.kind != "heading" or mark == "h")]
    flags = [test(block) for block in text]
    asked = sum(flags)
    plain = len(flags) - asked
    if asked < 2 or plain < 2 or (mark in "iq" and asked < 2):
        return 0
    followed = sum(one and not other for one, other in itertools.pairwise(flags))
    if not mark:
        return asked if followed >= asked * 0.5 else 0
    questions = [block for block, flag in zip(text, flags, strict=True) if flag]
    answers = [block for block, flag in zip(text, flags, strict=True) if not flag]
    rate = mean(ends_asking(block.text) for block in questions)
    other = mean(ends_asking(block.text) for block in answers)
    shorter = mean(len(b.text) for b in questions) < mean(len(b.text) for b in answers)
    if followed < asked * 0.5 or rate < other or not (rate >= 0.3 or (shorter and mark != "h" and rate > 0.1)):
        return 0
    return asked if mark != "h" or rate >= 0.5 else 0


def _alternating(blocks: Sequence[Block], start: int, test: Callable[[Block], bool], mark: str) -> list[Part]:
    parts: list[Part] = []
    who = ASKER
    for block in blocks[start:]:
        if aside := side(block, who):
            parts.append(aside)
        elif test(block):
            who = ASKER
            part = speech(block, who, opens=True)
            parts.append(without_mark(part, {"b": "bi" if block.rich.whole("i") else "b"}.get(mark, mark)))
        elif block.kind == "heading" and block.level:
            parts.append(Part(block, "heading", block.rich))
        else:
            opens = who == ASKER
            who = ANSWERER
            parts.append(_answer(block, opens))
    return parts


def _answer(block: Block, opens: bool) -> Part:
    """An answer, without the dash or the guillemets that only mark it as one."""
    dash = DASH.match(block.text)
    if dash and opens:
        return speech(block, ANSWERER, opens=True, start=dash.end())
    if QUOTED_WHOLE.match(block.text):
        return Part(block, "speech", block.rich.cut(1, len(block.text) - 1), ANSWERER, opens, block.time)
    return speech(block, ANSWERER, opens=opens)


def by_dashes(blocks: Sequence[Block]) -> list[Part] | None:
    """A dash opens a turn: of either speaker, or of one side only."""
    eligible = [i for i, block in enumerate(blocks) if block.kind in ("text", "quoted") and not side(block, "")]
    dashed = [i for i in eligible if DASH.match(blocks[i].text) and len(blocks[i].text) > 2]
    if len(dashed) < 3:
        return None
    place = {index: position for position, index in enumerate(eligible)}
    inside = [i for i in eligible if i >= dashed[0]]
    if len(dashed) < len(inside) * 0.25:
        return None
    follows = sum(place[later] == place[earlier] + 1 for earlier, later in itertools.pairwise(dashed))
    if follows >= (len(dashed) - 1) * 0.5:
        return _both_dash(blocks, dashed)
    return _one_side_dash(blocks, dashed, eligible)


def _both_dash(blocks: Sequence[Block], dashed: list[int]) -> list[Part]:
    """Every dash changes the speaker; bare paragraphs between are the writer's narration. Some papers put the dash
    before an answer's second paragraph as well: one that asks nothing, right before a question, in the question's
    turn goes on with the answer, and is shown to the editor."""
    chosen = set(dashed)
    even = [ends_asking(blocks[i].text) for i in dashed[::2]]
    odd = [ends_asking(blocks[i].text) for i in dashed[1::2]]
    opens_asking = bool(even[0]) and not any(odd[:1])  # parity means nothing after a doubled dash, the start does
    who = ANSWERER if mean(odd or [0]) > mean(even) + 0.3 and not opens_asking else ASKER
    asking = {i for i in dashed if ends_asking(blocks[i].text)}
    following = dict(itertools.pairwise(dashed))
    marked = len(asking) >= len(dashed) * 0.3
    parts = front(blocks[: dashed[0]])
    for index in range(dashed[0], len(blocks)):
        block = blocks[index]
        dash = DASH.match(block.text)
        if index in chosen and dash:
            again = marked and who == ASKER and index not in asking and following.get(index) in asking
            if again and parts[-1].who == ANSWERER:
                parts.append(speech(block, ANSWERER, opens=True, uncertain=DASH_AGAIN, start=dash.end()))
                continue
            parts.append(speech(block, who, opens=True, start=dash.end()))
            who = ASKER if who == ANSWERER else ANSWERER
        elif aside := side(block, who):
            parts.append(aside)
        elif block.kind == "heading":
            parts.append(Part(block, "heading", block.rich))
        else:
            parts.append(Part(block, "narration", block.rich))
    return parts


def _one_side_dash(blocks: Sequence[Block], dashed: list[int], eligible: list[int]) -> list[Part] | None:
    chosen = set(dashed)
    bare = [i for i in eligible if i not in chosen and i > dashed[0]]
    if not bare:
        return None
    asked = mean(ends_asking(blocks[i].text) for i in dashed)
    before = [i for i in eligible if i not in chosen and i + 1 in chosen]
    if before and _first_is_question(blocks, dashed) and before[0] < dashed[0]:
        before.pop(0)  # what stands above a dashed question is the introduction
    asked_before = mean([ends_asking(blocks[i].text) for i in before] or [0])
    if (asked >= asked_before and asked > 0.2) or not before:
        return _dash_questions(blocks, chosen)
    return _dash_answers(blocks, dashed, set(before))


def _first_is_question(blocks: Sequence[Block], dashed: list[int]) -> bool:
    """Whether the first exchange has both its dashes and the later ones only the answer's: a habit of papers that
    type the first question's dash by hand."""
    return (
        dashed[0] + 1 == dashed[1] and ends_asking(blocks[dashed[0]].text) and not ends_asking(blocks[dashed[1]].text)
    )


def _dash_questions(blocks: Sequence[Block], dashed: set[int]) -> list[Part]:
    parts = front(blocks[: min(dashed)])
    who = ASKER
    glued = _glued(blocks, dashed)
    for index in range(min(dashed), len(blocks)):
        block = blocks[index]
        if aside := side(block, who):
            parts.append(aside)
        elif index in dashed and (dash := DASH.match(block.text)):
            who = ASKER
            parts.append(speech(block, ASKER, opens=True, start=dash.end()))
        elif block.kind == "heading":
            parts.append(Part(block, "heading", block.rich))
        else:
            if glued and who == ASKER and block.text.startswith(glued):
                parts.append(speech(block, glued, opens=True, start=len(glued)))
            else:
                parts.append(replace(_answer(block, who == ASKER), who=glued or ANSWERER))
            who = ANSWERER
    return parts


def _glued(blocks: Sequence[Block], dashed: set[int]) -> str:
    """The word that opens every answer without a space or a mark, as Japanese pages glue "監督" to it where its bold
    was lost: a word for the one who answers, at the head of at least three answers and of nearly all."""
    opening = [blocks[i + 1].text for i in sorted(dashed) if i + 1 < len(blocks) and i + 1 not in dashed]
    words = Counter(word for text in opening for word in GLUED if text.startswith(word))
    word, times = max(words.items(), key=lambda item: (item[1], len(item[0])), default=("", 0))
    return word if times >= 3 and times >= len(opening) * 0.8 else ""


def _dash_answers(blocks: Sequence[Block], dashed: list[int], questions: set[int]) -> list[Part]:
    """Answers open with a dash: the bare paragraph before one is the question, earlier bare ones go on with
    the answer."""
    chosen = set(dashed)
    if dashed[0] + 1 in chosen and dashed[0] not in questions:
        questions.add(dashed[0])  # the first question was given a dash as well
    first = min(questions | chosen)
    parts = front(blocks[:first])
    who = ASKER
    for index in range(first, len(blocks)):
        block = blocks[index]
        dash = DASH.match(block.text)
        if aside := side(block, who):
            parts.append(aside)
        elif index in questions:
            who = ASKER
            parts.append(speech(block, ASKER, opens=True, start=dash.end() if dash else 0))
        elif block.kind == "heading" and block.level:
            parts.append(Part(block, "heading", block.rich))
        else:
            who = ANSWERER
            parts.append(speech(block, ANSWERER, opens=index in chosen, start=dash.end() if dash else 0))
    return parts


def by_numbers(blocks: Sequence[Block]) -> list[Part] | None:
    """Numbered questions: the numbers go up one by one; a list inside an answer starts over and is left alone."""
    chain = _chain(blocks)
    if len(chain) < 3:
        return None
    asked = mean(ends_asking(blocks[i].text) for i in chain)
    if asked < 0.4:
        return None
    again = _again(blocks, chain)
    chosen = {*chain, *again}
    named = {index: blocks[index].text for index in _names_above(blocks, [chain[0], *again])}
    parts = front(blocks[: chain[0]])
    who = ASKER
    answerer = named.get(chain[0] - 1, ANSWERER)
    for index in range(chain[0], len(blocks)):
        block = blocks[index]
        if aside := side(block, who):
            parts.append(aside)
        elif index in named:
            answerer = named[index]
            parts.append(Part(block, "heading", block.rich))
        elif index in chosen:
            who = ASKER
            match = NUMBER.match(block.text)
            start = match.end() if match and block.number is None else 0
            part = speech(block, ASKER, opens=True, start=start)
            parts.append(without_mark(part, "b") if part.rich.whole("b") else part)
        elif block.kind == "heading" and block.level:
            parts.append(Part(block, "heading", block.rich))
        else:
            mark = ANSWER_NUMBER.match(block.text) if who == ASKER else None
            parts.append(speech(block, answerer, opens=who == ASKER, start=mark.end() if mark else 0))
            who = ANSWERER
    return parts


def _again(blocks: Sequence[Block], chain: Sequence[int]) -> list[int]:
    """The same numbered questions put to the next person: a block after the list that has the number and the words of
    one of its questions. An answer's own list has other words."""
    asked = {(number_of(blocks[index]), _unnumbered(blocks[index])) for index in chain}
    later = range(chain[0] + 1, len(blocks))
    return [i for i in later if i not in chain and (number_of(blocks[i]), _unnumbered(blocks[i])) in asked]


def _unnumbered(block: Block) -> str:
    return fold(NUMBER.sub("", block.text))


def _names_above(blocks: Sequence[Block], questions: Sequence[int]) -> list[int]:
    """The lines that name who answers: a bare name above each first question, where the questions come back."""
    firsts = [index for index in questions if number_of(blocks[index]) == 1]
    above = [index - 1 for index in firsts if index and is_bare_name(blocks[index - 1].text)]
    return above if len(firsts) > 1 and len(above) == len(firsts) else []


def number_of(block: Block) -> int | None:
    if block.number is not None:
        return block.number
    match = NUMBER.match(block.text)
    return int(match["number"]) if match else None


def _chain(blocks: Sequence[Block]) -> list[int]:
    """Blocks numbered 1, 2, 3 … in order; of two with the same number the one that asks, or stands apart."""
    numbered = [(i, number) for i, block in enumerate(blocks) if (number := number_of(block)) is not None]
    chain: list[int] = []
    wanted = 1
    position = -1
    while True:
        options = [i for i, number in numbered if number == wanted and i > position]
        if not options:
            return chain
        horizon = next((i for i, number in numbered if number == wanted + 1 and i > options[0]), len(blocks))
        near = [i for i in options if i <= horizon] or options[:1]
        best = next((i for i in near if ends_asking(blocks[i].text)), next((i for i in near if blocks[i].gap), near[0]))
        chain.append(best)
        position, wanted = best, wanted + 1


def by_quotes(blocks: Sequence[Block]) -> list[Part] | None:
    """A mail answered between the lines: what is quoted are the questions."""
    if sum(block.kind == "quoted" for block in blocks) < 2:
        return None
    parts: list[Part] = []
    who = ""
    for block in blocks:
        if aside := side(block, who):
            parts.append(aside)
            continue
        key = ASKER if block.kind == "quoted" else ANSWERER
        parts.append(speech(block, key, opens=key != who))
        who = key
    return parts
