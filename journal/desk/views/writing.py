"""What the writing surface asks for while somebody writes."""

from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from journal.desk import noticing, permissions, posted
from journal.desk.models import Article
from journal.desk.permissions import account
from journal.desk.views.access import for_piece
from journal.desk.views.reading import reader_page
from journal.document.blocks import Document, DocumentError

HEADLINE_LIMIT = 300


@require_POST
@xframe_options_sameorigin
@for_piece()
def live_preview(request: HttpRequest, article: Article, *, now: datetime) -> HttpResponse:
    """The reader's page with the words that are in the form now; nothing is saved. 422 with a sentence where the text
    cannot be read."""
    whole = article.whole()
    try:
        document = Document.from_json(posted.with_ids(posted.read(request.POST.get("blocks", ""))))
    except DocumentError:
        said = _("The text cannot be shown. Save it to see what is wrong.")
        return HttpResponse(said, status=422, content_type="text/plain; charset=utf-8")
    headline = request.POST.get("headline", "").replace("\0", "")[:HEADLINE_LIMIT].strip() or whole.headline
    dek = request.POST.get("dek", whole.dek).replace("\0", "")
    return reader_page(request, whole, replace(whole.copy(), document=document, headline=headline, dek=dek), now)


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
