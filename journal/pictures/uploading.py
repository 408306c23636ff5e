"""The verbs that change pictures: take in an upload, move the focal point, remove."""

import datetime
import hashlib
import logging
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.db.models import ProtectedError
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext

from journal.pictures import darkroom, shelving, usage
from journal.pictures.models import Picture, Rendition
from journal.pictures.processing import MAX_BYTES, NO_ROOM, TOO_HEAVY, Developed, PictureError

logger = logging.getLogger(__name__)

# What the file says of itself fills only what the editor left empty.
FROM_FILE = ("caption", "alt", "extended_description", "creator", "credit_line", "copyright_notice", "usage_terms")


def take_in(picture: Picture, *, upload: File, now: datetime.datetime, by: User | None = None) -> Picture:
    """Saves a new picture from an upload: the file itself is kept aside, a safe JPEG made from it is public.

    Fields that `picture` leaves empty are filled from the file's own metadata. Raises ValidationError, with a sentence
    for the person who sent it, if the file cannot be used or there is no room for it; then nothing is kept.
    """
    with _or_no_room(), tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "upload"
        picture.sha256 = _copy(upload, source)
        developed = _or_refuse(darkroom.develop, source, folder)
        _fill(picture, developed.facts, upload.name or "")
        picture.width, picture.height = developed.width, developed.height
        picture.placeholder = developed.placeholder
        picture.file_width, picture.file_height = developed.safe.width, developed.safe.height
        picture.uploaded_by, picture.uploaded_at = by, now
        with source.open("rb") as original, (folder / developed.safe.name).open("rb") as safe:
            try:
                picture.original.save(upload.name or "upload", File(original), save=False)
                picture.file.save(developed.safe.name, File(safe), save=False)
                picture.save()
            except Exception:
                _delete_files([picture.original, picture.file])
                raise
    return picture


def check(upload: File) -> None:
    """Raises ValidationError, with a sentence for the person who sent it, if the file cannot be used."""
    with _or_no_room(), tempfile.TemporaryDirectory() as name:
        _copy(upload, Path(name) / "upload")
        _or_refuse(darkroom.develop, Path(name) / "upload", Path(name))


def make_renditions(picture: Picture, *, crops: tuple[str, ...]) -> int:
    """Makes the files of these crops anew; returns how many. Raises PictureError if the original cannot be read.

    Files of older renditions stay in place, because a page in somebody's cache may name them;
    `manage.py make_renditions --tidy` takes them away later.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "upload"
        with picture.original.open("rb") as original:
            _copy(original, source)
        made = darkroom.render(source, folder, crops=crops, focal_x=picture.focal_x, focal_y=picture.focal_y)
        rows = []
        for one in made:
            row = Rendition(picture=picture, crop=one.crop, format=one.format, width=one.width, height=one.height)
            with (folder / one.name).open("rb") as file:
                row.file.save(one.name, File(file), save=False)
            rows.append(row)
    with transaction.atomic():
        picture.renditions.filter(crop__in=crops).delete()
        Rendition.objects.bulk_create(rows)
    return len(rows)


def focus(picture: Picture, *, x: int, y: int) -> None:
    """Moves the focal point (percent from the left and from the top). Crops are left out until they are made anew.

    The whole picture stays as it is, so that no printed page changes.
    """
    with transaction.atomic():
        picture.focal_x, picture.focal_y = x, y
        picture.save(update_fields=["focal_x", "focal_y"])
        picture.renditions.exclude(crop=Rendition.Crop.WHOLE).delete()


def remove(picture: Picture) -> None:
    """Deletes a picture with all its files.

    Raises ProtectedError, with the rows, if anything uses it (a piece, a draft, a film); then nothing is gone.
    """
    files = [picture.original, picture.file, *(rendition.file for rendition in picture.renditions.all())]
    with transaction.atomic():
        used = {row for rows in usage.users(picture) for row in rows}
        if used:
            raise ProtectedError("The picture is in use.", used)
        # While the rows still say what they are called.
        transaction.on_commit(partial(_delete_files_aside, [str(file.name) for file in files[1:]]))
        picture.delete()
        # Only when the row is gone for good: a rolled-back delete must not have lost the original.
        transaction.on_commit(partial(_delete_files, files))


def _delete_files_aside(names: list[str]) -> None:
    for name in names:
        shelving.forget(name)


def _delete_files(files: Iterable[FieldFile]) -> None:
    for file in files:
        if file.name:
            file.storage.delete(file.name)


@contextmanager
def _or_no_room() -> Iterator[None]:
    """A full disk, or a store that does not answer, is nobody's mistake, but whoever sent the file must hear of it."""
    try:
        yield
    except OSError as error:
        logger.error("A picture could not be stored: %s", error)
        raise ValidationError(gettext(NO_ROOM), code="no_room") from error


def _or_refuse(verb: Callable[[Path, Path], Developed], source: Path, folder: Path) -> Developed:
    try:
        return verb(source, folder)
    except PictureError as error:
        raise ValidationError(gettext(error.message) % error.params, code="unusable") from error


def _copy(upload: File, target: Path) -> str:
    """Writes the upload to a file, no more of it than is allowed; returns its SHA-256."""
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as file:
        for chunk in upload.chunks():
            size += len(chunk)
            if size > MAX_BYTES:
                raise ValidationError(gettext(TOO_HEAVY) % {"limit": MAX_BYTES // 1024 // 1024}, code="unusable")
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()


def _fill(picture: Picture, facts: dict[str, str], filename: str) -> None:
    for name in FROM_FILE:
        if not getattr(picture, name):
            setattr(picture, name, facts.get(name, ""))
    if not picture.digital_source and facts.get("digital_source") in Picture.Source:
        picture.digital_source = facts["digital_source"]
    if not picture.title:
        stem = Path(filename).stem.replace("_", " ").replace("-", " ").strip()
        picture.title = (facts.get("title") or stem or gettext("Untitled picture"))[:200]
