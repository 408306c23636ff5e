from datetime import UTC, datetime

import pytest

from interviews import importing
from interviews.drafting import draft_of
from interviews.models import Interview
from interviews.transcripts.model import Decision, Film, Meta, Speaker, Transcript, Turn
from interviews.transcripts.stamps import read_stamps
from journal.cinema.models import Credit, Edition, Festival, Person
from journal.cinema.models import Film as FilmRecord
from journal.desk.models import Article
from journal.press.models import Contributor

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def make_transcript(**fields) -> Transcript:
    stamps = tuple(read_stamps(["03/09/2021 05:15 EST | Updated 11/06/2021 05:12 EDT"]))
    defaults = {
        "meta": Meta(
            title="Two Directors on Their New Film",
            dek="We met Ada Quill and Bo Lund after the screening of Tide Tables (2021) at the Marrow Film Festival.",
            published="2021-03-09T05:15:00-05:00",
            updated="2021-11-06T05:12:00-04:00",
            byline="Iris Vole",
            stamps=stamps,
        ),
        "speakers": (
            Speaker("Q", "interviewer"),
            Speaker("AQ", "interviewee", "Ada Quill"),
            Speaker("BL", "interviewee", "Bo Lund"),
        ),
        "intro": ("Tide Tables (2021), their second film, played last week.",),
        "turns": (
            Turn(0, ("Tide Tables is a comedy.",)),
            Turn(1, ("<direction>laughing</direction> Is it?", "I had not noticed.")),
            Turn(2, ("It is, and it was meant to be.",)),
        ),
        "other": ("Photo: the harbour at dusk",),
        "droppable": ("Share this",),
        "films": (Film("Tide Tables", 2021),),
        "people": ("Ada Quill", "Bo Lund"),
    }
    return Transcript(**{**defaults, **fields})


@pytest.fixture
def catalogue(db):
    film = FilmRecord.objects.create(title="Tide Tables", year=2021, invented=True)
    ada = Person.objects.create(name="Ada Quill", invented=True)
    festival = Festival.objects.create(name="Marrow Film Festival", short_name="Marrow", invented=True)
    Edition.objects.create(festival=festival, year=2021, ordinal=12)
    Credit.objects.create(film=film, person=ada, department="Directing", job="Director")
    return film, ada, festival.editions.get()


def test_a_transcript_becomes_an_interview(catalogue):
    film, ada, edition = catalogue
    interview = importing.import_transcript(transcript=make_transcript(), by=None, now=NOW, filename="tide.txt")
    interview = Interview.objects.get(pk=interview.pk)
    assert interview.headline == "Two Directors on Their New Film"
    assert interview.kind == "interview"
    assert interview.edition == edition
    assert [(p.label, p.role, p.person, p.name) for p in interview.participants.all()] == [
        ("Q", "interviewer", None, ""),
        ("AQ", "interviewee", ada, ""),
        ("BL", "interviewee", None, "Bo Lund"),
    ]
    assert [(block["type"], block.get("by"), block["text"]) for block in interview.document] == [
        ("paragraph", None, f'<cite film="{film.pk}">Tide Tables</cite> (2021), their second film, played last week.'),
        ("turn", "Q", f'<cite film="{film.pk}">Tide Tables</cite> is a comedy.'),
        ("turn", "AQ", "<direction>laughing</direction> Is it?\n\nI had not noticed."),
        ("turn", "BL", "It is, and it was meant to be."),
    ]
    assert [(mention.film, mention.role) for mention in interview.mentions.all()] == [(film, "subject")]
    assert [str(line) for line in interview.bylines.all()] == ["Iris Vole (author)"]
    assert Contributor.objects.get().slug == "iris-vole"
    assert interview.first_published_at == datetime(2021, 3, 9, 10, 15, tzinfo=UTC)
    assert interview.first_updated_at == datetime(2021, 11, 6, 9, 12, tzinfo=UTC)
    assert interview.stamp_text == "03/09/2021 05:15 EST | Updated 11/06/2021 05:12 EDT"
    assert interview.notes == (
        "Beside the text:\nPhoto: the harbour at dusk\n\nSet aside as furniture of the page:\nShare this"
    )
    assert interview.revisions.get().kind == "import"


def test_the_article_knows_its_form(catalogue):
    made = importing.import_transcript(transcript=make_transcript(), by=None, now=NOW)
    assert Article.objects.get(pk=made.pk).whole() == made
    assert type(Article.objects.get(pk=made.pk).whole()) is Interview


def test_the_copy_says_who_speaks_and_what_may_be_quoted(catalogue):
    film, ada, _edition = catalogue
    copy = importing.import_transcript(transcript=make_transcript(), by=None, now=NOW).copy()
    assert [(p.label, p.name, p.role, p.person) for p in copy.participants] == [
        ("Q", "", "interviewer", None),
        ("AQ", "Ada Quill", "interviewee", ada.pk),
        ("BL", "Bo Lund", "interviewee", None),
    ]
    assert [(q.label, q.name, q.text, q.person) for q in copy.quotations] == [
        ("AQ", "Ada Quill", "[laughing] Is it?\n\nI had not noticed.", ada.pk),
        ("BL", "Bo Lund", "It is, and it was meant to be.", None),
    ]
    assert [(link.person, link.role) for link in copy.people] == [(ada.pk, "participant")]
    assert [link.film for link in copy.films] == [film.pk]
    assert [link.name for link in copy.editions] == ["12th Marrow Film Festival"]
    assert copy.form["label_style"] == "printed"


def test_a_revised_transcript_keeps_the_ids_of_what_did_not_change(catalogue):
    interview = importing.import_transcript(transcript=make_transcript(), by=None, now=NOW)
    before = interview.document
    turns = (
        *make_transcript().turns[:2],
        Turn(2, ("It is, and it was always meant to be.",)),
        Turn(0, ("Thank you.",)),
    )
    draft = draft_of(make_transcript(turns=turns))
    importing.reimport(interview=interview, draft=draft, base=interview.revision, by=None, now=NOW)
    after = Interview.objects.get(pk=interview.pk).document
    assert [block["id"] for block in after[:4]] == [block["id"] for block in before]
    assert after[:3] == before[:3]
    assert [block["text"] for block in after[3:]] == ["It is, and it was always meant to be.", "Thank you."]


def test_publishing_waits_for_what_matters(catalogue):
    asked = make_transcript(
        decisions=(Decision("turn 2", "Who says this? %(reason)s", (), "1", 0.4, {"reason": "It is a guess."}),)
    )
    draft = draft_of(asked)
    interview = importing.import_draft(draft=draft, by=None, now=NOW)
    with pytest.raises(importing.Undecided, match="It is a guess"):
        importing.publish(interview=interview, draft=draft, by=None, now=NOW)
    version = importing.publish(interview=interview, draft=draft.answered(0, "AQ"), by=None, now=NOW)
    assert version.change == "legacy"
    assert version.published_at == interview.first_published_at
    assert version.updated_at == interview.first_updated_at


def test_an_answer_changes_who_speaks(catalogue):
    asked = make_transcript(
        decisions=(Decision("turn 2", "Who says this? %(reason)s", (), "1", 0.4, {"reason": "It is a guess."}),)
    )
    interview = importing.import_transcript(transcript=asked, by=None, now=NOW, answers={0: "BL"})
    assert [block.get("by") for block in interview.document] == [None, "Q", "BL", "BL"]
    assert [participant.label for participant in interview.participants.all()] == ["Q", "BL"]
