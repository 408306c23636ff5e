import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.pictures.lettering import breaking

ANY = st.text("ab -–—(“”.。、「」映画カー한국\u00a0\u200b\u0301\u200d12", max_size=40)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("The salt ledger", ["The ", "salt ", "ledger"]),
        ("half-hour film", ["half-", "hour ", "film"]),
        ("minus -5 or 1910-1920", ["minus ", "-5 ", "or ", "1910-1920"]),
        ("10\u00a0km", ["10\u00a0km"]),
        # No closing mark and no long vowel at the start of a line, no opening bracket at its end.
        ("映画「カー」。", ["映", "画", "「カー」。"]),
        ("한국 영화", ["한국 ", "영화"]),
        ("и «Зеркало»", ["и ", "«Зеркало»"]),
    ],
)
def test_lines_end_where_a_reader_expects_it(text, pieces):
    assert list(breaking.pieces(text)) == pieces


@given(ANY)
def test_the_pieces_are_the_text(text):
    assert "".join(breaking.pieces(text)) == text


@given(ANY)
def test_a_mark_is_never_parted_from_its_letter(text):
    assert all(not piece.startswith(("\u0301", "\u200d")) for piece in list(breaking.pieces(text))[1:])


def test_a_letter_with_its_marks_is_one():
    assert breaking.clusters("e\u0301a") == ["e\u0301", "a"]
