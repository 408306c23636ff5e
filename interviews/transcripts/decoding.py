"""Bytes to text: the encoding is told by a mark, by validity, or by what the letters most likely are."""

import codecs
import re

from charset_normalizer import from_bytes

from journal.document.messages import gettext_noop as _

from .model import TranscriptError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BINARY = (
    (b"%PDF-", _("This is a PDF file. Open it, copy its text and paste that instead.")),
    (b"\x7fELF", _("This is a program, not a transcript.")),
    (b"\x89PNG", _("This is a picture, not a transcript.")),
    (b"\xff\xd8\xff", _("This is a picture, not a transcript.")),
    (b"GIF8", _("This is a picture, not a transcript.")),
    (b"RIFF", _("This is a sound or video file, not a transcript.")),
    (b"ID3", _("This is a sound recording, not a transcript.")),
    (b"OggS", _("This is a sound recording, not a transcript.")),
    (b"\xd0\xcf\x11\xe0", _("This is an old Word document (.doc). Save it as .docx and try again.")),
    (b"\x1f\x8b", _("This file is compressed. Unpack it first.")),
)
NOT_TEXT = _("This file is not text. Save the transcript as plain text, .docx or .vtt and try again.")
EMPTY = _("There is no text in this file.")
NUL = _("The text holds NUL characters, so it is damaged. Save it again from the program it came from.")
SURROGATE = _("The text holds halves of characters (lone surrogates), so it is damaged. Save it again as UTF-8.")
UNKNOWN = _("The encoding of this file cannot be told. Save it as UTF-8 and try again.")
SURROGATE_HALF = re.compile("[\ud800-\udfff]")
SAMPLE = 200_000


def decode(data: bytes) -> str:
    """Text of a file, line ends as "\\n". Raises TranscriptError for what is not text or cannot be decoded safely."""
    for mark, message in BINARY:
        if data.startswith(mark):
            raise TranscriptError(message)
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return checked(_strictly(data, encoding))
    if wide := _wide(data):
        return checked(_strictly(data, wide))
    if b"\0" in data:
        raise TranscriptError(NUL if _mostly_text(data) else NOT_TEXT)
    try:
        return checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        return checked(_guessed(data))


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        raise TranscriptError(UNKNOWN) from error


def _wide(data: bytes) -> str:
    """UTF-16 without a mark shows as NUL in every second byte of Latin text."""
    sample = data[:4000]
    if len(sample) < 8 or len(data) % 2:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) * 0.4 and even < len(sample) * 0.05:
        return "utf-16-le"
    if even > len(sample) * 0.4 and odd < len(sample) * 0.05:
        return "utf-16-be"
    return ""


def _mostly_text(data: bytes) -> bool:
    sample = data[:4000]
    return sum(byte in b"\t\n\r" or byte >= 32 for byte in sample) > len(sample) * 0.97


def _guessed(data: bytes) -> str:
    if not _mostly_text(data):
        raise TranscriptError(NOT_TEXT)
    windows = _windows(data)
    if windows and _reads_well(windows):
        return windows
    best = from_bytes(data[:SAMPLE]).best()
    if best is not None:
        try:
            text = data.decode(best.encoding)
        except (UnicodeError, LookupError):
            text = ""
        if text and not _garbled(text):
            return text
    if windows and not _garbled(windows):
        return windows
    raise TranscriptError(UNKNOWN)


def _windows(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return ""


def _reads_well(text: str) -> bool:
    """Whether the characters beyond ASCII are those that western typists use: curly quotes, dashes, accented letters
    inside words of plain letters. Japanese or Russian read as Windows-1252 fails this at once."""
    beyond = [character for character in text if ord(character) > 127]
    usual = sum(
        character in "‘’“”–—…€£°·«»¿¡§©®ŒœŠšŽžŸ\xa0•½¼¾" or 0xC0 <= ord(character) <= 0xFF for character in beyond
    )
    if not beyond or usual < len(beyond) * 0.98:
        return False
    letters = [c for c in text if c.isalpha()]
    accented = sum(ord(c) > 127 for c in letters)
    return accented < len(letters) * 0.2


# Control characters that no text has, private use, and what Unicode leaves unassigned or calls no character.
ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufdd0-\ufdef\uffff\U000e0100-\U0010ffff]")


def _garbled(text: str) -> bool:
    return len(ODD.findall(text)) > max(2, len(text) * 0.002)


def checked(text: str) -> str:
    """The text with line ends as "\\n", or why it cannot be a transcript."""
    if "\0" in text:
        raise TranscriptError(NUL)
    if SURROGATE_HALF.search(text):
        raise TranscriptError(SURROGATE)
    if _garbled(text[:SAMPLE]):
        raise TranscriptError(NOT_TEXT)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n").replace("\u2029", "\n\n")
    text = text.replace("\u2028", "\n").removeprefix("\ufeff")
    if not text.strip(" \n\t\xa0\u200b\ufeff\u3000\u200e\u200f"):
        raise TranscriptError(EMPTY)
    return text
