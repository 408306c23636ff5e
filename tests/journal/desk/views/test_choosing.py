"""The pictures that the surface and the form choose from: for whom, and in which order."""

import io

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image

from factories import make_film, make_person
from journal.desk.models import Mention
from journal.pictures.models import Picture
from journal.pictures.uploading import take_in

from ..conftest import NOW, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def still(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"

    def make(title, **fields):
        data = io.BytesIO()
        Image.new("RGB", (30, 20), "teal").save(data, "JPEG")
        return take_in(Picture(title=title, **fields), upload=ContentFile(data.getvalue(), "x.jpg"), now=NOW)

    return make


def ask(client, **given):
    return client.get(reverse("admin:desk_choose_picture"), given)


def titles(pictures):
    return [picture["title"] for picture in pictures]


def test_newest_come_first_and_those_of_the_films_on_top(still, article, edith, signed_in):
    quay, salt, kettle = still("Quay"), still("Salt"), still("Kettle")
    film, other = make_film("Salt Hours", still=salt), make_film("Other", still=kettle)
    article.picture = quay
    article.save()
    Mention.objects.create(article=article, film=film, role="subject", confirmed=True)
    client = signed_in(edith)
    told = ask(client, films=f"{film.pk},x,,-1,{10**20}").json()
    assert (titles(told["top"]), titles(told["found"])) == (["Salt", "Quay"], ["Kettle", "Salt", "Quay"])
    assert told["next"] is None
    assert titles(ask(client, films=other.pk).json()["top"]) == ["Kettle"]
    assert ask(client, films=other.pk, q="salt").json()["top"] == []
    assert ask(client, films=other.pk, before=kettle.pk).json()["top"] == []


def test_found_by_words_and_by_the_names_of_films_and_people(still, edith, signed_in):
    quay, salt, kettle = still("Quay", credit_line="Oris"), still("Salt"), still("Kettle")
    make_film("Suspiria", 1977, still=salt)
    make_person("Dario Argento", portrait=kettle)
    client = signed_in(edith)
    asked = {
        "oris quay": [quay],
        "suspi": [salt],
        "argento": [kettle],
        "nobody": [],
        "": [kettle, salt, quay],
    }
    for words, expected in asked.items():
        assert [one["id"] for one in ask(client, q=words).json()["found"]] == [picture.pk for picture in expected]


def test_one_is_told_by_its_number(still, edith, signed_in):
    quay, _salt = still("Quay"), still("Salt")
    client = signed_in(edith)
    assert titles(ask(client, only=quay.pk).json()["found"]) == ["Quay"]
    for nonsense in ("", "x", "999999", "9" * 40, "-1"):
        assert ask(client, only=nonsense).json()["found"] == []


def test_address_that_makes_no_sense_is_read_as_the_first_page(still, edith, signed_in):
    still("Quay")
    assert titles(ask(signed_in(edith), before="soon", films="a" * 5000, q="quay" + " " * 500).json()["found"]) == [
        "Quay"
    ]


def test_who_may_not_see_pictures_gets_none(still, sam, signed_in):
    still("Unspoken")
    reader = person("reader")
    reader.user_permissions.add(Permission.objects.get(codename="view_article", content_type__app_label="desk"))
    answer = ask(signed_in(reader))
    assert (answer.status_code, answer.json()) == (403, {"said": "You have no right to see pictures."})
    outsider = person("outsider")
    outsider.user_permissions.add(Permission.objects.get(codename="view_picture"))
    assert ask(signed_in(outsider)).status_code == 403
    assert ask(signed_in(sam)).status_code == 302


def test_upload_is_offered_to_who_may_add_pictures(edith, wanda, molly, signed_in):
    offered = {who.username: ask(signed_in(who)).json()["upload"] for who in (edith, wanda, molly)}
    address = reverse("admin:pictures_picture_upload_one")
    assert offered == {"edith": address, "wanda": address, "molly": ""}


def test_only_asking_is_answered(edith, signed_in):
    assert signed_in(edith).post(reverse("admin:desk_choose_picture")).status_code == 405
