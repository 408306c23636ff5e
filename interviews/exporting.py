"""An interview as a file."""

from typing import Any

from journal.document.blocks import Document


def formats(document: Document) -> dict[str, Any]:
    return {}
