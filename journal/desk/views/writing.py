"""What the writing surface asks for while somebody writes."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from journal.desk import noticing, permissions, posted
from journal.desk.models import Article
from journal.desk.permissions import account
from journal.desk.views.access import for_piece, live_version
from journal.desk.views.reading import reader_page
from journal.document.blocks import Document, DocumentError
from journal.pictures.models import Picture
from journal.press.copy import Copy, Participant
from journal.press.kinds import Kind

HEADLINE_LIMIT = 300


@for_piece()
@require_GET
def text(request: HttpRequest, article: Article, *, now: datetime, number: int) -> HttpResponse:
    """The blocks of a revision, for the surface of a form that was opened with it. An autosave may have taken its place
    since: 404."""
    if number == article.revision:
        return _blocks(article.document)
    found = article.revisions.filter(number=number).first()
    if found is None:
        raise Http404
    return _blocks(found.snapshot["document"])


@for_piece("correct")
@require_GET
def printed_text(request: HttpRequest, article: Article, *, now: datetime, number: int) -> HttpResponse:
    """The blocks of a version, for the surface of a correction on the spot."""
    found = article.piece.versions.filter(number=number).first() if article.piece else None
    if found is None:
        raise Http404
    return _blocks(found.copy().document.to_json())


def _blocks(document: list[dict[str, Any]]) -> HttpResponse:
    response = JsonResponse({"blocks": document})
    add_never_cache_headers(response)
    return response


@require_POST
@xframe_options_sameorigin
@for_piece()
def live_preview(request: HttpRequest, article: Article, *, now: datetime) -> HttpResponse:
    """The reader's page with the words that are in the form now; nothing is saved. 422 with a sentence where the text
    cannot be read."""
    whole = article.whole()
    return _drawn(request, whole, whole.copy(), now)


@require_POST
@xframe_options_sameorigin
def first_preview(request: HttpRequest) -> HttpResponse:
    """The same for a piece that was never saved."""
    if not permissions.may_start(request.user):
        raise PermissionDenied
    kind = request.POST.get("kind", "") or request.GET.get("kind", "")
    article = Article(kind=kind if kind in Kind.values else Kind.FEATURE, headline=_("No headline yet"))
    copy = Copy(kind=article.kind, headline=article.headline, document=Document())
    return _drawn(request, article, copy, timezone.now())


@require_POST
@xframe_options_sameorigin
@for_piece("correct")
def correction_preview(request: HttpRequest, article: Article, *, now: datetime) -> HttpResponse:
    """The same for what is published, corrected on the spot: what is pending in the draft is not in it."""
    return _drawn(request, article, live_version(article, now).copy(), now)


def _drawn(request: HttpRequest, article: Article, copy: Copy, now: datetime) -> HttpResponse:
    """The copy with the words and the voices that were posted, as readers would get it."""
    try:
        document = Document.from_json(posted.with_ids(posted.read(request.POST.get("blocks", ""))))
    except DocumentError:
        said = _("The text cannot be shown. Save it to see what is wrong.")
        return HttpResponse(said, status=422, content_type="text/plain; charset=utf-8")
    changed = replace(
        copy,
        document=document,
        headline=request.POST.get("headline", "").replace("\0", "")[:HEADLINE_LIMIT].strip() or copy.headline,
        dek=request.POST.get("dek", copy.dek).replace("\0", ""),
        participants=_speaking(request.POST.get("voices", ""), copy.participants),
    )
    return reader_page(request, article, changed, now)


def as_written(request: HttpRequest, article: Article) -> Copy:
    """The copy as it would be if what stands in the form now were saved. Raises DocumentError.

    Text, headline, dek, speakers and lead picture come from the form; the rest is what was saved last.
    """
    document = Document.from_json(posted.with_ids(posted.read(request.POST.get("blocks", ""))))
    whole = article.whole()
    # In memory only: the copy makes its own reading of the text, of the films that it names for one.
    whole.document = document.to_json()
    whole.headline = request.POST.get("headline", whole.headline).replace("\0", "")[:HEADLINE_LIMIT].strip()
    whole.dek = request.POST.get("dek", whole.dek).replace("\0", "")
    if "picture" in request.POST:
        whole.picture = _chosen(request.POST["picture"])
    copy = whole.copy()
    return replace(copy, participants=_speaking(request.POST.get("voices", ""), copy.participants))


def _chosen(key: str) -> Picture | None:
    is_number = key.isascii() and key.isdecimal() and len(key) < 16
    return Picture.objects.filter(pk=int(key)).first() if is_number else None


def _speaking(raw: str, stored: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Who speaks, as the rows of the form say now; those who are stored where nothing readable was posted."""
    known = {participant.label: participant for participant in stored}
    try:
        voices = posted.voices(raw)
    except DocumentError:
        return stored
    return tuple(
        replace(known[label], name=name or known[label].name)
        if label in known
        else Participant(label, name, "interviewer" if asking else "interviewee")
        for label, name, asking in voices
    )


@require_POST
@for_piece()
def mentions(request: HttpRequest, article: Article, *, now: datetime) -> HttpResponse:
    """Records that the text in the form names and does not lead to yet. 422 with a sentence where it cannot be read."""
    try:
        document = Document.from_json(posted.with_ids(posted.read(request.POST.get("blocks", ""))))
        found = noticing.suggestions(article, document, user=request.user)
    except DocumentError:
        return JsonResponse({"said": _("The text cannot be read. Save it to see what is wrong.")}, status=422)
    except noticing.TooLong as refusal:
        return JsonResponse({"said": " ".join(refusal.messages)}, status=422)
    return JsonResponse({"found": noticing.as_json(found)})


@require_POST
@for_piece(may=permissions.may_edit)
def refuse_mention(request: HttpRequest, article: Article, *, now: datetime) -> HttpResponse:
    """These words do not mean that record; it is not proposed again for this piece."""
    key, words = request.POST.get("key", ""), request.POST.get("words", "")
    try:
        noticing.refuse(article=article, key=key, words=words, by=account(request.user), now=now)
    except ValidationError as refusal:
        return JsonResponse({"said": " ".join(refusal.messages)}, status=422)
    return JsonResponse({})
