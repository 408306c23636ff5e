from hypothesis import given
from hypothesis import strategies as st

from factories import make_copy, paragraphs
from journal.document.blocks import Block, Document
from journal.front.differences import CONTEXT, Segment, between, words
from journal.press.copy import Participant


@given(st.text(), st.text())
def test_both_texts_can_be_read_back(before, after):
    segments = words(before, after)
    assert "".join(segment.text for segment in segments if segment.kind != "added") == before
    assert "".join(segment.text for segment in segments if segment.kind != "removed") == after


def test_a_word_is_exchanged_whole():
    assert words("It is Clive’s hat.", "It is Calvin’s hat.") == [
        Segment("same", "It is "),
        Segment("removed", "Clive’s"),
        Segment("added", "Calvin’s"),
        Segment("same", " hat."),
    ]


def test_another_speaker_is_told_before_everything_else():
    def said(by, text):
        return Document((Block(id="t0000001", type="turn", by=by, text=text),))

    voices = (Participant("JD", "Jo Dale"), Participant("VF", "Vi Fox"))
    old = make_copy("Old", document=said("JD", "Yes."), participants=voices)
    new = make_copy("New", document=said("VF", "Yes, indeed."), participants=voices)
    assert [difference.heading for difference in between(old, new)] == [
        "Another speaker",
        "Changed words · Vi Fox",
        "Headline",
    ]


def test_blocks_that_came_and_went():
    old, new = make_copy(document=paragraphs("One.", "Two.")), make_copy(document=paragraphs("One."))
    assert [(d.heading, d.anchor, d.segments) for d in between(old, new)] == [
        ("Taken out", "", [Segment("removed", "Two.")])
    ]
    assert [(d.heading, d.anchor, d.segments) for d in between(new, old)] == [
        ("Added", "p0000001", [Segment("added", "Two.")])
    ]


def test_long_passages_are_cut_to_the_words_around_the_change():
    long = " ".join(f"w{n}" for n in range(60))
    old, new = (
        make_copy(document=paragraphs(f"{long} old {long}")),
        make_copy(document=paragraphs(f"{long} new {long}")),
    )
    (difference,) = between(old, new)
    before, removed, added, after = (segment.text for segment in difference.segments)
    assert (removed, added) == ("old", "new")
    assert (before.split()[0], len(before.split())) == ("…", CONTEXT + 1)
    assert (after.split()[-1], len(after.split())) == ("…", CONTEXT + 1)
