import pytest

from journal.cinema.merging import merge
from journal.cinema.models import Edition, Film, Person


@pytest.mark.parametrize("text", ["", "  ", "—!", "%", "_"])
def test_a_search_without_letters_finds_nothing(a_film, text):
    a_film()
    assert list(Film.objects.search(text)) == []


def test_search_is_one_query_and_reads_the_index(a_film, django_assert_num_queries):
    a_film()
    with django_assert_num_queries(1):
        assert list(Film.objects.search("salt").values_list("title", flat=True)) == ["The Salt Ledger"]
    plan = Film.objects.search("salt").explain()
    assert "film_key" in plan


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("katherine hepburn", "Katharine Hepburn"),
        ("nicholas cage", "Nicolas Cage"),
        ("donald pleasance", "Donald Pleasence"),
        ("hepburm", "Katharine Hepburn"),
    ],
)
def test_a_misspelling_finds_its_person(a_person, typed, found):
    for name in ("Katharine Hepburn", "Audrey Tautou", "Nicolas Cage", "Donald Pleasence", "Ian McKellen"):
        a_person(name)
    assert [person.name for person in Person.objects.nearest(typed)] == [found]


@pytest.mark.parametrize("typed", ["cag", "completely different", ""])
def test_what_is_not_near_is_not_found(a_person, typed):
    a_person("Nicolas Cage")
    assert list(Person.objects.nearest(typed)) == []


def test_a_cited_number_leads_to_the_record_it_was_merged_into(a_film, django_assert_num_queries):
    keep, gone, other = a_film("Ruby Sparks"), a_film("Ruby Sparks", disambiguation="twice"), a_film("Her", 2013)
    number = gone.pk
    merge(keep=keep, gone=gone)
    assert Film.objects.resolve([number, other.pk, 999]) == {number: keep, other.pk: other}
    with django_assert_num_queries(1):
        Film.objects.resolve([keep.pk, other.pk])


def test_a_year_of_too_many_digits_does_not_break_the_search(an_edition):
    an_edition()
    assert list(Edition.objects.search("20122012201220122012")) == []


def test_credits_are_read_from_the_director_down(a_film, a_person, a_credit):
    film = a_film()
    jobs = [("Editor", "Editing"), ("Actor", "Acting"), ("Screenplay", "Writing"), ("Director", "Directing")]
    for number, (job, department) in enumerate(jobs):
        a_credit(film, a_person(f"Person {number}"), job, department=department)
    read = film.credits.in_reading_order().values_list("job", flat=True)
    assert list(read) == ["Director", "Screenplay", "Actor", "Editor"]
