"""The path that the product was founded on: a transcript goes in at the desk and comes out at a reader's browser."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from journal.cinema.loading import load_catalogue
from journal.press.models import Version

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "journal" / "demo"
FOUNDING = ROOT.parent / "shared" / "seeds" / "ruby-sparks.txt"


@dataclass(frozen=True)
class Story:
    """A transcript and what must be seen of it."""

    path: Path
    recognised: str
    published: str
    updated: str
    people: tuple[str, ...]
    films: tuple[str, ...]
    wrong: str
    right: str
    notice: str


TWIN = Story(
    path=DEMO / "transcripts" / "the-salt-ledger.txt",
    recognised="",
    published="12 October 2012, 06:40 EDT",
    updated="10 December 2012, 06:35 EST",
    people=("Maeve Corrigan-Hale", "Tobias Lindqvist-Adair"),
    films=("The Salt Ledger",),
    wrong="Amias",
    right="Amos",
    notice="",
)
SEED = Story(
    path=FOUNDING,
    recognised="24 labelled turns, 1 continuation paragraph",
    published="6 September 2012, 05:15 EDT",
    updated="6 November 2012, 05:12 EST",
    people=("Jonathan Dayton", "Valerie Faris"),
    films=("Ruby Sparks", "Little Miss Sunshine"),
    wrong="Clive",
    right="Calvin",
    notice="An earlier version of this interview gave the character’s name as Clive; it is Calvin.",
)


@pytest.fixture(params=[TWIN, SEED], ids=["twin", "founding text"])
def story(request):
    if not request.param.path.exists():
        pytest.skip("The founding text is not beside this checkout.")
    load_catalogue(json.loads((DEMO / "catalogue.json").read_text(encoding="utf-8")))
    return request.param


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.replace("’", "'"))


def test_pasted_interview_is_published_read_and_corrected(page: Page, live_server, sign_in, story, console):
    source = story.path.read_text(encoding="utf-8")

    # The editor pastes, sees what was recognised, and publishes.
    sign_in("editors")
    page.goto(f"{live_server.url}/desk/interviews/interview/import/")
    page.get_by_label("Paste the transcript").fill(source)
    page.get_by_role("button", name="Read it").click()
    recognised = page.locator("main, #content").first
    if story.recognised:
        expect(recognised).to_contain_text(story.recognised)
    expect(recognised).to_contain_text(story.published)
    expect(recognised).to_contain_text(story.updated)
    for name in story.people:
        expect(page.locator(f'input[value="{name}"]').first).to_be_visible()
    page.get_by_role("button", name="Make the interview").click()
    page.get_by_role("button", name="Save and preview").click()
    preview = page.frame_locator("iframe.desk-page")
    expect(preview.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("link", name="Publish").first.click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator("#content, main").first).to_contain_text("Readers see it now")
    version = Version.objects.get()
    address = live_server.url + version.get_absolute_url()

    # A reader opens the page: both stamps, every speaker, every word.
    page.goto("about:blank")  # so that nothing of the desk is still under way
    page.context.clear_cookies()
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text(version.headline)
    expect(page.locator("article").first).to_contain_text(f"Published {story.published}")
    expect(page.locator("article").first).to_contain_text(f"Updated {story.updated}")
    expect(page.locator("article").first).to_contain_text("no note on record")
    expect(page.locator(".direction").first).to_contain_text("laughing")
    turns = page.locator(".turn")
    assert turns.count() == sum(block["type"] == "turn" for block in version.document)
    for title in story.films:
        assert page.locator("cite a", has_text=title).count() >= 1
    for name in story.people:
        expect(page.get_by_role("link", name=name).first).to_be_visible()
    assert missing_words(source, page.locator("main").inner_text()) == []
    assert page.context.cookies() == []

    # A moderator corrects the hero's name, openly.
    sign_in("moderators")
    correct_by_hand(page, live_server, story, version)
    page.goto(address)
    article = page.locator("article").first
    expect(article).to_contain_text("Corrected")
    expect(article).to_contain_text(story.right)
    assert "Updated " not in page.locator(".piece-facts").inner_text()
    notice = version.piece.versions.latest("number").notices.get().text
    assert notice.startswith("An earlier version of this interview gave")
    if story.notice:
        assert notice == story.notice
    for surface in ("/corrections/", address.replace(live_server.url, "") + "history/", "/feeds/corrections.atom"):
        assert notice in page.request.get(live_server.url + surface).text().replace("&#x27;", "'"), surface
    page.goto(f"{address}history/1/")
    expect(page.locator("main")).to_contain_text(story.wrong)


SELECT = """(text, words) => {
    text.focus();
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf(words);
        if (at >= 0) return getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
    }
}"""


def correct_by_hand(page: Page, live_server, story: Story, version: Version) -> None:
    page.goto(f"{live_server.url}/desk/desk/article/")
    page.get_by_role("link", name=version.headline[:30]).first.click()
    page.get_by_role("link", name=re.compile("Correct")).first.click()
    text = page.get_by_role("textbox", name="Text", exact=True)
    while story.wrong in text.inner_text():
        text.evaluate(SELECT, story.wrong)
        page.wait_for_timeout(50)
        page.keyboard.insert_text(story.right)
    dek = page.get_by_label("Dek")
    dek.fill(dek.input_value().replace(story.wrong, story.right))
    page.get_by_role("button", name="Show the difference").click()
    expect(page.locator("ins").first).to_contain_text(story.right)
    expect(page.locator("del").first).to_contain_text(story.wrong)
    page.get_by_role("radio", name="Correction").check()
    page.get_by_role("button", name="Publish the change").click()
    expect(page.locator("main")).to_contain_text("Readers see it now")


def missing_words(source: str, shown: str) -> list[str]:
    """Words of the source that the page does not show; labels and the stamps' own line aside."""
    body = "\n".join(source.strip().splitlines()[1:])
    there = set(words(shown))
    return sorted({word for word in words(body) if word not in there})
