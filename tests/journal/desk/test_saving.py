"""Saving a working copy: what is written, what is refused, and that nothing is lost."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from journal.cinema.models import Edition, Festival, Film, Person
from journal.desk import saving
from journal.desk.models import Article, RatingScale, Revision

from .conftest import NOW, block

pytestmark = pytest.mark.django_db


def texts(article: Article) -> list[str]:
    return [item["text"] for item in Article.objects.get(pk=article.pk).document]


def test_starting_writes_the_piece_and_its_first_revision(article, wanda):
    stored = Article.objects.get(pk=article.pk)
    assert (stored.revision, stored.created_by, stored.created_at, stored.edited_at) == (1, wanda, NOW, NOW)
    revision = stored.revisions.get()
    assert (revision.number, revision.base, revision.author, revision.snapshot) == (1, 0, wanda, stored.snapshot())


def test_a_save_moves_the_piece_on_and_keeps_the_state_before(article, edith):
    later = NOW + timedelta(hours=1)
    revision = saving.save(article=article, changes={"headline": "A long take"}, base=1, by=edith, now=later)
    stored = Article.objects.get(pk=article.pk)
    assert (stored.headline, stored.revision, stored.edited_at) == ("A long take", 2, later)
    assert (stored.created_at, texts(stored)) == (NOW, ["One.", "Two."])
    assert (revision.number, revision.base, revision.author) == (2, 1, edith)
    assert [row.snapshot["headline"] for row in stored.revisions.all()] == ["The long take", "A long take"]


def test_a_save_without_a_change_writes_nothing(article, wanda):
    revision = saving.save(article=article, changes={"headline": "The long take"}, base=1, by=wanda, now=NOW)
    assert (revision.number, Revision.objects.count(), Article.objects.get().revision) == (1, 1, 1)


def test_a_stale_save_is_refused_with_both_texts_and_writes_nothing(article, wanda, edith):
    theirs = [block("aaaaaaaa", "One, by Edith."), block("bbbbbbbb", "Two.")]
    mine = [block("aaaaaaaa", "One."), block("bbbbbbbb", "Two, by Wanda.")]
    saving.save(article=article, changes={"document": theirs}, base=1, by=edith, now=NOW)
    with pytest.raises(saving.StaleSave) as refused:
        saving.save(article=article, changes={"document": mine}, base=1, by=wanda, now=NOW)
    stale = refused.value
    assert (stale.mine["document"], stale.theirs["document"]) == (mine, theirs)
    assert (stale.current.number, stale.current.author, stale.conflicts) == (2, edith, ())
    assert [item["text"] for item in stale.merged.snapshot["document"]] == ["One, by Edith.", "Two, by Wanda."]
    assert (texts(article), Revision.objects.count()) == (["One, by Edith.", "Two."], 2)


def test_a_merge_is_saved_on_top_of_what_stands(article, wanda, edith):
    saving.save(article=article, changes={"headline": "Edith's"}, base=1, by=edith, now=NOW)
    mine = {"document": [block("aaaaaaaa", "Wanda's one."), block("bbbbbbbb", "Two.")]}
    revision = saving.save_merged(article=article, mine=mine, base=1, theirs=2, choices={}, by=wanda, now=NOW)
    stored = Article.objects.get(pk=article.pk)
    assert (stored.headline, texts(stored)) == ("Edith's", ["Wanda's one.", "Two."])
    assert (revision.kind, revision.number, revision.base) == ("merge", 3, 2)


def test_a_conflict_is_settled_as_chosen_and_both_can_stand(article, wanda, edith):
    theirs = {"document": [block("aaaaaaaa", "Edith's one."), block("bbbbbbbb", "Two.")]}
    mine = {"document": [block("aaaaaaaa", "Wanda's one."), block("bbbbbbbb", "Two.")]}
    saving.save(article=article, changes=theirs, base=1, by=edith, now=NOW)
    saving.save_merged(
        article=article, mine=mine, base=1, theirs=2, choices={"block:aaaaaaaa": "both"}, by=wanda, now=NOW
    )
    stored = Article.objects.get(pk=article.pk)
    assert texts(stored) == ["Edith's one.", "Wanda's one.", "Two."]
    assert len({item["id"] for item in stored.document}) == 3


def test_an_approval_lapses_when_the_words_change_and_only_then(article, wanda, edith):
    Article.objects.update(submitted_at=NOW, approved_at=NOW, approved_by=edith)
    saving.save(article=article, changes={"headline": "The long take"}, base=1, by=wanda, now=NOW)
    assert Article.objects.get().approved_at == NOW
    saving.save(article=article, changes={"headline": "Another"}, base=1, by=wanda, now=NOW)
    stored = Article.objects.get()
    assert (stored.approved_at, stored.approved_by, stored.submitted_at) == (None, None, NOW)


def test_autosaves_of_one_person_are_one_line_of_the_history(article, wanda):
    for number in range(1, 5):
        at = NOW + timedelta(seconds=10 * number)
        saving.autosave(article=article, changes={"headline": f"Take {number}"}, base=number, by=wanda, now=at)
    assert [(row.number, row.kind) for row in article.revisions.all()] == [(1, "save"), (5, "autosave")]
    saving.save(article=article, changes={"headline": "Final take"}, base=5, by=wanda, now=NOW)
    assert [(row.number, row.kind) for row in article.revisions.all()] == [(1, "save"), (6, "save")]


def test_an_autosave_of_somebody_else_stays_in_the_history(article, wanda, edith):
    saving.autosave(article=article, changes={"headline": "Edith's"}, base=1, by=edith, now=NOW)
    saving.save(article=article, changes={"headline": "Wanda's"}, base=2, by=wanda, now=NOW)
    assert [row.snapshot["headline"] for row in article.revisions.all()] == ["The long take", "Edith's", "Wanda's"]


def test_a_stale_save_based_on_a_collapsed_autosave_still_merges(article, wanda, edith):
    saving.autosave(article=article, changes={"headline": "Half"}, base=1, by=edith, now=NOW)
    saving.save(article=article, changes={"headline": "Whole"}, base=2, by=edith, now=NOW)
    with pytest.raises(saving.StaleSave) as refused:
        saving.save(article=article, changes={"headline": "Half", "dek": "Wanda's dek"}, base=2, by=wanda, now=NOW)
    assert refused.value.merged.snapshot["dek"] == "Wanda's dek"
    assert [conflict.place for conflict in refused.value.conflicts] == ["headline"]


def test_restoring_makes_a_new_revision_of_an_old_state(article, wanda):
    saving.save(article=article, changes={"headline": "Worse", "document": []}, base=1, by=wanda, now=NOW)
    revision = saving.restore_revision(article=article, number=1, base=2, by=wanda, now=NOW)
    stored = Article.objects.get(pk=article.pk)
    assert (stored.headline, texts(stored), stored.revision) == ("The long take", ["One.", "Two."], 3)
    assert revision.kind == "restore"


def test_one_passage_comes_back_where_it_stood(article, wanda):
    saving.save(article=article, changes={"document": [block("bbbbbbbb", "Two!")]}, base=1, by=wanda, now=NOW)
    saving.restore_block(article=article, number=1, block="aaaaaaaa", base=2, by=wanda, now=NOW)
    assert texts(article) == ["One.", "Two!"]
    saving.restore_block(article=article, number=1, block="bbbbbbbb", base=3, by=wanda, now=NOW)
    assert texts(article) == ["One.", "Two."]


def test_everything_beside_the_text_is_saved_and_restored(article, wanda, contributor):
    film = Film.objects.create(title="Ruby Sparks", year=2012)
    director = Person.objects.create(name="Valerie Faris")
    festival = Festival.objects.create(name="Locarno Film Festival")
    edition = Edition.objects.create(festival=festival, year=2012)
    scale = RatingScale.objects.create(name="Stars")
    changes = {
        "edition": edition.pk,
        "topics": ["romance", "Debut"],
        "byline": [{"contributor": contributor.pk, "role": "author"}],
        "mentions": [
            {"film": film.pk, "person": None, "edition": None, "role": "subject", "confirmed": True},
            {"film": None, "person": director.pk, "edition": None, "role": "mentioned", "confirmed": False},
        ],
        "review": {"film": film.pk, "scale": scale.pk, "rating": "3.5", "verdict": "Lovely.", "seen_at": "Locarno"},
    }
    saving.save(article=article, changes=changes, base=1, by=wanda, now=NOW)
    stored = Article.objects.get(pk=article.pk)
    assert {name: stored.snapshot()[name] for name in changes} == {**changes, "topics": ["Debut", "romance"]}
    assert stored.review.rating == Decimal("3.5")
    saving.save(article=article, changes={"review": None, "mentions": [], "topics": []}, base=2, by=wanda, now=NOW)
    saving.restore_revision(article=article, number=2, base=3, by=wanda, now=NOW)
    assert Article.objects.get(pk=article.pk).snapshot() == stored.snapshot()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"document": [{"id": "aaaaaaaa", "type": "table", "text": "x"}]}, "document"),
        ({"document": [{"id": "aaaaaaaa", "type": "paragraph", "text": "a\0b"}]}, "document"),
        ({"document": [{"id": "aaaaaaaa", "type": "paragraph", "text": "a\ud800b"}]}, "document"),
        ({"document": "words"}, "document"),
        ({"headline": "  "}, "headline"),
        ({"picture": 99}, "picture"),
        ({"byline": [{"contributor": 99, "role": "author"}]}, "byline"),
        ({"mentions": [{"film": 99, "role": "subject"}]}, "mentions"),
        ({"kind": "interview"}, "kind"),
    ],
)
def test_nonsense_is_refused_at_its_field_and_nothing_is_written(article, wanda, changes, field, monkeypatch):
    monkeypatch.setitem(Article.forms, "interview", "interview")
    with pytest.raises(ValidationError) as refused:
        saving.save(article=article, changes={"dek": "New.", **changes}, base=1, by=wanda, now=NOW)
    assert list(refused.value.message_dict) == [field]
    stored = Article.objects.get(pk=article.pk)
    assert (stored.revision, stored.dek) == (1, "")


def test_a_pasted_copy_of_a_passage_is_a_passage_of_its_own(article, wanda):
    twice = [block("aaaaaaaa", "One."), block("aaaaaaaa", "One again."), {"type": "paragraph", "text": "New."}]
    saving.save(article=article, changes={"document": twice}, base=1, by=wanda, now=NOW)
    stored = Article.objects.get(pk=article.pk)
    assert texts(stored) == ["One.", "One again.", "New."]
    assert stored.document[0]["id"] == "aaaaaaaa"
    assert len({item["id"] for item in stored.document}) == 3


def test_a_revision_cannot_be_rewritten(article):
    revision = article.revisions.get()
    revision.note = "nothing to see"
    with pytest.raises(ValidationError):
        revision.save()


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("lodz", True),
        ("ŁÓD", True),
        ("nights lo", True),
        ("lo nights", True),
        ("ights", False),
        ("!?", False),
        ("", False),
    ],
)
def test_a_piece_is_found_by_the_beginnings_of_words_of_its_headline(start, edith, typed, is_found):
    article = start(headline="An old headline")
    saving.save(article=article, changes={"headline": "Nights in Łódź"}, base=1, by=edith, now=NOW)
    assert Article.objects.headed(typed).exists() == is_found
    assert not Article.objects.headed("old headline").exists()
