"""The search of the desk from anywhere: by keys alone, on a phone, without scripts, for a screen reader."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser import desk_scene
from tests.browser.axe import grave_findings
from tests.browser.surface import DESK, PHONE


@pytest.fixture
def editor(sign_in):
    return sign_in("editors", "edith")


def box(page: Page):
    return page.get_by_role("combobox", name="Search the desk")


def chosen(page: Page):
    """The option that the field names as the active one; there is one or none."""
    return page.get_by_role("option", selected=True)


def test_by_keys_alone_a_piece_is_found_and_opened(page: Page, live_server, editor, console):
    for headline in ("Nights in Łódź", "Night watch", "A tram"):
        desk_scene.start(headline, editor)
    page.goto(f"{live_server.url}/desk/")
    page.keyboard.press("Control+k")
    expect(box(page)).to_be_focused()
    page.keyboard.type("night")
    expect(page.get_by_role("option")).to_have_count(2)
    expect(page.get_by_role("status").filter(has_text="2 found")).to_be_visible()
    expect(chosen(page)).to_contain_text("Night watch")
    page.keyboard.press("ArrowDown")
    expect(chosen(page)).to_contain_text("Nights in Łódź")
    expect(box(page)).to_have_attribute("aria-activedescendant", "found-pieces-2")
    page.keyboard.press("ArrowDown")
    expect(chosen(page)).to_contain_text("Night watch")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Headline")).to_have_value("Nights in Łódź")


def test_something_to_do_is_found_by_its_name_and_done(page: Page, live_server, editor, console):
    page.goto(f"{live_server.url}/desk/calendar/")
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    page.keyboard.type("transcript")
    expect(chosen(page)).to_contain_text("Import a transcript")
    page.keyboard.press("Enter")
    expect(page).to_have_url(live_server.url + reverse("admin:interviews_import"))


def test_escape_gives_the_focus_back_and_the_list_keeps_its_own_search(page: Page, live_server, editor, console):
    page.goto(f"{live_server.url}/desk/desk/article/")
    page.get_by_role("combobox", name="State").focus()
    page.keyboard.press("Control+k")
    expect(box(page)).to_be_focused()
    page.keyboard.press("Escape")
    # A search field gives its words up first, in some browsers.
    if page.locator("#desk-palette").is_visible():
        page.keyboard.press("Escape")
    expect(page.locator("#desk-palette")).to_be_hidden()
    expect(page.get_by_role("combobox", name="State")).to_be_focused()
    page.get_by_role("link", name="Board").focus()
    page.keyboard.press("/")
    expect(page.locator("#searchbar")).to_be_focused()


def test_in_a_text_the_key_makes_a_link_and_the_search_stays_shut(page: Page, live_server, editor, console):
    article = desk_scene.start("Night watch", editor)
    page.goto(f"{live_server.url}/desk/desk/article/{article.pk}/change/")
    text = page.locator(".ProseMirror").first
    text.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog")).to_have_count(1)
    expect(page.locator("#desk-palette")).to_be_hidden()
    page.keyboard.press("Escape")
    page.get_by_label("Headline").focus()
    page.keyboard.press("Control+k")
    expect(box(page)).to_be_focused()


def test_nothing_found_is_said_and_a_broken_line_too(page: Page, live_server, editor):
    page.goto(f"{live_server.url}/desk/")
    page.get_by_role("link", name="Search").click()
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.type("zzz")
    said = page.locator("#desk-palette [role=status]")
    expect(said).to_have_text("Nothing at the desk begins with “zzz”.")
    page.route(re.compile("/desk/search/"), lambda route: route.abort())
    page.keyboard.type("z")
    expect(said).to_have_text("No connection. Try again.")


def test_a_writer_finds_her_own_drafts_and_not_those_of_others(page: Page, live_server, sign_in, console):
    walt = desk_scene.account("walt", "writers")
    wanda = sign_in("writers", "wanda")
    desk_scene.start("Secret of the ferry", walt)
    desk_scene.start("Secret of the tram", wanda)
    page.goto(f"{live_server.url}/desk/")
    page.keyboard.press("Control+k")
    page.keyboard.type("secret")
    expect(page.get_by_role("option")).to_have_text([re.compile("Secret of the tram")])


def test_it_is_used_on_a_phone_and_by_everybody(page: Page, live_server, editor):
    desk_scene.start(desk_scene.LONG, editor)
    for size, scheme in ((PHONE, "light"), (PHONE, "dark"), (DESK, "light"), (DESK, "dark")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{live_server.url}/desk/")
        page.get_by_role("link", name="Search").click()
        page.keyboard.type("ferry")
        expect(page.get_by_role("option")).to_have_count(1)
        assert grave_findings(page) == []
        edges = page.locator("#desk-palette").evaluate("(one) => [one.scrollWidth - one.clientWidth, one.clientWidth]")
        assert (edges[0], edges[1] <= size["width"]) == (0, True)
        for part in page.locator("#desk-palette :is([role=option], button, input)").all():
            assert part.bounding_box()["height"] >= 43.5
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#desk-palette")).to_be_hidden()


def test_without_scripts_the_same_search_is_a_page(browser, browser_context_args, live_server, sign_in):
    plain = browser.new_context(**browser_context_args, java_script_enabled=False)
    desk_scene.start("Night watch", sign_in("editors", "edith", where=plain))
    page = plain.new_page()
    page.goto(f"{live_server.url}/desk/")
    page.get_by_role("link", name="Search").click()
    page.get_by_role("searchbox").fill("night")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Night watch").click()
    expect(page.get_by_label("Headline")).to_have_value("Night watch")
    plain.close()
