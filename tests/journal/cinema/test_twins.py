from journal.cinema import twins
from journal.cinema.models import FilmTitle, PersonName


def test_films_of_one_title_and_about_one_year_are_proposed_with_the_evidence(a_film, a_person, a_credit):
    film, director = a_film("Parasite", 2019), a_person("Bong Joon Ho")
    twin, remake = a_film("Gisaengchung", 2019), a_film("Parasite", 1982)
    a_film("Parasite Eve", 2019)
    FilmTitle.objects.create(film=twin, text="PARASITE", lang="en")
    for one in (film, twin, remake):
        a_credit(one, director, department="Directing")
    found = twins.of_film(film)
    assert [(one.record, one.evidence) for one in found] == [
        (twin, ["same title", "same year", "both directed by Bong Joon Ho"])
    ]


def test_people_of_one_name_are_proposed_with_the_evidence(a_film, a_person, a_credit):
    person, twin, other = a_person("Ágnes Hranitzky"), a_person("Hranitzky Agnes"), a_person("Ágnes Other")
    PersonName.objects.create(person=twin, text="Agnes Hranitzky")
    film = a_film("The Turin Horse", 2011)
    for one in (person, twin, other):
        a_credit(film, one)
    found = twins.of_person(person)
    assert [(one.record, one.evidence) for one in found] == [(twin, ["same name", "both credited in The Turin Horse"])]
