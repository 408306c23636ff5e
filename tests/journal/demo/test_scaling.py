from collections import Counter
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import transaction

from journal.demo import scaling
from journal.demo.synthetic import PREFIX
from journal.desk.models import Article
from journal.document.blocks import Document
from journal.press import ledger, presenting, printing
from journal.press.models import Piece, Quotation, Version

pytestmark = pytest.mark.django_db
MANY = 60


@pytest.fixture(scope="module")
def many(demo: datetime, django_db_blocker) -> Iterator[datetime]:
    with django_db_blocker.unblock(), transaction.atomic():
        assert scaling.scale(MANY, now=demo) == MANY
        yield demo
        transaction.set_rollback(True)


def synthetic() -> list[Article]:
    return [article.whole() for article in Article.objects.filter(slug__startswith=PREFIX).order_by("slug")]


def test_there_are_as_many_as_asked_for_and_a_second_run_adds_none(many: datetime) -> None:
    assert len(synthetic()) == MANY
    assert scaling.scale(MANY, now=many) == 0
    assert len(synthetic()) == MANY


def test_asking_for_more_adds_the_difference(many: datetime) -> None:
    assert scaling.scale(MANY + 7, now=many) == 7
    assert len({article.slug for article in synthetic()}) == MANY + 7


def test_the_ledger_holds_over_them(many: datetime) -> None:
    assert list(ledger.verify()) == []


def test_each_is_what_the_desk_would_have_handed_over_and_saved(many: datetime) -> None:
    for article in synthetic():
        latest = article.piece.versions.get(live_until=None)
        assert printing.same_content(latest, article.copy()), article.slug
        assert article.revisions.get().snapshot == article.snapshot(), article.slug
        assert article.state(many) in ("published", "corrected")


def test_each_is_rendered_as_the_press_would(many: datetime) -> None:
    for version in Version.objects.filter(slug__startswith=PREFIX)[:20]:
        assert version.body == presenting.render_body(version.copy(), [])
        assert version.words == Document.from_json(version.document).words()


def test_they_are_mixed_public_and_quotable(many: datetime) -> None:
    versions = Version.objects.live(many).filter(slug__startswith=PREFIX)
    assert versions.count() == MANY
    assert len(Counter(versions.values_list("kind", flat=True))) >= 6
    quotations = Quotation.objects.filter(version__in=versions)
    assert quotations.count() > 20
    assert set(quotations.filter(person__isnull=False).values_list("person__invented", flat=True)) == {True}
    assert Piece.objects.filter(versions__in=versions, published_at=None).count() == 0
