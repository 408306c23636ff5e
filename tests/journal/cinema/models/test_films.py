import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from journal.cinema.models import Credit, Film, FilmTitle, Release

DAY = datetime.date(2012, 8, 5)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"year": 1873}, "film_year_possible"),
        ({"year": 2101}, "film_year_possible"),
        ({"runtime": 0}, "film_runtime_possible"),
        ({"runtime": 6001}, "film_runtime_possible"),
        ({"kind": "opera"}, "film_kind_known"),
        ({"title": ""}, "film_titled"),
    ],
)
def test_the_database_refuses_an_impossible_film(a_film, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        a_film(**fields)


@pytest.mark.parametrize("year", [2012, None])
def test_two_films_of_one_title_and_year_must_be_told_apart(a_film, year):
    a_film("Ruby", year)
    with pytest.raises(IntegrityError), transaction.atomic():
        a_film("RUBY", year)
    assert str(a_film("Ruby", year, disambiguation="short film")).endswith(", short film")


def test_a_remake_is_another_film_at_another_address(a_film):
    first, second = a_film("Suspiria", 1977), a_film("Suspiria", 2018)
    assert (first.slug, second.slug) == ("suspiria-1977", "suspiria-2018")


def test_two_films_that_would_share_an_address_do_not(a_film):
    assert [a_film("기생충", 2019).slug, a_film("버닝", 2019).slug] == ["film-2019", "film-2019-2"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"countries": ["XX"]}, "countries"),
        ({"countries": ["US", "US"]}, "countries"),
        ({"countries": "US"}, "countries"),
        ({"languages": ["elvish"]}, "languages"),
        ({"original_language": "Deutsch"}, "original_language"),
        ({"year": 1800}, "__all__"),
    ],
)
def test_the_form_is_told_which_field_is_wrong(db, fields, field):
    with pytest.raises(ValidationError) as refused:
        Film(**{"title": "Ruby", "year": 1992, "slug": "ruby"} | fields).full_clean()
    assert list(refused.value.message_dict) == [field]


def test_former_states_are_countries(a_film):
    a_film("Stalker", 1979, countries=["SU"], slug="stalker-1979").full_clean()


def test_the_sort_key_follows_the_language_of_the_title(a_film):
    german, english = a_film("Die Büchse der Pandora", 1929, title_language="de"), a_film("Die Hard", 1988)
    assert (german.sort_key, english.sort_key) == ("buchse der pandora", "die hard")
    english.sort_title = "Hard, Die"
    english.save()
    assert english.sort_key == "hard die"


def test_a_film_with_five_titles_is_found_by_each_and_printed_by_three(a_film):
    film = a_film("In the Mood for Love", 2000, original_title="花樣年華")
    for kind, text in [
        ("translit", "Fa yeung nin wa"),
        ("release", "Deseando amar"),
        ("festival", "In The Mood"),
        ("working", "Beijing Summer"),
        ("misspelling", "In the Moode for Love"),
    ]:
        FilmTitle.objects.create(film=film, text=text, kind=kind)
    for words in ["mood", "花樣年華", "fa yeung", "DESEANDO", "beijing", "moode for"]:
        assert list(Film.objects.search(words)) == [film]
    assert [title.text for title in film.titles.all() if title.printable] == [
        "In The Mood",
        "Deseando amar",
        "Fa yeung nin wa",
    ]


def test_a_title_taken_away_is_found_no_more(a_film):
    title = FilmTitle.objects.create(film=a_film(), text="Brine")
    title.delete()
    assert not Film.objects.search("brine").exists()


def test_saving_another_column_leaves_the_keys_alone(a_film, django_assert_num_queries):
    film = a_film()
    with django_assert_num_queries(1):
        film.save(update_fields=["synopsis"])


def test_only_an_actor_has_a_character(a_credit):
    with pytest.raises(IntegrityError, match="credit_character_is_acted"), transaction.atomic():
        a_credit(job="Director", department="Directing", character="Nell")
    assert str(a_credit(job="Actor", department="Acting", character="Nell")) == "Maeve Corrigan-Hale, as Nell"


def test_one_person_may_play_two_characters_but_each_once(a_film, a_person):
    film, person = a_film(), a_person()
    shared = {"film": film, "person": person, "job": "Actor", "department": "Acting"}
    Credit.objects.create(**shared, character="Nell")
    Credit.objects.create(**shared, character="Nell's sister")
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        Credit.objects.create(**shared, character="Nell")


@pytest.mark.parametrize("fields", [{"department": "Catering"}, {"job": ""}])
def test_a_credit_needs_a_known_department_and_a_job(a_credit, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        a_credit(**fields)


def test_a_person_with_a_credit_cannot_be_deleted(a_credit):
    credit = a_credit()
    with pytest.raises(Exception, match="protected"):
        credit.person.delete()


def test_a_release_stands_once(a_film):
    film = a_film()
    Release.objects.create(film=film, territory="US", kind=3, date=DAY)
    Release.objects.create(film=film, territory="US", kind=4, date=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.create(film=film, territory="US", kind=3, date=DAY)
    with pytest.raises(IntegrityError, match="release_kind_known"), transaction.atomic():
        Release.objects.create(film=film, territory="US", kind=7, date=DAY)
