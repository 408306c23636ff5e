import datetime
import json

from journal.cinema.reading import wikidata
from journal.cinema.reading.rows import CreditFact, Named


def claim(value, rank="normal", **qualifiers):
    snaks = {number: [{"datavalue": {"value": {"id": one}}} for one in ids] for number, ids in qualifiers.items()}
    return {"mainsnak": {"datavalue": {"value": value}}, "rank": rank, "qualifiers": snaks}


def entity(number, label, aliases=(), **claims):
    return {
        "id": number,
        "labels": {"en": {"language": "en", "value": label}},
        "aliases": {"en": [{"value": alias} for alias in aliases]},
        "claims": claims,
    }


def item(number):
    return {"id": number}


DAY = {"time": "+2024-10-09T00:00:00Z", "precision": 11}
FILM = entity(
    "Q900001",
    "Winterhafen",
    ["Winter Harbour"],
    P31=[claim(item("Q11424"))],
    P577=[claim(DAY), claim({"time": "+2025-02-01T00:00:00Z", "precision": 11})],
    P2047=[claim({"amount": "+121", "unit": "minute"})],
    P495=[claim(item("Q40")), claim(item("Q183"))],
    P364=[claim(item("Q188"))],
    P345=[claim("tt9000002")],
    P57=[claim(item("Q900002")), claim(item("Q900009"), rank="deprecated")],
    P161=[claim(item("Q900003"), P453=["Q900004"]), claim(item("Q999999"))],
)
DIRECTOR = entity(
    "Q900002",
    "Katharina Oberländer-Weiss",
    P31=[claim(item("Q5"))],
    P569=[claim({"time": "+1979-00-00T00:00:00Z", "precision": 9})],
)
OTHERS = [entity("Q900003", "Emil Drachsler", P31=[claim(item("Q5"))]), entity("Q900004", "Veit Anders")]


def read(*items):
    return list(wikidata.read(json.dumps(items).encode(), {}))


def test_a_film_and_the_people_of_the_same_file():
    film, director, *_others = read(FILM, DIRECTOR, *OTHERS)
    assert film.fields == {
        "title": "Winterhafen",
        "year": 2024,
        "runtime": 121,
        "countries": ["AT", "DE"],
        "languages": ["de"],
    }
    assert film.external_ids == {"wikidata": "Q900001", "imdb": "tt9000002"}
    assert film.titles == [{"text": "Winter Harbour", "kind": "release", "lang": "en"}]
    assert film.credits == [
        CreditFact(Named("Katharina Oberländer-Weiss", {"wikidata": "Q900002"}), "Director", "Directing"),
        CreditFact(Named("Emil Drachsler", {"wikidata": "Q900003"}), "Actor", "Acting", "Veit Anders"),
    ]
    assert director.kind == "person"
    assert director.fields == {
        "name": "Katharina Oberländer-Weiss",
        "born": datetime.date(1979, 1, 1),
        "born_precision": "year",
    }


def test_an_entity_without_a_label_is_refused_alone():
    bad, good = read({"id": "Q1", "labels": {}}, DIRECTOR)
    assert (bad.line, str(bad)) == (1, "This is not an entity of Wikidata with a label.")
    assert good.kind == "person"
