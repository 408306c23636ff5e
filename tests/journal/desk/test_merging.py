"""Three-way merge: what one person touched is kept, what two touched is shown."""

from hypothesis import given
from hypothesis import strategies as st

from journal.desk.merging import Conflict, merge


def block(id: str, text: str) -> dict:
    return {"id": id, "type": "paragraph", "text": text}


def snapshot(*blocks: dict, **fields: object) -> dict:
    return {"headline": "H", "topics": [], "form": {}, "document": list(blocks), **fields}


A, B, C = block("aaaaaaaa", "one"), block("bbbbbbbb", "two"), block("cccccccc", "three")


def test_changes_of_different_blocks_are_both_kept():
    merged = merge(snapshot(A, B), snapshot({**A, "text": "ONE"}, B), snapshot(A, {**B, "text": "TWO"}))
    assert merged.conflicts == ()
    assert merged.snapshot["document"] == [{**A, "text": "ONE"}, {**B, "text": "TWO"}]


def test_changes_of_different_fields_are_both_kept():
    base = snapshot(A, dek="old")
    merged = merge(base, {**base, "headline": "Mine"}, {**base, "dek": "theirs"})
    assert (merged.snapshot["headline"], merged.snapshot["dek"], merged.conflicts) == ("Mine", "theirs", ())


def test_the_same_block_changed_twice_is_a_conflict_and_mine_stands_until_somebody_chooses():
    mine, theirs = {**A, "text": "mine"}, {**A, "text": "theirs"}
    merged = merge(snapshot(A), snapshot(mine), snapshot(theirs))
    assert merged.conflicts == (Conflict("block:aaaaaaaa", A, mine, theirs),)
    assert merged.snapshot["document"] == [mine]
    chosen = merge(snapshot(A), snapshot(mine), snapshot(theirs), {"block:aaaaaaaa": "theirs"})
    assert chosen.snapshot["document"] == [theirs]


def test_both_texts_can_stand_one_after_the_other():
    mine, theirs = {**A, "text": "mine"}, {**A, "text": "theirs"}
    merged = merge(snapshot(A, B), snapshot(mine, B), snapshot(theirs, B), {"block:aaaaaaaa": "both"})
    assert [item["text"] for item in merged.snapshot["document"]] == ["theirs", "mine", "two"]


def test_a_block_deleted_here_and_changed_there_is_a_conflict():
    theirs = {**B, "text": "TWO"}
    merged = merge(snapshot(A, B), snapshot(A), snapshot(A, theirs))
    assert merged.conflicts == (Conflict("block:bbbbbbbb", B, None, theirs),)
    kept = merge(snapshot(A, B), snapshot(A), snapshot(A, theirs), {"block:bbbbbbbb": "theirs"})
    assert kept.snapshot["document"] == [A, theirs]


def test_a_block_deleted_here_and_untouched_there_goes():
    merged = merge(snapshot(A, B), snapshot(A), snapshot(A, B, C))
    assert (merged.snapshot["document"], merged.conflicts) == ([A, C], ())


def test_new_blocks_of_both_stand_where_they_were_written():
    merged = merge(snapshot(A, B), snapshot(A, C, B), snapshot(A, B, block("dddddddd", "four")))
    assert [item["text"] for item in merged.snapshot["document"]] == ["one", "three", "two", "four"]


def test_a_move_on_one_side_is_followed():
    merged = merge(snapshot(A, B, C), snapshot(C, A, B), snapshot(A, {**B, "text": "TWO"}, C))
    assert [item["text"] for item in merged.snapshot["document"]] == ["three", "one", "TWO"]
    assert merged.conflicts == ()


def test_two_different_moves_are_a_conflict_of_order():
    merged = merge(snapshot(A, B, C), snapshot(C, A, B), snapshot(B, A, C))
    assert [conflict.place for conflict in merged.conflicts] == ["order"]


def test_topics_are_added_and_removed_one_by_one():
    merged = merge(snapshot(topics=["a", "b"]), snapshot(topics=["a", "c"]), snapshot(topics=["a", "b", "d"]))
    assert (merged.snapshot["topics"], merged.conflicts) == (["a", "c", "d"], ())


def test_a_block_swallowed_here_and_kept_there_keeps_its_id():
    swallowed = {**A, "text": "one two", "was": ["bbbbbbbb"]}
    merged = merge(snapshot(A, B), snapshot(swallowed), snapshot(A, {**B, "text": "TWO"}), {"block:bbbbbbbb": "theirs"})
    assert merged.snapshot["document"] == [{**A, "text": "one two"}, {**B, "text": "TWO"}]


ids = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=6)
documents = st.builds(
    lambda names, words: [block(name * 8, words[i % len(words)]) for i, name in enumerate(names)],
    ids,
    st.lists(st.sampled_from(["x", "y", "z"]), min_size=1, max_size=3),
)


@given(documents, documents)
def test_merging_with_an_unchanged_side_gives_the_other(base: list, mine: list):
    assert merge(snapshot(*base), snapshot(*mine), snapshot(*base)).snapshot["document"] == mine
    assert merge(snapshot(*base), snapshot(*base), snapshot(*mine)).snapshot["document"] == mine


@given(documents, documents, documents)
def test_no_block_stands_twice_and_none_appears_from_nowhere(base: list, mine: list, theirs: list):
    merged = merge(snapshot(*base), snapshot(*mine), snapshot(*theirs)).snapshot["document"]
    found = [item["id"] for item in merged]
    assert len(found) == len(set(found))
    assert all(item in mine or item in theirs for item in merged)


@given(documents, documents, documents)
def test_what_both_sides_say_alike_is_in_the_merge(base: list, mine: list, theirs: list):
    merged = merge(snapshot(*base), snapshot(*mine), snapshot(*theirs)).snapshot["document"]
    agreed = [item for item in mine if item in theirs]
    assert [item for item in agreed if item not in merged] == []
