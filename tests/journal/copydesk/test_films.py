from datetime import date

import pytest

from journal.copydesk import films
from journal.copydesk.facts import Award, Edition, Film
from journal.copydesk.issues import INFO, WARN
from journal.copydesk.style import Style
from tests.journal.copydesk.galley import excerpts, fixed, proof, said, spans_are_right

SALT = Film(1, "The Salt Road", titles=("Der Salzweg",), year=2019)
OLD, NEW = Film(2, "Night Ferry", year=1962), Film(3, "Night Ferry", year=1991)
HEAT = Film(4, "Heat", year=1995)
FACTS = {"films": (SALT, OLD, NEW, HEAT)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{The Salt Road} (2019) and The Salt Road, 2019, again", []),
        ("{The Salt Road} (2015)", [("The Salt Road (2015)", WARN)]),
        ("Der Salzweg (2018)", [("Der Salzweg (2018)", INFO)]),
        ("The Salt Road (Anna Berg, 2009)", [("The Salt Road (Anna Berg, 2009)", WARN)]),
        ("Night Ferry (1991) and Night Ferry (1962)", []),
        ("{Night Ferry|3} (1962)", [("Night Ferry (1962)", WARN)]),
        ("the heat (1990) and Heatwave (1990)", []),
    ],
)
def test_years(text, found):
    issues = list(films.years(proof(text, **FACTS), Style()))
    assert [(issue.excerpt, issue.severity) for issue in issues] == found
    assert spans_are_right(films.years, text, **FACTS)


def test_the_right_year_is_suggested():
    assert fixed(films.years, "{The Salt Road} (2015)", **FACTS) == ["The Salt Road (2019)"]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("{The Salt Road} and {Der Salzweg}", []),
        ("{The Salt Raod}", ["The Salt Road"]),
        ("{The salt road}", ["The Salt Road"]),
        ("{Night Fery}", ["Night Ferry"]),
        ("{Meat} and {Beat}", []),
        ("{Something Else}", []),
        ("{His own film|1}", [None]),
    ],
)
def test_titles(text, right):
    assert fixed(films.titles, text, **FACTS) == right


LOCARNO = Edition("Locarno 2019", date(2019, 8, 7), date(2019, 8, 17))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"conducted_on": date(2019, 8, 9), "published_on": date(2019, 9, 1), "edition": LOCARNO}, []),
        (
            {"conducted_on": date(2019, 9, 9), "published_on": date(2019, 9, 1)},
            ["The interview took place after it was published."],
        ),
        (
            {"conducted_on": date(2019, 10, 9), "edition": LOCARNO},
            ["The interview took place on 2019-10-09, not during Locarno 2019."],
        ),
        (
            {"conducted_on": date(2020, 8, 9), "edition": Edition("Cannes 2020", cancelled=True)},
            ["Cannes 2020 was cancelled, and the interview is said to have taken place there."],
        ),
        (
            {"films": (SALT,), "published_on": date(2012, 1, 1)},
            ["The Salt Road is of 2019, years after publication."],
        ),
    ],
)
def test_the_order_of_time(facts, expected):
    assert said(films.time_order, "x", **facts) == expected


def test_awards():
    given = (Award("Golden Lamp", "The Salt Road"), Award("Silver Lamp", "Anna Berg", "winner"))
    text = "It won the Golden Lamp. She won the Silver Lamp. It was nominated for the Golden Lamp."
    assert excerpts(films.awards, text, awards=given) == ["won the Golden Lamp"]


def test_the_year_stands_at_the_first_mention():
    text = "In {The Salt Road} a man waits. {The Salt Road} (2019) is long. {Heat} (1995) is not. {Heat} is.\n\nAB: {Night Ferry} was."
    assert said(films.first_mention, text, **FACTS) == [
        "“The Salt Road”: the first mention of a film has its year (2019).",
        "“The Salt Road (2019)”: the year stands at the first mention only.",
    ]
