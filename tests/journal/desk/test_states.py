"""The state of a piece: the method and the query agree, whatever happens."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.desk import handing, saving, workflow
from journal.desk.models import Article
from journal.desk.states import Facts, State, derive
from journal.press import publishing
from journal.press.declaring import Declared, Signatures

from .conftest import NOW

HOUR = timedelta(hours=1)


def agree(article: Article, at) -> State:
    by_query = Article.objects.with_state(at).get(pk=article.pk).derived_state
    by_method = Article.objects.get(pk=article.pk).state(at)
    assert by_query == by_method
    return State(by_query)


@pytest.mark.django_db
def test_the_way_of_a_piece(article, wanda, edith, chief, molly):
    seen = [agree(article, NOW)]
    workflow.submit(article=article, by=wanda, now=NOW)
    seen.append(agree(article, NOW))
    workflow.take(article=article, by=edith, now=NOW)
    seen.append(agree(article, NOW))
    workflow.approve(article=article, revision=1, by=edith, now=NOW)
    seen.append(agree(article, NOW))
    signed = Signatures(by=edith, approved_by=chief)
    handing.print_first(article=article, revision=1, signed=signed, now=NOW, at=NOW + HOUR)
    seen += [agree(article, NOW), agree(article, NOW + HOUR)]
    saving.save(article=article, changes={"dek": "New."}, base=1, by=wanda, now=NOW)
    seen.append(agree(article, NOW + 2 * HOUR))
    notice = [Declared("correction", "A dek was missing.")]
    handing.print_change(article=article, revision=2, declared=notice, base=1, signed=signed, now=NOW + 2 * HOUR)
    seen.append(agree(article, NOW + 2 * HOUR))
    handing.retract(article=article, notice="Untrue.", base=2, signed=signed, now=NOW + 3 * HOUR)
    seen.append(agree(article, NOW + 3 * HOUR))
    publishing.withdraw(piece=article.piece, public_reason="Legal.", signed=signed, now=NOW + 4 * HOUR)
    seen.append(agree(article, NOW + 4 * HOUR))
    assert [state.value for state in seen] == [
        "draft", "submitted", "in_review", "approved", "scheduled", "published", "changed", "corrected", "retracted",
        "withdrawn",
    ]  # fmt: skip


@pytest.mark.django_db
def test_the_bin_comes_before_everything_else(article, wanda):
    workflow.submit(article=article, by=wanda, now=NOW)
    workflow.trash(article=article, by=wanda, now=NOW)
    assert agree(article, NOW) == State.TRASHED
    workflow.untrash(article=article)
    assert agree(article, NOW) == State.SUBMITTED


@given(st.builds(Facts))
def test_every_combination_of_facts_has_one_state(facts: Facts):
    assert derive(facts) in State
