"""The way of a draft: each verb moves its own fact and no word of the text."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from journal.desk import workflow
from journal.desk.models import Article, Assignment, Comment
from journal.desk.workflow import NotNow

from .conftest import NOW

pytestmark = pytest.mark.django_db


def untouched(article: Article) -> bool:
    stored = Article.objects.get(pk=article.pk)
    return (stored.revision, stored.edited_at, stored.snapshot()) == (1, NOW, article.revisions.get().snapshot)


def test_handing_in_ends_the_writing_task(article, wanda, chief):
    workflow.assign(article=article, to=wanda, task="write", by=chief, now=NOW, due=date(2026, 3, 9))
    later = NOW + timedelta(hours=1)
    workflow.submit(article=article, by=wanda, now=later)
    assert Article.objects.get().submitted_at == later
    assert Assignment.objects.get().done_at == later
    assert untouched(article)
    with pytest.raises(NotNow):
        workflow.submit(article=article, by=wanda, now=later)


def test_only_what_was_handed_in_can_be_taken(article, edith):
    with pytest.raises(NotNow):
        workflow.take(article=article, by=edith, now=NOW)
    assert Assignment.objects.count() == 0


def test_sending_back_says_why_and_undoes_the_approval(article, wanda, edith):
    workflow.submit(article=article, by=wanda, now=NOW)
    workflow.approve(article=article, revision=1, by=edith, now=NOW)
    with pytest.raises(ValidationError):
        workflow.send_back(article=article, reason=" ", by=edith, now=NOW)
    workflow.send_back(article=article, reason="Cut a third.", by=edith, now=NOW)
    stored = Article.objects.get()
    assert (stored.submitted_at, stored.approved_at, stored.approved_by) == (None, None, None)
    assert [(comment.text, comment.author) for comment in Comment.objects.all()] == [("Cut a third.", edith)]
    assert untouched(article)


def test_words_that_nobody_read_are_not_approved(article, edith):
    with pytest.raises(NotNow):
        workflow.approve(article=article, revision=7, by=edith, now=NOW)
    assert Article.objects.get().approved_at is None


def test_the_same_task_twice_is_one_task_with_the_newer_day(article, edith, chief):
    workflow.assign(article=article, to=edith, task="review", by=chief, now=NOW)
    workflow.assign(article=article, to=edith, task="review", by=chief, now=NOW, due=date(2026, 4, 1))
    assert [(row.to, row.due) for row in Assignment.objects.all()] == [(edith, date(2026, 4, 1))]


def test_a_link_dies_with_time_by_hand_and_with_the_draft(article, wanda):
    links = [workflow.share(article=article, label=name, by=wanda, now=NOW) for name in ("Lawyer", "Translator")]
    assert [link.is_open(NOW) for link in links] == [True, True]
    assert not links[0].is_open(NOW + workflow.LINK_LIFE)
    workflow.revoke(link=links[0], now=NOW)
    workflow.trash(article=article, by=wanda, now=NOW)
    assert [link.is_open(NOW) for link in article.preview_links.all()] == [False, False]
