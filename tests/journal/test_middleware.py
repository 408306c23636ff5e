import pytest
from django.test import Client


@pytest.mark.parametrize("address", ["/?q=%00", "/films/?after=a%00b"])
def test_nul_in_an_address_is_a_bad_request(address):
    assert Client().get(address).status_code == 400


@pytest.mark.django_db
def test_public_page_sets_no_cookie_even_for_somebody_signed_in(admin_client):
    answer = admin_client.get("/")
    assert answer.status_code == 200
    assert (dict(answer.cookies), answer.get("Vary", "")) == ({}, "")


@pytest.mark.django_db
def test_desk_asks_strangers_to_sign_in(client):
    answer = client.get("/desk/")
    assert (answer.status_code, answer["Location"]) == (302, "/desk/login/?next=/desk/")
