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
LETTER_MARKS = (
    "THAI",
    "DEVANAGARI",
    "BENGALI",
    "TAMIL",
    "COMBINING KATAKANA",
    "KHMER",
    "MYANMAR",
    "LAO",
    "TELUGU",
    "KANNADA",
    "MALAYALAM",
    "GUJARATI",
    "GURMUKHI",
    "SINHALA",
    "TIBETAN",
    "ORIYA",
)
ASCII_WORD = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """Lower-case, unaccented words with single spaces between them: "Łódź, 8½!" becomes "lodz 8 1 2".

    Scripts without case or accents come through unchanged, so that 기생충 is found by 기생충. Folding twice changes
    nothing.
    """
    if text.isascii():
        # The common case, without a look at every letter.
        return " ".join(ASCII_WORD.findall(text.translate(UNDIVIDED).lower()))
    return _fold_any(text)


def _fold_any(text: str) -> str:
    taken_apart = unicodedata.normalize("NFKD", text.translate(UNDIVIDED)).casefold()
    bare = "".join(char for char in taken_apart.translate(UNDIVIDED) if not _is_accent(char))
    whole = unicodedata.normalize("NFKC", bare)
    return " ".join("".join(char if _is_of_word(char) else " " for char in whole).split())


def _is_accent(char: str) -> bool:
    return bool(unicodedata.combining(char)) and not unicodedata.name(char, "").startswith(LETTER_MARKS)


def _is_of_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char) in {"Mn", "Mc"}
