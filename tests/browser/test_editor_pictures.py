"""Choosing a picture by looking: for the text and for the lead, by keyboard, by words, from what is dropped."""

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect

from factories import make_film
from journal.desk import saving
from journal.desk.models import Article
from journal.pictures.models import Picture
from journal.pictures.uploading import take_in
from tests.browser.axe import grave_findings
from tests.browser.surface import caret, held, open_form, paragraph, saved, turn
from tests.browser.test_pictures import DROP, jpeg

SAID = [turn("t0000001", "Q", "Where did the light come from?"), turn("t0000002", "MC", "From the yard.")]


def still(title: str, **fields: Any) -> Picture:
    data = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(data, "JPEG")
    return take_in(Picture(title=title, **fields), upload=ContentFile(data.getvalue(), "x.jpg"), now=timezone.now())


@pytest.fixture
def stills(transactional_db: None) -> dict[str, Picture]:
    """The newest has no right to be printed any more, the one before it no alternative text."""
    made = [
        still("Quay", alt="A quay at night", credit_line="Oris Film"),
        still("Salt", alt="White hills of salt", credit_line="Emil Drachsler"),
        still("Kettle"),
        still("Old poster", alt="A poster", credit_line="Oris Film", rights_expire=date(2012, 8, 5)),
    ]
    return {picture.title: picture for picture in made}


@pytest.fixture
def dialog(page: Page):
    return page.get_by_role("dialog", name="Which picture?")


def insert_picture(page: Page) -> None:
    caret(page, "From the yard.", 14)
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Enter")
    page.locator(".editor-bar [data-do=insert]").click()
    page.get_by_role("option", name="Picture", exact=True).click()


def titles(dialog) -> list[str]:
    return dialog.get_by_role("option").locator("b").all_inner_texts()


def test_picture_is_chosen_by_keyboard_and_stands_in_the_text(
    sized: Page, live_server, interview, stills, dialog, console
):
    page, piece = sized, interview(SAID)
    open_form(page, live_server, piece)
    insert_picture(page)
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    expect(dialog.get_by_role("option")).to_have_count(4)
    assert titles(dialog) == ["Old poster", "Kettle", "Salt", "Quay"]
    page.keyboard.press("ArrowDown")
    expect(dialog.get_by_role("listbox")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("status")).to_have_text("The rights to this picture have run out; it cannot be chosen.")
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    expect(dialog.get_by_role("option", selected=True)).to_contain_text("Salt")
    expect(dialog.locator("[data-told]")).to_have_text("White hills of salt · Credit: Emil Drachsler")
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(page.locator(".ProseMirror figure img")).to_have_attribute("alt", "White hills of salt")
    assert [block["picture"] for block in saved(page, piece) if block["type"] == "picture"] == [stills["Salt"].pk]


def test_arrows_go_from_row_to_row_and_back_to_the_words(page: Page, live_server, interview, stills, dialog):
    for number in range(8):
        still(f"Still {number}")
    open_form(page, live_server, interview(SAID))
    insert_picture(page)
    expect(dialog.get_by_role("option")).to_have_count(12)
    page.keyboard.press("ArrowDown")
    boxes = [one.bounding_box() for one in dialog.get_by_role("option").all()]
    columns = sum(box["y"] == boxes[0]["y"] for box in boxes)
    assert 1 < columns < 12
    for key, at in (("ArrowRight", 1), ("ArrowDown", 1 + columns), ("ArrowLeft", columns), ("ArrowUp", 0)):
        page.keyboard.press(key)
        expect(dialog.get_by_role("option").nth(at)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert [block["type"] for block in held(page)] == ["turn", "turn"]


def test_words_narrow_down_and_states_are_told(page: Page, live_server, interview, stills, dialog, console):
    open_form(page, live_server, interview(SAID))
    insert_picture(page)
    kettle = dialog.get_by_role("option").filter(has_text="Kettle")
    expect(kettle).to_contain_text("No alternative text yet · No credit yet")
    expect(dialog.get_by_role("option").filter(has_text="Old poster")).to_contain_text("Rights ended on 5 August 2012")
    expect(dialog.get_by_role("option").filter(has_text="Old poster")).to_be_disabled()
    page.keyboard.type("drachsler hills")
    expect(dialog.get_by_role("option")).to_have_count(1)
    assert titles(dialog) == ["Salt"]
    page.keyboard.type(" nowhere")
    expect(dialog.get_by_role("status")).to_contain_text("No picture of these words.")


def test_pictures_of_the_films_in_the_text_stand_on_top(page: Page, live_server, interview, stills, dialog):
    film = make_film("Suspiria", 1977, still=stills["Quay"])
    open_form(
        page, live_server, interview([paragraph("p0000001", f'On <cite film="{film.pk}">Suspiria</cite>.'), *SAID])
    )
    insert_picture(page)
    top = dialog.get_by_role("group", name="Of the films in this piece")
    expect(top.get_by_role("option")).to_have_count(1)
    expect(top.get_by_role("option")).to_contain_text("Quay")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".ProseMirror figure img")).to_have_attribute("alt", "A quay at night")


def test_picture_is_dropped_into_the_dialog_and_chosen(sized: Page, live_server, interview, dialog, console):
    page = sized
    open_form(page, live_server, interview(SAID))
    insert_picture(page)
    expect(dialog.get_by_role("button", name="Upload or drop here")).to_be_visible()
    dialog.evaluate(DROP, [["harbour.jpg", list(jpeg("navy"))]])
    expect(dialog.get_by_role("status")).to_have_text(
        "1 picture is here. Describe it, so that it can be printed.", timeout=60_000
    )
    expect(dialog.get_by_role("listbox")).to_be_focused()
    expect(dialog.get_by_role("option", selected=True)).to_contain_text("harbour")
    made = Picture.objects.get()
    expect(dialog.get_by_role("link", name="Describe what was uploaded")).to_have_attribute(
        "href", f"/desk/pictures/picture/describe/?pictures={made.pk}"
    )
    page.keyboard.press("Enter")
    expect(page.locator(".ProseMirror figure img")).to_be_visible()
    assert [block["picture"] for block in held(page) if block["type"] == "picture"] == [made.pk]


def test_what_is_no_picture_is_refused_by_name(page: Page, live_server, interview, dialog):
    open_form(page, live_server, interview(SAID))
    insert_picture(page)
    expect(dialog.get_by_role("button", name="Upload or drop here")).to_be_visible()
    dialog.evaluate(DROP, [["broken.jpg", list(b"\xff\xd8\xff\xe0 no more")]])
    expect(dialog.get_by_role("status")).to_contain_text(
        "broken.jpg: This is not a picture that we can read", timeout=60_000
    )
    assert not Picture.objects.exists()


def test_words_about_a_picture_are_never_markup(page: Page, live_server, interview, dialog, console):
    hostile = "<img src=x onerror=document.title='fired'>"
    still(hostile, alt=f'"{hostile}', caption=hostile, credit_line=hostile)
    open_form(page, live_server, interview(SAID))
    insert_picture(page)
    expect(dialog.get_by_role("option").locator("b")).to_have_text(hostile)
    page.keyboard.press("ArrowDown")
    expect(dialog.locator("[data-told]")).to_contain_text("onerror=")
    assert dialog.locator("img").count() == 1
    page.keyboard.press("Enter")
    expect(page.locator(".ProseMirror figure img")).to_have_attribute("alt", f'"{hostile}')
    assert "fired" not in page.title()


def test_lead_picture_is_chosen_by_looking_and_saved(sized: Page, live_server, sign_in, stills, dialog, console):
    page, piece = sized, Article(kind="feature")
    saving.start(article=piece, changes={"headline": "A quay"}, by=sign_in("editors"), now=timezone.now())
    open_form(page, live_server, piece)
    page.locator("summary").filter(has_text="Picture, festival").click()
    page.get_by_role("button", name="Choose among the pictures").click()
    dialog.get_by_role("option").filter(has_text="Kettle").click()
    expect(dialog).to_be_hidden()
    expect(page.locator(".editor-lead-picture figcaption")).to_have_text("No alternative text yet · No credit yet")
    expect(page.locator(".field-picture .select2-selection__rendered")).to_contain_text("Kettle")
    saved(page, piece)
    assert piece.picture == stills["Kettle"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_grave_in_the_dialog(sized: Page, live_server, interview, stills, dialog, scheme):
    page = sized
    page.emulate_media(color_scheme=scheme)
    open_form(page, live_server, interview(SAID))
    insert_picture(page)
    expect(dialog.get_by_role("option")).to_have_count(4)
    page.keyboard.press("ArrowDown")
    assert grave_findings(page, ".editor-pictures") == []
