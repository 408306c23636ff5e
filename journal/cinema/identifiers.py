"""Identifiers of other catalogues: their form, their check characters, their addresses."""

import re

SCHEMES = [
    ("imdb", "IMDb"),
    ("tmdb", "TMDB"),
    ("wikidata", "Wikidata"),
    ("eidr", "EIDR"),
    ("isan", "ISAN"),
    ("letterboxd", "Letterboxd"),
]
# (scheme, kind of record; "" for any) -> form.
FORMS = {
    ("imdb", "film"): r"tt\d{7,10}",
    ("imdb", "person"): r"nm\d{7,10}",
    ("imdb", "festival"): r"ev\d{7,10}",
    ("tmdb", ""): r"[1-9]\d{0,9}",
    ("wikidata", ""): r"Q[1-9]\d{0,10}",
    ("eidr", "film"): r"10\.5240/(?:[0-9A-F]{4}-){5}[0-9A-Z]",
    ("isan", "film"): r"(?:[0-9A-F]{4}-){4}[0-9A-Z](?:-(?:[0-9A-F]{4}-){2}[0-9A-Z])?",
    ("letterboxd", "film"): r"[a-z0-9]+(?:-[a-z0-9]+)*",
}
ADDRESSES = {
    ("imdb", "film"): "https://www.imdb.com/title/{}/",
    ("imdb", "person"): "https://www.imdb.com/name/{}/",
    ("imdb", "festival"): "https://www.imdb.com/event/{}/",
    ("tmdb", "film"): "https://www.themoviedb.org/movie/{}",
    ("tmdb", "person"): "https://www.themoviedb.org/person/{}",
    ("wikidata", ""): "https://www.wikidata.org/wiki/{}",
    ("eidr", "film"): "https://doi.org/{}",
    ("letterboxd", "film"): "https://letterboxd.com/film/{}/",
}
CHECK_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class IdentifierError(ValueError):
    """An identifier that its catalogue cannot have given."""


def read(scheme: str, kind: str, value: str) -> str:
    """The identifier in its catalogue's own form, taken from a bare value or from an address of that catalogue.

    `kind` is film, person or festival. Raises IdentifierError where form or check character is wrong.
    """
    form = FORMS.get((scheme, kind)) or FORMS.get((scheme, ""))
    if form is None:
        raise IdentifierError(f"{scheme} has no identifiers of a {kind}.")
    value = _bare(scheme, value.strip())
    if not re.fullmatch(form, value):
        raise IdentifierError(f"{value!r} is not an identifier of {dict(SCHEMES)[scheme]} for a {kind}.")
    if scheme == "eidr" and check_character(value[8:-2]) != value[-1]:
        raise IdentifierError(f"{value!r} is mistyped: its check character should be {check_character(value[8:-2])}.")
    return value


def _bare(scheme: str, value: str) -> str:
    if value.startswith(("http://", "https://")):
        path = re.sub(r"^https?://[^/]+/", "", value).split("?")[0].strip("/")
        value = path if scheme == "eidr" else path.split("/")[-1]
        if scheme == "tmdb":
            value = value.split("-")[0]
    if scheme in {"eidr", "isan"}:
        return value.upper()
    return value


def check_character(digits: str) -> str:
    """The check character of ISO 7064 mod 37,36, which EIDR and ISAN use. Hyphens do not count."""
    product = 36
    for char in digits.replace("-", ""):
        total = (product + CHECK_ALPHABET.index(char)) % 36 or 36
        product = total * 2 % 37
    return CHECK_ALPHABET[(37 - product) % 36]


def url(scheme: str, kind: str, value: str) -> str:
    """The public page of the record there; "" where the catalogue has none."""
    pattern = ADDRESSES.get((scheme, kind)) or ADDRESSES.get((scheme, ""), "")
    return pattern.format(value) if pattern else ""
