"""The cast of the desk: Wanda writes, Walt is another writer, Edith edits, Molly moderates, Chief signs, Sam is nobody."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from journal.desk import permissions, saving
from journal.desk.models import Article
from journal.press.models import Contributor

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def block(id: str, text: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "type": "paragraph", "text": text, **more}


def person(name: str, role: str = "", *, staff: bool = True) -> User:
    user = User.objects.create_user(name, f"{name}@example.org", is_staff=staff)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def roles(db: None) -> None:
    """Migrating makes them; a test that empties the tables takes them away."""
    if not Group.objects.exists():
        permissions.create_roles()


@pytest.fixture
def wanda(roles: None) -> User:
    return person("wanda", permissions.WRITERS)


@pytest.fixture
def walt(roles: None) -> User:
    return person("walt", permissions.WRITERS)


@pytest.fixture
def edith(roles: None) -> User:
    return person("edith", permissions.EDITORS)


@pytest.fixture
def molly(roles: None) -> User:
    return person("molly", permissions.MODERATORS)


@pytest.fixture
def chief(roles: None) -> User:
    return person("chief", permissions.EDITOR_IN_CHIEF)


@pytest.fixture
def sam(roles: None) -> User:
    """Has an account and no place at the desk."""
    return person("sam", staff=False)


@pytest.fixture
def start(wanda: User) -> Callable[..., Article]:
    """A draft of Wanda's: ``start(headline=..., document=[...])``."""

    def started(by: User | None = None, **changes: Any) -> Article:
        article = Article(kind=changes.pop("kind", "feature"))
        values = {"headline": "The long take", "document": [block("aaaaaaaa", "One."), block("bbbbbbbb", "Two.")]}
        saving.start(article=article, changes={**values, **changes}, by=by or wanda, now=NOW)
        return article

    return started


@pytest.fixture
def article(start: Callable[..., Article]) -> Article:
    return start()


@pytest.fixture
def contributor(wanda: User) -> Contributor:
    return Contributor.objects.create(name="Wanda Writer", slug="wanda-writer", user=wanda)


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    def client(user: User) -> Client:
        found = Client()
        found.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return found

    return client
