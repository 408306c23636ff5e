"""What every public answer has in common: safe methods alone, a strong ETag, and caches that ask again."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.http import require_safe

from journal.front import clock, page_cache

View = Callable[..., HttpResponse]
# A withdrawal or an embargo must be felt at once, so a cache may keep an answer but has to ask whether it still stands.
ASK_AGAIN = "public, max-age=0, must-revalidate"


def reader_page(view: View) -> Callable[..., HttpResponseBase]:
    """A view for readers: GET and HEAD alone (405 else), ETag over the bytes, 304 where they are known already.

    The answer may come from the page cache, so it depends on nothing but the address and the clock.
    """
    return _for_readers(view, page_cache.answer)


def moving_page(view: View) -> Callable[..., HttpResponseBase]:
    """The same for what changes as time goes by, from one second to the next: never kept."""
    return _for_readers(view, lambda request, now, make: make())


def _for_readers(
    view: View, answered: Callable[[HttpRequest, datetime, Callable[[], HttpResponse]], HttpResponse]
) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = answered(request, clock.now(), lambda: _tagged(view(request, *args, **kwargs)))
        if response.status_code != 200:
            return response
        modified = parse_http_date_safe(response["Last-Modified"]) if "Last-Modified" in response else None
        return get_conditional_response(request, response["ETag"], modified, response) or response

    return require_safe(answer)


def _tagged(response: HttpResponse) -> HttpResponse:
    response.setdefault("Cache-Control", ASK_AGAIN)
    if response.status_code == 200:
        response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    return response


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, modified: datetime | None = None, status: int = 200
) -> HttpResponse:
    """A rendered page. ``modified`` is the technical clock: when the bytes last changed for a reader."""
    response = render(request, template, context, status=status)
    if modified is not None:
        response["Last-Modified"] = http_date(modified.timestamp())
    return response
