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


@pytest.mark.django_db
def test_a_state_that_is_picked_shows_the_pieces_that_are_in_it(start, wanda, edith, chief):
    """What a state implies is asked before the state itself; it must leave none of its pieces out."""
    signed = Signatures(by=edith, approved_by=chief)
    ways = {
        "draft": [],
        "submitted": [lambda piece: workflow.submit(article=piece, by=wanda, now=NOW)],
        "in_review": [
            lambda piece: workflow.submit(article=piece, by=wanda, now=NOW),
            lambda piece: workflow.take(article=piece, by=edith, now=NOW),
        ],
        "approved": [lambda piece: workflow.approve(article=piece, revision=1, by=edith, now=NOW)],
        "scheduled": [lambda piece: first(piece, at=NOW + HOUR)],
        "published": [lambda piece: first(piece)],
        "changed": [lambda piece: first(piece), lambda piece: reworded(piece)],
        "corrected": [lambda piece: first(piece), lambda piece: corrected(piece)],
        "retracted": [
            lambda piece: first(piece),
            lambda piece: handing.retract(article=piece, notice="No.", base=1, signed=signed, now=NOW + HOUR),
        ],
        "withdrawn": [
            lambda piece: first(piece),
            lambda piece: publishing.withdraw(piece=piece.piece, public_reason="L.", signed=signed, now=NOW + HOUR),
        ],
        "trashed": [lambda piece: workflow.trash(article=piece, by=wanda, now=NOW)],
    }

    def first(piece, at=None):
        handing.print_first(article=piece, revision=1, signed=signed, now=NOW, at=at)

    def reworded(piece):
        saving.save(article=piece, changes={"dek": "New."}, base=1, by=wanda, now=NOW)

    def corrected(piece):
        reworded(piece)
        notice = [Declared("correction", "A dek was missing.")]
        handing.print_change(article=piece, revision=2, declared=notice, base=1, signed=signed, now=NOW + HOUR)

    for state, steps in ways.items():
        made = start(headline=state)
        for step in steps:
            step(Article.objects.get(pk=made.pk))
    # Called off, and printed for the first time no more: a draft again.
    off = start(headline="called off")
    handing.print_first(article=off, revision=1, signed=signed, now=NOW, at=NOW + HOUR)
    handing.unschedule(article=Article.objects.get(pk=off.pk), signed=signed, now=NOW)
    at = NOW + 2 * HOUR
    picked = {
        state.value: sorted(Article.objects.in_state(state, NOW).values_list("headline", flat=True)) for state in State
    }
    later = {
        state.value: sorted(Article.objects.in_state(state, at).values_list("headline", flat=True)) for state in State
    }
    assert {state: names for state, names in later.items() if names} == {
        **{state: [state] for state in ways if state not in ("scheduled", "published", "draft")},
        "draft": ["called off", "draft"],
        "published": ["published", "scheduled"],
    }
    assert picked["scheduled"] == ["scheduled"]
