"""Marking the films that a text names. Pure.

A title of several words is marked wherever it stands as printed. A title of one word ("Her", "Heat", "Amour") is a word
of the language too: it is marked only where its year stands beside it.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from journal.document import inline
from journal.document.blocks import Block, Document

Titles = Mapping[str, tuple[int, int | None]]  # title as printed -> (film, year)


def cite(document: Document, titles: Titles) -> Document:
    """The document with its films marked; not a word changes, and what is marked already is left alone."""
    patterns = [(_pattern(title, year), film) for title, (film, year) in _longest_first(titles)]
    if not patterns:
        return document
    return Document(tuple(_cited(block, patterns) for block in document))


def _longest_first(titles: Titles) -> list[tuple[str, tuple[int, int | None]]]:
    return sorted(titles.items(), key=lambda item: -len(item[0]))


def _pattern(title: str, year: int | None) -> re.Pattern[str]:
    # Quotes are the one thing in which a title as printed and a title on record differ without being another title.
    words = re.sub(r"['’]", "['’]", re.escape(title))
    bounded = rf"(?<!\w){words}(?!\w)"
    if len(title.split()) > 1:
        return re.compile(bounded)
    return re.compile(rf"{bounded}(?=[”\"’']?,? \(?{year}\b)") if year else re.compile(r"(?!)")


def _cited(block: Block, patterns: list[tuple[re.Pattern[str], int]]) -> Block:
    if block.type not in ("turn", "paragraph", "quote", "note", "direction", "heading"):
        return block
    return replace(block, text=_marked(block.text, patterns, line=block.type in ("direction", "heading")))


def _marked(markup: str, patterns: list[tuple[re.Pattern[str], int]], *, line: bool) -> str:
    runs = list(inline.parse(markup))
    for pattern, film in patterns:
        runs = [part for run in runs for part in _parts(run, pattern, film)]
    return inline.write(runs, line=line)


def _parts(run: inline.Run, pattern: re.Pattern[str], film: int) -> list[inline.Run]:
    """A run cut up so that every title in it is a run of its own."""
    if run.cite or run.film is not None or run.href:
        return [run]
    parts, end = [], 0
    for match in pattern.finditer(run.text):
        parts += [replace(run, text=run.text[end : match.start()]), replace(run, text=match[0], cite=True, film=film)]
        end = match.end()
    parts.append(replace(run, text=run.text[end:]))
    return [part for part in parts if part.text]
