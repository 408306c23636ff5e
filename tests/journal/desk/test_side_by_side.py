"""Two revisions beside each other."""

from journal.desk.side_by_side import lines

from .conftest import block


def turn(id: str, by: str, text: str) -> dict:
    return {"id": id, "type": "turn", "by": by, "text": text}


def snapshot(*blocks: dict, **fields) -> dict:
    return {"headline": "One", "document": list(blocks), **fields}


def test_what_changed_is_shown_with_a_neighbour_and_the_rest_is_counted():
    texts = [block(f"a000000{number}", f"Passage {number}.") for number in range(9)]
    after = [{**item, "text": "Passage four."} if item["id"] == "a0000004" else item for item in texts]
    found = lines(snapshot(*texts), snapshot(*after))
    assert [line.skipped or line.block for line in found] == [
        "3 passages as they were", "a0000003", "a0000004", "a0000005", "3 passages as they were",
    ]  # fmt: skip
    changed = found[2]
    assert changed.before == [(("kept", "Passage"), ("gone", " 4"), ("kept", "."))]
    assert changed.after == [(("kept", "Passage"), ("come", " four"), ("kept", "."))]


def test_a_passage_that_is_gone_and_one_that_is_new_stand_where_they_stood():
    before = snapshot(block("aaaaaaaa", "One."), block("bbbbbbbb", "Two."))
    after = snapshot(block("aaaaaaaa", "One."), block("cccccccc", "Three."))
    found = lines(before, after)
    assert [(line.block, line.what, line.was_there, line.is_there) for line in found] == [
        ("aaaaaaaa", "", True, True), ("bbbbbbbb", "taken out", True, False), ("cccccccc", "added", False, True),
    ]  # fmt: skip
    assert (found[1].after, found[2].before) == ([], [])


def test_words_in_another_mouth_are_named_first():
    found = lines(snapshot(turn("aaaaaaaa", "VF", "Yes.")), snapshot(turn("aaaaaaaa", "JD", "Yes.")))
    assert (found[0].name, found[0].what.split(", ")[0]) == ("JD", "other speaker")
    assert found[0].paragraphs[0] == (("gone", "VF: "), ("come", "JD: "))


def test_fields_come_before_the_text_and_equal_states_show_no_change():
    before, after = snapshot(block("aaaaaaaa", "One.")), snapshot(block("aaaaaaaa", "One."), headline="Two")
    assert [line.name for line in lines(before, after) if line.is_changed] == ["headline"]
    assert not any(line.is_changed for line in lines(before, before))
