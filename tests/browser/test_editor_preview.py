"""The page beside the text."""

from django.utils import timezone
from playwright.sync_api import Page, expect

from interviews.models import Interview
from journal.desk import handing, saving
from journal.desk.models import Article
from journal.press.declaring import Signatures
from tests.browser.surface import caret, open_form, paragraph, turn


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


def test_preview_shows_a_piece_that_was_never_saved(sized: Page, live_server, sign_in, console):
    page = sized
    sign_in("writers")
    page.goto(f"{live_server.url}/desk/interviews/interview/add/")
    page.locator("[name=headline]").fill("Two voices and a kettle")
    page.locator("#participants-group .add-row a").click()
    page.locator("[name='participants-0-label']").fill("MC")
    page.locator("[name='participants-0-name']").fill("Maeve Corr")
    page.locator(".ProseMirror").focus()
    page.keyboard.type("MC: We waited for the light.")
    page.keyboard.press("Control+Shift+e")
    preview = page.frame_locator(".editor-preview iframe")
    expect(preview.locator("h1")).to_have_text("Two voices and a kettle")
    expect(preview.locator("[data-block=turn]")).to_contain_text("We waited for the light.")
    expect(preview.locator("main")).to_contain_text("Maeve Corr")
    page.keyboard.type(" It came.")
    expect(preview.locator("[data-block=turn]")).to_contain_text("We waited for the light. It came.")
    page.get_by_role("button", name="Dark", exact=True).click()
    assert (
        page.locator(".editor-preview iframe").evaluate(
            "frame => getComputedStyle(frame.contentDocument.documentElement).colorScheme"
        )
        == "dark"
    )
    page.keyboard.press("Escape")
    assert Interview.objects.count() == 0


def test_preview_shows_a_correction_as_it_is_typed(sized: Page, live_server, sign_in, console):
    page = sized
    editor, _moderator = sign_in("editors"), sign_in("moderators")
    piece, now = Article(kind="essay"), timezone.now()
    text = [paragraph("p0000001", "Clive wrote it in a night."), paragraph("p0000002", "Nobody moved.")]
    saving.start(article=piece, changes={"headline": "The long take", "document": text}, by=editor, now=now)
    handing.print_first(article=piece, revision=1, signed=Signatures(by=editor), now=now)
    page.goto(f"{live_server.url}/desk/pieces/{piece.pk}/correct/")
    expect(page.locator(".ProseMirror")).to_be_visible()
    caret(page, "Clive wrote", 5)
    page.keyboard.press("Control+Shift+e")
    preview = page.frame_locator(".editor-preview iframe")
    expect(preview.locator("#p0000001")).to_have_text("Clive wrote it in a night.")
    page.keyboard.type("y")
    expect(preview.locator("#p0000001")).to_have_text("Clivey wrote it in a night.")
