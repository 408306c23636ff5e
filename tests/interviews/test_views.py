"""Who may import, and what is wrong with a paste or a file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from interviews.models import Import, Interview
from tests.interviews.pasting import START, TALK, paste, pasted, review_url, submit

# -- who may -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("writers", 200),
        ("editors", 200),
        ("editor_in_chief", 200),
        ("moderators", 403),
        ("guest", 403),
        ("reader", 302),
        ("nobody", 302),
    ],
)
def test_who_may_import(signed_in, role, status):
    assert signed_in(role).get(START).status_code == status


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("writers", 404),
        ("editors", 200),
        ("editor_in_chief", 200),
        ("moderators", 403),
        ("reader", 302),
        ("nobody", 302),
    ],
)
def test_who_may_see_the_import_of_somebody_else(signed_in, writer, role, status):
    imported = pasted(writer)
    assert signed_in(role).get(review_url(imported)).status_code == status


def test_methods(writer):
    imported = pasted(writer)
    assert writer.put(START).status_code == 405
    assert writer.delete(review_url(imported)).status_code == 405
    assert writer.get(reverse("admin:interviews_import_discard", args=[imported.pk])).status_code == 405
    assert writer.get(reverse("admin:interviews_import_review", args=[999])).status_code == 404


@pytest.mark.parametrize(("role", "status"), [("writers", 404), ("editors", 200), ("moderators", 404), ("nobody", 302)])
def test_who_may_replace_a_transcript(signed_in, writer, role, status):
    submit(writer, pasted(writer), "finish")
    url = reverse("admin:interviews_reimport", args=[Interview.objects.get().pk])
    assert signed_in(role).get(url).status_code == status


# -- what is wrong with a paste ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Paste a transcript, or choose a file."),
        ("   \n ", "Paste a transcript, or choose a file."),
        ("Boats are made of wood.\n\nSome are not.", "Nobody was found speaking in this text"),
        ("Q: Why?\n\nAQ: Be\x00cause.", "Line 3 holds a character that is no text"),
        ("Q: Why?\n\nAQ: So.\n\n" * 60_000, "This text has 1.1 million characters"),
        ("<html><body><div><p>Q: Why?</p><p>AQ: So.</p></div>", "This is the source of a web page"),
    ],
    ids=["empty", "blank", "no labels", "nul", "long", "html"],
)
def test_a_bad_paste_is_told_at_the_field_and_stays_there(writer, text, said):
    response = paste(writer, text)
    assert response.status_code == 200
    form = response.context["form"]
    assert [error[: len(said)] for error in form.errors["text"]] == [said]
    assert form["text"].value() == text
    assert Import.objects.count() == 0


def test_markup_can_be_read_as_such(writer):
    page = "<html><body>" + "".join(
        f"<p><b>{who}:</b> {words}</p>"
        for who, words in [("Q", "Why boats?"), ("AQ", "They float."), ("Q", "Always?"), ("AQ", "Mostly.")]
    )
    assert paste(writer, page, format="html").status_code == 302
    assert [turn.by for turn in Import.objects.get().draft.document.turns()] == ["Q", "AQ", "Q", "AQ"]


def test_a_text_without_labels_is_taken_if_somebody_says_so(writer):
    assert paste(writer, "Boats are made of wood.\n\nSome are not.", without_speakers="on").status_code == 302
    assert Import.objects.get().draft.document.plain() != ""


def test_a_paste_and_a_file_are_one_too_many(writer):
    response = paste(writer, uploads=SimpleUploadedFile("talk.txt", TALK.encode()))
    assert list(response.context["form"].errors) == ["uploads"]
    assert response.context["form"]["text"].value() == TALK


def test_a_bad_file_is_named_with_the_reason(writer):
    good = SimpleUploadedFile("talk.txt", TALK.encode())
    bad = SimpleUploadedFile("noise.txt", bytes(range(256)) * 20)
    response = writer.post(START, {"uploads": [good, bad]})
    assert response.status_code == 200
    (error,) = response.context["form"].errors["uploads"]
    assert error.startswith("noise.txt: This file is not text.")
    assert [imported.filename for imported in Import.objects.all()] == ["talk.txt"]


def test_an_empty_file_is_told(writer):
    response = writer.post(START, {"uploads": [SimpleUploadedFile("nothing.txt", b"")]})
    assert response.context["form"].errors["uploads"] == ["The submitted file is empty."]


def test_a_script_is_told_of_each_file(writer):
    answer = writer.post(
        START, {"uploads": [SimpleUploadedFile("talk.txt", TALK.encode())]}, headers={"accept": "application/json"}
    )
    imported = Import.objects.get()
    assert answer.json() == {
        "review": review_url(imported),
        "summary": "8 labelled turns, 1 continuation paragraph; 1 paragraph of introduction; 3 speakers",
    }
    answer = writer.post(
        START, {"uploads": [SimpleUploadedFile("a.txt", b"\x00\x01" * 99)]}, headers={"accept": "application/json"}
    )
    assert list(answer.json()) == ["error"]
