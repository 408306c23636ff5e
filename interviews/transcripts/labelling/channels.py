"""The channels by which a text may say who speaks: cues, labels, style, dashes, numbers, and, failing all, the shape of
questions. Each function gives the parts of the whole text, or None where its channel is not used."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ..source import Block
from .candidates import time_before
from .frontmatter import is_stamp_line, looks_like_heading
from .labelset import LabelSet
from .parts import ANSWERER, ASKER, Part, front, speech
from .people import Person
from .questions import asks, ends_asking
from .signs import DASH, side
from .vocabulary import NEVER, role_of

LABEL_LIKE = re.compile(r"^(?P<label>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?)\s?:\s+[A-ZÀ-Þ“\"«¿¡]")
LABEL_LIKE_REASON = "the paragraph opens like a label that occurs nowhere else"
BARE_QUESTION_REASON = "which of the unlabelled paragraphs is the question is a guess"


def by_cues(blocks: Sequence[Block]) -> list[Part] | None:
    """The container itself names the speakers: cues, table cells, chat messages."""
    if not any(block.speaker is not None for block in blocks):
        return None
    first = next(index for index, block in enumerate(blocks) if block.speaker is not None)
    parts = front(blocks[:first])
    who = ""
    for block in blocks[first:]:
        if block.kind == "narration":
            parts.append(Part(block, "narration", block.rich))
        elif block.speaker is not None:
            who = block.speaker
            parts.append(speech(block, who, opens=True))
        elif block.kind == "heading" and block.level:
            parts.append(Part(block, "heading", block.rich))
        else:
            parts.append(side(block, who) or speech(block, who))
    return parts


GREETING = re.compile(r"\b(?:[Tt]his is [A-Z]|I['’]m [A-Z]\w+ [A-Z])")
GREETING_NAME = re.compile(r"\b(?:I['’]m|my name is) ([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,2})")


def by_labels(blocks: Sequence[Block], labels: LabelSet) -> list[Part] | None:
    """Printed labels; bare blocks between them go to the speaker before, to the heading that they are, or to the side
    that prints no label."""
    if not labels.hits:
        return None
    first = min(labels.hits)
    bare = _bare_side(blocks, labels)
    opening = _opening_question(blocks, first, labels, bare)
    host, greeting = _host_opening(blocks, first, labels)
    opening = min(opening, greeting)
    parts = front(blocks[:opening])
    parts += [speech(block, host, opens=True) for block in blocks[opening:first]]
    who = ASKER
    for index in range(first, len(blocks)):
        block = blocks[index]
        if index in labels.hits:
            who = labels.who(index)
            parts.append(_labelled(block, labels, index))
            continue
        part = _between(blocks, index, who, labels, bare)
        if parts and parts[-1].opens and not parts[-1].text and part.kind == "speech":
            part = replace(part, opens=True)  # the label stood on a line of its own
        parts.append(part)
        who = part.who or who
    return parts


def _host_opening(blocks: Sequence[Block], first: int, labels: LabelSet) -> tuple[str, int]:
    """(key, first block) of a broadcast's opening that has lost its label: above "JON PELL, BYLINE:" the host says
    "This is …, I'm Dana Whitlock", and may be labelled later on."""
    if not any("byline" in aside.casefold() for asides in labels.asides.values() for aside in asides):
        return ASKER, first
    start = next((i for i in range(min(first, 4)) if GREETING.search(blocks[i].text)), first)
    text = " ".join(block.text for block in blocks[start:first])
    said = GREETING_NAME.search(text)
    who = the_key(said[1], labels) if said else ""
    return who or ASKER, start


def the_key(name: str, labels: LabelSet) -> str:
    """The speaker of a label set whom a full name means, "" without one."""
    person = Person.of(name)
    return next((key for key in labels.speakers() if person.called(key)), "")


def _labelled(block: Block, labels: LabelSet, index: int) -> Part:
    candidate = labels.hits[index]
    part = speech(block, labels.who(index), opens=True, uncertain=labels.doubts.get(index, ""), start=candidate.start)
    skip, time = time_before(part.text)
    if skip:
        part = replace(part, rich=part.rich.cut(skip))
    moment = candidate.time if candidate.time is not None else time
    return replace(part, time=part.time or ((moment, moment) if moment is not None else None))


def _between(
    blocks: Sequence[Block], index: int, who: str, labels: LabelSet, bare: Callable[[int], bool] | None
) -> Part:
    block = blocks[index]
    if aside := side(block, who):
        return aside
    skip, time = time_before(block.text)
    if skip:
        block = replace(
            block, rich=block.rich.cut(skip), time=block.time or ((time, time) if time is not None else None)
        )
    if bare and bare(index):
        dash = DASH.match(block.text)
        gap = sum(1 for other in _gap(blocks, index, labels) if not side(blocks[other], who))
        doubt = BARE_QUESTION_REASON if gap > 1 and not dash and not ends_asking(block.text) else ""
        return speech(block, ASKER, opens=True, start=dash.end() if dash else 0, uncertain=doubt)
    if _is_heading(blocks, index, labels):
        return Part(block, "heading", block.rich)
    doubtful = LABEL_LIKE.match(block.text)
    if doubtful and doubtful["label"].casefold() not in NEVER and " " not in doubtful["label"].strip():
        return speech(block, who, uncertain=LABEL_LIKE_REASON)
    return speech(block, who)


def _gap(blocks: Sequence[Block], index: int, labels: LabelSet) -> list[int]:
    """The unlabelled blocks round an index."""
    low = index
    while low > 0 and low - 1 not in labels.hits:
        low -= 1
    high = index
    while high + 1 < len(blocks) and high + 1 not in labels.hits:
        high += 1
    return list(range(low, high + 1))


def _is_heading(blocks: Sequence[Block], index: int, labels: LabelSet) -> bool:
    """A section heading stands alone before a labelled speech."""
    block = blocks[index]
    following = next((i for i in range(index + 1, len(blocks)) if not side(blocks[i], "")), None)
    if following is None:
        return block.kind == "heading"
    if block.kind == "heading" and block.level:
        return True
    apart = block.gap and blocks[following].gap
    return following in labels.hits and apart and looks_like_heading(block)


def _bare_side(blocks: Sequence[Block], labels: LabelSet) -> Callable[[int], bool] | None:
    """A test for the blocks that are the unlabelled side's questions, where one side prints no label."""
    keys = labels.speakers()
    stated = [role_of(key) for key in keys]
    if "interviewer" in stated:
        return None
    alone = {i for i, hit in labels.hits.items() if hit.start >= len(blocks[i].text)}  # the speech is in the next line
    free = [
        i
        for i in range(min(labels.hits), len(blocks))
        if i not in labels.hits and i - 1 not in alone and not side(blocks[i], "")
    ]
    dashed = [i for i in free if DASH.match(blocks[i].text)]
    if len(dashed) >= 2 and len(dashed) >= len(free) * 0.3:
        return lambda index: bool(DASH.match(blocks[index].text))
    styled = _styled(blocks, free)
    before = [i for i in styled if _next_hit(i, blocks, labels)]
    if len(styled) >= 2 and len(before) >= len(styled) * 0.6:
        chosen = set(styled)
        return lambda index: index in chosen
    if len(keys) == 1 and _asks_mostly(labels, blocks):
        return None
    last = [i for i in free if _next_hit(i, blocks, labels)]
    asking = [i for i in last if ends_asking(blocks[i].text)]
    quiet = not any(_rate(labels, blocks, key) >= 0.5 for key in keys)
    if (len(keys) == 1 and len(last) >= 2) or (quiet and len(last) >= 3 and len(asking) >= len(last) * 0.5):
        chosen = set(last)
        return lambda index: index in chosen
    return None


def _next_hit(index: int, blocks: Sequence[Block], labels: LabelSet) -> bool:
    following = next((i for i in range(index + 1, len(blocks)) if not side(blocks[i], "")), None)
    return following in labels.hits


def _rate(labels: LabelSet, blocks: Sequence[Block], key: str) -> float:
    texts = [blocks[i].text for i in labels.hits if labels.who(i) == key]
    return sum(map(ends_asking, texts)) / len(texts) if texts else 0.0


def _asks_mostly(labels: LabelSet, blocks: Sequence[Block]) -> bool:
    return _rate(labels, blocks, labels.speakers()[0]) >= 0.4


def _styled(blocks: Sequence[Block], among: Sequence[int]) -> list[int]:
    """Of some blocks, those that are bold, italic, underlined or coloured as a whole while others are not."""
    for mark in ("b", "i", "u", "c"):
        chosen = [i for i in among if blocks[i].rich.whole(mark)]
        if len(chosen) >= 2:
            return chosen
    return []


def _opening_question(blocks: Sequence[Block], first: int, labels: LabelSet, bare: Callable[[int], bool] | None) -> int:
    """Where the first, unlabelled question starts: the last block before the first label, where questions are bare."""
    if bare is None or first == 0:
        return first
    last = first - 1
    block = blocks[last]
    if bare(last) or (
        block.kind == "text" and (ends_asking(block.text) or (asks(block.text) and len(block.text) < 200))
    ):
        return last if not is_stamp_line(block.text) else first
    return first


def by_bare_answers(blocks: Sequence[Block], labels: LabelSet) -> list[Part] | None:
    """Only the questions are labelled: what follows a labelled question unlabelled is the answer."""
    if not labels.hits or len(labels.speakers()) != 1:
        return None
    key = labels.speakers()[0]
    free = [i for i in range(min(labels.hits) + 1, len(blocks)) if i not in labels.hits and not side(blocks[i], "")]
    if not (role_of(key) == "interviewer" or _asks_mostly(labels, blocks)) or len(free) < 2:
        return None
    parts = front(blocks[: min(labels.hits)])
    for index in range(min(labels.hits), len(blocks)):
        block = blocks[index]
        if index in labels.hits:
            parts.append(_labelled(block, labels, index))
        elif aside := side(block, ANSWERER):
            parts.append(aside)
        elif _is_heading(blocks, index, labels):
            parts.append(Part(block, "heading", block.rich))
        else:
            dash = DASH.match(block.text)
            parts.append(speech(block, ANSWERER, opens=index - 1 in labels.hits, start=dash.end() if dash else 0))
    return parts
