from datetime import date

import pytest

from journal.copydesk import people
from journal.copydesk.facts import Credit, Film, Participant, Person
from journal.copydesk.issues import BLOCK
from journal.copydesk.style import Style
from tests.journal.copydesk.galley import excerpts, fixed, proof, said, spans_are_right

SALT = Film(
    1,
    "The Salt Road",
    year=2019,
    credits=(
        Credit("Anna Berg", "Director"),
        Credit("Wolfgang Ziegler", "Actor", "Matthias Hollander"),
        Credit("Mária Kovářová", "Actor", "Lena"),
        Credit("Piet van der Meer", "Original Music Composer"),
    ),
)
CAST = (Participant("Q", "Ida Holm", "interviewer"), Participant("AB", "Anna Berg"))
FACTS = {"films": (SALT,), "participants": CAST}


@pytest.mark.parametrize(
    ("text", "found", "right"),
    [
        ("A keeper, Martin (Wolfgang Ziegler), writes.", ["Martin"], ["Matthias"]),
        ("As Martin Holl (Wolfgang Ziegler) writes.", [], []),
        ("Jonas Weber (played by Wolfgang Ziegler) writes.", ["Jonas Weber"], ["Matthias Hollander"]),
        ("When Klaus, played by Wolfgang Ziegler, writes.", ["Klaus"], ["Matthias"]),
        ("Matthias (Wolfgang Ziegler) and Lena (Maria Kovarova)", [], []),
        ("Mathias (Wolfgang Ziegler)", [], []),
        ("The Director (Anna Berg) and the actor (Wolfgang Ziegler)", [], []),
        ("Martin (Nobody Known) and Martin (2019)", [], []),
    ],
)
def test_characters_are_those_of_their_actors(text, found, right):
    assert excerpts(people.wrong_character, text, **FACTS) == found
    assert fixed(people.wrong_character, text, **FACTS) == right


def test_names_that_the_catalogue_does_not_know():
    text = (
        "We met Berg in Locarno. A keeper, Martin, writes letters. But Martin never sends them, and Lena waits.\n\n"
        "AB: I told Ziegler that Martin is me. The Sea and the sea; in March we shot with Kowalski."
    )
    assert said(people.names_to_verify, text, **FACTS) == [
        "“Martin”, 3 times: a name that the catalogue does not know. Is it Matthias?"
    ]
    assert said(people.names_to_verify, text + "\n\nQ: And Kowalski?", **FACTS)[1:] == [
        "“Kowalski”, 2 times: a name that the catalogue does not know."
    ]
    assert spans_are_right(people.names_to_verify, text, **FACTS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("with Wolfgang Zeigler and Anna Berg", ["Wolfgang Zeigler"]),
        ("When Wolfgang Ziegler's brother left Wolfgang Ziegler", []),
        ("Then Wolfgang Zieglar left.", ["Wolfgang Zieglar"]),
        ("with Maria Kovarova", []),
        ("with Piet Van der Meer, Pit van der Meer", ["Pit van der Meer"]),
        ("Wolf Ziegler, their friend", []),
        ("[Wolfgang Zeigler](/people/wz/) wrote", ["Wolfgang Zeigler"]),
        ("We saw {Wolfgang Zeigler}", []),
    ],
)
def test_misspelt_names(text, found):
    assert excerpts(people.near_misses, text, **FACTS) == found


def test_an_alias_is_no_misspelling():
    aliased = (Person("Wolfgang Ziegler", aliases=("Wolfgang Zeigler",)),)
    assert excerpts(people.near_misses, "with Wolfgang Zeigler", **FACTS, people=aliased) == []
    assert fixed(people.near_misses, "with Wolfgang Zeigler", **FACTS) == ["Wolfgang Ziegler"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the director Wolfgang Ziegler", ["Wolfgang Ziegler"]),
        ("directed by Anna Berg, music by Piet van der Meer", []),
        ("composer Anna Berg", ["Anna Berg"]),
        ("directed by Jan Somebody", []),
        ("shot by Wolfgang Ziegler", []),
        ("Anna Berg and Wolfgang Ziegler", []),
    ],
)
def test_who_did_what(text, found):
    assert excerpts(people.role_claims, text, **FACTS) == found


def test_two_spellings_of_one_name():
    text = (
        "The keeper, Klemens, writes. And so Klemens waits.\n\n"
        "AB: I wrote that Klement is me. But when Klement leaves, nobody knows."
    )
    assert said(people.drift, text) == ["“Klemens” in the introduction, “Klement” in the interview: one name?"]
    assert said(people.drift, text.replace("Klement", "Klemens")) == []
    assert said(people.drift, text.replace("Klement", "Ottokar")) == []


def test_a_name_that_must_not_be_printed():
    who = (Person("Anna Berg", never_print=("Anton Berg",)),)
    text = "… We met ANTON BERG.\n\n[picture 3] Anton Berg by the lake, not Anton Bergman"
    assert excerpts(people.never_printed, text, people=who, dek="With Anton Berg") == [
        "Anton Berg",
        "ANTON BERG",
        "Anton Berg",
    ]
    assert {issue.severity for issue in people.never_printed(proof(text, people=who), Style())} == {BLOCK}


def test_the_late():
    who = (Person("Anna Berg"), Person("Jan Dorn", died=date(2001, 2, 3)))
    text = "the late Anna Berg, the late Jan Dorn, of late Anna Berg"
    assert said(people.the_late, text, people=who) == ["“Anna Berg”: the catalogue has no date of death."]
