"""A comment stands at a passage, and says which."""

import pytest
from django.urls import reverse

from journal.desk import remarks, saving
from journal.desk.models import Article, Comment

from .conftest import NOW, block

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(start) -> Article:
    blocks = [
        block("aaaaaaaa", "The <em>first</em>\n\nthing. " + "And so on. " * 20),
        block("bbbbbbbb", "Two."),
        {"id": "cccccccc", "type": "rule"},
    ]
    return start(document=blocks)


def comment(article: Article) -> str:
    return reverse("admin:desk_comment", args=[article.pk])


def test_every_passage_with_words_can_be_spoken_of(talk):
    begins = remarks.passages(talk.copy_document())
    assert list(begins) == ["aaaaaaaa", "bbbbbbbb"]
    assert begins["aaaaaaaa"].startswith("The first thing. And so on.")
    assert (len(begins["aaaaaaaa"]), begins["bbbbbbbb"]) == (70, "Two.")


def test_a_comment_is_left_at_a_passage_and_read_there(talk, edith, wanda, signed_in):
    page = signed_in(edith).get(comment(talk), {"block": "bbbbbbbb"}).content.decode()
    assert '<option value="bbbbbbbb" selected>Two.</option>' in page
    signed_in(edith).post(comment(talk), {"text": "Three, surely.", "block": "bbbbbbbb"})
    signed_in(edith).post(comment(talk), {"text": "A fine piece.", "block": ""})
    assert [(one.text, one.block, one.passage) for one in remarks.open_ones(talk)] == [
        ("Three, surely.", "bbbbbbbb", "Two."), ("A fine piece.", "", ""),
    ]  # fmt: skip
    form = signed_in(wanda).get(reverse("admin:desk_article_change", args=[talk.pk])).content.decode()
    assert '#bbbbbbbb">Two.</a>' in form


def test_a_comment_outlives_its_passage(talk, edith, wanda, signed_in):
    signed_in(edith).post(comment(talk), {"text": "Cut it.", "block": "bbbbbbbb"})
    saving.save(article=talk, changes={"document": [block("aaaaaaaa", "One.")]}, base=1, by=wanda, now=NOW)
    [left] = remarks.open_ones(Article.objects.get())
    assert (left.text, left.passage) == ("Cut it.", "")
    form = signed_in(wanda).get(reverse("admin:desk_article_change", args=[talk.pk])).content.decode()
    assert "at a passage that is gone" in form


@pytest.mark.parametrize("place", ["cccccccc", "zzzzzzzz", "x" * 90])
def test_a_passage_that_is_none_is_said_and_the_words_stay(talk, edith, signed_in, place):
    page = signed_in(edith).post(comment(talk), {"text": "Kept words.", "block": place})
    assert list(page.context["form"].errors) == ["block"]
    assert "Kept words." in page.content.decode()
    assert Comment.objects.count() == 0
