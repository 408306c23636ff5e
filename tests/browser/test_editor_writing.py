"""Writing on the surface in a real browser, by keyboard, with what the server got at the end."""

from playwright.sync_api import Browser, Page, expect

from interviews.models import Interview
from journal.document.blocks import ID
from tests.browser.surface import TALK, caret, held, ids, open_form, paragraph, saved, spoken, tab_to


def test_interview_is_written_from_nothing_by_keyboard_alone(sized: Page, live_server, sign_in, console):
    page = sized
    sign_in("editors")
    page.goto(f"{live_server.url}/desk/interviews/interview/add/")
    expect(page.get_by_role("textbox", name="Text", exact=True)).to_be_visible()
    tab_to(page, "[name=headline]")
    page.keyboard.type("Two voices and a kettle")
    tab_to(page, "#participants-group .add-row a")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    tab_to(page, "[name='participants-0-label']", "Shift+Tab")
    page.keyboard.type("Q")
    tab_to(page, "[name='participants-0-role']")
    page.keyboard.press("i")
    tab_to(page, "[name='participants-1-label']")
    page.keyboard.type("MC")
    tab_to(page, ".ProseMirror", "Shift+Tab")
    page.keyboard.type("Q: What is the first sound?")
    said = ["What is the first sound?"]
    for number in range(2, 13):
        page.keyboard.press("Enter")
        words = f"Line number {number}."
        page.keyboard.type(words)
        said.append(words)
    page.keyboard.press("Control+s")
    expect(page.locator(".messagelist")).to_contain_text("Started")
    written = Interview.objects.get()
    assert spoken(written.document) == [("Q" if at % 2 == 0 else "MC", words) for at, words in enumerate(said)]
    assert len({id for id in ids(written.document) if ID.fullmatch(id)}) == 12


def test_enter_hands_over_twice_goes_on_three_times_leaves(sized: Page, live_server, interview, console):
    page, piece = sized, interview(TALK[:2])
    open_form(page, live_server, piece)
    page.keyboard.press("Control+End")
    caret(page, "for it.", 7)
    page.keyboard.press("Enter")
    page.keyboard.type("Why so long?")
    page.keyboard.press("Enter")
    page.keyboard.type("It was winter.")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("A long one.")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("Very long.")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("The kettle sings.")
    assert spoken(saved(page, piece)) == [
        ("Q", "Where did the light come from?"),
        ("MC", "From the yard. We waited two hours for it."),
        ("Q", "Why so long?"),
        ("MC", "It was winter.\n\nA long one.\n\nVery long."),
        ("", "The kettle sings."),
    ]


def test_keys_change_the_speaker(page: Page, live_server, interview, console):
    piece = interview(TALK)
    open_form(page, live_server, piece)
    caret(page, "Three.", 0)
    page.keyboard.press("Tab")
    caret(page, "the rain", 3)
    page.keyboard.press("Control+.")
    caret(page, "From the yard", 2)
    page.keyboard.press("Alt+3")
    caret(page, "Where did", 0)
    page.keyboard.type("tl: ")
    assert [by for by, _text in spoken(saved(page, piece))] == ["TL", "TL", "Q", "MC"]
    assert ids(piece.document) == ids(TALK)


def test_escape_then_tab_leaves_the_text(page: Page, live_server, interview, console):
    open_form(page, live_server, interview(TALK))
    caret(page, "Three.", 0)
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('.ProseMirror').contains(document.activeElement)") is False


def test_notation_is_understood_as_it_is_typed(page: Page, live_server, interview, console):
    piece = interview(TALK[:1])
    open_form(page, live_server, piece)
    caret(page, "come from?", 10)
    page.keyboard.press("Enter")
    page.keyboard.type("It was _late_, [laughing] and {Her} was on -- no, *not* yet.")
    page.keyboard.press("Enter")
    page.keyboard.type("[He leaves.]")
    page.keyboard.press("Enter")
    page.keyboard.type("JX: nobody has this label.")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("## After the rain")
    blocks = saved(page, piece)
    assert [(block["type"], block["text"]) for block in blocks] == [
        ("turn", "Where did the light come from?"),
        (
            "turn",
            "It was <em>late</em>, <direction>laughing</direction> and <cite>Her</cite> was on — no, <strong>not</strong> yet.",
        ),
        ("direction", "He leaves."),
        ("turn", "JX: nobody has this label."),
        ("heading", "After the rain"),
    ]


def test_backspace_takes_back_what_was_understood(page: Page, live_server, interview, console):
    piece = interview([paragraph("p0000001", "Before.")])
    open_form(page, live_server, piece)
    caret(page, "Before.", 7)
    page.keyboard.press("Enter")
    page.keyboard.type("MC: ")
    assert held(page)[0]["type"] == "paragraph"
    expect(page.locator(".turn")).to_have_count(1)
    page.keyboard.press("Backspace")
    expect(page.locator(".turn")).to_have_count(0)
    page.keyboard.type("not a label")
    assert spoken(saved(page, piece)) == [("", "Before."), ("", "MC: not a label")]


def test_slash_lists_what_can_stand_there(page: Page, live_server, interview, console):
    piece = interview([paragraph("p0000001", "Before.")])
    open_form(page, live_server, piece)
    caret(page, "Before.", 7)
    page.keyboard.press("Enter")
    page.keyboard.type("/numb")
    expect(page.locator(".editor-menu [role=option]")).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.type("one")
    page.keyboard.press("Enter")
    page.keyboard.type("two")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("/rul")
    page.keyboard.press("Enter")
    page.keyboard.type("After.")
    blocks = saved(page, piece)
    assert [block["type"] for block in blocks] == ["paragraph", "list", "rule", "paragraph"]
    assert (blocks[1]["items"], blocks[1]["ordered"]) == (["one", "two"], True)


def test_words_and_minutes_are_counted_live(page: Page, live_server, interview, console):
    open_form(page, live_server, interview([paragraph("p0000001", "One two three.")]))
    expect(page.locator("#desk-count")).to_have_text("3 words · 1 minute to read")
    caret(page, "three.", 6)
    page.keyboard.type(" Four, don’t five-six.")
    expect(page.locator("#desk-count")).to_have_text("6 words · 1 minute to read")


def test_new_participant_may_speak_at_once(page: Page, live_server, interview, console):
    piece = interview(TALK)
    open_form(page, live_server, piece)
    page.locator("#participants-group .add-row a").click()
    page.locator("[name='participants-3-label']").fill("BK")
    page.locator("[name='participants-3-name']").fill("Bea Kohl")
    caret(page, "Three.", 0)
    page.keyboard.type("bk: ")
    expect(page.get_by_role("group", name="Turn of Bea Kohl (BK)")).to_have_count(1)
    assert saved(page, piece)[2]["by"] == "BK"


def test_refused_text_is_still_there(page: Page, live_server, interview, console):
    piece = interview(TALK)
    open_form(page, live_server, piece)
    page.locator("[name='participants-2-DELETE']").check()
    page.locator("[name='participants-2-label']").fill("XX")
    caret(page, "And the rain", 0)
    page.keyboard.type("Kept. ")
    page.keyboard.press("Control+s")
    expect(page.locator(".ProseMirror")).to_contain_text("Kept. And the rain?")


def test_without_scripts_the_area_is_the_field(browser: Browser, live_server, interview, context):
    piece = interview(TALK)
    plain = browser.new_context(java_script_enabled=False)
    plain.add_cookies(context.cookies())
    page = plain.new_page()
    page.goto(f"{live_server.url}/desk/interviews/interview/{piece.pk}/change/")
    area = page.locator("textarea[name=document]")
    expect(area).to_be_visible()
    area.fill(area.input_value().replace("Three.", "Three, nearly.") + "\n\nMC: It stopped.")
    page.get_by_role("button", name="Save", exact=True).click()
    piece.refresh_from_db()
    plain.close()
    assert ids(piece.document)[:4] == ids(TALK)
    assert spoken(piece.document)[2:] == [("TL", "Three, nearly."), ("Q", "And the rain?"), ("MC", "It stopped.")]
