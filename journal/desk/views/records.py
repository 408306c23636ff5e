"""Looking up what a piece can be linked to."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse

from journal.desk import permissions
from journal.desk.linking import KINDS

SHOWN = 8  # of each kind


def records(request: HttpRequest) -> HttpResponse:
    """Films, people and festival editions for ``?term=``, in the form that the admin's select asks for."""
    if not permissions.may_use_desk(request.user):
        raise PermissionDenied
    term = request.GET.get("term", "").replace("\0", "").strip()[:200]
    found = [
        {"id": f"{kind}:{record.pk}", "text": f"{record} · {model._meta.verbose_name}"}
        for kind, model in KINDS.items()
        for record in _search(model, term)
    ]
    return JsonResponse({"results": found, "pagination": {"more": False}})


def _search(model: type[Model], term: str) -> QuerySet:
    rows: Any = model._default_manager
    return rows.search(term)[:SHOWN]
