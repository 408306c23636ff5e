"""Accent-blind, case-blind forms of titles and names: what search and sorting compare."""

import re
import unicodedata

# Letters that Unicode does not take apart: a reader who types "Lodz" or "Hoeg" still means Łódź and Høeg.
UNDIVIDED = str.maketrans(
    {
        "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ı": "i", "ħ": "h", "Ħ": "H",
        "ŋ": "n", "Ŋ": "N", "ŧ": "t", "Ŧ": "T", "ĸ": "k", "ə": "e", "Ə": "E", "ƒ": "f", "ʻ": "", "ʼ": "", "ʾ": "",
        "ʿ": "", "’": "", "‘": "", "'": "", "`": "", "´": "", "½": " 1/2", "⅓": " 1/3", "¼": " 1/4", "¾": " 3/4",
        "&": " and ", "@": "a",
    }
)  # fmt: skip
# Marks of scripts in which they carry the vowel or the consonant; taking them off would make another word.
LETTER_MARKS = ("THAI", "DEVANAGARI", "BENGALI", "TAMIL", "KATAKANA-HIRAGANA", "COMBINING KATAKANA", "HANGUL")
WORD = re.compile(r"[^\W_]+", re.UNICODE)


def fold(text: str) -> str:
    """Lower-case, unaccented words with single spaces between them: "Łódź, 8½!" becomes "lodz 8 1 2".

    Scripts without case or accents come through unchanged, so that 기생충 is found by 기생충. Folding twice changes
    nothing.
    """
    taken_apart = unicodedata.normalize("NFKD", text.translate(UNDIVIDED))
    bare = "".join(char for char in taken_apart if not unicodedata.combining(char) or _is_letter(char))
    whole = unicodedata.normalize("NFC", bare.translate(UNDIVIDED).casefold())
    return " ".join(WORD.findall(_without_marks(whole)))


def _is_letter(char: str) -> bool:
    return unicodedata.name(char, "").startswith(LETTER_MARKS)


def _without_marks(text: str) -> str:
    return text.replace("̇", "")
