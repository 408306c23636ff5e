"""What waits for me: the first page and the letters agree."""

import pytest
from django.urls import reverse
from django.utils import timezone

from journal.desk import handing, workflow
from journal.desk.models import Article
from journal.press import reporting
from journal.press.declaring import Signatures

from ..conftest import NOW

pytestmark = pytest.mark.django_db


def waits(client, what: str) -> list[str]:
    rows = client.get(reverse("admin:index")).context[what]
    return [row[0].text if what == "comments" else row[0] for row in rows]


def test_open_comments_wait_for_those_who_are_named_and_whose_piece_it_is(
    article, start, edith, wanda, walt, chief, signed_in
):
    for text in ("@chief, a word?", "Under the @chiefdom."):
        workflow.remark(article=article, text=text, by=edith, now=NOW)
    assert waits(signed_in(wanda), "comments") == ["Under the @chiefdom.", "@chief, a word?"]
    assert waits(signed_in(chief), "comments") == ["@chief, a word?"]
    assert waits(signed_in(edith), "comments") == []
    workflow.remark(article=article, text="@walt should not know", by=edith, now=NOW)
    assert waits(signed_in(walt), "comments") == []


def test_what_is_settled_waits_no_longer(article, edith, wanda, signed_in):
    comment = workflow.remark(article=article, text="A word?", by=edith, now=NOW)
    signed_in(wanda).post(reverse("admin:desk_settle_comment", args=[article.pk, comment.pk]))
    assert waits(signed_in(wanda), "comments") == []


def test_a_report_at_her_piece_waits_for_a_writer_too(article, start, edith, wanda, walt, signed_in):
    handing.print_first(article=article, revision=1, signed=Signatures(by=edith), now=NOW)
    version = Article.objects.get(pk=article.pk).piece.versions.get()
    reporting.file(version=version, words="", wrong="It was 1975.", contact="", now=timezone.now())
    assert waits(signed_in(wanda), "reported") == ["It was 1975."]
    assert waits(signed_in(walt), "reported") == []
    # Who handles reports has all of them in a section of their own.
    assert waits(signed_in(edith), "reported") == []
