"""From the desk to the press and back: what is printed, and what the draft keeps."""

from dataclasses import replace
from datetime import timedelta

import pytest

from journal.cinema.models import Film
from journal.desk import handing, saving, workflow
from journal.desk.models import Article, Proposal
from journal.desk.states import State
from journal.document.blocks import Document
from journal.press.copy import Credit, Participant
from journal.press.declaring import Declared, Refused, Signatures, Stale
from journal.press.models import Address, Embargo, Piece, Version

from .conftest import NOW, block

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)


def printed(article, edith, **more):
    revision = Article.objects.get(pk=article.pk).revision
    return handing.print_first(article=article, revision=revision, signed=Signatures(by=edith), now=NOW, **more)


def corrected(article, text, molly, now=LATER, **more):
    """Molly changes the first passage of what is live."""
    before = article.piece.versions.latest("number").copy()
    first = replace(before.document.blocks[0], text=text)
    copy = replace(before, document=Document((first, *before.document.blocks[1:])))
    notice = Declared("correction", "An earlier version said otherwise.", ("aaaaaaaa",))
    base = article.piece.versions.latest("number").number
    return handing.correct_live(
        article=article, copy=copy, declared=[notice], base=base, signed=Signatures(by=molly), now=now, **more
    )


def test_first_publication_prints_the_revision_and_remembers_it(article, edith):
    version = printed(article, edith)
    stored = Article.objects.get(pk=article.pk)
    assert (version.headline, version.slug, version.published_at) == ("The long take", "the-long-take", NOW)
    assert (stored.piece, stored.printed_revision, stored.is_pending) == (version.piece, 1, False)
    assert (stored.edited_at, stored.revision) == (NOW, 1)
    assert stored.state(NOW) == State.PUBLISHED


def test_what_was_saved_since_the_look_is_not_printed(article, wanda, edith):
    saving.save(article=article, changes={"headline": "Sneaked in"}, base=1, by=wanda, now=NOW)
    with pytest.raises(Refused) as refused:
        handing.print_first(article=article, revision=1, signed=Signatures(by=edith), now=NOW)
    assert refused.value.code == "stale_revision"
    assert (Version.objects.count(), Piece.objects.count()) == (0, 0)


def test_the_second_submission_of_a_form_changes_nothing(article, edith):
    signed = Signatures(by=edith, token="once")
    first = handing.print_first(article=article, revision=1, signed=signed, now=NOW)
    second = handing.print_first(article=article, revision=1, signed=signed, now=LATER)
    assert (first.pk, Version.objects.count()) == (second.pk, 1)
    assert Article.objects.get().piece.published_at == NOW


def test_two_pieces_of_one_headline_get_two_addresses(start, edith):
    one, two = start(), start()
    assert [printed(one, edith).slug, printed(two, edith).slug] == ["the-long-take", "the-long-take-2"]
    assert Address.objects.count() == 2


def test_a_draft_saved_after_publication_is_not_public(article, wanda, edith):
    printed(article, edith)
    saving.save(article=article, changes={"headline": "Not yet"}, base=1, by=wanda, now=NOW)
    stored = Article.objects.get(pk=article.pk)
    assert (stored.state(LATER), stored.is_pending) == (State.CHANGED, True)
    assert [version.headline for version in Version.objects.live(LATER)] == ["The long take"]


def test_a_declared_change_prints_the_draft(article, wanda, edith):
    printed(article, edith)
    saving.save(article=article, changes={"dek": "A dek."}, base=1, by=wanda, now=NOW)
    version = handing.print_change(
        article=article,
        revision=2,
        declared=[Declared("update", "Added a dek.")],
        base=1,
        signed=Signatures(by=edith),
        now=LATER,
    )
    stored = Article.objects.get(pk=article.pk)
    assert (version.number, version.dek, version.published_at, version.updated_at) == (2, "A dek.", NOW, LATER)
    assert (stored.printed_revision, stored.state(LATER)) == (2, State.PUBLISHED)


def test_a_correction_is_carried_into_a_draft_without_changes_of_its_own(article, edith, molly):
    printed(article, edith)
    version = corrected(article, "Uno.", molly)
    stored = Article.objects.get(pk=article.pk)
    assert (version.change, version.updated_at) == ("correction", LATER)
    assert [item["text"] for item in stored.document] == ["Uno.", "Two."]
    assert (stored.revision, stored.printed_revision, stored.state(LATER)) == (2, 2, State.CORRECTED)
    assert stored.revisions.get(number=2).kind == "carried"


def test_a_correction_is_carried_past_what_the_draft_changed_elsewhere(article, wanda, edith, molly):
    printed(article, edith)
    pending = [block("aaaaaaaa", "One."), block("bbbbbbbb", "Two, extended.")]
    saving.save(article=article, changes={"document": pending}, base=1, by=wanda, now=NOW)
    corrected(article, "Uno.", molly)
    stored = Article.objects.get(pk=article.pk)
    assert [item["text"] for item in stored.document] == ["Uno.", "Two, extended."]
    assert (stored.conflict, stored.state(LATER)) == ("", State.CHANGED)
    live = Version.objects.live(LATER).get()
    assert [item["text"] for item in live.document] == ["Uno.", "Two."]


def test_a_correction_of_a_passage_that_the_draft_changes_too_flags_the_draft(article, wanda, edith, molly):
    printed(article, edith)
    pending = [block("aaaaaaaa", "One, rewritten."), block("bbbbbbbb", "Two.")]
    saving.save(article=article, changes={"document": pending}, base=1, by=wanda, now=NOW)
    corrected(article, "Uno.", molly)
    stored = Article.objects.get(pk=article.pk)
    assert [item["text"] for item in stored.document] == ["One, rewritten.", "Two."]
    assert stored.conflict == "Version 2 changed passages that this draft changes too: aaaaaaaa"
    handing.print_change(
        article=article,
        revision=2,
        declared=[Declared("update", "Rewritten.")],
        base=2,
        signed=Signatures(by=edith),
        now=LATER + timedelta(hours=1),
    )
    assert Article.objects.get(pk=article.pk).conflict == ""


def test_a_corrected_byline_is_carried_and_other_speakers_flag_the_draft(article, contributor, edith, molly):
    printed(article, edith)
    before = article.piece.versions.get().copy()
    line = Credit(name="Wanda Writer", role="author", contributor=contributor.pk, slug=contributor.slug)
    speaker = Participant(label="VF", name="Ada Brandt", role="interviewee")
    copy = replace(before, byline=(line,), participants=(speaker,))
    notice = [Declared("correction", "Wanda wrote it; Ada Brandt speaks.")]
    handing.correct_live(article=article, copy=copy, declared=notice, base=1, signed=Signatures(by=molly), now=LATER)
    stored = Article.objects.get(pk=article.pk)
    assert stored.snapshot()["byline"] == [{"contributor": contributor.pk, "role": "author"}]
    assert stored.conflict == "Version 2 changed passages that this draft changes too: who speaks"


def test_two_moderators_at_once_the_second_sees_the_first(article, edith, molly, chief):
    printed(article, edith)
    before = article.piece.versions.get().copy()
    corrected(article, "Uno.", molly)
    notice = [Declared("correction", "Another.")]
    copy = replace(before, headline="The longer take")
    with pytest.raises(Stale):
        handing.correct_live(
            article=article, copy=copy, declared=notice, base=1, signed=Signatures(by=chief), now=LATER
        )
    assert Version.objects.count() == 2


def test_a_schedule_can_be_called_off_and_the_draft_is_a_draft_again(article, edith):
    printed(article, edith, at=LATER)
    stored = Article.objects.get(pk=article.pk)
    assert (stored.state(NOW), stored.state(LATER)) == (State.SCHEDULED, State.PUBLISHED)
    handing.unschedule(article=article, signed=Signatures(by=edith), now=NOW)
    stored = Article.objects.get(pk=article.pk)
    assert (stored.state(NOW), stored.state(LATER), stored.printed_revision) == (State.DRAFT, State.DRAFT, None)
    assert printed(article, edith).change == "first"


def test_a_retraction_needs_another_person(article, edith, chief):
    printed(article, edith)
    proposal = handing.propose(
        article=article,
        copy=article.piece.versions.get().copy(),
        declared=[Declared("retraction", "The festival never took place.")],
        base=1,
        revision=None,
        why_second=["A retraction is signed by two people."],
        reason="",
        by=chief,
        now=NOW,
    )
    with pytest.raises(Refused):
        handing.sign(proposal=proposal, by=chief, now=LATER)
    assert Version.objects.count() == 1
    version = handing.sign(proposal=proposal, by=edith, now=LATER)
    assert (version.change, version.published_by, version.approved_by) == ("retraction", chief, edith)
    stored = Article.objects.get(pk=article.pk)
    assert (stored.state(LATER), len(stored.document)) == (State.RETRACTED, 2)
    with pytest.raises(Refused):
        handing.sign(proposal=proposal, by=edith, now=LATER)


def test_a_declined_change_is_not_printed_and_says_why(article, edith, molly):
    printed(article, edith)
    proposal = handing.propose(
        article=article,
        copy=article.piece.versions.get().copy(),
        declared=[Declared("typo")],
        base=1,
        revision=None,
        why_second=["It changes a number."],
        reason="Only a slip.",
        by=molly,
        now=NOW,
    )
    handing.decline(proposal=proposal, answer="It is a correction.", by=edith, now=LATER)
    stored = Proposal.objects.get()
    assert (stored.signed, stored.answer, Version.objects.count()) == (False, "It is a correction.", 1)


def test_nothing_thrown_away_is_printed(article, wanda, edith):
    workflow.trash(article=article, by=wanda, now=NOW)
    with pytest.raises(Refused):
        printed(article, edith)


def test_a_piece_under_embargo_is_refused_and_nothing_is_left_behind(start, edith):
    film = Film.objects.create(title="The Long Harbour", year=2026)
    text = [block("aaaaaaaa", f'I saw <cite film="{film.pk}">The Long Harbour</cite>.')]
    article = start(document=text)
    Embargo.objects.create(film=film, lifts_at=LATER, wording="Until the premiere")
    with pytest.raises(Refused) as refused:
        printed(article, edith)
    assert refused.value.code == "embargo"
    assert (Version.objects.count(), Piece.objects.count(), Article.objects.get().piece) == (0, 0, None)
    assert printed(article, edith, at=LATER).live_from == LATER


def test_a_piece_is_published_for_the_first_time_once(article, edith):
    printed(article, edith, at=LATER)
    with pytest.raises(Refused):
        printed(article, edith)
    assert Version.objects.count() == 1


QUOTE = {"id": "qqqqqqqq", "type": "pullquote", "of": "aaaaaaaa", "text": "One fine day"}
STRAY = [
    "The pull quote “One fine day” no longer stands in the passage that it is taken from. "
    "Take it again or delete it, then publish."
]


def quoted(start):
    return start(document=[block("aaaaaaaa", "One fine day."), QUOTE, block("bbbbbbbb", "Two.")])


def test_pull_quote_whose_passage_was_edited_later_stops_the_first_publication(start, wanda, edith):
    article = quoted(start)
    edited = [block("aaaaaaaa", "One dull day."), QUOTE, block("bbbbbbbb", "Two.")]
    saving.save(article=article, changes={"document": edited}, base=1, by=wanda, now=NOW)
    with pytest.raises(Refused) as refused:
        printed(article, edith)
    assert refused.value.messages == STRAY
    assert Version.objects.count() == 0


def test_pull_quote_whose_passage_was_edited_later_stops_a_change(start, wanda, edith):
    article = quoted(start)
    printed(article, edith)
    edited = [block("aaaaaaaa", "One dull day."), QUOTE, block("bbbbbbbb", "Two.")]
    saving.save(article=article, changes={"document": edited}, base=1, by=wanda, now=NOW)
    change = {"article": article, "declared": [Declared("update", "Another day.")], "base": 1, "now": LATER}
    with pytest.raises(Refused) as refused:
        handing.print_change(revision=2, signed=Signatures(by=edith), **change)
    assert refused.value.messages == STRAY
    proposed = {"copy": article.whole().copy(), "revision": 2, "why_second": ["A digit."], "reason": "", "by": edith}
    with pytest.raises(Refused):
        handing.propose(**change, **proposed)
    assert (Version.objects.count(), Proposal.objects.count()) == (1, 0)


def test_correction_of_a_passage_that_is_quoted_large_takes_the_quote_along_or_is_refused(start, edith, molly):
    article = quoted(start)
    printed(article, edith)
    with pytest.raises(Refused) as refused:
        corrected(article, "One dull day.", molly)
    assert refused.value.messages == STRAY
    assert corrected(article, "It began: One fine day, in May.", molly).number == 2
