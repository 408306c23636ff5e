"""A piece in two languages: linked at the desk, found by readers from either side."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Page, expect

from journal.desk import handing, saving
from journal.desk.models import Article
from journal.press.declaring import Signatures
from tests.browser.axe import findings

TEXT = [{"id": "a0000001", "type": "paragraph", "text": "Le sel. " * 40}]


@pytest.fixture
def edith(sign_in: Any) -> User:
    return sign_in("editors", "edith")


def started(by: User, headline: str, lang: str) -> Article:
    article = Article(kind="essay")
    changes = {"headline": headline, "lang": lang, "document": TEXT}
    saving.start(article=article, changes=changes, by=by, now=timezone.now())
    return article


def printed(article: Article, by: User) -> str:
    """The address at which readers find it."""
    current = Article.objects.get(pk=article.pk)
    signed = Signatures(by=by)
    version = handing.print_first(article=current, revision=current.revision, signed=signed, now=timezone.now())
    return version.get_absolute_url()


def choose(page: Page, typed: str, headline: str) -> None:
    page.locator(".field-translation_of .select2-selection").click()
    page.locator(".select2-search__field").fill(typed)
    page.locator(".select2-results__option", has_text=headline).click()
    expect(page.locator(".field-translation_of .select2-selection__rendered")).to_contain_text(headline)


def test_a_translation_is_linked_at_the_desk_and_each_leads_to_the_other(
    page: Page, live_server: Any, edith: User, console: list[str]
) -> None:
    french, english = started(edith, "Le sel se souvient", "fr"), started(edith, "Salt remembers", "en")
    original = printed(french, edith)
    page.goto(f"{live_server.url}/desk/desk/article/{english.pk}/change/")
    page.locator("summary", has_text="Publication").click()
    field = page.locator(".field-translation_of")
    expect(field).to_contain_text("This is a translation of:")
    expect(field).to_contain_text("Readers of either see a line that leads to the other")
    choose(page, "sel", "Le sel se souvient")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved as revision 2.")).to_be_visible()

    translation = printed(english, edith)
    page.goto(live_server.url + original)
    page.get_by_role("link", name="Salt remembers").click()
    expect(page).to_have_url(live_server.url + translation)
    expect(page.locator(".in-other-words")).to_have_text("The original, in français: Le sel se souvient")
    back = page.get_by_role("link", name="Le sel se souvient")
    expect(back).to_have_attribute("lang", "fr")
    back.click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator(".body")).to_have_attribute("lang", "fr")
    assert findings(page) == []


def test_a_wrong_original_is_said_at_the_field(page: Page, live_server: Any, edith: User) -> None:
    started(edith, "Of salt", "en")
    english = started(edith, "Salt remembers", "en")
    page.goto(f"{live_server.url}/desk/desk/article/{english.pk}/change/")
    page.locator("summary", has_text="Publication").click()
    choose(page, "Of salt", "Of salt")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("“Of salt” is in the same language (en).")).to_be_visible()
    assert Article.objects.get(pk=english.pk).translation_of is None
