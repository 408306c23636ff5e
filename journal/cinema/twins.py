"""Records that may be the same, with the evidence, for an editor to decide. Nothing is merged by itself."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from journal.cinema.folding import fold
from journal.cinema.models import Film, FilmKey, Person, PersonKey

LIMIT = 10
YEARS_APART = 1


class Twin(NamedTuple):
    record: Film | Person
    evidence: list[str]


def of_film(film: Film) -> list[Twin]:
    """Films that share a title with this one and may be of its year, best evidence first."""
    titles = {fold(text) for text in [film.title, film.original_title, *film.titles.values_list("text", flat=True)]}
    sharing = FilmKey.objects.filter(key__in=titles - {""}, whole=True).exclude(film=film).values("film")
    candidates = Film.objects.filter(pk__in=sharing).prefetch_related("credits__person")[: LIMIT * 3]
    directors = {credit.person_id for credit in film.credits.directing()}
    found = []
    for other in candidates:
        if film.year and other.year and abs(film.year - other.year) > YEARS_APART:
            continue
        evidence = [_("same title")]
        if film.year and film.year == other.year:
            evidence.append(_("same year"))
        shared = [
            credit.person.name
            for credit in other.credits.all()
            if credit.person_id in directors and credit.department == "Directing"
        ]
        evidence += [_("both directed by %(name)s") % {"name": name} for name in shared]
        found.append(Twin(other, evidence))
    return sorted(found, key=lambda twin: -len(twin.evidence))[:LIMIT]


def of_person(person: Person) -> list[Twin]:
    """People who share a whole name with this one, best evidence first."""
    names = {fold(text) for text in [person.name, *person.names.values_list("text", flat=True)]} - {""}
    sharing = PersonKey.objects.filter(key__in=names, whole=True).exclude(person=person).values("person")
    candidates = Person.objects.filter(pk__in=sharing).prefetch_related("credits__film")[: LIMIT * 3]
    films = set(person.credits.values_list("film_id", flat=True))
    found = []
    for other in candidates:
        evidence = [_("same name")]
        if person.born and person.born == other.born:
            evidence.append(_("born on the same day"))
        shared = {credit.film.title for credit in other.credits.all() if credit.film_id in films}
        evidence += [_("both credited in %(title)s") % {"title": title} for title in sorted(shared)]
        found.append(Twin(other, evidence))
    return sorted(found, key=lambda twin: -len(twin.evidence))[:LIMIT]
