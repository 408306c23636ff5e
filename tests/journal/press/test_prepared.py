from datetime import timedelta

import pytest

from factories import NOON, make_version
from journal.press.models import Version
from journal.press.prepared import Prepared, Together

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


def test_questions_asked_together_have_the_answers_they_have_alone(django_assert_num_queries):
    for number, kind in enumerate(["feature", "review", "feature"]):
        make_version(f"Piece {number}", kind=kind, now=NOON + timedelta(hours=number))

    def newest(at, kind):
        return Version.objects.live(at).filter(kind=kind).order_by("-live_from").values_list("pk")[:2]

    def on_a_day(day):
        return Version.objects.filter(live_from__date=day).values_list("pk")

    alone = Prepared(newest, at=ANY, kind="a kind"), Prepared(on_a_day, day=ANY.date())
    together = Together(*alone, alone[0])
    for kind in ("feature", "review", "essay"):
        with django_assert_num_queries(1):
            found = together.columns(at=NOON + timedelta(hours=4), kind=kind, day=NOON.date())
        of_kind = alone[0].column(at=NOON + timedelta(hours=4), kind=kind)
        assert found == [of_kind, alone[1].column(day=NOON.date()), of_kind]
        assert (len(of_kind), len(found[1])) == ({"feature": 2, "review": 1, "essay": 0}[kind], 3)
    with pytest.raises(KeyError):
        together.columns(at=NOON, kind="feature")
