"""A catalogue in the hands of an editor: two records of one person become one, and a misspelt name is put right in
everything that was printed with it - openly, piece by piece, and without touching the dates of any other piece."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from journal.cinema.models import Person, PersonName
from journal.desk import handing, saving
from journal.desk.models import Article, Mention
from journal.press.declaring import Signatures
from journal.press.models import Version


@pytest.fixture
def chief(sign_in):
    return sign_in("editor_in_chief")


@pytest.fixture
def printed(chief):
    """A published piece about a person; all of one and the same minute."""
    then = timezone.now() - timedelta(days=2)

    def make(headline: str, text: str, about: Person) -> Version:
        article = Article(kind="feature")
        document = [{"id": "aaaaaaaa", "type": "paragraph", "text": text}]
        saving.start(article=article, changes={"headline": headline, "document": document}, by=chief, now=then)
        Mention.objects.create(article=article, person=about)
        return handing.print_first(article=article, revision=1, signed=Signatures(by=chief), now=then)

    return make


def dates(page: Page, address: str) -> str:
    """What a reader is told about the dates of a piece."""
    page.goto(address)
    return page.locator(".piece-facts").first.inner_text()


def test_two_people_are_merged_and_a_name_is_put_right_in_print(page: Page, live_server, printed, console):
    kept = Person.objects.create(name="Ida Orlof", family_name="Orlof", given_name="Ida")
    double = Person.objects.create(name="I. Orlof")
    PersonName.objects.create(person=double, text="Ida Orlof")
    addresses = {
        version.headline: live_server.url + version.get_absolute_url()
        for version in (
            printed("Hands at work", "The hands belong to Ida Orlof.", kept),
            printed("A second look", "Nobody cuts like Ida Orlof, and Orlof knows it.", kept),
            printed("Only by the way", "She cut it in nine days.", double),
        )
    }
    merged_only = dates(page, addresses["Only by the way"])
    people = f"{live_server.url}/desk/cinema/person/"

    # The double is proposed with the evidence for it, and merged away.
    page.goto(f"{people}{kept.pk}/change/")
    page.get_by_role("link", name="Merge").click()
    expect(page.locator("#content")).to_contain_text("I. Orlof: same name")
    page.get_by_role("link", name="I. Orlof").click()
    page.get_by_label("Ida Orlof stays").check()
    page.get_by_role("button", name="Merge").click()
    expect(page.locator("body")).to_contain_text("“I. Orlof” is one with “Ida Orlof” now; its address leads here.")
    page.goto(f"{live_server.url}/people/i-orlof/")
    expect(page).to_have_url(f"{live_server.url}/people/ida-orlof/")
    expect(page.locator("main")).to_contain_text("Only by the way")
    assert dates(page, addresses["Only by the way"]) == merged_only

    # The name is put right in the record; the desk says where it still stands wrong.
    page.goto(f"{people}{kept.pk}/change/")
    page.get_by_label("Name:", exact=True).fill("Ida Orlov")
    page.get_by_label("Family name:").fill("Orlov")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator("body")).to_contain_text("2 published passages still carry Ida Orlof.")
    assert {dates(page, address) for address in addresses.values()} == {merged_only}

    # One batch: a correction with the words proposed, and a clarification in the editor's own.
    page.goto(f"{people}{kept.pk}/used/")
    page.get_by_role("link", name="Find a wrong form of it in what is printed").click()
    page.get_by_role("link", name="Ida Orlof, for Ida Orlov").first.click()
    hands = page.get_by_role("group", name="Hands at work")
    second = page.get_by_role("group", name="A second look")
    expect(hands.get_by_label("Notice")).to_have_value(
        "An earlier version of this feature gave the name as Orlof; it is Orlov."
    )
    expect(second).to_contain_text("More than a typo: It changes a capitalised word")
    second.get_by_label("Kind of change").select_option("Clarification")
    second.get_by_label("Notice").fill("The cutter signs as Orlov.")
    expect(page.get_by_role("group")).to_have_count(2)
    page.get_by_role("button", name="Publish the changes chosen").click()
    expect(page.get_by_role("heading", name="Printed: 2 changes")).to_be_visible()
    expect(page.get_by_role("heading", name="0 published passages carry it")).to_be_visible()

    # Readers: each piece has its entry, on its history and among the corrections; the third has not moved.
    page.goto("about:blank")
    page.context.clear_cookies()
    for headline, notice, line in (
        ("Hands at work", "gave the name as Orlof; it is Orlov.", "Corrected"),
        ("A second look", "The cutter signs as Orlov.", "Clarified"),
    ):
        assert line in dates(page, addresses[headline])
        expect(page.locator("article").first).to_contain_text("Ida Orlov")
        expect(page.locator("article").first).to_contain_text(notice)
        page.goto(addresses[headline] + "history/")
        expect(page.locator("main")).to_contain_text(notice)
        page.goto(f"{live_server.url}/corrections/")
        expect(page.locator("main")).to_contain_text(headline)
        expect(page.locator("main")).to_contain_text(notice)
    expect(page.locator("main")).not_to_contain_text("Only by the way")
    assert dates(page, addresses["Only by the way"]) == merged_only
    page.goto(addresses["Only by the way"] + "history/")
    expect(page.locator("main")).not_to_contain_text("Orlov")
    assert page.context.cookies() == []
