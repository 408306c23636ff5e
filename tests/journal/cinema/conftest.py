import pytest

from journal.cinema.models import Credit, Edition, Festival, Film, Person, Selection, Strand


@pytest.fixture
def a_film(db):
    def make(title="The Salt Ledger", year=2012, **fields):
        return Film.objects.create(title=title, year=year, **fields)

    return make


@pytest.fixture
def a_person(db):
    def make(name="Maeve Corrigan-Hale", **fields):
        return Person.objects.create(name=name, **fields)

    return make


@pytest.fixture
def a_credit(a_film, a_person):
    def make(film=None, person=None, job="Director", **fields):
        return Credit.objects.create(film=film or a_film(), person=person or a_person(), job=job, **fields)

    return make


@pytest.fixture
def an_edition(db):
    def make(name="Vallmora Film Week", year=2012, **fields):
        festival, _new = Festival.objects.get_or_create(name=name)
        return Edition.objects.create(festival=festival, year=year, **fields)

    return make


@pytest.fixture
def a_selection(a_film, an_edition):
    def make(film=None, edition=None, strand="Competition", **fields):
        strand, _new = Strand.objects.get_or_create(edition=edition or an_edition(), name=strand)
        return Selection.objects.create(strand=strand, film=film or a_film(), **fields)

    return make
