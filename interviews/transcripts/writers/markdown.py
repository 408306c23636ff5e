"""Markdown with front matter: bold labels, italic words."""

import re
from collections.abc import Iterator

from ..model import Transcript
from .script import Line, lines, words_of

FIELDS = (
    ("title", "title"),
    ("description", "dek"),
    ("author", "byline"),
    ("date", "published"),
    ("lastmod", "updated"),
)
SPECIAL = re.compile(r"([\\`*_\[\]<>#|~^!$&])")
AT_START = re.compile(r"^(\s*)([-+=>]|\d{1,9}[.)])")


def write(transcript: Transcript) -> bytes:
    """UTF-8 Markdown that a site generator and our own importer read."""
    meta = transcript.meta
    front = [f'{name}: "{_quoted(getattr(meta, key))}"' for name, key in FIELDS if getattr(meta, key)]
    body = [_markdown(line) for line in lines(transcript) if line.kind not in ("title", "dek", "byline", "stamp")]
    return ("---\n" + "\n".join(front) + "\n---\n\n" + "\n\n".join(body) + "\n").encode()


def _quoted(words: str) -> str:
    return words.replace('"', '\\"')


def _escaped(words: str) -> str:
    return SPECIAL.sub(r"\\\1", words)


def _markdown(line: Line) -> str:
    if line.kind == "rule":
        return "* * *"
    words = "".join(_runs(line))
    if line.kind == "heading":
        return f"## {words}"
    if line.label:
        return f"**{_escaped(line.label)}:** {words}"
    return AT_START.sub(lambda match: match[1] + (match[2][:-1] + "\\" + match[2][-1]), words)


def _runs(line: Line) -> Iterator[str]:
    """Words with marks. Tags rather than asterisks where an asterisk beside letters or spaces would not be read."""
    parts = list(words_of(line.runs))
    for position, (text, run) in enumerate(parts):
        words = _escaped(text)
        before = parts[position - 1][0][-1:] if position else " "
        after = parts[position + 1][0][:1] if position + 1 < len(parts) else " "
        easy = text[:1].isalnum() and text[-1:].isalnum() and not before.isalnum() and not after.isalnum()
        alone = not (run.strong and run.em) and before not in "*_" and after not in "*_"
        for on, sign, tag in ((run.em, "*", "em"), (run.strong, "**", "strong")):
            if on and not run.direction:
                words = f"{sign}{words}{sign}" if easy and alone else f"<{tag}>{words}</{tag}>"
        yield words
