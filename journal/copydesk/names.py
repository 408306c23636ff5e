"""Names in running text: finding them, and comparing them as people misspell them."""

import re
import unicodedata
from collections.abc import Iterator

from rapidfuzz.distance import OSA, JaroWinkler

from .lexicon import COMMON_CAPITALS

CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w’'-]*\w|[A-Z]\."
PARTICLE = r"(?:de la|de los|van der|van den|von der|de|von|van|da|la|le|del|di|der|den|ten|dos|du|bin|al|el|y)"
NAME = re.compile(rf"(?:{CAPITAL})(?:[ ](?:{PARTICLE}[ ])?(?:{CAPITAL}))*")
CAPITALISED = re.compile(r"(?<![\w’'-])[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'-]*\w")
SENTENCE_START = re.compile(r"(?:^|[.!?…:;][\"”’)\]]*\s+|\n)[\"“‘'(\[–—-]*\s*$|[\"“‘\[]$")
# Letters that Unicode does not take apart.
FOLDING = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})


def folded(words: str) -> str:
    """Without case and accents, straight apostrophes: ``kieslowski``."""
    if words.isascii():
        return words.casefold()
    apart = unicodedata.normalize("NFKD", words.casefold()).translate(FOLDING).replace("’", "'")
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def folded_with_places(text: str) -> tuple[str, list[int]]:
    """Folded words, and for each of their letters its place in the text: folding makes three dots of an ellipsis."""
    letters = [(letter, at) for at, sign in enumerate(text) for letter in folded(sign)]
    return "".join(letter for letter, _at in letters), [at for _letter, at in letters]


def tokens(name: str) -> list[str]:
    """The parts of a name, folded, without one-letter parts and possessives."""
    return [part for part in (bare(token) for token in re.split(r"[\s.]+", folded(name))) if len(part) > 1]


def bare(token: str) -> str:
    """A token without the possessive: ``Berg's`` is Berg."""
    return re.sub(r"['’]s?$", "", token)


def names_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Runs of capitalised words: (start, end, words)."""
    for match in NAME.finditer(text):
        yield match.start(), match.end(), match[0]


def capitals_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Single capitalised words that do not begin a sentence, without possessives."""
    for match in CAPITALISED.finditer(text):
        word = bare(match[0])
        if word not in COMMON_CAPITALS and not word.isupper() and not begins_sentence(text, match.start()):
            yield match.start(), match.start() + len(word), word


def begins_sentence(text: str, at: int) -> bool:
    """Whether a word stands where every word has a capital."""
    return bool(SENTENCE_START.search(text[max(0, at - 12) : at])) if at else True


def is_near(name: str, known: str) -> bool:
    """Whether a name is another one with one or two slips: the same first letter, at most two edits, eight letters or
    more. Accents do not count as edits."""
    ours, theirs = folded(name), folded(known)
    if ours == theirs or len(ours) < 8 or ours[0] != theirs[0] or abs(len(ours) - len(theirs)) > 2:
        return False
    return OSA.distance(ours, theirs, score_cutoff=2) <= 2


def sounds_like(one: str, other: str) -> float:
    """Likeness of two single names, 0 to 1; what begins alike counts more."""
    return JaroWinkler.similarity(folded(one), folded(other))
