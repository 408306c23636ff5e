"""What the writing surface asks for while somebody writes."""

from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from journal.desk import posted
from journal.desk.models import Article
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
