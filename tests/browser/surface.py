"""How browser tests write on the desk's surface, and what they look at afterwards."""

import json
from typing import Any

from playwright.sync_api import Locator, Page, expect

from journal.desk.addresses import form_url
from journal.desk.models import Article

PHONE = {"width": 375, "height": 740}
DESK = {"width": 1280, "height": 900}


def voice(label: str, role: str, name: str) -> dict[str, Any]:
    return {"label": label, "role": role, "person": None, "contributor": None, "name": name, "described_as": ""}


VOICES = [
    voice("Q", "interviewer", "Ada Finch"),
    voice("MC", "interviewee", "Maeve Corr"),
    voice("TL", "interviewee", "Tobias Lund"),
]


def turn(id: str, by: str, text: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "type": "turn", "by": by, "text": text, **more}


def paragraph(id: str, text: str) -> dict[str, Any]:
    return {"id": id, "type": "paragraph", "text": text}


TALK = [
    turn("t0000001", "Q", "Where did the light come from?"),
    turn("t0000002", "MC", "From the yard. We waited two hours for it."),
    turn("t0000003", "TL", "Three."),
    turn("t0000004", "Q", "And the rain?"),
]


def open_form(page: Page, live_server: Any, piece: Article) -> Locator:
    page.goto(live_server.url + form_url(piece))
    text = page.get_by_role("textbox", name="Text", exact=True)
    expect(text).to_be_visible()
    return text


def held(page: Page) -> list[dict[str, Any]]:
    """What the form would post now."""
    return json.loads(
        page.evaluate("new FormData(document.querySelector('[data-editor]').closest('form')).get('document_blocks')")
    )


def saved(page: Page, piece: Article) -> list[dict[str, Any]]:
    """What the server has after Ctrl+S."""
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    expect(page.locator(".messagelist")).to_contain_text("Saved as revision")
    piece.refresh_from_db()
    return piece.document


# The editor hears of a selection in an event of its own, later; and just after it moved focus it puts its own back. So:
# set, let it settle, look whether it stands, and only then go on.
PUT = """async ([words, from, lastWords, to]) => {
    const editor = document.querySelector(".ProseMirror");
    const settled = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60)));
    const find = (wanted) => {
        const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const place = walker.currentNode.data.indexOf(wanted);
            if (place >= 0) return [walker.currentNode, place];
        }
        throw new Error("not there: " + wanted);
    };
    for (let tries = 0; tries < 50; tries += 1) {
        editor.focus();
        const [first, start] = find(words);
        const [last, end] = find(lastWords);
        getSelection().setBaseAndExtent(first, start + from, last, end + to);
        await settled();
        const now = getSelection();
        const stands = now.anchorNode === first && now.anchorOffset === start + from;
        if (stands && now.focusNode === last && now.focusOffset === end + to) return;
    }
    throw new Error("the selection does not stay: " + words);
}"""


def caret(page: Page, words: str, at: int) -> None:
    """The caret before the character ``at`` of these words."""
    page.evaluate(PUT, [words, at, words, at])


def select(page: Page, words: str, until: str = "") -> None:
    """These words; with ``until``, from their end to the end of those."""
    page.evaluate(PUT, [words, len(words), until, len(until)] if until else [words, 0, words, len(words)])


def paste(page: Page, html: str = "", text: str = "") -> None:
    page.evaluate(
        """([html, text]) => {
            const data = new DataTransfer();
            if (html) data.setData("text/html", html);
            if (text) data.setData("text/plain", text);
            const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
            document.querySelector(".ProseMirror").dispatchEvent(event);
        }""",
        [html, text],
    )


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Presses Tab until the element that a person looks for has the focus."""
    for _press in range(120):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"The key {key} never reached {selector}.")


def spoken(blocks: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(block.get("by", ""), block["text"]) for block in blocks]


def ids(blocks: list[dict[str, Any]]) -> list[str]:
    return [block["id"] for block in blocks]
