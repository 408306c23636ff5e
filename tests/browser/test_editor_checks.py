"""What the copy desk finds, beside the text: as it stands now, led to, mended, let stand."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from journal.desk.models import Waiver
from tests.browser.axe import grave_findings
from tests.browser.surface import PHONE, caret, held, open_form, paragraph, turn

SAID = [
    paragraph("p0000001", "We met her in the yard 🎞 behind the studio."),
    turn("t0000002", "Q", "Where did the <em>light</em> come from?"),
    turn("t0000003", "MC", "<direction>points</direction> From the the yard.\n\nWe waited two hours for it."),
]


@pytest.fixture
def panel(page: Page):
    return page.get_by_role("region", name="Checks")


def finding(panel, words: str):
    return panel.get_by_role("listitem").filter(has_text=words)


def opened(page: Page, panel):
    """The panel with what was found; on a phone it is a fold that has to be opened."""
    expect(panel.get_by_role("status")).to_contain_text("finding")
    fold = panel.get_by_role("button", name="Checks")
    if fold.get_attribute("aria-expanded") == "false":
        fold.click()
    return panel


def selected(page: Page) -> str:
    return page.evaluate("getSelection().toString()")


def test_finding_leads_to_its_words_and_goes_when_they_are_mended(sized: Page, live_server, interview, panel, console):
    page = sized
    open_form(page, live_server, interview(SAID))
    doubled = finding(opened(page, panel), "the the")
    expect(doubled).to_be_visible()
    doubled.get_by_role("button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".ProseMirror")).to_be_focused()
    page.wait_for_function("getSelection().toString() === 'the the'")
    page.keyboard.type("the")
    expect(opened(page, panel).get_by_role("listitem").filter(has_text="the the")).to_have_count(0)
    assert held(page)[2]["text"].startswith("<direction>points</direction> From the yard.")


def test_gravest_stand_first_and_their_number_is_told(page: Page, live_server, interview, panel, console):
    stranger = turn("t0000004", "ZZ", "Nobody knows me.")
    open_form(page, live_server, interview([*SAID, stranger]))
    rows = opened(page, panel).get_by_role("listitem")
    grave = panel.locator("li.is-block")
    expect(grave.first).to_be_visible()
    count = grave.count()
    assert [row.get_attribute("class") for row in rows.all()][:count] == ["editor-finding is-block"] * count
    expect(panel.get_by_role("status")).to_contain_text(f"{count} have to be mended before it goes out.")
    expect(panel.get_by_role("button", name=f"Checks {rows.count()}")).to_be_visible()


def test_number_is_said_anew_only_when_it_changes(page: Page, live_server, interview, panel):
    open_form(page, live_server, interview(SAID))
    before = opened(page, panel).get_by_role("status").inner_text()
    page.evaluate(
        """() => {
            window.told = [];
            const status = document.querySelector("[data-checks] [role=status]");
            new MutationObserver(() => window.told.push(status.textContent)).observe(status, {childList: true});
        }"""
    )
    caret(page, "We waited", 0)
    with page.expect_response("**/checks/live/"):
        page.keyboard.type("Yes. ")
    with page.expect_response("**/checks/live/"):
        page.keyboard.type("It it was so so very very late late. ")
    expect(finding(panel, "late late")).to_be_visible()
    told = [before, *page.evaluate("window.told")]
    assert len(told) > 1
    assert all(one != next_one for one, next_one in pairwise(told))


def test_finding_is_let_stand_with_a_reason(sized: Page, live_server, interview, panel, console):
    page, piece = sized, interview(SAID)
    open_form(page, live_server, piece)
    row = finding(opened(page, panel), "the the")
    row.get_by_role("button", name="Let it stand").first.click()
    reason = row.get_by_label("It stands, because")
    expect(reason).to_be_focused()
    page.keyboard.press("Enter")
    expect(row.get_by_role("alert")).to_have_text("Say why it stands; the reason is kept.")
    reason.fill("She stammers here.")
    page.keyboard.press("Enter")
    expect(row).to_have_count(0)
    expect(panel).to_contain_text("1 let stand.")
    assert [(one.rule, one.reason, one.article_id) for one in Waiver.objects.all()] == [
        ("X01", "She stammers here.", piece.pk)
    ]
    piece.refresh_from_db()
    assert piece.revision == 1


def test_words_deep_in_a_long_paragraph_are_brought_into_sight(sized: Page, live_server, interview, panel, console):
    page, rest = sized, "And then we waited for the light to come back over the yard. " * 80
    open_form(page, live_server, interview([turn("t0000001", "MC", f"{rest}It was the the end. {rest}".strip())]))
    finding(opened(page, panel), "the the").get_by_role("button").first.click()
    page.wait_for_function(
        """() => {
            const { top, bottom } = getSelection().getRangeAt(0).getBoundingClientRect();
            return getSelection().toString() === "the the" && top > 150 && bottom < innerHeight - 150;
        }"""
    )


def test_what_is_missing_leads_to_its_field(page: Page, live_server, interview, panel, console):
    open_form(page, live_server, interview(SAID))
    finding(opened(page, panel), "how the words were edited").get_by_role("button").first.click()
    expect(page.get_by_label("editing", exact=False).first).to_be_focused()


def test_escape_closes_the_fold_on_a_phone(page: Page, live_server, interview, panel):
    page.set_viewport_size(PHONE)
    open_form(page, live_server, interview(SAID))
    first = opened(page, panel).get_by_role("listitem").first
    expect(first).to_be_visible()
    first.get_by_role("button").first.focus()
    page.keyboard.press("Escape")
    expect(first).to_be_hidden()
    expect(panel.get_by_role("button", name="Checks")).to_be_focused()


def test_words_of_a_finding_are_never_markup(page: Page, live_server, interview, panel, console):
    hostile = "<img src=x onerror=document.title='fired'>"
    said = turn("t0000001", "MC", f"{hostile.replace('<', '&lt;').replace('>', '&gt;')} the the {hostile}")
    open_form(page, live_server, interview([said]))
    expect(finding(opened(page, panel), "the the").locator("[data-before]")).to_contain_text("onerror=")
    assert panel.locator("img").count() == 0
    assert "fired" not in page.title()


def test_without_scripts_the_page_of_checks_is_led_to(browser, context, live_server, interview):
    piece = interview(SAID)
    plain = browser.new_context(java_script_enabled=False, storage_state=context.storage_state())
    page = plain.new_page()
    page.goto(f"{live_server.url}/desk/interviews/interview/{piece.pk}/change/")
    page.get_by_role("link", name="Checks of what is saved").click()
    expect(page.locator("mark", has_text="the the")).to_be_visible()
    plain.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_grave(sized: Page, live_server, interview, panel, scheme):
    page = sized
    page.emulate_media(color_scheme=scheme)
    open_form(page, live_server, interview(SAID))
    finding(opened(page, panel), "the the").get_by_role("button", name="Let it stand").first.click()
    assert grave_findings(page, "[data-checks]") == []
