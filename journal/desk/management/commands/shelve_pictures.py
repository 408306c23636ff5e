"""Takes stills off the public shelf that may not be shown, and puts back those that may be again. For a daily timer."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from journal.desk.shelving import settle


class Command(BaseCommand):
    help = (
        "Moves the public files of stills whose rights have run out, or whose only pieces are withdrawn, among the "
        "originals; puts back what may be shown again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        settled = settle(now=timezone.now())
        self.stdout.write(f"{settled.down} pictures taken down, {settled.back} put back.")
        if settled.failed:
            raise CommandError(f"{settled.failed} pictures could not be moved; the log says why. Run it again.")
