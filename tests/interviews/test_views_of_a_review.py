"""The review of an import: what was recognised, what is asked, and how it becomes an interview."""

import json
import re
from collections import Counter
from datetime import UTC, datetime
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from interviews.drafts import Draft, Question
from interviews.models import Import, Interview
from journal.cinema.models import Person
from journal.press.models import Version
from tests.interviews.pasting import START, TALK, fields_of, pasted, review_url, submit


def test_the_review_says_what_was_recognised(writer, marrow):
    context = writer.get(review_url(pasted(writer))).context
    assert context["recognised"] == [
        "8 labelled turns, 1 continuation paragraph",
        "1 paragraph of introduction",
        "3 speakers",
    ]
    assert [(stamp["source_text"], stamp["shown"], stamp["certain"]) for stamp in context["stamps"]] == [
        ("03/09/2021 05:15 EST", "9 March 2021, 05:15 EST", True),
        ("Updated 11/06/2021 05:12 EDT", "6 November 2021, 05:12 EDT", True),
    ]
    assert [(voice.label, voice.role, voice.name, voice.person) for _form, voice, _turns in context["voices"]] == [
        ("Q", "interviewer", "", None),
        ("AQ", "interviewee", "Ada Quill", marrow["ada"].pk),
        ("BL", "interviewee", "Bo Lund", marrow["bo"].pk),
    ]
    assert [(str(link.record), link.role, link.certain) for link, _ticked in context["links"]] == [
        ("Marrow 2021", "mentioned", False),
        ("Lantern Weather (2017)", "mentioned", True),
        ("Tide Tables (2021)", "subject", True),
        ("Petra Sand", "mentioned", True),
    ]
    assert context["questions"] == []


def test_source_and_result_stand_side_by_side(writer):
    rows = writer.get(review_url(pasted(writer))).context["page"]
    assert [row.part or row.block.by or row.block.type for row in rows] == [
        "Dates", "Headline", "Dek", "paragraph", "Q", "AQ", "BL", "Q", "BL", "AQ", "Q", "BL",
    ]  # fmt: skip
    assert rows[8].lines == ("BL:[laughing] It did not!",)
    assert len(rows[9].lines) == 2


def test_nothing_touched_is_nothing_changed(writer, marrow):
    imported = pasted(writer)
    before = imported.draft
    assert submit(writer, imported).status_code == 302
    imported.refresh_from_db()
    assert imported.draft == before


def test_from_a_paste_to_readers(editor, marrow):
    imported = pasted(editor)
    response = submit(editor, imported, "finish", byline="Iris Vole")
    interview = Interview.objects.get()
    assert response.url == f"/desk/interviews/interview/{interview.pk}/change/"
    assert [block.get("by", block["type"]) for block in interview.document] == [
        "paragraph", "Q", "AQ", "BL", "Q", "BL", "AQ", "Q", "BL",
    ]  # fmt: skip
    publish = reverse("admin:desk_publish", args=[interview.pk])
    token = editor.get(publish).context["form"]["token"].value()
    editor.post(publish, {"revision": interview.revision, "token": token})
    version = Version.objects.get()
    assert version.change == "legacy"
    assert version.published_at == datetime(2021, 3, 9, 10, 15, tzinfo=UTC)
    assert version.updated_at == datetime(2021, 11, 6, 9, 12, tzinfo=UTC)
    page = editor.get(version.get_absolute_url()).content.decode()
    assert "9 March 2021, 05:15 EST" in page
    assert "no note on record" in page
    shown = words(unescape(re.sub(r"<[^>]+>", " ", page)))
    spoken = re.sub(r"^(Q|AQ|BL):", "", TALK.partition("Here is what they said.")[2], flags=re.MULTILINE)
    assert words(spoken) - shown == Counter()


def words(text):
    return Counter(re.findall(r"\w+", text))


def test_finishing_twice_makes_one_interview(writer):
    imported = pasted(writer)
    data = fields_of(writer, imported)
    writer.post(review_url(imported), {**data, "do": "finish"})
    again = writer.post(review_url(imported), {**data, "do": "finish"})
    assert Interview.objects.count() == 1
    assert again.url == f"/desk/interviews/interview/{Interview.objects.get().pk}/change/"


def test_a_field_that_is_wrong_keeps_its_text_and_everything_else_is_kept(writer):
    imported = pasted(writer)
    block = imported.draft.document.turns()[0]
    response = submit(writer, imported, "finish", headline="", byline="Iris Vole", **{f"b-{block.id}": "turn:AQ"})
    assert response.status_code == 200
    assert response.context["details"].errors == {"headline": ["This field is required."]}
    imported.refresh_from_db()
    assert imported.draft.byline == "Iris Vole"
    assert imported.draft.document.get(block.id).by == "AQ"
    assert Interview.objects.count() == 0


def test_an_impossible_date_is_told_at_the_field(writer):
    response = submit(writer, pasted(writer), published_day="2021-13-40", published_time="05:15")
    assert list(response.context["details"].errors) == ["published"]
    assert "2021-13-40" in response.content.decode()


def test_an_update_before_the_publication_is_told(writer):
    response = submit(writer, pasted(writer), updated_day="2020-01-01", updated_time="05:15")
    assert response.context["details"].errors == {"updated": ["This lies before the publication. Check both dates."]}


def test_relabelling_a_speaker_once_changes_every_turn(writer):
    imported = pasted(writer)
    submit(writer, imported, **{"voice-1-label": "Ada"})
    imported.refresh_from_db()
    assert [turn.by for turn in imported.draft.document.turns()] == ["Q", "Ada", "BL", "Q", "BL", "Ada", "Q", "BL"]


def test_a_menu_and_a_new_label_at_once(writer):
    imported = pasted(writer)
    block = imported.draft.document.turns()[0]
    submit(writer, imported, **{"voice-1-label": "Ada", f"b-{block.id}": "turn:AQ"})
    imported.refresh_from_db()
    assert [turn.by for turn in imported.draft.document.turns()][:3] == ["Ada", "Ada", "BL"]


def test_buttons_join_split_and_relabel_what_follows(writer):
    imported = pasted(writer)
    turns = imported.draft.document.turns()
    long = turns[5]
    response = submit(writer, imported, f"split:{long.id}:1")
    assert response.url.endswith(f"#b-{long.id}")
    imported.refresh_from_db()
    assert len(imported.draft.document.turns()) == 9
    new = imported.draft.document.turns()[6]
    submit(writer, imported, f"join:{new.id}")
    imported.refresh_from_db()
    assert imported.draft.document.get(long.id).text == long.text
    submit(writer, imported, f"following:{turns[2].id}", **{f"b-{turns[2].id}": "turn:AQ"})
    imported.refresh_from_db()
    assert [turn.by for turn in imported.draft.document.turns()] == ["Q", "AQ", "AQ", "Q", "AQ", "AQ", "Q", "AQ"]


def test_a_passage_is_rewritten_in_the_notation(writer):
    imported = pasted(writer)
    block = imported.draft.document.turns()[1]
    response = writer.get(review_url(imported), {"edit": block.id})
    (row,) = [row for row in response.context["page"] if row.text is not None]
    assert row.text == "AQ: Against it, I think. Water was never funny to me."
    text = "AQ: Against it, I think.\n\nBL: Water was never funny to me."
    submit(writer, imported, text=text, text_of=block.id)
    imported.refresh_from_db()
    assert [(turn.by, turn.text) for turn in imported.draft.document.turns()][1:3] == [
        ("AQ", "Against it, I think."),
        ("BL", "Water was never funny to me."),
    ]
    assert imported.draft.document.turns()[1].id == block.id


def test_an_unknown_label_is_told_and_the_words_stay_in_the_field(writer):
    imported = pasted(writer)
    block = imported.draft.document.turns()[1]
    text = "AQ: Against it.\n\nZZ: Who am I?"
    response = submit(writer, imported, text=text, text_of=block.id)
    assert response.status_code == 200
    assert response.context["problem"].startswith("Line 3: Nobody has the label “ZZ”")
    assert [row.text for row in response.context["page"] if row.text is not None] == [text]


def test_a_refused_link_is_neither_linked_nor_marked(writer, marrow):
    imported = pasted(writer)
    data = fields_of(writer, imported)
    data["link"].remove(f"film:{marrow['tide'].pk}")
    writer.post(review_url(imported), {**data, "do": "finish"})
    interview = Interview.objects.get()
    assert {mention.film for mention in interview.mentions.all()} == {marrow["lantern"], None}
    assert [film.film for film in interview.copy().films] == [marrow["lantern"].pk]


def test_a_person_is_made_where_the_editor_says_so(writer):
    imported = pasted(writer)
    submit(writer, imported, "finish", **{"voice-1-record": "new"})
    assert [(person.name, person.family_name) for person in Person.objects.all()] == [("Ada Quill", "Quill")]
    assert [str(participant) for participant in Interview.objects.get().participants.all()] == [
        "Q", "AQ: Ada Quill", "BL: Bo Lund",
    ]  # fmt: skip


def test_a_new_person_needs_a_name(writer):
    response = submit(writer, pasted(writer), "finish", **{"voice-0-record": "new"})
    assert response.status_code == 200
    assert response.context["voices"][0][0].errors == {"name": ["A new person needs a name."]}
    assert Interview.objects.count() == 0


def test_questions_come_first_and_answers_are_kept(writer):
    imported = pasted(writer)
    draft = imported.draft
    block = draft.document.turns()[1]
    asked = Draft.from_json(
        {
            **draft.to_json(),
            "uncertain": {block.id: "which voice this is, is a guess"},
            "questions": [
                {**_json(Question("meta.byline", "Who wrote it?", ("Iris Vole",), "", 0.3))},
                {**_json(Question("turn 1", "Who says this?", ("Q", "AQ", "BL"), "AQ", 0.4, block.id))},
            ],
        }
    )
    Import.objects.filter(pk=imported.pk).update(state=asked.to_json())
    response = writer.get(review_url(imported))
    assert [item["question"].question for item in response.context["questions"]] == ["Who says this?", "Who wrote it?"]
    only = writer.get(review_url(imported), {"show": "uncertain"}).context["page"]
    assert [row.block.id for row in only] == [block.id]
    submit(writer, imported, **{"q-1": "BL", "q-0": "Iris Vole"})
    imported.refresh_from_db()
    assert imported.draft.document.get(block.id).by == "BL"
    assert imported.draft.byline == "Iris Vole"
    assert imported.draft.open_questions() == []
    assert imported.draft.uncertain == {}


def _json(question):
    return json.loads(json.dumps({name: getattr(question, name) for name in question.__dataclass_fields__}))


def test_accepting_every_assumption(writer):
    imported = pasted(writer)
    block = imported.draft.document.turns()[1]
    asked = {**imported.state, "questions": [_json(Question("turn 1", "Who?", ("Q", "AQ"), "AQ", 0.4, block.id))]}
    Import.objects.filter(pk=imported.pk).update(state=asked)
    submit(writer, imported, "accept")
    imported.refresh_from_db()
    assert imported.draft.open_questions() == []
    assert imported.draft.document.get(block.id).by == "AQ"


def test_a_long_transcript_comes_in_pages_and_no_form_is_too_large(writer):
    turns = "\n\n".join(f"{'Q' if n % 2 else 'AQ'}: Sentence number {n} of this talk." for n in range(1, 701))
    imported = pasted(writer, "A Long Talk\n\n" + turns)
    first = writer.get(review_url(imported))
    assert first.context["page"].paginator.num_pages == 4
    assert len(fields_of(writer, imported)) < 300
    response = submit(writer, imported, "page:2")
    assert response.url == f"{review_url(imported)}?page=2"


def test_throwing_away(writer):
    imported = pasted(writer)
    writer.post(reverse("admin:interviews_import_discard", args=[imported.pk]))
    assert Import.objects.count() == 0


def test_a_revised_transcript_shows_what_changes_and_keeps_addresses(writer):
    submit(writer, pasted(writer), "finish")
    interview = Interview.objects.get()
    url = reverse("admin:interviews_reimport", args=[interview.pk])
    writer.post(url, {"text": TALK.replace("eleven days", "twelve days")})
    imported = Import.objects.latest("pk")
    assert imported.revises == interview
    (difference,) = writer.get(review_url(imported)).context["differences"]
    assert [words for mark, words in difference.runs if mark != "kept"] == ["eleven", "twelve"]
    submit(writer, imported, "finish")
    after = Interview.objects.get()
    assert after.revision == 2
    assert [block["id"] for block in after.document] == [block["id"] for block in interview.document]
    assert "twelve days" in after.copy().document.plain()


@pytest.mark.parametrize("speakers", [1, 3])
def test_speakers_cost_no_queries(writer, marrow, django_assert_num_queries, speakers):
    labels = ("Ada Quill", "Bo Lund", "Petra Sand")[:speakers]
    answers = "\n\n".join(f"{label}: I am one of them.\n\nQ: Are you?" for label in labels * 3)
    imported = pasted(writer, f"Many Voices\n\nQ: Who are you?\n\n{answers}")
    assert len(imported.draft.voices) == speakers + 1
    with django_assert_num_queries(14):
        writer.get(review_url(imported))


def test_the_import_belongs_to_whoever_made_it(writer):
    assert pasted(writer).by == User.objects.get(username="wim")


def test_what_is_not_finished_is_listed(writer, signed_in):
    for number in range(3):
        pasted(writer, TALK.replace("Two Directors", f"{number} Directors"))
    done = pasted(writer)
    submit(writer, done, "finish")
    waiting = writer.get(START).context["waiting"]
    assert [str(imported) for imported in waiting] == [
        f'{number} Directors on Boats, Money and the Word "Small"' for number in (2, 1, 0)
    ]
    assert list(signed_in("writers", "walt").get(START).context["waiting"]) == []
