"""Hostile words on the desk's surface, in its preview and on the public page: none of them runs, while the same words put
raw into a page do. `make xss` takes every payload of the collection beside this checkout; `make e2e` every fortieth."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from playwright.sync_api import Error as PlaywrightError

from factories import make_version
from journal.desk import saving
from journal.desk.models import Article
from journal.document import inline
from journal.document.blocks import ALPHABET, Document

COLLECTION = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "xss" / "payloads.jsonl"
EVERY = 1 if os.environ.get("XSS") == "all" else 40
BATCH = 120  # payloads in one piece
WITNESS = """
window.fired = [];
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = (word) => { window.fired.push(String(word)); };
"""


def payloads() -> list[dict[str, Any]]:
    if not COLLECTION.exists():
        return []
    lines = COLLECTION.read_text(encoding="ascii").splitlines()
    return [json.loads(line) for line in lines][::EVERY]


pytestmark = pytest.mark.skipif(
    not COLLECTION.exists(), reason="The collection of payloads is not beside this checkout."
)


@pytest.fixture(params=[False, True], ids=["policy on", "policy off"])
def context(request, browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """The browser with the site's Content-Security-Policy, and without it: our own code must hold alone."""
    made = browser.new_context(**browser_context_args, bypass_csp=request.param)
    made.add_init_script(WITNESS)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, live_server: Any) -> Page:
    """A page that can reach nothing but this site."""
    made = context.new_page()
    made.on("dialog", lambda dialog: dialog.accept())
    made.route(
        "**/*", lambda route: route.continue_() if route.request.url.startswith(live_server.url) else route.abort()
    )
    return made


def fired(page: Page) -> list[str]:
    """What ran, in any frame of the page. Pointer and focus go over everything first."""
    page.wait_for_timeout(150)
    return [word for frame in page.frames for word in frame.evaluate("window.fired ?? []")]


def text_of(payload: str) -> str:
    """Words without what the gate refuses anyway: NUL, and halves of characters."""
    return payload.encode("utf-8", "replace").decode().replace("\0", "")


def id_of(number: int) -> str:
    digits = ""
    for _place in range(7):
        digits, number = ALPHABET[number % 32] + digits, number // 32
    return f"x{digits}"


def blocks_of(words: list[str]) -> list[dict[str, Any]]:
    """Every payload in every place of a document that takes words or an address, raw as markup and shielded as words."""
    shapes: list[Callable[[str], dict[str, Any]]] = [
        lambda text: {"type": "paragraph", "text": text},
        lambda text: {"type": "heading", "level": 2, "text": inline.escape(text)},
        lambda text: {"type": "quote", "text": text, "cite": text},
        lambda text: {"type": "list", "items": [text, f'<a href="{text}">link</a>']},
        lambda text: {"type": "note", "text": f"<em>{text}</em>"},
        lambda text: {"type": "direction", "text": text},
        lambda text: {"type": "embed", "url": "https://example.org/?" + "".join(text.split()), "title": text[:1900]},
        lambda text: {"type": "paragraph", "text": f'<cite film="1">{text}</cite><direction>{text}</direction>'},
    ]
    found = []
    for at, text in enumerate(words):
        made = shapes[at % len(shapes)](text)
        if made["type"] == "embed" and not inline.safe_href(made["url"]):
            made["url"] = "https://example.org/"
        found.append({"id": id_of(at), **made})
    return found


def batches(found: list[dict[str, Any]]) -> Iterator[list[str]]:
    words = [text_of(row["payload"]) for row in found]
    for start in range(0, len(words), BATCH):
        yield words[start : start + BATCH]


def test_raw_controls_do_fire(page: Page, live_server, request):
    """Without this the other tests would prove nothing."""
    rows = [row for row in payloads() if "body" in row["fires"]]
    rows = rows[:: max(1, len(rows) // 100)]
    ran = 0
    for row in rows:
        made = page.context.new_page()
        made.route("**/*", lambda route: route.abort())
        made.set_content(f"<!doctype html><body>{row['payload']}", wait_until="commit")
        with suppress(PlaywrightError):  # the payload may take the page away with it
            made.wait_for_function("() => window.fired.length || document.readyState === 'complete'", timeout=5_000)
            made.wait_for_timeout(250)
        try:
            ran += bool(made.evaluate("window.fired.length"))
        except PlaywrightError:  # it did: it ran
            ran += 1
        made.close()
    # The others want a pointer, a key or an answer from elsewhere.
    request.config.get_terminal_writer().line(f"raw controls: {ran} of {len(rows)} ran")
    assert ran > len(rows) / 3


def test_nothing_runs_on_desk_preview_or_public_page(page: Page, live_server, sign_in, request):
    ran: dict[str, list[str]] = {"desk": [], "preview": [], "public": []}
    found = payloads()
    for number, words in enumerate(batches(found)):
        blocks = blocks_of(words)
        headline, dek = words[0][:290] or "x", words[-1][:500]
        user = sign_in("editors")
        piece = Article(kind="essay")
        changes = {"headline": headline, "dek": dek, "document": Document.from_json(blocks).to_json()}
        saving.start(article=piece, changes=changes, by=user, now=timezone.now())
        page.goto(f"{live_server.url}/desk/desk/article/{piece.pk}/change/")
        expect(page.get_by_role("textbox", name="Text", exact=True)).to_be_visible()
        page.locator(".ProseMirror").focus()
        page.keyboard.press("Control+Shift+e")
        expect(page.frame_locator(".editor-preview iframe").locator("main [data-block]").first).to_be_attached()
        ran["desk"] += fired(page)
        page.goto(f"{live_server.url}/desk/pieces/{piece.pk}/preview/page/")
        ran["preview"] += fired(page)
        version = make_version(headline, slug=f"piece-{number}", dek=dek, document=Document.from_json(blocks))
        page.goto(live_server.url + version.get_absolute_url())
        ran["public"] += fired(page)
    report(request, f"posted: {len(found)} payloads", ran)
    assert not any(ran.values())


def test_nothing_runs_that_is_pasted_dropped_or_typed(page: Page, live_server, sign_in, request):
    ran: dict[str, list[str]] = {"pasted as page": [], "pasted as text": [], "dropped": [], "typed": []}
    found = payloads()
    user = sign_in("editors")
    for words in batches(found):
        piece = Article(kind="essay")
        saving.start(article=piece, changes={"headline": "Words", "document": []}, by=user, now=timezone.now())
        page.goto(f"{live_server.url}/desk/desk/article/{piece.pk}/change/")
        expect(page.get_by_role("textbox", name="Text", exact=True)).to_be_visible()
        page.locator(".ProseMirror").focus()
        for way, put in WAYS.items():
            for text in words:
                page.evaluate(put, text)
            ran[way] += fired(page)
        for text in words[:: max(1, len(words) // 10)]:
            page.keyboard.insert_text(text[:200])
        ran["typed"] += fired(page)
        posted = page.evaluate(
            "new FormData(document.querySelector('[data-editor]').closest('form')).get('document_blocks')"
        )
        Document.from_json(json.loads(posted))
    report(request, f"pasted: {len(found)} payloads", ran)
    assert not any(ran.values())


WAYS = {
    "pasted as page": """text => {
        const data = new DataTransfer();
        data.setData("text/html", text);
        const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
        document.querySelector(".ProseMirror").dispatchEvent(event);
    }""",
    "pasted as text": """text => {
        const data = new DataTransfer();
        data.setData("text/plain", text);
        const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
        document.querySelector(".ProseMirror").dispatchEvent(event);
    }""",
    "dropped": """text => {
        const data = new DataTransfer();
        data.setData("text/html", `<div data-pm-slice="0 0 []"><div data-block="paragraph"><p>${text}</p></div></div>`);
        const sheet = document.querySelector(".ProseMirror");
        const box = sheet.getBoundingClientRect();
        const place = {clientX: box.left + 20, clientY: Math.max(5, box.top + 5)};
        const event = new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true, ...place});
        sheet.dispatchEvent(event);
    }""",
}


def report(request: Any, what: str, ran: dict[str, list[str]]) -> None:
    counted = ", ".join(f"{place} {len(words)}" for place, words in ran.items())
    writer = request.config.get_terminal_writer()
    writer.line()
    writer.line(f"{what}; ran: {counted}")
