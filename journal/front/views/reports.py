"""Report an error, and follow what became of it."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from journal.front import clock, reporting
from journal.front.answers import page
from journal.front.views.pieces import at_address
from journal.press import presenting
from journal.press import reporting as press_reporting
from journal.press.models import Report, Version


@csrf_exempt  # readers have no cookie to ride on; the signed time of the form stands in its place
@require_http_methods(["GET", "HEAD", "POST"])
@at_address
def report(request: HttpRequest, version: Version, *, now: datetime) -> HttpResponse:
    if request.method != "POST":
        form = reporting.ReportForm(initial=reporting.initial(request, version, now))
        return _form(request, version, form)
    form = reporting.ReportForm(request.POST)
    if not form.is_valid():
        return _form(request, version, form, status=400)
    if form.is_trap_sprung:
        # A machine is told what it wants to hear.
        return _private(page(request, "front/report_thanks.html", {"canonical": ""}))
    try:
        read, age = reporting.read(form.cleaned_data["shown"], version, now)
    except ValueError as error:
        form.add_error(None, str(error))
        return _form(request, version, _again(form, version, now), status=400)
    if age < reporting.SOONEST:
        form.add_error(None, _("That was quick. Look at it once more, then send it again."))
        # The form keeps its age: whoever sends it again a moment later is taken at their word.
        return _form(request, version, form, status=400)
    if reporting.too_many(request):
        form.add_error(None, _("Several reports came from your address within the hour. Send this one later."))
        return _form(request, version, form, status=429)
    words, wrong, contact = (form.cleaned_data[name] for name in ("words", "wrong", "contact"))
    filed = press_reporting.file(version=read, words=words, wrong=wrong, contact=contact, now=now)
    return _private(HttpResponseRedirect(filed.get_absolute_url()))


@require_safe
def report_status(request: HttpRequest, token: str) -> HttpResponse:
    """The reporter's own page: the key in the address is all that opens it."""
    found = get_object_or_404(Report.objects.select_related("duplicate_of"), token=token)
    now = clock.now()
    note = press_reporting.answering(found.duplicate_of or found, now)
    context = {
        "report": found,
        "notices": presenting.shown([note]) if note else [],
        # What is not public any more is not told here either, not even to who quoted it.
        "version": Version.objects.live(now).filter(piece=found.piece_id).first(),
        "canonical": "",
    }
    return _private(page(request, "front/report_status.html", context))


def _again(form: reporting.ReportForm, version: Version, now: datetime) -> reporting.ReportForm:
    """The same answers under a new stamp."""
    form.data = {**form.data.dict(), "shown": reporting.signed(version, now)}  # type: ignore[attr-defined]
    return form


def _form(request: HttpRequest, version: Version, form: reporting.ReportForm, *, status: int = 200) -> HttpResponse:
    context = {
        "version": version,
        "form": form,
        "action": reverse("front:report", args=[version.section, version.slug]),
        "canonical": "",
    }
    return _private(page(request, "front/report.html", context, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
