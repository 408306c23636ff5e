import pytest

from journal.document.blocks import Block, Document
from journal.document.quoting import first_source, holds, stray_quotes

BLOCK = Block("aaaaaaaa", "turn", by="JD", text="We were <em>very</em>  happy.<br>For a day.")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("We were very happy.", True),
        ("very happy. For a day", True),
        ("We were happy.", False),
        ("we were very", False),
        ("", False),
        (" ", False),
    ],
)
def test_words_are_in_a_passage_verbatim_or_not_at_all(words, expected):
    assert holds(BLOCK, words) is expected


def test_the_first_turn_or_paragraph_with_the_words_is_their_source():
    note, turn, other = (
        Block(id * 8, kind, text="It was so.") for id, kind in (("b", "note"), ("c", "turn"), ("d", "paragraph"))
    )
    assert first_source(Document((note, turn, other)), "was so") is turn
    assert first_source(Document((note,)), "was so") is None


def test_stray_quotes_are_those_whose_passage_is_gone_or_says_it_otherwise():
    stored = [
        {"id": "aaaaaaaa", "type": "turn", "by": "JD", "text": "One <em>fine</em> day."},
        {"id": "bbbbbbbb", "type": "note", "text": "One fine day."},
        {"id": "cccccccc", "type": "pullquote", "of": "aaaaaaaa", "text": "One fine day"},
        {"id": "dddddddd", "type": "pullquote", "of": "aaaaaaaa", "text": "One dull day"},
        {"id": "eeeeeeee", "type": "pullquote", "of": "bbbbbbbb", "text": "One fine day"},
        {"id": "ffffffff", "type": "pullquote", "of": "gggggggg", "text": "One fine day"},
    ]
    assert [block.id for block in stray_quotes(Document.from_json(stored))] == ["dddddddd", "eeeeeeee", "ffffffff"]
