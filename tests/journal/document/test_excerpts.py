import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.document import excerpts

TEXT = "We built the pier twice, once in the water."


@pytest.mark.parametrize(
    ("start", "width", "shown"),
    [
        (13, 40, "We built the "),
        (13, 13, "We built the "),
        (13, 6, "… the "),
        (13, 12, "… built the "),
        (11, 2, "… th"),
    ],
)
def test_words_before_a_place(start, width, shown):
    assert excerpts.before(TEXT, start, width) == shown


@pytest.mark.parametrize(
    ("end", "width", "shown"),
    [(24, 40, " once in the water."), (24, 19, " once in the water."), (24, 9, " once in …"), (37, 3, "wat …")],
)
def test_words_after_a_place(end, width, shown):
    assert excerpts.after(TEXT, end, width) == shown


@given(st.text(st.sampled_from("ab cé")), st.integers(0, 30), st.integers(0, 30))
def test_what_is_shown_stands_in_the_text_and_is_no_longer_than_asked(text, at, width):
    at = min(at, len(text))
    left, right = excerpts.before(text, at, width), excerpts.after(text, at, width)
    assert text[:at].endswith(left.removeprefix("… "))
    assert text[at:].startswith(right.removesuffix(" …"))
    assert max(len(left), len(right)) <= width + 2
