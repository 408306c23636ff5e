import datetime

import pytest

from factories import make_version
from journal.cinema.merging import MergeError, merge
from journal.cinema.models import (
    Credit,
    Edition,
    ExternalId,
    Festival,
    Film,
    FilmTitle,
    FormerAddress,
    Person,
    PersonName,
    Selection,
)
from journal.press.copy import FilmLink


def test_what_pointed_at_the_one_points_at_the_other(a_film, a_credit, a_selection):
    keep, gone = a_film("Ruby Sparks"), a_film("Rubby Sparks")
    credit, selection = a_credit(gone), a_selection(gone)
    identifier = ExternalId.objects.create(scheme="imdb", value="tt1839492", film=gone)
    merge(keep=keep, gone=gone)
    for row in (credit, selection, identifier):
        row.refresh_from_db()
        assert row.film == keep
    assert not Film.objects.filter(pk=gone.pk).exists()


def test_what_stood_twice_stands_once(a_film, a_person, a_credit):
    keep, gone, person = a_film("Ruby Sparks"), a_film("Rubby Sparks"), a_person()
    a_credit(keep, person)
    a_credit(gone, person)
    a_credit(gone, person, job="Writer")
    merged = merge(keep=keep, gone=gone)
    assert sorted(keep.credits.values_list("job", flat=True)) == ["Director", "Writer"]
    assert (merged.moved["cinema.credit"], merged.doubles["cinema.credit"]) == (1, 1)


def test_old_addresses_redirect_those_of_both(a_film):
    keep, gone, earlier = a_film("Ruby Sparks"), a_film("Rubby Sparks"), a_film("Ruby")
    merge(keep=gone, gone=earlier)
    merge(keep=keep, gone=gone)
    assert FormerAddress.objects.find("film", "rubby-sparks-2012") == keep
    assert FormerAddress.objects.find("film", "ruby-2012") == keep


def test_titles_stay_findable_and_empty_fields_are_filled(a_film):
    keep = a_film("Parasite", 2019)
    gone = a_film("Gisaengchung", 2019, original_title="기생충", runtime=132, countries=["KR"], synopsis="Ours.")
    merged = merge(keep=keep, gone=gone)
    keep.refresh_from_db()
    assert (keep.title, keep.original_title, keep.runtime, keep.countries) == ("Parasite", "기생충", 132, ["KR"])
    assert sorted(merged.filled) == ["countries", "original_title", "runtime", "synopsis"]
    assert list(keep.titles.values_list("text", flat=True)) == ["Gisaengchung"]
    assert list(Film.objects.search("gisaeng")) == [keep]


def test_a_person_keeps_the_names_of_both(a_person, a_credit):
    keep, gone = (
        a_person("Bong Joon Ho", name_order="family"),
        a_person("Bong Joon-ho", born=datetime.date(1969, 9, 14)),
    )
    PersonName.objects.create(person=gone, text="봉준호", kind="native", lang="ko")
    PersonName.objects.create(person=keep, text="봉준호", kind="native", lang="ko")
    credit = a_credit(person=gone)
    merge(keep=keep, gone=gone)
    keep.refresh_from_db()
    assert sorted(keep.names.values_list("text", flat=True)) == ["Bong Joon-ho", "봉준호"]
    assert keep.born == datetime.date(1969, 9, 14)
    assert Credit.objects.get(pk=credit.pk).person == keep
    assert list(Person.objects.search("봉준호")) == [keep]


def test_editions_of_one_year_become_one_with_all_that_they_showed(an_edition, a_film, a_selection):
    ours, theirs = an_edition("Vallmora"), an_edition("Vallmora Film Week")
    later = an_edition("Vallmora Film Week", year=2013)
    shown, also = a_film(), a_film("Sea Smoke", 2022)
    a_selection(shown, ours)
    a_selection(shown, theirs)
    a_selection(also, theirs)
    a_selection(also, theirs, strand="Nordlys")
    keep, gone = ours.festival, theirs.festival
    merge(keep=keep, gone=gone)
    keep.refresh_from_db()
    assert set(keep.editions.all()) == {ours, later}
    assert sorted(Selection.objects.filter(strand__edition=ours).values_list("strand__name", "film__title")) == [
        ("Competition", "Sea Smoke"),
        ("Competition", "The Salt Ledger"),
        ("Nordlys", "Sea Smoke"),
    ]
    assert keep.aliases == ["Vallmora Film Week"]
    assert Festival.objects.count() == 1


def test_a_contradiction_stops_the_merge_and_nothing_is_changed(an_edition):
    ours, theirs = an_edition("Vallmora", 2012, ordinal=45), an_edition("Vallmora Film Week", 2013, ordinal=45)
    with pytest.raises(MergeError, match="stands in the way"):
        merge(keep=ours.festival, gone=theirs.festival)
    assert set(Edition.objects.values_list("festival__name", flat=True)) == {"Vallmora", "Vallmora Film Week"}


def test_a_record_is_not_merged_with_itself_nor_with_another_kind(a_film, a_person):
    film = a_film()
    for other in (film, a_person()):
        with pytest.raises(MergeError, match="two different records"):
            merge(keep=film, gone=other)


def test_printed_words_stay_and_lead_to_the_film_that_stayed(a_film):
    keep, gone = a_film("Ruby Sparks"), a_film("Rubby Sparks")
    version = make_version(films=(FilmLink(film=gone.pk, title=gone.title, role="subject"),))
    before = version.sha256
    merge(keep=keep, gone=gone)
    version.refresh_from_db()
    assert list(version.films.all()) == [keep]
    assert version.sha256 == before


def test_a_title_both_have_is_not_doubled(a_film):
    keep, gone = a_film("Ruby Sparks"), a_film("Rubby Sparks")
    for film in (keep, gone):
        FilmTitle.objects.create(film=film, text="Ruby", kind="short", lang="en")
    merge(keep=keep, gone=gone)
    assert sorted(keep.titles.values_list("text", flat=True)) == ["Rubby Sparks", "Ruby"]
