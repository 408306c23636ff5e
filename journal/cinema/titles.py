"""Titles of films: sorting, addresses, and "Title (Year)" written and read."""

import re
from typing import NamedTuple

from journal.cinema.folding import fold
from journal.cinema.languages import base

# Articles that do not count in the alphabet, by language; the facts of MARC 21, Appendix F, for the languages of film.
# An article that ends in an apostrophe or hyphen is written together with its noun.
ARTICLES = {
    "af": ("die", "'n"),
    "ar": ("al-", "el-"),
    "ca": ("el", "els", "la", "les", "l'", "un", "una", "es", "en", "na"),
    "cy": ("yr", "y"),
    "da": ("den", "det", "de", "en", "et"),
    "de": ("der", "die", "das", "dem", "den", "des", "ein", "eine", "einem", "einen", "einer", "eines"),
    "el": ("o", "i", "to", "ta", "tou", "tis", "oi", "enas", "mia", "ena", "ο", "η", "το", "τα", "οι", "ένας", "μία",
           "μια", "ένα"),
    "en": ("the", "a", "an"),
    "eo": ("la",),
    "es": ("el", "la", "lo", "los", "las", "un", "una", "unos", "unas"),
    "fo": ("hin", "ein", "eitt"),
    "fr": ("le", "la", "les", "l'", "un", "une"),
    "ga": ("an", "na"),
    "gl": ("o", "a", "os", "as", "un", "unha"),
    "gsw": ("der", "die", "d'", "s'", "es", "e"),
    "haw": ("ka", "ke", "na", "he"),
    "he": ("ha-",),
    "hu": ("a", "az", "egy"),
    "is": ("hinn", "hin", "hið"),
    "it": ("il", "lo", "la", "i", "gli", "le", "l'", "gl'", "un", "uno", "una", "un'"),
    "mi": ("te", "nga", "ngā", "he"),
    "mt": ("il-", "l-", "id-", "in-", "ir-", "is-", "it-", "ix-", "iż-", "iz-"),
    "nap": ("'o", "'a", "'e", "o", "a", "e", "l'", "nu", "na"),
    "nl": ("de", "het", "een", "'t", "'n"),
    "no": ("den", "det", "de", "en", "ei", "et"),
    "oc": ("lo", "la", "los", "las", "l'", "un", "una"),
    "pt": ("o", "a", "os", "as", "um", "uma", "uns", "umas"),
    "ro": ("un", "o", "niște"),
    "sc": ("su", "sa", "sos", "sas", "is"),
    "scn": ("lu", "la", "li", "u", "a", "i", "l'"),
    "sco": ("the", "a", "an"),
    "sq": ("një",),
    "sv": ("den", "det", "de", "en", "ett"),
    "wa": ("li", "lu", "les", "l'", "on", "ene"),
    "yi": ("der", "di", "dos", "dem", "a", "an"),
}  # fmt: skip
ARTICLES |= {"nb": ARTICLES["no"], "nn": ("den", "det", "dei", "ein", "ei", "eit")}
DIGITS = 6
MIN_YEAR, MAX_YEAR = 1874, 2100

_TITLE_YEAR = re.compile(r"\s*(?P<title>.*?\S)\s*[(\[](?P<year>\d{4})[)\]]\s*", re.DOTALL)
_LEADING_PUNCTUATION = re.compile(r"[^\w']+")


class TitleYear(NamedTuple):
    title: str
    year: int | None


def write(title: str, year: int | None) -> str:
    """The identifying form: "Ruby Sparks (2012)", the title alone where the year is unknown."""
    return f"{title} ({year})" if year else title


def read(text: str) -> TitleYear:
    """The reverse of write. Four digits that cannot be a year of cinema stay in the title: "Blade Runner (2349)"."""
    match = _TITLE_YEAR.fullmatch(text)
    if match and MIN_YEAR <= int(match["year"]) <= MAX_YEAR:
        return TitleYear(match["title"].strip(), int(match["year"]))
    return TitleYear(text.strip(), None)


def without_article(title: str, language: str) -> str:
    """The title without the leading article of its own language: "Boot" of "Das Boot" (de), but "Die Hard" (en) whole.

    The language is that of the title as displayed, not of the film. A title that is nothing but its article, or
    whose language is unknown, is left alone.
    """
    plain = title.replace("’", "'").replace("‘", "'").strip()
    start = _LEADING_PUNCTUATION.match(plain)
    bare = plain[start.end() :] if start else plain
    lowered = bare.casefold()
    for article in sorted(ARTICLES.get(base(language), ()), key=len, reverse=True):
        ending = article if article.endswith(("'", "-")) else article + " "
        if lowered.startswith(ending) and fold(bare[len(ending) :]):
            return bare[len(ending) :].lstrip()
    return bare


def sort_key(title: str, language: str) -> str:
    """What a list of films is ordered by: no article, no accents, numbers in numerical order ("8½" before "300")."""
    return padded(fold(without_article(title, language)))


def padded(folded: str) -> str:
    """Numbers filled with noughts, so that text order is number order."""
    return re.sub(r"\d+", lambda number: number[0].zfill(DIGITS), folded)


def initial(key: str) -> str:
    """The letter under which a sort key stands in an A-Z list: "a" to "z", or "#" for all else."""
    return key[0] if key[:1].isascii() and key[:1].isalpha() else "#"


def slug(title: str, year: int | None, *, otherwise: str = "film") -> str:
    """The address of a film: "ruby-sparks-2012"; "film-2019" where the title has no Latin letters or digits."""
    latin = fold(title).encode("ascii", "ignore").decode()
    words = "-".join(latin.split())[:100].strip("-") or otherwise
    return f"{words}-{year}" if year else words
