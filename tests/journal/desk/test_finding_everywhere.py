"""A name was wrong in the catalogue: which pieces carry it, and each is put right by a declared change of its own."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interviews.models import Interview, Participant
from journal.cinema.models import Film, FilmTitle, Person
from journal.desk import finding_everywhere as finding
from journal.desk import handing, saving, workflow
from journal.desk.finding_everywhere import Choice, carriers, drafts, forms_of, put_all_right
from journal.desk.models import Article, Mention
from journal.press.declaring import Signatures
from journal.press.models import Notice, Version

from .conftest import NOW, block

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
FORMS = (finding.Form("Ada Quil", "Ada Quill"), finding.Form("Quil", "Quill", alone=True))


@pytest.fixture
def ada() -> Person:
    return Person.objects.create(name="Ada Quill")


@pytest.fixture
def printed(start, edith):
    """A published piece: ``printed("The headline", "a paragraph", about=person)``."""

    def make(headline: str, *texts: str, about: Person | Film | None = None, **more) -> Article:
        blocks = [block(f"a000000{n}", text) for n, text in enumerate(texts)]
        article = start(headline=headline, document=blocks, **more)
        if about is not None:
            Mention.objects.create(article=article, **{about._meta.model_name: about})
        handing.print_first(article=article, revision=1, signed=Signatures(by=edith), now=NOW)
        return Article.objects.get(pk=article.pk)

    return make


def choice(article: Article, *places: str, kind: str = "correction", text: str = "It is Quill.", base: int = 1):
    return Choice(article.piece_id, base, frozenset(places), kind, text, f"token-{article.pk}")


def fix(record, by, *choices, forms=FORMS):
    return put_all_right(choices, record=record, forms=forms, reason="A slip.", by=by, now=LATER)


def clocks() -> dict[int, tuple]:
    return {
        piece: rest for piece, *rest in Version.objects.values_list("piece", "number", "published_at", "updated_at")
    }


def test_pieces_about_the_record_come_first_and_count_its_surname_alone(ada, printed):
    printed("Of others", "Ada Quil was there.", "Quil left.")
    printed("Of her", "Quil works.", about=ada)
    printed("Not her", "A quil is a Quil.")
    found = [
        (one.version.headline, one.linked, [hit.found for hit in one.hits]) for one in carriers(ada, FORMS, now=NOW)
    ]
    assert found == [("Of her", True, ["Quil"]), ("Of others", False, ["Ada Quil", "Quil"])]


def test_what_readers_do_not_see_is_not_found(ada, printed, edith, chief, start):
    corrected = printed("Of her", "Ada Quil works.")
    fix(ada, chief, choice(corrected, "a0000000"))
    start(headline="A draft", document=[block("aaaaaaaa", "Ada Quil")])
    scheduled = start(headline="Tomorrow", document=[block("aaaaaaaa", "Ada Quil")])
    handing.print_first(article=scheduled, revision=1, signed=Signatures(by=edith), now=NOW, at=NOW + timedelta(days=3))
    assert list(carriers(ada, FORMS, now=LATER)) == []
    # The old version stays in the history as it was printed.
    assert "Ada Quil works." in str(Version.objects.get(piece=corrected.piece, number=1).document)


def test_each_piece_has_its_own_entry_in_the_ledger_and_its_own_clock(ada, printed, molly):
    first = printed("One", "Ada Quil works.")
    second = printed("Two", "Ada Quil", "and Ada Quil again")
    third = printed("Three", "Ada Quil")
    done = fix(ada, molly, choice(first, "a0000000"), choice(second, "a0000001", kind="clarification", text="Quill."))
    assert [(one.piece, one.version.number, one.version.change, one.why) for one in done] == [
        (first.piece_id, 2, "correction", ""), (second.piece_id, 2, "clarification", ""),
    ]  # fmt: skip
    assert list(Notice.objects.order_by("pk").values_list("version__piece", "number", "kind", "text", "anchors")) == [
        (first.piece_id, 1, "correction", "It is Quill.", ["a0000000"]),
        (second.piece_id, 1, "clarification", "Quill.", ["a0000001"]),
    ]
    assert clocks() == {
        first.piece_id: [2, NOW, LATER], second.piece_id: [2, NOW, LATER], third.piece_id: [1, NOW, None],
    }  # fmt: skip
    # A passage that was not chosen keeps its words, in print and in the draft.
    assert [item["text"] for item in Article.objects.get(pk=second.pk).document] == ["Ada Quil", "and Ada Quill again"]


def test_a_typo_is_refused_where_the_press_refuses_it_and_the_rest_goes_on(ada, printed, molly):
    first, second = printed("One", "Ada Quil works."), printed("Two", "Ada Quil works.")
    done = fix(ada, molly, choice(first, "a0000000", kind="typo", text=""), choice(second, "a0000000"))
    assert [(one.version is None, one.why) for one in done] == [
        (True, "It changes a capitalised word, so perhaps a name or a title. Ask a colleague to sign."), (False, ""),
    ]  # fmt: skip
    assert clocks() == {first.piece_id: [1, NOW, None], second.piece_id: [2, NOW, LATER]}


def test_what_is_no_name_may_be_a_typo_and_moves_no_clock(printed, molly):
    film = Film.objects.create(title="the small hours", year=2012)
    article = printed("One", "the smal hours")
    form = finding.Form("the smal hours", "the small hours")
    (done,) = fix(film, molly, choice(article, "a0000000", kind="typo", text="ignored"), forms=[form])
    assert (done.version.change, done.version.updated_at, Notice.objects.count()) == ("typo", None, 0)


def test_stale_foreign_and_empty_choices_are_reported_and_left(ada, printed, molly, walt, edith, chief):
    moved, fine, clean = printed("One", "Ada Quil"), printed("Two", "Ada Quil"), printed("Three", "Ada Quil")
    fix(ada, chief, choice(moved, "a0000000"))
    done = fix(
        ada,
        molly,
        choice(moved, "a0000000"),  # printed by somebody else in between; another token
        choice(clean, "headline"),
        choice(fine, "a0000000", text=" "),
        choice(fine, "a0000000", kind="update"),
        choice(fine, "a0000000", base=7),
        Choice(999, 1, frozenset(["a0000000"]), "correction", "x", "t9"),
    )
    assert [one.why for one in done] == [
        "", "None of the passages chosen carries the wrong form.",
        "Correction: write the sentence that tells readers what changed.",
        "You have no right to declare this kind of change here.", "This version was never published.",
        "This piece is not yours to change.",
    ]  # fmt: skip
    # The first was the same submission once more: it is answered with what it did.
    assert done[0].version == Version.objects.get(piece=moved.piece, number=2)
    again = Choice(moved.piece_id, 1, frozenset(["a0000000"]), "correction", "x", "another")
    assert fix(ada, molly, again)[0].why == ("Version 2 was published in the meantime. Look at it, then publish again.")
    assert fix(ada, walt, choice(fine, "a0000000"))[0].why == "This piece is not yours to change."
    assert clocks()[fine.piece_id] == [1, NOW, None]


def test_what_is_pending_in_a_draft_waits_and_gets_the_change_too(ada, printed, molly, wanda):
    article = printed("One", "Ada Quil", "Two")
    blocks = [block("a0000000", "Ada Quil"), block("a0000001", "Two, and more")]
    saving.save(article=article, changes={"document": blocks}, base=1, by=wanda, now=NOW)
    (done,) = fix(ada, molly, choice(article, "a0000000"))
    assert [item["text"] for item in done.version.document] == ["Ada Quill", "Two"]
    draft = Article.objects.get(pk=article.pk)
    assert [item["text"] for item in draft.document] == ["Ada Quill", "Two, and more"]
    assert (draft.is_pending, draft.conflict) == (True, "")


def test_drafts_that_carry_it_are_told_to_whoever_may_see_them(ada, start, printed, wanda, walt, edith):
    start(headline="A draft", document=[block("aaaaaaaa", "Ada Quil")])
    start(headline="Quil alone", document=[block("aaaaaaaa", "Quil")])
    thrown = start(headline="Ada Quil, thrown away")
    workflow.trash(article=thrown, by=wanda, now=NOW)
    live = printed("Live", "Ada Quil")

    def seen(user) -> list[str]:
        return [article.headline for article in drafts(FORMS, of=user, without={live.piece_id}, now=NOW)]

    assert (seen(wanda), seen(edith), seen(walt)) == (["A draft"], ["A draft"], [])


def test_a_year_is_looked_for_behind_every_title_of_its_film(printed, molly):
    film = Film.objects.create(title="Sea Smoke", year=2022)
    FilmTitle.objects.create(film=film, text="Havrøyk")
    article = printed("In 2021", f'<cite film="{film.pk}">Sea Smoke</cite> (2021), or Havrøyk, 2021; then 2021 ended')
    forms = forms_of(film, "year", "2021", "2022")
    (done,) = fix(film, molly, choice(article, "a0000000"), forms=forms)
    assert [item["text"] for item in done.version.document] == [
        f'<cite film="{film.pk}">Sea Smoke</cite> (2022), or Havrøyk, 2022; then 2021 ended'
    ]
    assert done.version.links["films"] == [{"film": film.pk, "title": "Sea Smoke", "year": 2022, "role": "mentioned"}]


def test_a_proposed_notice_says_what_was_wrong(ada, printed):
    printed("One", "Ada Quil works.")
    (carrier,) = carriers(ada, FORMS, now=NOW)
    after = finding.corrected(carrier, {"a0000000"}, ada)
    assert finding.proposed_notice(carrier.copy, after, kind="Feature", record=ada, forms=FORMS) == (
        "An earlier version of this feature gave the name as Quil; it is Quill."
    )


def test_correcting_the_record_itself_moves_no_clock(ada, printed):
    film = Film.objects.create(title="Sea Smoke", year=2021)
    printed("One", f'<cite film="{film.pk}">Sea Smoke</cite> by Ada Quill', about=ada)
    before = (clocks(), list(Version.objects.values_list("sha256", "body")))
    film.title, film.year, ada.name = "Sea Fog", 2022, "Ada Quilt"
    film.save()
    ada.save()
    assert (clocks(), list(Version.objects.values_list("sha256", "body"))) == before


def test_finding_costs_the_same_queries_however_many_carry_it(ada, printed):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            list(carriers(ada, FORMS, now=NOW))
        return len(seen)

    printed("One", "Ada Quil", about=ada)
    printed("Two", "Ada Quil")
    few = queries()
    for number in range(5):
        printed(f"More {number}", "Ada Quil", about=ada if number % 2 else None)
    assert queries() == few


def test_who_speaks_is_put_right_from_the_record_and_leaves_the_draft_in_order(wanda, molly, edith):
    ada = Person.objects.create(name="Ada Quil")
    interview = Interview(kind="interview")
    document = [{"id": "aaaaaaaa", "type": "turn", "by": "AQ", "text": "Yes."}]
    saving.start(article=interview, changes={"headline": "An hour", "document": document}, by=wanda, now=NOW)
    Participant.objects.create(interview=interview, label="AQ", role="interviewee", person=ada)
    article = Article.objects.get(pk=interview.pk)
    handing.print_first(article=article, revision=1, signed=Signatures(by=edith), now=NOW)
    Person.objects.filter(pk=ada.pk).update(name="Ada Quill")
    ada.refresh_from_db()
    (done,) = fix(ada, molly, choice(Article.objects.get(pk=article.pk), "participants"))
    assert [one["name"] for one in done.version.form["participants"]] == ["Ada Quill"]
    assert list(done.version.quotations.values_list("name", "text")) == [("Ada Quill", "Yes.")]
    # The draft prints the name from the record: there is nothing to lead back, and nothing to settle.
    assert Article.objects.get(pk=article.pk).conflict == ""
