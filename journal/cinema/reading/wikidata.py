"""Records in the shape of Wikidata's JSON: films and people as entities with claims.

People are named by number; their names are taken from their own entities in the same file.
"""

import datetime
import re
from collections.abc import Iterator
from typing import Any

from journal.cinema import crew
from journal.cinema.messages import gettext_noop as _
from journal.cinema.reading.rows import BadRow, CreditFact, Named, Row, json_objects

Item = dict[str, Any]

INSTANCE_OF, HUMAN = "P31", "Q5"
PUBLISHED, DURATION, COUNTRY, LANGUAGE, TITLE, CHARACTER = "P577", "P2047", "P495", "P364", "P1476", "P453"
BORN, DIED = "P569", "P570"
JOBS = {
    "P57": "Director",
    "P58": "Screenplay",
    "P162": "Producer",
    "P344": "Director of Photography",
    "P1040": "Editor",
    "P86": "Original Music Composer",
    "P161": "Actor",
}
FILM_IDS = {"P345": "imdb", "P4947": "tmdb", "P2704": "eidr", "P6127": "letterboxd"}
PERSON_IDS = {"P345": "imdb", "P4985": "tmdb"}
COUNTRIES = {
    "Q30": "US", "Q145": "GB", "Q142": "FR", "Q183": "DE", "Q38": "IT", "Q29": "ES", "Q17": "JP", "Q884": "KR",
    "Q148": "CN", "Q159": "RU", "Q15180": "SU", "Q16957": "DD", "Q33946": "CS", "Q36704": "YU", "Q16": "CA",
    "Q408": "AU", "Q39": "CH", "Q40": "AT", "Q31": "BE", "Q55": "NL", "Q35": "DK", "Q34": "SE", "Q20": "NO",
    "Q33": "FI", "Q36": "PL", "Q28": "HU", "Q218": "RO", "Q213": "CZ", "Q794": "IR", "Q668": "IN", "Q155": "BR",
    "Q414": "AR", "Q96": "MX", "Q27": "IE", "Q45": "PT", "Q41": "GR", "Q43": "TR", "Q865": "TW", "Q8646": "HK",
    "Q869": "TH",
}  # fmt: skip
LANGUAGES = {
    "Q1860": "en", "Q150": "fr", "Q188": "de", "Q652": "it", "Q1321": "es", "Q5287": "ja", "Q9176": "ko",
    "Q7850": "zh", "Q7737": "ru", "Q5146": "pt", "Q9168": "fa", "Q9027": "sv", "Q809": "pl",
}  # fmt: skip
PRECISIONS = {11: "day", 10: "month", 9: "year"}
TIME = re.compile(r"\+(\d{4})-(\d\d)-(\d\d)T")


def read(data: bytes, mapping: dict[str, str]) -> Iterator[Row | BadRow]:
    """Raises BadFile if the file is no JSON. `mapping` is not used: the numbers are Wikidata's."""
    items = list(json_objects(data))
    names = {item["id"]: _label(item) for _line, item in items if item and isinstance(item.get("id"), str)}
    for line, item in items:
        if item is None or item.get("id") not in names or not names[item["id"]]:
            yield BadRow(line, _("This is not an entity of Wikidata with a label."))
            continue
        try:
            is_human = HUMAN in _items(item, INSTANCE_OF)
            yield _person(line, item) if is_human else _film(line, item, names)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            yield BadRow(line, _("This is not in the shape of Wikidata: %(error)s."), {"error": repr(error)[:120]})


def _film(line: int, item: Item, names: dict[str, str]) -> Row:
    years = [day.year for day, _precision in _times(item, PUBLISHED)]
    original = next((value for value in _values(item, TITLE) if isinstance(value, dict)), {})
    runtimes = [value for value in _values(item, DURATION) if isinstance(value, dict)]
    fields: Item = {
        "title": _label(item),
        "original_title": original.get("text", ""),
        "original_language": original.get("language", ""),
        "year": min(years, default=None),
        "runtime": round(float(runtimes[0]["amount"])) if runtimes else None,
        "countries": [COUNTRIES[number] for number in _items(item, COUNTRY) if number in COUNTRIES],
        "languages": [LANGUAGES[number] for number in _items(item, LANGUAGE) if number in LANGUAGES],
    }
    if fields["original_title"] == fields["title"]:
        fields["original_title"] = ""
    return Row(
        line,
        "film",
        {name: value for name, value in fields.items() if value not in (None, "", [])},
        _identifiers(item, FILM_IDS),
        titles=[{"text": text, "kind": "release", "lang": "en"} for text in _aliases(item)],
        credits=list(_credits(item, names)),
    )


def _person(line: int, item: Item) -> Row:
    fields: Item = {"name": _label(item)}
    for name, number in (("born", BORN), ("died", DIED)):
        for day, precision in _times(item, number)[:1]:
            fields |= {name: day, f"{name}_precision": precision}
    others = [{"text": text, "kind": "variant", "lang": "en"} for text in _aliases(item)]
    return Row(line, "person", fields, _identifiers(item, PERSON_IDS), names=others)


def _credits(item: Item, names: dict[str, str]) -> Iterator[CreditFact]:
    for number, job in JOBS.items():
        for billing, claim in enumerate(_claims(item, number)):
            value = claim["mainsnak"].get("datavalue", {}).get("value", {})
            person = value.get("id", "")
            if not names.get(person):
                # Without an entity in the file nobody knows what the person is called.
                continue
            roles = [
                snak.get("datavalue", {}).get("value", {}).get("id", "")
                for snak in claim.get("qualifiers", {}).get(CHARACTER, [])
            ]
            character = " / ".join(names[role] for role in roles if names.get(role)) if job == "Actor" else ""
            named = Named(names[person], {"wikidata": person})
            yield CreditFact(named, job, crew.department_of(job), character, billing)


def _claims(item: Item, number: str) -> list[Item]:
    """Claims of a property that are not marked as wrong; those marked as best alone, if there are such."""
    claims = [claim for claim in item.get("claims", {}).get(number, []) if claim.get("rank") != "deprecated"]
    return [claim for claim in claims if claim.get("rank") == "preferred"] or claims


def _values(item: Item, number: str) -> list[Any]:
    found = [claim["mainsnak"].get("datavalue", {}).get("value") for claim in _claims(item, number)]
    return [value for value in found if value is not None]


def _items(item: Item, number: str) -> list[str]:
    return [value["id"] for value in _values(item, number) if isinstance(value, dict) and "id" in value]


def _times(item: Item, number: str) -> list[tuple[datetime.date, str]]:
    found = []
    for value in _values(item, number):
        match = TIME.match(value["time"])
        if match and value.get("precision", 11) in PRECISIONS:
            year, month, day = (int(part) for part in match.groups())
            found.append((datetime.date(year, month or 1, day or 1), PRECISIONS[value.get("precision", 11)]))
    return found


def _identifiers(item: Item, properties: dict[str, str]) -> dict[str, str]:
    found = {"wikidata": str(item["id"])}
    for number, scheme in properties.items():
        for value in _values(item, number)[:1]:
            found[scheme] = str(value)
    return found


def _label(item: Item) -> str:
    labels = item.get("labels") or {}
    return str((labels.get("en") or labels.get("mul") or {}).get("value", ""))


def _aliases(item: Item) -> list[str]:
    label = _label(item)
    texts = [str(alias["value"]) for alias in (item.get("aliases") or {}).get("en", [])]
    return list(dict.fromkeys(text for text in texts if text != label))
