"""The page on which a person says what the desk writes to them about."""

import pytest

from journal.desk.models import Preference
from journal.desk.telling import Event

pytestmark = pytest.mark.django_db
URL = "/desk/letters/"


def ticked(client) -> list[str]:
    form = client.get(URL).context["form"]
    return form["wanted"].value()


def test_everything_is_told_until_somebody_says_otherwise_and_then_all_but_that(wanda, edith, signed_in):
    client = signed_in(wanda)
    assert ticked(client) == list(Event.values)
    client.post(URL, {"wanted": ["sign", "report"]})
    assert ticked(client) == ["sign", "report"]
    assert Preference.objects.get().silenced == ["work", "comment", "reviewed"]
    client.post(URL, {"wanted": []})
    assert ticked(client) == []
    assert ticked(signed_in(edith)) == list(Event.values)


def test_an_unknown_kind_is_refused_at_the_form(wanda, signed_in):
    response = signed_in(wanda).post(URL, {"wanted": ["everything"]})
    assert list(response.context["form"].errors) == ["wanted"]
    assert Preference.objects.count() == 0


def test_whoever_has_no_address_is_told_so(wanda, signed_in):
    assert "Letters go to wanda@example.org." in signed_in(wanda).get(URL).content.decode()
    wanda.email = ""
    wanda.save()
    assert "No e-mail address is known for your account" in signed_in(wanda).get(URL).content.decode()


def test_the_page_is_for_the_desk_alone(sam, signed_in):
    sam.is_staff = True
    sam.save()
    assert signed_in(sam).get(URL).status_code == 404
