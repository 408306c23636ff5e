"""Views of the list that a person keeps: a search with its filters, under a name."""

from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from journal.desk import permissions
from journal.desk.models import SavedView
from journal.desk.permissions import account

KEPT = 30  # views a person may keep


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keeps the query that the list was opened with; a name that is taken gets the new query."""
    if not permissions.may_use_desk(request.user):
        raise Http404
    user = account(request.user)
    # Read and written again: what is kept can only be a query string.
    query = urlencode([pair for pair in parse_qsl(request.POST.get("query", "")) if pair[0] not in ("p", "e")])[:500]
    name = request.POST.get("name", "").replace("\0", "").strip()[:60]
    if not name or not query:
        messages.error(request, _("Search or filter first, then give the view a name."))
    elif SavedView.objects.filter(user=user).exclude(name=name).count() >= KEPT:
        messages.error(request, _("You keep %(number)d views already. Drop one first.") % {"number": KEPT})
    else:
        SavedView.objects.update_or_create(user=user, name=name, defaults={"query": query})
        messages.success(request, _("Kept as “%(name)s”. Only you see it.") % {"name": name})
    return HttpResponseRedirect(f"{reverse('admin:desk_article_changelist')}?{query}")


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    view = SavedView.objects.filter(pk=pk, user=request.user.pk).first()
    if view is None:
        raise Http404
    view.delete()
    return HttpResponseRedirect(reverse("admin:desk_article_changelist"))
