"""Imports films and people from a file of another catalogue."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext

from journal.cinema.importing import SAME, Report, import_rows
from journal.cinema.reading import READERS, BadFile

SHOWN = 50


class Command(BaseCommand):
    help = "Import films and people: CSV (films, people), or JSON as TMDB or Wikidata give it. Refused rows are listed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", required=True, choices=sorted(READERS))
        parser.add_argument("--dry-run", action="store_true", help="show what would change, keep nothing")
        parser.add_argument("--overwrite", action="store_true", help="change columns that differ, not only empty ones")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="THEIRS=OURS",
            help='a column under another name; "-" leaves it out',
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            data = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        rows = READERS[options["format"]](data, _mapping(options["map"]))
        try:
            report = import_rows(
                rows,
                dry_run=options["dry_run"],
                overwrite=options["overwrite"],
                keep=SHOWN,
                progress=self._progress(data.count(b"\n")),
            )
        except BadFile as error:
            raise CommandError(gettext(error.message) % error.params) from error
        if options["dry_run"]:
            self._show(report)
        for bad in report.refused:
            self.stderr.write(f"line {bad.line}: {gettext(bad.message) % bad.params}")
        totals = ", ".join(f"{number} {what}" for what, number in sorted(report.totals.items())) or "nothing"
        would = "would be imported" if options["dry_run"] else "imported"
        self.stdout.write(f"{would}: {totals}; {len(report.refused)} refused")

    def _progress(self, lines: int) -> Callable[[int], None]:
        """Tells a person at a terminal how far it is; a line of a file is about a row."""

        def tell(done: int) -> None:
            if self.stderr.isatty():
                share = min(100, 100 * done // max(1, lines))
                bar = "#" * (share // 5)
                self.stderr.write(f"\r[{bar:<20}] {share:3} %, {done} rows", ending="")

        return tell

    def _show(self, report: Report) -> None:
        for outcome in report.outcomes:
            changes = "; ".join(f"{name}: {old!r} -> {new!r}" for name, (old, new) in outcome.changes.items())
            self.stdout.write(
                f"line {outcome.line}: {outcome.what} {outcome.kind} {outcome.label}{' ' if changes else ''}{changes}"
            )
        more = sum(number for what, number in report.totals.items() if not what.endswith(SAME)) - len(report.outcomes)
        if more > 0:
            self.stdout.write(f"and {more} more")


def _mapping(pairs: list[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        theirs, sign, ours = pair.partition("=")
        if not sign or not theirs or not ours:
            raise CommandError(f"--map {pair!r}: write THEIRS=OURS.")
        found[theirs.strip()] = ours.strip()
    return found
