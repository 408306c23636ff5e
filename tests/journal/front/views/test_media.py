import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

pytestmark = pytest.mark.django_db
JPEG = b"\xff\xd8\xff\xe0 a still"


@pytest.fixture
def still(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "media-originals").mkdir()
    (tmp_path / "media-originals" / "raw.jpg").write_bytes(b"with the place where it was taken")
    return default_storage.save("pictures/ab/abc.jpg", ContentFile(JPEG))


def test_a_file_is_handed_out_and_known_the_next_time(still, client):
    first = client.get(f"/media/{still}")
    assert (first.status_code, first["Content-Type"], b"".join(first.streaming_content)) == (200, "image/jpeg", JPEG)
    assert first["Cache-Control"] == "public, max-age=86400"
    assert not first.cookies
    again = client.get(f"/media/{still}", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "pictures/ab/none.jpg",
        "pictures/ab",
        "pictures/",
        "../media-originals/raw.jpg",
        "..%2fmedia-originals%2fraw.jpg",
        "%2e%2e/media-originals/raw.jpg",
        "/etc/passwd",
        "pictures/ab/abc.jpg/x.jpg",
        "a" * 5000 + ".jpg",
    ],
)
def test_nothing_else_can_be_reached(still, client, path):
    assert client.get(f"/media/{path}").status_code == 404


def test_a_folder_named_like_a_picture_is_not_one(settings, tmp_path, client):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "x.jpg").mkdir()
    assert client.get("/media/x.jpg").status_code == 404


def test_only_reading(still, client):
    assert client.post(f"/media/{still}").status_code == 405
