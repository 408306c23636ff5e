"""A passage that was changed or lost comes back from an older revision, with its id, at desk and phone width."""

from playwright.sync_api import Page, expect

from tests.browser.surface import TALK, caret, ids, open_form, saved


def bring_back(page: Page, revision: str, words: str) -> None:
    """From the form over the history to the revision, and back with the passage that holds these words."""
    page.get_by_role("link", name="revision", exact=False).first.click()
    page.get_by_role("link", name=revision, exact=True).click()
    row = page.locator(".desk-diff tr.is-changed").filter(has_text=words)
    expect(row).to_be_visible()
    row.get_by_role("button", name="Bring back as in revision 1").click()
    expect(page.locator(".messagelist")).to_contain_text("Brought back, as revision 3.")


def test_deleted_turn_comes_back_with_its_id(sized: Page, live_server, interview, console):
    page, piece = sized, interview(TALK)
    open_form(page, live_server, piece)
    caret(page, "Three.", 6)
    for _letter in "Three.":
        page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    assert ids(saved(page, piece)) == ["t0000001", "t0000002", "t0000004"]
    bring_back(page, "Revision 2", "Three.")
    piece.refresh_from_db()
    assert piece.document == TALK
    expect(page.locator(".ProseMirror [data-id=t0000003]")).to_contain_text("Three.")


def test_rewritten_turn_comes_back_and_later_words_stay(sized: Page, live_server, interview, console):
    page, piece = sized, interview(TALK)
    open_form(page, live_server, piece)
    caret(page, "the yard", 4)
    page.keyboard.type("b")
    caret(page, "And the rain", 0)
    page.keyboard.type("Well. ")
    saved(page, piece)
    bring_back(page, "Revision 2", "We waited two hours")
    piece.refresh_from_db()
    assert piece.document == [*TALK[:3], {**TALK[3], "text": "Well. And the rain?"}]
