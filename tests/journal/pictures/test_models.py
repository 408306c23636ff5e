import datetime

import pytest
from django.db import IntegrityError

from journal.pictures.models import Picture
from journal.pictures.uploading import make_renditions

pytestmark = pytest.mark.django_db


def test_before_its_renditions_exist_a_picture_is_shown_whole(a_picture):
    picture = a_picture(alt="A quay", credit_line="Photo: E. Drachsler")
    shown = picture.presented("square")
    assert (shown.src, shown.width, shown.height) == (picture.file.url, 900, 600)
    assert (shown.alt, shown.credit, shown.srcset, shown.sources) == ("A quay", "Photo: E. Drachsler", "", ())


def test_with_renditions_the_browser_may_choose(a_picture):
    picture = a_picture()
    make_renditions(picture, crops=("card",))
    made = {(one.format, one.width): one.url for one in picture.renditions.all()}
    shown = picture.presented("card", sizes="50vw")
    assert shown.src == made["jpeg", 800]
    assert (shown.width, shown.height, shown.sizes) == (800, 533, "50vw")
    assert shown.srcset == f"{made['jpeg', 400]} 400w, {made['jpeg', 800]} 800w"
    assert shown.sources == (("image/avif", f"{made['avif', 400]} 400w, {made['avif', 800]} 800w"),)
    assert picture.presented("lead").src == picture.file.url


def test_a_decorative_picture_has_an_empty_alternative(a_picture):
    assert a_picture(alt="A quay", decorative=True).presented().alt == ""


@pytest.mark.parametrize(
    ("fields", "ready"),
    [
        ({"alt": "A quay", "credit_line": "C"}, True),
        ({"decorative": True, "credit_line": "C"}, True),
        ({"alt": "A quay"}, False),
        ({"credit_line": "C"}, False),
    ],
)
def test_what_a_picture_needs_before_it_is_printed(fields, ready):
    assert Picture(**fields).is_ready_to_print is ready


def test_rights_end_after_their_last_day():
    picture = Picture(rights_expire=datetime.date(2012, 8, 11))
    assert picture.has_rights(datetime.date(2012, 8, 11))
    assert not picture.has_rights(datetime.date(2012, 8, 12))


def test_the_database_refuses_a_focal_point_outside(a_picture):
    picture = a_picture()
    with pytest.raises(IntegrityError):
        Picture.objects.filter(pk=picture.pk).update(focal_x=101)
