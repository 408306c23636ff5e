"""Addresses of share and quote cards for templates."""

from django import template

from journal.front import cards, clock
from journal.press.presenting import Presented

register = template.Library()


@register.simple_tag
def share_card(piece: Presented) -> str:
    """The path of a printed piece's share card (JPEG, 1200 × 630); "" of a draft, or where there is none."""
    card = cards.share(piece.version, now=clock.now()) if piece.version else None
    return cards.share_url(piece.version, card) if piece.version and card else ""


@register.simple_tag
def quote_card(piece: Presented, block: str) -> str:
    """The path of the card of an answer or pull quote of a printed piece; "" of a draft.

    No query is made: what no card can be drawn of answers 404 there (a question, a spoiler, a script without a font).
    """
    return cards.quote_url(piece.version, block) if piece.version and not piece.is_retracted else ""
