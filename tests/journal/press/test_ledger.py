import pytest
from django.db import connection

from factories import NOON, make_change, make_version
from journal.press import guards, ledger
from journal.press.models import Notice, Piece, Version

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
        (Version, {"translation_of": 90_000}),
        (Notice, {"text": "Tampered."}),
    ],
)
def test_tampering_past_the_guards_breaks_the_chain_at_its_place(model, columns):
    Piece.objects.create(pk=90_000, kind="essay")
    second = make_change(make_version(), now=NOON.replace(hour=13))
    make_change(second, now=NOON.replace(hour=14))
    guards.remove(connection)
    target = {"pk": second.pk} if model is Version else {"version": second}
    model.objects.filter(**target).update(**columns)
    assert list(ledger.verify()) == [ledger.Broken(second, "words")]


def test_what_a_version_is_a_translation_of_is_sealed_and_cannot_be_taken_out():
    french = make_version("Le sel")
    english = make_version("Salt", translation_of=french.piece_id)
    assert (english.translation_of, list(ledger.verify())) == (french.piece, [])
    guards.remove(connection)
    Version.objects.filter(pk=english.pk).update(translation_of=None)
    assert list(ledger.verify()) == [ledger.Broken(english, "words")]


def test_seals_of_versions_from_before_translations_were_linked_still_hold():
    version = Version(
        piece_id=3, number=1, kind="essay", slug="salt", headline="Salt", dek="On salt.", change="first",
        live_from=NOON, published_at=NOON, document=[{"id": "a0000001", "type": "paragraph", "text": "Salt."}],
    )  # fmt: skip
    # Made by the release before.
    assert ledger.seal(version, []) == "a4a27a651254289b9b351cdfe816ed6d6ec4a80cd30c1a396e22278caf00649a"


def test_missing_version_breaks_the_order():
    first = make_version()
    second = make_change(first, now=NOON.replace(hour=13))
    third = make_change(second, now=NOON.replace(hour=14))
    guards.remove(connection)
    Notice.objects.filter(version=second)._raw_delete("default")
    second.acts.all()._raw_delete("default")
    Version.objects.filter(pk=second.pk)._raw_delete("default")
    assert list(ledger.verify()) == [ledger.Broken(third, "order")]
