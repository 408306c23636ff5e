"""Writing transcripts: one module a format, `WRITERS` the table.

What is written is read back to the same turns: every export declares its speakers (see `declared`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from journal.document import inline
from journal.document.blocks import Document
from journal.document.messages import gettext_noop as _

from ..model import Meta, Speaker, Transcript, Turn
from . import docx, markdown, plain, structured, vtt


@dataclass(frozen=True, slots=True)
class Writer:
    """A format to export to: what people call it, the ending and media type of its files, and its writer."""

    title: str
    ending: str
    media_type: str
    write: Callable[[Transcript], bytes]


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WRITERS: dict[str, Writer] = {
    "text": Writer(_("Plain text"), "txt", "text/plain; charset=utf-8", plain.write),
    "markdown": Writer(_("Markdown"), "md", "text/markdown; charset=utf-8", markdown.write),
    "vtt": Writer(_("WebVTT captions"), "vtt", "text/vtt; charset=utf-8", vtt.write),
    "json": Writer(_("JSON"), "json", "application/json", structured.write),
    "docx": Writer(_("Word document"), "docx", WORD, docx.write),
}


def from_document(document: Document, participants: Iterable[Speaker], meta: Meta | None = None) -> Transcript:
    """A document of turns and its participants as a transcript, so that it can be written.

    Paragraphs before the first turn are the introduction, those after the last the outro, those between narration; a
    direction on its own line goes to the turn before it. A label that no participant has gets an entry of its own.
    """
    speakers = {speaker.label: speaker for speaker in participants}
    for block in document:
        if block.is_turn:
            speakers.setdefault(block.by, Speaker(block.by, "other"))
    index = {label: number for number, label in enumerate(speakers)}
    places = [number for number, block in enumerate(document.blocks) if block.is_turn]
    first, last = (places[0], places[-1]) if places else (len(document.blocks), -1)
    turns: list[Turn] = []
    prose: dict[str, list[str]] = {"intro": [], "outro": []}
    for number, block in enumerate(document.blocks):
        texts = tuple(
            inline.canonical(text, line=True) for markup in block.markups() for text in inline.paragraphs(markup)
        )
        if block.is_turn:
            turns.append(Turn(index[block.by], texts, time=block.t))
        elif block.type == "direction" and turns and turns[-1].speaker is not None:
            note = f"<direction>{block.text}</direction>"
            turns[-1] = Turn(turns[-1].speaker, (*turns[-1].paragraphs, note), time=turns[-1].time)
        elif block.type == "heading" and number < last:
            turns.append(Turn(None, texts, "heading"))
        elif texts and block.type != "pullquote":
            if first < number < last:
                turns.append(Turn(None, texts, "narration"))
            else:
                prose["intro" if number < first else "outro"] += texts
    return Transcript(
        meta=meta or Meta(),
        speakers=tuple(speakers.values()),
        intro=tuple(prose["intro"]),
        turns=tuple(turns),
        outro=tuple(prose["outro"]),
    )
