import pytest
from django.db import connection

from factories import NOON, make_change, make_version
from journal.press import guards, ledger
from journal.press.models import Notice, Version

pytestmark = pytest.mark.django_db


def test_untouched_chain_holds():
    make_change(make_version(), now=NOON.replace(hour=13))
    make_version("Other")
    assert list(ledger.verify()) == []


def test_each_seal_covers_the_one_before():
    first = make_version()
    second = make_change(first, now=NOON.replace(hour=13))
    assert (first.previous_sha256, second.previous_sha256) == ("", first.sha256)


@pytest.mark.parametrize(
    ("model", "columns"),
    [
        (Version, {"headline": "Tampered"}),
        (Version, {"document": []}),
        (Version, {"published_at": NOON.replace(year=2020)}),
        (Notice, {"text": "Tampered."}),
    ],
)
def test_tampering_past_the_guards_breaks_the_chain_at_its_place(model, columns):
    second = make_change(make_version(), now=NOON.replace(hour=13))
    make_change(second, now=NOON.replace(hour=14))
    guards.remove(connection)
    target = {"pk": second.pk} if model is Version else {"version": second}
    model.objects.filter(**target).update(**columns)
    assert list(ledger.verify()) == [ledger.Broken(second, "words")]


def test_missing_version_breaks_the_order():
    first = make_version()
    second = make_change(first, now=NOON.replace(hour=13))
    third = make_change(second, now=NOON.replace(hour=14))
    guards.remove(connection)
    Notice.objects.filter(version=second)._raw_delete("default")
    second.acts.all()._raw_delete("default")
    Version.objects.filter(pk=second.pk)._raw_delete("default")
    assert list(ledger.verify()) == [ledger.Broken(third, "order")]
