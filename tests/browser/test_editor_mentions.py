"""Records that the text names: found, confirmed into the text, refused for good."""

import pytest
from playwright.sync_api import Page, expect

from factories import make_film, make_person
from tests.browser.axe import grave_findings
from tests.browser.surface import caret, held, open_form, saved, turn

SAID = [
    turn("t0000001", "Q", "Dario Argento made Suspiria in 1977, didn’t he? Argento was young."),
    turn("t0000002", "MC", "We saw Suspiria, of 2018, twice; Suspiria (2018) is long."),
]


@pytest.fixture
def records(transactional_db: None):
    """Two films of one name and the people who made them."""
    dario, luca = make_person("Dario Argento"), make_person("Luca Guadagnino")
    return dario, make_film("Suspiria", 1977, directors=(dario,)), make_film("Suspiria", 2018, directors=(luca,))


def test_names_are_confirmed_and_refused_by_keyboard_alone(sized: Page, live_server, interview, records, console):
    page, piece = sized, interview(SAID)
    _dario, first, second = records
    open_form(page, live_server, piece)
    caret(page, "We saw", 0)
    page.keyboard.press("Control+Alt+m")
    panel = page.get_by_role("region", name="Films, people and festivals that the text names")
    expect(panel.get_by_role("status")).to_have_text("3 proposals.")
    expect(page.locator(".ProseMirror .is-named")).to_have_text(
        ["Dario Argento", "Suspiria", "Argento", "Suspiria", "Suspiria"]
    )
    expect(panel.get_by_role("button", name="Confirm: Dario Argento, Dario Argento")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(panel.get_by_role("status")).to_contain_text("Not proposed again for this piece. 2 proposals.")
    expect(panel.get_by_role("button", name="Confirm: Suspiria").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(panel.get_by_role("status")).to_have_text("Marked. 1 proposal.")
    page.keyboard.press("Enter")
    expect(panel.get_by_role("status")).to_contain_text("Nothing more is named here")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.locator(".ProseMirror")).to_be_focused()
    blocks = saved(page, piece)
    assert [block["text"] for block in blocks] == [
        f'Dario Argento made <cite film="{first.pk}">Suspiria</cite> in 1977, didn’t he? Argento was young.',
        f'We saw <cite film="{second.pk}">Suspiria</cite>, of 2018, twice; '
        f'<cite film="{second.pk}">Suspiria</cite> (2018) is long.',
    ]
    open_form(page, live_server, piece)
    caret(page, "We saw", 0)
    page.keyboard.press("Control+Alt+m")
    expect(panel.get_by_role("status")).to_contain_text("Nothing more is named here")


def test_film_of_the_same_name_is_chosen_by_year_and_director(page: Page, live_server, interview, records, console):
    _dario, _first, second = records
    piece = interview([turn("t0000001", "Q", "Once more: they showed us <cite>Suspiria</cite> late.")])
    open_form(page, live_server, piece)
    caret(page, "Once more", 0)
    page.get_by_role("button", name="Names", exact=True).click()
    which = page.get_by_role("combobox", name="Which one is “Suspiria”?")
    expect(which.get_by_role("option")).to_have_text(
        ["Suspiria (1977) · Dario Argento", "Suspiria (2018) · Luca Guadagnino"]
    )
    which.select_option(label="Suspiria (2018) · Luca Guadagnino")
    page.get_by_role("button", name="Confirm: Suspiria").click()
    expect(page.locator(f".ProseMirror cite[data-film='{second.pk}']")).to_have_text("Suspiria")
    assert saved(page, piece)[0]["text"] == (
        f'Once more: they showed us <cite film="{second.pk}">Suspiria</cite> late.'
    )


def test_everything_certain_is_confirmed_in_one_step_and_undone_in_one(page: Page, live_server, interview, records):
    dario, first, _second = records
    open_form(page, live_server, interview(SAID))
    caret(page, "We saw", 0)
    page.keyboard.press("Control+Alt+m")
    page.get_by_role("button", name="Confirm all that are certain").click()
    expect(page.get_by_role("region", name="Films, people").get_by_role("status")).to_contain_text("Marked.")
    assert held(page)[0]["text"].startswith(
        f'<a href="{dario.get_absolute_url()}">Dario Argento</a> made <cite film="{first.pk}">Suspiria</cite> in 1977'
    )
    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    assert held(page) == SAID


def test_axe_finds_nothing_grave_in_the_list_of_names(sized: Page, live_server, interview, records):
    page = sized
    open_form(page, live_server, interview(SAID))
    page.get_by_role("button", name="Names", exact=True).click()
    expect(page.locator(".ProseMirror .is-named")).to_have_count(5)
    assert grave_findings(page, ".editor") == []
