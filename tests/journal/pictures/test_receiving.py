"""What becomes of uploads before a view sees them: in a real request, parsed by the site's own handlers."""

import errno

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.test import RequestFactory

from journal.pictures import receiving, uploading

MEGABYTE = 1024 * 1024


def received(*uploads):
    request = RequestFactory().post("/desk/", {"originals": list(uploads)})
    return request.FILES.getlist("originals")


def no_space(*_args, **_kwargs):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_file_of_300_megabytes_takes_no_more_of_the_disk_than_the_largest_picture(monkeypatch):
    # The same in small: three hundred kilobytes with a limit of sixty.
    monkeypatch.setattr(receiving, "MAX_BYTES", 60 * 1024)
    monkeypatch.setattr(uploading, "MAX_BYTES", 60 * 1024)
    filler = ContentFile(b"f" * (3 * MEGABYTE), "filler.bin")
    heavy, light, _filler = received(
        ContentFile(b"x" * 300 * 1024, "heavy.jpg"), ContentFile(b"y", "light.jpg"), filler
    )
    assert (heavy.size, light.read()) == (60 * 1024 + 1, b"y")
    with pytest.raises(uploading.ValidationError, match="The file is larger than"):
        uploading.check(heavy)


def test_a_real_300_megabytes_pass_through_without_being_kept():
    handler = receiving.CappedUploadHandler()
    handler.new_file("originals", "heavy.jpg", "image/jpeg", 300 * MEGABYTE)
    chunk = b"\xff" * MEGABYTE
    for number in range(300):
        handler.receive_data_chunk(chunk, number * MEGABYTE)
    kept = handler.file_complete(300 * MEGABYTE)
    assert (kept.size, kept.seek(0, 2)) == (60 * MEGABYTE + 1, 60 * MEGABYTE + 1)


@pytest.mark.parametrize("broken", ["write", "new"])
def test_a_full_disk_in_mid_upload_is_said_at_the_file_and_costs_no_other(monkeypatch, broken):
    filler = ContentFile(b"f" * (3 * MEGABYTE), "filler.bin")
    if broken == "new":
        monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile", no_space)
    else:
        monkeypatch.setattr(TemporaryUploadedFile, "write", no_space, raising=False)
    found = received(ContentFile(b"x" * 1000, "still.jpg"), filler)
    assert [file.name for file in found] == ["still.jpg", "filler.bin"]
    with pytest.raises(uploading.ValidationError, match="There is no room for the picture just now"):
        uploading.check(found[0])
    with pytest.raises(OSError, match="No space left"):
        found[0].read()
