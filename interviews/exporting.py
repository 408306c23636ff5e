"""An interview as a file that other programs, and our own import, read."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from interviews.conditions import sentence
from interviews.models import Interview, Participant
from interviews.transcripts.model import Meta, Role, Speaker, Transcript
from interviews.transcripts.writers import WRITERS, Writer, from_document
from journal.document.blocks import Document
from journal.press.datelines import machine

ROLES: dict[str, Role] = {
    "interviewer": "interviewer",
    "moderator": "interviewer",
    "audience": "interviewer",
    "interviewee": "interviewee",
}


def formats(document: Document) -> dict[str, Writer]:
    """What the document can be written as; captions only where every turn has its time."""
    turns = document.turns()
    timed = bool(turns) and all(turn.t for turn in turns)
    return {name: writer for name, writer in WRITERS.items() if name != "vtt" or timed}


def transcript_of(interview: Interview) -> Transcript:
    """The working copy in the terms of transcripts. How the conversation came about is its source note."""
    copy = interview.copy()
    published = interview.piece.published_at if interview.piece else interview.first_published_at
    updated = interview.first_updated_at
    meta = Meta(
        title=copy.headline,
        dek=copy.dek,
        byline=", ".join(credit.name for credit in copy.byline if credit.role in ("author", "interviewer")),
        published=machine(published, settings.TIME_ZONE) if published else "",
        updated=machine(updated, settings.TIME_ZONE) if updated else "",
        source_note=sentence(interview.conditions()),
    )
    return from_document(copy.document, [_speaker(one) for one in interview.participants.with_names()], meta)


def _speaker(participant: Participant) -> Speaker:
    return Speaker(participant.label, ROLES.get(participant.role, "other"), participant.shown_name)


def answer(interview: Interview, format: str) -> HttpResponse:
    """The file as a download. Raises KeyError on a format that is none, TranscriptError where it cannot be written."""
    writer = WRITERS[format]
    name = f"{interview.slug or f'interview-{interview.pk}'}.{writer.ending}"
    response = HttpResponse(writer.write(transcript_of(interview)), content_type=writer.media_type)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    if disposition:
        response["Content-Disposition"] = disposition
    return response
