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
        call_command("runserver", f"127.0.0.1:{port}", use_reloader=False, verbosity=0)
