"""The desk's screens from end to end: publish, correct, sign, look back, share."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from journal.cinema.models import Film
from journal.desk import handing, saving, workflow
from journal.desk.models import Article, Comment, PreviewLink, Proposal
from journal.desk.states import State
from journal.press.declaring import Declared, Signatures
from journal.press.models import Embargo, Version

from ..conftest import NOW, block

pytestmark = pytest.mark.django_db


def url(name: str, article: Article, *more) -> str:
    return reverse(f"admin:desk_{name}", args=[article.pk, *more])


RIGHT = "Calvin wrote the novel in one night, and then he burnt it."
WRONG = RIGHT.replace("Calvin", "Clive")


@pytest.fixture
def printed(start, edith) -> Article:
    article = start(document=[block("aaaaaaaa", WRONG), block("bbbbbbbb", "Two.")])
    handing.print_first(article=article, revision=1, signed=Signatures(by=edith), now=NOW)
    return Article.objects.get(pk=article.pk)


def declared(**more) -> dict:
    return {
        "token": "one",
        "base": 1,
        "kind": "correction",
        "text": "He is Calvin.",
        "at_day": "",
        "at_time": "",
        **more,
    }


def correction(passage: str = RIGHT, **more) -> dict:
    words = {"headline": "The long take", "dek": "", "document": f"{passage}\n\nTwo."}
    return {**declared(), **words, "_publish": "1", **more}


def test_an_editor_publishes_at_once(article, edith, signed_in):
    client = signed_in(edith)
    page = client.get(url("publish", article))
    assert page.context["gaps"][0] == "Nobody stands in the byline."
    form = {"revision": 1, "token": "one", "at_day": "", "at_time": ""}
    client.post(url("publish", article), form)
    client.post(url("publish", article), form)
    version = Version.objects.get()
    assert (version.published_by, version.slug) == (edith, "the-long-take")
    assert timezone.now() - version.published_at < timedelta(minutes=1)


def test_an_editor_schedules_on_the_sites_clock(article, edith, signed_in):
    day = timezone.localdate() + timedelta(days=30)
    form = {"revision": 1, "token": "one", "at_day": day.isoformat(), "at_time": "09:30"}
    signed_in(edith).post(url("publish", article), form)
    zone = ZoneInfo("America/New_York")
    assert Version.objects.get().live_from == datetime(day.year, day.month, day.day, 9, 30, tzinfo=zone)
    assert Article.objects.get().state(timezone.now()) == State.SCHEDULED
    signed_in(edith).post(url("unschedule", article))
    assert Article.objects.get().state(timezone.now()) == State.DRAFT


@pytest.mark.parametrize(
    ("day", "time", "message"),
    [
        ("2027-03-14", "02:30", "02:30 does not exist on 14 March 2027: clocks go from 02:00 straight to 03:00 EDT. "
         "Choose another."),
        ("2027-11-07", "01:30", "01:30 comes twice on 7 November 2027: first in EDT, then again in EST. Choose which."),
        ("2027-11-07", "", "Give both the day and the time."),
        ("2020-01-01", "12:00", "The time to publish must lie in the future; leave it empty to publish now."),
    ],
)  # fmt: skip
def test_a_date_that_makes_no_sense_is_said_at_the_form(article, edith, signed_in, day, time, message):
    form = {"revision": 1, "token": "one", "at_day": day, "at_time": time, "at_which": ""}
    response = signed_in(edith).post(url("publish", article), form)
    errors = [error for found in response.context["form"].errors.values() for error in found]
    assert (errors, Version.objects.count()) == ([message], 0)


def test_the_doubled_hour_is_what_the_editor_chose(article, edith, signed_in):
    form = {"revision": 1, "token": "one", "at_day": "2027-11-07", "at_time": "01:30", "at_which": "2"}
    asked = signed_in(edith).post(url("publish", article), {**form, "at_which": ""})
    assert 'name="at_which" aria-label' in asked.content.decode()
    signed_in(edith).post(url("publish", article), form)
    assert Version.objects.get().live_from.isoformat() == "2027-11-07T06:30:00+00:00"


def test_a_moderator_corrects_sees_the_difference_and_publishes(printed, molly, signed_in):
    client = signed_in(molly)
    words = {"headline": "The long take", "dek": "", "document": f"{RIGHT}\n\nTwo."}
    look = client.post(url("correct", printed), {**words, "_look": "1"})
    assert [difference.runs for difference in look.context["differences"]] == [
        (("gone", "Clive"), ("come", "Calvin"), ("kept", WRONG.removeprefix("Clive")))
    ]
    assert look.context["form"].initial["text"] == (
        "An earlier version of this feature gave the name as Clive; it is Calvin."
    )
    response = client.post(url("correct", printed), correction())
    assert response.status_code == 302
    version = Version.objects.latest("number")
    assert (version.number, version.change, version.published_by) == (2, "correction", molly)
    assert [(notice.text, notice.anchors) for notice in version.notices.all()] == [("He is Calvin.", ["aaaaaaaa"])]
    assert [item["text"] for item in Article.objects.get().document] == [RIGHT, "Two."]


def test_a_moderator_cannot_file_a_correction_as_an_update(printed, molly, signed_in):
    response = signed_in(molly).post(url("correct", printed), correction(kind="update"))
    assert list(response.context["form"].errors) == ["kind"]
    assert Version.objects.count() == 1


def test_a_correction_without_its_sentence_is_refused_and_the_text_stays(printed, molly, signed_in):
    response = signed_in(molly).post(url("correct", printed), correction(text=""))
    errors = response.context["form"].non_field_errors()
    assert errors == ["Correction: write the sentence that tells readers what changed."]
    assert response.context["text"]["document"].value() == f"{RIGHT}\n\nTwo."
    assert Version.objects.count() == 1


def test_a_name_is_no_typo_until_a_colleague_signs(printed, molly, edith, signed_in):
    client = signed_in(molly)
    refused = client.post(url("correct", printed), correction(kind="typo", text=""))
    assert refused.context["form"].non_field_errors() == [
        "It changes a capitalised word, so perhaps a name or a title. If it is only a typo all the same, say why under "
        "“For the record”; a colleague then signs."
    ]
    client.post(url("correct", printed), correction(kind="typo", text="", reason="A slip of the key."))
    proposal = Proposal.objects.get()
    assert Version.objects.count() == 1
    page = url("proposal", printed, proposal.pk)
    assert client.post(page, {"_sign": "1"}).status_code == 403
    assert Version.objects.count() == 1
    signed_in(edith).post(page, {"_sign": "1"})
    version = Version.objects.latest("number")
    assert (version.change, version.published_by, version.approved_by) == ("typo", molly, edith)
    assert version.updated_at is None


def two_changes(passage: str = RIGHT, second: str = "Two, at last.", **more) -> dict:
    """One passage is corrected, another extended."""
    words = {"headline": "The long take", "dek": "", "document": f"{passage}\n\n{second}"}
    return {**declared(), **words, "_publish": "1", **more}


def notices_of(version: Version) -> list[tuple]:
    return [(notice.kind, notice.text, notice.anchors) for notice in version.notices.order_by("number")]


def test_each_passage_may_carry_its_own_kind_and_the_gravest_sets_the_line(printed, chief, signed_in):
    own = {"part-bbbbbbbb-kind": "clarification", "part-bbbbbbbb-text": "It was over by then."}
    signed_in(chief).post(url("correct", printed), two_changes(**own))
    version = Version.objects.latest("number")
    assert (version.change, version.updated_by_change) == ("correction", "correction")
    assert sorted(notices_of(version)) == [
        ("clarification", "It was over by then.", ["bbbbbbbb"]), ("correction", "He is Calvin.", ["aaaaaaaa"]),
    ]  # fmt: skip


def test_where_every_passage_has_its_kind_none_is_asked_for_the_rest(printed, chief, signed_in):
    own = {"part-bbbbbbbb-kind": "update", "part-bbbbbbbb-text": "More."}
    own |= {"part-aaaaaaaa-kind": "correction", "part-aaaaaaaa-text": "He is Calvin."}
    asked = signed_in(chief).post(
        url("correct", printed), two_changes(kind="", **{**own, "part-bbbbbbbb-kind": "", "part-bbbbbbbb-text": ""})
    )
    assert asked.context["form"].errors == {"kind": ["Say what kind of change it is."]}
    signed_in(chief).post(url("correct", printed), two_changes(kind="", **own))
    version = Version.objects.latest("number")
    assert version.change == "correction"
    assert sorted(notices_of(version)) == [
        ("correction", "He is Calvin.", ["aaaaaaaa"]), ("update", "More.", ["bbbbbbbb"]),
    ]  # fmt: skip


def test_a_name_cannot_hide_as_a_typo_behind_another_change(printed, chief, edith, signed_in):
    own = {"part-aaaaaaaa-kind": "typo", "kind": "update", "text": "Added a word."}
    refused = signed_in(chief).post(url("correct", printed), two_changes(**own))
    assert "perhaps a name or a title" in refused.context["form"].non_field_errors()[0]
    assert Version.objects.count() == 1
    signed_in(chief).post(url("correct", printed), two_changes(**own, reason="A slip of the key."))
    proposal = Proposal.objects.get()
    signed_in(edith).post(url("proposal", printed, proposal.pk), {"_sign": "1"})
    version = Version.objects.latest("number")
    assert (version.change, notices_of(version)) == ("update", [("update", "Added a word.", ["bbbbbbbb"])])


def test_a_notice_without_a_kind_is_asked_about_and_kept(printed, chief, signed_in):
    page = signed_in(chief).post(url("correct", printed), two_changes(**{"part-bbbbbbbb-text": "More."}))
    part = next(part for part in page.context["parts"] if part.place == "bbbbbbbb")
    assert part.form.errors == {"kind": ["Choose a kind for this passage, or take its notice away."]}
    assert (part.form["text"].value(), Version.objects.count()) == ("More.", 1)
    forged = signed_in(chief).post(url("correct", printed), two_changes(**{"part-bbbbbbbb-kind": "legacy"}))
    assert (forged.status_code, Version.objects.count()) == (200, 1)


def test_a_stale_correction_is_refused(printed, molly, chief, signed_in):
    signed_in(chief).post(url("correct", printed), correction(RIGHT.replace("one", "a")))
    response = signed_in(molly).post(url("correct", printed), correction(token="two"))
    assert response.context["form"].non_field_errors() == [
        "Version 2 was published in the meantime. Look at it, then publish again."
    ]
    assert Version.objects.count() == 2


def test_an_editor_publishes_what_the_draft_holds_as_an_update(printed, wanda, edith, signed_in):
    saving.save(article=printed, changes={"dek": "A dek."}, base=1, by=wanda, now=NOW)
    page = signed_in(edith).get(url("change", printed))
    assert [difference.name for difference in page.context["differences"]] == ["dek"]
    signed_in(edith).post(url("change", printed), declared(kind="update", text="Added a dek.", revision=2))
    version = Version.objects.latest("number")
    assert (version.change, version.dek, Article.objects.get().printed_revision) == ("update", "A dek.", 2)


def test_the_chief_retracts_with_an_editors_signature(printed, chief, edith, signed_in):
    signed_in(chief).post(url("retract", printed), {"token": "one", "base": 1, "notice": "It never took place."})
    proposal = Proposal.objects.get()
    signed_in(chief).post(url("proposal", printed, proposal.pk), {"_sign": "1"})
    assert Version.objects.count() == 1
    signed_in(edith).post(url("proposal", printed, proposal.pk), {"_sign": "1"})
    assert Article.objects.get().state(timezone.now()) == State.RETRACTED


def test_a_proposal_is_declined_with_a_reason(printed, chief, edith, signed_in):
    signed_in(chief).post(url("retract", printed), {"token": "one", "base": 1, "notice": "It never took place."})
    page = url("proposal", printed, Proposal.objects.get().pk)
    assert list(signed_in(edith).post(page, {"_decline": "1", "reason": ""}).context["decline"].errors) == ["reason"]
    signed_in(edith).post(page, {"_decline": "1", "reason": "It did."})
    assert (Proposal.objects.get().answer, Version.objects.count()) == ("It did.", 1)


def test_the_chief_withdraws_and_the_address_keeps_the_sentence_alone(printed, chief, signed_in, client):
    signed_in(chief).post(
        url("withdraw", printed), {"public_reason": "Removed for legal reasons.", "reason": "A court."}
    )
    assert Article.objects.get().state(timezone.now()) == State.WITHDRAWN
    response = client.get("/features/the-long-take/")
    assert (response.status_code, "Removed for legal reasons." in response.content.decode()) == (410, True)


def test_the_preview_is_the_readers_page_of_the_draft(printed, wanda, signed_in, client):
    saving.save(article=printed, changes={"headline": "A secret headline"}, base=1, by=wanda, now=NOW)
    response = signed_in(wanda).get(url("preview_page", printed))
    assert response.templates[0].name == "front/piece.html"
    assert "A secret headline" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert "A secret headline" not in client.get("/features/the-long-take/").content.decode()


def test_the_history_compares_and_brings_back(article, wanda, signed_in):
    saving.save(article=article, changes={"headline": "Worse"}, base=1, by=wanda, now=NOW)
    client = signed_in(wanda)
    assert [revision.number for revision in client.get(url("history", article)).context["revisions"]] == [2, 1]
    page = client.get(url("revision", article, 2))
    assert [(line.name, line.paragraphs) for line in page.context["lines"] if line.is_changed] == [
        ("headline", ((("gone", "The long take"), ("come", "Worse")),))
    ]
    client.post(url("restore", article, 1))
    assert Article.objects.get().headline == "The long take"


def test_one_passage_is_brought_back_and_the_others_stay(article, wanda, signed_in):
    saving.save(
        article=article,
        changes={"document": [block("aaaaaaaa", "One, spoilt."), block("bbbbbbbb", "Two, better.")]},
        base=1,
        by=wanda,
        now=NOW,
    )
    client = signed_in(wanda)
    for shown in ("side", "inline"):
        page = client.get(url("revision", article, 2), {"shown": shown}).content.decode()
        assert page.count("Bring back as in revision 1") == 2
    client.post(url("restore", article, 1), {"block": "aaaaaaaa"})
    assert [item["text"] for item in Article.objects.get().document] == ["One.", "Two, better."]


def test_a_link_shows_one_revision_and_takes_comments_without_an_account(article, wanda, signed_in, client):
    signed_in(wanda).post(url("share", article), {"label": "Lawyer", "days": 3, "comments_allowed": "on"})
    saving.save(article=article, changes={"headline": "Later thoughts"}, base=1, by=wanda, now=NOW)
    address = reverse("admin:desk_shared", args=[PreviewLink.objects.get().token])
    page = client.get(address)
    assert (page.status_code, "The long take" in page.content.decode()) == (200, True)
    assert "Later thoughts" not in page.content.decode()
    assert (page["X-Robots-Tag"], page["Referrer-Policy"]) == ("noindex", "no-referrer")
    client.post(address, {"text": "Page two is libel."})
    assert [(comment.text, comment.link.label) for comment in Comment.objects.all()] == [
        ("Page two is libel.", "Lawyer")
    ]
    link = PreviewLink.objects.get()
    signed_in(wanda).post(url("revoke", article, link.pk))
    assert client.get(address).status_code == 404


def test_a_guest_speaks_of_a_passage_and_loses_no_word(article, wanda, client):
    link = workflow.share(article=article, label="Lawyer", by=wanda, now=timezone.now(), comments_allowed=True)
    address = reverse("admin:desk_shared", args=[link.token])
    refused = client.post(address, {"text": "Page two is libel.", "block": "zzzzzzzz"})
    assert list(refused.context["form"].errors) == ["block"]
    assert "Page two is libel." in refused.content.decode()
    answer = client.post(address, {"text": "This line is libel.", "block": "aaaaaaaa"})
    assert answer["Location"] == address + "#comments"
    assert [(one.text, one.block) for one in Comment.objects.all()] == [("This line is libel.", "aaaaaaaa")]
    assert '<a href="#aaaaaaaa">' in client.get(address).content.decode()


def test_a_link_without_comments_takes_none(article, wanda, client):
    link = workflow.share(article=article, label="Lawyer", by=wanda, now=timezone.now())
    page = client.post(reverse("admin:desk_shared", args=[link.token]), {"text": "Unasked.", "block": ""})
    assert (page.status_code, page.context["form"], Comment.objects.count()) == (200, None, 0)


def test_a_link_to_a_published_piece_says_where_the_public_text_is(printed, wanda, client):
    link = workflow.share(article=printed, label="Lawyer", by=wanda, now=timezone.now())
    page = client.get(reverse("admin:desk_shared", args=[link.token])).content.decode()
    public = Version.objects.get(piece=printed.piece).get_absolute_url()
    assert ("Not published" in page, f'<a href="{public}">What is public</a>' in page) == (False, True)


def test_a_link_shows_nothing_under_embargo(article, start, wanda, client):
    film = Film.objects.create(title="The Long Harbour", year=2026)
    text = [{"id": "aaaaaaaa", "type": "paragraph", "text": f'On <cite film="{film.pk}">The Long Harbour</cite>.'}]
    piece = start(headline="A secret", document=text)
    link = workflow.share(article=piece, label="Translator", by=wanda, now=timezone.now())
    address = reverse("admin:desk_shared", args=[link.token])
    assert client.get(address).status_code == 200
    Embargo.objects.create(film=film, lifts_at=timezone.now() + timedelta(days=1))
    page = client.get(address)
    assert (page.status_code, "secret" in page.content.decode()) == (404, False)


@pytest.mark.parametrize("pieces", [1, 3])
def test_the_first_page_asks_the_same_questions_however_much_waits(
    pieces, start, wanda, edith, chief, signed_in, django_assert_num_queries
):
    for number in range(pieces):
        article = start(headline=f"Piece {number}")
        workflow.submit(article=article, by=wanda, now=NOW)
        workflow.assign(article=article, to=edith, task="review", by=chief, now=NOW)
    client = signed_in(edith)
    client.get(reverse("admin:index"))
    with django_assert_num_queries(14):
        page = client.get(reverse("admin:index"))
    assert (len(page.context["tasks"]), len(page.context["submitted"])) == (pieces, pieces)


def test_the_first_page_says_what_goes_live_and_what_waits_for_a_signature(printed, start, edith, chief, signed_in):
    soon = start(headline="Tomorrow")
    at = timezone.now() + timedelta(hours=20)
    handing.print_first(article=soon, revision=1, signed=Signatures(by=edith), now=timezone.now(), at=at)
    handing.propose(
        article=printed,
        copy=printed.copy(),
        declared=[Declared("retraction", "Untrue.")],
        base=1,
        revision=None,
        why_second=[],
        reason="",
        by=chief,
        now=NOW,
    )
    page = signed_in(edith).get(reverse("admin:index"))
    assert [(row["headline"], row["today"] or row["tomorrow"]) for row in page.context["upcoming"]] == [
        ("Tomorrow", True)
    ]
    assert [proposal.article for proposal in page.context["proposals"]] == [printed]


def test_no_page_of_the_desk_has_script_or_style_inside(printed, edith, signed_in):
    pages = [reverse("admin:index"), reverse("admin:desk_article_change", args=[printed.pk])]
    pages += [url(name, printed) for name in ("correct", "history", "preview", "share")]
    found = []
    for page in pages:
        html = signed_in(edith).get(page).content.decode()
        found += re.findall(r"<script(?![^>]*(?:\bsrc=|application/json))[^>]*>|<style|\son\w+=|\sstyle=", html)
    assert found == []
