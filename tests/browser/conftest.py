"""A real Chromium (the system's) against the live site, and the cast of the desk already signed in where asked."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group, User
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from interviews.models import Interview
from journal.desk import saving
from tests.browser.surface import DESK, PHONE, VOICES

# Playwright's loop runs in this thread; Django would take that for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.fail("No Chromium on this machine; install the system package chromium.")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    return {**browser_type_launch_args, "executable_path": chromium, "args": quiet}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "viewport": {"width": 1280, "height": 900}, "locale": "en-GB"}


@pytest.fixture(autouse=True)
def _roles(transactional_db: None, settings: Any, tmp_path: Any) -> None:
    """The flush between tests takes the roles away; uploads go to a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    call_command("createroles", verbosity=0)


@pytest.fixture
def console(page: Page) -> Iterator[list[str]]:
    """What the browser complained about; empty at the end, or the test fails."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield said
    assert said == []


@pytest.fixture
def sign_in(context: BrowserContext, live_server: Any) -> Callable[..., User]:
    """Signs a new member of a role (writers, editors, moderators, editor_in_chief) in, in this browser or ``where``."""

    def enter(role: str, username: str = "", where: BrowserContext | None = None) -> User:
        user, _created = User.objects.get_or_create(username=username or f"the-{role}", defaults={"is_staff": True})
        user.groups.add(Group.objects.get(name=role))
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        browser = where or context
        browser.clear_cookies()
        browser.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": session.session_key or "",
                    "url": f"{live_server.url}{settings.SESSION_COOKIE_PATH}",
                }
            ]
        )
        return user

    return enter


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def sized(request: Any, page: Page) -> Page:
    page.set_viewport_size(request.param)
    return page


@pytest.fixture
def interview(sign_in: Callable[[str], User]) -> Callable[[list[dict[str, Any]]], Interview]:
    """An interview with three voices and this text, of the editor who is signed in."""
    user = sign_in("editors")

    def start(blocks: list[dict[str, Any]]) -> Interview:
        made = Interview(kind="interview")
        changes = {"headline": "The room that waited", "document": blocks, "form": {"participants": VOICES}}
        saving.start(article=made, changes=changes, by=user, now=timezone.now())
        return made

    return start
