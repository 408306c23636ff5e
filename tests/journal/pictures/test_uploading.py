import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models import ProtectedError
from django.test import TestCase
from PIL import Image

from journal.pictures.models import Picture
from journal.pictures.uploading import focus, make_renditions, remove, take_in

NOON = datetime.datetime(2012, 8, 5, 12, tzinfo=datetime.UTC)
pytestmark = pytest.mark.django_db


def files_in(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_the_public_file_is_not_the_upload(a_picture, folders):
    picture = a_picture()
    (public,) = files_in(folders / "media")
    (kept,) = files_in(folders / "media-originals")
    assert public.read_bytes() != kept.read_bytes()
    assert (picture.width, picture.height, picture.file_width) == (900, 600, 900)
    mean = [int(picture.placeholder[start : start + 2], 16) for start in (1, 3, 5)]
    assert all(abs(one - other) <= 3 for one, other in zip(mean, (180, 60, 40), strict=True))


def test_the_address_says_nothing_of_the_upload_and_differs_each_time(a_picture):
    one, two = a_picture(), a_picture()
    assert one.sha256 == two.sha256
    assert one.file.name != two.file.name
    assert "nell" not in one.file.url.lower()
    assert len(one.file.name.rsplit("/", 1)[1]) >= 22


def test_an_original_has_no_address(a_picture):
    with pytest.raises(ValueError, match="not public"):
        _ = a_picture().original.url


def test_the_file_fills_what_the_editor_left_empty(an_upload):
    exif = Image.Exif()
    exif[0x013B], exif[0x010E] = "Emil Drachsler", "On the quay"
    picture = Picture(caption="Nell, waiting")
    take_in(picture, upload=an_upload(exif=exif), now=NOON)
    assert (picture.title, picture.creator, picture.caption) == ("Nell on the quay", "Emil Drachsler", "Nell, waiting")


def test_a_refused_upload_leaves_nothing_behind(folders, an_upload):
    with pytest.raises(ValidationError, match="not a picture that we can read"):
        take_in(Picture(), upload=ContentFile(b"<svg onload='x'/>", "still.jpg"), now=NOON)
    assert Picture.objects.count() == 0
    assert files_in(folders) == []


def test_a_picture_the_database_refuses_leaves_no_files(folders, an_upload):
    with pytest.raises(Exception, match="picture_focus_inside"):
        take_in(Picture(focal_x=101), upload=an_upload(), now=NOON)
    assert files_in(folders) == []


def test_renditions_are_made_again_without_doubles(a_picture):
    picture = a_picture()
    assert make_renditions(picture, crops=("square", "share")) == 3
    assert make_renditions(picture, crops=("square", "share")) == 3
    assert picture.renditions.count() == 3


def test_moving_the_focal_point_waits_for_new_crops_and_keeps_the_whole_picture(a_picture):
    picture = a_picture()
    make_renditions(picture, crops=("whole", "square"))
    focus(picture, x=10, y=90)
    picture.refresh_from_db()
    assert (picture.focal_x, picture.focal_y) == (10, 90)
    assert set(picture.renditions.values_list("crop", flat=True)) == {"whole"}


def test_removing_takes_the_files_along(a_picture, folders):
    picture = a_picture()
    make_renditions(picture, crops=("share",))
    with TestCase.captureOnCommitCallbacks(execute=True):
        remove(picture)
    assert files_in(folders) == []


def test_a_removal_that_is_refused_keeps_everything(a_picture, folders, monkeypatch):
    picture = a_picture()

    def refuse(self):
        raise ProtectedError("A piece shows it.", set())

    monkeypatch.setattr(models.Model, "delete", refuse)
    with TestCase.captureOnCommitCallbacks(execute=True), pytest.raises(ProtectedError):
        remove(picture)
    assert len(files_in(folders)) == 2
