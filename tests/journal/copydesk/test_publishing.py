from datetime import UTC, datetime

import pytest

from journal.copydesk import publishing
from journal.copydesk.facts import Embargo, Film, Rating
from tests.journal.copydesk.galley import document, excerpts, said

NOON = datetime(2019, 8, 9, 12, tzinfo=UTC)
EVENING = datetime(2019, 8, 9, 19, tzinfo=UTC)


def test_embargoes():
    embargo = (Embargo(EVENING, "The Salt Road"),)
    assert said(publishing.embargoes, "x", embargoes=embargo, goes_live=NOON) == [
        "There is an embargo on The Salt Road until 2019-08-09T19:00:00+00:00."
    ]
    assert said(publishing.embargoes, "x", embargoes=embargo, goes_live=EVENING) == []
    assert len(said(publishing.embargoes, "x", embargoes=embargo)) == 1


@pytest.mark.parametrize(
    ("rating", "wrong"),
    [
        (Rating(3.5, 0, 5, 0.5), False),
        (Rating(3.3, 0, 5, 0.5), True),
        (Rating(5.5, 0, 5, 0.5), True),
        (Rating(1, 1, 5, 1), False),
        (Rating(0.3, 0, 1, 0.1), False),
    ],
)
def test_ratings(rating, wrong):
    assert bool(said(publishing.rating, "x", rating=rating)) is wrong


def test_a_rating_has_a_scale():
    assert said(publishing.rating, "x", has_rating_scale=False) == ["The rating has no scale."]


def test_spoilers():
    text = "So the twist is that he dies.\n\n[text, spoiler] And then he dies."
    assert excerpts(publishing.spoilers, text, kind="review") == ["the twist", "dies"]
    assert excerpts(publishing.spoilers, text, kind="review", warns_of_spoilers=True) == []
    assert excerpts(publishing.spoilers, text, kind="news") == []


def test_readers_see_no_change_without_a_name():
    now, before = document("One two."), document("One three.")
    assert len(said(publishing.undeclared, "One two.", published=before)) == 1
    assert said(publishing.undeclared, "One two.", published=before, is_declared=True) == []
    assert said(publishing.undeclared, "One two.") == []
    assert now != before


def test_languages():
    persian = "این یک فیلم دربارهٔ زنی است که نامه می‌نویسد"
    assert said(publishing.languages, persian) == ["This passage is in another script; say in which language it is."]
    assert said(publishing.languages, f"[text, in fa] {persian}") == []
    assert said(publishing.languages, "She is called Łódź-born Žofia, in 花樣年華.") == []
    assert said(publishing.languages, "x", lang="") == ["It is not said in which language the piece is."]


def test_titles_that_are_not_marked():
    films = (Film(1, "The Salt Road"), Film(2, "Heat"))
    text = "The Salt Road is long, {The Salt Road} too, the heat and Heat too, Heat (1995) as well."
    assert excerpts(publishing.unmarked_titles, text, films=films) == ["The Salt Road", "Heat"]
