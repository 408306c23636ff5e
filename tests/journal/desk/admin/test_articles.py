"""The list of pieces."""

import pytest
from django.urls import reverse

from journal.cinema.models import Film
from journal.desk import handing, workflow
from journal.desk.models import Article
from journal.press.declaring import Signatures

from ..conftest import NOW

pytestmark = pytest.mark.django_db
LIST = "admin:desk_article_changelist"


def shown(response) -> list[str]:
    return [article.headline for article in response.context["cl"].result_list]


def test_each_sees_what_is_theirs_to_see(article, start, walt, wanda, edith, molly, signed_in):
    start(by=walt, headline="Walt's")
    assert shown(signed_in(wanda).get(reverse(LIST))) == ["The long take"]
    assert shown(signed_in(walt).get(reverse(LIST))) == ["Walt's"]
    assert sorted(shown(signed_in(edith).get(reverse(LIST)))) == ["The long take", "Walt's"]
    assert shown(signed_in(molly).get(reverse(LIST))) == []


def test_states_can_be_picked_and_the_bin_is_out_of_sight(start, wanda, edith, signed_in):
    for headline in ("Draft", "Handed in", "Printed", "Gone"):
        start(headline=headline)
    found = {article.headline: article for article in Article.objects.all()}
    workflow.submit(article=found["Handed in"], by=wanda, now=NOW)
    handing.print_first(article=found["Printed"], revision=1, signed=Signatures(by=edith), now=NOW)
    workflow.trash(article=found["Gone"], by=wanda, now=NOW)
    client = signed_in(edith)
    assert shown(client.get(reverse(LIST))) == ["Printed", "Handed in", "Draft"]
    picks = {"draft": ["Draft"], "submitted": ["Handed in"], "published": ["Printed"], "trashed": ["Gone"]}
    assert {state: shown(client.get(reverse(LIST), {"state": state})) for state in picks} == picks


def test_the_search_looks_at_byline_and_films_too(start, contributor, edith, signed_in):
    film = Film.objects.create(title="The Long Harbour", year=2026)
    mention = {"film": film.pk, "person": None, "edition": None, "role": "subject", "confirmed": True}
    start(headline="By Wanda", byline=[{"contributor": contributor.pk, "role": "author"}])
    start(headline="On the film", mentions=[mention])
    client = signed_in(edith)
    found = {words: shown(client.get(reverse(LIST), {"q": words})) for words in ("wanda writer", "harbour", "nothing")}
    assert found == {"wanda writer": ["By Wanda"], "harbour": ["On the film"], "nothing": []}


@pytest.mark.parametrize("pieces", [1, 3])
def test_the_list_asks_the_same_few_questions_however_long_it_is(
    pieces, start, contributor, edith, signed_in, django_assert_num_queries
):
    for number in range(pieces):
        start(headline=f"Piece {number}", byline=[{"contributor": contributor.pk, "role": "author"}])
    client = signed_in(edith)
    client.get(reverse(LIST))
    # Session, person, rights of the roles and of the person, count, rows, bylines with their names.
    with django_assert_num_queries(7):
        response = client.get(reverse(LIST))
    assert len(shown(response)) == pieces


def test_an_interview_is_edited_on_its_own_page_only(start, edith, signed_in, monkeypatch):
    article = start()
    monkeypatch.setattr("journal.desk.admin.articles.form_url", lambda piece: f"/desk/elsewhere/{piece.pk}/")
    monkeypatch.setitem(Article.forms, "feature", "feature")
    response = signed_in(edith).get(reverse("admin:desk_article_change", args=[article.pk]))
    assert (response.status_code, response.url) == (302, f"/desk/elsewhere/{article.pk}/")
