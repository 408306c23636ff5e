"""What readers get and when, and what two people at the desk do to each other's text: in real browsers, side by side."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from factories import make_film, make_version, paragraphs
from journal.desk import handing, saving
from journal.desk.models import Article
from journal.press import embargoing
from journal.press.copy import FilmLink
from journal.press.declaring import Signatures
from journal.press.models import Embargo, Report

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
T = datetime(2027, 6, 1, 16, 0, tzinfo=UTC)
ADDRESS = "/features/the-long-take/"


@pytest.fixture
def stop_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Stops the clock of this process, the server's too, at an instant. Nothing of the project looks at another."""

    def stop(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return stop


@pytest.fixture
def piece(sign_in: Callable[..., User]) -> Callable[..., Article]:
    """A piece of two passages; with ``live`` published, an hour ago."""

    def make(*texts: str, live: bool = False) -> Article:
        by = sign_in("editors", "edith")
        blocks = [{"id": f"p{n:07d}", "type": "paragraph", "text": text} for n, text in enumerate(texts)]
        article, then = Article(kind="feature"), timezone.now() - HOUR
        saving.start(
            article=article, changes={"headline": "The long take", "dek": "A dek.", "document": blocks}, by=by, now=then
        )
        if live:
            handing.print_first(article=article, revision=1, signed=Signatures(by=by), now=then)
        return Article.objects.get(pk=article.pk)

    return make


def write(page: Page, passage: str, more: str) -> None:
    """Types at the end of a passage of the writing surface."""
    text = page.get_by_role("textbox", name="Text", exact=True)
    expect(text).to_be_visible()
    place = text.get_by_text(passage, exact=True)
    place.click()
    page.keyboard.press("End")
    page.keyboard.type(more)
    expect(text).to_contain_text(f"{passage}{more}")


def texts(article: Article) -> list[str]:
    return [block["text"] for block in Article.objects.get(pk=article.pk).document]


def form_of(live_server: Any, article: Article) -> str:
    return f"{live_server.url}/desk/desk/article/{article.pk}/change/"


# -- a correction that two people sign -------------------------------------------------------------------------------


def test_a_correction_at_the_top_is_public_once_a_colleague_has_signed(
    page: Page, new_context: Callable[..., BrowserContext], live_server, sign_in, piece, console
):
    article = piece("Clive wrote it in a night.", "Nobody believed him.", live=True)
    sign_in("moderators", "molly")
    page.goto(f"{live_server.url}/desk/pieces/{article.pk}/correct/")
    page.get_by_label("Headline").fill("The longest take")
    page.get_by_role("button", name="Show the difference").click()
    expect(page.locator("ins")).to_have_text("put in: longest")
    page.get_by_role("radio", name="Correction").check()
    page.get_by_label("Notice:", exact=True).fill("An earlier version of the headline called the take long.")
    page.get_by_label("Place of the notice").select_option("at the top")
    page.get_by_role("button", name="Publish the change").click()
    expect(page.get_by_text("Your change waits for a colleague’s signature.")).to_be_visible()
    # Whoever proposed it cannot sign it, and readers see nothing of it.
    expect(page.get_by_role("button", name="Sign and publish")).to_have_count(0)
    reader = new_context().new_page()
    reader.goto(live_server.url + ADDRESS)
    expect(reader.get_by_role("heading", level=1)).to_have_text("The long take")

    editor = new_context()
    sign_in("editors", "otto", where=editor)
    desk = editor.new_page()
    desk.goto(f"{live_server.url}/desk/board/")
    desk.get_by_role("heading", name="To sign").locator("..").get_by_role("link", name="The long take").click()
    expect(desk.locator("ins")).to_have_text("put in: longest")
    expect(desk.get_by_text("A correction at the top is signed by a second person.")).to_be_visible()
    desk.get_by_role("button", name="Sign and publish").click()
    expect(desk.get_by_text("Signed and published.")).to_be_visible()

    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text("The longest take")
    expect(reader.locator(".piece-facts")).to_contain_text("Corrected")
    version = article.piece.versions.latest("number")
    assert (version.published_by.username, version.approved_by.username) == ("molly", "otto")
    notice = version.notices.get()
    # At the top: a reader meets the notice before the first passage.
    above = reader.get_by_text(notice.text).bounding_box()["y"]
    assert above < reader.get_by_text("Clive wrote it in a night.").bounding_box()["y"]
    reader.goto(f"{live_server.url}/corrections/")
    expect(reader.get_by_text(notice.text)).to_be_visible()
    assert reader.context.cookies() == []


# -- two people, one text --------------------------------------------------------------------------------------------


@pytest.fixture
def two_desks(
    page: Page, new_context: Callable[..., BrowserContext], live_server, sign_in
) -> Callable[[Article], tuple[Page, Page]]:
    """The same form in the browsers of two editors, Edith's and Otto's, opened before either has saved."""

    def open_both(article: Article) -> tuple[Page, Page]:
        sign_in("editors", "edith")
        other = new_context()
        sign_in("editors", "otto", where=other)
        pages = page, other.new_page()
        for one in pages:
            one.goto(form_of(live_server, article))
            expect(one.get_by_role("textbox", name="Text", exact=True)).to_be_visible()
        return pages

    return open_both


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def test_the_second_of_two_saves_sees_both_texts_and_joins_them(two_desks, piece, live_server):
    article = piece("One.", "Two.")
    ediths, ottos = two_desks(article)
    write(ediths, "One.", " Edith was here.")
    save(ediths)
    expect(ediths.locator(".messagelist")).to_contain_text("Saved as revision")
    write(ottos, "Two.", " So was Otto.")
    save(ottos)
    expect(ottos.get_by_role("heading", name="Somebody saved in between")).to_be_visible()
    mine, saved = ottos.locator("pre.desk-words").all()
    expect(mine).to_have_text("The long take\n\nA dek.\n\nOne.\n\nTwo. So was Otto.")
    expect(saved).to_have_text("The long take\n\nA dek.\n\nOne. Edith was here.\n\nTwo.")
    boxes = mine.bounding_box(), saved.bounding_box()
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    expect(ottos.get_by_text("You changed different things, so both fit together.")).to_be_visible()
    ottos.get_by_role("button", name="Save both, joined").click()
    expect(ottos.locator(".messagelist")).to_contain_text("Both texts are joined")
    assert texts(article) == ["One. Edith was here.", "Two. So was Otto."]
    ediths.reload()
    expect(ediths.get_by_role("textbox", name="Text", exact=True)).to_contain_text("So was Otto.")


@pytest.mark.parametrize(
    ("choose", "left"),
    [
        ("Yours", ["Nobody moved. Not Otto.", "Two."]),
        ("edith’s", ["Nobody moved. Not Edith.", "Two."]),
        ("Keep both, one after the other", ["Nobody moved. Not Edith.", "Nobody moved. Not Otto.", "Two."]),
    ],
)
def test_where_both_changed_one_passage_the_second_chooses(two_desks, piece, choose, left):
    article = piece("Nobody moved.", "Two.")
    ediths, ottos = two_desks(article)
    write(ediths, "Nobody moved.", " Not Edith.")
    save(ediths)
    expect(ediths.locator(".messagelist")).to_contain_text("Saved as revision")
    write(ottos, "Nobody moved.", " Not Otto.")
    save(ottos)
    expect(ottos.get_by_text("Choose where it does not:")).to_be_visible()
    ottos.get_by_role("radio", name=choose).check()
    ottos.get_by_role("button", name="Save both, joined").click()
    expect(ottos.locator(".messagelist")).to_contain_text("Both texts are joined")
    assert texts(article) == left
    # What was not chosen is not lost either: it stands in the history.
    kept = " ".join(str(revision.snapshot) for revision in article.revisions.all())
    assert "Not Edith." in kept


def test_an_open_form_says_who_else_has_the_piece_open(two_desks, piece, page: Page, stop_clock):
    article = piece("One.")
    now = timezone.now()
    page.clock.install()
    ediths, ottos = two_desks(article)
    expect(ottos.locator("#desk-presence")).to_have_text("edith has this piece open too.")
    # Edith's page hears of it with its next sign of life.
    with ediths.expect_response("**/presence/"):
        ediths.clock.run_for(21_000)
    expect(ediths.locator("#desk-presence")).to_have_text("otto has this piece open too.")
    ottos.close()
    stop_clock(now + HOUR)
    with ediths.expect_response("**/presence/"):
        ediths.clock.run_for(21_000)
    expect(ediths.locator("#desk-presence")).to_have_text("")


# -- an embargo, to the second ---------------------------------------------------------------------------------------


def test_an_embargo_lifts_at_its_instant_and_not_a_second_before(page: Page, live_server, stop_clock):
    film = make_film()
    copy = {"document": paragraphs("The saltpan was empty."), "films": (FilmLink(film.pk, film.title, film.year),)}
    embargo = Embargo(film=film, lifts_at=T, zone="Europe/Zurich", wording="Not before 18.00 CEST")
    make_version("The long take", now=T - 9 * HOUR, **copy)
    make_version("Something else", now=T - 8 * HOUR)
    embargoing.impose(embargo=embargo, by=None, now=T - 7 * HOUR)
    feeds = ("/feeds/all.atom", "/feeds/all.xml", "/feeds/features.atom", f"/feeds/films/{film.slug}.atom")
    machines = (*feeds, f"/sitemaps/{T.year}.xml", "/sitemap-news.xml")

    def shown() -> dict[str, bool]:
        """Where a reader finds the piece now. Every one of these pages is asked for twice: cold and warm."""
        found = {}
        for path in ("/", "/features/", f"/films/{film.slug}/", f"/archive/{T:%Y/%m}/", "/search/?q=saltpan"):
            for _time in range(2):
                page.goto(live_server.url + path)
                expect(page.locator("main")).to_be_visible()
                listed = page.locator("main").get_by_role("link", name="The long take").count() > 0
                assert found.setdefault(path, listed) is listed
        for path in machines:
            for _time in range(2):
                listed = ADDRESS in page.request.get(live_server.url + path).text()
                assert found.setdefault(path, listed) is listed
        found[ADDRESS] = page.goto(live_server.url + ADDRESS).status == 200
        return found

    stop_clock(T - SECOND)
    hidden = shown()
    assert set(hidden.values()) == {False}, hidden
    expect(page.get_by_text("The saltpan was empty.")).to_have_count(0)
    stop_clock(T)
    lifted = shown()
    assert set(lifted.values()) == {True}, lifted
    expect(page.get_by_text("The saltpan was empty.")).to_be_visible()


# -- a reader's report -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_report_becomes_a_correction_and_the_reader_learns_of_it(
    page: Page, new_context: Callable[..., BrowserContext], live_server, sign_in, piece, stop_clock, scripts
):
    piece("Clive wrote it in a night.", "Nobody believed him.", live=True)
    now = timezone.now()
    stop_clock(now)
    reader = new_context(java_script_enabled=scripts).new_page()
    reader.goto(live_server.url + ADDRESS)
    if scripts:
        reader.get_by_text("Clive wrote it in a night.").click(click_count=3)
        expect(reader.get_by_role("link", name="Report an error")).to_have_attribute(
            "href", f"{ADDRESS}report/?words=Clive+wrote+it+in+a+night."
        )
    reader.get_by_role("link", name="Report an error").click()
    if not scripts:
        reader.get_by_label("The words in question").fill("Clive wrote it")
    expect(reader.get_by_label("The words in question")).to_have_value(
        "Clive wrote it in a night." if scripts else "Clive wrote it"
    )
    reader.get_by_label("What is wrong").fill("His name is Calvin, it says so in the credits.")
    reader.get_by_label("Your e-mail address").fill("reader@example.org")
    stop_clock(now + 10 * SECOND)  # as long as a person takes
    reader.get_by_role("button", name="Send the report").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("The desk will look at it")

    sign_in("moderators", "molly")
    page.goto(f"{live_server.url}/desk/")
    page.get_by_role("region", name="Readers report").get_by_role("link", name="His name is Calvin").click()
    expect(page.get_by_text("Clive wrote it in a night.").first).to_be_visible()
    expect(page.get_by_text("reader@example.org")).to_be_visible()
    page.get_by_label("Answer to the reader").fill("You are right, thank you.")
    page.get_by_role("button", name="Accept").click()
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text("You were right")
    expect(reader.get_by_text("You are right, thank you.")).to_be_visible()
    page.get_by_role("link", name="Correct the passage").click()
    write(page, "Clive wrote it in a night.", " His name is Calvin.")
    page.get_by_role("button", name="Show the difference").click()
    page.get_by_role("radio", name="Correction").check()
    page.get_by_label("Notice:", exact=True).fill("An earlier version gave his name as Clive; it is Calvin.")
    page.get_by_role("button", name="Publish the change").click()
    expect(page.get_by_text("Published. Readers see it now.")).to_be_visible()

    reader.reload()
    expect(reader.get_by_text("An earlier version gave his name as Clive; it is Calvin.")).to_be_visible()
    reader.get_by_role("link", name="The long take").click()
    expect(reader.get_by_text("An earlier version gave his name as Clive; it is Calvin.")).to_be_visible()
    report = Report.objects.get()
    assert (report.state, report.contact, report.blocks) == ("accepted", "", ["p0000000"])
    assert reader.context.cookies() == []
