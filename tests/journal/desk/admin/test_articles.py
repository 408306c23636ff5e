"""The list of pieces."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.cache import cache
from django.urls import reverse

from journal.cinema.models import Edition, Festival, Film
from journal.desk import handing, workflow
from journal.desk.admin import ArticleAdmin
from journal.desk.list_columns import OFFERED
from journal.desk.models import Article, Assignment, SavedView
from journal.press.declaring import Signatures
from journal.press.models import Embargo, Version
from tests.factories import make_edition

from ..conftest import NOW, block

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
    # Session, person, rights of the roles and of the person, rows, bylines with their names, saved views.
    with django_assert_num_queries(7):
        response = client.get(reverse(LIST))
    assert len(shown(response)) == pieces


def test_an_interview_is_edited_on_its_own_page_only(start, edith, signed_in, monkeypatch):
    article = start()
    monkeypatch.setattr("journal.desk.admin.articles.form_url", lambda piece: f"/desk/elsewhere/{piece.pk}/")
    monkeypatch.setitem(Article.forms, "feature", "feature")
    response = signed_in(edith).get(reverse("admin:desk_article_change", args=[article.pk]))
    assert (response.status_code, response.url) == (302, f"/desk/elsewhere/{article.pk}/")


@pytest.fixture(autouse=True)
def _nothing_remembered():
    cache.clear()


def test_the_search_looks_into_the_text_beyond_ascii_too(start, edith, signed_in):
    start(headline="One", document=[block("aaaaaaaa", "A café by the harbour.")])
    start(headline="Two", document=[block("bbbbbbbb", "A bar, a harbinger.")])
    client = signed_in(edith)
    found = {
        words: shown(client.get(reverse(LIST), {"q": words}))
        for words in ("Café", "café harbour", "bar", "%", "paragraph")
    }
    assert found == {"Café": ["One"], "café harbour": ["One"], "bar": ["Two"], "%": [], "paragraph": []}


def test_pieces_can_be_picked_by_assignee_and_festival(start, wanda, walt, edith, chief, signed_in):
    edition = Edition.objects.create(festival=Festival.objects.create(name="Lake Festival"), year=2026)
    link = {"film": None, "person": None, "edition": edition.pk, "role": "subject", "confirmed": True}
    start(headline="From there", edition=edition.pk)
    start(headline="About it", mentions=[link])
    given = start(headline="Given")
    workflow.assign(article=given, to=walt, task="facts", by=chief, now=NOW)
    client = signed_in(edith)
    picks = [{"festival": edition.pk}, {"assignee": walt.pk}, {"assignee": wanda.pk}, {"assignee": "1 OR 1"}]
    assert [shown(client.get(reverse(LIST), pick)) for pick in picks] == [
        ["About it", "From there"], ["Given"], [], ["Given", "About it", "From there"],
    ]  # fmt: skip


def test_pages_are_turned_without_counting(start, edith, signed_in, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(ArticleAdmin, "list_per_page", 2)
    for number in range(5):
        start(headline=f"Piece {number}")
    client = signed_in(edith)
    client.get(reverse(LIST))
    with django_assert_num_queries(7) as asked:
        first = client.get(reverse(LIST))
    assert [query for query in asked.captured_queries if "COUNT(" in query["sql"]] == []
    last = client.get(reverse(LIST), {"p": 3})
    assert (shown(first), shown(last)) == (["Piece 4", "Piece 3"], ["Piece 0"])
    assert ('rel="next"' in first.content.decode(), 'rel="next"' in last.content.decode()) == (True, False)
    for page in ("4", "0", "-1", "x"):
        assert client.get(reverse(LIST), {"p": page}).status_code in (200, 302)


def test_a_view_is_kept_by_name_and_only_for_whoever_keeps_it(start, edith, chief, signed_in):
    client = signed_in(edith)
    keep = reverse("admin:desk_keep_view")
    for query in ("state=draft&p=3", "state=submitted"):
        response = client.post(keep, {"name": "To read", "query": query})
    assert response.url == reverse(LIST) + "?state=submitted"
    view = SavedView.objects.get()
    assert (view.user, view.name, view.query) == (edith, "To read", "state=submitted")
    assert '?state=submitted">To read</a>' in client.get(reverse(LIST)).content.decode()
    assert "To read" not in signed_in(chief).get(reverse(LIST)).content.decode()
    drop = reverse("admin:desk_drop_view", args=[view.pk])
    assert signed_in(chief).post(drop).status_code == 404
    client.post(drop)
    assert SavedView.objects.count() == 0


def test_a_shared_view_is_seen_by_all_the_desk_and_shows_each_what_they_may_see(start, wanda, walt, edith, signed_in):
    start(headline="Hers")
    start(headline="His", by=walt)
    signed_in(wanda).post(
        reverse("admin:desk_keep_view"),
        {"name": "Drafts", "query": "state=draft", "shared": "1", "columns": "lang,nonsense"},
    )
    view = SavedView.objects.get()
    assert (view.query, view.shared) == ("state=draft&columns=lang", True)
    page = signed_in(walt).get(reverse(LIST))
    assert '?state=draft&amp;columns=lang">Drafts</a> <span class="desk-quiet">by wanda</span>' in page.content.decode()
    opened = signed_in(walt).get(f"{reverse(LIST)}?{view.query}")
    assert (shown(opened), opened.context["cl"].list_display[1:]) == (["His"], ["piece_link", "lang"])
    # Whose it is may drop it, and whoever tidies the desk; nobody else.
    drop = reverse("admin:desk_drop_view", args=[view.pk])
    assert (signed_in(walt).post(drop).status_code, signed_in(edith).post(drop).status_code) == (404, 302)
    assert SavedView.objects.count() == 0


def test_an_editor_drops_no_view_that_somebody_keeps_alone(wanda, edith, signed_in):
    signed_in(wanda).post(reverse("admin:desk_keep_view"), {"name": "Mine", "query": "state=draft"})
    drop = reverse("admin:desk_drop_view", args=[SavedView.objects.get().pk])
    assert signed_in(edith).post(drop).status_code == 404


def columns(response) -> list[str]:
    return [name for name in response.context["cl"].list_display if name not in ("action_checkbox", "piece_link")]


USUAL = ["shown_state", "kind", "shown_byline", "shown_edited", "shown_live_date"]


def test_a_person_chooses_the_columns_of_their_list_and_nobody_elses(start, wanda, edith, chief, signed_in):
    article = start(edition=make_edition().pk)
    workflow.assign(article=article, to=wanda, task="facts", by=edith, now=NOW)
    client, choose = signed_in(edith), reverse("admin:desk_columns")
    chosen = {
        "columns": ["shown_starter", "shown_festival", "shown_assignee", "password"],
        "query": "state=draft&o=2&p=3",
    }
    assert client.post(choose, chosen).url == reverse(LIST) + "?state=draft"
    page = client.get(reverse(LIST))
    assert columns(page) == ["shown_assignee", "shown_festival", "shown_starter"]
    for name, words in (("assignee", "wanda"), ("festival", "Lake 2012"), ("starter", "wanda")):
        assert f'<td class="field-shown_{name}">{words}</td>' in page.content.decode()
    assert "Views:" not in page.content.decode()
    assert columns(signed_in(chief).get(reverse(LIST))) == USUAL
    client.post(choose, {"query": ""})
    assert (columns(client.get(reverse(LIST))), SavedView.objects.count()) == (USUAL, 0)


def test_columns_in_the_address_are_only_those_that_are_offered(start, edith, signed_in):
    start()
    client = signed_in(edith)
    assert columns(client.get(reverse(LIST), {"columns": "lang,created_by__password,notes"})) == ["lang"]
    assert columns(client.get(reverse(LIST), {"columns": "nonsense"})) == USUAL


@pytest.mark.parametrize("pieces", [1, 4])
def test_with_every_column_the_list_still_asks_seven_questions(
    pieces, start, contributor, edith, wanda, signed_in, django_assert_num_queries
):
    edition = make_edition()
    for number in range(pieces):
        byline = [{"contributor": contributor.pk, "role": "author"}]
        article = start(headline=f"Piece {number}", byline=byline, edition=edition.pk)
        workflow.assign(article=article, to=wanda, task="facts", by=edith, now=NOW)
    client = signed_in(edith)
    client.post(reverse("admin:desk_columns"), {"columns": list(OFFERED)})
    client.get(reverse(LIST))
    with django_assert_num_queries(7):
        response = client.get(reverse(LIST))
    assert (len(shown(response)), columns(response)) == (pieces, list(OFFERED))


@pytest.mark.parametrize("given", [{"name": "", "query": "state=draft"}, {"name": "All", "query": ""}])
def test_a_view_without_a_name_or_a_filter_is_not_kept(given, edith, signed_in):
    signed_in(edith).post(reverse("admin:desk_keep_view"), given)
    assert SavedView.objects.count() == 0


def bulk(action: str, *pieces: Article, **more) -> dict:
    return {"action": action, ACTION_CHECKBOX_NAME: [piece.pk for piece in pieces], **more}


def outcome(response) -> tuple[list[str], list[tuple[str, str]]]:
    done = [article.headline for article, _url in response.context["done"]]
    return done, [(article.headline, why) for article, _url, why in response.context["refused"]]


def test_many_are_handed_in_and_what_is_refused_says_why(start, wanda, signed_in):
    one, two = start(headline="One"), start(headline="Two")
    workflow.submit(article=two, by=wanda, now=NOW)
    response = signed_in(wanda).post(reverse(LIST), bulk("submit_all", one, two, _apply="1"))
    assert outcome(response) == (["One"], [("Two", "This draft is handed in already.")])
    assert Article.objects.filter(submitted_at=None).count() == 0


def test_many_are_approved_by_those_who_may(start, wanda, edith, signed_in):
    one, two = start(headline="One"), start(headline="Two")
    refused = outcome(signed_in(wanda).post(reverse(LIST), bulk("approve_all", one, two, _apply="1")))
    assert (refused[0], len(refused[1])) == ([], 2)
    assert Article.objects.filter(approved_at__isnull=False).count() == 0
    asked = signed_in(edith).post(reverse(LIST), bulk("approve_all", one, two))
    assert ([piece.headline for piece in asked.context["pieces"]], asked.context["title"]) == (
        ["Two", "One"], "Approve 2 pieces",
    )  # fmt: skip
    assert Article.objects.filter(approved_at__isnull=False).count() == 0
    done = signed_in(edith).post(reverse(LIST), bulk("approve_all", one, two, _apply="1"))
    assert outcome(done) == (["Two", "One"], [])


def test_a_script_is_told_what_became_of_each(start, wanda, walt, signed_in):
    one, two = start(headline="One"), start(headline="Two")
    workflow.submit(article=two, by=wanda, now=NOW)
    client, script = signed_in(wanda), {"headers": {"accept": "application/json"}}
    told = client.post(reverse(LIST), bulk("submit_all", one, two, _apply="1"), **script)
    assert told.json() == {
        "outcomes": [
            {"piece": str(two.pk), "done": False, "why": "This draft is handed in already."},
            {"piece": str(one.pk), "done": True, "why": ""},
        ]
    }
    wrong = client.post(reverse(LIST), bulk("assign_all", one, _apply="1", to="", task="facts"), **script)
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["to"])


def test_many_are_given_to_somebody(start, walt, edith, signed_in):
    one, two = start(headline="One"), start(headline="Two")
    client = signed_in(edith)
    asked = client.post(reverse(LIST), bulk("assign_all", one, two))
    assert [piece.headline for piece in asked.context["pieces"]] == ["Two", "One"]
    wrong = client.post(reverse(LIST), bulk("assign_all", one, two, _apply="1", to="", task="facts"))
    assert list(wrong.context["form"].errors) == ["to"]
    client.post(reverse(LIST), bulk("assign_all", one, two, _apply="1", to=walt.pk, task="facts", due="", note=""))
    assert [str(task) for task in Assignment.objects.all()] == ["walt: check facts", "walt: check facts"]


def test_many_are_scheduled_and_an_embargo_holds_its_own_back(start, edith, signed_in):
    film = Film.objects.create(title="The Long Harbour", year=2026)
    free = start(headline="Free")
    held = start(headline="Held", document=[block("aaaaaaaa", f'On <cite film="{film.pk}">The Long Harbour</cite>.')])
    Embargo.objects.create(film=film)
    instant = {"_apply": "1", "at_day": "2035-06-01", "at_time": "12:00", "at_which": ""}
    done, refused = outcome(signed_in(edith).post(reverse(LIST), bulk("schedule_all", free, held, **instant)))
    assert (done, [headline for headline, _why in refused]) == (["Free"], ["Held"])
    assert "embargo" in refused[0][1].lower()
    assert [version.headline for version in Version.objects.all()] == ["Free"]


def test_nobody_acts_on_what_they_cannot_see(start, walt, wanda, signed_in):
    hers = start(headline="Hers")
    response = signed_in(walt).post(reverse(LIST), bulk("submit_all", hers, _apply="1"))
    assert response.status_code in (200, 302)
    assert Article.objects.get().submitted_at is None
