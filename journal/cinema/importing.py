"""Brings records of another catalogue into ours: known ones are completed, others added, wrong ones refused by line."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from journal.cinema import crew, identifiers, names
from journal.cinema.folding import fold
from journal.cinema.importing_many import Known, New, NotPlain, write
from journal.cinema.models import Credit, ExternalId, Film, FilmTitle, Person, PersonName, Release
from journal.cinema.reading.rows import BadRow, CreditFact, Named, Row

BATCH = 500
MODELS: dict[str, type[Any]] = {"film": Film, "person": Person}
NEW, CHANGED, SAME = "new", "changed", "same"


@dataclass(frozen=True)
class Outcome:
    """What became of a row: new, changed or same, and for a changed one what it was and is: column -> (old, new)."""

    line: int
    kind: str
    label: str
    what: str
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)


@dataclass
class Report:
    """What became of the rows: how many of each kind, the refused ones, and the first ``keep`` of the others."""

    outcomes: list[Outcome] = field(default_factory=list)
    refused: list[BadRow] = field(default_factory=list)
    totals: Counter[str] = field(default_factory=Counter)
    keep: int | None = None

    def add(self, outcomes: Iterable[Outcome]) -> None:
        """Takes outcomes in the order of their lines; where only so many are kept, what is the same goes first."""
        for outcome in sorted(outcomes, key=lambda outcome: outcome.line):
            self.totals[f"{outcome.kind} {outcome.what}"] += 1
            if self.keep is None or (outcome.what != SAME and len(self.outcomes) < self.keep):
                self.outcomes.append(outcome)

    @property
    def done(self) -> int:
        return self.totals.total() + len(self.refused)


class _Refused(ValueError):
    """The row cannot be taken as it is; the text says why."""


class _Undone(Exception):
    """Ends a dry run: everything is taken back."""


def import_rows(
    rows: Iterable[Row | BadRow],
    *,
    dry_run: bool = False,
    overwrite: bool = False,
    keep: int | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> Report:
    """Imports rows; returns what became of each. A row is taken whole or not at all.

    A record is known by an identifier, else by its title and year, or its name. Empty columns of a known record are
    filled; columns that differ are changed only with `overwrite`. Titles, names, credits, releases and identifiers are
    added, never taken away. With `dry_run` nothing is kept. `progress` is called with the number of rows done. With
    `keep` only so many outcomes are reported one by one; the totals count all.
    """
    report = Report(keep=keep)
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        try:
            with transaction.atomic():
                _take_many(batch, report, overwrite)
                if dry_run:
                    raise _Undone
        except _Undone:
            pass
        progress(report.done)
    return report


def _take_many(batch: Sequence[Row | BadRow], report: Report, overwrite: bool) -> None:
    """A batch in its order; what is plain together, the rest row by row, with all before it written."""
    rows = [row for row in batch if isinstance(row, Row)]
    refused_before = len(report.refused)
    report.refused += [row for row in batch if isinstance(row, BadRow)]
    known = Known(rows)
    outcomes: list[Outcome] = []
    waiting: list[New] = []
    for row in rows:
        made = None
        try:
            record = known.record(row)
            if record is not None and known.is_same(row, record, overwrite):
                outcomes.append(Outcome(row.line, row.kind, str(record), SAME))
                continue
            if record is None:
                made = known.new(row)
        except NotPlain:
            pass
        known.meet(row, alone=made is None)
        if made is not None:
            waiting.append(made)
            continue
        if not _write(waiting, report, outcomes, overwrite):
            known.distrust()
        waiting = []
        _take(row, report, outcomes, overwrite)
    _write(waiting, report, outcomes, overwrite)
    report.refused[refused_before:] = sorted(report.refused[refused_before:], key=lambda bad: bad.line)
    report.add(outcomes)


def _write(waiting: Sequence[New], report: Report, outcomes: list[Outcome], overwrite: bool) -> bool:
    """Writes new records together. If the database refuses them, half and half, until the wrong row is alone: False."""
    if not waiting:
        return True
    try:
        with transaction.atomic():
            write(waiting)
    except IntegrityError:
        rows = [made.row for made in waiting]
        if len(rows) == 1:
            _take(rows[0], report, outcomes, overwrite)
            return False
        for half in (rows[: len(rows) // 2], rows[len(rows) // 2 :]):
            part = Report()
            _take_many(half, part, overwrite)
            outcomes += part.outcomes
            report.refused += part.refused
        return False
    outcomes += [Outcome(made.row.line, made.row.kind, str(made.record), NEW) for made in waiting]
    return True


def _take(row: Row, report: Report, outcomes: list[Outcome], overwrite: bool) -> None:
    try:
        with transaction.atomic():
            outcomes.append(_Import(row, overwrite).outcome())
    except (_Refused, ValidationError, IntegrityError) as error:
        report.refused.append(BadRow(row.line, "%(reason)s", {"reason": _reason(error)}))


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError) and hasattr(error, "message_dict"):
        return "; ".join(
            " ".join(texts) if name == "__all__" else f"{name}: {' '.join(texts)}"
            for name, texts in error.message_dict.items()
        )
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, IntegrityError):
        return _("It contradicts another record (%(error)s).") % {"error": error}
    return str(error)


class _Import:
    """One row on its way into the catalogue."""

    def __init__(self, row: Row, overwrite: bool) -> None:
        self.row = row
        self.overwrite = overwrite
        self.changes: dict[str, tuple[Any, Any]] = {}
        self.identifiers = {
            scheme: _checked(scheme, row.kind, value) for scheme, value in sorted(row.external_ids.items())
        }

    def outcome(self) -> Outcome:
        known = self._known()
        record = known or MODELS[self.row.kind]()
        self._set_columns(record)
        if self.changes or not known:
            record.full_clean(exclude=["slug", "sort_key"])
            record.save()
        self._add_rows(record)
        what = NEW if not known else CHANGED if self.changes else SAME
        return Outcome(self.row.line, self.row.kind, str(record), what, self.changes if known else {})

    def _known(self) -> Any:
        found = {getattr(row, self.row.kind) for row in _owners(self.row.kind, self.identifiers)}
        if len(found) > 1:
            raise _Refused(_("Its identifiers belong to different records: %(records)s.") % _listed(found))
        if found:
            return found.pop()
        same = self._called_the_same()
        if len(same) > 1:
            raise _Refused(_("Several records are called so: %(records)s. Give an identifier.") % _listed(same))
        return same[0] if same else None

    def _called_the_same(self) -> list[Any]:
        fields = self.row.fields
        if self.row.kind == "person":
            return _people_called(fields["name"], fields.get("disambiguation", ""), set(self.identifiers))
        year = fields.get("year")
        wanted = [fields["title"], fields.get("original_title", "")]
        films = Film.objects.called(wanted).filter(disambiguation=fields.get("disambiguation", ""))
        films = films.filter(year=year).exclude(external_ids__scheme__in=self.identifiers)
        return list(films) if year else []

    def _set_columns(self, record: models.Model) -> None:
        """Notes what changes; columns of a known record that differ are left unless they may be overwritten."""
        for name, value in self.row.fields.items():
            old = getattr(record, name)
            is_empty = old in (None, "", []) or record.pk is None
            if old != value and (is_empty or self.overwrite):
                setattr(record, name, value)
                self.changes[name] = (old, value)

    def _add_rows(self, record: Any) -> None:
        owner = {self.row.kind: record}
        for scheme, value in self.identifiers.items():
            self._add(ExternalId, {**owner, "scheme": scheme, "value": value}, {})
        if isinstance(record, Film):
            known = {record.title, record.original_title}
            for title in self.row.titles:
                if title["text"] not in known:
                    key = {name: title.get(name, "") for name in ("text", "lang", "territory")}
                    self._add(FilmTitle, {**owner, **key}, {"kind": title["kind"]})
            for release in self.row.releases:
                key = {name: release[name] for name in ("territory", "kind", "date")}
                self._add(Release, {**owner, **key}, release)
            for credit in self.row.credits:
                self._credit(record, credit)
        else:
            for name in self.row.names:
                if name["text"] != record.name:
                    key = {"text": name["text"], "lang": name.get("lang", "")}
                    self._add(PersonName, {**owner, **key}, {"kind": name["kind"]})

    def _credit(self, film: Film, fact: CreditFact) -> None:
        person = _person(fact.person)
        key = {"film": film, "person": person, "job": fact.job, "character": fact.character}
        department = fact.department or crew.department_of(fact.job)
        self._add(Credit, key, {"department": department, "billing": fact.billing})

    def _add(self, model: type[Any], key: dict[str, Any], more: dict[str, Any]) -> None:
        if model._default_manager.filter(**key).exists():
            return
        row = model(**key | more)
        row.full_clean(exclude={field.name for field in model._meta.concrete_fields if field.remote_field})
        row.save()
        label = str(model._meta.verbose_name_plural)
        old, new = self.changes.get(label, (0, 0))
        self.changes[label] = (old, new + 1)


def _checked(scheme: str, kind: str, value: str) -> str:
    try:
        return identifiers.read(scheme, kind, value)
    except identifiers.IdentifierError as error:
        raise _Refused(str(error)) from error


def _owners(kind: str, wanted: dict[str, str]) -> Iterator[ExternalId]:
    for scheme, value in wanted.items():
        found = (
            ExternalId.objects.filter(scheme=scheme, value=value).select_related("film", "person", "festival").first()
        )
        if found and getattr(found, kind) is None:
            said = _("%(scheme)s %(value)s belongs to “%(owner)s”, which is no %(kind)s.")
            raise _Refused(
                said % {"scheme": scheme, "value": value, "owner": getattr(found, found.owner_kind), "kind": kind}
            )
        if found:
            yield found


def _person(named: Named) -> Person:
    """The person of a credit: by identifier, else by name; a new one if nobody is called so."""
    wanted = {scheme: _checked(scheme, "person", value) for scheme, value in named.external_ids.items()}
    found = {owner.person for owner in _owners("person", wanted)} - {None}
    if len(found) > 1:
        raise _Refused(_("Its identifiers belong to different records: %(records)s.") % _listed(found))
    person = found.pop() if found else None
    if person is None:
        same = _people_called(named.name, "", set(wanted))
        if len(same) > 1:
            raise _Refused(_("Several records are called so: %(records)s. Give an identifier.") % _listed(same))
        person = same[0] if same else _new_person(named.name)
    for scheme, value in wanted.items():
        ExternalId.objects.get_or_create(scheme=scheme, value=value, defaults={"person": person})
    return person


def _new_person(name: str) -> Person:
    given, family = names.split(name)
    person = Person(name=name, given_name=given if family else "", family_name=family)
    person.disambiguation = _free_disambiguation(name)
    person.full_clean(exclude=["slug", "sort_key"])
    person.save()
    return person


def _free_disambiguation(name: str) -> str:
    """A second person of a name must be told apart until an editor says how."""
    taken = set(Person.objects.filter(name=name).values_list("disambiguation", flat=True))
    number = 1
    while (text := "" if number == 1 else f"{number}") in taken:
        number += 1
    return text


def _people_called(name: str, disambiguation: str, schemes: set[str]) -> list[Person]:
    """People of that very name, accents and case aside. Who has another identifier of these catalogues is another."""
    people = Person.objects.called([name]).exclude(external_ids__scheme__in=schemes)
    if disambiguation:
        people = people.filter(disambiguation=disambiguation)
    return [person for person in people if fold(person.name) == fold(name)]


def _listed(records: Iterable[Any]) -> dict[str, str]:
    return {"records": ", ".join(sorted(f"{record} (№ {record.pk})" for record in records))}
