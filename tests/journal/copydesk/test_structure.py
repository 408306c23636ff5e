from datetime import date

import pytest

from journal.copydesk import structure
from journal.copydesk.facts import Edition, Film, Participant, Person, Picture
from journal.copydesk.issues import BLOCK
from journal.copydesk.style import Style
from tests.journal.copydesk.galley import excerpts, proof, said, spans_are_right

INTRODUCTION = (
    "We met the two directors by the lake, after the first screening of their second film, in which a lighthouse keeper "
    "writes letters to a woman who does not exist."
)
CAST = (Participant("Q", "Ida Holm", "interviewer"), Participant("AB", "Anna Berg"))
SALT = Film(1, "The Salt Road", titles=("Der Salzweg",), year=2019)


def test_a_dek_that_repeats_the_introduction():
    dek = "We met the two directors by the lake, after the first screening of their second film."
    assert said(structure.dek_repeats, f"{INTRODUCTION}\n\nQ: So?", dek=dek) == [
        "The dek repeats the first paragraph (100 in 100 of its words in the same order)."
    ]


@pytest.mark.parametrize(
    "dek",
    ["Anna Berg on salt, letters and the patience that a film of silences asks for.", "", "Two directors, one lake."],
)
def test_a_dek_of_its_own(dek):
    assert said(structure.dek_repeats, f"{INTRODUCTION}\n\nQ: So?", dek=dek) == []


def test_repetition():
    long = "The keeper counts the waves every night, and every night he loses count before the morning comes."
    assert excerpts(
        structure.repetition, f"AB: {long} Yes.\n\nQ: So it was. {long} Is that all, or is there more to say of him?"
    ) == [long]
    assert said(structure.repetition, f"{INTRODUCTION}\n\nQ: So?\n\n{INTRODUCTION.replace('second', 'third')}") == [
        "This block is nearly the same as an earlier one."
    ]
    assert said(structure.repetition, f"{INTRODUCTION}\n\nAB: Yes.\n\nAB: Yes.") == []


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("", ["There is no headline."]),
        ("Salt", []),
        ("Salt and letters.", ["The headline ends in a full stop."]),
        ("SALT AND LETTERS", ["The headline is in capitals."]),
        ("s" * 80, ["The headline has 80 characters: it will be cut in lists."]),
        ("s" * 120, ["The headline has 120 characters; 110 are the limit."]),
        ("Taken", ["Another piece has the same headline."]),
    ],
)
def test_headlines(headline, expected):
    assert said(structure.headline, "x", headline=headline, other_headlines=frozenset({"Taken"})) == expected


@pytest.mark.parametrize(
    ("headline", "dek", "expected"),
    [
        ("On patience", "A talk by the lake", ["Neither headline nor dek names a film or a person."]),
        ("On patience", "A talk with Berg", []),
        ("The salt road", "", []),
        ("Der Salzweg", "", []),
    ],
)
def test_headline_and_dek_name_somebody(headline, dek, expected):
    facts = {"kind": "interview", "headline": headline, "dek": dek, "films": (SALT,), "participants": CAST}
    assert said(structure.no_subject, "x", **facts) == expected
    assert said(structure.no_subject, "x", **{**facts, "kind": "news"}) == []


def test_a_headline_quotes_what_is_said():
    text = "AB: Well, nobody told us it’d be so long."
    for headline in ("“Nobody told us it'd be so long”", "'So long': Anna Berg"):
        assert said(structure.headline_quote, text, headline=headline) == []
    assert said(structure.headline_quote, text, headline="“Nobody asked us about it”") == [
        "The headline quotes “Nobody asked us about it”, which nobody says in the piece."
    ]


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        (Picture(4, alt="A man at a window", credit="Photo: X"), []),
        (Picture(4, decorative=True, credit="Photo: X"), []),
        (Picture(4), ["The picture has no alternative text.", "The picture has no credit."]),
        (
            Picture(4, alt="A man", credit="X", expires=date(2020, 1, 1)),
            ["The right to print this picture ended on 2020-01-01."],
        ),
        (Picture(4, alt="x" * 300, credit="X"), ["The alternative text has 300 characters; 250 are the limit."]),
        (
            Picture(4, alt="At the lake", credit="X"),
            ["The alternative text only repeats the caption or the name of the file."],
        ),
        (
            Picture(4, alt="Image of a man", credit="X"),
            ["The alternative text need not say that it is a picture."],
        ),
    ],
)
def test_pictures(picture, expected):
    text = "[picture 4] At the lake\n\n[picture 5] Unknown"
    assert said(structure.pictures, text, pictures={4: picture}, published_on=date(2021, 5, 1)) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/", None),
        ("/films/her-2013/", None),
        ("mailto:desk@example.org", None),
        ("http://example.org/", "The link is not encrypted: http://example.org/."),
        ("http://localhost:8000/x", "The link leads to a machine that readers cannot reach: http://localhost:8000/x."),
        (
            "https://staging.example.org/",
            "The link leads to a machine that readers cannot reach: https://staging.example.org/.",
        ),
        ("/news/gone/", "The link leads to a page that is not public: /news/gone/."),
        ("#t7k2q9ab", "The link leads to a passage that is not there: #t7k2q9ab."),
    ],
)
def test_links(address, expected):
    found = said(structure.links, f"see [this]({address}) there", dead_links=frozenset({"/news/gone/"}))
    assert found == ([expected] if expected else [])
    assert spans_are_right(structure.links, f"see [this]({address}) there")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"kind": "news", "byline": ("Ida Holm",), "section": "news"}, []),
        ({"kind": "news"}, ["Nobody stands in the byline.", "The piece is in no section."]),
        (
            {"kind": "review", "byline": ("I",), "section": "reviews"},
            ["The review does not say which film it reviews."],
        ),
        (
            {"kind": "dispatch", "byline": ("I",), "section": "dispatches"},
            ["The dispatch does not say from which festival.", "The dispatch does not say who paid for the journey."],
        ),
        ({"kind": "dispatch", "byline": ("I",), "section": "d", "edition": Edition("X 2020"), "disclosure": "y"}, []),
        (
            {"kind": "obituary", "byline": ("I",), "section": "o", "people": (Person("Jan Dorn"),)},
            ["Nobody whom the obituary is about has a date of death."],
        ),
    ],
)
def test_what_a_piece_needs(facts, expected):
    assert said(structure.needed, "x", **facts) == expected


def test_what_is_needed_blocks():
    assert {issue.severity for issue in structure.needed(proof("x", kind="news"), Style())} == {BLOCK}
