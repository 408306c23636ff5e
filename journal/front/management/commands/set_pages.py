"""Sets readers' pages before they are asked for: once after a new release, or on and on beside the server."""

import os
import signal
import sys
from datetime import datetime
from time import sleep
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections

from journal.front import clock
from journal.front.ahead import Setter, addresses
from journal.press import stamping

NICE = 10  # somebody may be reading the site on the same machine
PAUSE = 2  # seconds between two looks for what has changed
NEWEST = 200  # pieces that --watch looks after


class Command(BaseCommand):
    help = "Set the pages that readers will ask for, the newest first. What stands already is left as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--first", type=int, help=f"so many pieces and their records (with --watch {NEWEST})")
        parser.add_argument("--watch", action="store_true", help="go on after every change, until stopped")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.DEBUG:
            raise CommandError("With DEBUG on no page is kept. Start this under the settings of the public site.")
        self.setter = Setter()
        os.nice(NICE)
        if options["watch"]:
            self._watch(options["first"] or NEWEST)
            return
        asked, set_now, failed = self._set(options["first"])
        self.stdout.write(f"{asked} pages: {set_now} were set, {asked - set_now - failed} stood; {failed} failed.")
        if failed:
            raise CommandError("Some pages could not be set; their addresses are above.")

    def _watch(self, first: int) -> None:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        known: tuple[str, datetime | None] | None = None
        while True:
            word, _facts = stamping.current()
            if known is None or word != known[0] or (known[1] is not None and known[1] <= clock.now()):
                known = word, stamping.next_instant(clock.now())
                self._set(first)
            close_old_connections()
            sleep(PAUSE)

    def _set(self, first: int | None) -> tuple[int, int, int]:
        """How many pages were looked at, set, and answered something else than a page."""
        asked = set_now = failed = 0
        for address in addresses(clock.now(), first=first):
            status, was_set = self.setter.set_page(address)
            asked, set_now = asked + 1, set_now + was_set
            if status != 200:
                failed += 1
                self.stderr.write(f"{status} {address}")
        return asked, set_now, failed
