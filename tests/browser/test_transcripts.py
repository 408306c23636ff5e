"""Files of transcripts in a real browser: imported, one wrong speaker put right from the keyboard, published."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from interviews.transcripts.model import Meta, Speaker, Transcript, Turn
from interviews.transcripts.writers import WRITERS
from journal.press.models import Version

# "Neither did she." is Bo Lund's; the file gives it to Ada Quill.
WRONG = "Neither did she."
TALK = Transcript(
    meta=Meta(title="Two Directors on a Harbour", byline="Iris Vole"),
    speakers=(
        Speaker("Q", "interviewer"),
        Speaker("AQ", "interviewee", "Ada Quill"),
        Speaker("BL", "interviewee", "Bo Lund"),
    ),
    turns=(
        Turn(0, ("Where did the boats come from?",), time=(0, 2000)),
        Turn(1, ("From the harbour, all of them.",), time=(2000, 5000)),
        Turn(2, ("I never asked.",), time=(5000, 6000)),
        Turn(0, ("Did the pilot?",), time=(6000, 7000)),
        Turn(1, (WRONG,), time=(7000, 9000)),
        Turn(0, ("And the weather?",), time=(9000, 10_000)),
        Turn(2, ("It came from the sea.",), time=(10_000, 12_000)),
    ),
)


@pytest.mark.parametrize("format", ["docx", "vtt"])
def test_a_file_is_mended_from_the_keyboard_and_published(
    page: Page, live_server, sign_in, console: list[str], tmp_path: Path, format: str
):
    file = tmp_path / f"harbour.{format}"
    file.write_bytes(WRITERS[format].write(TALK))
    sign_in("editors")
    page.goto(f"{live_server.url}/desk/interviews/interview/import/")
    page.get_by_label("or choose files").set_input_files(file)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("7 labelled turns")).to_be_visible()

    row = page.locator("[data-row]", has_text=WRONG)
    for _step in range(7):
        page.keyboard.press("j")
        if row.evaluate("row => row === document.activeElement"):
            break
    page.keyboard.press("3")
    expect(row.locator("select")).to_have_value("turn:BL")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Kept.")).to_be_visible()
    expect(row.locator("select")).to_have_value("turn:BL")

    page.get_by_label("Headline").fill("Two Directors on a Harbour")
    page.get_by_role("button", name="Make the interview").click()
    page.get_by_role("button", name="Publish").first.click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Published. Readers see it now.")).to_be_visible()
    turns = [block for block in Version.objects.get().document if block["type"] == "turn"]
    assert [(turn["by"], turn["text"]) for turn in turns][4] == ("BL", WRONG)
    assert [turn["by"] for turn in turns] == ["Q", "AQ", "BL", "Q", "BL", "Q", "BL"]


def test_several_files_are_read_one_after_the_other(page: Page, live_server, sign_in, console: list[str], tmp_path):
    good, bad = tmp_path / "harbour.txt", tmp_path / "noise.txt"
    good.write_bytes(WRITERS["text"].write(TALK))
    bad.write_bytes(bytes(range(256)) * 20)
    sign_in("writers")
    page.goto(f"{live_server.url}/desk/interviews/interview/import/")
    page.get_by_label("or choose files").set_input_files([good, bad])
    page.get_by_role("button", name="Read it").click()
    results = page.locator("[data-results] li")
    expect(results).to_have_count(2)
    expect(results.nth(0)).to_contain_text("harbour.txt 7 labelled turns")
    expect(results.nth(1)).to_contain_text("noise.txt: This file is not text.")
    results.nth(0).get_by_role("link").click()
    expect(page.get_by_role("heading", name="Review the transcript")).to_be_visible()
