"""The board: what waits for whom, and cards that are moved by those who may."""

from datetime import date

import pytest
from django.urls import reverse

from journal.desk import handing, saving, workflow
from journal.desk.models import Article
from journal.desk.states import State
from journal.press.declaring import Signatures

from ..conftest import NOW

pytestmark = pytest.mark.django_db
MOVE = "/desk/board/move/"


def columns(response) -> dict[str, list[str]]:
    found = response.context["columns"]
    return {column["state"].value: [row["article"].headline for row in column["rows"]] for column in found}


def test_the_board_says_what_waits_for_whom(start, walt, wanda, edith, chief, signed_in):
    draft, handed_in, taken, approved = (start(headline=name) for name in ("Draft", "Handed in", "Taken", "Approved"))
    start(by=walt, headline="Walt's")
    for article in (handed_in, taken, approved):
        workflow.submit(article=article, by=wanda, now=NOW)
    workflow.take(article=taken, by=edith, now=NOW)
    workflow.approve(article=approved, revision=1, by=edith, now=NOW)
    workflow.assign(article=draft, to=wanda, task="write", by=chief, now=NOW, due=date(2026, 3, 1))
    page = signed_in(edith).get(reverse("admin:desk_board"))
    assert columns(page) == {
        "draft": ["Draft", "Walt's"], "submitted": ["Handed in"], "in_review": ["Taken"], "approved": ["Approved"],
        "changed": [],
    }  # fmt: skip
    rows = {row["article"].headline: row for column in page.context["columns"] for row in column["rows"]}
    assert [rows[name]["who"] for name in ("Walt's", "Handed in", "Approved")] == [
        "walt", "any editor", "an editor, to publish",
    ]  # fmt: skip
    assert [str(task) for name in ("Draft", "Taken") for task in rows[name]["tasks"]] == [
        "wanda: write", "edith: review",
    ]  # fmt: skip
    assert "due 1 March (late)" in page.content.decode()
    assert columns(signed_in(wanda).get(reverse("admin:desk_board")))["draft"] == ["Draft"]


def test_the_board_asks_the_same_questions_however_much_waits(start, edith, signed_in, django_assert_max_num_queries):
    for number in range(25):
        start(headline=f"Piece {number}")
    client = signed_in(edith)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("admin:desk_board"))
    column = page.context["columns"][0]
    assert (len(column["rows"]), column["more"]) == (20, reverse("admin:desk_article_changelist") + "?state=draft")


def drop(client, article: Article, to: str, **more):
    """What the server says to a card that is dropped, with the status of its answer."""
    current = Article.objects.get(pk=article.pk)
    card = {"piece": current.pk, "revision": current.revision, "from": current.state(NOW).value, "to": to, **more}
    response = client.post(MOVE, card)
    return response.status_code, response.json()


def state(article: Article) -> State:
    return Article.objects.get(pk=article.pk).state(NOW)


def test_a_card_goes_its_way_from_column_to_column(article, wanda, edith, signed_in):
    done = (200, {"done": True})
    assert (drop(signed_in(wanda), article, "submitted"), state(article)) == (done, State.SUBMITTED)
    client = signed_in(edith)
    assert (drop(client, article, "in_review"), state(article)) == (done, State.IN_REVIEW)
    assert (drop(client, article, "approved"), state(article)) == (done, State.APPROVED)
    assert "Approved: The long take" in client.get("/desk/board/").content.decode()
    # Sending back wants a reason, so it leads to the page that asks for one.
    assert drop(client, article, "draft") == (200, {"go": reverse("admin:desk_send_back", args=[article.pk])})
    assert state(article) == State.APPROVED


def test_whoever_lacks_the_right_is_told_why_and_nothing_is_written(article, wanda, signed_in):
    workflow.submit(article=article, by=wanda, now=NOW)
    client = signed_in(wanda)
    told = {to: drop(client, article, to) for to in ("in_review", "approved", "draft")}
    assert told == {
        "in_review": (403, {"why": "Editors review."}),
        "approved": (403, {"why": "Editors approve. Hand the piece in, then one of them will see it."}),
        "draft": (403, {"why": "Editors send a draft back."}),
    }
    assert state(article) == State.SUBMITTED


def test_where_no_verb_leads_no_card_goes(article, start, edith, signed_in):
    printed = start(headline="Printed")
    handing.print_first(article=printed, revision=1, signed=Signatures(by=edith), now=NOW)
    saving.save(article=printed, changes={"dek": "New."}, base=1, by=edith, now=NOW)
    client = signed_in(edith)
    assert drop(client, article, "approved") == (403, {"why": "A draft is handed in first."})
    assert drop(client, article, "changed") == (
        403,
        {"why": "Here stands what readers see and what was changed since."},
    )
    of_public = {"why": "Readers see this one already: it is changed by a declaration on its own page."}
    assert drop(client, printed, "draft") == (403, of_public)
    for to in ("published", "trashed"):
        assert drop(client, article, to)[0] == 403
    for to in ("", "nowhere"):
        assert drop(client, article, to) == (400, {"why": "There is no such column."})
    assert (state(article), state(printed)) == (State.DRAFT, State.CHANGED)


def test_a_card_that_somebody_else_moved_meanwhile_stays_where_it_is_now(article, wanda, edith, signed_in):
    workflow.submit(article=article, by=wanda, now=NOW)
    why = {"why": "Somebody moved this piece meanwhile: Submitted."}
    assert drop(signed_in(edith), article, "submitted", **{"from": "draft"}) == (409, why)


def test_words_that_were_saved_since_the_board_was_opened_are_not_approved_unread(article, wanda, edith, signed_in):
    workflow.submit(article=article, by=wanda, now=NOW)
    saving.save(article=article, changes={"dek": "Not read."}, base=1, by=wanda, now=NOW)
    status, told = drop(signed_in(edith), article, "approved", revision=1)
    assert (status, told["why"], state(article)) == (
        409,
        "The draft was saved again since you read it. Read it once more, then approve.",
        State.SUBMITTED,
    )


def test_a_strangers_draft_cannot_be_moved_nor_asked_after(article, walt, sam, signed_in):
    for user in (walt, sam):
        assert signed_in(user).post(MOVE, {"piece": article.pk, "from": "draft", "to": "submitted"}).status_code in (
            302,
            404,
        )
    for piece in ("", "x", "99999999999999999999", str(article.pk + 1)):
        assert signed_in(walt).post(MOVE, {"piece": piece, "to": "submitted"}).status_code == 404
    assert (signed_in(walt).get(MOVE).status_code, state(article)) == (405, State.DRAFT)


def test_every_card_has_the_verbs_of_its_person_without_scripts(article, start, wanda, edith, signed_in):
    workflow.submit(article=start(headline="Handed in"), by=wanda, now=NOW)

    def verbs(user) -> dict[str, list[str]]:
        found = signed_in(user).get("/desk/board/").context["columns"]
        return {
            row["article"].headline: [label for label, _url in row["verbs"]]
            for column in found
            for row in column["rows"]
        }

    assert verbs(wanda) == {"The long take": ["Hand in"], "Handed in": []}
    assert verbs(edith) == {"The long take": ["Hand in"], "Handed in": ["Send back", "Take for review", "Approve"]}
