"""From what was read to a draft: the reader's terms in those of the desk. Pure."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from interviews import languages
from interviews.drafts import Draft, Question, Voice
from interviews.transcripts.model import Decision, Transcript
from journal.document.blocks import Document, mint


def draft_of(transcript: Transcript) -> Draft:
    """The draft of what was read. Raises DocumentError past the limits of a document."""
    document = transcript.to_document(mint)
    labels = transcript.labels()
    places = _places(transcript, document)
    return Draft(
        headline=transcript.meta.title,
        dek=transcript.meta.dek,
        byline=transcript.meta.byline,
        source_note=transcript.meta.source_note,
        published=transcript.meta.published,
        updated=transcript.meta.updated,
        stamps=tuple(stamp.to_json() for stamp in transcript.meta.stamps),
        lang=languages.guess(document.plain()),
        document=document,
        voices=tuple(
            Voice(label, speaker.role, speaker.name, variants=speaker.variants)
            for label, speaker in zip(labels, transcript.speakers, strict=True)
        ),
        questions=tuple(_question(decision, transcript, labels, places) for decision in transcript.decisions),
        uncertain={
            places[f"turn {number}"]: turn.uncertain
            for number, turn in enumerate(transcript.turns, 1)
            if turn.uncertain and f"turn {number}" in places
        },
        kept=transcript.other,
        furniture=transcript.droppable,
        films=tuple((film.title, film.year) for film in transcript.films),
        people=transcript.people,
        why=transcript.why,
    )


def _places(transcript: Transcript, document: Document) -> dict[str, str]:
    """ "turn 3" -> id of the block that it became. Narration becomes one block a paragraph: the first is meant."""
    ids = iter([block.id for block in document])
    places = {f"intro {number}": next(ids) for number in range(len(transcript.intro))}
    for number, turn in enumerate(transcript.turns, 1):
        blocks = len(turn.paragraphs) if turn.kind != "heading" and turn.speaker is None else 1
        own = [next(ids) for _block in range(blocks)]
        if own:
            places[f"turn {number}"] = own[0]
    places |= {f"outro {number}": next(ids) for number in range(len(transcript.outro))}
    return places


def _sentence(reason: object) -> str:
    words = gettext(str(reason)).rstrip(".")
    return f"{words[:1].upper()}{words[1:]}."


def _question(decision: Decision, transcript: Transcript, labels: Sequence[str], places: Mapping[str, str]) -> Question:
    """What the reader could not decide, with alternatives in the draft's own labels."""
    params = {name: _sentence(value) if name == "reason" else value for name, value in decision.params.items()}
    question = gettext(decision.question) % params if params else gettext(decision.question)
    alternatives, assumed = decision.alternatives, decision.assumed
    kind, _space, number = decision.place.partition(" ")
    if decision.place in places and kind == "turn":
        speaker = transcript.turns[int(number) - 1].speaker
        alternatives, assumed = tuple(labels), labels[speaker] if speaker is not None else ""
    elif kind == "speakers":
        asking = [n for n, speaker in enumerate(transcript.speakers) if speaker.role == "interviewer"]
        alternatives, assumed = tuple(labels), labels[asking[0]] if asking else ""
    block = places.get(decision.place, "")
    return Question(decision.place, question, alternatives, assumed, decision.confidence, block)
