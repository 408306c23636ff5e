from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanging import comes_to_an_end
from journal.document import inline
from journal.document.blocks import Document
from journal.document.diff import DELETE, EQUAL, INSERT, Segment, compare
from tests.journal.document import strategies

STEADY = settings(deadline=None, max_examples=200)


def turn(id: str, text: str, by: str = "JD", **values) -> dict:
    return {"id": id * 8, "type": "turn", "by": by, "text": text, **values}


def document(*blocks: dict) -> Document:
    return Document.from_json(list(blocks))


def kinds(old: Document, new: Document, **options) -> list[tuple[str, str]]:
    return [(change.kind, change.row.id[0]) for change in compare(old, new, **options).changes]


def words(diff, at: int = 0) -> list[tuple]:
    return [tuple(segment) for paragraph in diff.rows[at].parts[0].paragraphs for segment in paragraph]


ONE, TWO, THREE, FOUR = (turn(id, f"Turn {id} says something.") for id in "abcd")


def test_a_text_does_not_differ_from_itself():
    diff = compare(document(ONE, TWO), document(ONE, TWO))
    assert not diff
    assert diff.changes == ()
    assert words(diff) == [("equal", "Turn a says something.", ())]


def test_words_are_compared_word_by_word():
    old = document(turn("a", "Martin comes home, and he can't goes on."))
    new = document(turn("a", "Matthias comes home and he can't go on."))
    assert words(compare(old, new)) == [
        (DELETE, "Martin", ()),
        (INSERT, "Matthias", ()),
        (EQUAL, " comes home", ()),
        (DELETE, ",", ()),
        (EQUAL, " and he can't", ()),
        (DELETE, " goes", ()),
        (INSERT, " go", ()),
        (EQUAL, " on.", ()),
    ]


def test_a_mark_that_comes_is_seen():
    diff = compare(document(turn("a", "so very real")), document(turn("a", "so <em>very</em> real")))
    assert words(diff) == [
        (EQUAL, "so", ()),
        (DELETE, " very", ()),
        (INSERT, " very", ("em",)),
        (EQUAL, " real", ()),
    ]
    assert [change.kind for change in diff.changes] == ["marks"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We saw the sea in 2012, and left.", []),
        ("We saw the sea in 2012 and left!", ["punctuation"]),
        ("We  saw the sea in 2012, and left.", ["spacing"]),
        ("We saw the lake in 2012, and left.", ["speech"]),
        ("We saw the sea in 2013, and left.", ["speech", "names"]),
        ("We saw the Sea in 2012, and left.", ["speech", "names"]),
        ("We saw <em>the</em> sea in 2012, and left.", ["marks"]),
    ],
)
def test_the_kind_of_a_change(text, expected):
    old = document(turn("a", "We saw the sea in 2012, and left."))
    assert [kind for kind, _id in kinds(old, document(turn("a", text)))] == expected


def test_only_words_of_interviewees_are_speech():
    old, new = document(turn("a", "one thing", by="Q")), document(turn("a", "one word", by="Q"))
    assert kinds(old, new) == [("speech", "a")]
    assert kinds(old, new, interviewees={"JD"}) == [("words", "a")]
    assert kinds(old, new, interviewees={"Q"}) == [("speech", "a")]


def test_added_removed_and_moved_with_as_few_moves_as_can_be():
    old, new = document(ONE, TWO, THREE), document(THREE, ONE, FOUR)
    diff = compare(old, new)
    assert [row.id[0] for row in diff.rows] == ["c", "a", "b", "d"]
    assert [row.id[0] for row in diff.added] == ["d"]
    assert [row.id[0] for row in diff.removed] == ["b"]
    assert [row.id[0] for row in diff.moved] == ["c"]
    assert diff.changed == ()


def test_changes_come_gravest_first():
    old = document(ONE, TWO, THREE, turn("e", "A, b"), turn("f", "He said so."), turn("g", "x " * 9))
    spoken = [{**ONE, "by": "VF"}, {**THREE, "lang": "fr"}, turn("f", "He says so."), turn("g", "Y " + "x " * 9)]
    new = document(FOUR, turn("e", "A b"), *spoken)
    assert kinds(old, new) == [
        ("speaker", "a"),
        ("speech", "f"),
        ("speech", "g"),
        ("names", "g"),
        ("added", "d"),
        ("removed", "b"),
        ("moved", "e"),
        ("details", "c"),
        ("punctuation", "e"),
    ]


def test_a_swallowed_block_is_merged_not_removed():
    diff = compare(
        document(ONE, TWO), document({**ONE, "text": f"{ONE['text']}\n\n{TWO['text']}", "was": ["bbbbbbbb"]})
    )
    assert [(change.kind, change.row.id[0]) for change in diff.changes] == [("merged", "b")]
    assert diff.rows[1].merged_into == "aaaaaaaa"
    assert diff.removed == ()


def test_paragraphs_are_compared_with_their_like():
    old = document(turn("a", "The first paragraph is here.\n\nThe second one stands below it."))
    new = document(
        turn("a", "Words that come before.\n\nThe first paragraph was here.\n\nThe second one stands below it.")
    )
    assert words(compare(old, new)) == [
        (INSERT, "Words that come before.", ()),
        (EQUAL, "The first paragraph", ()),
        (DELETE, " is", ()),
        (INSERT, " was", ()),
        (EQUAL, " here.", ()),
        (EQUAL, "The second one stands below it.", ()),
    ]


def test_a_paragraph_with_nothing_in_common_is_not_confetti():
    old, new = document(turn("a", "It was the end of it all.")), document(turn("a", "Nobody knows, of course, why."))
    assert [op for op, _text, _marks in words(compare(old, new))] == [DELETE, INSERT]


def test_details_and_types():
    picture = {"id": "aaaaaaaa", "type": "picture", "picture": 1, "caption": "A door"}
    diff = compare(document(picture), document({**picture, "picture": 2}))
    assert diff.rows[0].details == ("picture",)
    assert kinds(document(ONE), document({"id": "aaaaaaaa", "type": "paragraph", "text": ONE["text"]})) == [
        ("type", "a")
    ]


def test_the_original_of_a_translation_is_compared_too():
    old = document(turn("a", "Yes.", original={"lang": "fr", "text": "Oui."}))
    new = document(turn("a", "Yes.", original={"lang": "fr", "text": "Si."}))
    diff = compare(old, new)
    assert [(part.name, part.is_changed) for part in diff.rows[0].parts] == [("text", False), ("original", True)]


def spaceless(texts) -> str:
    return "".join("".join(texts).split())


@STEADY
@given(strategies.documents(), strategies.documents(), st.data())
def test_segments_hold_both_states_whole(first, second, data):
    ids = [block.id for block in first]
    blocks = [
        replace(block, id=data.draw(st.sampled_from([block.id, *ids])), was=()) if ids else block for block in second
    ]
    new = Document(tuple({block.id: block for block in blocks}.values()))
    diff = compare(first, new)
    for row in diff.rows:
        for op, block in ((DELETE, row.old), (INSERT, row.new)):
            if block is None or row.merged_into:
                continue
            segments = [
                segment.text
                for part in row.parts
                for paragraph in part.paragraphs
                for segment in paragraph
                if segment.op in (EQUAL, op)
            ]
            assert spaceless(segments) == spaceless(without_brackets(block))
    assert {row.id for row in diff.rows} == {block.id for block in first} | {block.id for block in new}
    assert bool(diff) == ([replace(block, was=()) for block in first] != [replace(block, was=()) for block in new])


def without_brackets(block) -> list[str]:
    """The words of a block; the brackets of stage directions are marks."""
    markups = [block.text, *block.items, block.caption, block.cite, inline.escape(block.title)]
    markups += [block.original.text] if block.original else []
    return [run.text for markup in markups for run in inline.parse(markup)]


@STEADY
@given(st.permutations(list("abcdefg")))
def test_moves_are_as_few_as_can_be(order):
    """Sorting by moving single blocks takes as many moves as there are blocks outside the longest increasing run."""
    old = document(*(turn(id, id) for id in "abcdefg"))
    moved = {row.id[0] for row in compare(old, document(*(turn(id, id) for id in order))).moved}
    stayed = [id for id in order if id not in moved]
    assert stayed == sorted(stayed)
    longest = max(
        (bits for bits in range(1 << 7) if is_sorted([id for at, id in enumerate(order) if bits >> at & 1])),
        key=int.bit_count,
    ).bit_count()
    assert len(moved) == 7 - longest


def is_sorted(letters: list[str]) -> bool:
    return letters == sorted(letters)


def long_text(count: int, words: int = 60) -> list[dict]:
    return [
        {"id": f"a{at:07}", "type": "turn", "by": "JD", "text": " ".join(f"w{at + word}" for word in range(words))}
        for at in range(count)
    ]


def test_two_thousand_blocks_half_of_them_moved():
    stored = long_text(2_000)
    changed = [
        {**block, "text": block["text"].replace("w1", "x1")} if at % 10 == 0 else block
        for at, block in enumerate(stored)
    ]
    old, new = document(*stored), document(*changed[1000:], *changed[:1000])
    with comes_to_an_end():
        diff = compare(old, new)
    assert len(diff.moved) == 1_000


def test_one_very_long_paragraph_is_not_compared_flat():
    text = [
        f"{word} art and love." if at % 2 else f"The {word} was here."
        for at, word in enumerate(["ab", "cd", "ef", "gh"] * 500)
    ]
    old, new = document(turn("a", " ".join(text))), document(turn("a", " ".join(reversed(text))))
    with comes_to_an_end():
        assert compare(old, new).changes != ()


def test_a_segment_knows_its_words():
    assert Segment(INSERT, " So, he can't 12.5!").tokens() == ["So", ",", "he", "can't", "12.5", "!"]
