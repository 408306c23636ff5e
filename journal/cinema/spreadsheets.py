"""Cells that a spreadsheet would run as a formula: refused on the way in, made harmless on the way out."""

import re

# A spreadsheet takes a cell for a formula from its first character.
STARTERS = ("=", "+", "-", "@", "\t", "\r")
# "-30-" and "+1" are titles; "=1+1", "@SUM(A1)" and "+cmd|' /C calc'!A0" are not.
FORMULA = re.compile(r"\s*(?:=|[+\-@](?=.*[(|!]))")


def is_formula(cell: str) -> bool:
    return bool(FORMULA.match(cell))


def neutral(cell: str) -> str:
    """The cell with an apostrophe before a character that would start a formula; a spreadsheet does not show it."""
    return "'" + cell if cell.startswith(STARTERS) else cell


def plain(cell: str) -> str:
    """The reverse of neutral, for files that were exported here."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(STARTERS) else cell
