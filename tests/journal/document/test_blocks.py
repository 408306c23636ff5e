import json
import re

import pytest
from hypothesis import given, settings

from journal.document.blocks import ALPHABET, BLOCK_LIMIT, ID, Block, Document, DocumentError, mint
from tests.journal.document import strategies

STEADY = settings(deadline=None, max_examples=200)
TURN = {"id": "t7k2q9ab", "type": "turn", "by": "VF", "text": "Yes."}


@STEADY
@given(strategies.documents())
def test_the_stored_form_is_lossless(document):
    stored = json.loads(json.dumps(document.to_json()))
    assert Document.from_json(stored) == document
    assert Document.from_json(stored).to_json() == stored


def test_the_stored_form_is_what_the_architecture_page_shows():
    stored = [
        {
            "id": "t7k2q9ab",
            "type": "turn",
            "text": "First paragraph with <em>stress</em>.\n\nSecond paragraph.",
            "by": "VF",
            "t": [754000, 790500],
            "original": {"lang": "fr", "text": "Un.\n\nDeux."},
            "spoiler": True,
            "was": ["aaaaaaaa"],
        },
        {"id": "bbbbbbbb", "type": "list", "items": ["one", "two"], "ordered": True},
        {"id": "cccccccc", "type": "picture", "picture": 7, "caption": "A <cite>film</cite>"},
        {"id": "dddddddd", "type": "rule"},
        {"id": "eeeeeeee", "type": "pullquote", "text": "stress", "of": "t7k2q9ab"},
    ]
    assert Document.from_json(stored).to_json() == stored


def test_values_at_their_defaults_are_not_stored():
    stored = [{"id": "aaaaaaaa", "type": "paragraph", "text": "x", "lang": "", "spoiler": False, "was": []}]
    assert Document.from_json(stored).to_json() == [{"id": "aaaaaaaa", "type": "paragraph", "text": "x"}]


def changed(**values) -> list[dict]:
    return [{name: value for name, value in {**TURN, **values}.items() if value is not ...}]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "A document is a list of blocks."),
        ("[]", "A document is a list of blocks."),
        ([3], "block 1: A block is an object with an id and a type."),
        ([TURN, []], "block 2: A block is an object with an id and a type."),
        (changed(type="poem"), "block 1 (t7k2q9ab): There is no type of block called 'poem'."),
        (changed(type=...), "block 1 (t7k2q9ab): There is no type of block called None."),
        (changed(style="x"), "block 1 (t7k2q9ab): A block of type turn takes no 'style'."),
        (changed(level=2), "block 1 (t7k2q9ab): A block of type turn takes no 'level'."),
        (changed(by=...), "block 1 (t7k2q9ab): A block of type turn needs by."),
        (changed(id=...), "block 1: A block of type turn needs id."),
        (changed(id="T7K2Q9AB"), "block 1: id must be an id: 8 characters of 0-9 and a-z without i, l, o and u."),
        (changed(id="t7k2q9ab\n"), "block 1: id must be an id: 8 characters of 0-9 and a-z without i, l, o and u."),
        (changed(text=3), "block 1 (t7k2q9ab): text must be words."),
        (changed(text="a\x00b"), "block 1 (t7k2q9ab): text holds a NUL character."),
        (changed(text="a\ud800b"), "block 1 (t7k2q9ab): text holds half of a character (a lone surrogate)."),
        (changed(by=" "), "block 1 (t7k2q9ab): by must be the label of a speaker, in 1 to 100 characters."),
        (changed(t=[5]), "block 1 (t7k2q9ab): t must be two numbers of milliseconds."),
        (changed(t=[5, True]), "block 1 (t7k2q9ab): t must be two numbers of milliseconds."),
        (changed(t=[9, 5]), "block 1 (t7k2q9ab): t must start at 0 or later and end after it starts."),
        (changed(lang="french!"), "block 1 (t7k2q9ab): lang must be a language tag such as fr or pt-BR."),
        (changed(spoiler=1), "block 1 (t7k2q9ab): spoiler must be true or false."),
        (changed(original={"lang": "fr"}), "block 1 (t7k2q9ab): original must hold a language and the words before translation."),
        (changed(was=["x"]), "block 1 (t7k2q9ab): was must be an id: 8 characters of 0-9 and a-z without i, l, o and u."),
        ([TURN, TURN], "block 2 (t7k2q9ab): The id t7k2q9ab is used twice."),
        ([TURN, {"id": "bbbbbbbb", "type": "rule", "was": ["t7k2q9ab"]}], "block 2 (bbbbbbbb): The id t7k2q9ab is used twice."),
        ([{"id": "bbbbbbbb", "type": "heading", "text": "x", "level": 1}], "block 1 (bbbbbbbb): level must be 2 or 3."),
        ([{"id": "bbbbbbbb", "type": "picture", "picture": 0}], "block 1 (bbbbbbbb): picture must be the number of a record."),
        ([{"id": "bbbbbbbb", "type": "list", "items": []}], "block 1 (bbbbbbbb): items must be a list with at least one item."),
        ([{"id": "bbbbbbbb", "type": "embed", "url": "javascript:alert(1)"}],
         "block 1 (bbbbbbbb): url must be an address that starts with http:// or https://."),
        ([{"id": "bbbbbbbb", "type": "embed", "url": "/films/"}],
         "block 1 (bbbbbbbb): url must be an address that starts with http:// or https://."),
        ([TURN] * (BLOCK_LIMIT + 1), "A document holds at most 5000 blocks."),
    ],
)  # fmt: skip
def test_bad_data_is_refused_with_its_place(data, said):
    with pytest.raises(DocumentError) as caught:
        Document.from_json(data)
    assert str(caught.value) == said


def test_all_words_together_have_a_limit():
    data = [{"id": f"{at:08d}", "type": "paragraph", "text": "é" * 1_000_000} for at in range(3)]
    with pytest.raises(DocumentError, match="at most 5000000 bytes"):
        Document.from_json(data)


def test_a_line_field_is_one_paragraph():
    data = [{"id": "bbbbbbbb", "type": "heading", "text": "one\n\ntwo", "level": 2}]
    assert Document.from_json(data).blocks[0].text == "one<br>two"


def test_a_block_is_found_by_its_id_and_by_the_ids_that_it_swallowed():
    document = Document.from_json([{**TURN, "was": ["aaaaaaaa"]}, {"id": "bbbbbbbb", "type": "rule"}])
    assert document.get("t7k2q9ab") is document.blocks[0]
    assert document.get("aaaaaaaa") is document.blocks[0]
    assert document.get("cccccccc") is None
    assert document.ids() == {"t7k2q9ab", "aaaaaaaa", "bbbbbbbb"}


def test_minted_ids_are_new_and_well_formed():
    taken: set[str] = set()
    for _time in range(500):
        minted = mint(taken)
        assert re.fullmatch(ID, minted)
        assert minted not in taken
        assert minted[0].isalpha()
        taken.add(minted)
    assert set("".join(taken)) <= set(ALPHABET)


def test_words_and_reading_time_count_what_a_reader_sees():
    document = Document.from_json([
        {"id": "aaaaaaaa", "type": "turn", "by": "VF", "text": "It's <em>two-part</em> &amp; more " * 115,
         "original": {"lang": "fr", "text": "pas compté"}},
        {"id": "bbbbbbbb", "type": "picture", "picture": 3, "caption": "A caption"},
    ])  # fmt: skip
    assert document.words() == 347
    assert document.reading_time() == 2
    assert document.reading_time(words_per_minute=347) == 1
    assert Document().reading_time() == 0


def test_films_and_pictures_are_listed_once_in_order():
    document = Document.from_json([
        {"id": "aaaaaaaa", "type": "turn", "by": "VF", "text": '<cite film="9">M</cite>',
         "original": {"lang": "fr", "text": '<cite film="2">Z</cite>'}},
        {"id": "bbbbbbbb", "type": "list", "items": ['<cite film="9">M</cite>', '<cite film="4">Up</cite>']},
        {"id": "cccccccc", "type": "picture", "picture": 3},
    ])  # fmt: skip
    assert document.films() == [9, 2, 4]
    assert document.pictures() == [3]


def test_one_block_is_read_by_itself():
    assert Block.from_json(TURN) == Document.from_json([TURN]).blocks[0]
    with pytest.raises(DocumentError, match=r"^line 4: A block of type rule takes no 'by'\.$"):
        Block.from_json({"id": "aaaaaaaa", "type": "rule", "by": "x"}, "line 4")
