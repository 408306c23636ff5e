"""Cards for other sites: pictures of a headline or of an answer, public exactly as long as the piece is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from journal.front import cards
from journal.front.answers import ASK_AGAIN, moving_page
from journal.front.views.pieces import at_address
from journal.pictures.cards import QuoteCard, ShareCard, draw_quote, draw_share
from journal.press.models import Version

# The bytes at such an address never change, so a reader's browser need not ask again; a cache that serves many people
# asks every time, because a piece may be withdrawn.
FOR_EVER = "public, max-age=31536000, immutable, s-maxage=0, proxy-revalidate"
KEPT = 7 * 24 * 3600  # seconds; drawing costs as much as a hundred pages


@moving_page
@at_address
def share(request: HttpRequest, version: Version, *, now: datetime, digest: str = "") -> HttpResponse:
    card = cards.share(version, now=now)
    if card is None:
        raise Http404
    if digest != card.digest:
        return _moved(cards.share_url(version, card))
    try:
        return _answer("image/jpeg", card, lambda: _shared(card))
    except OSError:
        # The file is being moved, or its store is down: the words alone, and not for ever.
        bare = draw_share(replace(card, still="", credit=""), None)
        return HttpResponse(bare, content_type="image/jpeg", headers={"Cache-Control": ASK_AGAIN})


@moving_page
@at_address
def quote(request: HttpRequest, version: Version, *, now: datetime, block: str, digest: str = "") -> HttpResponse:
    card = cards.quote(version, block)
    if card is None:
        raise Http404
    if digest != card.digest:
        return _moved(cards.quote_url(version, block, card))
    return _answer("image/png", card, lambda: draw_quote(card))


def _moved(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response["Cache-Control"] = ASK_AGAIN
    return response


def _answer(content_type: str, card: ShareCard | QuoteCard, draw: Callable[[], bytes]) -> HttpResponse:
    key = f"card:{card.digest}"
    drawn = None if settings.DEBUG else cache.get(key)
    if drawn is None:
        drawn = draw()
        cache.set(key, drawn, timeout=KEPT)
    return HttpResponse(drawn, content_type=content_type, headers={"Cache-Control": FOR_EVER})


def _shared(card: ShareCard) -> bytes:
    if not card.still:
        return draw_share(card, None)
    with default_storage.open(card.still) as still:
        return draw_share(card, still)
