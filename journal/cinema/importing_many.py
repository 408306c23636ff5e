"""Many rows of an import at once: what is plainly new is written together, what is plainly known is only compared.

A row is plain if nothing in the catalogue or before it in the batch could be meant by it, or exactly one record that
has all it says. Every other row goes the way of single rows (``importing``), which decides and explains. Looking up and
writing costs a handful of queries a batch, not forty a row.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from journal.cinema import crew, identifiers, names
from journal.cinema.folding import fold
from journal.cinema.models import (
    Credit,
    ExternalId,
    Film,
    FilmKey,
    FilmTitle,
    FormerAddress,
    Person,
    PersonKey,
    PersonName,
    Release,
)
from journal.cinema.querysets import batched, starts_with, word_keys
from journal.cinema.reading.rows import CreditFact, Row

SIZE = 500
MODELS: dict[str, type[Any]] = {"film": Film, "person": Person}
EMPTY: tuple[Any, ...] = (None, "", [])
Pair = tuple[str, str]


class NotPlain(Exception):
    """The row has to go the way of single rows."""


@dataclass
class New:
    """A record that is not there yet, with all that belongs to it; nothing is saved."""

    row: Row
    record: Any
    people: list[Person] = field(default_factory=list)  # of credits, new as well
    parts: list[Model] = field(default_factory=list)


class Known:
    """What the catalogue holds of everything that a batch of rows names."""

    def __init__(self, rows: Iterable[Row]) -> None:
        rows = list(rows)
        self.ids = {id(row): _checked(row) for row in rows}
        self.owners = _owners(pair for pairs in self.ids.values() if pairs for pair in pairs)
        wanted: dict[str, set[str]] = {"film": set(), "person": set()}
        for row in rows:
            wanted[row.kind] |= {fold(name) for name in _called(row)}
            wanted["person"] |= {fold(fact.person.name) for fact in row.credits}
        self.by_name: dict[str, dict[str, list[Any]]] = {
            "film": _films(wanted["film"]),
            "person": _people(wanted["person"]),
        }
        self.owned = self._load(rows)
        self.slugs = {kind: _taken(model, rows) for kind, model in MODELS.items()}
        self.numbered: dict[tuple[str, str], int] = {}
        # What earlier rows of the batch brought: whoever meets it again has to look at the catalogue anew.
        self.met: set[tuple[str, str]] = set()
        self.fresh: dict[str, Person] = {}

    def meet(self, row: Row, *, alone: bool) -> None:
        """The row comes before those that follow. ``alone``: it brings its people by itself, we do not know which."""
        self.met |= set(self._marks(row))
        if alone:
            self.met |= {("person", fold(fact.person.name)) for fact in row.credits}

    def distrust(self) -> None:
        """New people were not written as planned: whoever meets them has to look at the catalogue."""
        self.met |= {("person", key) for key in self.fresh}
        self.fresh = {}

    def record(self, row: Row) -> Any:
        """The one record that the row means, None if it is new. Raises NotPlain where that is not plain."""
        pairs = self.ids[id(row)]
        if pairs is None or any(mark in self.met for mark in self._marks(row)):
            raise NotPlain
        # Somebody whom a film before it brought, and who is not written yet.
        if row.kind == "person" and any(fold(name) in self.fresh for name in _called(row)):
            raise NotPlain
        kinds = {self.owners[pair] for pair in pairs if pair in self.owners}
        if len(kinds) > 1 or any(kind != row.kind for kind, _pk in kinds):
            raise NotPlain
        if kinds:
            return self.owned[kinds.pop()]
        same = self._called_the_same(row, {scheme for scheme, _value in pairs})
        if len(same) > 1:
            raise NotPlain
        return same[0] if same else None

    def is_same(self, row: Row, record: Any, overwrite: bool) -> bool:
        """Does the record say all that the row says, so that nothing is to be done?"""
        own = {(found.scheme, found.value) for found in record.external_ids.all()}
        if not set(self.ids[id(row)] or ()) <= own:
            return False
        for name, value in row.fields.items():
            old = getattr(record, name)
            if old != value and (overwrite or old in EMPTY):
                return False
        return self._has_names(row, record) if row.kind == "person" else self._has_rows(row, record)

    def new(self, row: Row) -> New:
        """The row as a record to be written. Raises NotPlain where it is not right or a name is not plain."""
        made = New(row, MODELS[row.kind](**row.fields))
        try:
            self._fill(made)
        except NotPlain:
            self.fresh = {key: person for key, person in self.fresh.items() if person not in made.people}
            raise
        return made

    def _fill(self, made: New) -> None:
        row, record = made.row, made.record
        self._place(record, row.kind)
        for scheme, value in self.ids[id(row)] or ():
            made.parts.append(ExternalId(scheme=scheme, value=value, **{row.kind: record}))
        made.parts += self._rows_of_film(made) if row.kind == "film" else self._names_of_person(made)
        try:
            for part in (record, *made.people, *made.parts):
                links = {column.name for column in part._meta.concrete_fields if column.remote_field}
                part.clean_fields(exclude={"slug", "sort_key", *links})
        except ValidationError as error:
            raise NotPlain from error

    def _marks(self, row: Row) -> Iterator[tuple[str, str]]:
        yield from self.ids[id(row)] or ()
        yield from ((row.kind, fold(name)) for name in _called(row))

    def _load(self, rows: Iterable[Row]) -> dict[tuple[str, int], Any]:
        found: dict[tuple[str, int], Any] = {}
        for kind, model in MODELS.items():
            numbers = {pk for owner, pk in self.owners.values() if owner == kind}
            found |= {(kind, pk): record for pk, record in _with_parts(model, numbers).items()}
        return found

    def _called_the_same(self, row: Row, schemes: set[str]) -> list[Any]:
        """As single rows have it: by title and year, or by the name itself."""
        told_apart = row.fields.get("disambiguation", "")
        if row.kind == "person":
            found = self._people_called(row.fields["name"], schemes)
            return [person for person in found if not told_apart or person.disambiguation == told_apart]
        if not row.fields.get("year"):
            return []
        films = {film.pk: film for name in _called(row) for film in self.by_name["film"].get(fold(name), [])}
        return [
            film
            for film in films.values()
            if (film.year, film.disambiguation) == (row.fields["year"], told_apart) and not schemes & _schemes(film)
        ]

    def _people_called(self, name: str, schemes: set[str]) -> list[Person]:
        found = self.by_name["person"].get(fold(name), [])
        return [one for one in found if fold(one.name) == fold(name) and not schemes & _schemes(one)]

    def _has_names(self, row: Row, record: Any) -> bool:
        own = {(name.text, name.lang) for name in record.names.all()}
        return all(name["text"] == record.name or (name["text"], name.get("lang", "")) in own for name in row.names)

    def _has_rows(self, row: Row, record: Any) -> bool:
        own = {(title.text, title.lang, title.territory) for title in record.titles.all()}
        called = {record.title, record.original_title}
        for title in row.titles:
            key = (title["text"], title.get("lang", ""), title.get("territory", ""))
            if title["text"] not in called and key not in own:
                return False
        out = {(release.territory, release.kind, release.date) for release in record.releases.all()}
        if any((release["territory"], release["kind"], release["date"]) not in out for release in row.releases):
            return False
        credited = {(credit.person_id, credit.job, credit.character) for credit in record.credits.all()}
        return all(self._is_credited(fact, credited) for fact in row.credits)

    def _is_credited(self, fact: CreditFact, credited: set[tuple[int, str, str]]) -> bool:
        people = self._people_called(fact.person.name, set())
        if fact.person.external_ids or len(people) != 1 or ("person", fold(fact.person.name)) in self.met:
            return False
        return (people[0].pk, fact.job, fact.character) in credited

    def _place(self, record: Any, kind: str) -> None:
        """Sort key and address, as saving would give them."""
        record.derive()
        wanted = slug = record.own_slug()
        taken = self.slugs[kind]
        if wanted in taken:
            if (kind, wanted) not in self.numbered:
                taken |= _numbered(MODELS[kind], wanted)
            number = self.numbered.get((kind, wanted), 1)
            while slug in taken:
                number += 1
                slug = f"{wanted}-{number}"
            self.numbered[kind, wanted] = number - 1
        taken.add(slug)
        record.slug = slug

    def _names_of_person(self, made: New) -> Iterator[Model]:
        seen = set()
        for name in made.row.names:
            key = (name["text"], name.get("lang", ""))
            if name["text"] != made.record.name and key not in seen:
                seen.add(key)
                yield PersonName(person=made.record, text=key[0], lang=key[1], kind=name["kind"])

    def _rows_of_film(self, made: New) -> Iterator[Model]:
        film, row = made.record, made.row
        seen: set[Any] = set()
        for title in row.titles:
            key = {name: title.get(name, "") for name in ("text", "lang", "territory")}
            mark: tuple[Any, ...] = tuple(key.values())
            if title["text"] not in {film.title, film.original_title} and mark not in seen:
                seen.add(mark)
                yield FilmTitle(film=film, kind=title["kind"], **key)
        for release in row.releases:
            mark = tuple(release[name] for name in ("territory", "kind", "date"))
            if mark not in seen:
                seen.add(mark)
                yield Release(film=film, **release)
        for fact in row.credits:
            person = self._person(fact, made)
            mark = (id(person), fact.job, fact.character)
            if mark not in seen:
                seen.add(mark)
                department = fact.department or crew.department_of(fact.job)
                more = {"department": department, "billing": fact.billing}
                yield Credit(film=film, person=person, job=fact.job, character=fact.character, **more)

    def _person(self, fact: CreditFact, made: New) -> Person:
        """The one person of the name, or a new one; a number, or two people of a name, is for single rows."""
        name, key = fact.person.name, fold(fact.person.name)
        found = self._people_called(name, set())
        if fact.person.external_ids or len(found) > 1 or ("person", key) in self.met or not key:
            raise NotPlain
        if found:
            return found[0]
        if key not in self.fresh:
            if self.by_name["person"].get(key):
                raise NotPlain
            given, family = names.split(name)
            person = Person(name=name, given_name=given if family else "", family_name=family)
            self._place(person, "person")
            self.fresh[key] = person
            made.people.append(person)
        return self.fresh[key]


def write(many: Iterable[New]) -> None:
    """Writes new records with all that belongs to them. Raises IntegrityError; call inside a savepoint."""
    many = list(many)
    people = [person for made in many for person in made.people]
    people += [made.record for made in many if made.row.kind == "person"]
    films = [made.record for made in many if made.row.kind == "film"]
    Person.objects.bulk_create(people, batch_size=SIZE)
    Film.objects.bulk_create(films, batch_size=SIZE)
    texts: dict[int, list[str]] = defaultdict(list)
    by_model: dict[type[Model], list[Model]] = defaultdict(list)
    for made in many:
        for part in made.parts:
            by_model[type(part)].append(part)
            if isinstance(part, FilmTitle | PersonName):
                texts[id(made.record)].append(part.text)
    for model, parts in by_model.items():
        for part in parts:
            # Made before their owners had a number.
            links: list[Any] = [column for column in part._meta.concrete_fields if column.remote_field]
            for column in links:
                if column.is_cached(part):
                    setattr(part, column.name, getattr(part, column.name))
        model._default_manager.bulk_create(parts, batch_size=SIZE)
    _write_keys(PersonKey, "person", [(person, [person.name, *texts[id(person)]]) for person in people])
    _write_keys(FilmKey, "film", [(film, [film.title, film.original_title, *texts[id(film)]]) for film in films])


def _write_keys(model: type[Any], owner: str, records: Iterable[tuple[Any, list[str]]]) -> None:
    longest = model._meta.get_field("key").max_length
    rows = [
        model(**{f"{owner}_id": record.pk, "key": key, "whole": whole})
        for record, texts in records
        for key, whole in word_keys(texts, longest).items()
    ]
    model._default_manager.bulk_create(rows, batch_size=SIZE)


def _called(row: Row) -> list[str]:
    named = [row.fields.get("name") or row.fields.get("title") or "", row.fields.get("original_title", "")]
    return [name for name in named if name]


def _checked(row: Row) -> list[Pair] | None:
    """The identifiers in their own form; None where one is wrong, for which single rows have the words."""
    try:
        return [(scheme, identifiers.read(scheme, row.kind, value)) for scheme, value in row.external_ids.items()]
    except identifiers.IdentifierError:
        return None


def _owners(pairs: Iterable[Pair]) -> dict[Pair, tuple[str, int]]:
    wanted = set(pairs)
    rows = ExternalId.objects.filter(value__in={value for _scheme, value in wanted})
    found = {}
    for scheme, value, film, person, festival in rows.values_list("scheme", "value", "film", "person", "festival"):
        kind = "film" if film else "person" if person else "festival"
        found[scheme, value] = (kind, film or person or festival)
    return {pair: owner for pair, owner in found.items() if pair in wanted}


def _with_parts(model: type[Any], numbers: Iterable[int]) -> dict[int, Any]:
    parts = ("titles", "releases", "credits") if model is Film else ("names",)
    rows = model._default_manager.prefetch_related("external_ids", *parts)
    return {record.pk: record for record in rows.filter(pk__in=list(numbers)).order_by()}


def _films(folded: set[str]) -> dict[str, list[Film]]:
    keys = FilmKey.objects.filter(key__in=sorted(folded - {""}), whole=True).values_list("key", "film")
    pairs = list(keys)
    films = _with_parts(Film, {pk for _key, pk in pairs})
    found: dict[str, list[Film]] = defaultdict(list)
    for key, pk in pairs:
        found[key].append(films[pk])
    return found


def _people(folded: set[str]) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = defaultdict(list)
    wanted = sorted(folded - {""})
    for part in batched(wanted, SIZE):
        pairs = list(PersonKey.objects.filter(key__in=part, whole=True).values_list("key", "person"))
        people = _with_parts(Person, {pk for _key, pk in pairs})
        for key, pk in pairs:
            found[key].append(people[pk])
    return found


def _schemes(record: Any) -> set[str]:
    return {row.scheme for row in record.external_ids.all()}


def _taken(model: type[Any], rows: Iterable[Row]) -> set[str]:
    """Addresses that records have or had, of all that these rows would want."""
    kind = str(model._meta.model_name)
    wanted = {model(**row.fields).own_slug() for row in rows if row.kind == kind}
    if model is Person:
        wanted |= {names.slug(fact.person.name) for row in rows for fact in row.credits}
    found: set[str] = set()
    ordered = sorted(wanted)
    for part in batched(ordered, SIZE):
        found |= set(model._default_manager.filter(slug__in=part).values_list("slug", flat=True))
        found |= set(FormerAddress.objects.filter(kind=kind, slug__in=part).values_list("slug", flat=True))
    return found


def _numbered(model: type[Any], wanted: str) -> set[str]:
    """Addresses that begin so and go on with a hyphen: names without Latin letters are all "person" and a number."""
    rows = model._default_manager.all()
    former = FormerAddress.objects.filter(kind=str(model._meta.model_name))
    begins = starts_with("slug", f"{wanted}-", rows.db)
    return {slug for found in (rows, former) for slug in found.filter(begins).values_list("slug", flat=True)}
