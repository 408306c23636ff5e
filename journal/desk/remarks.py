"""Comments at passages: which passages there are to speak of, and what each comment is about."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import Truncator

from journal.desk.models import Article, Comment
from journal.document.blocks import Document

SHOWN = 70  # characters of a passage


def passages(document: Document) -> dict[str, str]:
    """How every passage with words begins, by its id, in reading order."""
    found = {}
    for block in document:
        if words := " ".join(block.plain().split()):
            found[block.id] = Truncator(f"{block.by}: {words}" if block.by else words).chars(SHOWN)
    return found


def open_ones(article: Article) -> list[Any]:
    """Comments that are not settled. ``passage`` of each: how the one begins that it is about; "" where it is gone."""
    found: Iterable[Comment] = article.comments.filter(resolved_at__isnull=True).select_related("author", "link")
    rows: list[Any] = list(found)
    begins = passages(Document.from_json(article.document)) if any(row.block for row in rows) else {}
    for row in rows:
        row.passage = begins.get(row.block, "")
    return rows
