"""The invented magazine's people: bylines, and a login each for the roles of the desk."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import Group, User
from django.utils.text import slugify

from journal.desk import permissions
from journal.press.models import Contributor

FACTS = Path(__file__).with_name("contributors.json")
# The names of the accounts, with the roles they have.
ROLES = {
    "editor": permissions.EDITORS,
    "moderator": permissions.MODERATORS,
    "writer": permissions.WRITERS,
    "chief": permissions.EDITOR_IN_CHIEF,
}
PASSWORD_BYTES = 12


@dataclass(frozen=True, slots=True)
class Login:
    """An account that was just made. The password is known here and nowhere else."""

    username: str
    role: str
    password: str


def create_logins() -> list[Login]:
    """Makes an account for every role that has none yet, with a random password; gives the new ones, to be shown
    once."""
    permissions.create_roles()
    made = []
    for username, role in ROLES.items():
        if User.objects.filter(username=username).exists():
            continue
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        user = User.objects.create_user(username, f"{username}@example.org", password, is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        made.append(Login(username, role, password))
    return made


def add_contributors() -> dict[str, Contributor]:
    """Everybody in the bylines, by name. Those who are there stay as the desk has them."""
    found = {}
    for fact in json.loads(FACTS.read_text("utf-8")):
        login = fact.get("login")
        user = User.objects.filter(username=login, contributor=None).first() if login else None
        contributor, _new = Contributor.objects.get_or_create(
            slug=slugify(fact["name"]), defaults={"name": fact["name"], "bio": fact["bio"], "user": user}
        )
        found[fact["name"]] = contributor
    return found


def staff() -> dict[str, User]:
    """The demo's accounts by name, those that (still) exist."""
    return {user.username: user for user in User.objects.filter(username__in=ROLES)}
