"""The desk in a real browser: every screen looked at by axe-core, lists, the first page, keys."""

import re

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from journal.desk import saving, workflow
from journal.desk.models import Article, Revision, SavedView
from journal.press.models import Version
from tests.browser import desk_scene
from tests.browser.axe import grave_findings

LIST = "/desk/desk/article/"
PHONE = {"width": 375, "height": 812}
DESK = {"width": 1280, "height": 900}
# What a person at 375 pixels would have to push sideways to read.
TOO_WIDE = "() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"
# Buttons and fields lower than 44 px. A link inside a sentence is as high as its line.
# Links fade from one colour to the other.
SETTLED = "() => Promise.all(document.getAnimations().map((fading) => fading.finished.catch(() => null))).then(() => 0)"
SMALL = """() => [...document.querySelectorAll("button, summary, select, input:not([type=hidden]), .desk-button")]
    .filter((one) => {
        const box = (one.closest("label, .action-checkbox, .action-checkbox-column") || one).getBoundingClientRect();
        const own = one.getBoundingClientRect();
        const style = getComputedStyle(one);
        const hidden = !own.width || style.visibility === "hidden" || one.matches(".select2-hidden-accessible, .visually-hidden");
        const named = one.matches("[type=checkbox], [type=radio]") && one.labels.length;
        const labels = named ? [...one.labels].map((label) => label.getBoundingClientRect().height) : [];
        return !hidden && one.closest(".desk-screen, .change-list") && Math.max(box.height, own.height, ...labels) < 43.5;
    })
    .map((one) => `${one.tagName} ${one.className} ${one.name || one.textContent.trim().slice(0, 30)}`)"""


@pytest.fixture
def scene(sign_in) -> desk_scene.Scene:
    return desk_scene.build(sign_in("editor_in_chief", "mina"))


def looked_at(page: Page) -> list[str]:
    """What is wrong with the page as it stands: in the light, in the dark, on a phone."""
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="light")
    found = grave_findings(page)
    page.emulate_media(color_scheme="dark")
    page.evaluate(SETTLED)
    found += [f"in the dark: {words}" for words in grave_findings(page)]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(PHONE)
    found += [f"on a phone: {pixels} px too wide" for pixels in [page.evaluate(TOO_WIDE)] if pixels]
    found += [f"on a phone: {words} is lower than 44 px" for words in page.evaluate(SMALL)]
    page.set_viewport_size(DESK)
    return found


@pytest.mark.parametrize("group", desk_scene.PARTS)
def test_every_screen_can_be_used_by_everybody(group, page: Page, live_server, scene):
    found = {}
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    for name in scene.groups[group]:
        said.clear()
        answer = page.goto(live_server.url + scene.paths[name])
        assert (answer and answer.status) == 200, name
        # What the checker itself does to the page, the site's policy may refuse.
        found[name] = [f"console: {words}" for words in said] + looked_at(page)
    assert {name: findings for name, findings in found.items() if findings} == {}


def test_so_can_the_screens_that_answer_a_form(page: Page, live_server, scene):
    draft = scene.pieces["draft"]
    found = {}
    # Somebody else saves while the form stands open.
    page.goto(live_server.url + scene.paths["form of a draft"])
    words = {"headline": "The ferry, from the other side"}
    standing = Article.objects.get(pk=draft.pk)
    saving.save(article=standing, changes=words, base=standing.revision, by=scene.editor, now=timezone.now())
    page.get_by_label("Headline").fill("The ferry, from this side")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#content")).to_contain_text("from the other side")
    expect(page.locator("#content")).to_contain_text("from this side")
    found["stale save"] = looked_at(page)
    # A correction with its difference shown.
    page.goto(live_server.url + scene.paths["correct"])
    page.get_by_label("Headline").fill("The first changeover in the harbour")
    page.get_by_role("button", name="Show the difference").click()
    expect(page.locator("ins").first).to_be_visible()
    found["correct, difference"] = looked_at(page)
    # A form that is refused.
    page.goto(live_server.url + scene.paths["form of a draft"])
    page.get_by_label("Headline").fill("")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".errorlist").first).to_be_visible()
    found["refused"] = looked_at(page)
    assert {name: findings for name, findings in found.items() if findings} == {}


def test_so_can_the_doors(page: Page, live_server, scene, sign_in):
    found = {}
    sign_in("writers", "writer")
    for name, path, status in [
        ("not hers", scene.paths["publish"], 403),
        ("no such page", "/desk/nowhere/", 404),
        ("her form", scene.paths["form of a draft"], 200),
        ("her first page", "/desk/", 200),
    ]:
        answer = page.goto(live_server.url + path)
        assert (answer and answer.status) == status, name
        found[name] = looked_at(page)
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/desk/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    found["sign in"] = looked_at(page)
    assert {name: findings for name, findings in found.items() if findings} == {}


def shown(page: Page) -> list[str]:
    return page.locator("#result_list a.desk-piece").all_inner_texts()


def test_columns_are_chosen_and_a_view_is_shared(page: Page, live_server, sign_in, console):
    editor = sign_in("editors", "edith")
    desk_scene.start("Harbour", editor)
    page.goto(live_server.url + LIST)
    headings = page.locator("#result_list thead th:not(.action-checkbox-column)")
    page.get_by_text("Columns", exact=True).click()
    for label in ("Kind", "Edited", "Goes live"):
        page.get_by_role("checkbox", name=label, exact=True).uncheck()
    page.get_by_role("checkbox", name="Language").check()
    page.get_by_role("button", name="Show these").click()
    expect(headings).to_have_text(["Headline", "State", "By", "Language"])

    page.get_by_role("combobox", name="State").select_option(label="Draft")
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_placeholder("Name of this view").fill("Drafts")
    page.get_by_role("checkbox", name="for the whole desk").check()
    page.get_by_role("button", name="Keep this view").click()
    expect(page.locator(".messagelist")).to_contain_text("The whole desk sees it")
    page.set_viewport_size(PHONE)
    assert page.evaluate(TOO_WIDE) == 0

    sign_in("editor_in_chief", "mina")
    page.goto(live_server.url + LIST)
    expect(headings).to_have_text(["Headline", "State", "Kind", "By", "Edited", "Goes live"])
    page.get_by_role("link", name="Drafts").click()
    expect(headings).to_have_text(["Headline", "State", "By", "Language"])
    assert page.get_by_role("combobox", name="State").input_value() == "draft"


def test_a_list_is_filtered_kept_as_a_view_and_worked_off_with_progress(page: Page, live_server, sign_in, console):
    editor = sign_in("editors", "edith")
    for number in range(12):
        article = desk_scene.start(f"Harbour {number:02d}", editor, kind="review")
        if number != 7:
            workflow.submit(article=article, by=editor, now=timezone.now())
    taken = Article.objects.get(headline="Harbour 03")
    desk_scene.start("A tram", editor)

    page.goto(live_server.url + LIST)
    assert len(shown(page)) == 13
    page.get_by_role("combobox", name="State").select_option(label="Submitted")
    page.get_by_role("combobox", name="Kind").select_option(label="Review")
    page.get_by_role("searchbox").fill("harbour")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("#result_list a.desk-piece")).to_have_count(11)
    assert page.get_by_role("combobox", name="State").input_value() == "submitted"

    page.get_by_placeholder("Name of this view").fill("Reviews to read")
    page.get_by_role("button", name="Keep this view").click()
    expect(page.locator(".messagelist")).to_contain_text("Only you see it")
    page.goto(live_server.url + LIST)
    page.get_by_role("link", name="Reviews to read").click()
    expect(page.locator("#result_list a.desk-piece")).to_have_count(11)

    # One of them is approved by a colleague while the list stands open: it is refused, the others go through.
    workflow.approve(article=taken, revision=1, by=editor, now=timezone.now())
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option(label="Approve as they stand …")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_role("heading", name="Approve 10 pieces")).to_be_visible()
    page.get_by_role("button", name="Do it for all of them").click()
    expect(page.get_by_role("status")).to_have_text("All looked at: 10 done, 0 refused.")
    assert page.locator("progress").evaluate("bar => [bar.value, bar.max]") == [10, 10]
    assert Article.objects.filter(approved_at__isnull=False).count() == 11

    page.get_by_role("link", name="Back to the list").click()
    page.get_by_role("button", name="Drop the view Reviews to read").click()
    expect(page.get_by_role("link", name="Reviews to read")).to_have_count(0)
    assert SavedView.objects.count() == 0


def test_what_cannot_be_done_for_one_of_many_says_why(page: Page, live_server, sign_in, console):
    editor = sign_in("editors", "edith")
    one, two = (desk_scene.start(f"Harbour {number}", editor) for number in (1, 2))
    page.goto(live_server.url + LIST)
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option(label="Hand in …")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_role("heading", name="Hand in 2 pieces")).to_be_visible()
    workflow.submit(article=one, by=editor, now=timezone.now())
    page.get_by_role("button", name="Do it for all of them").click()
    expect(page.get_by_role("status")).to_have_text("All looked at: 1 done, 1 refused.")
    expect(page.locator(f"li[data-piece='{one.pk}']")).to_contain_text("This draft is handed in already.")
    expect(page.locator(f"li[data-piece='{two.pk}']")).to_contain_text("done")


def test_the_first_page_answers_what_an_editor_asks_in_the_morning(page: Page, live_server, scene):
    page.goto(f"{live_server.url}/desk/")
    waits = page.get_by_role("region", name="Waits for you")
    expect(waits).to_contain_text("check facts")
    expect(waits).to_contain_text("a change to sign, proposed by editor")
    expect(page.get_by_role("region", name="Goes live")).to_contain_text(
        re.compile(r"The hour before.*to(day|morrow)", re.S)
    )
    expect(page.get_by_role("region", name="Under embargo")).to_contain_text(
        re.compile(r"The Cold Reel.*until \d", re.S)
    )
    expect(page.get_by_role("region", name="Readers report")).to_contain_text("My aunt left.")
    expect(page.get_by_role("region", name="Handed in")).to_contain_text("A cinema in a tram depot")
    page.get_by_role("link", name="My aunt left.").click()
    expect(page.get_by_role("heading", name="A reader’s report")).to_be_visible()


def test_keys_are_shown_and_put_away_by_keyboard(page: Page, live_server, sign_in):
    sign_in("editors", "edith")
    page.goto(f"{live_server.url}/desk/board/")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys of the desk")
    expect(dialog).to_be_visible()
    assert dialog.evaluate("dialog => dialog.contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    # In a field a question mark is a question mark.
    page.goto(live_server.url + LIST)
    page.get_by_role("searchbox").press("?")
    expect(page.get_by_role("searchbox")).to_have_value("?")
    expect(dialog).to_be_hidden()


def test_on_the_first_visit_the_desk_says_what_to_do(page: Page, live_server, sign_in):
    sign_in("writers", "wanda")
    page.goto(f"{live_server.url}/desk/")
    expect(page.locator("#content")).to_contain_text("You have no pieces yet.")
    page.get_by_role("link", name="Take the tour").click()
    expect(page.get_by_role("heading", name="How the desk works")).to_be_visible()
    page.get_by_role("link", name="To your desk").click()
    page.get_by_role("button", name="Not now").click()
    page.reload()
    expect(page.get_by_role("heading", name="Your first visit?")).to_be_hidden()
    page.get_by_text("Start a piece", exact=True).click()
    page.get_by_role("link", name="Review", exact=True).click()
    expect(page.get_by_label("Headline")).to_be_visible()
    page.goto(live_server.url + LIST)
    expect(page.locator("#content")).to_contain_text("“Add piece” starts one.")


def test_a_long_headline_is_seen_whole_and_stays_one_line(page: Page, live_server, sign_in):
    draft = desk_scene.start(desk_scene.LONG, sign_in("editors", "edith"))
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}{reverse('admin:desk_article_change', args=[draft.pk])}")
    headline = page.get_by_label("Headline")
    expect(headline).to_have_value(desk_scene.LONG)
    assert headline.evaluate("field => field.scrollHeight - field.clientHeight") == 0
    headline.press("Enter")
    expect(page.get_by_label("Dek")).to_be_focused()
    headline.fill("First line\nsecond line")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Saved as revision 2")
    assert Article.objects.get().headline == "First line second line"


def tab_to(page: Page, name: str, *, limit: int = 40) -> int:
    """Presses Tab until something of that name has the focus; how often it took."""
    for pressed in range(1, limit + 1):
        page.keyboard.press("Tab")
        words = page.evaluate(
            "() => { const at = document.activeElement; return at.innerText || at.value || at.name || ''; }"
        )
        if words.strip().startswith(name):
            return pressed
    raise AssertionError(f"{name} is not reached with {limit} tabs")


def test_a_piece_is_found_opened_and_published_without_a_mouse(page: Page, live_server, sign_in):
    editor = sign_in("editors", "edith")
    editor.set_password("a long way to the harbour")
    editor.save()
    desk_scene.start("Other business", editor)
    desk_scene.start("The harbour at night", editor)
    page.context.clear_cookies()

    page.goto(live_server.url + LIST)
    page.keyboard.type("edith")
    page.keyboard.press("Tab")
    page.keyboard.type("a long way to the harbour")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Pieces")).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("night")
    page.keyboard.press("Enter")
    expect(page.locator("#result_list a.desk-piece")).to_have_count(1)
    tab_to(page, "Skip to the pieces", limit=20)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="The harbour at night")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Headline")).to_have_value("The harbour at night")
    tab_to(page, "Publish", limit=25)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Publish", exact=True)).to_be_visible()
    tab_to(page, "Publish", limit=35)
    page.keyboard.press("Enter")
    expect(page.locator("#content-start")).to_contain_text("Readers see it now")
    assert Version.objects.get().headline == "The harbour at night"
    assert Revision.objects.filter(article__headline="The harbour at night").count() == 1
    assert User.objects.get(username="edith").last_login is not None
