"""Family P: what stands between a finished text and its readers."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from journal.document.messages import gettext_noop as _

from .films import YEAR_BEHIND
from .issues import BLOCK, INFO, Issue
from .proof import Proof
from .style import Style

SPOILING = re.compile(
    r"\b(?:spoilers?|plot twist|the twist|final twist|twist ending|the ending|dies|is killed|kills (?:him|her)self)\b"
)
LETTERS_TO_TELL = 20
LONG_TITLE = 3  # words: such a title stands for itself
SCRIPTS = {
    "ARABIC": ("ar", "fa", "ur", "ps", "ckb"),
    "HEBREW": ("he", "yi"),
    "CYRILLIC": ("ru", "uk", "bg", "sr", "be", "mk", "kk"),
    "GREEK": ("el",),
    "HANGUL": ("ko",),
    "HIRAGANA": ("ja",),
    "KATAKANA": ("ja",),
    "CJK": ("zh", "ja", "ko"),
    "DEVANAGARI": ("hi", "mr", "ne"),
    "THAI": ("th",),
}


def embargoes(proof: Proof, style: Style) -> Iterator[Issue]:
    """P01: before this instant nothing may be public."""
    for embargo in proof.facts.embargoes:
        if proof.facts.goes_live is None or proof.facts.goes_live < embargo.until:
            message = _("There is an embargo on %(of)s until %(until)s.")
            params = {"of": embargo.of, "until": embargo.until.isoformat()}
            yield Issue("P01", BLOCK, message, params, field="embargo")


def rating(proof: Proof, style: Style) -> Iterator[Issue]:
    """P02: a rating that is on no step of its scale."""
    facts = proof.facts
    if not facts.has_rating_scale:
        yield Issue("P02", BLOCK, _("The rating has no scale."), field="rating")
    given = facts.rating
    if given is None:
        return
    steps = (given.value - given.low) / given.step if given.step else 0.0
    if not given.low <= given.value <= given.high or abs(steps - round(steps)) > 1e-6:
        message = _("%(value)s is not on the scale from %(low)s to %(high)s in steps of %(step)s.")
        params = {"value": given.value, "low": given.low, "high": given.high, "step": given.step}
        yield Issue("P02", BLOCK, message, params, field="rating")


def spoilers(proof: Proof, style: Style) -> Iterator[Issue]:
    """P03: a review that may give something away and does not say so."""
    facts = proof.facts
    if facts.kind != "review" or facts.warns_of_spoilers:
        return
    for passage in proof.prose:
        if passage.block and passage.block.spoiler:
            continue
        for match in SPOILING.finditer(passage.text):
            message, params = _("“%(words)s”: does this give something away?"), {"words": match[0]}
            yield Issue("P03", INFO, message, params, passage.id, passage.field, match.span(), match[0])


def undeclared(proof: Proof, style: Style) -> Iterator[Issue]:
    """P04, the rule of honesty: what readers see does not change unless the change has a name."""
    facts = proof.facts
    if facts.published is not None and facts.published != proof.document and not facts.is_declared:
        message = _("The text differs from the one that is public, and nobody has said what kind of change this is.")
        yield Issue("P04", BLOCK, message, field="change")


def languages(proof: Proof, style: Style) -> Iterator[Issue]:
    """P05: no language given, or a passage in another script that does not say in which language it is."""
    if not proof.facts.lang:
        yield Issue("P05", INFO, _("It is not said in which language the piece is."), field="lang")
    for passage in proof.passages:
        if passage.text.isascii():
            continue
        scripts = Counter(_script(letter) for letter in passage.text if letter.isalpha() and not letter.isascii())
        script, count = max(scripts.items(), key=lambda item: item[1], default=("", 0))
        letters = sum(letter.isalpha() for letter in passage.text)
        spoken = passage.lang.lower().split("-")[0]
        if script and count >= LETTERS_TO_TELL and count > letters / 2 and spoken not in SCRIPTS[script]:
            message = _("This passage is in another script; say in which language it is.")
            yield Issue("P05", INFO, message, {}, passage.id, passage.field, (0, len(passage.text)), passage.text[:60])


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "").split(" ")[0]
    return name if name in SCRIPTS else ""


def unmarked_titles(proof: Proof, style: Style) -> Iterator[Issue]:
    """P06: a title of a linked film, unmistakable, that is not marked as one: readers get no link to the film."""
    for film in proof.facts.films:
        for title in film.names:
            pattern = re.compile(rf"(?<!\w){re.escape(title)}(?!\w)")
            for passage in proof.prose:
                for match in pattern.finditer(passage.text):
                    sure = len(title.split()) >= LONG_TITLE or YEAR_BEHIND.match(passage.text, match.end())
                    if sure and not passage.is_title(*match.span()):
                        message, params = (
                            _("“%(words)s”: mark the title, so that it leads to the film."),
                            {"words": title},
                        )
                        yield Issue("P06", INFO, message, params, passage.id, passage.field, match.span(), title)
