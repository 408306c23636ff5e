"""Uploading stills in a real browser: dropped together, each for itself, one of them broken."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from journal.pictures.models import Picture

UPLOAD = "/desk/pictures/picture/upload/"
# A drop as a browser makes it: files in a DataTransfer.
DROP = """(form, files) => {
  const data = new DataTransfer();
  for (const [name, bytes] of files) data.items.add(new File([new Uint8Array(bytes)], name, {type: "image/jpeg"}));
  form.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
}"""


def jpeg(colour: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (640, 400), colour).save(data, "JPEG")
    return data.getvalue()


@pytest.fixture
def stills(tmp_path: Path) -> list[Path]:
    """Three files; the second is no picture."""
    files = {"quay.jpg": jpeg("navy"), "broken.jpg": b"\xff\xd8\xff\xe0 no more", "salt.jpg": jpeg("white")}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return [tmp_path / name for name in files]


@pytest.mark.parametrize("way", ["choose", "drop"])
def test_three_files_one_of_them_broken(
    sized: Page,
    live_server: Any,
    sign_in: Callable[..., Any],
    stills: list[Path],
    way: str,
) -> None:
    page = sized
    sign_in("editors")
    page.goto(live_server.url + UPLOAD)
    if way == "choose":
        page.get_by_label("Choose pictures, or drop them here").set_input_files(stills)
    else:
        files = [[path.name, list(path.read_bytes())] for path in stills]
        page.locator("form[data-upload]").evaluate(DROP, files)
    rows = page.locator(".picture-queue li")
    expect(rows).to_have_count(3)
    expect(page.get_by_role("status")).to_have_text("2 of 3 here, 1 refused.", timeout=60_000)
    broken = rows.filter(has_text="broken.jpg")
    expect(broken).to_contain_text("This is not a picture that we can read")
    # What was read to its end and refused will be refused again.
    expect(broken.get_by_role("button")).to_have_count(0)
    page.get_by_role("link", name="Describe what is here").click()
    expect(page.get_by_role("group")).to_have_count(2)
    for number, words in enumerate(("A quay at night", "Salt")):
        page.get_by_role("group").nth(number).get_by_label("Alternative text").fill(words)
    page.get_by_label("Credit line for all that have none").fill("Oris Film")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("2 pictures were described.")).to_be_visible()
    found = set(Picture.objects.values_list("alt", "credit_line"))
    assert found == {("A quay at night", "Oris Film"), ("Salt", "Oris Film")}


def test_a_connection_that_breaks_loses_one_file_and_it_can_be_sent_again(
    page: Page, live_server: Any, sign_in: Callable[..., Any], stills: list[Path]
) -> None:
    sign_in("editors")
    page.goto(live_server.url + UPLOAD)
    page.route(f"**{UPLOAD}one/", lambda route: route.abort())
    page.get_by_label("Choose pictures, or drop them here").set_input_files(stills[:1])
    row = page.locator(".picture-queue li")
    expect(row).to_contain_text("The connection broke. Nothing of this file was kept.")
    page.unroute(f"**{UPLOAD}one/")
    row.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("status")).to_have_text("1 of 1 here, 0 refused.", timeout=60_000)
    assert [picture.title for picture in Picture.objects.all()] == ["quay"]


def test_without_javascript_the_files_go_together(
    browser: Any, live_server: Any, sign_in: Callable[..., Any], stills: list[Path]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        sign_in("editors", where=context)
        page = context.new_page()
        page.goto(live_server.url + UPLOAD)
        page.get_by_label("Choose pictures, or drop them here").set_input_files(stills)
        page.get_by_role("button", name="Upload").click()
        expect(page.locator(".picture-taken .is-here")).to_have_count(2, timeout=60_000)
        expect(page.locator(".picture-taken .is-refused")).to_contain_text("broken.jpg")
        page.get_by_role("link", name="Describe what is here").click()
        expect(page.get_by_role("group")).to_have_count(2)
    finally:
        context.close()
