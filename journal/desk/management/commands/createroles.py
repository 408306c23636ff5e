from typing import Any

from django.core.management.base import BaseCommand

from journal.desk.permissions import create_roles


class Command(BaseCommand):
    help = "Creates the roles (writers, editors, moderators, editor_in_chief) and sets their permissions."

    def handle(self, *args: Any, **options: Any) -> None:
        for role in create_roles():
            self.stdout.write(role)
