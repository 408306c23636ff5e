import pytest

from journal.cinema.mentions import Passage
from journal.cinema.models import Festival, FilmTitle, PersonName
from journal.cinema.slices import finder_for


def found(*texts, **options):
    passages = [Passage(text) for text in texts]
    mentions = finder_for(passages, **options).find(passages)
    return [(mention.text, mention.kind, mention.ids[0]) for mention in mentions]


def test_films_people_and_editions_of_the_catalogue_are_found(a_film, a_person, a_credit, an_edition):
    film, person = a_film("Little Miss Sunshine", 2006), a_person("Valerie Faris")
    a_credit(film, person)
    edition = an_edition("Vallmora Film Week", 2012)
    Festival.objects.update(short_name="Vallmora")
    assert found("Valerie Faris showed Little Miss Sunshine at Vallmora 2012; Faris stayed.") == [
        ("Valerie Faris", "person", person.pk),
        ("Little Miss Sunshine", "film", film.pk),
        ("Vallmora", "edition", edition.pk),
        ("Faris", "person", person.pk),
    ]


@pytest.mark.parametrize(
    ("kind", "linkable", "is_found"),
    [("release", True, True), ("release", False, False), ("working", True, False), ("misspelling", True, True)],
)
def test_only_titles_that_may_be_linked_are_found(a_film, kind, linkable, is_found):
    FilmTitle.objects.create(film=a_film(), text="Brine and Paper", kind=kind, linkable=linkable)
    assert bool(found("They called it Brine and Paper then.")) is is_found


def test_a_title_in_the_genitive_is_found(a_film, a_person, a_credit):
    film = a_film("Ruby Sparks")
    a_credit(film, a_person("Paul Dano"))
    assert ("Ruby Sparks", "film", film.pk) in found("It is Ruby Sparks's story, and Paul Dano's best part.")


def test_other_names_of_people_are_found(a_person):
    person = a_person("Bong Joon Ho", name_order="family")
    PersonName.objects.create(person=person, text="Bong Joon-ho")
    assert found("Then Bong Joon-ho spoke.") == [("Bong Joon-ho", "person", person.pk)]


def test_the_films_of_the_piece_are_known_even_if_unnamed(a_film, a_credit, a_person):
    film, other = a_film("Her", 2013), a_film("Ruby", 1992)
    a_credit(film, a_person("Scarlett Johansson"), job="Voice", department="Acting", character="Ruby")
    assert found("He asked Ruby in 1992.", own_films=[film.pk]) == []
    assert found("He watched Ruby, of 1992.") == [("Ruby", "film", other.pk)]


@pytest.mark.parametrize("number", [1, 3])
def test_the_slice_takes_a_constant_number_of_queries(a_film, a_person, an_edition, django_assert_num_queries, number):
    for n in range(number):
        a_film(f"Little Miss Sunshine {n}", 2006)
        a_person(f"Valerie Faris {n}")
        an_edition(f"Festival {n}")
    text = "; ".join(f"Valerie Faris {n}, Little Miss Sunshine {n}" for n in range(number))
    with django_assert_num_queries(10):
        finder_for([Passage(text)])
