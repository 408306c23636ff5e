"""Who speaks: rows of names that are added and ordered without scripts, and moved without a journey where they run."""

from playwright.sync_api import Page, expect

from interviews.models import Interview
from tests.browser.axe import grave_findings
from tests.browser.surface import open_form, saved, turn

SAID = [turn("t0000001", "Q", "Where did the light come from?"), turn("t0000002", "MC", "From the yard.")]


def labels(page: Page) -> list[str]:
    fields = page.locator("#participants-group .inline-related:not(.empty-form) input[name$='-label']")
    return [field.input_value() for field in fields.all()]


def test_names_are_added_and_ordered_without_scripts(browser, context, live_server, interview):
    piece = interview(SAID)
    plain = browser.new_context(java_script_enabled=False, storage_state=context.storage_state())
    page = plain.new_page()
    page.goto(f"{live_server.url}/desk/interviews/interview/{piece.pk}/change/")
    page.get_by_label("Headline").fill("Typed before")
    page.get_by_role("button", name="More rows").click()
    expect(page.locator(".messagelist")).to_contain_text("nothing is saved yet")
    expect(page.get_by_label("Headline")).to_have_value("Typed before")
    page.locator("[name=participants-3-label]").fill("NB")
    page.locator("[name=participants-3-name]").fill("Nora Brandt")
    fourth = page.locator("#participants-3")
    fourth.get_by_role("button", name="Move up").click()
    assert labels(page)[:4] == ["Q", "MC", "NB", "TL"]
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Saved as revision 2")
    kept = Interview.objects.get(pk=piece.pk)
    assert [one.label for one in kept.participants.all()] == ["Q", "MC", "NB", "TL"]
    assert (kept.headline, [block["id"] for block in kept.document]) == ("Typed before", ["t0000001", "t0000002"])
    plain.close()


def test_rows_are_moved_in_the_page_and_the_surface_knows(sized: Page, live_server, interview, console):
    page, piece = sized, interview(SAID)
    open_form(page, live_server, piece)
    assert labels(page) == ["Q", "MC", "TL"]
    expect(page.get_by_role("button", name="More rows")).to_be_hidden()
    rows = page.locator("#participants-group .inline-related:not(.empty-form)")
    expect(rows.first.get_by_role("button", name="Move up")).to_be_hidden()
    expect(rows.last.get_by_role("button", name="Move down")).to_be_hidden()
    rows.nth(2).get_by_role("button", name="Move up").focus()
    page.keyboard.press("Enter")
    assert labels(page) == ["Q", "TL", "MC"]
    expect(rows.nth(1).get_by_role("button", name="Move up")).to_be_focused()
    page.keyboard.press("Enter")
    assert labels(page) == ["TL", "Q", "MC"]
    assert saved(page, piece) == SAID
    assert [one.label for one in Interview.objects.get(pk=piece.pk).participants.all()] == ["TL", "Q", "MC"]


def test_axe_finds_nothing_grave_in_the_rows(sized: Page, live_server, interview):
    page = sized
    open_form(page, live_server, interview(SAID))
    assert grave_findings(page, "#participants-group") == []
