"""Captions: WebVTT (Teams, Zoom, YouTube, podcasts), SubRip and SBV."""

import html
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO

import srt
import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from journal.document.messages import gettext_noop as _

from .. import declared
from ..model import TranscriptError
from ..source import Block, Rich, Source, pieces, tidied_rich, tidy

NO_HEADER = _("A WebVTT file starts with the line WEBVTT. Line 1 is “%(line)s”.")
NO_CUES = _("There are no cues in this file: a cue is a line such as 00:00:01.000 --> 00:00:04.000 with text below.")
BAD_TIME = _("Line %(number)d, “%(line)s”, is not a time such as 00:00:01.000 --> 00:00:04.000.")
BAD_SRT = _("Line %(number)d, “%(line)s”, is not a time such as 00:00:01,000 --> 00:00:04,000.")
TIMING = re.compile(r"^\s*(?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->\s*(?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{1,3}")
VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]*)>")
TAG = re.compile(r"<(/?)([a-zA-Z]*)((?:\.[^\s>]+)*)(?:\s+[^>]*)?>|<\d[\d:.]*>")
OVERRIDE = re.compile(r"\{\\[^}]*\}")
NOTE = re.compile(r"^(?:NOTE\b|STYLE\b|REGION\b)")
SHORTEST = 60  # milliseconds: YouTube's in-between cues last 10


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: its times in milliseconds and its lines with tags."""

    start: int
    end: int
    lines: tuple[str, ...]


def read_vtt(text: str, why: str) -> Source:
    """Blocks of a WebVTT file; raises TranscriptError, naming the line."""
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    if not re.match(r"WEBVTT(?:\s|$)", first):
        raise TranscriptError(NO_HEADER, {"line": first[:60]})
    body, notes = _without_notes(text)
    try:
        captions = webvtt.from_buffer(StringIO(body))
    except (MalformedFileError, MalformedCaptionError, ValueError, OverflowError) as error:
        raise _located(text, BAD_TIME) from error
    cues = [
        Cue(_seconds(caption.start), _seconds(caption.end), tuple((caption.raw_text or "").split("\n")))
        for caption in list(captions[:])
    ]
    if bad := _bad_timing(text):
        raise TranscriptError(BAD_TIME, bad)
    return _source("vtt", why, cues, notes)


def _seconds(clock: str) -> int:
    hours, minutes, seconds = ("0:" + clock if clock.count(":") == 1 else clock).split(":")
    whole, _dot, fraction = seconds.partition(".")
    return (int(hours) * 3600 + int(minutes) * 60 + int(whole)) * 1000 + int((fraction + "000")[:3])


def _without_notes(text: str) -> tuple[str, list[str]]:
    """The file with a plain header and without NOTE, STYLE and REGION blocks; the notes apart."""
    parts = re.split(r"\n(?:[ \t]*\n)+", text.strip("\n"))
    kept, notes = ["WEBVTT"], []
    head = parts[0].split("\n")
    cue = next((i for i, line in enumerate(head) if "-->" in line), None)
    notes += list(head[1:] if cue is None else head[1:cue])
    if cue is not None:
        kept.append("\n".join(head[cue:]))
    for part in parts[1:]:
        if NOTE.match(part) and "-->" not in part:
            if part.startswith("NOTE"):
                notes.append(part.removeprefix("NOTE"))
            continue
        kept.append("\n".join(line for line in part.split("\n") if line.strip()) if "-->" in part else "")
    return "\n\n".join(filter(None, kept)) + "\n", [words for words in map(tidy, notes) if words]


def _bad_timing(text: str) -> dict[str, object] | None:
    for number, line in enumerate(text.split("\n"), 1):
        if "-->" in line and not TIMING.match(line) and re.match(r"\s*[-\d]", line):
            return {"number": number, "line": line.strip()[:60]}
    return None


def _located(text: str, message: str) -> TranscriptError:
    bad = _bad_timing(text)
    return TranscriptError(message, bad) if bad else TranscriptError(NO_CUES)


def read_srt(text: str, why: str) -> Source:
    """Blocks of a SubRip file; raises TranscriptError, naming the line. What the strict parser refuses is read plainly,
    so that one damaged cue does not cost the words of the others."""
    try:
        found = list(srt.parse(text))
    except (ValueError, OverflowError, srt.SRTParseError):
        cues = list(_plain_cues(text))
    else:
        cues = [Cue(_ms(cue.start), _ms(cue.end), tuple(cue.content.split("\n"))) for cue in found]
    cues = [Cue(cue.start, cue.end, tuple(OVERRIDE.sub("", line) for line in cue.lines)) for cue in cues]
    if not cues:
        raise _located(text, BAD_SRT)
    return _source("srt", why, cues, [])


SRT_TIMING = re.compile(
    r"^\s*(\d{1,4}:\d{1,2}:\d{1,2})[.,](\d{1,3})\s*-->\s*(?:(\d{1,4}:\d{1,2}:\d{1,2})[.,](\d{1,3}))?"
)


def _plain_cues(text: str) -> Iterator[Cue]:
    rows = text.split("\n")
    starts = [(i, match) for i, row in enumerate(rows) if (match := SRT_TIMING.match(row))]
    for position, (row, match) in enumerate(starts):
        end = starts[position + 1][0] if position + 1 < len(starts) else len(rows)
        lines = [line for line in rows[row + 1 : end] if line.strip()]
        if position + 1 < len(starts) and lines and lines[-1].strip().isdigit():
            lines.pop()
        start = _seconds(f"{match[1]}.{match[2]}")
        stop = _seconds(f"{match[3]}.{match[4]}") if match[3] else start
        yield Cue(start, stop, tuple(lines))


def _ms(moment: timedelta) -> int:
    return int(moment.total_seconds() * 1000)


SBV = re.compile(r"^(\d{1,2}:\d{2}:\d{2}\.\d{3}),(\d{1,2}:\d{2}:\d{2}\.\d{3})\s*$")


def read_sbv(text: str, why: str) -> Source:
    """Blocks of a SubViewer file as YouTube writes it."""
    cues: list[Cue] = []
    for part in re.split(r"\n\s*\n", text.strip()):
        head, *lines = part.split("\n")
        if match := SBV.match(head.strip()):
            cues.append(Cue(_seconds(match[1]), _seconds(match[2]), tuple(lines)))
        elif cues:
            cues[-1] = Cue(cues[-1].start, cues[-1].end, (*cues[-1].lines, *part.split("\n")))
    if not cues:
        raise TranscriptError(NO_CUES)
    return _source("sbv", why, cues, [])


def _source(format: str, why: str, cues: Sequence[Cue], notes: Sequence[str]) -> Source:
    if not cues:
        raise TranscriptError(NO_CUES)
    if _rolls(cues):
        cues = list(_unrolled(cues))
    blocks = [block for cue in cues for block in _blocks(cue)]
    if not blocks:
        raise TranscriptError(NO_CUES)
    declaration = declared.find([Block(Rich(note)) for note in notes])
    named = declaration.speakers if declaration else ()
    kept = tuple(note for note in notes if not declared.LINE.match(note))
    return Source(format, why, blocks, droppable=kept, speech_only=True, declared=named)


def _rolls(cues: Sequence[Cue]) -> bool:
    """Whether each cue repeats the last line of the one before, as YouTube's automatic captions do."""
    if any(VOICE.search(line) for cue in cues for line in cue.lines):
        return False  # who is named in every cue may well repeat a word
    plain = [[_bare(line) for line in cue.lines if _bare(line)] for cue in cues]
    if all(len(lines) < 2 for lines in plain):
        return False
    pairs = [(one[-1], two[0]) for one, two in itertools.pairwise(plain) if one and two]
    return len(pairs) >= 3 and sum(one == two for one, two in pairs) >= len(pairs) * 0.5


def _unrolled(cues: Sequence[Cue]) -> Iterator[Cue]:
    last = ""
    for cue in cues:
        lines = [line for line in cue.lines if _bare(line)]
        if lines and _bare(lines[0]) == last:
            lines = lines[1:]
        if lines and not (cue.end - cue.start < SHORTEST and all(_bare(line) == last for line in lines)):
            last = _bare(lines[-1])
            yield Cue(cue.start, cue.end, tuple(lines))


def _bare(line: str) -> str:
    return tidy(html.unescape(TAG.sub("", line)))


def _blocks(cue: Cue) -> Iterator[Block]:
    """A block a voice; lines that open with a dash or ">>" are voices without a name."""
    text = "\n".join(cue.lines)
    voices = list(VOICE.finditer(text))
    spans = [(None, 0, voices[0].start() if voices else len(text))]
    for position, voice in enumerate(voices):
        end = voices[position + 1].start() if position + 1 < len(voices) else len(text)
        spans.append((_name(voice[1]), voice.end(), end))  # type: ignore[arg-type]
    for name, start, end in spans:
        for words in _lines(text[start:end]):
            rich = tidied_rich(pieces(_tagged(words)))
            if rich.text:
                yield Block(rich, speaker=name, time=(cue.start, max(cue.end, cue.start)), gap=False)


def _name(raw: str) -> str:
    return tidy(html.unescape(raw)).strip("\"'")


def _lines(text: str) -> list[str]:
    """Lines joined into one, but for those that a dash, ">>" or a label opens."""
    joined: list[str] = []
    for line in text.split("\n"):
        bare = html.unescape(TAG.sub("", line)).strip()
        opens = re.match(r"(?:[-–—]\s?\S|>>|[^\s:]{1,20}(?: [^\s:]{1,20}){0,3}:\s)", bare)
        if joined and not opens:
            joined[-1] += " " + line
        else:
            joined.append(line)
    return joined


def _tagged(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """(words, marks) of a cue's text; tags that carry no mark disappear, what is no tag is words."""
    marks: list[str] = []
    at = 0
    for match in TAG.finditer(text):
        name = (match[2] or "").lower()
        if match[2] == "" and not re.match(r"<\d", match[0]) and not match[3] and match[0] not in ("</>",):
            continue
        if name not in ("", "b", "i", "u", "c", "v", "lang", "ruby", "rt", "font"):
            continue
        yield html.unescape(text[at : match.start()]), frozenset(marks)
        at = match.end()
        if name in ("b", "i", "u"):
            if not match[1]:
                marks.append(name)
            elif name in marks:
                marks.remove(name)
    yield html.unescape(text[at:]), frozenset(marks)
