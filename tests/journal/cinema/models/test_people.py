import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from journal.cinema.models import Person, PersonName


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"born": datetime.date(1930, 3, 24), "died": datetime.date(1929, 1, 1)}, "person_died_after_birth"),
        ({"name_order": "mono", "family_name": "Guðmundsdóttir"}, "person_mononym_without_family"),
        ({"name_order": "random"}, "person_name_order_known"),
        ({"name": ""}, "person_named"),
    ],
)
def test_the_database_refuses_an_impossible_person(a_person, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        a_person(**fields)


def test_the_form_says_that_nobody_dies_before_being_born(db):
    person = Person(name="A", slug="a", born=datetime.date(1930, 1, 1), died=datetime.date(1920, 1, 1))
    with pytest.raises(ValidationError, match="Nobody dies before being born"):
        person.validate_constraints()


def test_two_people_of_one_name_are_told_apart(a_person):
    actor = a_person("Steve McQueen", disambiguation="actor")
    director = a_person("Steve McQueen", disambiguation="director")
    assert (str(actor), str(director)) == ("Steve McQueen (actor)", "Steve McQueen (director)")
    assert (actor.slug, director.slug) == ("steve-mcqueen", "steve-mcqueen-2")
    with pytest.raises(IntegrityError), transaction.atomic():
        a_person("Steve McQueen", disambiguation="actor")


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"name": "Lars von Trier", "family_name": "von Trier"}, "trier lars von"),
        ({"name": "Bong Joon Ho", "name_order": "family"}, "bong joon ho"),
        ({"name": "Björk", "name_order": "mono"}, "bjork"),
        ({"name": "Tony Leung Chiu-wai", "sort_name": "Leung Chiu-wai, Tony"}, "leung chiu wai tony"),
    ],
)
def test_the_sort_key(a_person, fields, key):
    assert a_person(**fields).sort_key == key


def test_a_name_that_is_never_printed_is_still_found(a_person):
    person = a_person("Wren Abernathy-Soto")
    former = PersonName.objects.create(person=person, text="Warwick Abernathy-Soto", kind="former", never_print=True)
    assert not former.printable
    assert list(Person.objects.search("warwick")) == [person]
    former.delete()
    assert not Person.objects.search("warwick").exists()


def test_a_person_is_found_from_any_word_of_the_name(a_person):
    person = a_person("Agnès Varda")
    for words in ["agn", "VARDA", "varda", "agnes var"]:
        assert list(Person.objects.search(words)) == [person]
    assert not Person.objects.search("arda").exists()


def test_the_same_name_in_two_languages_is_two_rows(a_person):
    person = a_person("Wong Kar-wai")
    PersonName.objects.create(person=person, text="王家衛", lang="zh-Hant")
    PersonName.objects.create(person=person, text="王家衛", lang="ja")
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonName.objects.create(person=person, text="王家衛", lang="ja")
