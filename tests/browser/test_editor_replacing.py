"""Find and replace: in words, whatever they are marked as; never behind them; all in one step."""

import pytest
from playwright.sync_api import Page, expect

from factories import make_film
from tests.browser.axe import grave_findings
from tests.browser.surface import caret, held, open_form, paragraph, saved, select, turn


@pytest.fixture
def panel(page: Page):
    return page.get_by_role("region", name="Find and replace")


@pytest.fixture
def said(transactional_db: None):
    film = make_film("Light", 2013)
    return [
        paragraph("p0000001", 'On <a href="https://light.example/light">the light</a>.'),
        turn("t0000002", "Q", f'Was <cite film="{film.pk}">Light</cite> made in light?<br>No light?'),
        turn("t0000003", "MC", "<direction>lights a lamp</direction> It wasn’t <em>li</em>ght.\n\nNo."),
        {"id": "n0000004", "type": "list", "items": ["light", "dark"]},
        {"id": "v0000005", "type": "direction", "text": "light goes out"},
    ]


def test_all_is_replaced_in_one_step_and_nothing_behind_the_words(
    sized: Page, live_server, interview, said, panel, console
):
    page, piece = sized, interview(said)
    open_form(page, live_server, piece)
    caret(page, "On ", 0)
    page.keyboard.press("Control+h")
    expect(panel.get_by_label("Find", exact=True)).to_be_focused()
    page.keyboard.type("light")
    expect(panel.get_by_role("status")).to_have_text("1 of 8")
    expect(page.locator(".ProseMirror .is-found.is-here")).to_have_text("light")
    panel.get_by_label("Replace with").fill("glow")
    panel.get_by_role("button", name="Replace all").click()
    expect(panel.get_by_role("status")).to_have_text("8 replaced. Not in the text.")
    film = said[1]["text"].split('"')[1]
    glowing = [
        'On <a href="https://light.example/light">the glow</a>.',
        f'Was <cite film="{film}">glow</cite> made in glow?<br>No glow?',
        "<direction>glows a lamp</direction> It wasn’t glow.\n\nNo.",
        ["glow", "dark"],
        "glow goes out",
    ]
    assert [block.get("text") or block["items"] for block in held(page)] == glowing
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.locator(".ProseMirror")).to_be_focused()
    page.keyboard.press("Control+z")
    assert held(page) == said
    page.keyboard.press("Control+Shift+z")
    blocks = saved(page, piece)
    assert [block.get("text") or block["items"] for block in blocks] == glowing
    assert [block["id"] for block in blocks] == [block["id"] for block in said]


def test_one_by_one_by_keyboard_and_round_again(page: Page, live_server, interview, panel, console):
    open_form(
        page, live_server, interview([turn("t0000001", "Q", "One two one."), turn("t0000002", "MC", "ONE more.")])
    )
    caret(page, "One two", 0)
    page.keyboard.press("Control+h")
    page.keyboard.type("one")
    expect(panel.get_by_role("status")).to_have_text("1 of 3")
    page.keyboard.press("Shift+Enter")
    expect(panel.get_by_role("status")).to_have_text("3 of 3")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(panel.get_by_role("status")).to_have_text("2 of 3")
    page.keyboard.press("Tab")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    expect(panel.get_by_role("status")).to_have_text("1 replaced. 2 of 2")
    assert [block["text"] for block in held(page)] == ["One two 1.", "ONE more."]
    panel.get_by_label("Capitals as typed").check()
    expect(panel.get_by_role("status")).to_have_text("Not in the text.")
    panel.get_by_label("Find", exact=True).fill("ONE")
    expect(panel.get_by_role("status")).to_have_text("1 of 1")
    page.keyboard.press("Escape")
    page.wait_for_function("getSelection().toString() === 'ONE'")


def test_match_deep_in_a_long_paragraph_is_brought_into_sight(sized: Page, live_server, interview, panel, console):
    page, rest = sized, "And then we waited for the light to come back over the yard. " * 80
    open_form(page, live_server, interview([turn("t0000001", "MC", f"{rest}It was the end. {rest}".strip())]))
    caret(page, "And then", 0)
    page.keyboard.press("Control+h")
    page.keyboard.type("the end")
    expect(panel.get_by_role("status")).to_have_text("1 of 1")
    expect(page.locator(".ProseMirror .is-here")).to_be_in_viewport()


def test_straight_signs_find_curly_ones_and_no_sign_is_a_pattern(page: Page, live_server, interview, panel):
    open_form(page, live_server, interview([turn("t0000001", "Q", "It wasn’t “so” (or so). A.c, abc 🎞 🎞.")]))
    caret(page, "It ", 0)
    page.keyboard.press("Control+h")
    for words, told in (
        ("wasn't", "1 of 1"),
        ('"so"', "1 of 1"),
        ("(or", "1 of 1"),
        ("a.c", "1 of 1"),
        ("🎞", "1 of 2"),
        ("\\w", "Not in the text."),
    ):
        panel.get_by_label("Find", exact=True).fill(words)
        expect(panel.get_by_role("status")).to_have_text(told)


def test_selected_words_are_looked_for_and_the_list_follows_the_text(page: Page, live_server, interview, panel):
    open_form(page, live_server, interview([turn("t0000001", "Q", "Salt and salt.")]))
    select(page, "Salt")
    page.get_by_role("button", name="Find", exact=True).click()
    expect(panel.get_by_label("Find", exact=True)).to_have_value("Salt")
    expect(panel.get_by_role("status")).to_have_text("1 of 2")
    caret(page, ".", 1)
    page.keyboard.type(" Salt!")
    expect(panel.get_by_role("status")).to_contain_text("of 3")


def test_axe_finds_nothing_grave_in_the_panel(sized: Page, live_server, interview, panel):
    page = sized
    open_form(page, live_server, interview([turn("t0000001", "Q", "Salt and salt.")]))
    caret(page, "Salt and", 0)
    page.keyboard.press("Control+h")
    page.keyboard.type("salt")
    expect(panel.get_by_role("status")).to_have_text("1 of 2")
    assert grave_findings(page, ".editor") == []
