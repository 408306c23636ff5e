"""JSON of speech recognisers: Whisper, WhisperX, AssemblyAI, Deepgram, Rev, podcast transcripts; and our own export."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from journal.document.messages import gettext_noop as _

from ..model import TranscriptError
from ..source import Block, Rich, Source, tidy
from . import plain
from .ours import is_export, source_of_export

BROKEN = _("Line %(line)d, column %(column)d: this is not valid JSON (%(reason)s).")
TOO_DEEP = _("This JSON is nested too deeply to be a transcript.")
NOT_A_NUMBER = _("This JSON holds %(value)s, which is not a number. Export it again.")
SURROGATE = _("The text holds halves of characters (lone surrogates), so it is damaged. Export it again.")
NUL = _("The text holds NUL characters, so it is damaged. Export it again.")
NO_SPEECH = _("No transcript was found in this JSON: it needs a list of segments with a text each.")
LISTS = (
    "utterances",
    "segments",
    "monologues",
    "turns",
    "paragraphs",
    "transcript",
    "results",
    "items",
    "entries",
    "captions",
    "cues",
    "sentences",
    "speeches",
    "messages",
    "data",
    "lines",
)
TEXTS = ("text", "body", "transcript", "content", "value", "sentence", "speech", "words_text", "message", "line")
SPEAKERS = (
    "speaker",
    "speaker_label",
    "speakerName",
    "speaker_name",
    "speakerLabel",
    "speaker_id",
    "speakerId",
    "name",
    "voice",
    "channel",
    "role",
    "author",
    "user",
    "who",
)
STARTS = ("start", "startTime", "start_time", "from", "begin", "ts", "offset", "start_ms", "startMs", "time")
ENDS = ("end", "endTime", "end_time", "to", "stop", "end_ms", "endMs")
DEEPEST = 12


def load(text: str) -> Any:
    """Strict JSON. Raises TranscriptError on broken, endless or damaged input."""

    def refuse(value: str) -> None:
        raise TranscriptError(NOT_A_NUMBER, {"value": value})

    try:
        data = json.loads(text, parse_constant=refuse, parse_float=_number)
    except TranscriptError:
        raise
    except json.JSONDecodeError as error:
        raise TranscriptError(BROKEN, {"line": error.lineno, "column": error.colno, "reason": error.msg}) from error
    except RecursionError as error:
        raise TranscriptError(TOO_DEEP) from error
    except ValueError as error:  # an integer of thousands of digits
        raise TranscriptError(NOT_A_NUMBER, {"value": "…"}) from error
    if re.search(r"\\ud[89a-f]", text, re.IGNORECASE) and _damaged(data):
        raise TranscriptError(SURROGATE)
    if "\\u0000" in text:
        raise TranscriptError(NUL)
    return data


def _number(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise TranscriptError(NOT_A_NUMBER, {"value": digits})
    return value


def _damaged(data: Any) -> bool:
    stack = [data]
    while stack:
        item = stack.pop()
        if isinstance(item, str) and any(0xD800 <= ord(character) <= 0xDFFF for character in item):
            return True
        if isinstance(item, dict):
            stack += [*item.keys(), *item.values()]
        elif isinstance(item, list):
            stack += item
    return False


def read(text: str, why: str) -> Source:
    """Blocks of a recogniser's JSON."""
    data = load(text)
    if is_export(data):
        return source_of_export(data, f"{why} of our own")
    rows = _rows(data)
    if rows:
        blocks = [block for row in _scaled(rows) for block in row]
        if blocks:
            return Source("json", why, blocks, speech_only=True)
    if article := _article(data):
        title, body = article
        return Source("json", why, plain.lines(body), meta={"title": title} if title else {})
    raise TranscriptError(NO_SPEECH)


def _article(data: Any) -> tuple[str, str] | None:
    """One record with a body of text."""
    record = data[0] if isinstance(data, list) and len(data) == 1 else data
    if not isinstance(record, dict):
        return None
    body = next(
        (record[key] for key in ("body", "text", "transcript", "content") if isinstance(record.get(key), str)), ""
    )
    title = next((record[key] for key in ("headline", "title") if isinstance(record.get(key), str)), "")
    return (tidy(title), body) if body.strip() else None


def _rows(data: Any, depth: int = 0) -> list[Mapping[str, Any]]:
    """The list of speeches: the first list of records with a text under a usual name, speakers preferred."""
    if depth > DEEPEST:
        return []
    if isinstance(data, list):
        rows: list[Mapping[str, Any]] = [row for row in data if isinstance(row, dict)]
        spoken = [row for row in rows if _text(row)]
        return (
            spoken
            if spoken and len(spoken) >= len(data) * 0.5 and (len(spoken) > 1 or _speaker(spoken[0]) is not None)
            else []
        )
    if not isinstance(data, dict):
        return []
    found: list[list[Mapping[str, Any]]] = []
    for key in LISTS:
        if key in data and (inner := _rows(data[key], depth + 1)):
            found.append(inner)
    for key, value in data.items():
        if (
            key not in LISTS
            and key != "words"
            and isinstance(value, dict | list)
            and (inner := _rows(value, depth + 1))
        ):
            found.append(inner)
    if not found:
        return []
    return next((rows for rows in found if any(_speaker(row) is not None for row in rows)), found[0])


def _text(row: Mapping[str, Any]) -> str:
    for key in TEXTS:
        if isinstance(row.get(key), str) and row[key].strip():
            return str(row[key])
    parts = row.get("elements") or row.get("words") or row.get("sentences") or ()
    if isinstance(parts, list) and parts and all(isinstance(part, dict) for part in parts):
        words = [
            str(part.get("value") or part.get("punctuated_word") or part.get("word") or part.get("text") or "")
            for part in parts
        ]
        return ("" if "elements" in row else " ").join(words).strip()
    return ""


def _speaker(row: Mapping[str, Any]) -> str | None:
    for key in SPEAKERS:
        value = row.get(key)
        if isinstance(value, dict):
            value = value.get("name") or value.get("id") or value.get("label")
        if isinstance(value, bool) or value is None:
            continue
        if isinstance(value, int | str) and str(value).strip():
            label = tidy(str(value))
            return f"Speaker {label}" if label.isdigit() or (len(label) == 1 and label.isalpha()) else label
    return None


def _moment(row: Mapping[str, Any], keys: Sequence[str]) -> float | None:
    for key in keys:
        value = row.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e10:
            return float(value)
        if isinstance(value, str) and re.fullmatch(r"\d+(?:\.\d+)?s?", value):
            return float(value.rstrip("s"))
        if isinstance(value, str) and (match := re.fullmatch(r"(?:(\d+):)?(\d{1,2}):(\d{2}(?:[.,]\d+)?)", value)):
            return int(match[1] or 0) * 3600 + int(match[2]) * 60 + float(match[3].replace(",", "."))
    return None


def _scaled(rows: Sequence[Mapping[str, Any]]) -> Iterator[list[Block]]:
    """Blocks of rows; times are milliseconds where they are whole and too large for seconds of speech."""
    starts = [_moment(row, STARTS) for row in rows]
    known = [start for start in starts if start is not None]
    spoken = sum(len(_text(row)) for row in rows)
    whole = bool(known) and all(start == int(start) for start in known)
    factor = 1 if whole and known and max(known) > max(600, spoken) else 1000
    last: str | None = None
    for row, start in zip(rows, starts, strict=True):
        end = _moment(row, ENDS)
        time = None
        if start is not None:
            first = int(start * factor)
            time = (first, max(first, int((end if end is not None else start) * factor)))
        speaker = _speaker(row)
        lines = [tidy(line) for line in _text(row).split("\n")]
        yield [
            Block(Rich(line), speaker=speaker, time=time, gap=number > 0 or (speaker is not None and speaker != last))
            for number, line in enumerate(lines)
            if line
        ]
        last = speaker if speaker is not None else last
