import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.cinema import spreadsheets


@pytest.mark.parametrize("cell", ["=1+1", " =cmd|' /C calc'!A0", "@SUM(A1:A9)", "+cmd|x!A0", "-2+3+cmd|' /C x'!A0"])
def test_formulas_are_known(cell):
    assert spreadsheets.is_formula(cell)


@pytest.mark.parametrize("cell", ["-30-", "+1", "@home", "Ruby Sparks", "", "1 = 1", "...And Justice for All"])
def test_titles_are_no_formulas(cell):
    assert not spreadsheets.is_formula(cell)


@given(st.text(max_size=20))
def test_what_goes_out_starts_no_formula_and_comes_back_as_it_was(cell):
    out = spreadsheets.neutral(cell)
    assert not out.startswith(spreadsheets.STARTERS)
    if not (cell.startswith("'") and cell[1:].startswith(spreadsheets.STARTERS)):
        assert spreadsheets.plain(out) == cell
