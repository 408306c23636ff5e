"""A browser that comes back is told what changed since, by itself: no cookie, no request."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from factories import make_change, make_version, paragraphs
from journal.press.models import Report, Version

HOUR = timedelta(hours=1)
ADDRESS = "/features/a-night-at-the-pictures/"


@pytest.fixture
def piece(transactional_db: None) -> Version:
    return make_version(now=timezone.now() - 9 * HOUR, document=paragraphs("The lights went down.", "Nobody moved."))


def changed(version: Version, kind: str, hours: int) -> Version:
    text = f"Nobody moved, {hours}."
    return make_change(version, now=timezone.now() - hours * HOUR, kind=kind, document=paragraphs("It began.", text))


def test_a_returning_reader_is_led_to_what_changed(page: Page, live_server, piece: Version) -> None:
    asked: list[str] = []
    line = page.locator("[data-seen-line]")
    page.goto(live_server.url + ADDRESS)
    expect(page.locator("article[data-version='1']")).to_be_visible()
    expect(line).to_have_count(0)
    # A typo is nobody's business.
    typo = changed(piece, "typo", 8)
    page.goto(live_server.url + ADDRESS)
    expect(line).to_have_count(0)
    correction = changed(typo, "correction", 7)
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(live_server.url + ADDRESS)
    expect(line).to_be_visible()
    expect(line.locator("a")).to_have_attribute("href", f"{ADDRESS}history/{correction.number}/")
    # Told once.
    page.goto(live_server.url + ADDRESS)
    expect(page.locator("article[data-version='3']")).to_be_visible()
    expect(line).to_be_hidden()
    assert {path for path in asked if not path.startswith("/static/")} == {ADDRESS}
    assert page.context.cookies() == []


def test_the_form_takes_the_marked_words_and_a_report_is_filed(page: Page, live_server, piece: Version) -> None:
    page.goto(live_server.url + ADDRESS)
    page.get_by_text("Nobody moved.").click(click_count=3)
    link = page.get_by_role("link", name="Report an error")
    expect(link).to_have_attribute("href", f"{ADDRESS}report/?words=Nobody+moved.")
    link.click()
    assert parse_qs(urlsplit(page.url).query) == {"words": ["Nobody moved."]}
    expect(page.get_by_label("The words in question")).to_have_value("Nobody moved.")
    expect(page.locator("#id_website")).not_to_be_in_viewport()
    page.get_by_label("What is wrong").fill("Somebody did move.")
    page.wait_for_timeout(3100)  # as long as a person takes at the very least
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The desk will look at it")
    report = Report.objects.get()
    assert (report.words, report.wrong, report.blocks) == ("Nobody moved.", "Somebody did move.", ["p0000001"])
    assert page.context.cookies() == []
