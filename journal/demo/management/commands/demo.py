from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from journal.demo import loading, people, scaling
from journal.demo.piecefiles import FileError


class Command(BaseCommand):
    help = "Loads the demo content; a second run changes nothing. The passwords of new logins are shown once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--scale", type=int, default=0, metavar="N", help="adds synthetic pieces for load tests until there are N"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        # First of all, so that no password is lost when something else goes wrong.
        for login in people.create_logins():
            self.stdout.write(f"{login.role}: {login.username} {login.password}")
        try:
            added = loading.load(now=now)
        except FileError as error:
            raise CommandError(str(error)) from error
        added["synthetic"] = scaling.scale(options["scale"], now=now) if options["scale"] else 0
        for name, count in sorted((+added).items()):
            self.stdout.write(f"{name}: {count}")
        if not +added:
            self.stdout.write("Everything is there already.")
