"""Writes films or people as CSV, in the columns that import_catalogue reads."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from journal.cinema.exporting import write_films, write_people

WRITERS = {"films": write_films, "people": write_people}


class Command(BaseCommand):
    help = "Export films or people as CSV."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=sorted(WRITERS))
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        with options["file"].open("w", encoding="utf-8-sig", newline="") as file:
            number = WRITERS[options["what"]](file)
        self.stdout.write(f"{number} {options['what']} written to {options['file']}")
