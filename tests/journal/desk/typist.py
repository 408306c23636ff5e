"""One editor at one machine: opens the form, adds a word to a paragraph of their own, saves, joins where it was stale.

Run as a process of its own: ``typist.py PIECE PARAGRAPH EDITS``; the database is that of ``DATABASE_URL``.
"""

import sys

import django
from django.test.utils import setup_test_environment

django.setup()
setup_test_environment()

from django.conf import settings  # noqa: E402  # the environment comes first
from django.contrib.auth.models import User  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from journal.desk.models import Article  # noqa: E402
from journal.document import plaintext  # noqa: E402
from journal.document.blocks import Document  # noqa: E402


def edit(client: Client, piece: int, paragraph: int, word: str) -> None:
    """Presses Save once; on the page after a stale save presses "Save both, joined" until it is saved."""
    article = Article.objects.get(pk=piece)
    paragraphs = plaintext.write(Document.from_json(article.document)).split("\n\n")
    paragraphs[paragraph] += f" {word}"
    form = {
        "base": article.revision, "headline": article.headline, "dek": "", "document": "\n\n".join(paragraphs),
        "kind": article.kind, "slug": "", "lang": "en", "picture": "", "edition": "", "topics": "", "notes": "",
        "bylines-TOTAL_FORMS": 0, "bylines-INITIAL_FORMS": 0, "mentions-TOTAL_FORMS": 0, "mentions-INITIAL_FORMS": 0,
    }  # fmt: skip
    response = client.post(reverse("admin:desk_article_change", args=[piece]), form)
    while response.status_code == 409:
        stale = response.context["stale"]
        hidden = {"base": stale.base, "theirs": stale.current.number, "mine": response.context["mine_json"]}
        response = client.post(reverse("admin:desk_merge", args=[piece]), hidden)
    if response.status_code != 302:
        sys.exit(f"answer {response.status_code}: {response.content.decode()[:500]}")


def main(piece: int, paragraph: int, edits: int) -> None:
    settings.ALLOWED_HOSTS.append("testserver")
    client = Client()
    client.force_login(User.objects.get(username="edith"), backend="django.contrib.auth.backends.ModelBackend")
    for number in range(edits):
        edit(client, piece, paragraph, f"word{paragraph}x{number}")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:4]))
