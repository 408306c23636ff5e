"""Records in the shape of TMDB's API: movies with `credits`, `alternative_titles`, `release_dates`, and people.

A file holds a JSON list or one object a line. Overviews and biographies are TMDB's words, not ours: left out.
"""

import datetime
from collections.abc import Iterator
from typing import Any

from journal.cinema import countries, crew, languages
from journal.cinema.messages import gettext_noop as _
from journal.cinema.reading.rows import BadRow, CreditFact, Named, Row, json_objects

Item = dict[str, Any]


def read(data: bytes, mapping: dict[str, str]) -> Iterator[Row | BadRow]:
    """Raises BadFile if the file is no JSON. `mapping` is not used: the names are TMDB's."""
    for line, item in json_objects(data):
        if item is None or not isinstance(item.get("id"), int):
            yield BadRow(line, _("This is not a record of TMDB: it has no number."))
            continue
        try:
            yield _film(line, item) if "title" in item else _person(line, item)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            yield BadRow(line, _("This is not in the shape of TMDB: %(error)s."), {"error": repr(error)[:120]})


def _film(line: int, item: Item) -> Row:
    releases = list(_releases(item))
    dates = [release["date"] for release in releases] + [day for day in [_date(item.get("release_date"))] if day]
    fields: Item = {
        "title": str(item["title"]),
        "original_title": _other(item.get("original_title"), item["title"]),
        "original_language": languages.read(item.get("original_language") or "") or "",
        # The first public showing anywhere: TMDB's own date is that of a release.
        "year": min(dates).year if dates else None,
        "runtime": item.get("runtime") or None,
        "countries": _codes(item.get("production_countries"), "iso_3166_1", countries.read),
        "languages": _codes(item.get("spoken_languages"), "iso_639_1", languages.read),
    }
    return Row(
        line,
        "film",
        {name: value for name, value in fields.items() if value not in (None, "", [])},
        _identifiers(item),
        titles=list(_titles(item)),
        credits=list(_credits(item)),
        releases=releases,
    )


def _person(line: int, item: Item) -> Row:
    fields: Item = {"name": str(item["name"]), "born": _date(item.get("birthday")), "died": _date(item.get("deathday"))}
    others = [{"text": str(text), "kind": "variant"} for text in item.get("also_known_as") or []]
    return Row(
        line, "person", {name: value for name, value in fields.items() if value}, _identifiers(item), names=others
    )


def _identifiers(item: Item) -> dict[str, str]:
    found = {"tmdb": str(item["id"])}
    more = {**(item.get("external_ids") or {}), **item}
    for scheme, key in (("imdb", "imdb_id"), ("wikidata", "wikidata_id")):
        if more.get(key):
            found[scheme] = str(more[key])
    return found


def _titles(item: Item) -> Iterator[dict[str, str]]:
    others = (item.get("alternative_titles") or {}).get("titles") or []
    for other in others:
        text = str(other["title"]).strip()
        if text and text not in {item["title"], item.get("original_title")}:
            working = "working" in str(other.get("type") or "").casefold()
            territory = countries.read(other.get("iso_3166_1") or "") or ""
            yield {"text": text, "kind": "working" if working else "release", "territory": territory}


def _credits(item: Item) -> Iterator[CreditFact]:
    credits = item.get("credits") or {}
    for place, one in enumerate(credits.get("crew") or []):
        job = crew.read_job(str(one["job"]))
        department = one.get("department")
        known = department if department in crew.DEPARTMENTS and department != crew.ACTING else crew.department_of(job)
        yield CreditFact(_named(one), job, known, billing=place)
    for place, one in enumerate(credits.get("cast") or []):
        character = str(one.get("character") or "").strip()
        job = "Voice" if character.casefold().endswith("(voice)") else "Actor"
        character = character.removesuffix("(voice)").strip()[:200]
        yield CreditFact(_named(one), job, crew.ACTING, character, int(one.get("order") or place))


def _named(one: Item) -> Named:
    return Named(str(one["name"]), {"tmdb": str(int(one["id"]))})


def _releases(item: Item) -> Iterator[Item]:
    for country in (item.get("release_dates") or {}).get("results") or []:
        territory = countries.read(country.get("iso_3166_1") or "")
        for release in country.get("release_dates") or []:
            day = _date(release.get("release_date"))
            if territory and day and release.get("type") in range(1, 7):
                yield {
                    "territory": territory,
                    "kind": release["type"],
                    "date": day,
                    "certificate": str(release.get("certification") or "")[:20],
                    "note": str(release.get("note") or "")[:200],
                }


def _codes(items: Any, key: str, read_code: Any) -> list[str]:
    found = [read_code(str(item.get(key) or "")) for item in items or []]
    return list(dict.fromkeys(code for code in found if code))


def _other(text: Any, title: Any) -> str:
    return "" if text == title else str(text or "")


def _date(text: Any) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(str(text or "")[:10])
    except ValueError:
        return None
