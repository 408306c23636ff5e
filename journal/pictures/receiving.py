"""How uploads come in: no file takes more of the disk than a picture may, and a full disk is said at the file's field.

Django parses a form before any view sees it, so what happens there would otherwise be an error page.
"""

from collections.abc import Iterator
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from journal.pictures.processing import MAX_BYTES


class LostUpload(UploadedFile):
    """What is left of an upload that the disk had no room for. Whoever reads it is told (OSError)."""

    def __init__(self, error: OSError, **facts: Any) -> None:
        super().__init__(**facts)
        self.error = error

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        raise self.error

    def read(self, *_size: int) -> bytes:
        raise self.error


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Keeps one byte more than the largest picture has: enough for every check to see that the file is too large."""

    error: OSError | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.error = None
        try:
            super().new_file(*args, **kwargs)
        except OSError as error:
            self.error = error

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.error is not None:
            return
        try:
            self.file.write(raw_data[: max(0, MAX_BYTES + 1 - start)])
        except OSError as error:
            self.error = error

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self.error is not None:
            return LostUpload(self.error, name=self.file_name, content_type=self.content_type, size=file_size)
        return super().file_complete(min(file_size, MAX_BYTES + 1))
