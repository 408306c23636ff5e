import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.urls import reverse

from interviews import exporting, importing
from interviews.drafting import draft_of
from interviews.models import Interview
from interviews.transcripts.model import Speaker, Transcript, Turn
from interviews.transcripts.reading import read

TALK = Path(__file__).parent / "talk.txt"
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def interview(marrow, editor):
    made = importing.import_transcript(
        transcript=read(TALK.read_bytes(), filename="talk.txt"), by=None, now=NOW, filename="talk.txt"
    )
    made.editing, made.medium = "condensed", "in_person"
    made.save(update_fields=["editing", "medium"])
    return made


def url(interview, format):
    return reverse("admin:interviews_export", args=[interview.pk, format])


def shape(document, participants):
    return [(block.type, block.by, block.plain()) for block in document], participants


@pytest.mark.parametrize("format", ["text", "markdown", "docx", "json"])
def test_what_is_exported_is_imported_as_the_same(editor, interview, format):
    response = editor.get(url(interview, format))
    ending = exporting.WRITERS[format].ending
    assert response["Content-Disposition"] == f'attachment; filename="interview-{interview.pk}.{ending}"'
    again = draft_of(read(response.content, filename=f"talk.{ending}"))
    before = interview.copy()
    assert [(block.type, block.by, block.plain()) for block in again.document] == [
        (block.type, block.by, block.plain()) for block in before.document
    ]
    assert [(voice.label, voice.role, voice.name) for voice in again.voices] == [
        (one.label, one.role, one.name) for one in before.participants
    ]
    assert (again.headline, again.dek) == (before.headline, before.dek)


def test_the_conditions_are_exported(editor, interview):
    data = json.loads(editor.get(url(interview, "json")).content)
    assert data["meta"]["source_note"] == (
        "Interviewed in person at the 12th Marrow Film Festival. Condensed and edited for clarity."
    )
    assert data["meta"]["published"] == "2021-03-09T05:15:00-05:00"


def test_captions_need_times(editor, interview):
    assert editor.get(url(interview, "vtt")).status_code == 404
    assert list(exporting.formats(interview.copy_document())) == ["text", "markdown", "json", "docx"]


def test_captions_of_a_timed_talk(editor):
    transcript = Transcript(
        speakers=(Speaker("Ada", "interviewee"), Speaker("Bo", "interviewer")),
        turns=(Turn(1, ("Why?",), time=(1000, 2000)), Turn(0, ("So.",), time=(2500, 4000))),
    )
    made = importing.import_transcript(transcript=transcript, by=None, now=NOW)
    captions = editor.get(url(made, "vtt")).content.decode()
    assert captions.startswith("WEBVTT\n")
    assert "00:00:02.500 --> 00:00:04.000\n<v Ada>So.</v>" in captions


@pytest.mark.parametrize(
    ("role", "status"), [("writers", 404), ("editors", 200), ("moderators", 404), ("reader", 302), ("nobody", 302)]
)
def test_who_may_export_a_draft(signed_in, interview, role, status):
    assert signed_in(role).get(url(interview, "text")).status_code == status


def test_other_formats_and_methods(editor, interview):
    assert editor.get(url(interview, "pdf")).status_code == 404
    assert editor.post(url(interview, "text")).status_code == 405
    assert editor.get(url(Interview(pk=999), "text")).status_code == 404


def test_the_form_offers_what_can_be_written(editor, interview):
    page = editor.get(reverse("admin:interviews_interview_change", args=[interview.pk])).content.decode()
    assert url(interview, "docx") in page
    assert url(interview, "vtt") not in page
