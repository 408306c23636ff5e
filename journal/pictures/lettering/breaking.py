"""Where a line may end. Pure; after UAX #14 and JIS X 4051, as far as headlines and quotations need them."""

import unicodedata
from collections.abc import Iterator

# Never at the start of a line: closing marks, small kana, marks of length and repetition (kinsoku).
NOT_FIRST = frozenset(
    "!),.:;?]}¢°’”›»‐–—…‼⁇⁈⁉、。〃々〉》」』】〕〗〙〟゠ゝゞーァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎゕゖㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    "・！）：；？］｝～｡｣､･％，．"
)
# Never at its end: opening marks.
NOT_LAST = frozenset("([{‘“‹«〈《「『【〔〖〘〝（［｛｢£¥＄￥¿¡")
DASHES = frozenset("-‐–—/")
# Korean puts spaces between its words.
HANGUL = range(0xAC00, 0xD7A4)
JOINERS = frozenset("\u200c\u200d")


def clusters(text: str) -> list[str]:
    """What a reader takes for one character: a letter with its marks, joined letters together."""
    found: list[str] = []
    for char in text:
        joined = bool(found) and (
            unicodedata.category(char).startswith("M") or char in JOINERS or found[-1][-1] == "\u200d"
        )
        if joined:
            found[-1] += char
        else:
            found.append(char)
    return found


def pieces(text: str) -> Iterator[str]:
    """The text in pieces after each of which a line may end; a space stands at the end of the piece before it."""
    whole = clusters(text)
    start = 0
    for place in range(1, len(whole)):
        if _may_part(whole[place - 1], whole[place], whole[place - 2] if place > 1 else ""):
            yield "".join(whole[start:place])
            start = place
    if start < len(whole):
        yield "".join(whole[start:])


def _may_part(before: str, after: str, earlier: str) -> bool:
    if after.isspace():
        return False
    if before == "\u200b" or (before.isspace() and before not in "\u00a0\u202f\u2007\ufeff"):
        return True
    if after[0] in NOT_FIRST or before[0] in NOT_LAST:
        return False
    if before[0] in DASHES:
        # Not after the sign of a number, not before the rest of one.
        return earlier[:1].isalpha() and not after[0].isdigit()
    return is_wide(before) or is_wide(after)


def is_wide(cluster: str) -> bool:
    return unicodedata.east_asian_width(cluster[0]) in "WF" and ord(cluster[0]) not in HANGUL
