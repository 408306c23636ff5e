from datetime import date

import pytest
from django.urls import reverse

from interviews.conditions import sentence
from interviews.models import Interview
from journal.desk.models import Article

ADD = "/desk/interviews/interview/add/"


def base_fields(**fields):
    return {
        "headline": "A talk on the pier",
        "dek": "",
        "document": "Before the talk.\n\nQ: Why boats?\n\nAQ: They float.",
        "lang": "en",
        "approval": "not_asked",
        "label_style": "printed",
        "base": "0",
        "bylines-TOTAL_FORMS": "0",
        "bylines-INITIAL_FORMS": "0",
        "mentions-TOTAL_FORMS": "0",
        "mentions-INITIAL_FORMS": "0",
        **people(("Q", "interviewer"), ("AQ", "interviewee")),
        **fields,
    }


def people(*speakers, initial=()):
    data = {"participants-TOTAL_FORMS": str(len(speakers)), "participants-INITIAL_FORMS": str(len(initial))}
    for number, (label, role) in enumerate(speakers):
        prefix = f"participants-{number}-"
        data |= {prefix + "label": label, prefix + "role": role}
        if number < len(initial):
            data |= {prefix + "id": str(initial[number].pk), prefix + "interview": str(initial[number].interview_id)}
    return data


@pytest.fixture
def interview(writer):
    response = writer.post(ADD, base_fields())
    assert response.status_code == 302, response.context["errors"]
    return Interview.objects.get()


def change_url(interview):
    return reverse("admin:interviews_interview_change", args=[interview.pk])


def save(client, interview, **fields):
    interview.refresh_from_db()
    initial = list(interview.participants.all())
    known = people(*((p.label, p.role) for p in initial), initial=initial)
    return client.post(change_url(interview), {**base_fields(base=str(interview.revision)), **known, **fields})


def test_an_interview_is_typed_with_its_speakers(interview):
    assert [(p.label, p.role) for p in interview.participants.all()] == [("Q", "interviewer"), ("AQ", "interviewee")]
    assert [(block["type"], block.get("by")) for block in interview.document] == [
        ("paragraph", None),
        ("turn", "Q"),
        ("turn", "AQ"),
    ]
    assert interview.revision == 1
    assert interview.kind == "interview"


def test_nothing_touched_is_no_revision(writer, interview):
    assert save(writer, interview).status_code == 302
    assert Interview.objects.get().revision == 1


def test_the_conditions_are_saved_and_told(writer, interview):
    save(writer, interview, medium="phone", editing="condensed", conducted_on="2021-03-01", travel_paid="the festival")
    saved = Interview.objects.get()
    assert saved.revision == 2
    assert saved.conducted_on == date(2021, 3, 1)
    said = "Interviewed by telephone on 1 March 2021. Condensed and edited for clarity. Travel paid by the festival."
    assert sentence(saved.conditions()) == said
    assert saved.copy().form["conditions"] == said
    assert writer.get(change_url(saved)).context["conditions"] == said


def test_the_label_style_changes_no_word(writer, interview):
    before = Interview.objects.get().document
    save(writer, interview, label_style="qa")
    after = Interview.objects.get()
    assert after.document == before
    assert after.copy().form["label_style"] == "qa"


def test_two_participants_of_one_label_are_told(writer, interview):
    response = save(writer, interview, **{"participants-1-label": "Q"})
    assert response.status_code == 200
    assert "Two participants cannot have the same label." in response.content.decode() or response.context["errors"]
    assert Interview.objects.get().revision == 1


def test_a_label_that_nobody_has_is_told_and_no_word_is_lost(writer, interview):
    text = "Q: Why boats?\n\nAQ: They float.\n\nZZ: Do they?\n\nZZ: Really?"
    response = writer.get(save(writer, interview, document=text).url)
    said = [str(message) for message in response.context["messages"]]
    assert "Line 5: Nobody has the label “ZZ”: the line is kept, but nobody says it." in said
    saved = Interview.objects.get()
    assert [block["text"] for block in saved.document] == ["Why boats?", "They float.", "ZZ: Do they?", "ZZ: Really?"]


def test_a_new_speaker_and_their_first_words_in_one_save(writer, interview):
    interview.refresh_from_db()
    initial = list(interview.participants.all())
    known = people(("Q", "interviewer"), ("AQ", "interviewee"), ("BL", "other"), initial=initial)
    save(writer, interview, **known, document="Q: Why boats?\n\nAQ: They float.\n\nBL: Not mine.")
    saved = Interview.objects.get()
    assert [block.get("by") for block in saved.document] == ["Q", "AQ", "BL"]
    assert [p.label for p in saved.participants.all()] == ["Q", "AQ", "BL"]


def test_a_participant_with_two_names_is_told(writer, interview, marrow):
    data = {"participants-1-person": str(marrow["ada"].pk), "participants-1-name": "Somebody"}
    response = save(writer, interview, **data)
    assert response.status_code == 200
    assert "Give a person, a contributor or a name: one of the three." in response.content.decode()


def test_a_stale_save_keeps_both_texts(writer, interview):
    save(writer, interview, document="Q: Why boats?\n\nAQ: They float, mostly.")
    response = save(writer, interview, base="1", document="Q: Why ships?\n\nAQ: They float.")
    assert response.status_code == 409
    page = response.content.decode()
    assert "They float, mostly." in page
    assert "Why ships?" in page


def test_two_days_in_the_wrong_order_are_told(writer, interview):
    response = save(writer, interview, conducted_on="2021-03-02", conducted_to="2021-03-01")
    assert response.status_code == 200
    assert "The last day of the conversation lies before the first." in response.content.decode()


def test_an_earlier_revision_brings_back_who_spoke(editor, writer, interview):
    save(writer, interview, medium="phone", **{"participants-1-label": "Ada"}, document="Q: Why?\n\nAda: So.")
    restore = reverse("admin:desk_restore", args=[interview.pk, 1])
    editor.post(restore, {"base": "2"})
    restored = Interview.objects.get()
    assert restored.revision == 3
    assert [p.label for p in restored.participants.all()] == ["Q", "AQ"]
    assert restored.medium == ""


def test_two_language_answers_keep_the_original(writer, interview):
    text = "Q: Why boats?\n\nAQ: They float.\n\n[original fr] Ils flottent."
    save(writer, interview, document=text, original_language="fr")
    block = Interview.objects.get().document[1]
    assert (block["text"], block["original"]) == ("They float.", {"lang": "fr", "text": "Ils flottent."})


def test_the_list_leads_to_the_import(writer, interview):
    page = writer.get("/desk/interviews/interview/").content.decode()
    assert reverse("admin:interviews_import") in page
    assert change_url(interview) in page


def test_a_colleague_does_not_see_the_draft(signed_in, interview):
    assert signed_in("writers", "walt").get(change_url(interview)).status_code == 404


def test_the_list_of_pieces_leads_to_the_interviews_own_form(writer, interview):
    response = writer.get(reverse("admin:desk_article_change", args=[interview.pk]))
    assert response.status_code == 302
    assert response.url == change_url(interview)


def test_the_desk_publishes_with_the_dates_of_the_source(editor, interview):
    save(editor, interview, first_published_at_day="2012-09-06", first_published_at_time="05:15")
    assert Article.objects.get().whole().stamps.published_at.isoformat() == "2012-09-06T09:15:00+00:00"
