"""The screen on which the front page is arranged."""

import html
import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from factories import make_edition, make_user, make_version
from journal.press import arranging, embargoing, publishing
from journal.press.declaring import Signatures
from journal.press.models import Embargo, FrontPage

from ..conftest import NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
SCREEN = "/desk/front-page/"


@pytest.fixture(autouse=True)
def moment(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def shelf():
    """Ids of four pieces, the oldest first."""
    names = ("Quay", "Łódź by night", "Salt", "Pepper")
    return [make_version(name, slug=f"s{n}", now=NOW - (9 - n) * HOUR).piece_id for n, name in enumerate(names)]


@pytest.fixture
def editor(signed_in, edith):
    return signed_in(edith)


def places(response):
    """The ids in the form's places, and what each says."""
    page = response.content.decode()
    values = re.findall(r'<input type="hidden" name="slot" value="([^"]*)">', page)
    said = [
        " ".join(re.sub("<[^>]*>", " ", one).split()) for one in re.findall(r'place-what">(.*?)</p>', page, re.DOTALL)
    ]
    return values, said


def base(response):
    return re.search(r'name="base" value="([^"]*)"', response.content.decode())[1]


def press(client, do, slots=(), **fields):
    return client.post(SCREEN, {"do": do, "slot": [str(one or "") for one in slots], "festival": "automatic"} | fields)


def test_only_who_publishes_may_arrange(signed_in, client, edith, molly, wanda, shelf):
    page = arranging.arrange(pieces=[], by=None, now=NOW - HOUR, at=NOW + HOUR)
    for address in (SCREEN, f"{SCREEN}preview/"):
        assert client.get(address).status_code == 302
        for somebody in (molly, wanda):
            assert signed_in(somebody).get(address).status_code == 403
        assert signed_in(edith).get(address).status_code == 200
    for somebody in (molly, wanda):
        assert press(signed_in(somebody), "publish", shelf[:1]).status_code == 403
        assert signed_in(somebody).post(f"{SCREEN}{page.pk}/call-off/").status_code == 403
    assert list(FrontPage.objects.values_list("pk", "called_off_at")) == [(page.pk, None)]


def test_without_a_plan_every_place_says_what_fills_it(editor, shelf):
    assert places(editor.get(SCREEN)) == (
        [""] * 6,
        ["fills itself: Pepper", "fills itself: Salt", "fills itself: Łódź by night", "fills itself: Quay"]
        + ["fills itself"] * 2,
    )


def test_a_piece_is_found_however_it_is_accented_and_put_in_its_place(editor, shelf):
    found = press(editor, "find", q="lodz").content.decode()
    assert re.findall(r'value="(put [^"]*)"', found) == [f"put {shelf[1]} 0", f"put {shelf[1]}"]
    assert places(press(editor, f"put {shelf[1]} 0", q="lodz"))[0] == [str(shelf[1]), "", "", "", "", ""]
    assert "No printed piece has these words" in press(editor, "find", q="xyzzy").content.decode()
    assert not FrontPage.objects.exists()


def test_buttons_order_the_places_and_nothing_is_published_by_them(editor, shelf):
    one, two = shelf[:2]
    assert places(press(editor, "move 0 1", [one, two]))[0][:3] == [str(two), str(one), ""]
    assert places(press(editor, "clear 0", [one, two]))[0][:3] == ["", str(two), ""]
    assert not FrontPage.objects.exists()


def test_it_is_published_now_and_readers_see_it(editor, client, edith, shelf):
    response = press(editor, "publish", [shelf[0], None, shelf[2]])
    assert (response.status_code, response["Location"]) == (302, SCREEN)
    made = FrontPage.objects.get()
    assert (made.pieces, made.live_from, made.arranged_by) == ([shelf[0], None, shelf[2], None, None, None], NOW, edith)
    after = editor.get(SCREEN)
    assert places(after)[0][:3] == [str(shelf[0]), "", str(shelf[2])]
    assert "stands now" in after.content.decode()


def test_it_waits_for_its_time_and_is_called_off(editor, shelf):
    local = (NOW + 3 * HOUR).astimezone(ZoneInfo("America/New_York"))
    press(editor, "publish", [shelf[0]], at_day=f"{local:%Y-%m-%d}", at_time=f"{local:%H:%M}")
    made = FrontPage.objects.get()
    assert made.live_from == NOW + 3 * HOUR
    page = editor.get(SCREEN).content.decode()
    assert "2 March 2026, 10:00 EST" in page
    assert f'action="{SCREEN}{made.pk}/call-off/"' in page
    editor.post(f"{SCREEN}{made.pk}/call-off/")
    made.refresh_from_db()
    assert made.called_off_at == NOW
    assert "call-off" not in editor.get(SCREEN).content.decode()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"at_day": "2020-01-01", "at_time": "10:00"}, "That moment is past."),
        ({"at_day": "2026-03-08", "at_time": "02:30"}, "02:30 does not exist on 8 March 2026"),
        ({"at_day": "2026-03-09"}, "Give both the day and the time."),
        ({"festival": "picked"}, "Say which festival is to show."),
        ({"festival": "circus"}, "Select a valid choice."),
        ({"edition": "77"}, "Select a valid choice."),
    ],
)
def test_what_makes_no_sense_is_said_at_its_place_and_nothing_is_lost(editor, shelf, fields, said):
    response = press(editor, "publish", shelf[:2], **fields)
    assert said in html.unescape(response.content.decode())
    assert places(response)[0][:3] == [str(shelf[0]), str(shelf[1]), ""]
    assert not FrontPage.objects.exists()


def test_two_editors_at_once_the_second_is_told(editor, shelf):
    before = base(editor.get(SCREEN))
    arranging.arrange(pieces=[shelf[3]], by=make_user("eve"), now=NOW - HOUR / 2)
    told = press(editor, "publish", [shelf[0]], base=before)
    assert "Somebody arranged the front page in the meantime." in told.content.decode()
    assert (places(told)[0][0], FrontPage.objects.count()) == (str(shelf[0]), 1)
    assert press(editor, "publish", [shelf[0]], base=base(told)).status_code == 302


def test_an_old_one_is_brought_back(editor, shelf):
    edition = make_edition(2012)
    old = arranging.arrange(
        pieces=[shelf[0], shelf[1]], by=None, now=NOW - 5 * HOUR, festival="picked", edition=edition
    )
    arranging.arrange(pieces=[shelf[3]], by=None, now=NOW - 4 * HOUR)
    page = editor.get(SCREEN)
    assert f'href="?from={old.pk}"' in page.content.decode()
    back = editor.get(f"{SCREEN}?from={old.pk}")
    assert places(back)[0][:2] == [str(shelf[0]), str(shelf[1])]
    press(editor, "publish", shelf[:2], festival="picked", edition=edition.pk, base=base(back))
    newest = FrontPage.objects.standing(NOW).first()
    assert (newest.pieces[:2], newest.edition, newest.live_from) == (shelf[:2], edition, NOW)


@pytest.mark.parametrize("state", ["embargoed", "scheduled", "withdrawn"])
def test_a_place_says_why_its_piece_does_not_show(editor, edith, shelf, state):
    piece = make_version("Secret", slug="secret", now=NOW - 10 * HOUR).piece
    if state == "embargoed":
        embargoing.impose(embargo=Embargo(piece=piece, lifts_at=NOW + HOUR), by=edith, now=NOW - HOUR)
    if state == "withdrawn":
        publishing.withdraw(piece=piece, public_reason="x", signed=Signatures(by=None), now=NOW - HOUR)
    if state == "scheduled":
        copy = piece.versions.get().copy()
        signed = Signatures(by=None)
        piece = publishing.publish(copy=copy, slug="b", signed=signed, now=NOW - HOUR, at=NOW + HOUR).piece
    said = places(press(editor, "look", [piece.pk]))[1][0]
    assert (
        said
        == {
            "embargoed": "Secret under embargo: its place is filled until then now: Pepper",
            "scheduled": "Secret goes live 2 March 2026, 08:00 EST now: Pepper",
            "withdrawn": "A piece that is not public any more now: Pepper",
        }[state]
    )


def test_the_preview_shows_the_plan_at_its_time_in_the_readers_page(editor, shelf):
    copy = make_version("x", slug="x", now=NOW - 10 * HOUR).copy()
    coming = publishing.publish(copy=copy, slug="c", signed=Signatures(by=None), now=NOW - HOUR, at=NOW + HOUR)

    def lead(at):
        response = editor.get(f"{SCREEN}preview/", {"slot": [coming.piece_id], "at": at, "festival": "automatic"})
        assert ("no-store" in response["Cache-Control"], response["X-Robots-Tag"]) == (True, "noindex")
        return re.search(r'class="lead".*?<h2><a href="([^"]*)"', response.content.decode(), re.DOTALL)[1]

    assert lead((NOW + HOUR).isoformat()) == "/features/c/"
    for at in ("", "NaN", "2020-01-01T00:00:00+00:00", "2027-01-01T00:00:00"):
        assert lead(at) == "/features/s3/"


def test_a_festival_is_shown_in_the_preview_as_the_form_has_it(editor, shelf):
    edition = make_edition(2012)
    banner = "Lake Film Festival 2012</a></p>"
    page = editor.get(f"{SCREEN}preview/", {"festival": "picked", "edition": edition.pk}).content.decode()
    assert banner in page
    assert banner not in editor.get(f"{SCREEN}preview/", {"festival": "none"}).content.decode()
    src = re.search(
        r'<iframe class="desk-page" src="([^"]*)"',
        press(editor, "look", [shelf[0]], festival="picked", edition=edition.pk).content.decode(),
    )[1]
    assert banner in editor.get(html.unescape(src)).content.decode()


def test_other_methods_are_refused(editor, shelf):
    page = arranging.arrange(pieces=[], by=None, now=NOW - HOUR)
    assert editor.get(f"{SCREEN}{page.pk}/call-off/").status_code == 405
    assert editor.post(f"{SCREEN}preview/").status_code == 405
    assert editor.post(f"{SCREEN}9999/call-off/").status_code == 404


def test_commands_that_nobody_presses_change_nothing(editor, shelf):
    for do in ("put x", "move 1 99", " ", "drop table", "put 99999999999999999999999", "\x00"):
        response = press(editor, do, shelf[:2])
        assert response.status_code in (200, 400)
        if response.status_code == 200:
            assert places(response)[0][:3] == [str(shelf[0]), str(shelf[1]), ""]
