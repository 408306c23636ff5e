"""What waits for its instant is seen at the desk before readers see it, and called off from there."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from journal.desk import handing, scheduled
from journal.desk.models import Article
from journal.document.blocks import Document
from journal.press.declaring import Declared, Signatures
from journal.press.models import Act, Version

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SAID = "An earlier version gave the number as one."


def url(name: str, article: Article) -> str:
    return reverse(f"admin:desk_{name}", args=[article.pk])


@pytest.fixture
def soon() -> datetime:
    return timezone.now() + 3 * DAY


@pytest.fixture
def first(article, edith, soon) -> Article:
    """Waits for its first publication."""
    handing.print_first(article=article, revision=1, signed=Signatures(by=edith), now=timezone.now() - DAY, at=soon)
    return Article.objects.get(pk=article.pk)


@pytest.fixture
def later(article, edith, molly, soon) -> Article:
    """Public, with a correction of its first passage on the schedule."""
    version = handing.print_first(article=article, revision=1, signed=Signatures(by=edith), now=timezone.now() - DAY)
    before = version.copy()
    passage = replace(before.document.blocks[0], text="Won.")
    handing.correct_live(
        article=Article.objects.get(pk=article.pk),
        copy=replace(before, document=Document((passage, *before.document.blocks[1:]))),
        declared=[Declared("correction", SAID, ("aaaaaaaa",))],
        base=1,
        signed=Signatures(by=molly),
        now=timezone.now() - DAY / 2,
        at=soon,
    )
    return Article.objects.get(pk=article.pk)


@pytest.mark.parametrize("screen", ["preview", "change", "correct", "unschedule"])
def test_a_scheduled_correction_shows_its_notice_at_the_desk_and_nowhere_else(later, molly, signed_in, client, screen):
    page = signed_in(molly).get(url(screen, later)).content.decode()
    assert (page.count(SAID), page.count("goes live on")) == (1, 1)
    assert f'href="{url("unschedule", later)}"' in page
    for address in ("/features/the-long-take/", "/features/the-long-take/history/", "/corrections/"):
        assert SAID not in client.get(address).content.decode()


def test_the_form_of_the_piece_shows_it_too(later, edith, signed_in):
    page = signed_in(edith).get(reverse("admin:desk_article_change", args=[later.pk])).content.decode()
    assert (page.count(SAID), page.count("goes live on")) == (1, 1)


def test_what_waits_is_shown_as_a_difference_before_it_is_called_off(later, molly, signed_in):
    page = signed_in(molly).get(url("unschedule", later))
    assert [difference.runs for difference in page.context["differences"]] == [
        (("gone", "One"), ("come", "Won"), ("kept", "."))
    ]


def test_a_moderator_calls_a_correction_off_and_readers_never_see_it(later, molly, signed_in, soon, client):
    assert signed_in(molly).post(url("unschedule", later)).status_code == 302
    public = Version.objects.live(soon + DAY).get()
    assert (public.number, public.live_until) == (1, None)
    assert Act.objects.latest("pk").by == molly
    stored = Article.objects.get(pk=later.pk)
    assert scheduled.of(stored, molly, timezone.now()) is None
    # The draft keeps the words, to be published another day.
    assert [block["text"] for block in stored.document] == ["Won.", "Two."]


# Molly sees what is printed, but a first publication is not hers to stop.
@pytest.mark.parametrize(("who", "status"), [("molly", 403), ("wanda", 403), ("edith", 302), ("chief", 302)])
def test_a_first_publication_is_called_off_by_those_who_publish(request, first, signed_in, who, status):
    client = signed_in(request.getfixturevalue(who))
    assert client.post(url("unschedule", first)).status_code == status
    assert Version.objects.get().cancelled is (status == 302)


def test_a_writer_sees_when_the_piece_goes_live_but_not_how_to_stop_it(first, wanda, signed_in):
    page = signed_in(wanda).get(reverse("admin:desk_article_change", args=[first.pk])).content.decode()
    assert "First publication: goes live on" in page
    assert url("unschedule", first) not in page


def test_calling_off_twice_says_so_and_changes_nothing(first, edith, signed_in):
    client = signed_in(edith)
    client.post(url("unschedule", first))
    page = client.post(url("unschedule", first), follow=True)
    assert [str(message) for message in page.context["messages"]][-1] == "Nothing is scheduled for this piece."
    assert Act.objects.filter(verb=Act.Verb.UNSCHEDULE).count() == 1


def test_nothing_waits_for_a_draft_or_for_what_is_public(article, edith):
    assert scheduled.of(article, edith, timezone.now()) is None
    handing.print_first(article=article, revision=1, signed=Signatures(by=edith), now=timezone.now() - DAY)
    assert scheduled.of(Article.objects.get(), edith, timezone.now()) is None
