from datetime import date

import pytest

from journal.copydesk import transcript
from journal.copydesk.facts import Facts, Participant
from journal.copydesk.proof import Proof
from journal.copydesk.style import Style
from journal.document.blocks import Document
from tests.journal.copydesk.galley import excerpts, fixed, said, spans_are_right

IDA, ANNA, CARL = (
    Participant("Q", "Ida Holm", "interviewer"),
    Participant("AB", "Anna Berg"),
    Participant("CD", "Carl Dorn"),
)
CAST = (IDA, ANNA, CARL)


def test_a_paragraph_among_turns_that_nobody_says():
    text = "Before.\n\nQ: One?\n\nAB: Two.\n\n[text] Lost words.\n\nQ: Three?\n\n[text] After."
    assert excerpts(transcript.unlabelled, text) == ["Lost words."]
    assert said(transcript.unlabelled, text) == [
        "A paragraph among the turns that nobody says. Does AB go on, or is it a note?"
    ]


def test_labels_of_nobody():
    assert said(transcript.unknown_label, "Q: One?\n\nCD: Two.", participants=(IDA, ANNA)) == [
        "No participant has the label “CD”."
    ]
    assert said(transcript.unknown_label, "Q: One?", kind="feature") == []


def test_one_speaker_twice_running():
    assert excerpts(transcript.same_speaker, "Q: One?\n\nAB: Two.\n\nAB: Three.\n\nQ: Four?") == ["AB"]
    assert excerpts(transcript.same_speaker, "AB: Two.\n\n## Later\n\nAB: Three.") == []


def test_participants_speak_and_are_introduced():
    text = "We met Anna Berg.\n\nQ: One?\n\nAB: Two.\n\nCD: Three."
    assert said(transcript.silent, text, participants=CAST) == [
        "Carl Dorn speaks without having been introduced by name."
    ]
    assert said(transcript.silent, text.replace("CD", "AB"), participants=CAST) == [
        "Carl Dorn is a participant and never speaks."
    ]
    assert said(transcript.silent, text, participants=CAST, dek="With Carl Dorn") == []


def test_who_speaks_how_much():
    text = "AB: Yes.\n\nQ: " + "Why is it so long? " * 3
    assert said(transcript.balance, text, participants=CAST) == [
        "The last word is the interviewer's.",
        "Only 6 in 100 words are the interviewee's.",
    ]
    assert said(transcript.balance, "Q: Why?\n\nAB: It was so.", participants=CAST) == []


@pytest.mark.parametrize(
    ("label", "name", "odd"),
    [
        ("AB", "Anna Berg", False),
        ("A.B.", "Anna Berg", False),
        ("Berg", "Anna Berg", False),
        ("BERG", "Anna Berg", False),
        ("Q", "Anna Berg", False),
        ("XY", "Anna Berg", True),
        ("ZK", "Žofia Kovář", False),
    ],
)
def test_labels_come_from_names(label, name, odd):
    found = said(transcript.odd_label, "x", participants=(Participant(label, name),))
    assert found == ([f"The label “{label}” does not come from the name {name}."] if odd else [])


def test_stage_directions_stand_in_square_brackets():
    text = "AB: Yes (laughs). He (the other) left. (Both laughing) So."
    assert excerpts(transcript.gestures, text) == ["(laughs)", "(Both laughing)"]
    assert fixed(transcript.gestures, text) == ["[laughs]", "[Both laughing]"]
    assert excerpts(transcript.gestures, "AB: [laughs \\[loudly\\]] Yes.") == ["laughs [loudly]"]
    assert spans_are_right(transcript.gestures, text)


TOLD = {
    "kind": "interview",
    "conducted_on": date(2019, 8, 5),
    "medium": "in person",
    "editing": "condensed",
    "original_language": "de",
    "translator": "Ida Holm",
}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"kind": "news", "medium": ""}, []),
        ({"conducted_on": None}, ["It is not said when the interview took place."]),
        ({"medium": ""}, ["It is not said how the interview took place (in person, by telephone, by e-mail)."]),
        ({"editing": ""}, ["It is not said how the words were edited."]),
        ({"original_language": ""}, ["It is not said in which language the interview was held."]),
        ({"translator": ""}, ["The interview was translated, and it is not said by whom."]),
        ({"translator": "", "original_language": "en-GB"}, []),
    ],
)
def test_what_readers_are_told(changed, expected):
    assert said(transcript.disclosure, "x", **{**TOLD, **changed}) == expected


def test_times_go_forward_and_end_with_the_recording():
    text = "Q [0:10-0:20]: a\n\nAB [0:05-0:15]: b\n\nQ [0:20-1:40]: c"
    assert said(transcript.timecodes, text, recording_ms=60_000) == [
        "This turn begins before the one above it.",
        "This turn ends after the recording does.",
    ]
    assert said(transcript.timecodes, "Q [0:10-0:20]: a\n\nAB [0:15-0:18]: b", recording_ms=60_000) == []


def pull_quote(text: str, of: str = "aaaaaaaa") -> list[str]:
    stored = [
        {"id": "aaaaaaaa", "type": "turn", "by": "AB", "text": "It was <em>never</em> easy, and never meant to be."},
        {"id": "bbbbbbbb", "type": "pullquote", "of": of, "text": text},
    ]
    return [str(issue) for issue in transcript.pull_quotes(Proof(Document.from_json(stored), Facts()), Style())]


def test_pull_quotes_are_verbatim():
    assert pull_quote("never easy, and never meant") == []
    assert pull_quote("never meant to be easy") == [
        "“never meant to be easy” does not stand so in the passage that it is taken from."
    ]
    assert pull_quote("never", of="cccccccc") == ["The passage that this pull quote is taken from is gone."]
