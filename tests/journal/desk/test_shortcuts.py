"""What a person may go and do, by name."""

import pytest
from django.contrib.admin import site
from django.test import RequestFactory
from django.urls import reverse

from journal.desk import shortcuts

pytestmark = pytest.mark.django_db


def offered(user, typed: str = "") -> dict[str, str]:
    request = RequestFactory().get("/")
    request.user = user
    everything = shortcuts.of(request, site)
    return {one.label: one.url for one in (shortcuts.fitting(everything, typed) if typed else everything)}


@pytest.mark.parametrize(
    ("typed", "label", "address"),
    [
        ("new int", "New interview", "admin:interviews_interview_add"),
        ("transcr", "Import a transcript", "admin:interviews_import"),
        ("front", "Front page", "admin:desk_front"),
        ("cal", "Calendar", "admin:desk_calendar"),
        ("corrections wait", "Corrections waiting", "admin:desk_board"),
        ("FÍLMS", "Films", "admin:cinema_film_changelist"),
        ("upload", "Upload pictures", "admin:pictures_picture_upload"),
    ],
)
def test_an_editor_finds_what_there_is_to_do_by_any_words_of_it(edith, typed, label, address):
    assert offered(edith, typed)[label] == reverse(address)


def test_nobody_is_offered_what_is_not_theirs_to_do(wanda, edith, molly, sam):
    closed = {"Front page", "Corrections waiting", "Readers’ reports"}
    assert closed & set(offered(wanda)) == set()
    assert closed & set(offered(molly)) == {"Readers’ reports"}
    assert closed & set(offered(edith)) == closed
    assert {"New review", "Import a transcript"} & set(offered(molly)) == set()
    assert {"Add to Films", "Add to Embargoes"} & set(offered(wanda)) == set()
    assert offered(sam) == {}


def test_every_shortcut_of_everybody_opens(wanda, edith, molly, chief, signed_in):
    for user in (wanda, edith, molly, chief):
        client = signed_in(user)
        assert {url: client.get(url).status_code for url in offered(user).values()} == dict.fromkeys(
            offered(user).values(), 200
        )
