"""Every constraint of the catalogue has a row that it refuses. One that is added without such a row fails here."""

import datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from journal.cinema.models import (
    Credit,
    Edition,
    ExternalId,
    Festival,
    Film,
    FilmKey,
    FilmTitle,
    FormerAddress,
    Person,
    PersonKey,
    PersonName,
    Release,
    Selection,
    Strand,
)

pytestmark = pytest.mark.django_db
DAY = datetime.date(2012, 8, 1)
BEFORE = datetime.date(2012, 7, 31)


class House:
    """One record of each kind, all in order."""

    def __init__(self) -> None:
        self.film = Film.objects.create(title="Salt", year=2012)
        self.person = Person.objects.create(name="Ada Quill")
        self.festival = Festival.objects.create(name="Lake Week")
        self.edition = Edition.objects.create(festival=self.festival, year=2012, ordinal=65)
        self.strand = Strand.objects.create(edition=self.edition, name="Competition")
        self.selection = Selection.objects.create(strand=self.strand, film=self.film)
        self.title = FilmTitle.objects.create(film=self.film, text="Sel", lang="fr")
        self.name = PersonName.objects.create(person=self.person, text="A. Quill")
        self.credit = Credit.objects.create(film=self.film, person=self.person)
        self.release = Release.objects.create(film=self.film, territory="US", date=DAY)
        self.number = ExternalId.objects.create(scheme="tmdb", value="7", film=self.film)
        self.former = FormerAddress.objects.create(kind="film", slug="sel", former_id=99, film=self.film)


# Constraint -> what breaks it, and nothing else.
BROKEN = {
    "film_identity": lambda h: Film.objects.create(title="SALT", year=2012),
    "film_year_possible": lambda h: Film.objects.create(title="X", year=1873),
    "film_runtime_possible": lambda h: Film.objects.create(title="X", runtime=0),
    "film_kind_known": lambda h: Film.objects.create(title="X", kind="opera"),
    "film_titled": lambda h: Film.objects.create(title=""),
    "film_title_once": lambda h: FilmTitle.objects.create(film=h.film, text="Sel", lang="fr"),
    "film_title_kind_known": lambda h: FilmTitle.objects.create(film=h.film, text="X", kind="pet name"),
    "film_key_once": lambda h: FilmKey.objects.create(film=h.film, key="salt"),
    "person_identity": lambda h: Person.objects.create(name="Ada Quill"),
    "person_died_after_birth": lambda h: Person.objects.create(name="X", born=DAY, died=BEFORE),
    "person_mononym_without_family": lambda h: Person.objects.create(name="X", name_order="mono", family_name="X"),
    "person_name_order_known": lambda h: Person.objects.create(name="X", name_order="any"),
    "person_named": lambda h: Person.objects.create(name=""),
    "person_name_once": lambda h: PersonName.objects.create(person=h.person, text="A. Quill"),
    "person_name_kind_known": lambda h: PersonName.objects.create(person=h.person, text="X", kind="pet"),
    "person_key_once": lambda h: PersonKey.objects.create(person=h.person, key="ada quill"),
    "credit_once": lambda h: Credit.objects.create(film=h.film, person=h.person),
    "credit_character_is_acted": lambda h: Credit.objects.create(
        film=h.film, person=h.person, job="Editor", department="Editing", character="Nell"
    ),
    "credit_department_known": lambda h: Credit.objects.create(
        film=h.film, person=h.person, job="Chef", department="Catering"
    ),
    "credit_has_job": lambda h: Credit.objects.create(film=h.film, person=h.person, job=""),
    "release_once": lambda h: Release.objects.create(film=h.film, territory="US", date=DAY),
    "release_kind_known": lambda h: Release.objects.create(film=h.film, territory="US", date=DAY, kind=7),
    "external_id_once": lambda h: ExternalId.objects.create(scheme="tmdb", value="7", person=h.person),
    "external_id_one_owner": lambda h: ExternalId.objects.create(
        scheme="tmdb", value="8", film=h.film, person=h.person
    ),
    "external_id_scheme_known": lambda h: ExternalId.objects.create(scheme="mubi", value="8", film=h.film),
    "former_address_once": lambda h: FormerAddress.objects.create(kind="film", slug="sel", film=h.film),
    "former_id_once": lambda h: FormerAddress.objects.create(kind="film", slug="x", former_id=99, film=h.film),
    "former_address_one_record": lambda h: FormerAddress.objects.create(kind="person", slug="x", film=h.film),
    "festival_founded_possible": lambda h: Festival.objects.create(name="X", founded=1800),
    "festival_named": lambda h: Festival.objects.create(name=""),
    "edition_year_once": lambda h: Edition.objects.create(festival=h.festival, year=2012),
    "edition_ordinal_once": lambda h: Edition.objects.create(festival=h.festival, year=2013, ordinal=65),
    "edition_ends_after_start": lambda h: Edition.objects.create(
        festival=h.festival, year=2013, starts=DAY, ends=BEFORE
    ),
    "edition_year_possible": lambda h: Edition.objects.create(festival=h.festival, year=1800),
    "edition_status_known": lambda h: Edition.objects.create(festival=h.festival, year=2013, status="rainedoff"),
    "strand_once": lambda h: Strand.objects.create(edition=h.edition, name="Competition"),
    "selection_once": lambda h: Selection.objects.create(strand=h.strand, film=h.film),
    "selection_premiere_known": lambda h: Selection.objects.create(
        strand=Strand.objects.create(edition=h.edition, name="X"), film=h.film, premiere="secret"
    ),
}  # fmt: skip


def test_every_constraint_has_a_row_that_breaks_it():
    there = {one.name for model in apps.get_app_config("cinema").get_models() for one in model._meta.constraints}
    assert set(BROKEN) == there


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_it(name):
    house = House()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BROKEN[name](house)
    # SQLite names the columns of a broken unique constraint, not the constraint.
    said = str(refused.value)
    assert name in said or (connection.vendor == "sqlite" and said.startswith("UNIQUE constraint failed"))
