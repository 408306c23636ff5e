"""One module a format; each turns a file into a flat list of blocks (`source.Source`)."""

from collections.abc import Callable
from dataclasses import dataclass

from journal.document.messages import gettext_noop as _

from ..source import Source
from . import captions, chat, docx, email, fountain, html, markdown, plain, rtf, speech_json, timed


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what people call it, the endings of its files, its reader, and whether it is read from bytes
    (a container) rather than from text."""

    title: str
    endings: tuple[str, ...]
    read: Callable[..., Source]
    container: bool = False


FORMATS: dict[str, Format] = {
    "docx": Format(_("Word document"), ("docx",), docx.read, container=True),
    "rtf": Format(_("Rich text (RTF)"), ("rtf",), rtf.read, container=True),
    "html": Format(_("Web page"), ("html", "htm", "xhtml"), html.read),
    "vtt": Format(_("WebVTT captions"), ("vtt",), captions.read_vtt),
    "srt": Format(_("SubRip captions"), ("srt",), captions.read_srt),
    "sbv": Format(_("SubViewer captions"), ("sbv",), captions.read_sbv),
    "json": Format(_("JSON of a speech recogniser"), ("json",), speech_json.read),
    "fountain": Format(_("Fountain screenplay"), ("fountain", "spmd"), fountain.read),
    "chat": Format(_("Chat export"), (), chat.read),
    "email": Format(_("Mail"), ("eml",), email.read),
    "timed": Format(_("Recorder's text (names and times)"), (), timed.read),
    "markdown": Format(_("Markdown"), ("md", "markdown", "mdown"), markdown.read),
    "text": Format(_("Plain text"), ("txt", "text"), plain.read),
}
