"""The desk's screens round a transcript: import, review, export. Function views, mounted by InterviewAdmin."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviews import exporting, importing, matching, mending, showing
from interviews.drafting import draft_of
from interviews.forms import ImportForm, recognised, say
from interviews.models import Import, Interview
from interviews.transcripts.limits import read_limited
from interviews.transcripts.model import Transcript, TranscriptError
from journal.desk import permissions


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Paste or choose files. With ``pk`` the transcript of that interview is replaced."""
    revises = _own_interview(request, pk) if pk else None
    _may_start(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        made, failed = _read_all(request, form, revises)
        if _for_script(request):
            return _told(made, failed)
        if len(made) == 1 and not failed:
            return HttpResponseRedirect(reverse("admin:interviews_import_review", args=[made[0].pk]))
        for name, why in failed:
            form.add_error("uploads", f"{name}: {why}")
        if made and not failed:
            return HttpResponseRedirect(reverse("admin:interviews_import"))
    if _for_script(request) and form.errors:
        return JsonResponse({"error": " ".join(str(said) for errors in form.errors.values() for said in errors)})
    waiting = Import.objects.open().of(request.user).listed()[:50]
    context = {"title": _("Import a transcript"), "form": form, "waiting": waiting, "revises": revises}
    return _page(request, "interviews/import.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """What was recognised, what could not be decided, source and result side by side."""
    imported = _own_import(request, pk)
    if imported.finished_at and imported.interview:
        return HttpResponseRedirect(_change_url(imported.interview))
    mended = mending.Mended()
    if request.method == "POST":
        mended = mending.mend(request, imported)
        if mended.is_clean:
            return _after(request, imported, mended.focus)
        messages.error(request, _("What you did is kept. Something is not right yet: look at the marked fields."))
    return _page(request, "interviews/review.html", showing.context(request, imported, mended))


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throws an unfinished import away."""
    imported = _own_import(request, pk)
    if imported.finished_at is None:
        imported.delete()
        messages.success(request, _("The import was thrown away."))
    return HttpResponseRedirect(reverse("admin:interviews_import"))


@require_safe
def export(request: HttpRequest, pk: int, format: str) -> HttpResponse:
    """The working copy as a file."""
    interview = Interview.objects.filter(pk=pk).first()
    if interview is None or not permissions.may_see(request.user, interview):
        raise Http404
    if format not in exporting.formats(interview.copy_document()):
        raise Http404
    return exporting.answer(interview, format)


# -- reading -----------------------------------------------------------------------------------------------------


def _read_all(
    request: HttpRequest, form: ImportForm, revises: Interview | None
) -> tuple[list[Import], list[tuple[str, str]]]:
    """The imports made, and (file, reason) of what could not be read."""
    if form.transcript is not None:
        text = form.cleaned_data["text"]
        return [_keep(request, form.transcript, revises, text=text)], []
    made, failed = [], []
    for file in form.cleaned_data["uploads"]:
        try:
            made.append(_read_file(request, file, form.cleaned_data["format"], revises))
        except TranscriptError as error:
            failed.append((file.name, say(error)))
    return made, failed


def _for_script(request: HttpRequest) -> bool:
    return request.accepts("application/json") and not request.accepts("text/html")


def _told(made: list[Import], failed: list[tuple[str, str]]) -> JsonResponse:
    """What became of one file, for the script that sends many one after the other."""
    for _name, why in failed:
        return JsonResponse({"error": why})
    review = reverse("admin:interviews_import_review", args=[made[0].pk])
    return JsonResponse({"review": review, "summary": "; ".join(recognised(made[0].draft))})


def _read_file(request: HttpRequest, file: UploadedFile, format: str, revises: Interview | None) -> Import:
    data = file.read()
    transcript = read_limited(data, filename=file.name, format=format or None, site_zone=settings.TIME_ZONE)
    text = importing.readable(data)
    return _keep(request, transcript, revises, text=text, filename=file.name or "", content=b"" if text else data)


def _keep(
    request: HttpRequest,
    transcript: Transcript,
    revises: Interview | None,
    *,
    text: str,
    filename: str = "",
    content: bytes = b"",
) -> Import:
    now = timezone.now()
    draft = matching.matched(draft_of(transcript))
    return Import.objects.create(
        filename=filename[:255],
        content=content,
        text=text,
        format=transcript.format,
        state=draft.to_json(),
        by=permissions.account(request.user),
        at=now,
        edited_at=now,
        revises=revises,
    )


def _after(request: HttpRequest, imported: Import, focus: str) -> HttpResponse:
    """Where to go after a mend that was kept."""
    do = request.POST.get("do", "save")
    verb, _colon, what = do.partition(":")
    if verb == "finish":
        interview = importing.finish(imported=imported, by=permissions.account(request.user), now=timezone.now())
        messages.success(request, _("The interview is at the desk. Look at it once more, then publish."))
        return HttpResponseRedirect(_change_url(interview))
    query = {name: request.GET[name] for name in ("page", "show") if name in request.GET}
    if verb == "page":
        query["page"] = what
    if verb == "edit":
        query["edit"], focus = what, what
    if verb in ("save", "accept"):
        messages.success(request, _("Kept."))
    address = reverse("admin:interviews_import_review", args=[imported.pk])
    anchor = f"#b-{focus}" if focus else ""
    return HttpResponseRedirect(f"{address}?{urlencode(query)}{anchor}" if query else f"{address}{anchor}")


# -- who may -----------------------------------------------------------------------------------------------------


def _may_start(request: HttpRequest) -> None:
    if not permissions.may_start(request.user):
        raise PermissionDenied(_("Writers and editors import transcripts."))


def _own_import(request: HttpRequest, pk: int) -> Import:
    """The import, if it is this person's or they may edit everybody's. Raises Http404 otherwise."""
    _may_start(request)
    imported = Import.objects.select_related("interview", "revises").filter(pk=pk).first()
    if imported is None or not (imported.by_id == request.user.pk or permissions.has(request.user, "edit_any_article")):
        raise Http404
    return imported


def _own_interview(request: HttpRequest, pk: int) -> Interview:
    """The interview, if this person may see it (else 404) and edit it (else 403)."""
    interview = Interview.objects.filter(pk=pk).first()
    if interview is None or not permissions.may_see(request.user, interview):
        raise Http404
    if not permissions.may_edit(request.user, interview):
        raise PermissionDenied(_("Only the writer of an interview, or an editor, replaces its transcript."))
    return interview


def _change_url(interview: Interview) -> str:
    return reverse("admin:interviews_interview_change", args=[interview.pk])


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, {**admin.site.each_context(request), "opts": Interview._meta, **context})
