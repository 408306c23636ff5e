import datetime
import json

import pytest

from journal.cinema.reading import tmdb
from journal.cinema.reading.rows import BadFile, CreditFact, Named

MOVIE = {
    "id": 900001,
    "imdb_id": "tt9000001",
    "title": "The Last Lighthouse",
    "original_title": "Ο τελευταίος φάρος",
    "original_language": "el",
    "release_date": "2022-03-10",
    "runtime": 117,
    "overview": "Somebody else's words.",
    "production_countries": [{"iso_3166_1": "GR", "name": "Greece"}, {"iso_3166_1": "XC", "name": "?"}],
    "spoken_languages": [{"iso_639_1": "el"}, {"iso_639_1": "cn"}],
    "alternative_titles": {
        "titles": [
            {"iso_3166_1": "FR", "title": "Le dernier phare", "type": ""},
            {"iso_3166_1": "GR", "title": "Phare 7", "type": "working title"},
            {"iso_3166_1": "GR", "title": "Ο τελευταίος φάρος", "type": ""},
        ]
    },
    "credits": {
        "cast": [{"id": 7, "name": "Emil Drachsler", "character": "Kostas (voice)", "order": 3}],
        "crew": [{"id": 8, "name": "Thaleia Vourlioti", "department": "Directing", "job": "Director"}],
    },
    "release_dates": {
        "results": [
            {
                "iso_3166_1": "NO",
                "release_dates": [{"type": 1, "release_date": "2021-06-17T00:00:00.000Z", "certification": ""}],
            }
        ]
    },
}
PERSON = {"id": 8, "name": "Thaleia Vourlioti", "birthday": "1980-05-01", "also_known_as": ["Θάλεια Βουρλιώτη"]}


def read(*items, lines=False):
    text = "\n".join(json.dumps(item) for item in items) if lines else json.dumps(items)
    return list(tmdb.read(text.encode(), {}))


def test_a_movie_with_credits_titles_and_releases():
    (row,) = read(MOVIE)
    assert row.fields == {
        "title": "The Last Lighthouse",
        "original_title": "Ο τελευταίος φάρος",
        "original_language": "el",
        "year": 2021,
        "runtime": 117,
        "countries": ["GR", "CS"],
        "languages": ["el", "yue"],
    }
    assert row.external_ids == {"tmdb": "900001", "imdb": "tt9000001"}
    assert row.titles == [
        {"text": "Le dernier phare", "kind": "release", "territory": "FR"},
        {"text": "Phare 7", "kind": "working", "territory": "GR"},
    ]
    assert row.credits == [
        CreditFact(Named("Thaleia Vourlioti", {"tmdb": "8"}), "Director", "Directing"),
        CreditFact(Named("Emil Drachsler", {"tmdb": "7"}), "Voice", "Acting", "Kostas", 3),
    ]
    assert [(one["territory"], one["kind"], one["date"]) for one in row.releases] == [
        ("NO", 1, datetime.date(2021, 6, 17))
    ]


def test_one_object_a_line_is_read_as_well():
    movie, person = read(MOVIE, PERSON, lines=True)
    assert (movie.line, movie.kind, person.line, person.kind) == (1, "film", 2, "person")
    assert person.fields == {"name": "Thaleia Vourlioti", "born": datetime.date(1980, 5, 1)}
    assert person.names == [{"text": "Θάλεια Βουρλιώτη", "kind": "variant"}]


@pytest.mark.parametrize(
    "item",
    [{"title": "No number"}, {"id": "x"}, {"id": 1}, {"id": 1, "title": "T", "credits": {"cast": [{"id": 3}]}}, 7],
)
def test_what_is_not_of_that_shape_is_refused_alone(item):
    rows = read(MOVIE, item)
    assert (rows[0].kind, rows[1].line) == ("film", 2)
    assert "TMDB" in str(rows[1])


@pytest.mark.parametrize("data", [b"[{]", b"\xff\xff"])
def test_a_file_that_is_no_json_is_refused_as_a_whole(data):
    with pytest.raises(BadFile):
        list(tmdb.read(data, {}))
