import pytest

from journal.copydesk import typography
from journal.copydesk.facts import Facts, Participant
from journal.copydesk.issues import BLOCK, INFO, WARN
from journal.copydesk.proof import Proof
from journal.copydesk.style import Style
from journal.document import inline
from journal.document.blocks import Document
from tests.journal.copydesk.galley import excerpts, fixed, proof, said, spans_are_right


def exactly(check, text: str) -> list[str]:
    """The signs that a rule marks, without what stands around them; the text is words, not notation."""
    stored = [{"id": "aaaaaaaa", "type": "paragraph", "text": inline.escape(text)}]
    galley = Proof(Document.from_json(stored), Facts())
    return [text[slice(*issue.span)] for issue in check(galley, Style())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We shot the scene.. it was long", [".."]),
        ("one,, two;; three", [",,", ";;"]),
        ("well ..... so", ["....."]),
        ("He came , and went .", [" ,", " ."]),
        ("Why?. Because!.", ["?.", "!."]),
        ("Well... and then .... or … so. It cost .5 or 1.5.", []),
        ("see https://example.org/a..b and www.example.org/..", []),
    ],
)
def test_one_sign_too_many(text, found):
    assert exactly(typography.signs, text) == found


def test_a_title_may_end_in_a_sign():
    assert excerpts(typography.signs, "We saw {Airplane!}.") == []
    assert fixed(typography.signs, "a scene.. it,, is ..... so") == [".", ",", "..."]


@pytest.mark.parametrize(
    ("text", "found", "right"),
    [
        ("It ended.Then it began,and so on", [".", ","], [". ", ", "]),
        ("He left[laughing loudly] again", ["["], [" ["]),
        ("[laughing]Yes", ["]"], ["] "]),
        ("the film[s] that [t]hey made, in 1,000 copies by J.D. Doe at example.com", [], []),
        ("e.g. this, i.e. that, 3.14, Node.js", [], []),
    ],
)
def test_a_space_is_missing(text, found, right):
    assert exactly(typography.missing_space, text) == found
    assert fixed(typography.missing_space, text.replace("[", "\\[")) == right


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He (the one left.", ["("]),
        ("He the one) left.", [")"]),
        ("He [the one) left", [")", "["]),
        ('He said "yes.', ['"']),
        ("He said “yes.", ["“"]),
        ("Either a) this or b) that, or 1) the other :) ;-)", []),
        ('A 6\'2" man, 12" long', []),
        ("„Ja“, sagte er, „nein“.", []),
        ("“It was long.\n\n“It was very long.” He left.", []),
        ('"It was long.\n\n"It was very long." He left.', []),
        ("(a [b] c) “d” (e)", []),
    ],
)
def test_brackets_and_quotation_marks_have_partners(text, found):
    assert exactly(typography.unbalanced, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("two  spaces and \u00a0 more", ["  ", " \u00a0 "]),
        ("a\tb", ["\t"]),
        ("zero\u200bwidth and bo\ufeffm", ["\u200b", "\ufeff"]),
        ("cafÃ© and donâ€™t and \ufffd", ["Ã©", "â€™", "\ufffd"]),
        ("می\u200cخواهم, 👩\u200d👧, and a\u00a0b", []),
    ],
)
def test_what_nobody_sees(text, found):
    assert exactly(typography.spaces, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He was **very** good &amp; <b>bold</b>", ["**", "**", "&amp;", "<b>", "</b>"]),
        ("born in TK, [CHECK] the year, TODO", ["TK", "[CHECK]", "TODO"]),
        ("Lorem ipsum and ??? so", ["Lorem ipsum", "???"]),
        ("Tom & Jerry, 5 < 6, really?? ATK", []),
    ],
)
def test_leftovers(text, found):
    assert exactly(typography.leftovers, text) == found


def test_leftovers_block_and_titles_are_exempt():
    assert [issue.severity for issue in typography.leftovers(proof("TK"), Style())] == [BLOCK]
    assert excerpts(typography.leftovers, "We saw {XXX} there.") == []


def test_two_ways_of_writing_one_sign_are_found_once_at_the_rarer():
    text = "It's “so” and it’s.\n\nA -- b – c, d – e.\n\nWell... so… and…"
    assert said(typography.mixed, text) == [
        "Straight and curly quotation marks in one piece, first where the rarer kind stands: “It's “so” and i”.",
        "“--” and dashes in one piece, first where the rarer kind stands: “A -- b – c, d –”.",
        "“...” and “…” in one piece, first where the rarer kind stands: “Well... so… and…”.",
    ]
    assert said(typography.mixed, 'It\'s "so" -- he said...') == ['“It\'s "so" -- he said...”: two hyphens for a dash.']
    assert said(typography.mixed, "It’s “so” – he said…") == []


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("on 09/06/2012 or 6.9.2012", "news", ["on 09/06/2012 or 6.9.2012", "/06/2012 or 6.9.2012"]),
        ("version 5.2.19 and 1/2", "news", []),
        ("It opened yesterday.", "news", []),
        ("It opened yesterday. Cinema today is rich.", "review", ["It opened yesterday. Cinema tod"]),
        ("AB: We arrived yesterday.", "interview", []),
    ],
)
def test_dates_that_can_be_misread(text, kind, found):
    assert excerpts(typography.dates, text, kind=kind) == found


def test_lengths():
    cast = (Participant("AB", "Anna Berg"),)
    assert said(typography.lengths, "AB: " + "word " * 70 + ".", participants=cast) == ["A sentence of 70 words."]
    assert said(typography.lengths, "So it was. " * 70) == ["A paragraph of 210 words."]
    answer = "AB: " + "\n\n".join(["So it was. " * 20] * 7)
    assert said(typography.lengths, answer, participants=cast) == ["An answer of 420 words."]
    assert said(typography.lengths, answer.replace("AB", "Q"), participants=cast) == []


def test_severities_and_places():
    text = "a scene.. it,and (so  left TK"
    for check, severity in (
        (typography.signs, WARN),
        (typography.missing_space, WARN),
        (typography.unbalanced, WARN),
        (typography.spaces, INFO),
        (typography.leftovers, BLOCK),
    ):
        assert [issue.severity for issue in check(proof(text), Style())] == [severity]
        assert spans_are_right(check, text)
