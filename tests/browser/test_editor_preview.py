"""The page beside the text."""

from playwright.sync_api import Page, expect

from tests.browser.surface import caret, open_form, turn


def test_preview_follows_what_is_written_in_every_width_and_light(page: Page, live_server, interview, console):
    long = [
        turn(f"t{at:07d}", "Q" if at % 2 else "MC", f"Number {at}. " + "Words and words. " * 20) for at in range(30)
    ]
    open_form(page, live_server, interview(long))
    caret(page, "Number 0.", 0)
    page.keyboard.press("Control+Shift+e")
    preview = page.frame_locator(".editor-preview iframe")
    expect(preview.locator("#t0000000")).to_contain_text("Number 0.")
    page.keyboard.type("Not yet saved. ")
    expect(preview.locator("#t0000000")).to_contain_text("Not yet saved. Number 0.")
    frame = page.locator(".editor-preview iframe")
    for name, width in (("Tablet", 768), ("Desktop", 1280), ("Phone", 375)):
        page.get_by_role("button", name=name, exact=True).click()
        assert frame.evaluate("frame => frame.contentWindow.innerWidth") == width
    paper = "frame => getComputedStyle(frame.contentDocument.documentElement).backgroundColor"
    light = frame.evaluate(paper)
    page.get_by_role("button", name="Dark", exact=True).click()
    dark = frame.evaluate(paper)
    page.get_by_role("button", name="Light", exact=True).click()
    assert (frame.evaluate(paper), light != dark) == (light, True)
    page.locator(".editor-desk").hover()
    page.mouse.wheel(0, 3000)
    top = "frame => frame.contentWindow.scrollY"
    page.wait_for_function("() => document.querySelector('.editor-preview iframe').contentWindow.scrollY > 500")
    shown = page.evaluate("""() => {
        const first = (blocks, line) => [...blocks].find((block) => block.getBoundingClientRect().bottom > line);
        const desk = document.querySelector(".editor-desk");
        const frame = document.querySelector(".editor-preview iframe").contentDocument;
        return [
            first(desk.querySelectorAll("[data-block]"), desk.getBoundingClientRect().top).dataset.id,
            first(frame.querySelectorAll("main [data-block]"), 25).id,
        ];
    }""")
    assert shown[0] == shown[1]
    assert frame.evaluate(top) > 500
    page.keyboard.press("Escape")
    expect(frame).to_be_hidden()
