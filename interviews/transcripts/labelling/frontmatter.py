"""Headline, dek, byline, dates, credits and introduction: what stands before the first speech."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from ..calendars import DATE, WEEKDAYS, ascii_digits
from ..printed import KEYWORD, TIME, printed
from ..source import Block
from ..wordlists import phrases
from ..zones import ABBREVIATION
from .furniture import TAGS, is_caption, is_credit, is_furniture, is_rule
from .people import COMMON, PARTICLES, fold
from .questions import sentences

BYLINE = re.compile(
    r"^\s*(?:(?:written|reported|text|words|story|posted|review|interviewed|interview) )?(?:by|par|von|por"
    r"|di|da|door|av|af|przez|автор|文)\s*[:：]?\s+"
    r"(?P<name>(?:[^\W\d_][\w.'’-]*\s?){1,6}?(?:(?:,| and | & | et | und | y "
    r"| e )\s*(?:[^\W\d_][\w.'’-]*\s?){1,5}?)*)\s*$",
    re.IGNORECASE,
)
BYLINE_FIELD = re.compile(
    r"^(?:author|byline|auteur|autor|autore|writer|interviewer)\s*[:：]\s*(?P<name>.{2,60})$", re.IGNORECASE
)
# What follows the name of a writer: "By Cora Bent, Associated Press".
HOUSE = re.compile(
    r",\s+(?:the )?(?:[\w.'’&-]+ ){0,3}(?:press|news|times|staff|writer|editor|critic|correspondent"
    r"|contributor|reuters|afp|ap|dpa|magazine"
    r"|post|journal|reporter|special to .*)\s*$",
    re.IGNORECASE,
)
KICKER = frozenset(
    fold(word)
    for word in phrases(
        "interview|interviews|the interview|feature|features|film|films|cinema|movies|culture|arts|news"
        "|q&a|q & a|exclusive|festivals|festival|entretien|entretiens|entrevista|entrevistas|intervista"
        "|interviste|gespräch|im gespräch|kultur|cultura|culture|director interview|filmmaker interview"
        "|conversation|in conversation|directors|インタビュー|特集|映画|گفت\u200cوگو|interview exclusive"
    )
)
LONGEST_TITLE = 160
LONGEST_DEK = 260


@dataclass(slots=True)
class Front:
    """The front matter sorted: texts as blocks, so that their marks survive."""

    title: str = ""
    dek: str = ""
    byline: str = ""
    source_notes: list[str] = field(default_factory=list)
    stamp_lines: list[str] = field(default_factory=list)
    intro: list[Block] = field(default_factory=list)
    headings: list[Block] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    droppable: list[str] = field(default_factory=list)
    consumed: list[str] = field(default_factory=list)
    above_byline: Block | None = None


def sort(blocks: Sequence[Block], meta: dict[str, str], has_turns: bool = True, plain: bool = False) -> Front:
    """Put every block before the first speech in its place. ``meta`` is what the container says of itself; it wins.
    ``plain`` says that there is only prose (the action lines of a screenplay)."""
    front = Front(title=meta.get("title", ""), dek=meta.get("dek", ""), byline=meta.get("byline", ""))
    if plain:
        front.intro = list(blocks)
        return front
    rest: list[Block] = []
    kicked = _kicked_headline(blocks) if not front.title else None
    for block in blocks:
        if block is kicked or not _set_aside(block, front, rest):
            rest.append(block)
        elif block.text in front.consumed and len(rest) == (1 if front.title else 2):
            front.above_byline = rest[-1]
    _headline(rest, front, has_turns)
    _standfirst(rest, front)
    if has_turns:
        _sections(rest, front)
    front.intro = rest
    return front


# A headline that opens with its kicker: "Interview: Ana Ruiz talks maps", "Q&A: Ana Ruiz on maps".
KICKED = re.compile(
    r"^(?:the )?(?:interview|q ?& ?a|exclusive|entretien|entrevista|intervista|gespräch|im gespräch)"
    r"\s*[:：|–—-]\s*(?P<rest>\S.+)$",
    re.IGNORECASE,
)


def _kicked_headline(blocks: Sequence[Block]) -> Block | None:
    """The first words of a page where they are such a headline and not a credit: papers and blogs print their kicker
    before the headline, while a credit ("Interview: Ana Ruiz") is a bare name and has the headline beside it."""
    told = [
        block
        for block in blocks
        if block.kind == "text" and not is_furniture(block.text) and not is_stamp_line(block.text)
    ]
    if not told or not (match := KICKED.match(told[0].text)) or any(block.kind == "heading" for block in blocks):
        return None
    rest = match["rest"]
    if len(told[0].text) > LONGEST_TITLE or re.search(r"[^.][.。]$", rest):
        return None
    beside = next((block.text for block in told[1:] if not byline_of(block.text) and not is_caption(block.text)), "")
    prose = bool(re.search(r"[.。!?…][”\"’»)]?$", beside)) and len(beside) > 60
    return told[0] if not is_bare_name(rest) or prose else None


def _set_aside(block: Block, front: Front, rest: list[Block]) -> bool:
    """Take a block that is no headline and no prose; whether it was taken."""
    text = block.text
    if block.kind in ("furniture", "pullquote") or is_furniture(text):
        front.droppable.append(text)
    elif block.kind in ("caption", "note") or is_caption(text) or TAGS.match(text):
        front.other.append(text)
    elif block.kind == "rule" or is_rule(text):
        return True
    elif block.kind == "heading":
        return _repeats(text, front)
    elif is_stamp_line(text):
        front.stamp_lines.append(text)
        rest_of_line = without_stamps(text)
        if (name := byline_of(rest_of_line)) and not front.byline:
            front.byline = name
            front.consumed.append(text)
        elif rest_of_line:
            front.other.append(rest_of_line)
    elif (name := byline_of(text)) and not front.byline:
        front.byline = name
        front.consumed.append(text)
    elif is_credit(text) and len(text) < 240 and len(sentences(text)) <= 2:
        front.source_notes.append(text)
    else:
        return _repeats(text, front)
    return True


def _repeats(text: str, front: Front) -> bool:
    if front.title and fold(text) == fold(front.title):
        front.droppable.append(text)
        return True
    return False


def is_stamp_line(text: str) -> bool:
    """A line that is a date and little else: no sentence, few words left once dates, times, zones and keywords
    are gone."""
    if len(text) > 240 or not (DATE.search(ascii_digits(text)) or re.fullmatch(r"\d{10}|\d{13}", text)):
        return False
    stamps = printed(text)
    if not stamps:
        return False
    left = without_stamps(text)
    words = re.findall(r"[^\W\d_]+", left)
    if (re.search(r"[.!?]\s+\w", left) and len(words) > 6) or re.search(r"[\u3040-\u30ff]{6}", left):
        return False
    return len(words) <= (10 if byline_of(left) else 7) and not re.search(r"[!?]$|[“”\"«»]", left)


def without_stamps(text: str) -> str:
    """What is left of a line when its stamps are taken away."""
    left, at = [], 0
    for stamp in printed(text):
        left.append(text[at : stamp.start])
        at = stamp.end
    left.append(text[at:])
    words = " ".join(left)
    words = KEYWORD.sub(" ", words)
    words = ABBREVIATION.sub(" ", TIME.sub(" ", words))
    words = re.sub(
        rf"(?<!\w)(?:{'|'.join(WEEKDAYS)}|on|at|le|la|el|am|um|à|il|on the|transcript|uhr)(?!\w)",
        " ",
        words,
        flags=re.IGNORECASE,
    )
    return re.sub(r"^[\s|,;:/·•–—()-]+|[\s|,;:/·•–—()-]+$", "", " ".join(words.split()))


def byline_of(text: str) -> str:
    """The name in a byline ("" where the text is none)."""
    match = BYLINE_FIELD.match(text) or (BYLINE.match(text) if len(text) <= 90 else None)
    if not match:
        return ""
    name = HOUSE.sub("", match["name"]).strip(" ,.")
    words = name.split()
    if not words or not all(
        word[:1].isupper() or word.casefold() in PARTICLES | {"and", "&", "und"} or not word[0].isalpha()
        for word in words
    ):
        return name if len(words) == 1 and re.search(r"[\u3040-\u9fff]", name) else ""
    return name


def is_bare_name(text: str) -> bool:
    """Two to four capitalised words and nothing else: the way Spanish papers print a byline."""
    words = text.split()
    if not 2 <= len(words) <= 5 or re.search(r"[^\w\s.'’-]", text) or (text.isupper() and len(words) > 3):
        return False
    capitals = [word for word in words if word[0].isupper()]
    return len(capitals) >= 2 and all(
        word in PARTICLES or (word[0].isupper() and fold(word) not in COMMON) for word in words
    )


def _headline(rest: list[Block], front: Front, has_turns: bool) -> None:
    if not rest:
        return
    top = next((i for i, block in enumerate(rest[:6]) if block.kind == "heading" and block.level <= 1), None)
    if front.title:
        return
    if top is None and fold(rest[0].text) in KICKER and len(rest) > 1:
        front.droppable.append(rest.pop(0).text)
    position = top if top is not None else 0
    block = rest[position]
    if position == 0 and block.kind != "heading" and not _is_headline(block, len(rest), has_turns):
        return
    front.title = block.text
    for lead in rest[:position]:
        if fold(lead.text) == fold(block.text) or fold(lead.text) in KICKER:
            front.droppable.append(lead.text)
    rest[: position + 1] = [lead for lead in rest[:position] if lead.text not in front.droppable]
    repeated = [other for other in rest if fold(other.text) == fold(front.title)]
    front.droppable += [other.text for other in repeated]
    rest[:] = [other for other in rest if other not in repeated]


def _is_headline(block: Block, count: int, has_turns: bool) -> bool:
    text = block.text
    if len(text) > LONGEST_TITLE or (count == 1 and not has_turns):
        return False
    if block.style.casefold() in ("title", "titre", "titel", "heading 1") or block.rich.whole("b"):
        return True
    ends = re.search(r"[.。][”\"’»)]?$", text) and not text.endswith(("...", "…"))
    return not ends and not text.endswith((":", ","))


def _standfirst(rest: list[Block], front: Front) -> None:
    """The dek: a subtitle, a line without a full stop, one sentence before longer prose, or a first draft of the
    paragraph after it."""
    if front.title and rest and not front.byline and is_bare_name(rest[0].text) and front.stamp_lines:
        front.byline = rest.pop(0).text
    if not rest or front.dek:
        return
    block, following = rest[0], rest[1:]
    between = block is front.above_byline and len(block.text) <= LONGEST_DEK and len(sentences(block.text)) <= 2
    if (between and front.title) or _is_dek(block, following, bool(front.title)):
        front.dek = block.text
        rest.pop(0)
    if rest and not front.byline and front.stamp_lines and is_bare_name(rest[0].text) and len(rest) > 1:
        front.byline = rest.pop(0).text


def _is_dek(block: Block, following: Sequence[Block], titled: bool) -> bool:
    text = block.text
    prose = next((other.text for other in following if other.kind == "text"), "")
    if prose and len(text) > 80 and _drafts(text, prose):
        return True
    if not titled or len(text) > LONGEST_DEK or block.kind == "caption":
        return False
    if block.style.casefold() in ("subtitle", "untertitel", "sous-titre", "standfirst", "dek", "deck"):
        return True
    if block.kind == "heading":
        return bool(prose)
    ends = re.search(r"[.!?。？！…][”\"’»)]?$", text)
    if not ends:
        return len(text.split()) >= 4 or (len(text) > 12 and not text.isascii())
    one = len(re.findall(r"[.!?。？！](?=\s|$|[”\"»])", text)) <= 1
    return bool(prose) and one and len(text) <= 200 and len(prose) > len(text)


def _drafts(text: str, prose: str) -> bool:
    """Whether a paragraph says nearly what the next one says at greater length."""
    return (
        len(prose) > len(text)
        and fuzz.partial_ratio(text[:120], prose[:140]) > 88
        and fuzz.token_set_ratio(text, prose) > 80
    )


def _sections(rest: list[Block], front: Front) -> None:
    """A section heading right before the first speech is a turn of its own."""
    if len(rest) > 1 or (rest and front.title):
        last = rest[-1]
        if (last.kind == "heading" or looks_like_heading(last)) and (len(rest) > 1 or last.kind == "heading"):
            front.headings.append(rest.pop())


def looks_like_heading(block: Block) -> bool:
    """A short line of its own without a full stop, in capitals or opening with one."""
    text = block.text
    if block.kind == "heading":
        return True
    if len(text) > 70 or len(text.split()) > 9 or not block.gap:
        return False
    if re.search(r"[.!?…,;:”\"»)\]。？！、：」』]$", text) or not re.search(r"[^\W\d_]", text):
        return False
    return bool(re.match(r"[\W\d_]*[A-ZÀ-ÞА-Я\u3040-\u9fff\u0600-\u06ff]", text))
