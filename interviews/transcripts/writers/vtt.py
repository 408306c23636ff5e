"""WebVTT with voices, for transcripts whose turns have times."""

import html
import re
from collections.abc import Iterator

from journal.document import inline
from journal.document.messages import gettext_noop as _

from .. import declared
from ..model import Transcript, TranscriptError, Turn
from .script import words_of

PACE = 65  # milliseconds a character, the rate of unhurried speech
NO_TURNS = _("Nobody speaks in this text, so no captions can be written.")
NO_TIMES = _("Turn %(number)d has no time, so no captions can be written.")


def write(transcript: Transcript) -> bytes:
    """A cue for every paragraph; the time of a turn is shared out by length. Raises TranscriptError without times."""
    labels = transcript.labels()
    spoken = [(number, turn) for number, turn in enumerate(transcript.turns, 1) if turn.speaker is not None]
    if not spoken:
        raise TranscriptError(NO_TURNS)
    for number, turn in spoken:
        if turn.time is None:
            raise TranscriptError(NO_TIMES, {"number": number})
    cues: list[str] = []
    for position, (_number, turn) in enumerate(spoken):
        following = spoken[position + 1][1].time if position + 1 < len(spoken) else None
        cues += _cues(turn, labels[turn.speaker or 0], following)
    head = f"WEBVTT\n\nNOTE\n{declared.line(transcript.speakers, labels, False)}\n\n"
    return (head + "\n\n".join(cues) + "\n").encode()


def _cues(turn: Turn, label: str, following: tuple[int, int] | None) -> Iterator[str]:
    start, end = turn.time or (0, 0)
    if end <= start:  # recorders note only when a speech begins
        end = following[0] if following and following[0] > start else start + PACE * sum(map(len, turn.paragraphs))
    sizes = [max(1, len(markup)) for markup in turn.paragraphs]
    passed = 0
    for markup, size in zip(turn.paragraphs, sizes, strict=True):
        first = start + (end - start) * passed // sum(sizes)
        passed += size
        last = max(first + 1, start + (end - start) * passed // sum(sizes))
        voice = html.escape(re.sub(r"[\n>]", " ", label), quote=False)
        yield f"{clock(first)} --> {clock(last)}\n<v {voice}>{_text(inline.parse(markup))}</v>"


def _text(runs: tuple[inline.Run, ...]) -> str:
    written = []
    for text, run in words_of(runs):
        words = html.escape(text, quote=False)
        words = f"<i>{words}</i>" if run.em and not run.direction else words
        written.append(f"<b>{words}</b>" if run.strong and not run.direction else words)
    return "".join(written)


def clock(milliseconds: int) -> str:
    """``01:02:03.004``."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"
