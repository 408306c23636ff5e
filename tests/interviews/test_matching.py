from dataclasses import replace

import pytest

from factories import make_edition, make_film, make_person
from interviews import matching
from interviews.drafts import Draft, Voice
from journal.cinema.models import Festival
from journal.document.blocks import Document
from journal.press.models import Contributor


def make_draft(preface="", **fields):
    document = Document.from_json([{"id": "p0000001", "type": "paragraph", "text": preface}])
    return Draft(document=document, **fields)


@pytest.mark.django_db
def test_a_speaker_is_the_one_person_of_that_name():
    zoe = make_person("Zoë Łapin")
    make_person("Zoë Łapinski")
    draft = matching.matched(make_draft(voices=(Voice("ZL", "interviewee", "Zoe Lapin"),)))
    assert draft.voices[0].person == zoe.pk


@pytest.mark.django_db
def test_two_people_of_one_name_are_a_choice():
    first, second = make_person("Ida Orlov"), make_person("Ida Orlov", disambiguation="editor")
    draft = matching.matched(make_draft(voices=(Voice("IO", "interviewee", "Ida Orlov"),)))
    assert draft.voices[0].person is None
    assert set(matching.Catalogue(draft).candidates(draft.voices[0])) == {first, second}


@pytest.mark.django_db
def test_a_label_without_a_name_may_be_anybody_of_those_initials_behind_the_films():
    ida, other = make_person("Ida Orlov"), make_person("Sam Brand")
    film = make_film("Salt Hours", 2012)
    for person in (ida, other):
        film.credits.create(person=person, department="Directing", job="Director")
    draft = make_draft(films=(("Salt Hours", 2012),), voices=(Voice("IO"), Voice("Q"), Voice("Sam")))
    assert matching.Catalogue(draft).candidates(draft.voices[0]) == [ida]
    assert matching.Catalogue(draft).candidates(draft.voices[1]) == []
    assert matching.Catalogue(draft).candidates(draft.voices[2]) == []


@pytest.mark.django_db
def test_whoever_asks_alone_is_in_the_byline():
    iris = Contributor.objects.create(name="Iris Vole", slug="iris-vole")
    one = matching.matched(
        make_draft(byline="iris vole", voices=(Voice("Q", "interviewer"), Voice("A", "interviewee")))
    )
    assert [voice.contributor for voice in one.voices] == [iris.pk, None]
    two = (Voice("Q", "interviewer"), Voice("Q2", "interviewer"))
    assert [voice.contributor for voice in matching.matched(make_draft(byline="Iris Vole", voices=two)).voices] == [
        None,
        None,
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("year", "found"), [(2012, True), (2011, True), (2013, True), (2010, False), (None, True)])
def test_the_year_of_a_premiere_may_differ_by_one(year, found):
    film = make_film("Salt Hours", 2012)
    draft = make_draft(films=(("salt hours", year),))
    assert matching.Catalogue(draft).films_titled("salt hours", year) == ([film] if found else [])


@pytest.mark.django_db
def test_of_two_films_of_one_title_the_year_decides():
    old, new = make_film("Salt Hours", 1962), make_film("Salt Hours", 2012)
    catalogue = matching.Catalogue(make_draft(films=(("Salt Hours", 1962),)))
    assert catalogue.film_of("Salt Hours", 1962) == ("Salt Hours", old)
    assert catalogue.film_of("Salt Hours", 2012) == ("Salt Hours", new)
    assert catalogue.film_of("Salt Hours", None) is None


@pytest.mark.django_db
def test_a_sentence_may_run_into_a_title():
    film = make_film("Salt Hours", 2012)
    catalogue = matching.Catalogue(make_draft(films=(("the Lake Festival. Salt Hours", 2012),)))
    assert catalogue.film_of("the Lake Festival. Salt Hours", 2012) == ("Salt Hours", film)
    assert catalogue.film_of("the Lake Festival. Salt Hours", None) is None


@pytest.mark.django_db
def test_the_newest_film_of_an_interviewee_is_the_subject():
    ida = make_person("Ida Orlov")
    films = [make_film("Salt Hours", 2012), make_film("Early Salt", 2006), make_film("Not Hers", 2020)]
    for film in films[:2]:
        film.credits.create(person=ida, department="Directing", job="Director")
    draft = make_draft(
        films=tuple((film.title, film.year) for film in films), voices=(Voice("IO", "interviewee", person=ida.pk),)
    )
    assert [(link.record.title, link.role) for link in matching.Catalogue(draft).films()] == [
        ("Salt Hours", "subject"),
        ("Early Salt", "mentioned"),
        ("Not Hers", "mentioned"),
    ]


@pytest.fixture
def lake(db):
    festival = Festival.objects.create(name="Lake Film Festival", short_name="Lake", aliases=["Festival of the Lake"])
    return {year: make_edition(year, festival=festival, ordinal=year - 1947) for year in (2011, 2012, 2013)}


@pytest.mark.parametrize(
    ("preface", "year", "certain"),
    [
        ("We met at the Lake Film Festival 2011.", 2011, True),
        ("We met at the 2013 Lake Film Festival.", 2013, True),
        ("We met at the 65th Lake Film Festival.", 2012, True),
        ("We met in Lake 2013, on the shore.", 2013, True),
        ("We met at the Festival of the Lake.", 2012, False),
        ("We met at the Lake Festival in the rain.", 2012, False),
        ("We met by a lake.", None, None),
        ("We met at the Lakeside Film Festival 2011.", None, None),
    ],
)
def test_the_edition_that_the_introduction_names(lake, preface, year, certain):
    found = matching.edition_of(make_draft(preface, published="2012-09-06T05:15:00-04:00"))
    assert (found and (found.record.year, found.certain)) == (None if year is None else (year, certain))


def test_an_edition_that_is_not_on_record_is_not_linked(lake):
    assert matching.edition_of(make_draft("At the Lake Film Festival.", published="1999-01-01")) is None


def test_a_refused_link_is_not_chosen(lake):
    draft = make_draft("At the Lake Film Festival 2012.")
    (link,) = matching.Catalogue(draft).links()
    assert matching.Catalogue(draft).chosen() == [link]
    assert matching.Catalogue(replace(draft, unlinked=(link.key,))).chosen() == []
