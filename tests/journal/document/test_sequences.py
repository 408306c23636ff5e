import random

from hypothesis import given, settings
from hypothesis import strategies as st

from hanging import comes_to_an_end
from journal.document.sequences import is_comparable, opcodes


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from("abcd"), max_size=20), st.lists(st.sampled_from("abcd"), max_size=20))
def test_the_codes_lead_from_one_list_to_the_other(old, new):
    made, place = [], (0, 0)
    for tag, i1, i2, j1, j2 in opcodes(old, new):
        assert (i1, j1) == place
        place = (i2, j2)
        assert (old[i1:i2] == new[j1:j2]) == (tag == "equal")
        made += old[i1:i2] if tag == "equal" else new[j1:j2]
    assert made == new
    assert place == (len(old), len(new))


def test_long_lists_of_few_different_items_take_no_minutes():
    rng = random.Random(3)
    old = [rng.choice("abcdefgh") for _item in range(9_000)]
    new = [rng.choice("abcdefgh") for _item in range(9_000)]
    with comes_to_an_end():
        codes = opcodes(old, new)
    assert sum(i2 - i1 for tag, i1, i2, _j1, _j2 in codes if tag == "equal") > 4_000


def test_lists_that_are_too_long_count_as_replaced_but_for_their_ends():
    old, new = [0, *range(1, 20_000), 0], [0, *range(30_000, 50_000), 0]
    assert not is_comparable(old, new)
    assert opcodes(old, new) == [
        ("equal", 0, 1, 0, 1),
        ("replace", 1, 20_000, 1, 20_001),
        ("equal", 20_000, 20_001, 20_001, 20_002),
    ]
