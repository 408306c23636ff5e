"""Makes the public sizes and crops of pictures. Can be stopped at any time: the next run goes on where it stopped."""

import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from journal.pictures.cropping import CROPS
from journal.pictures.models import Picture, Rendition
from journal.pictures.processing import PictureError
from journal.pictures.uploading import make_renditions

FOLDER = "pictures"
KEEP_FOR = datetime.timedelta(days=1)


class Command(BaseCommand):
    help = "Make the renditions that are missing (or all of them)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="make all renditions anew")
        parser.add_argument("--limit", type=int, default=0, help="stop after so many pictures")
        parser.add_argument(
            "--tidy", action="store_true", help="only take away public files that nothing names any more"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["tidy"]:
            self.stdout.write(f"{_tidy()} files that nothing names any more were taken away.")
            return
        waiting = Picture.objects.all() if options["all"] else Picture.objects.lacking(CROPS)
        numbers = list(waiting.order_by("-pk").values_list("pk", flat=True))[: options["limit"] or None]
        files = failed = 0
        for pk in numbers:
            # One picture at a time from a list of keys: another run or an editor may be at work as well.
            picture = Picture.objects.filter(pk=pk).first()
            if picture is None:
                continue
            try:
                files += make_renditions(picture, crops=tuple(CROPS))
            except (PictureError, OSError) as error:
                failed += 1
                self.stderr.write(f"{picture.pk} {picture}: {error}")
        self.stdout.write(f"{len(numbers) - failed} pictures, {files} files; {failed} could not be read.")


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
