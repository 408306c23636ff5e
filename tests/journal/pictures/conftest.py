import datetime
import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from journal.pictures.models import Picture
from journal.pictures.uploading import take_in

NOON = datetime.datetime(2012, 8, 5, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    """The public folder and the one beside it, both empty."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path


@pytest.fixture
def an_upload():
    def make(colour=(180, 60, 40), size=(900, 600), name="Nell_on-the quay.jpg", **options):
        data = io.BytesIO()
        Image.new("RGB", size, colour).save(data, "JPEG", **options)
        return ContentFile(data.getvalue(), name)

    return make


@pytest.fixture
def a_picture(an_upload):
    def make(**fields):
        return take_in(Picture(**fields), upload=an_upload(), now=NOON)

    return make
