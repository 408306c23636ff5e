"""What stands on the cards of a piece, taken from what is public at an instant; and where the cards are.

A card's address holds a digest of what is drawn, so that the bytes at an address never change: a corrected headline, a
still whose rights ran out or a new design is another address, and the old one leads there.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from journal.document.blocks import Block
from journal.front import stills
from journal.pictures.cards import QuoteCard, ShareCard
from journal.press.kinds import Kind
from journal.press.models import Quotation, Version


def share(version: Version, *, now: datetime) -> ShareCard | None:
    """The share card of a version that is live; None of a retracted one, or where its script cannot be set here."""
    if version.is_retraction:
        return None
    picture = version.picture
    still: dict[str, Any] = {}
    if picture is not None and stills.still(picture, "whole", now=now) is not None:
        focus = (picture.focal_x, picture.focal_y)
        still = {"still": picture.file.name, "credit": picture.credit_line, "focus": focus}
    card = ShareCard(
        headline=version.headline,
        kicker=str(Kind(version.kind).label),
        site=settings.SITE_NAME,
        lang=version.lang,
        **still,
    )
    return card if card.can_be_drawn() else None


def quote(version: Version, block: str) -> QuoteCard | None:
    """The card of an answer or of a pull quote from one; None of anything else, and where it cannot be set here.

    What may be quoted is what stands in the index of quotations: nobody's question, nothing behind a spoiler.
    """
    blocks = {row["id"]: row for row in version.document}
    row = blocks.get(block, {})
    source = row.get("of", "") if row.get("type") == "pullquote" else block
    quotation = Quotation.objects.filter(version=version, block=source).first()
    if version.is_retraction or quotation is None:
        return None
    card = QuoteCard(
        words=_words(row) if source != block else quotation.text,
        speaker=quotation.name or quotation.label,
        site=settings.SITE_NAME,
        film=_film(version),
        lang=blocks.get(source, {}).get("lang") or version.lang,
    )
    return card if card.can_be_drawn() else None


def share_url(version: Version, card: ShareCard) -> str:
    return reverse("front:card", args=[version.section, version.slug, card.digest])


def quote_url(version: Version, block: str, card: QuoteCard | None = None) -> str:
    """Where the card of a passage is. Without the card itself: an address that stays, and leads to the one that is."""
    if card is None:
        return reverse("front:quote_card_now", args=[version.section, version.slug, block])
    return reverse("front:quote_card", args=[version.section, version.slug, block, card.digest])


def _film(version: Version) -> str:
    """The film that the piece is about, as it was printed."""
    for film in version.facts().films:
        if film.role in {"subject", "reviewed"}:
            return f"{film.title} ({film.year})" if film.year else film.title
    return ""


def _words(row: dict[str, Any]) -> str:
    return Block.from_json(row).plain()
