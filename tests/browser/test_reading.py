"""Reading a long talk: its questions, a link to an answer, its card, a fold; with and without scripts. And the front
page, arranged with the pointer."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from factories import make_version
from journal.document.blocks import Block, Document
from journal.press.copy import Participant
from journal.press.models import FrontPage, Version

HOUR = timedelta(hours=1)
ADDRESS = "/interviews/the-quay/"


def talk_of(number: int) -> Document:
    blocks = [
        block
        for n in range(number)
        for block in (
            Block(id=f"q{n:07d}", type="turn", by="Q", text=f"What did you see on day {n}? I was not there."),
            Block(id=f"a{n:07d}", type="turn", by="IO", text=f"On day {n} there was fog. {'It did not lift. ' * 30}"),
        )
    ]
    folded = Block(id="s0000001", type="paragraph", text="The ship never came.", spoiler=True)
    return Document((*blocks, folded))


@pytest.fixture
def talk(transactional_db: None) -> Version:
    people = (Participant("Q", role="interviewer"), Participant("IO", "Ida Orlov", role="interviewee"))
    return make_version(
        "The quay", kind="interview", document=talk_of(9), participants=people, now=timezone.now() - 9 * HOUR
    )


def test_a_question_is_found_in_the_table_and_gone_to(page: Page, live_server: Any, talk: Version) -> None:
    page.goto(live_server.url + ADDRESS)
    table = page.locator("details.contents")
    expect(table.get_by_role("link").first).to_be_hidden()
    table.get_by_text("9 questions").click()
    expect(table.get_by_role("link")).to_have_count(9)
    table.get_by_role("link", name="What did you see on day 7?").click()
    expect(page).to_have_url(re.compile("#q0000007$"))
    expect(page.locator("#q0000007")).to_be_in_viewport()


def test_an_answers_link_is_copied_at_a_click_and_its_card_is_offered(
    page: Page, context: BrowserContext, live_server: Any, talk: Version, console: list[str]
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(live_server.url + ADDRESS)
    anchor = page.locator("#a0000002 a.anchor")
    anchor.focus()
    page.keyboard.press("Enter")
    said = page.get_by_role("status")
    expect(said).to_contain_text("Link copied.")
    assert page.evaluate("() => navigator.clipboard.readText()") == f"{live_server.url}{ADDRESS}#a0000002"
    expect(page).to_have_url(re.compile("#a0000002$"))
    expect(said.get_by_role("link", name="These words as a card")).to_have_attribute(
        "href", f"{ADDRESS}quotes/a0000002.png"
    )
    page.keyboard.press("Escape")
    expect(said).to_have_count(0)
    # A question is nobody's quotation.
    page.locator("#q0000001 a.anchor").click()
    expect(page.get_by_role("status")).to_have_text("Link copied.")


def test_without_a_clipboard_the_address_line_has_the_link(page: Page, live_server: Any, talk: Version) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(live_server.url + ADDRESS)
    page.locator("#a0000002 a.anchor").click()
    expect(page.get_by_role("status")).to_contain_text("The link stands in your browser’s address line.")
    expect(page).to_have_url(re.compile("#a0000002$"))


def test_without_scripts_all_of_it_works(browser: Browser, live_server: Any, talk: Version) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + ADDRESS)
    page.get_by_text("9 questions").click()
    page.get_by_role("link", name="What did you see on day 8?").click()
    expect(page.locator("#q0000008")).to_be_in_viewport()
    page.locator("#a0000008 a.anchor").click()
    expect(page).to_have_url(re.compile("#a0000008$"))
    expect(page.get_by_text("The ship never came.")).to_be_hidden()
    page.get_by_text("Spoiler: show what follows").click()
    expect(page.get_by_text("The ship never came.")).to_be_visible()
    context.close()


@pytest.fixture
def shelf(transactional_db: None) -> list[Version]:
    return [make_version(f"Piece {n}", now=timezone.now() - (9 - n) * HOUR) for n in range(3)]


def test_the_front_page_is_arranged_with_buttons_and_pointer_and_readers_see_it(
    page: Page, live_server: Any, shelf: list[Version], sign_in: Callable[..., User]
) -> None:
    sign_in("editors")
    page.goto(f"{live_server.url}/desk/front-page/")
    places = page.locator(".desk-place-what")
    expect(places.nth(0)).to_contain_text("fills itself: Piece 2")
    page.get_by_label("Words of the headline").fill("piece")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="“Piece 0” leads").click()
    expect(places.nth(0)).to_have_text("Piece 0")
    page.get_by_role("button", name="“Piece 1” in the next empty place").click()
    expect(places.nth(1)).to_have_text("Piece 1")
    page.locator("[data-place='1']").drag_to(page.locator("[data-place='0']"))
    expect(places.nth(0)).to_have_text("Piece 1")
    expect(page.frame_locator("iframe.desk-page").locator("article.lead h2")).to_have_text("Piece 1")
    page.get_by_role("button", name="Move “Piece 1” down").click()
    expect(places.nth(0)).to_have_text("Piece 0")
    page.get_by_role("button", name="Publish the front page").click()
    expect(page.get_by_text("Published. Readers see it now.")).to_be_visible()
    assert [page.pieces[:3] for page in FrontPage.objects.all()] == [[shelf[0].piece_id, shelf[1].piece_id, None]]
    page.goto(live_server.url)
    expect(page.locator("article.lead h2")).to_have_text("Piece 0")
