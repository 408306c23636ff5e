from hypothesis import given
from hypothesis import strategies as st

from interviews.aligning import rows
from journal.document.blocks import Document

SOURCE = """3 March 2021

The Long Way Round
A talk about boats.

Q: Where did the boats come from?
AQ: From the harbour, all of them,
as everything did.
SHARE THIS
BL:[laughing] Yes!
"""


def document(*texts):
    return Document.from_json([{"id": f"p{n:07d}", "type": "paragraph", "text": text} for n, text in enumerate(texts)])


def test_lines_stand_beside_what_they_became():
    made = document(
        "Where did the boats come from?",
        "From the harbour, all of them, as everything did.",
        "<direction>laughing</direction> Yes!",
    )
    found = rows(SOURCE, made, {"Headline": "The long way round", "Dek": "A talk about boats."})
    assert [(row.lines, row.part, row.block and row.block.id) for row in found] == [
        (("The Long Way Round",), "Headline", None),
        (("A talk about boats.",), "Dek", None),
        (("3 March 2021",), "", None),
        (("Q: Where did the boats come from?",), "", "p0000000"),
        (("AQ: From the harbour, all of them,", "as everything did."), "", "p0000001"),
        (("SHARE THIS",), "", None),
        (("BL:[laughing] Yes!",), "", "p0000002"),
    ]


def test_time_codes_stand_with_their_words():
    source = (
        "WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<v Ada>Why are there boats?\n\n2\n00:02.000 --> 00:03.000\n<v Bo>So.\n"
    )
    found = rows(source, document("Why are there boats?", "So."))
    assert [row.lines for row in found] == [
        ("WEBVTT",),
        ("1", "00:01.000 --> 00:02.000", "<v Ada>Why are there boats?"),
        ("2", "00:02.000 --> 00:03.000", "<v Bo>So."),
    ]


WORDS = st.text(st.sampled_from("ab \n.:"), max_size=60)


@given(WORDS, st.lists(st.text(st.sampled_from("ab ."), min_size=1, max_size=20), max_size=5))
def test_every_line_and_every_block_stands_once(source, texts):
    made = document(*texts)
    found = rows(source, made)
    assert sorted(line for row in found for line in row.lines) == sorted(
        line.strip() for line in source.splitlines() if line.strip()
    )
    assert [row.block for row in found if row.block] == list(made)
