"""Loads a file of catalogue facts. What is missing is added; what stands there already is left as the desk has it."""

import datetime
from collections import Counter
from typing import Any

from django.db import models, transaction

from journal.cinema import crew
from journal.cinema.models import (
    Credit,
    Edition,
    ExternalId,
    Festival,
    Film,
    FilmTitle,
    FormerAddress,
    Person,
    PersonName,
    Release,
    Selection,
    Strand,
)

PERSON_FIELDS = {"name", "sort_name", "disambiguation", "born_precision", "died_precision", "bio", "invented"}
FILM_FIELDS = {
    "title", "title_language", "original_title", "original_language", "sort_title", "year", "disambiguation", "kind",
    "runtime", "countries", "languages", "synopsis", "invented",
}  # fmt: skip
FESTIVAL_FIELDS = {"name", "short_name", "city", "country", "founded", "aliases", "invented"}
EDITION_FIELDS = {"ordinal", "name", "status"}
Fact = dict[str, Any]


def load_catalogue(data: Fact) -> Counter[str]:
    """Adds the people, films and festivals of `data` (the shape of demo/catalogue.json) that are not there yet.

    Returns how many records of each model were added: an empty counter on a second run. All or nothing. Records are
    known by slug, a former one included. Raises ValidationError or IntegrityError on an impossible fact, KeyError on a
    missing one.
    """
    with transaction.atomic():
        loader = _Loader()
        for fact in data.get("people", []):
            loader.person(fact)
        for fact in data.get("films", []):
            loader.film(fact)
        for fact in data.get("festivals", []):
            loader.festival(fact)
    return loader.added


class _Loader:
    def __init__(self) -> None:
        self.added: Counter[str] = Counter()

    def person(self, fact: Fact) -> None:
        person, _new = self._record(
            Person,
            fact["slug"],
            name_order=fact.get("order", "given"),
            given_name=fact.get("given", ""),
            family_name=fact.get("family", ""),
            born=_date(fact.get("born")),
            died=_date(fact.get("died")),
            **_only(fact, PERSON_FIELDS),
        )
        for name in fact.get("names", []):
            self._row(PersonName, {"person": person, "text": name["text"], "lang": name.get("lang", "")}, name)
        self._external_ids(fact, person=person)

    def film(self, fact: Fact) -> None:
        film, _new = self._record(Film, fact["slug"], **_only(fact, FILM_FIELDS))
        for title in fact.get("titles", []):
            key = {name: title.get(name, "") for name in ("text", "lang", "territory")} | {"kind": title["kind"]}
            self._row(FilmTitle, {"film": film, **key}, title)
        for credit in fact.get("credits", []):
            key = {"job": credit["job"], "character": credit.get("character", "")}
            more = {"department": crew.department_of(credit["job"])}
            self._row(Credit, {"film": film, "person": _find(Person, credit["person"]), **key}, credit | more)
        for release in fact.get("releases", []):
            key = {"territory": release["territory"], "kind": release["kind"], "date": _date(release["date"])}
            self._row(Release, {"film": film, **key}, {})
        self._external_ids(fact, film=film)

    def festival(self, fact: Fact) -> None:
        festival, _new = self._record(Festival, fact["slug"], **_only(fact, FESTIVAL_FIELDS))
        for edition in fact.get("editions", []):
            self._edition(festival, edition, fact.get("time_zone", ""))
        self._external_ids(fact, festival=festival)

    def _edition(self, festival: Festival, fact: Fact, zone: str) -> None:
        dates = {"starts": _date(fact.get("starts")), "ends": _date(fact.get("ends"))}
        more = _only(fact, EDITION_FIELDS) | dates | {"time_zone": fact.get("time_zone", zone)}
        edition = self._row(Edition, {"festival": festival, "year": fact["year"]}, more)
        for position, strand_fact in enumerate(fact.get("strands", [])):
            more = {"competitive": strand_fact.get("competitive", False), "position": position}
            strand = self._row(Strand, {"edition": edition, "name": strand_fact["name"]}, more)
            for selection in strand_fact.get("selections", []):
                more = {"first_screened": _date(selection.get("first_screened"))}
                more |= _only(selection, {"premiere"})
                self._row(Selection, {"strand": strand, "film": _find(Film, selection["film"])}, more)

    def _record(self, model: type[Any], slug: str, **fields: Any) -> tuple[Any, bool]:
        known = _find(model, slug, missing_ok=True)
        return (known, False) if known else (self._add(model(slug=slug, **fields)), True)

    def _row(self, model: type[Any], key: Fact, more: Fact) -> Any:
        known = model._default_manager.filter(**key).first()
        if known:
            return known
        names = {field.name for field in model._meta.concrete_fields} - set(key)
        return self._add(model(**key, **_only(more, names)))

    def _external_ids(self, fact: Fact, **owner: models.Model) -> None:
        for scheme, value in fact.get("external_ids", {}).items():
            if not ExternalId.objects.filter(scheme=scheme, value=value).exists():
                self._add(ExternalId(scheme=scheme, value=value, **owner))

    def _add(self, record: models.Model) -> models.Model:
        # Codes and forms are checked here; uniqueness and the like by the database, which spares a query a field.
        links = {field.name for field in record._meta.concrete_fields if field.remote_field}
        record.full_clean(exclude={"slug", *links}, validate_unique=False, validate_constraints=False)
        record.save()
        self.added[str(record._meta.model_name)] += 1
        return record


def _find(model: type[Any], slug: str, *, missing_ok: bool = False) -> Any:
    found = model._default_manager.filter(slug=slug).first()
    found = found or FormerAddress.objects.find(model._meta.model_name, slug)
    if not found and not missing_ok:
        raise KeyError(f"The catalogue file names {slug!r}, which is no {model._meta.model_name} of its own.")
    return found


def _only(fact: Fact, names: set[str]) -> Fact:
    return {name: value for name, value in fact.items() if name in names}


def _date(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
