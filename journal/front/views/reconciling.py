"""The catalogue as a reconciliation service: spreadsheets of others (OpenRefine) are matched with our records.

Whoever can read the site may ask, from any other site, without an account and without a cookie: all that is answered
stands on public pages. What one may ask is limited: the size of a request, the queries in a batch, the requests of one
address in a minute.
"""

import json
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from journal.cinema import reconciling
from journal.front.reporting import address_of

LARGEST = 256 * 1024  # bytes of a request
MOST, WINDOW = 120, 60  # requests of one address in so many seconds
ALLOWED = "GET, HEAD, POST, OPTIONS"
# A name of a function and nothing else: what is sent back runs as a script.
CALLBACK = re.compile(r"[A-Za-z_$][\w$]{0,60}(?:\.[A-Za-z_$][\w$]{0,60}){0,4}", re.ASCII)
View = Callable[..., Any]


def service(view: View) -> Callable[..., HttpResponse]:
    """JSON, or JSONP where a callback is named; open to other sites; never kept; limited.

    A view gives plain data. No form of ours posts here and no session is read, so that there is nothing to forge.
    """

    @wraps(view)
    def answer(request: HttpRequest, **rest: Any) -> HttpResponse:
        if request.method not in ALLOWED.split(", "):
            response: HttpResponse = HttpResponseNotAllowed(ALLOWED.split(", "))
        elif request.method == "OPTIONS":
            response = HttpResponse(status=204)
        else:
            response = _answer(request, view, rest)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Allow-Methods"] = ALLOWED
        response["Access-Control-Allow-Headers"] = "Content-Type"
        response["Cache-Control"] = "no-store"
        return response

    return csrf_exempt(answer)


@service
def endpoint(request: HttpRequest) -> dict[str, Any]:
    """The manifest; with ``queries``, by GET or POST, the candidates of each."""
    queries = (request.POST if request.method == "POST" else request.GET).get("queries")
    if queries is None:
        address = settings.SITE_URL + reverse("front:reconcile")
        return reconciling.manifest(
            endpoint=address,
            view=f"{address}/{{{{id}}}}",
            name=str(_("%(site)s: films, people and festivals") % {"site": settings.SITE_NAME}),
            documentation=settings.SITE_URL + reverse("front:about"),
        )
    return reconciling.answer(reconciling.read_batch(queries))


@service
def suggest(request: HttpRequest, what: str) -> dict[str, Any]:
    """Completion of a name of a record, a type or a property from its beginning."""
    prefix = request.GET.get("prefix", "").strip()[: reconciling.LONGEST]
    if what == "entity":
        cursor = request.GET.get("cursor", "")
        start = int(cursor) if re.fullmatch(r"[0-9]{1,4}", cursor) else 0
        return {"result": reconciling.suggest(prefix, request.GET.getlist("type"), start=start)}
    if what == "type":
        return {"result": reconciling.suggest_of({name: name for name in reconciling.TYPES}, prefix)}
    if what == "property":
        return {"result": reconciling.suggest_of(reconciling.PROPERTIES, prefix)}
    raise Http404


@require_safe
def view(request: HttpRequest, id: str) -> HttpResponse:
    """The public page of an identifier, also of a record that was merged since."""
    record = reconciling.find(id)
    if record is None:
        raise Http404
    return HttpResponseRedirect(record.get_absolute_url())


def _answer(request: HttpRequest, view: View, rest: dict[str, Any]) -> HttpResponse:
    callback = request.GET.get("callback", "")
    if callback and not CALLBACK.fullmatch(callback):
        return _refusal(400, _("The callback is no name of a function."))
    if _too_many(request):
        response = _refusal(429, _("Too many requests. Wait a minute."))
        response["Retry-After"] = str(WINDOW)
        return response
    try:
        if _size(request) > LARGEST:
            return _refusal(413, _("The request is too large; send fewer queries at once."))
        data = view(request, **rest)
    except RequestDataTooBig:
        return _refusal(413, _("The request is too large; send fewer queries at once."))
    except reconciling.BadQuery as error:
        return _refusal(413 if error.too_many else 400, str(error))
    # ASCII, and without the sign that could end a script: the same bytes are safe in a page of another site.
    text = json.dumps(data).replace("<", "\\u003c")
    if not callback:
        return HttpResponse(text, content_type="application/json; charset=utf-8")
    # The comment before the name keeps a browser from taking the answer for anything but a script.
    return HttpResponse(f"/**/{callback}({text});", content_type="application/javascript; charset=utf-8")


def _size(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else LARGEST + 1


def _refusal(status: int, message: str) -> HttpResponse:
    text = json.dumps({"status": "error", "message": message}, ensure_ascii=False)
    return HttpResponse(text, status=status, content_type="application/json; charset=utf-8")


def _too_many(request: HttpRequest) -> bool:
    """Counts a request of its address; the address itself is kept nowhere."""
    key = "reconcile:" + salted_hmac("journal.front.reconcile", address_of(request)).hexdigest()[:32]
    cache.add(key, 0, WINDOW)
    try:
        return cache.incr(key) > MOST
    except ValueError:
        return False  # the minute ended in between
