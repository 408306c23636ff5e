"""An old version goes back into print: declared, seen as a difference, by those who may."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from journal.desk import handing
from journal.desk.models import Article
from journal.press import publishing
from journal.press.declaring import Declared, Signatures
from journal.press.models import Act, Version

from ..conftest import block

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def again(article: Article, number: int = 1) -> str:
    return reverse("admin:desk_reprint", args=[article.pk, number])


def said(**more) -> dict:
    return {"token": "one", "base": 2, "kind": "correction", "text": "It was right before.", "reason": "", **more}


@pytest.fixture
def twice(start, edith) -> Article:
    """Published, and changed for the worse."""
    article = start(document=[block("aaaaaaaa", "Calvin wrote it."), block("bbbbbbbb", "Two.")])
    then = timezone.now() - 9 * DAY
    first = handing.print_first(article=article, revision=1, signed=Signatures(by=edith), now=then).copy()
    changed = first.document.to_json()
    changed[0]["text"] = "Clive wrote it."
    copy = type(first).from_json({**first.to_json(), "document": changed})
    handing.correct_live(
        article=Article.objects.get(), copy=copy, declared=[Declared("update", "More.")], base=1,
        signed=Signatures(by=edith), now=then + DAY,
    )  # fmt: skip
    return Article.objects.get()


def test_a_moderator_sees_the_difference_and_prints_the_old_version_again(twice, molly, signed_in, client):
    page = signed_in(molly).get(again(twice))
    assert [difference.runs for difference in page.context["differences"]] == [
        (("gone", "Clive"), ("come", "Calvin"), ("kept", " wrote it."))
    ]
    assert signed_in(molly).post(again(twice), said()).status_code == 302
    version = Version.objects.latest("number")
    assert (version.number, version.change, version.copy().document.blocks[0].text) == (
        3, "correction", "Calvin wrote it.",
    )  # fmt: skip
    assert [(note.text, note.anchors) for note in version.notices.all()] == [("It was right before.", ["aaaaaaaa"])]
    act = Act.objects.latest("pk")
    assert (act.verb, act.by) == (Act.Verb.RESTORE, molly)
    # The working copy follows, and readers have it.
    assert [item["text"] for item in Article.objects.get().document] == ["Calvin wrote it.", "Two."]
    assert "Calvin wrote it." in client.get("/features/the-long-take/").content.decode()


def test_submitted_twice_it_is_printed_once(twice, molly, signed_in):
    for _time in range(2):
        assert signed_in(molly).post(again(twice), said()).status_code == 302
    assert Version.objects.count() == 3


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "typo"}, "kind"),
        ({"kind": "update"}, "kind"),
        ({"text": " "}, "__all__"),
        ({"base": 1}, "__all__"),
    ],
)
def test_what_is_not_declared_or_stale_is_said_and_nothing_is_printed(twice, molly, signed_in, more, field):
    page = signed_in(molly).post(again(twice), said(**more))
    assert (list(page.context["form"].errors), Version.objects.count()) == ([field], 2)


@pytest.mark.parametrize(("who", "status"), [("wanda", 403), ("edith", 403), ("sam", 302), ("walt", 404)])
def test_it_is_not_everybodys_to_do(request, twice, signed_in, who, status):
    client = signed_in(request.getfixturevalue(who))
    assert [client.get(again(twice)).status_code, client.post(again(twice), said()).status_code] == [status] * 2
    assert Version.objects.count() == 2


def test_what_was_withdrawn_comes_back_by_the_chief_alone(twice, molly, chief, signed_in, client):
    publishing.withdraw(
        piece=twice.piece, public_reason="By order.", signed=Signatures(by=chief), now=timezone.now() - DAY
    )
    assert signed_in(molly).get(again(twice)).status_code == 403
    assert client.get("/features/the-long-take/").status_code == 410
    signed_in(chief).post(again(twice, 2), said(kind="editor_note", text="The order was lifted."))
    assert client.get("/features/the-long-take/").status_code == 200
    assert Version.objects.latest("number").number == 3


def test_a_number_that_is_none_or_was_called_off_is_not_found(twice, edith, molly, signed_in):
    handing.correct_live(
        article=twice, copy=twice.piece.versions.get(number=1).copy(), declared=[Declared("correction", "Back.")], base=2,
        signed=Signatures(by=molly), now=timezone.now(), at=timezone.now() + DAY,
    )  # fmt: skip
    assert signed_in(molly).get(again(twice, 3)).status_code == 404
    handing.unschedule(article=twice, signed=Signatures(by=edith), now=timezone.now())
    assert [signed_in(molly).get(again(twice, number)).status_code for number in (3, 9)] == [404, 404]


def test_the_history_leads_there_but_not_for_what_readers_have(twice, molly, wanda, signed_in):
    history = reverse("admin:desk_history", args=[twice.pk])
    page = signed_in(molly).get(history).content.decode()
    assert [f'href="{again(twice, number)}"' in page for number in (1, 2)] == [True, False]
    assert "Print it again" not in signed_in(wanda).get(history).content.decode()
