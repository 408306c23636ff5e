"""Tables in which a row is a speech: a column for the time, one for the speaker, one for the words."""

import re
from collections.abc import Sequence

from ..labelling.candidates import CLOCK, TIME_ONLY, milliseconds
from ..labelling.people import fold
from ..source import Block, Rich
from ..wordlists import words

Cell = list[Rich]
HEADERS = frozenset(
    fold(word)
    for word in words(
        "time timecode tc start end speaker who name text transcript dialogue speech words content notes "
        "question answer zeit sprecher wer text temps locuteur texte qui hora tiempo hablante texto "
        "tempo parlante testo 時間 話者 発言"
    )
)


def table_blocks(rows: Sequence[Sequence[Cell]]) -> list[Block]:
    """Blocks of a table of speeches; an empty list where the table is no such thing."""
    rows = [row for row in rows if any(cell for cell in row)]
    width = max((len(row) for row in rows), default=0)
    if width < 2 or len(rows) < 2:
        return []
    even = [[*row, *([[]] * (width - len(row)))] for row in rows]
    head = even[0] if all(fold(_text(cell)) in HEADERS for cell in even[0] if cell) else None
    body = even[1:] if head else even
    times = [column for column in range(width) if _is_time(body, column)]
    speaker = next((column for column in range(width) if column not in times and _is_speaker(body, column)), None)
    words = [column for column in range(width) if column not in times and column != speaker]
    if speaker is None or not words:
        return []
    blocks = [Block(cell_line, kind="furniture") for cell in head or () for cell_line in cell]
    who: str | None = None
    for row in body:
        who = _text(row[speaker]).rstrip(" :：") or who
        time = next((moment for column in times if (moment := _time(_text(row[column]))) is not None), None)
        for column in words:
            for line in row[column]:
                blocks.append(Block(line, speaker=who or "", time=(time, time) if time is not None else None))
    return blocks


def _text(cell: Cell) -> str:
    return " ".join(line.text for line in cell)


def _is_time(body: Sequence[Sequence[Cell]], column: int) -> bool:
    texts = [_text(row[column]) for row in body if row[column]]
    return bool(texts) and sum(bool(TIME_ONLY.match(text)) for text in texts) >= len(texts) * 0.8


def _time(text: str) -> int | None:
    match = re.search(CLOCK, text)
    return milliseconds(match[0]) if match else None


def _is_speaker(body: Sequence[Sequence[Cell]], column: int) -> bool:
    """Short cells of which few are different."""
    texts = [_text(row[column]) for row in body if row[column]]
    distinct = {fold(text) for text in texts}
    return (
        len(texts) >= 2
        and all(len(text) <= 40 and len(text.split()) <= 5 for text in texts)
        and len(distinct) <= max(2, len(texts) * 0.6)
        and column < len(body[0]) - 1
    )
