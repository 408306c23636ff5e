"""The database with its guards, and the cast that every access test uses."""

import os
from collections.abc import Iterator
from importlib.util import find_spec

import pytest
from django.core.cache import cache
from django.db import connection
from hypothesis import HealthCheck, settings

from journal.press import guards

# The machine is shared and noisy: no example has a deadline. The gate tries the same examples every time.
settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=os.environ.get("CI") == "true"
)
settings.load_profile("house")

# The browser's tests have an environment of their own (make e2e).
collect_ignore = [] if find_spec("playwright") else ["browser"]


@pytest.fixture(autouse=True)
def _no_page_of_another_test() -> None:
    """A rolled-back test leaves the site stamp as it was, and its pages behind."""
    cache.clear()


@pytest.fixture(autouse=True)
def _guards_around_flush(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that commits is cleaned up by emptying every table, which the guards would refuse."""
    if not {"transactional_db", "live_server"} & set(request.fixturenames) and not _commits(request):
        yield
        return
    request.getfixturevalue("transactional_db")
    guards.install(connection)
    yield
    guards.remove(connection)


def _commits(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))
