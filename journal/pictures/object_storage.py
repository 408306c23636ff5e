"""Files in an S3-compatible object store, which may be down: then whoever asked learns it within two seconds.

Both storages need a private bucket only. Readers get public files from this site (`journal/front/views/media.py`),
so the Content-Security-Policy names no other host and an address survives a move.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import IO, Any

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from storages.backends.s3 import S3Storage

# Seconds. A form that waits longer than two is sent again (ASVS 5.0, 16.5.2: degrade, do not hang).
CONNECT, READ = 1, 1


class StorageDown(OSError):
    """The object store did not answer, or refused. An OSError like that of a full disk: callers handle both alike."""


@contextmanager
def _told_plainly() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise StorageDown(f"The object store cannot be used just now: {error}") from error


class ObjectStorage(S3Storage):
    """Public files, under the addresses they would have in MEDIA_ROOT."""

    def get_default_settings(self) -> dict[str, Any]:
        config = Config(
            connect_timeout=CONNECT,
            read_timeout=READ,
            retries={"total_max_attempts": 1},
            s3={"addressing_style": "path"},
            signature_version="s3v4",
        )
        transfer = TransferConfig(use_threads=False)  # a still is one part
        return super().get_default_settings() | {
            "client_config": config,
            "transfer_config": transfer,
            "file_overwrite": False,
        }

    def url(self, name: str, *_args: Any, **_kwargs: Any) -> str:
        return f"{settings.MEDIA_URL}{name}"

    def exists(self, name: str) -> bool:
        with _told_plainly():
            return super().exists(name)

    def delete(self, name: str) -> None:
        with _told_plainly():
            super().delete(name)

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with _told_plainly():
            return super().listdir(name)

    def get_modified_time(self, name: str) -> datetime:
        with _told_plainly():
            return super().get_modified_time(name)

    def _open(self, name: str, mode: str = "rb") -> IO[bytes]:
        with _told_plainly():
            return super()._open(name, mode)

    def _save(self, name: str, content: Any) -> str:
        with _told_plainly():
            return super()._save(name, content)


class OriginalObjects(ObjectStorage):
    """Uploads as they came; they have no address."""

    def url(self, name: str, *_args: Any, **_kwargs: Any) -> str:
        raise ValueError("An original is not public; show a rendition.")
