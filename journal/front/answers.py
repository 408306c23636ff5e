"""What every public answer has in common: safe methods alone, a strong ETag, and caches that ask again."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.http import require_safe

from journal.front import clock, page_cache

View = Callable[..., HttpResponse]
# A withdrawal or an embargo must be felt at once, so a cache may keep an answer but has to ask whether it still stands.
ASK_AGAIN = "public, max-age=0, must-revalidate"
CONDITIONS = frozenset({"HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE"})
# What the middleware further in gives every answer, whatever its status.
OF_THE_HOUSE = ("Content-Security-Policy", "X-Frame-Options")


def reader_page(view: View) -> Callable[..., HttpResponseBase]:
    """A view for readers: GET and HEAD alone (405 else), ETag over the bytes, 304 where they are known already.

    The answer may be kept (`page_cache`), so it depends on nothing but the address and the clock.
    """
    return _for_readers(view, keep=True)


def moving_page(view: View) -> Callable[..., HttpResponseBase]:
    """The same for what changes as time goes by, from one second to the next: never kept."""
    return _for_readers(view, keep=False)


def _for_readers(view: View, *, keep: bool) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.setdefault("Cache-Control", ASK_AGAIN)
        if response.status_code == 200:
            if "ETag" not in response:
                response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
            response.for_readers = "kept" if keep else "moving"  # type: ignore[attr-defined]
        return response

    return require_safe(answer)


class KeptPagesMiddleware:
    """Answers out of the page cache before the rest of the house is asked; keeps what a reader's page answered.

    Stands outside everything that adds a header, so that a kept answer has them all; inside what refuses plain HTTP.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        visit = page_cache.visit(request, clock.now()) if _host_is_ours(request) else None
        kept = visit.kept() if visit else None
        if kept is not None:
            return _if_not_known(request, kept)
        response = self.get_response(request)
        how = getattr(response, "for_readers", "")
        if not how:
            return response
        if visit and how == "kept":
            visit.keep(response)
        return _if_not_known(request, response)


def _host_is_ours(request: HttpRequest) -> bool:
    """A host that is not allowed gets no page of ours; Django's own middleware says so further in."""
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


def _if_not_known(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """304 (or 412) in place of bytes that the reader has, under the same headers of the house."""
    if CONDITIONS.isdisjoint(request.META):
        return response
    modified = parse_http_date_safe(response["Last-Modified"]) if "Last-Modified" in response else None
    instead = get_conditional_response(request, response["ETag"], modified, response)
    if instead is None or instead is response:
        return response
    for name in OF_THE_HOUSE:
        if name in response:
            instead[name] = response[name]
    instead["Content-Length"] = str(len(instead.content))
    return instead


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, modified: datetime | None = None, status: int = 200
) -> HttpResponse:
    """A rendered page. ``modified`` is the technical clock: when the bytes last changed for a reader."""
    response = render(request, template, context, status=status)
    if modified is not None:
        response["Last-Modified"] = http_date(modified.timestamp())
    return response
