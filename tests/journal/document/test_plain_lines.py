import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.document.plain_lines import Labels, classify, shield, shielded_label
from tests.journal.document import strategies

KNOWN = Labels(strategies.LABELS)


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(strategies.PIECES) | st.sampled_from(strategies.LABELS), max_size=6).map("".join))
def test_a_shielded_line_begins_nothing(line):
    line = " ".join(line.split()).strip()
    assert classify(shield(line, KNOWN), KNOWN).kind == "words"


@pytest.mark.parametrize("label", strategies.LABELS)
def test_every_label_can_be_written(label):
    line = classify(f"{shielded_label(label)}: words", KNOWN)
    assert (line.kind, line.value, line.words) == ("turn", label, "words")


@pytest.mark.parametrize(
    ("line", "kind", "value", "words"),
    [
        ("JD: words", "turn", "JD", "words"),
        ("JD [in fr, 1:05-2:10]: words", "turn", "JD", "words"),
        ("BK: words", "suspect", "BK", "BK: words"),
        ("## words", "heading", "2", "words"),
        ("### words", "heading", "3", "words"),
        ("#words", "words", "", "#words"),
        ("> words", "quote", "", "words"),
        ("- words", "bullet", "", "words"),
        ("-- words", "words", "", "-- words"),
        ("12. words", "number", "", "words"),
        ("1999. words", "words", "", "1999. words"),
        ("* * *", "rule", "", ""),
        ("[picture 12] words", "picture", "12", "words"),
        ("[picture twelve]", "bracket", "", "picture twelve"),
        ("[text, spoiler] words", "text", "", "words"),
        ("[note, spoiler] words", "words", "", "[note, spoiler] words"),
        ("[original fr] words", "original", "fr", "words"),
        ("[pull quote of t7k2q9ab] words", "pull quote", "t7k2q9ab", "words"),
        ("[He leaves.]", "bracket", "", "He leaves."),
        ("[...]", "words", "", "[...]"),
        ("[He leaves.] So.", "words", "", "[He leaves.] So."),
    ],
)
def test_what_a_line_begins(line, kind, value, words):
    found = classify(line, KNOWN)
    assert (found.kind, found.value, found.words) == (kind, value, words)
