"""Which format a file has, and why: the content decides, the name only between equals."""

import json
import re
from dataclasses import dataclass
from pathlib import PurePath

from journal.document.messages import gettext_noop as _

from . import declared
from .decoding import decode
from .model import TranscriptError
from .readers import FORMATS, chat, email, timed

MISMATCH = _("This file is called .%(ending)s but is something else. Save it again from the program it came from.")
ZIP = _("This is an archive without a Word document in it. Unpack it and choose the transcript itself.")
OLD_ODT = _("OpenDocument files cannot be read. Save it as .docx or plain text and try again.")
SRT = re.compile(r"^\s*(?:\d+\s*\n)?\s*\d{1,3}:\d{2}:\d{2}[,.]\d{1,3}\s*-->", re.MULTILINE)
SBV = re.compile(r"^\d{1,2}:\d{2}:\d{2}\.\d{3},\d{1,2}:\d{2}:\d{2}\.\d{3}\s*$", re.MULTILINE)
TAGS = re.compile(
    r"<(?:!doctype html|html|head|body|p|div|span|h[1-6]|br|strong|em|b|i|blockquote|article|section|table"
    r"|ul|ol|dl|dt|dd|li|tr|td|figure|meta)\b[^>]*>",
    re.IGNORECASE,
)
MARKDOWN = re.compile(
    r"^(?:#{1,6} \S|---\s*$|\+\+\+\s*$|```)|\*\*[^*\n]{1,400}\*\*|^\s{0,3}>\s\S|\[[^\]\n]{1,200}\]\([^)\s]{1,300}\)"
    r"|^\[\^\w+\]:|(?<![*\w])[*_][^*_\s][^*_\n]{0,300}[*_](?![*\w])",
    re.MULTILINE,
)
FRONT_MATTER = re.compile(r"\A(?:---|\+\+\+)\s*\n.*?\n(?:---|\+\+\+|\.\.\.)\s*\n", re.DOTALL)
SLUG = re.compile(r"^(?:INT|EXT|EST|INT\./EXT|I/E)[. ].+$", re.MULTILINE)
CHARACTER = re.compile(r"(?:\A|\n\n)(?:@[^\n]{2,40}|[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{1,38}(?: \([^)\n]{1,20}\))?)\n(?=\S)")


@dataclass(frozen=True, slots=True)
class Choice:
    """A format, why it was chosen, and what its reader is given: text, or bytes for a container."""

    format: str
    why: str
    content: str | bytes


def sniff(data: bytes | str, filename: str | None = None, format: str | None = None) -> Choice:
    """Choose a format. Raises TranscriptError for what no reader takes."""
    ending = PurePath(filename).suffix.lstrip(".").lower() if filename else ""
    if isinstance(data, bytes):
        if format is None and (choice := _container(data)):
            return choice
        if format is None and ending in FORMATS and FORMATS[ending].container:
            raise TranscriptError(MISMATCH, {"ending": ending})
        if format is not None and FORMATS[format].container:
            return Choice(format, "chosen by hand", data)
        text = decode(data)
    else:
        text = data
    if format is not None:
        content: str | bytes = text.encode() if FORMATS[format].container else text
        return Choice(format, "chosen by hand", content)
    name, why = _by_content(text, ending)
    return Choice(name, why, text.encode("cp1252", "replace") if name == "rtf" else text)


def _container(data: bytes) -> Choice | None:
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        if b"opendocument" in data[:200]:
            raise TranscriptError(OLD_ODT)
        if b"word/" not in data and b"[Content_Types].xml" not in data:
            raise TranscriptError(ZIP)
        return Choice("docx", "it is a zip container with a Word document", data)
    if data.lstrip()[:5] == b"{\\rtf":
        return Choice("rtf", "it starts with {\\rtf", data)
    return None


def _by_content(text: str, ending: str) -> tuple[str, str]:
    """(format, why); signatures first, then how many lines look like a format, then the name."""
    start = text.lstrip()[:400]
    if any(declared.LINE.match(line.strip()) for line in text[:20000].split("\n")) and not start.startswith("WEBVTT"):
        front = FRONT_MATTER.match(text) or ending in ("md", "markdown", "mdown")
        return ("markdown" if front else "text"), "it declares its speakers"
    if start.startswith("{\\rtf"):
        return "rtf", "it starts with {\\rtf"
    if re.match(r"WEBVTT(?:\s|$)", start) or ending == "vtt":
        return "vtt", "it starts with WEBVTT" if start.startswith("WEBVTT") else "its name ends in .vtt"
    if (start[:1] in ("{", "[") and (ending == "json" or _is_json(text))) or ending == "json":
        return "json", "it is JSON"
    if SRT.search(text[:4000]) or ending == "srt":
        return "srt", "it has SubRip times"
    if SBV.search(text[:4000]) or ending == "sbv":
        return "sbv", "it has SubViewer times"
    if ending in ("html", "htm", "xhtml") or len(TAGS.findall(text[:20000])) >= 3:
        return "html", "it has HTML tags"
    if ending in ("fountain", "spmd") or _is_screenplay(text):
        return "fountain", "it is laid out as a screenplay"
    return _by_lines(text, ending)


def _by_lines(text: str, ending: str) -> tuple[str, str]:
    messages = chat.looks(text)
    if messages >= 3:
        return "chat", f"{messages} lines open with a date, a time and a name"
    if email.looks(text):
        return "email", "it has the headers or the quoted lines of a mail"
    heads = timed.looks(text)
    if heads >= 2 and ending not in ("md", "markdown"):
        return "timed", f"{heads} lines hold a name and a time"
    marks = len(MARKDOWN.findall(text[:50000]))
    if (
        ending in ("md", "markdown", "mdown")
        or FRONT_MATTER.match(text)
        or (marks >= 4 and re.search(r"\*\*|^#{1,6} \S|\]\(", text, re.MULTILINE))
    ):
        return "markdown", "it has Markdown's marks" if marks else "its name says so"
    return "text", "no other format fits"


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return bool(re.match(r'\s*[\[{]\s*(?:"|\{|\[|\})', text))
    return True


def _is_screenplay(text: str) -> bool:
    return bool(SLUG.search(text)) and len(CHARACTER.findall(text)) >= 2
