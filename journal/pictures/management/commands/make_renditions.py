"""Makes the public sizes and crops of pictures. Can be stopped at any time: the next run goes on where it stopped."""

import datetime
import os
import signal
import sys
from time import sleep
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils import timezone

from journal.pictures import shelving
from journal.pictures.cropping import CROPS
from journal.pictures.models import Picture, Rendition
from journal.pictures.processing import PictureError
from journal.pictures.uploading import make_renditions

FOLDER = "pictures"
NICE = 10  # somebody may be reading the site on the same machine
PAUSE = 3  # seconds between two looks for what is new
KEEP_FOR = datetime.timedelta(days=1)


class Command(BaseCommand):
    help = "Make the renditions that are missing (or all of them)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="make all renditions anew")
        parser.add_argument("--limit", type=int, default=0, help="stop after so many pictures")
        parser.add_argument(
            "--tidy", action="store_true", help="only take away public files that nothing names any more"
        )
        parser.add_argument(
            "--watch", action="store_true", help="go on with what is uploaded later, until whoever started this is gone"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["tidy"]:
            self.stdout.write(f"{_tidy()} files that nothing names any more were taken away.")
            return
        self.parent = os.getppid() if options["watch"] else None
        self.failed: set[int] = set()
        if options["watch"]:
            self._watch()
            return
        waiting = Picture.objects.all() if options["all"] else Picture.objects.lacking(CROPS)
        numbers = list(waiting.order_by("-pk").values_list("pk", flat=True))[: options["limit"] or None]
        files = self._make(numbers)
        failed = len(self.failed)
        self.stdout.write(f"{len(numbers) - failed} pictures, {files} files; {failed} could not be read.")

    def _watch(self) -> None:
        # Asked to end, it ends as if interrupted: the picture at hand is dropped with its temporary files.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        os.nice(NICE)
        while not self._is_orphan():
            # What could not be read once is not tried again before the next start.
            waiting = Picture.objects.lacking(CROPS).exclude(pk__in=self.failed).order_by("-pk")
            self._make(list(waiting.values_list("pk", flat=True)))
            close_old_connections()
            sleep(PAUSE)

    def _make(self, numbers: list[int]) -> int:
        """One picture at a time from a list of keys: another run or an editor may be at work as well."""
        files = 0
        for pk in numbers:
            picture = Picture.objects.filter(pk=pk).first()
            if picture is None or self._is_orphan() or shelving.is_down(picture):
                continue
            try:
                files += make_renditions(picture, crops=tuple(CROPS))
            except (PictureError, OSError, ValidationError) as error:
                self.failed.add(pk)
                self.stderr.write(f"{picture.pk} {picture}: {error}")
        return files

    def _is_orphan(self) -> bool:
        return self.parent is not None and os.getppid() != self.parent


def _tidy() -> int:
    """Deletes files of the public folder that no row names and that are older than a day."""
    named = {*Picture.objects.values_list("file", flat=True), *Rendition.objects.values_list("file", flat=True)}
    limit = timezone.now() - KEEP_FOR
    gone = 0
    for folder in _listed(FOLDER, folders=True):
        for path in _listed(folder, folders=False):
            if path not in named and default_storage.get_modified_time(path) < limit:
                default_storage.delete(path)
                gone += 1
    return gone


def _listed(folder: str, *, folders: bool) -> list[str]:
    try:
        inside, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return []
    return [f"{folder}/{name}" for name in (inside if folders else files)]
