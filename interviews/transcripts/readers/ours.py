"""Our own JSON: what `Transcript.to_json` and the JSON export write, read back without any guessing."""

import re
from typing import Any

from journal.document import inline

from ..accounting import count
from ..model import Meta, Role, Speaker, Transcript, Turn
from ..source import Source, tidy

ROLES: tuple[Role, ...] = ("interviewer", "interviewee", "other")


def is_export(data: Any) -> bool:
    return (
        isinstance(data, dict)
        and isinstance(data.get("turns"), list)
        and isinstance(data.get("speakers"), list)
        and all(isinstance(turn, dict) and isinstance(turn.get("paragraphs"), list) for turn in data["turns"])
        and all(isinstance(speaker, dict) for speaker in data["speakers"])
    )


def source_of_export(data: dict[str, Any], why: str) -> Source:
    """The transcript of an export. Keys that this version does not know are left alone."""
    raw = data["meta"] if isinstance(data.get("meta"), dict) else {}
    title, dek, byline, published, updated, note = (
        tidy(raw[name]) if isinstance(raw.get(name), str) else ""
        for name in ("title", "dek", "byline", "published", "updated", "source_note")
    )
    speakers = tuple(_speaker(item) for item in data["speakers"])
    turns = tuple(turn for item in data["turns"] if (turn := _turn(item, len(speakers))).paragraphs)
    intro, outro = (tuple(filter(None, map(_canonical, _marked(data, name)))) for name in ("intro", "outro"))
    total = sum(count(words for turn in turns for words in turn.words()).values())
    total += sum(count(inline.plain(text) for text in (*intro, *outro)).values())
    ready = Transcript(
        meta=Meta(title, dek, byline, published, updated, note),
        speakers=speakers,
        intro=intro,
        turns=turns,
        outro=outro,
        other=_plain(data.get("other")),
        droppable=_plain(data.get("droppable")),
        format="json",
        why=why,
        words_in=total,
        words_out=total,
    )
    return Source("json", why, (), ready=ready)


def _plain(value: Any) -> tuple[str, ...]:
    return tuple(filter(None, map(tidy, _strings(value))))


def _strings(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _marked(data: dict[str, Any], name: str) -> list[str]:
    """Markup where the export has it, else the plain words."""
    markup = _strings(data.get(f"{name}_markup"))
    return markup or [inline.escape(words) for words in _strings(data.get(name))]


def _canonical(markup: str) -> str:
    return inline.canonical(markup, line=True)


def _speaker(item: dict[str, Any]) -> Speaker:
    role = item.get("role")
    variants = tuple(_strings(item.get("variants")))
    label, name = (tidy(item[key]) if isinstance(item.get(key), str) else "" for key in ("label", "name"))
    return Speaker(label, role if role in ROLES else "other", name, variants)


def _turn(item: dict[str, Any], speakers: int) -> Turn:
    number = item.get("speaker")
    known = isinstance(number, int) and not isinstance(number, bool) and 0 <= number < speakers
    paragraphs = _strings(item.get("markup"))
    if not paragraphs:
        notes = [f"<direction>{inline.escape(words)}</direction>" for words in _strings(item.get("directions"))]
        paragraphs = [*notes, *(inline.escape(words) for words in _strings(item["paragraphs"]))]
    kind = item.get("kind")
    doubt = item.get("uncertain")
    return Turn(
        speaker=number if known else None,
        paragraphs=tuple(filter(None, map(_canonical, paragraphs))),
        kind="heading" if kind == "heading" else "speech" if known else "narration",
        time=_time(item.get("time")),
        uncertain=re.sub(r"\s+", " ", doubt) if isinstance(doubt, str) else "",
    )


def _time(value: Any) -> tuple[int, int] | None:
    if isinstance(value, list) and len(value) == 2 and all(type(moment) is int and moment >= 0 for moment in value):
        return value[0], max(value)
    return None
