from datetime import timedelta

import pytest

from factories import NOON, make_version
from journal.press.models import Version
from journal.press.prepared import Prepared

pytestmark = pytest.mark.django_db
ANY = NOON - timedelta(days=9999)


def of_kind(at, kind):
    return Version.objects.live(at).filter(kind=kind).order_by("pk").values_list("pk", "slug")


def test_a_prepared_question_has_the_answers_of_the_queryset(django_assert_num_queries):
    for number, kind in enumerate(["feature", "review", "feature"]):
        make_version(f"Piece {number}", kind=kind, now=NOON + timedelta(hours=number))
    asked = Prepared(of_kind, at=ANY, kind="a kind")
    for hours in range(4):
        for kind in ("feature", "review", "essay"):
            at = NOON + timedelta(hours=hours)
            with django_assert_num_queries(1):
                found = asked.rows(at=at, kind=kind)
            assert found == list(of_kind(at, kind))
            assert asked.column(at=at, kind=kind) == [pk for pk, _slug in found]


def test_words_stay_words():
    make_version(kind="feature")
    assert Prepared(of_kind, at=ANY, kind="a kind").rows(at=NOON, kind="' OR 1=1 --") == []


def test_a_value_that_is_not_in_the_query_is_a_mistake():
    with pytest.raises(LookupError, match="kind"):
        Prepared(lambda at, kind: Version.objects.live(at).values_list("pk"), at=ANY, kind="a kind").rows(
            at=NOON, kind=""
        )
    with pytest.raises(KeyError):
        Prepared(of_kind, at=ANY, kind="a kind").rows(at=NOON)
