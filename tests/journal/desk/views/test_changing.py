"""What the correction screen proposes."""

import pytest
from django.urls import reverse

from journal.desk import handing
from journal.desk.models import Article
from journal.press.declaring import Signatures

from ..conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(article, edith) -> Article:
    handing.print_first(article=article, revision=1, signed=Signatures(by=edith), now=NOW)
    return Article.objects.get(pk=article.pk)


@pytest.mark.parametrize(
    ("words", "kind", "place"),
    [
        ({"headline": "The longest take"}, "correction", "top"),
        ({"document": "Won.\n\nTwo."}, "correction", ""),
        ({"document": "One!\n\nTwo."}, "typo", ""),
    ],
)
def test_a_wrong_headline_is_proposed_to_be_put_right_at_the_top(printed, molly, signed_in, words, kind, place):
    given = {"headline": "The long take", "dek": "", "document": "One.\n\nTwo.", "_look": "1", **words}
    page = signed_in(molly).post(reverse("admin:desk_correct", args=[printed.pk]), given)
    initial = page.context["form"].initial
    assert (initial["kind"], initial["place"]) == (kind, place)
