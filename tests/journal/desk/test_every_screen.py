"""Every screen about one piece, whatever is added later: the same door as the draft itself."""

import pytest
from django.contrib import admin
from django.urls import reverse

from journal.desk import workflow
from journal.desk.models import Article, Comment, Revision

from .conftest import NOW, person

pytestmark = pytest.mark.django_db

SCREENS = [
    pattern.name
    for pattern in admin.site.get_urls()
    if (getattr(pattern, "name", "") or "").startswith("desk_") and str(pattern.pattern).startswith("pieces/<int:pk>/")
]
# Looking, talking and putting one's own work away: what a reviewer without the right to edit may do.
LOOKING = {
    "preview", "preview_page", "live_preview", "text", "mentions", "history", "revision", "comment", "checks", "proposal",
    "untrash",
}  # fmt: skip
HERS = {"number": 1, "assignment": 1, "comment": 1, "link": 1, "proposal": 1}


@pytest.fixture
def secret(start, wanda, edith) -> Article:
    """A draft of Wanda's with a comment, a link and a task, so that no screen answers 404 for want of a record."""
    article = start(headline="The unspoken word", notes="unspoken")
    Comment.objects.create(article=article, text="unspoken", author=wanda, at=NOW)
    workflow.share(article=article, label="unspoken", by=wanda, now=NOW)
    workflow.assign(article=article, to=wanda, task="facts", by=edith, now=NOW)
    return article


def address(name: str, article: Article) -> str:
    pattern = next(found for found in admin.site.get_urls() if getattr(found, "name", "") == name)
    more = {key: HERS[key] for key in pattern.pattern.converters if key != "pk"}
    return reverse(f"admin:{name}", kwargs={"pk": article.pk, **more})


def state_of_everything(article: Article) -> tuple:
    stored = Article.objects.values().get(pk=article.pk)
    counts = (stored["revision"], Comment.objects.filter(resolved_at__isnull=True).count(), Revision.objects.count())
    links = tuple(article.preview_links.values_list("revoked_at", flat=True))
    tasks = tuple(article.assignments.values_list("to", "task", "done_at"))
    return (tuple(stored.items()), counts, links, tasks)


FORGED = {
    "revision": 1, "base": 1, "theirs": 1, "mine": "{}", "token": "t", "reason": "r", "public_reason": "p",
    "notice": "n", "text": "t", "label": "l", "days": 3, "headline": "Mine now", "blocks": "[]", "_sign": "1",
}  # fmt: skip


@pytest.mark.parametrize("name", SCREENS)
def test_a_stranger_at_the_desk_cannot_know_of_it(name, secret, walt, molly, signed_in):
    before = state_of_everything(secret)
    for stranger in (walt, molly, person("intern")):
        client = signed_in(stranger)
        for response in (client.get(address(name, secret)), client.post(address(name, secret), FORGED)):
            assert response.status_code in (404, 405)
            assert "unspoken" not in response.content.decode()
    assert state_of_everything(secret) == before


@pytest.mark.parametrize("name", SCREENS)
def test_a_visitor_is_sent_to_the_door(name, secret, sam, signed_in, client):
    before = state_of_everything(secret)
    for visitor in (client, signed_in(sam)):
        for response in (visitor.get(address(name, secret)), visitor.post(address(name, secret), FORGED)):
            assert (response.status_code, response.url.split("?")[0]) == (302, reverse("admin:login"))
    assert state_of_everything(secret) == before


@pytest.mark.parametrize("name", SCREENS)
def test_a_colleague_who_only_checks_facts_looks_and_changes_nothing(name, secret, walt, chief, signed_in):
    workflow.assign(article=secret, to=walt, task="facts", by=chief, now=NOW)
    before = state_of_everything(secret)
    client = signed_in(walt)
    looked = client.get(address(name, secret))
    allowed = (
        {200, 302, 404, 405} if name.removeprefix("desk_") in LOOKING | {"finish", "settle_comment"} else {403, 405}
    )
    assert looked.status_code in allowed
    if name.removeprefix("desk_") in LOOKING | {"settle_comment"}:
        return
    assert client.post(address(name, secret), FORGED).status_code in (403, 404)
    assert state_of_everything(secret) == before


@pytest.mark.parametrize("name", SCREENS)
def test_its_writer_is_never_told_that_it_is_not_there(name, secret, wanda, signed_in):
    response = signed_in(wanda).get(address(name, secret))
    # A proposal is the one thing that this draft has none of.
    assert response.status_code in ({404} if name == "desk_proposal" else {200, 302, 403, 405})
