"""Cards of the board: dragged with a mouse and with a finger, refused with a reason, and moved without dragging."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from journal.desk import workflow
from journal.desk.models import Article
from tests.browser import desk_scene


def column(page: Page, state: str):
    return page.locator(f"[data-column={state}]")


def middle(page: Page, state: str) -> tuple[float, float]:
    box = column(page, state).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + 30


def hold(page: Page, headline: str) -> None:
    """Presses on the grip of a card and moves far enough for it to be dragged."""
    grip = page.locator("[data-piece]", has_text=headline).locator(".desk-grip")
    box = grip.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 20, y + 10)
    expect(page.locator("[data-piece].is-dragged")).to_have_count(1)


def drag(page: Page, headline: str, to: str) -> None:
    hold(page, headline)
    page.mouse.move(*middle(page, to), steps=4)
    expect(column(page, to)).to_have_class(re.compile("is-over"))
    page.mouse.up()


@pytest.fixture
def draft(sign_in) -> Article:
    return desk_scene.start("The ferry", sign_in("editors", "edith"))


def test_a_card_is_dragged_along_its_way(page: Page, live_server, draft, console):
    page.goto(f"{live_server.url}/desk/board/")
    for state in ("submitted", "in_review", "approved"):
        drag(page, "The ferry", state)
        expect(column(page, state)).to_contain_text("The ferry")
        expect(page.locator(".messagelist")).to_contain_text("The ferry")
    drag(page, "The ferry", "draft")
    expect(page.get_by_role("heading", name="Send back")).to_be_visible()
    assert Article.objects.get().approved_at is not None


def test_while_a_card_is_held_closed_columns_say_why_and_escape_puts_it_back(page: Page, live_server, draft, console):
    page.goto(f"{live_server.url}/desk/board/")
    hold(page, "The ferry")
    expect(column(page, "approved").locator(".desk-column-why")).to_have_text("A draft is handed in first.")
    expect(column(page, "submitted")).to_have_class(re.compile("is-open"))
    page.keyboard.press("Escape")
    expect(page.locator(".is-dragged")).to_have_count(0)
    expect(column(page, "approved").locator(".desk-column-why")).to_be_hidden()
    page.mouse.up()
    expect(column(page, "draft")).to_contain_text("The ferry")


def test_what_the_server_refuses_comes_back_with_the_reason(page: Page, live_server, draft):
    page.goto(f"{live_server.url}/desk/board/")
    # A colleague hands it in while the board stands open.
    workflow.submit(article=draft, by=draft.created_by, now=timezone.now())
    drag(page, "The ferry", "submitted")
    expect(page.get_by_role("alert")).to_have_text("Somebody moved this piece meanwhile: Submitted.")
    expect(column(page, "draft")).to_contain_text("The ferry")
    page.route(re.compile("/board/move/"), lambda route: route.abort())
    drag(page, "The ferry", "submitted")
    expect(page.get_by_role("alert")).to_have_text("No connection. The piece is where it was.")


def test_a_finger_drags_too_and_a_list_still_scrolls(browser, browser_context_args, live_server, sign_in):
    tablet = browser.new_context(**{**browser_context_args, "viewport": {"width": 1024, "height": 700}}, has_touch=True)
    desk_scene.start("The ferry", sign_in("editors", "edith", where=tablet))
    page = tablet.new_page()
    page.goto(f"{live_server.url}/desk/board/")
    grip = page.locator(".desk-grip")
    expect(grip).to_have_css("touch-action", "none")
    expect(page.locator("[data-piece]")).to_have_css("touch-action", "auto")
    box, (x, y) = grip.bounding_box(), middle(page, "submitted")
    finger = tablet.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    touch("touchStart", (box["x"] + 10, box["y"] + 10))
    touch("touchMove", (box["x"] + 40, box["y"] + 20))
    expect(page.locator("[data-piece].is-dragged")).to_have_count(1)
    touch("touchMove", (x, y))
    expect(column(page, "submitted")).to_have_class(re.compile("is-over"))
    touch("touchEnd")
    expect(column(page, "submitted")).to_contain_text("The ferry")
    tablet.close()


def test_the_menu_of_a_card_does_the_same_by_keys(page: Page, live_server, draft, console):
    page.goto(f"{live_server.url}/desk/board/")
    page.get_by_label("Move: The ferry").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hand in")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Hand in").click()
    page.goto(f"{live_server.url}/desk/board/")
    expect(column(page, "submitted")).to_contain_text("The ferry")
