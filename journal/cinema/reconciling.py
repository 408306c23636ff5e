"""Matching other people's lists with our catalogue: the questions and answers of the Reconciliation Service API 0.2.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/ . Only facts that the public pages show
are told: names that must never be printed are neither matched nor shown.
"""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from journal.cinema import identifiers, titles
from journal.cinema.folding import fold
from journal.cinema.models import Credit, ExternalId, Festival, Film, Person

BATCH = 50  # queries at once
LONGEST = 300  # characters of a name or value
MOST, USUAL = 20, 10  # candidates of one query
DEPTH = 40  # records that are looked at for one query that nothing is called
# Likeness, of 100, below which a name is another name; and below which it is one even if a word of it begins so.
NEAR, BEGUN = 80, 50
TYPES: dict[str, type[Any]] = {"Film": Film, "Person": Person, "Festival": Festival}
IDS = ("imdb", "tmdb", "wikidata")
PROPERTIES = {"year": "Year", "director": "Director", "born": "Year of birth", **{name: name for name in IDS}}
# What a property that agrees, or does not, does to the likeness of the name; of 100.
AGREES, DIFFERS = 10, -40
YEARS_APART = 1  # premiere and release are often a year apart: that neither speaks for a film nor against it
LIFE = ("born", "died")


class BadQuery(ValueError):
    """The batch cannot be read; the text says why. ``too_many`` where there are simply too many queries."""

    def __init__(self, message: str, *, too_many: bool = False) -> None:
        super().__init__(message)
        self.too_many = too_many


@dataclass(frozen=True, slots=True)
class Query:
    text: str
    types: tuple[str, ...] = tuple(TYPES)
    limit: int = USUAL
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_batch(text: str) -> dict[str, Query]:
    """The queries of a batch by their keys. Raises BadQuery."""
    try:
        batch = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadQuery(_("This is not JSON.")) from error
    if not isinstance(batch, dict):
        raise BadQuery(_("A batch is an object: a key for each query."))
    if len(batch) > BATCH:
        raise BadQuery(_("There are more than %(number)d queries.") % {"number": BATCH}, too_many=True)
    return {key: _query(key, item) for key, item in batch.items()}


def answer(queries: Mapping[str, Query]) -> dict[str, dict[str, Any]]:
    """The result batch: for each key its candidates, the likeliest first."""
    found = _candidates(queries)
    return {key: {"result": _result(query, found[key])} for key, query in queries.items()}


def suggest(prefix: str, types: Collection[str] = (), *, start: int = 0) -> list[dict[str, Any]]:
    """Records of which a name has a word that begins so."""
    found = []
    for name in [name for name in TYPES if name in types] or list(TYPES):
        for record in _loaded(TYPES[name], _near(TYPES[name], prefix[:LONGEST])):
            words = [word for text in _names(record) for word in _tails(text)]
            if any(word.startswith(fold(prefix)) for word in words):
                found.append(_shown(name, record) | {"notable": [_type(name)]})
    return found[start : start + MOST]


def suggest_of(choices: Mapping[str, str], prefix: str) -> list[dict[str, str]]:
    """Types or properties of which the name begins so."""
    return [{"id": id, "name": name} for id, name in choices.items() if fold(name).startswith(fold(prefix))]


def manifest(*, endpoint: str, view: str, name: str, documentation: str) -> dict[str, Any]:
    """What the service can do. ``view`` is an address with ``{{id}}`` in it."""
    services = {
        what: {"service_url": endpoint, "service_path": f"/suggest/{what}"} for what in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": name,
        "identifierSpace": f"{endpoint}/",
        "schemaSpace": "https://schema.org/",
        "defaultTypes": [_type(name) for name in TYPES],
        "documentation": documentation,
        "view": {"url": view},
        "suggest": services,
        "batchSize": BATCH,
    }


def find(id: str) -> Any:
    """The record of an identifier such as ``film-12``, also one that was merged since; None if there is none."""
    kind, _sign, number = id.partition("-")
    model = TYPES.get(kind.capitalize())
    if model is None or kind != kind.lower() or not re.fullmatch(r"[1-9]\d{0,17}", number):
        return None
    if model is Festival:
        return Festival.objects.filter(pk=number).first()
    return model.objects.resolve([int(number)]).get(int(number))


def _query(key: str, item: Any) -> Query:
    if not isinstance(item, dict):
        raise BadQuery(_("%(key)s is no query.") % {"key": key[:60]})
    text = item.get("query", "")
    asked = item.get("properties", [])
    wanted = item.get("type", [])
    wanted = [wanted] if isinstance(wanted, str) else wanted
    limit = item.get("limit", USUAL)
    if not isinstance(text, str) or not isinstance(asked, list) or not isinstance(wanted, list):
        raise BadQuery(_("%(key)s is not in the shape of a query.") % {"key": key[:60]})
    if isinstance(limit, bool) or not isinstance(limit, int) or limit < 1:
        raise BadQuery(_("%(key)s: the limit is a whole number above 0.") % {"key": key[:60]})
    if not text.strip() and not asked:
        raise BadQuery(_("%(key)s asks for nothing: give a query or properties.") % {"key": key[:60]})
    types = tuple(name for name in TYPES if name in wanted)
    properties = _properties(key, asked)
    asked_for = titles.read(text[:LONGEST].replace("\0", ""))
    if asked_for.year:
        properties.setdefault("year", (str(asked_for.year),))
    # A type that we do not have leaves nothing to look for.
    return Query(asked_for.title, types if wanted else tuple(TYPES), min(limit, MOST), properties)


def _properties(key: str, asked: list[Any]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one in asked:
        if not isinstance(one, dict) or not isinstance(one.get("pid"), str) or "v" not in one:
            raise BadQuery(_("%(key)s: a property has a pid and a v.") % {"key": key[:60]})
        values = one["v"] if isinstance(one["v"], list) else [one["v"]]
        texts = tuple(filter(None, (_value(value) for value in values[:MOST])))
        if one["pid"] in PROPERTIES and texts:
            found[one["pid"]] = texts
    return found


def _value(value: Any) -> str:
    """A string, a number, or a record that was matched before."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("id")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()[:LONGEST] if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _candidates(queries: Mapping[str, Query]) -> dict[str, dict[str, list[Any]]]:
    """key -> type -> records: those called exactly so, those with a number given, else what is spelt nearly so."""
    found: dict[str, dict[str, list[Any]]] = defaultdict(dict)
    for name, model in TYPES.items():
        asked = {key: query for key, query in queries.items() if name in query.types}
        numbers = _called(model, {fold(query.text) for query in asked.values()} - {""})
        given = _identified(name, asked.values())
        wanted: dict[str, list[int]] = {}
        for key, query in asked.items():
            by_id = [given[pair] for pair in _pairs(query) if pair in given]
            wanted[key] = list(dict.fromkeys([*by_id, *numbers.get(fold(query.text), [])])) or _near(model, query.text)
        records = {record.pk: record for record in _loaded(model, {pk for pks in wanted.values() for pk in pks})}
        for key, pks in wanted.items():
            found[key][name] = [records[pk] for pk in pks if pk in records]
    return found


def _called(model: type[Any], folded: Collection[str]) -> dict[str, list[int]]:
    """Folded name -> numbers of the records of which one whole name is this."""
    found: dict[str, list[int]] = defaultdict(list)
    if model is Festival:
        for festival in Festival.objects.all():
            for name in {fold(text) for text in _names(festival)} & set(folded):
                found[name].append(festival.pk)
        return found
    owner = f"{model._meta.model_name}_id"
    keys = model._meta.get_field("keys").related_model._default_manager
    for key, pk in keys.filter(key__in=sorted(folded), whole=True).values_list("key", owner)[: BATCH * DEPTH]:
        found[key].append(pk)
    return found


def _identified(name: str, queries: Iterable[Query]) -> dict[tuple[str, str], int]:
    pairs = {pair for query in queries for pair in _pairs(query)}
    if not pairs:
        return {}
    owner = f"{name.lower()}_id"
    rows = ExternalId.objects.filter(scheme__in=IDS, value__in=[value for _scheme, value in pairs])
    return {
        (scheme, value): pk
        for scheme, value, pk in rows.values_list("scheme", "value", owner)
        if pk is not None and (scheme, value) in pairs
    }


def _pairs(query: Query) -> list[tuple[str, str]]:
    found = []
    for scheme in IDS:
        for value in query.properties.get(scheme, ()):
            for kind in ("film", "person", "festival"):
                try:
                    found.append((scheme, identifiers.read(scheme, kind, value)))
                except identifiers.IdentifierError:
                    continue
    return list(dict.fromkeys(found))


def _near(model: type[Any], text: str) -> list[int]:
    """Numbers of records of which a name has a word that begins so, else of which one is spelt nearly so."""
    if not fold(text):
        return []
    if model is Festival:
        return list(Festival.objects.search(text).values_list("pk", flat=True)[:DEPTH])
    rows = model.objects.search(text, first=DEPTH).order_by("pk").values_list("pk", flat=True)
    return list(rows) or list(model.objects.nearest(text, MOST).values_list("pk", flat=True))


def _loaded(model: type[Any], numbers: Iterable[int]) -> list[Any]:
    rows = model._default_manager.filter(pk__in=list(numbers)).order_by("pk").prefetch_related("external_ids")
    if model is Film:
        directing = Credit.objects.directing().select_related("person")
        rows = rows.prefetch_related("titles", Prefetch("credits", directing, to_attr="direction"))
    elif model is Person:
        rows = rows.prefetch_related("names")
    return list(rows)


def _names(record: Any) -> list[str]:
    """What the record may be found by: misspellings too, but no name that must never be printed."""
    if isinstance(record, Film):
        return [record.title, record.original_title, *(title.text for title in record.titles.all())]
    if isinstance(record, Person):
        return [record.name, *(name.text for name in record.names.all() if not name.never_print)]
    return [record.name, record.short_name, *record.aliases]


def _tails(text: str) -> list[str]:
    words = fold(text).split()
    return [" ".join(words[start:]) for start in range(len(words))]


def _result(query: Query, by_type: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    scored = []
    for name, records in by_type.items():
        for record in records:
            likeness, is_exact = _likeness(query.text, record)
            features = _features(query, record)
            has_number = any(agrees for id, agrees in features.items() if id in IDS)
            score = likeness + sum(AGREES if agrees else DIFFERS for agrees in features.values())
            score = 100.0 if has_number else max(0.0, min(99.0, score))
            if has_number or (score > 0 and _is_called_so(query.text, record)):
                scored.append((score, is_exact, has_number, features, name, record))
    scored.sort(key=lambda one: (-one[0], list(TYPES).index(one[4]), one[5].pk))
    exact = sum(is_exact and all(features.values()) for _score, is_exact, _number, features, *_rest in scored)
    return [
        {
            **_shown(name, record),
            "type": [_type(name)],
            "score": round(score, 1),
            "match": has_number or (exact == 1 and is_exact and _is_certain(name, features)),
            "features": [{"id": id, "value": agrees} for id, agrees in features.items()],
        }
        for score, is_exact, has_number, features, name, record in scored[: query.limit]
    ]


def _is_certain(name: str, features: Mapping[str, bool]) -> bool:
    """A title alone is no proof: other films are called so. A name with nothing against it is one."""
    return all(features.values()) and (name != "Film" or bool(features))


def _likeness(text: str, record: Any) -> tuple[float, bool]:
    folded = fold(text)
    best = max((fuzz.ratio(folded, fold(name)) for name in _names(record) if name), default=0.0)
    return (best * 0.89, best == 100.0) if folded else (0.0, False)


def _is_called_so(text: str, record: Any) -> bool:
    """Would one find the record by the names that may be printed? The keys that led here know of others as well."""
    folded = fold(text)
    for name in filter(None, _names(record)):
        begins = any(word.startswith(folded) for word in _tails(name))
        if folded and fuzz.ratio(folded, fold(name)) >= (BEGUN if begins else NEAR):
            return True
    return False


def _features(query: Query, record: Any) -> dict[str, bool]:
    """Property -> does it agree? Left out where we know nothing, or where it says nothing."""
    found: dict[str, bool] = {}
    own = {row.scheme: row.value for row in record.external_ids.all()}
    for scheme in IDS:
        if scheme in query.properties and scheme in own:
            found[scheme] = (scheme, own[scheme]) in _pairs(query)
    known = {"year": getattr(record, "year", None), "born": getattr(getattr(record, "born", None), "year", None)}
    for id, year in known.items():
        if id in query.properties and year:
            apart = min((abs(int(value) - year) for value in _years(query.properties[id])), default=None)
            if apart is not None and (apart == 0 or apart > YEARS_APART):
                found[id] = apart == 0
    if "director" in query.properties and getattr(record, "direction", None):
        names = {fold(name) for credit in record.direction for name in (credit.person.name, credit.printed_name)}
        found["director"] = any(fold(value) in names for value in query.properties["director"])
    return found


def _years(values: Iterable[str]) -> list[str]:
    """The year of "2012" and of "2012-09-06"."""
    return [match[0] for value in values if (match := re.match(r"[0-9]{4}(?![0-9])", value))]


def _shown(name: str, record: Any) -> dict[str, str]:
    shown = str(getattr(record, "title", "") or record.name)
    return {"id": f"{name.lower()}-{record.pk}", "name": shown, "description": _description(record)}


def _description(record: Any) -> str:
    if isinstance(record, Film):
        directors: Any = getattr(record, "direction", [])
        parts = [str(record.year or ""), ", ".join(credit.printed_name for credit in directors), record.disambiguation]
    elif isinstance(record, Person):
        life = "–".join(str(day.year) if (day := getattr(record, event)) else "" for event in LIFE).strip("–")
        parts = [record.disambiguation, life]
    else:
        parts = [record.city, str(record.founded or "")]
    return " · ".join(part for part in parts if part)


def _type(name: str) -> dict[str, str]:
    return {"id": name, "name": name}
