"""Against an object store that runs: uploads, renditions and what readers fetch; and the same store gone."""

import socket

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.functional import empty
from moto.server import ThreadedMotoServer

from journal.pictures.models import Picture
from journal.pictures.object_storage import StorageDown
from journal.pictures.uploading import make_renditions, remove

pytestmark = pytest.mark.django_db
BUCKET = "stills"
JPEG = b"\xff\xd8\xff\xe0 a still"


def aimed_at(settings, address):
    common = {
        "bucket_name": BUCKET,
        "endpoint_url": address,
        "region_name": "eu-central-1",
        "access_key": "one",
        "secret_key": "two",
    }
    objects = "journal.pictures.object_storage"
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": f"{objects}.ObjectStorage", "OPTIONS": common | {"location": "public"}},
        "originals": {"BACKEND": f"{objects}.OriginalObjects", "OPTIONS": common | {"location": "originals"}},
    }
    originals = Picture._meta.get_field("original").storage
    originals._wrapped = empty
    return originals


@pytest.fixture
def store(settings, monkeypatch):
    """Keys of what lies in a running store that the site uses."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "one")
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    client = boto3.client("s3", endpoint_url=address, region_name="eu-central-1")
    # The store lives in this process and remembers the test before.
    if BUCKET not in [bucket["Name"] for bucket in client.list_buckets()["Buckets"]]:
        client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    for item in client.list_objects_v2(Bucket=BUCKET).get("Contents", []):
        client.delete_object(Bucket=BUCKET, Key=item["Key"])
    originals = aimed_at(settings, address)
    yield lambda: sorted(
        item["Key"].split("/")[0] for item in client.list_objects_v2(Bucket=BUCKET).get("Contents", [])
    )
    originals._wrapped = empty
    for kept in (default_storage, originals):
        kept.connection.meta.client.close()
    default_storage._wrapped = originals._wrapped = empty
    client.close()
    server.stop()


@pytest.fixture
def nobody_there(settings):
    """A store whose machine takes no calls."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        originals = aimed_at(settings, f"http://127.0.0.1:{taken.getsockname()[1]}")
        yield
    default_storage._wrapped = originals._wrapped = empty


def body(response):
    return b"".join(response.streaming_content)


def test_a_picture_goes_in_is_rendered_shown_and_removed(store, a_picture, client, django_capture_on_commit_callbacks):
    picture = a_picture()
    assert store() == ["originals", "public"]
    made = make_renditions(picture, crops=("square",))
    assert store() == ["originals", *["public"] * (1 + made)]
    shown = picture.presented("square")
    assert shown.src.startswith("/media/pictures/")
    response = client.get(shown.src)
    assert (response.status_code, response["Content-Type"], body(response)[:2]) == (200, "image/jpeg", b"\xff\xd8")
    with django_capture_on_commit_callbacks(execute=True):
        remove(picture)
    assert store() == []
    assert client.get(shown.src).status_code == 404


def test_an_original_has_no_address_there_either(store, a_picture):
    picture = a_picture()
    with pytest.raises(ValueError, match="not public"):
        _ = picture.original.url


def test_an_original_cannot_be_reached_through_the_public_address(store, a_picture, client):
    picture = a_picture()
    name = picture.original.name
    assert [client.get(f"/media/{way}").status_code for way in (name, f"../originals/{name}", f"originals/{name}")] == [
        404
    ] * 3


def test_while_the_store_is_away_an_upload_is_refused_in_words_and_a_file_answers_503(nobody_there, an_upload, client):
    with pytest.raises(StorageDown, match="cannot be used just now"):
        default_storage.save("pictures/a.jpg", ContentFile(JPEG))
    with pytest.raises(StorageDown, match="cannot be used just now"):
        default_storage.listdir("pictures")
    response = client.get("/media/pictures/aa/b.jpg")
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert response.content.decode() == "This picture cannot be fetched just now. Please try again in a moment."
