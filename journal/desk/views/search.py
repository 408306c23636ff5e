"""One search for the desk: a page of its own, and the part of it that the palette shows as one types."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from journal.desk import lookup, permissions
from journal.desk.views.access import page


def search(request: HttpRequest) -> HttpResponse:
    """``?q=`` what is typed; with ``part`` only the options for the palette."""
    if not permissions.may_use_desk(request.user):
        raise Http404
    typed = request.GET.get("q", "").strip()[: lookup.LONGEST]
    groups = lookup.look_up(request, typed, now=timezone.now())
    number = sum(len(group.rows) for group in groups)
    context = {"title": _("Search the desk"), "typed": typed, "groups": groups, "number": number}
    if "part" in request.GET:
        return TemplateResponse(request, "desk/_options.html", context)
    return page(request, "desk/search.html", context)
