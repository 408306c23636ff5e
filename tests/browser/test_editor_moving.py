"""Passages that are split, joined, moved, cut and brought back keep their ids, as the server has them at the end."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.surface import TALK, caret, held, ids, open_form, paragraph, paste, saved, select, spoken, turn


def test_split_keeps_the_id_with_the_first_half(sized: Page, live_server, interview, console):
    page, piece = sized, interview(TALK)
    open_form(page, live_server, piece)
    caret(page, "We waited", 0)
    page.keyboard.press("Enter")
    blocks = saved(page, piece)
    assert spoken(blocks)[1:3] == [("MC", "From the yard."), ("Q", "We waited two hours for it.")]
    assert ids(blocks)[:2] + ids(blocks)[3:] == ids(TALK)
    assert blocks[2]["id"] not in ids(TALK)


def test_enter_before_the_first_word_leaves_the_id_with_the_words(page: Page, live_server, interview, console):
    piece = interview(TALK)
    open_form(page, live_server, piece)
    caret(page, "Three.", 0)
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.type("How long?")
    blocks = saved(page, piece)
    assert [(block["text"], block["id"]) for block in blocks][3] == ("Three.", "t0000003")
    assert blocks[2]["text"] == "How long?"


def test_merged_turn_remembers_what_it_swallowed(sized: Page, live_server, interview, console):
    page, piece = sized, interview(TALK)
    open_form(page, live_server, piece)
    caret(page, "Three.", 0)
    page.keyboard.press("Backspace")
    blocks = saved(page, piece)
    assert blocks[1] == turn("t0000002", "MC", "From the yard. We waited two hours for it.\n\nThree.", was=["t0000003"])
    assert ids(blocks) == ["t0000001", "t0000002", "t0000004"]


def test_moved_blocks_keep_their_ids(sized: Page, live_server, interview, console):
    page, piece = sized, interview(TALK)
    open_form(page, live_server, piece)
    caret(page, "Three.", 3)
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    blocks = saved(page, piece)
    assert blocks == [TALK[2], TALK[0], TALK[1], TALK[3]]


def drag_handle(page: Page, block: str, before: str, *, part: float = 0.25) -> None:
    """Takes the handle beside a block and lets go over the upper part of another."""
    page.locator(f".ProseMirror [data-id={block}]").hover()
    handle = page.get_by_role("button", name="Move the passage", exact=True)
    expect(handle).to_be_visible()
    grip, goal = handle.bounding_box(), page.locator(f".ProseMirror [data-id={before}]").bounding_box()
    page.mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2)
    page.mouse.down()
    page.mouse.move(grip["x"] + 10, goal["y"] + goal["height"] * part, steps=5)
    expect(page.locator(".editor-line")).to_be_visible()
    page.mouse.up()
    expect(page.locator(".editor-line")).to_be_hidden()


def test_block_dragged_by_its_handle_keeps_its_id(sized: Page, live_server, interview, console):
    page, piece = sized, interview(TALK)
    open_form(page, live_server, piece)
    drag_handle(page, "t0000004", before="t0000002")
    assert ids(held(page)) == ["t0000001", "t0000004", "t0000002", "t0000003"]
    drag_handle(page, "t0000001", before="t0000003", part=0.9)
    assert saved(page, piece) == [TALK[3], TALK[1], TALK[2], TALK[0]]


def test_drag_that_is_called_off_moves_nothing(page: Page, live_server, interview, console):
    open_form(page, live_server, interview(TALK))
    page.locator(".ProseMirror [data-id=t0000001]").hover()
    grip = page.get_by_role("button", name="Move the passage", exact=True).bounding_box()
    page.mouse.move(grip["x"] + 10, grip["y"] + 10)
    page.mouse.down()
    page.mouse.move(grip["x"] + 10, grip["y"] + 160, steps=5)
    expect(page.locator(".editor-line")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".editor-line")).to_be_hidden()
    page.mouse.up()
    assert held(page) == TALK


def test_handle_moves_without_dragging_and_one_undo_takes_it_back(page: Page, live_server, interview, console):
    open_form(page, live_server, interview(TALK))
    page.locator(".ProseMirror [data-id=t0000003]").hover()
    page.get_by_role("button", name="Move the passage", exact=True).click()
    page.get_by_role("listbox", name="Move the passage").get_by_role("option", name="Move up").click()
    assert ids(held(page)) == ["t0000001", "t0000003", "t0000002", "t0000004"]
    expect(page.locator("[data-part=said]")).to_have_text("Moved.")
    page.keyboard.press("Control+z")
    assert held(page) == TALK


def test_cut_keeps_the_id_and_a_copy_gets_a_new_one(page: Page, live_server, interview, console):
    piece = interview([paragraph("p0000001", "One."), paragraph("p0000002", "Two."), paragraph("p0000003", "Three.")])
    open_form(page, live_server, piece)
    select(page, "One.", until="Two.")
    page.keyboard.press("Control+x")
    caret(page, "Three.", 6)
    page.keyboard.press("Control+v")
    page.keyboard.press("Control+v")
    blocks = saved(page, piece)
    assert [block["text"] for block in blocks] == ["One.", "Three.", "Two.", "Two."]
    assert ids(blocks)[:3] == ["p0000001", "p0000003", "p0000002"]
    assert blocks[3]["id"] not in ids(blocks)[:3]


def test_undo_goes_back_over_everything_and_leaves_no_trace(sized: Page, live_server, interview, console):
    page, piece = sized, interview(TALK)
    open_form(page, live_server, piece)
    caret(page, "Three.", 0)
    page.keyboard.press("Backspace")
    caret(page, "two hours", 0)
    page.keyboard.press("Enter")
    caret(page, "And the rain", 4)
    paste(page, text="MC: We left.\nTL: She left.\n")
    assert len(held(page)) > len(TALK)
    for _step in range(6):
        page.keyboard.press("Control+z")
    assert held(page) == TALK
    for _step in range(6):
        page.keyboard.press("Control+Shift+z")
    blocks = saved(page, piece)
    assert ("TL", "She left.") in spoken(blocks)
    assert len(set(ids(blocks))) == len(blocks)


EVERYTHING = [
    turn("t0000001", "Q", "Where <em>did</em> it?"),
    turn("t0000002", "MC", "From the yard.\n\nWe <strong>waited</strong>.", was=["w0000001"]),
    paragraph("p0000001", 'A plain <cite film="4">Her</cite> one<br>two.'),
    {"id": "h0000001", "type": "heading", "text": "Head", "level": 2},
    {"id": "n0000001", "type": "list", "items": ["one", "two", "three"]},
    {"id": "q0000001", "type": "quote", "text": "Quoted.\n\nTwice.", "cite": "Source"},
    {"id": "r0000001", "type": "rule"},
    {"id": "m0000001", "type": "note", "text": "A note."},
    {"id": "f0000001", "type": "picture", "picture": 3, "caption": "Caption"},
    {"id": "d0000001", "type": "direction", "text": "He leaves."},
    {"id": "v0000001", "type": "pullquote", "of": "t0000002", "text": "From the yard."},
    {"id": "e0000001", "type": "embed", "url": "https://example.org/", "title": "Title"},
    turn("t0000003", "TL", "Translated.", original={"lang": "fr", "text": "Traduit."}, t=[1, 2]),
    turn("t0000004", "MC", "Last <direction>laughing</direction>."),
]


@pytest.mark.parametrize("seed", [1, 2])
def test_random_edits_lose_no_id_and_undo_leads_back(page: Page, live_server, sign_in, seed):
    sign_in("editors")
    page.goto(f"{live_server.url}/desk/")
    script = Path(__file__).with_name("random_edits.js").read_text(encoding="utf-8").split("\n", 2)[2]
    assert page.evaluate(script, [live_server.url, seed, 60, EVERYTHING]) == ""
