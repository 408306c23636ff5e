from factories import make_copy, paragraphs
from journal.document.blocks import Block, Document
from journal.front.differences import CONTEXT, between
from journal.press.copy import Participant


def told(old, new):
    return [
        (
            difference.heading,
            difference.anchor,
            ["".join(f"{s.op[0]}:{s.text}" for s in p) for p in difference.paragraphs],
        )
        for difference in between(old, new)
    ]


def said(by, text):
    return Document((Block(id="t0000001", type="turn", by=by, text=text),))


VOICES = (Participant("JD", "Jo Dale"), Participant("VF", "Vi Fox"))


def test_same_copy_has_no_difference():
    assert between(make_copy(), make_copy()) == []


def test_a_word_is_exchanged_whole():
    old, new = make_copy(document=paragraphs("It is Clive’s hat.")), make_copy(document=paragraphs("It is Cal’s hat."))
    assert told(old, new) == [("Names or figures, Words", "p0000000", ["e:It isd: Clive’si: Cal’se: hat."])]


def test_who_said_what_is_told_before_the_headline():
    old = make_copy("Old", document=said("JD", "Yes."), participants=VOICES)
    new = make_copy("New", document=said("VF", "Yes, indeed."), participants=VOICES)
    assert [(heading, words) for heading, _anchor, words in told(old, new)] == [
        ("Vi Fox · Another speaker, What was said", ["d:Jo Dalei: Vi Fox", "e:Yesi:, indeede:."]),
        ("Headline", ["d:Oldi:New"]),
    ]


def test_blocks_that_came_and_went():
    old, new = make_copy(document=paragraphs("One.", "Two.")), make_copy(document=paragraphs("One."))
    assert told(old, new) == [("Taken out", "", ["d:Two."])]
    assert told(new, old) == [("Added", "p0000001", ["i:Two."])]


def test_lines_above_the_text():
    assert told(make_copy(dek=""), make_copy(dek="<b>")) == [("Dek", "", ["i:<b>"])]


def test_a_link_to_the_original_is_told_without_naming_it():
    none, one, other = (make_copy(translation_of=piece) for piece in (None, 7, 8))
    assert [told(*pair) for pair in ((none, one), (one, other), (other, none))] == [
        [("Translation", "", ["i:of another piece"])],
        [("Translation", "", ["e:ofi: yete: another piece"])],
        [("Translation", "", ["d:of another piece"])],
    ]


def test_long_passages_are_cut_to_the_words_around_the_change():
    long = " ".join(f"w{n}" for n in range(60))
    old = make_copy(document=paragraphs(f"{long} old {long}"))
    new = make_copy(document=paragraphs(f"{long} new {long}"))
    ((difference,),) = [between(old, new)]
    before, removed, added, after = (segment.text for segment in difference.paragraphs[0])
    assert (removed, added) == (" old", " new")
    assert (before.split()[0][0], len(before.split())) == ("…", CONTEXT + 1)
    assert (after.split()[-1], len(after.split())) == ("…", CONTEXT + 1)
