from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from journal.press import guards, ledger
from journal.press.models import Version

SAID = {
    "words": "its words, dates or notices are not those that were sealed",
    "order": "the version before it is missing or another one",
}


class Command(BaseCommand):
    help = "Checks the chain of seals over every printed version and the database guards; names the first broken link."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = [
            f"{link.version.section}/{link.version.slug} version {link.version.number}: {SAID[link.why]}"
            for link in ledger.verify()
        ]
        broken += [f"database guard {name} is missing; run manage.py migrate" for name in guards.missing(connection)]
        if broken:
            raise CommandError("\n".join(broken))
        self.stdout.write(f"{Version.objects.count()} versions: every link holds.")
