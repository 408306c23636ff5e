import datetime

import pytest

from journal.pictures.models import Picture
from journal.pictures.uploading import make_renditions

pytestmark = pytest.mark.django_db


def test_search_needs_every_word_somewhere(a_picture):
    quay = a_picture(title="Quay", creator="Emil Drachsler")
    a_picture(title="Quay", creator="Somebody Else")
    assert list(Picture.objects.search("drachsler quay")) == [quay]


def test_rights(a_picture):
    free, _ended = a_picture(), a_picture(rights_expire=datetime.date(2012, 8, 11))
    assert list(Picture.objects.with_rights(datetime.date(2012, 8, 12))) == [free]


def test_lacking_means_at_least_one_crop_is_missing(a_picture):
    half, none = a_picture(), a_picture()
    make_renditions(half, crops=("square",))
    assert set(Picture.objects.lacking(["square", "share"])) == {half, none}
    assert set(Picture.objects.lacking(["square"])) == {none}


@pytest.mark.parametrize("number", [1, 3])
def test_showing_several_pictures_takes_two_queries(a_picture, django_assert_num_queries, number):
    for _ in range(number):
        make_renditions(a_picture(), crops=("share",))
    with django_assert_num_queries(2):
        assert len([picture.presented("share") for picture in Picture.objects.with_renditions()]) == number
