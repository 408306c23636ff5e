"""Words of somebody, made fit for a card: quotation marks of their language, no more of them than can be read."""

import re
from collections.abc import Iterator

# Opening and closing marks; every other language has those of English.
MARKS = {
    "ar": "«»", "bg": "„“", "cs": "„“", "da": "»«", "de": "„“", "el": "«»", "es": "«»", "fa": "«»", "fr": "«»",
    "he": "””", "it": "«»", "ja": "「」", "no": "«»", "pl": "„”", "pt": "«»", "ru": "«»", "sv": "””", "uk": "«»",
    "zh": "“”",
}  # fmt: skip
ENGLISH = "“”"
# French sets them off.
APART = {"fr": "\u202f"}
LEFT_OUT = "[…]"
SENTENCE = re.compile(r"(?<=[.!?…؟۔])[”’»\")\]]*\s+|(?<=[。！？])[」』）]*")


def quoted(words: str, lang: str) -> str:
    """The words between the quotation marks of their language; as they are where they already begin with such."""
    tag = lang.lower().split("-")[0]
    marks = MARKS.get(tag, ENGLISH)
    opening, closing = marks[0], marks[1]
    gap = APART.get(tag, "")
    if words.startswith(opening) and words.endswith(closing):
        return words
    return f"{opening}{gap}{words}{gap}{closing}"


def excerpt(words: str, limit: int) -> str:
    """At most that many characters, whole sentences from the start; what is left out is marked.

    Nobody's sentence is cut in two unless the first alone is too long, then between words.
    """
    text = " ".join(words.split())
    if len(text) <= limit:
        return text
    kept = ""
    for sentence in _sentences(text):
        if len(kept) + len(sentence) + len(LEFT_OUT) + 1 > limit:
            break
        kept += sentence
    if not kept:
        head = text[: limit - 1]
        cut = head.rfind(" ")
        return (head[:cut] if cut > limit // 2 else head).rstrip(" ,;:–—-") + "…"
    return f"{kept.rstrip()} {LEFT_OUT}"


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for match in SENTENCE.finditer(text):
        yield text[start : match.end()]
        start = match.end()
    yield text[start:]
