"""Which passages of a text go into the index of quotations. Pure: no database, only values."""

from collections.abc import Sequence

from journal.document.blocks import Document
from journal.press.copy import Participant, Quoted


def quoted(document: Document, participants: Sequence[Participant]) -> tuple[Quoted, ...]:
    """Every turn of somebody who was asked; an interviewer's own words are not quotations of anybody."""
    by_label = {participant.label: participant for participant in participants}
    found = []
    for turn in document.turns():
        speaker = by_label.get(turn.by)
        if speaker is None or speaker.role == "interviewer":
            continue
        found.append(Quoted(block=turn.id, label=turn.by, name=speaker.name, text=turn.plain(), person=speaker.person))
    return tuple(found)
