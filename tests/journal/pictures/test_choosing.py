import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from journal.pictures import choosing
from journal.pictures.models import Picture
from journal.pictures.uploading import make_renditions

pytestmark = pytest.mark.django_db

DAY = datetime.date(2012, 8, 5)


@pytest.mark.parametrize(
    ("fields", "states"),
    [
        ({"alt": "A quay", "credit_line": "Oris"}, ()),
        ({"decorative": True, "credit_line": "Oris"}, ("Decorative",)),
        ({}, ("No alternative text yet", "No credit yet")),
        ({"alt": "A", "credit_line": "O", "rights_expire": DAY}, ("Rights end on 5 August 2012",)),
    ],
)
def test_what_is_missing_and_until_when_it_may_be_printed_is_told(a_picture, fields, states):
    told = choosing.choice(a_picture(**fields), on=DAY)
    assert (told.states, told.may_be_chosen, bool(told.src and told.whole)) == (states, True, True)


def test_picture_without_rights_cannot_be_chosen_and_has_no_address(a_picture):
    told = choosing.choice(a_picture(alt="A", credit_line="O", rights_expire=DAY - datetime.timedelta(1)), on=DAY)
    assert (told.states, told.may_be_chosen) == (("Rights ended on 4 August 2012",), False)
    assert (told.src, told.srcset, told.whole) == ("", "", "")


def test_small_crop_is_shown_once_it_is_made(a_picture):
    picture = a_picture()
    assert choosing.choice(picture, on=DAY).src == picture.file.url
    make_renditions(picture, crops=("card",))
    assert choosing.choice(picture, on=DAY).src in {one.url for one in picture.renditions.filter(crop="card")}


def test_pages_go_by_key_from_the_newest_and_an_upload_meanwhile_moves_none(a_picture):
    template = a_picture()
    rows = [
        Picture(**{f.name: getattr(template, f.name) for f in Picture._meta.fields if f.name != "id"})
        for _ in range(60)
    ]
    Picture.objects.bulk_create(rows)
    keys = list(Picture.objects.order_by("-pk").values_list("pk", flat=True))
    first, after = choosing.page(Picture.objects.all())
    a_picture()
    second, last = choosing.page(Picture.objects.all(), before=after)
    third, end = choosing.page(Picture.objects.all(), before=last)
    assert [picture.pk for picture in (*first, *second, *third)] == keys
    assert (len(first), len(second), end) == (24, 24, None)


def test_page_takes_two_queries_and_counts_nothing(a_picture):
    for _ in range(3):
        a_picture()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        choosing.as_json(choosing.page(choosing.found("quay"))[0], on=DAY)
    assert len(asked) == 2
    assert not any("COUNT(" in query["sql"] for query in asked)


def test_found_by_every_word_or_by_a_name(a_picture):
    quay = a_picture(title="Quay", caption="Boats at noon")
    salt, _other = a_picture(title="Salt"), a_picture(title="Boats")
    assert list(choosing.found("boats quay")) == [quay]
    assert set(choosing.found("boats quay", named=Picture.objects.filter(pk=salt.pk).values("pk"))) == {quay, salt}
    assert choosing.found("  ").count() == 3
