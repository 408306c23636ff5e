import pytest

from journal.demo import piecefiles
from journal.demo.piecefiles import Change, FileError, Printing

SOURCE = """---
kind: interview
headline: A clerk called Amos
participant: Q = Ruth | interviewer
participant: AB = ada-bell | interviewee | director
topics: ledgers; tides
---

Amos writes.

He stops.

=== typo: 3 days before, 10:00
was: He stop.
now: He stops.

=== correction: 2 days before, 10:00
notice: He is Amos, not Amias.
second person: the credits say so
was: headline: A clerk called Amias
now: headline: A clerk called Amos
was: Amias writes.
now: Amos writes.
"""


def test_the_printings_are_worked_out_backwards_from_what_stands_now() -> None:
    piece = piecefiles.read("ledger", SOURCE)
    assert [(printing.facts["headline"], printing.text) for printing in piece.printings] == [
        ("A clerk called Amias", "Amias writes.\n\nHe stop."),
        ("A clerk called Amias", "Amias writes.\n\nHe stops."),
        ("A clerk called Amos", "Amos writes.\n\nHe stops."),
    ]


def test_facts_changes_and_participants() -> None:
    piece = piecefiles.read("ledger", SOURCE)
    assert piece.first.many("topics") == ["ledgers", "tides"]
    assert piece.first.participants == ("Q = Ruth | interviewer", "AB = ada-bell | interviewee | director")
    assert piece.changes[1] == Change(
        kind="correction",
        moment="2 days before, 10:00",
        notice="He is Amos, not Amias.",
        second_person="the credits say so",
        swaps=(("headline: A clerk called Amias", "headline: A clerk called Amos"), ("Amias writes.", "Amos writes.")),
    )


def test_a_file_without_changes_has_one_printing() -> None:
    piece = piecefiles.read("short", "---\nkind: news\ndek:\n---\nWords.\n")
    assert piece.printings == (Printing({"kind": "news", "dek": ""}, (), "Words."),)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("kind: news\nWords.", "bad: the facts must stand between two lines of three hyphens"),
        ("---\nkind: news\nkind: list\n---\nWords.", "bad: kind is given twice"),
        ("---\nno fact\n---\nWords.", "bad: “no fact” is not a fact"),
        (
            "---\nkind: news\n---\nA b.\n=== typo: x\nwas: c\nnow: b c",
            "bad: “b c” must stand in the text once, not 0 times",
        ),
        ("---\nkind: news\n---\nA a.\n=== typo: x\nnow: a", "bad: “now: a” stands where it says nothing"),
    ],
)
def test_what_cannot_be_read_is_named(source: str, message: str) -> None:
    with pytest.raises(FileError) as caught:
        piecefiles.read("bad", source)
    assert str(caught.value) == message
