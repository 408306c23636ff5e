"""Lists of others matched with our catalogue: what is found, how sure it is, and what is never told."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from journal.cinema.merging import merge
from journal.cinema.models import ExternalId, Festival, Film, FilmTitle, Person, PersonName
from journal.cinema.reconciling import BadQuery, answer, find, read_batch, suggest

pytestmark = pytest.mark.django_db


def ask(query: str = "", **more) -> list[dict]:
    """The candidates of one query; ``properties`` as a dict."""
    properties = [{"pid": pid, "v": value} for pid, value in more.pop("properties", {}).items()]
    item = {**({"query": query} if query else {}), **more, **({"properties": properties} if properties else {})}
    return answer(read_batch(json.dumps({"q0": item})))["q0"]["result"]


def found(candidates: list[dict]) -> list[tuple]:
    return [(one["id"], one["match"]) for one in candidates]


def test_a_title_is_a_candidate_and_only_with_evidence_a_match(a_film, a_credit):
    film = a_film("Her", 2013)
    a_credit(film)
    (one,) = ask("her")
    assert one == {
        "id": f"film-{film.pk}",
        "name": "Her",
        "description": "2013 · Maeve Corrigan-Hale",
        "type": [{"id": "Film", "name": "Film"}],
        "score": 89.0,
        "match": False,
        "features": [],
    }
    assert found(ask("Her (2013)")) == [(f"film-{film.pk}", True)]
    assert found(ask("HER", properties={"director": "Maeve Corrigan Hale"})) == [(f"film-{film.pk}", True)]
    assert found(ask("Her", properties={"year": 2013.0})) == [(f"film-{film.pk}", True)]


def test_two_films_of_one_title_are_told_apart_by_year(a_film):
    old, new = a_film("Cape Fear", 1962), a_film("Cape Fear", 1991)
    assert found(ask("Cape Fear")) == [(f"film-{old.pk}", False), (f"film-{new.pk}", False)]
    by_year = ask("Cape Fear", properties={"year": "1991-11-15"})
    assert [(one["id"], one["match"], one["score"]) for one in by_year] == [
        (f"film-{new.pk}", True, 99.0), (f"film-{old.pk}", False, 49.0),
    ]  # fmt: skip
    # A year apart says nothing: premiere and release.
    assert found(ask("Cape Fear", properties={"year": 1990})) == [(f"film-{new.pk}", False), (f"film-{old.pk}", False)]


def test_any_title_finds_the_film_also_misspelt_and_one_is_shown(a_film):
    film = a_film("The Girl from Nowhere", 2012, original_title="La Fille de nulle part")
    FilmTitle.objects.create(film=film, text="Das Mädchen aus dem Nichts")
    FilmTitle.objects.create(film=film, text="The Girl form Nowhere", kind="misspelling")
    for text in (
        "la fille de nulle part",
        "Das Madchen aus dem Nichts",
        "The Girl form Nowhere",
        "The Girl frm Nowhere",
    ):
        assert [one["name"] for one in ask(text)] == ["The Girl from Nowhere"]


def test_a_person_is_matched_by_the_name_alone_unless_two_have_it(a_person):
    ada = a_person("Ada Quill")
    assert found(ask("ada quill", type="Person")) == [(f"person-{ada.pk}", True)]
    actor, director = (a_person("Steve McQueen", disambiguation=told) for told in ("actor", "director"))
    assert found(ask("Steve McQueen")) == [(f"person-{actor.pk}", False), (f"person-{director.pk}", False)]


def test_a_number_of_another_catalogue_decides(a_person):
    actor, director = (a_person("Steve McQueen", disambiguation=told) for told in ("actor", "director"))
    ExternalId.objects.create(scheme="imdb", value="nm9000002", person=director)
    ExternalId.objects.create(scheme="imdb", value="nm9000001", person=actor)
    candidates = ask("Steve McQueen", properties={"imdb": "https://www.imdb.com/name/nm9000002/"})
    assert [(one["id"], one["match"], one["score"]) for one in candidates] == [
        (f"person-{director.pk}", True, 100.0), (f"person-{actor.pk}", False, 49.0),
    ]  # fmt: skip
    assert found(ask(properties={"imdb": "nm9000002"})) == [(f"person-{director.pk}", True)]
    assert ask(properties={"imdb": "nm9999999"}) == []


def test_a_festival_is_found_by_any_of_its_names():
    festival = Festival.objects.create(
        name="Vallmora Film Week", short_name="Vallmora", aliases=["Settimana di Vallmora"]
    )
    for text in ("Vallmora", "settimana di vallmora", "Vallmora Film Week"):
        assert found(ask(text, type=["Festival"])) == [(f"festival-{festival.pk}", True)]


def test_a_name_that_must_never_be_printed_is_neither_matched_nor_told(a_person):
    person = a_person("Noa Brandt")
    PersonName.objects.create(person=person, text="Theodor Brandt", kind="former", never_print=True)
    for text in ("Theodor Brandt", "Theodor", "Theodor Brant"):
        assert (ask(text), suggest(text)) == ([], [])
    assert "Theodor" not in json.dumps([ask("Noa Brandt"), suggest("Brandt")])
    # By her own name, or nearly so, she is found.
    assert [len(ask(text)) for text in ("Noa Brandt", "Brandt", "Noa Brant")] == [1, 1, 1]


def test_what_is_not_like_it_is_no_candidate(a_film, a_person):
    a_film("The Salt Ledger")
    a_person("Ada Quill")
    assert (ask("The"), ask("Completely different"), ask("…"), ask("Ada Quill", type="Film"), ask("x", type="Opera")) == (
        [], [], [], [], [],
    )  # fmt: skip


def test_no_more_candidates_are_given_than_asked_for(a_film):
    for year in range(2000, 2030):
        a_film("Salt", year)
    assert [len(ask("Salt", **limit)) for limit in ({}, {"limit": 3}, {"limit": 900})] == [10, 3, 20]


def test_a_record_that_was_merged_is_found_under_its_old_number(a_person):
    keep, gone = a_person("Ada Quill"), a_person("Ada Quil")
    old = f"person-{gone.pk}"
    merge(keep=keep, gone=gone)
    assert find(old) == keep
    for nonsense in ("person-", "person-0", "film-99", "Person-1", "picture-1", "person-1x", "person-²", "", "-1"):
        assert find(nonsense) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "This is not JSON."),
        ("[" * 100_000, "This is not JSON."),
        ("[]", "A batch is an object: a key for each query."),
        ('{"q": "Her"}', "q is no query."),
        ('{"q": {}}', "q asks for nothing: give a query or properties."),
        ('{"q": {"query": 12}}', "q is not in the shape of a query."),
        ('{"q": {"query": "x", "type": {"id": "Film"}}}', "q is not in the shape of a query."),
        ('{"q": {"query": "x", "limit": 0}}', "q: the limit is a whole number above 0."),
        ('{"q": {"query": "x", "limit": true}}', "q: the limit is a whole number above 0."),
        ('{"q": {"query": "x", "properties": [{"pid": "year"}]}}', "q: a property has a pid and a v."),
        (json.dumps({f"q{n}": {"query": "x"} for n in range(51)}), "There are more than 50 queries."),
    ],
)
def test_what_is_no_batch_is_refused_with_a_reason(text, message):
    with pytest.raises(BadQuery) as refused:
        read_batch(text)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    "value", [None, True, [], [[]], {}, {"id": "person-1"}, "²⁰¹²", "20123", 10**400, "\0", -1, 1.5, "x" * 10_000]
)
def test_odd_values_of_properties_do_no_harm(a_film, value):
    film = a_film("Her", 2013)
    candidates = ask("Her", properties={"year": value, "director": value, "imdb": value, "colour": value})
    assert [one["id"] for one in candidates] == [f"film-{film.pk}"]


def test_a_batch_costs_the_same_queries_however_long_it_is(a_film, a_credit):
    def cost(number: int) -> int:
        batch = {
            f"q{n}": {"query": f"Salt {n}", "properties": [{"pid": "tmdb", "v": str(n + 1)}]} for n in range(number)
        }
        queries = read_batch(json.dumps(batch))
        with CaptureQueriesContext(connection) as seen:
            assert all(one["result"] for one in answer(queries).values())
        return len(seen)

    for number in range(30):
        film = a_film(f"Salt {number}")
        person, festival = Person.objects.create(name=f"Salt {number}"), Festival.objects.create(name=f"Salt {number}")
        a_credit(film, person)
        assert festival.name == film.title
    assert cost(1) == cost(30)


def test_suggestions_begin_with_what_was_typed(a_film, a_person):
    film, person = a_film("The Salt Ledger"), a_person("Ada Saltmarsh")
    a_film("Basalt")
    assert [(one["id"], one["notable"][0]["id"]) for one in suggest("sal")] == [
        (f"film-{film.pk}", "Film"), (f"person-{person.pk}", "Person"),
    ]  # fmt: skip
    assert [one["name"] for one in suggest("salt", ["Person"])] == ["Ada Saltmarsh"]
    assert suggest("") == []
    assert Film.objects.count() == 2
