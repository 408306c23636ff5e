"""What a browser sends from the desk's form."""

from typing import Any

from journal.desk.models import Article
from journal.document import plaintext
from journal.document.blocks import Document


def form_of(article: Article | None = None, **changes: Any) -> dict[str, Any]:
    """The form of a piece as it stands (or an empty one), with some fields changed; without rows beside it."""
    data: dict[str, Any] = {
        "base": 0, "headline": "", "dek": "", "document": "", "kind": "feature", "slug": "", "lang": "en",
        "picture": "", "edition": "", "topics": "", "notes": "",
    }  # fmt: skip
    if article is not None:
        data |= {
            "base": article.revision,
            "headline": article.headline,
            "dek": article.dek,
            "document": plaintext.write(Document.from_json(article.document)),
            "kind": article.kind,
        }
    for prefix in ("bylines", "mentions"):
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    return {**data, **changes}
