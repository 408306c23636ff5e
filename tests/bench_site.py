"""The site as `make bench` runs it under gunicorn: the same application, with a bare view and ways to make it forget.

All of that stands below `/healthz`, which the page cache passes over, so that the bare view pays nothing for it.
"""

import os
import warnings

import django

warnings.filterwarnings("ignore", "No directory at")
django.setup()

from django.conf import settings  # noqa: E402  # after the setup
from django.core.cache import cache  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from django.urls import path  # noqa: E402

from journal import urls  # noqa: E402
from journal.front import page_cache  # noqa: E402
from journal.press.models import Galley  # noqa: E402

PLACE = "healthz/bench/"
MOVE = "UPDATE press_sitestamp SET word = %s"
finished = ""


def bare(request: HttpRequest) -> HttpResponse:
    """A finished string."""
    return HttpResponse(finished)


def finish(request: HttpRequest) -> HttpResponse:
    """Makes the answer at ``?address=`` the bare view's string."""
    global finished
    finished = _answer(request.GET["address"]).decode()
    return HttpResponse("ok")


def forget(request: HttpRequest, what: str) -> HttpResponse:
    """``memory``; ``stamp`` as after a printing elsewhere; ``everything`` that is kept; or ``nothing``."""
    if what != "nothing":
        cache.clear()
    if what == "stamp":
        with connection.cursor() as cursor:
            cursor.execute(MOVE, [os.urandom(16).hex()])
    if what == "everything":
        Galley.objects.all().delete()
    return HttpResponse("ok")


def queries(request: HttpRequest) -> HttpResponse:
    """How many queries the answer at ``?address=`` takes."""
    asked: list[str] = []

    def count(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        _answer(request.GET["address"])
    return HttpResponse(str(len(asked)))


def _answer(address: str) -> bytes:
    status: list[str] = []
    environ = RequestFactory(SERVER_NAME="127.0.0.1").get(address).environ
    response = application(environ, lambda given, headers: status.append(given))
    assert status == ["200 OK"], (address, status)
    return b"".join(response)


settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
page_cache.release()
urls.urlpatterns[:0] = [
    path(f"{PLACE}bare/", bare),
    path(f"{PLACE}finish/", finish),
    path(f"{PLACE}queries/", queries),
    path(f"{PLACE}forget/<slug:what>/", forget),
]
application = WSGIHandler()
