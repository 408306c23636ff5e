"""The pages of the catalogue in a real browser: with keys alone, without a script, and before axe."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from factories import make_edition, make_film, make_person, make_version
from journal.cinema.models import Credit, ExternalId, FilmTitle, PersonName, Release, Selection, Strand
from journal.document.blocks import Block, Document
from journal.press.copy import EditionLink, FilmLink, Participant, PersonLink
from tests.browser.axe import findings_at, wider_than_the_window

ADDRESSES = (
    "/films/",
    "/films/?letter=x",
    "/films/salt-hours-2012/",
    "/films/her-2013/",
    "/people/",
    "/people/ida-orlov/",
    "/people/nobody-much/",
    "/festivals/",
    "/festivals/lake/",
    "/festivals/lake/2012/",
    "/festivals/lake/2020/",
    "/quotes/",
    "/quotes/?q=pier&speaker=ida-orlov&year=2026",
    "/quotes/?q=nobody+said+this",
)


@pytest.fixture
def catalogue(transactional_db: None) -> None:
    """A film, a person and a festival with everything that their pages show, and some with nothing."""
    ida, lake = make_person(born=date(1961, 3, 4), died=date(2019, 1, 1), bio="She films by the sea."), make_edition()
    PersonName.objects.create(person=ida, text="Ида Орлова", kind="native", lang="ru")
    PersonName.objects.create(person=ida, text="Ida Orloff", kind="stage")
    film = make_film(
        directors=(ida,), runtime=104, countries=["FR", "SU"], languages=["fr"], original_title="Heures de sel",
        original_language="fr", synopsis="A pier is built twice.",
    )  # fmt: skip
    make_film(year=1977, disambiguation="short film")
    make_film("Her", 2013)
    make_person("Nobody Much")
    FilmTitle.objects.create(film=film, text="ソルト", lang="ja", territory="JP")
    Release.objects.create(film=film, territory="FR", date=date(2013, 1, 2), certificate="U")
    ExternalId.objects.create(film=film, scheme="imdb", value="tt0000001")
    for n in range(20):
        Credit.objects.create(film=film, person=make_person(f"Player {n}"), department="Acting", job="Actor")
    Credit.objects.create(film=film, person=ida, department="Lighting", job="Gaffer")
    strand = Strand.objects.create(edition=lake, name="Night screen", competitive=True)
    Selection.objects.create(strand=strand, film=film, premiere="world", first_screened=date(2012, 8, 3))
    make_edition(2020, festival=lake.festival, status="cancelled")
    turn = Block(
        id="a0000001", type="turn", by="IO", text=f'<cite film="{film.pk}">Salt Hours</cite> has one pier, ' * 3
    )
    for n, kind in enumerate(("interview", "review", "dispatch")):
        make_version(
            f"Three days by the water, {n}",
            slug=f"water-{n}",
            kind=kind,
            dek="What the lake brought up.",
            document=Document((turn,)) if kind == "interview" else Document(()),
            participants=(Participant("IO", "Ida Orlov", person=ida.pk),) if kind == "interview" else (),
            films=(FilmLink(film.pk, film.title, 2012, "reviewed" if kind == "review" else "subject"),),
            people=(PersonLink(ida.pk, ida.name, "participant"),),
            editions=(EditionLink(lake.pk, "Lake 2012"),),
            now=timezone.now() - timedelta(hours=n + 1),
        )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, live_server: Any, catalogue: None, console: list[str], scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    assert findings_at(page, live_server, ADDRESSES) == {address: [] for address in ADDRESSES}


def test_no_page_is_wider_than_a_phone(page: Page, live_server: Any, catalogue: None) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    assert wider_than_the_window(page, live_server, ADDRESSES) == []


def test_with_keys_alone(page: Page, live_server: Any, catalogue: None) -> None:
    page.goto(live_server.url + "/films/salt-hours-2012/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    # Every link and the fold, in the order of the page; each shows where it is.
    reached = []
    for _step in range(60):
        page.keyboard.press("Tab")
        if not page.evaluate("document.activeElement.closest('main') !== null"):
            break
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        reached.append(page.evaluate("document.activeElement.innerText"))
    wanted = page.locator("main a:visible, main summary").all_inner_texts()
    assert reached == wanted
    fold = page.locator("details.full-credits")
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(fold.get_by_role("link", name="Player 19")).to_be_visible()


def test_quotations_are_searched_without_a_script(browser: Browser, live_server: Any, catalogue: None) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(live_server.url + "/quotes/")
        page.get_by_label("Words").fill("pier")
        page.get_by_label("Speaker").fill("Ida Orlov")
        page.keyboard.press("Enter")
        expect(page.locator("mark").first).to_have_text("pier")
        # The name was one person's, so it is that person now, and can be taken off again.
        expect(page.locator(".field.is-set").get_by_role("link", name="Ida Orlov")).to_be_visible()
        page.get_by_label("Year").fill("1999")
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_text("Nobody said “pier” in anything we printed.")).to_be_visible()
        page.go_back()
        page.get_by_role("link", name="any Speaker").click()
        expect(page.get_by_label("Speaker")).to_have_value("")
        expect(page.locator("mark").first).to_have_text("pier")
        page.get_by_role("link", name="In the talk").click()
        expect(page.locator("#a0000001")).to_be_visible()
        assert page.url.endswith("/interviews/water-0/#a0000001")
        assert context.cookies() == []
