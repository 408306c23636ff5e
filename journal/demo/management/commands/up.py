import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    """What ``make run`` does once the environment stands: database, demo content, logins, server."""

    help = "Brings the site up on this machine with demo content; a second time it only starts the server."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", default="8000")
        parser.add_argument("--prepare-only", action="store_true", help="Do not start the server.")

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"]
        if not port.isdigit() or not 0 < int(port) < 65536:
            raise CommandError(f"PORT is {port!r}; write a number from 1 to 65535.")
        settings.VAR_DIR.mkdir(exist_ok=True)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("demo")
        if options["prepare_only"]:
            return
        self.stdout.write(f"The site: http://127.0.0.1:{port}/    The desk: http://127.0.0.1:{port}/desk/")
        self.stdout.write("Stop with Ctrl-C.")
        # Ended by its process number, the server takes its helper along as it does after Ctrl-C.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        with _renditions():
            call_command("runserver", f"127.0.0.1:{port}", use_reloader=False, verbosity=0)


@contextmanager
def _renditions() -> Iterator[None]:
    """Sizes and crops of pictures are made beside the server: the site is there at once and its pictures sharpen.

    A group of its own, so that the process that develops a picture ends with the one that asked for it.
    """
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "make_renditions", "--watch"]
    helper = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)  # noqa: S603  # our own
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            os.killpg(helper.pid, signal.SIGTERM)
        helper.wait()
