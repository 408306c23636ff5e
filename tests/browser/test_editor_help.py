"""What helps while one writes: dialogs, pull quotes, and what a screen reader hears."""

import pytest
from playwright.sync_api import Page, expect

from journal.cinema.models import Film
from tests.browser.axe import grave_findings
from tests.browser.surface import TALK, caret, open_form, saved, select


def test_pull_quote_is_bound_to_its_turn_and_says_when_it_no_longer_fits(page: Page, live_server, interview, console):
    piece = interview(TALK)
    open_form(page, live_server, piece)
    select(page, "We waited two hours")
    page.keyboard.press("Control+Alt+p")
    blocks = saved(page, piece)
    assert {key: value for key, value in blocks[2].items() if key != "id"} == {
        "type": "pullquote",
        "of": "t0000002",
        "text": "We waited two hours",
    }
    expect(page.locator(".pullquote figcaption")).to_have_text("Pull quote")
    caret(page, "two hours for", 3)
    page.keyboard.type(" long")
    expect(page.locator(".pullquote figcaption")).to_contain_text("no longer stand in the passage")
    page.keyboard.press("Control+z")
    expect(page.locator(".pullquote figcaption")).to_have_text("Pull quote")


def test_link_is_made_and_a_bad_address_refused(page: Page, live_server, interview, console):
    piece = interview(TALK)
    open_form(page, live_server, piece)
    select(page, "the yard")
    page.keyboard.press("Control+k")
    page.keyboard.type("javascript:alert(1)")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("Write an address")
    page.get_by_role("textbox", name="Address", exact=True).fill("example.org/yard")
    page.keyboard.press("Enter")
    assert saved(page, piece)[1]["text"].startswith('From <a href="https://example.org/yard">the yard</a>.')


def test_film_is_found_in_the_catalogue(page: Page, live_server, interview, console):
    """The desk's own search answers for the catalogue here; what it answers is what the mark carries."""
    piece = interview(TALK)
    film = Film.objects.create(title="The Salt Ledger", year=2012)
    answer = {"results": [{"id": str(film.pk), "text": "The Salt Ledger (2012)"}], "pagination": {"more": False}}
    page.route("**/autocomplete/**", lambda route: route.fulfill(json=answer))
    open_form(page, live_server, piece)
    caret(page, "And the rain", 4)
    page.keyboard.press("Control+Shift+f")
    expect(page.get_by_role("dialog").get_by_role("option")).to_have_text("The Salt Ledger (2012)")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.type(" and ")
    assert saved(page, piece)[3]["text"] == f'And <cite film="{film.pk}">The Salt Ledger</cite> and the rain?'


def test_screen_reader_hears_speaker_and_kind(page: Page, live_server, interview, console):
    open_form(page, live_server, interview([*TALK, {"id": "h0000001", "type": "heading", "level": 2, "text": "After"}]))
    said = page.locator("[data-part=said]")
    caret(page, "Three.", 2)
    expect(said).to_have_text("Turn of Tobias Lund")
    caret(page, "After", 2)
    expect(said).to_have_text("Heading")
    expect(page.get_by_role("group", name="Turn of Maeve Corr (MC)")).to_have_count(1)
    text = page.get_by_role("textbox", name="Text", exact=True)
    assert "Tab at the start of a turn" in page.locator(f"#{text.get_attribute('aria-describedby')}").inner_text()
    page.keyboard.press("Alt+F10")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Emphasis")).to_be_focused()
    page.keyboard.press("Escape")
    expect(text).to_be_focused()
    page.keyboard.press("Control+/")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


@pytest.mark.parametrize("light", ["light", "dark"])
def test_axe_finds_nothing_grave_on_the_form_with_the_surface_open(sized: Page, live_server, interview, light):
    page = sized
    page.emulate_media(color_scheme=light)
    quote = {"id": "q0000001", "type": "pullquote", "of": "t0000002", "text": "We waited two hours"}
    open_form(page, live_server, interview([*TALK, quote, {"id": "n0000001", "type": "list", "items": ["one", "two"]}]))
    caret(page, "Three.", 6)
    assert grave_findings(page) == []
    page.keyboard.press("Enter")
    page.keyboard.type("/")
    expect(page.get_by_role("listbox", name="Insert")).to_be_visible()
    assert grave_findings(page, ".editor") == []
    page.keyboard.press("Escape")
    page.keyboard.press("Control+/")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert grave_findings(page, "dialog[open]") == []
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Shift+e")
    expect(page.frame_locator(".editor-preview iframe").locator("#t0000001")).to_be_visible()
    assert grave_findings(page, ".editor") == []
