"""The demo loaded once for all tests of a module, with small stills and without a process for each."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from PIL import Image

from journal.demo import loading, people, pictures
from journal.pictures import processing, uploading

LOADED = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Hashing that is slow on purpose takes a second an account."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="module")
def quick_stills(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    still = io.BytesIO()
    Image.new("RGB", (48, 20), (120, 80, 40)).save(still, "JPEG")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pictures, "paint", lambda key: still.getvalue())
        patch.setattr(uploading.darkroom, "develop", processing.develop)
        patch.setattr("django.conf.settings.MEDIA_ROOT", Path(tmp_path_factory.mktemp("media")))
        yield


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any, quick_stills: None) -> Iterator[datetime]:
    """The demo in the database until the module's tests are through; gives the instant of loading."""
    with django_db_blocker.unblock(), transaction.atomic():
        people.create_logins()
        loading.load(now=LOADED)
        yield LOADED
        transaction.set_rollback(True)
