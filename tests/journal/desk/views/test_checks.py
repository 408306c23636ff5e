"""Checks beside the text: what stands in the form now is checked, for whoever may edit the piece."""

import json

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from factories import make_film, make_person
from journal.desk.models import Waiver

from ..conftest import block, person

pytestmark = pytest.mark.django_db

SAID = [block("aaaaaaaa", "He drove the the truck."), block("bbbbbbbb", "Nobody else had a licence for it.")]


def ask(client, article, name="live_checks", blocks=SAID, **more):
    address = reverse(f"admin:desk_{name}", args=[article.pk])
    return client.post(address, {"blocks": json.dumps(blocks), "headline": "The long take", "dek": "", **more})


def excerpts(answer):
    return [one["excerpt"] for one in answer.json()["found"]]


def test_text_in_the_form_is_checked_and_nothing_is_saved(article, wanda, signed_in):
    client = signed_in(wanda)
    assert "the the" not in excerpts(ask(client, article, blocks=article.document))
    answer = ask(client, article)
    one = next(one for one in answer.json()["found"] if one["excerpt"] == "the the")
    assert {name: one[name] for name in ("severity", "block", "field", "start", "end", "before", "after")} == {
        "severity": "warn", "block": "aaaaaaaa", "field": "text", "start": 9, "end": 16,
        "before": "He drove ", "after": " truck.",
    }  # fmt: skip
    assert (one["may_stand"], one["todo"]) == (True, "Mend it, or say why it stands.")
    assert answer["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    article.refresh_from_db()
    assert (article.revision, article.document[0]["text"]) == (1, "One.")


def test_gravest_come_first_and_are_counted(article, edith, signed_in):
    answer = ask(signed_in(edith), article, headline="").json()
    severities = [one["severity"] for one in answer["found"]]
    assert severities == sorted(severities, key=["block", "warn", "info"].index)
    assert answer["blocking"] == severities.count("block") > 0
    assert not any(one["may_stand"] for one in answer["found"] if one["severity"] != "warn")


def test_film_that_the_text_has_just_named_is_known_to_the_rules(article, edith, signed_in):
    film = make_film("The Salt Road", 2019, directors=(make_person("Ansa Virtaharju"),))
    text = f'The director Ansa Virtahaju made <cite film="{film.pk}">The Salt Road</cite>.'
    answer = ask(signed_in(edith), article, blocks=[block("aaaaaaaa", text)]).json()
    assert [one["suggestion"] for one in answer["found"] if one["excerpt"] == "Ansa Virtahaju"] == ["Ansa Virtaharju"]


def test_more_findings_than_anybody_reads_are_counted_not_sent(article, edith, signed_in):
    many = [block(f"a{at:07d}", f"Number {at} of the the house.") for at in range(150)]
    answer = ask(signed_in(edith), article, blocks=many).json()
    assert len(answer["found"]) == 100
    assert answer["more"] >= 50


def test_finding_of_unsaved_words_is_let_stand(article, wanda, signed_in):
    client = signed_in(wanda)
    one = next(one for one in ask(client, article).json()["found"] if one["excerpt"] == "the the")
    before = ask(client, article).json()
    refused = ask(client, article, "let_stand", fingerprint=one["fingerprint"], reason=" ")
    assert (refused.status_code, refused.json()) == (422, {"said": "Say why it stands; the reason is kept."})
    assert ask(client, article, "let_stand", fingerprint=one["fingerprint"], reason="He stammers.").status_code == 200
    after = ask(client, article).json()
    assert after["waived"] == 1
    assert [each for each in before["found"] if each != one] == after["found"]
    assert [(kept.rule, kept.reason, kept.by) for kept in Waiver.objects.all()] == [("X01", "He stammers.", wanda)]


def test_what_blocks_or_is_not_found_does_not_stand(article, edith, signed_in):
    client = signed_in(edith)
    grave = next(one for one in ask(client, article, headline="").json()["found"] if one["severity"] == "block")
    for fingerprint in (grave["fingerprint"], "f" * 16, ""):
        answer = ask(client, article, "let_stand", fingerprint=fingerprint, reason="Because.", headline="")
        assert answer.status_code == 422
    assert not Waiver.objects.exists()


@pytest.mark.parametrize("name", ["live_checks", "let_stand"])
@pytest.mark.parametrize("blocks", ['{"a": 1}', "nonsense", "[" * 5000, '[{"id": "aaaaaaaa", "type": "marquee"}]'])
def test_damaged_text_is_said_and_not_checked(article, edith, signed_in, name, blocks):
    answer = signed_in(edith).post(reverse(f"admin:desk_{name}", args=[article.pk]), {"blocks": blocks})
    assert (answer.status_code, list(answer.json())) == (422, ["said"])


def test_text_past_every_piece_is_refused(article, edith, signed_in):
    answer = ask(signed_in(edith), article, blocks=[block("aaaaaaaa", "words " * 60_000)])
    assert answer.status_code == 422
    assert answer.json()["said"].startswith("This text is too long")
    assert ask(signed_in(edith), article, blocks=[block("aaaaaaaa", "words " * 900_000)]).status_code == 422


@pytest.mark.parametrize("name", ["live_checks", "let_stand"])
def test_who_may_not_edit_the_piece_gets_no_answer(article, walt, molly, sam, signed_in, name):
    reader = person("reader")
    reader.user_permissions.add(Permission.objects.get(codename="view_article", content_type__app_label="desk"))
    article.assignments.create(to=reader, task="facts", by=reader, at=article.edited_at)
    statuses = [ask(signed_in(who), article, name, reason="r").status_code for who in (walt, molly, reader, sam)]
    assert statuses == [404, 404, 403, 302]
    assert not Waiver.objects.exists()


def test_asking_costs_no_more_queries_for_a_longer_text(article, edith, signed_in, django_assert_max_num_queries):
    client = signed_in(edith)
    long = [block(f"a{at:07d}", f"Number {at} is here, and Paula Petersen is not.") for at in range(200)]
    ask(client, article)
    with django_assert_max_num_queries(25):
        assert ask(client, article, blocks=long).status_code == 200
