from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from journal.press import searching


class Command(BaseCommand):
    help = "Makes the search index anew; with --check only says where it differs from what was printed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="changes nothing; fails where the index is not right")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        if not options["check"]:
            self.stdout.write(f"Entries: {searching.rebuild(now=now)}")
            return
        found = searching.drift(now=now)
        if found:
            raise CommandError("The search index is not right; run manage.py rebuild_search.\n" + "\n".join(found[:50]))
        self.stdout.write("The search index is right.")
