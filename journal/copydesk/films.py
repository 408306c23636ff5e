"""Family F, second half: titles, years, festivals and awards against the catalogue."""

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from rapidfuzz.distance import OSA

from journal.document.messages import gettext_noop as _

from .facts import Facts, Film
from .issues import INFO, WARN, Issue
from .names import folded
from .proof import Passage, Proof
from .style import Style

YEAR_BEHIND = re.compile(
    r"[\"”’*_]?(?: ?\((?:[^()\d]{2,60}, )?(?P<bracketed>1[89]\d\d|20\d\d)\)|, (?P<comma>1[89]\d\d|20\d\d)\b)"
)
WON = r"(?:won|wins|winning|winner of|awarded|received|receiving)(?: the| a| an)?(?: \w+['’]s)? "
NEAR_LENGTH = 8
LATEST = 3  # years after publication that a film may be dated


def _issue(rule: str, severity: str, message: str, passage: Passage, start: int, end: int, **more: object) -> Issue:
    excerpt = passage.text[start:end]
    suggestion = more.pop("suggestion", None)
    fix = suggestion if isinstance(suggestion, str) else None
    params = {"words": excerpt, **more}
    return Issue(rule, severity, message, params, passage.id, passage.field, (start, end), excerpt, fix)


@lru_cache(maxsize=256)
def _pattern(titles: tuple[str, ...]) -> re.Pattern[str]:
    """Whole titles in their own case, the longest first."""
    escaped = sorted((re.escape(title).replace("'", "['’]") for title in titles if title), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(escaped) or '(?!)'})(?!\w)")


def _films_by_title(facts: Facts) -> dict[str, list[Film]]:
    found: dict[str, list[Film]] = {}
    for film in facts.films:
        for title in film.names:
            found.setdefault(title.replace("’", "'"), []).append(film)
    return found


def _mentions(passage: Passage, by_title: dict[str, list[Film]]) -> Iterator[tuple[int, int, list[Film]]]:
    """Where titles of the linked films stand: a cited one that names its film is that film."""
    for match in _pattern(tuple(by_title)).finditer(passage.text):
        films = by_title[match[0].replace("’", "'")]
        cited = {film for start, end, film in passage.titles if start <= match.start() and match.end() <= end and film}
        yield match.start(), match.end(), [film for film in films if film.id in cited] or films


def years(proof: Proof, style: Style) -> Iterator[Issue]:
    """F01: "Title (2011)" where the catalogue says 2012. One year is a matter of premieres, more is a mistake."""
    by_title = _films_by_title(proof.facts)
    for passage in proof.passages:
        for start, end, films in _mentions(passage, by_title):
            behind = YEAR_BEHIND.match(passage.text, end)
            known = [film.year for film in films if film.year]
            if not behind or not known:
                continue
            said = int(behind["bracketed"] or behind["comma"])
            off = min(abs(said - year) for year in known)
            if off:
                message = _("“%(words)s”: the catalogue has %(year)d.")
                severity = WARN if off > 1 else INFO
                more = {
                    "year": known[0],
                    "suggestion": passage.text[start : behind.end()].replace(str(said), str(known[0])),
                }
                yield _issue("F01", severity, message, passage, start, behind.end(), **more)


def titles(proof: Proof, style: Style) -> Iterator[Issue]:
    """F05: a marked title that is nearly one in the catalogue, or is not a title of the film that it names."""
    by_id = {film.id: film for film in proof.facts.films}
    catalogue = {folded(title): title for film in proof.facts.films for title in film.names}
    exact = {title.replace("’", "'") for title in catalogue.values()}
    for passage in proof.passages:
        for start, end, film in passage.titles:
            words = passage.text[start:end].strip()
            if words.replace("’", "'") in exact or not words:
                continue
            known = by_id.get(film) if film else None
            near = catalogue.get(folded(words)) or _near(words, list(catalogue.values()))
            if near:
                message, severity = _("“%(words)s”: the catalogue has “%(near)s”."), WARN
                yield _issue("F05", severity, message, passage, start, end, near=near, suggestion=near)
            elif known:
                message = _("“%(words)s” is none of the titles of %(near)s.")
                yield _issue("F05", INFO, message, passage, start, end, near=known.title)


def _near(words: str, known: list[str]) -> str | None:
    """A title within two edits; short ones only where the first word is the same, since Heat is not Meat."""
    ours = _signless(words)
    for title in known:
        theirs = _signless(title)
        if ours == theirs:
            return title
        long_enough = min(len(ours), len(theirs)) >= NEAR_LENGTH
        same_start = ours.split()[:1] == theirs.split()[:1] and " " in ours
        if (long_enough or same_start) and OSA.distance(ours, theirs, score_cutoff=2) <= 2:
            return title
    return None


def _signless(words: str) -> str:
    return " ".join(re.findall(r"\w+", folded(words)))


def time_order(proof: Proof, style: Style) -> Iterator[Issue]:
    """F08: what cannot have happened in that order."""
    facts, day = proof.facts, proof.facts.published_on
    if facts.conducted_on and day and facts.conducted_on > day:
        yield Issue("F08", WARN, _("The interview took place after it was published."), field="conducted_on")
    for film in facts.films:
        if film.year and day and film.year > day.year + LATEST:
            message = _("%(title)s is of %(year)d, years after publication.")
            yield Issue("F08", WARN, message, {"title": film.title, "year": film.year}, field="films")
    edition, held = facts.edition, facts.conducted_on
    if edition is None:
        return
    if edition.cancelled and held:
        message = _("%(edition)s was cancelled, and the interview is said to have taken place there.")
        yield Issue("F08", WARN, message, {"edition": edition.name}, field="edition")
    margin = timedelta(days=style.edition_margin_days)
    early = held and edition.starts and held < edition.starts - margin
    late = held and edition.ends and held > edition.ends + margin
    if early or late:
        message = _("The interview took place on %(day)s, not during %(edition)s.")
        params = {"day": held.isoformat() if held else "", "edition": edition.name}
        yield Issue("F08", WARN, message, params, field="conducted_on")


def awards(proof: Proof, style: Style) -> Iterator[Issue]:
    """F09: "won the X" where there was a nomination."""
    nominated = [award for award in proof.facts.awards if award.result == "nominee"]
    won = {award.name for award in proof.facts.awards if award.result != "nominee"}
    for award in nominated:
        if award.name in won:
            continue
        pattern = re.compile(rf"\b{WON}{re.escape(award.name)}(?!\w)", re.IGNORECASE)
        for passage in proof.prose:
            for match in pattern.finditer(passage.text):
                message = _("“%(words)s”: the catalogue has a nomination of %(to)s, not a win.")
                yield _issue("F09", INFO, message, passage, *match.span(), to=award.to)


def first_mention(proof: Proof, style: Style) -> Iterator[Issue]:
    """F11: the first mention of a film has its year, later ones have not. What people say aloud is left alone."""
    by_title = _films_by_title(proof.facts)
    seen: set[int] = set()
    for passage in proof.prose:
        if passage.is_speech:
            continue
        for start, end, films in _mentions(passage, by_title):
            film = films[0]
            behind = YEAR_BEHIND.match(passage.text, end)
            if film.id not in seen and not behind and film.year:
                message = _("“%(words)s”: the first mention of a film has its year (%(year)d).")
                yield _issue("F11", INFO, message, passage, start, end, year=film.year)
            elif film.id in seen and behind:
                message = _("“%(words)s”: the year stands at the first mention only.")
                yield _issue("F11", INFO, message, passage, start, behind.end())
            seen.add(film.id)
