import json
from pathlib import Path

import pytest

from journal.cinema.loading import load_catalogue
from journal.cinema.models import Edition, Film, Person

CATALOGUE = Path(__file__).resolve().parents[3] / "journal" / "demo" / "catalogue.json"
pytestmark = pytest.mark.django_db


@pytest.fixture
def facts():
    return json.loads(CATALOGUE.read_text(encoding="utf-8"))


def test_the_demo_catalogue_loads_once_and_a_second_run_adds_nothing(facts):
    added = load_catalogue(facts)
    assert added["film"] == len(facts["films"]) == Film.objects.count()
    assert added["person"] == len(facts["people"]) == Person.objects.count()
    assert added["edition"] == sum(len(festival["editions"]) for festival in facts["festivals"])
    assert not load_catalogue(facts)


def test_what_the_founding_interview_needs_is_there(facts):
    load_catalogue(facts)
    film = Film.objects.get(slug="ruby-sparks-2012")
    assert [credit.person.name for credit in film.credits.directing()] == ["Jonathan Dayton", "Valerie Faris"]
    cast = {credit.person.name: credit.character for credit in film.credits.acting()}
    assert (cast["Paul Dano"], cast["Zoe Kazan"]) == ("Calvin Weir-Fields", "Ruby Sparks")
    edition = Edition.objects.get(festival__slug="locarno", year=2012)
    assert edition.full_name == "65th Locarno Film Festival"
    assert (edition.starts.isoformat(), edition.ends.isoformat()) == ("2012-08-01", "2012-08-11")


def test_an_edit_at_the_desk_survives_the_next_load(facts):
    load_catalogue(facts)
    Person.objects.filter(slug="zoe-kazan").update(bio="Playwright and actor.")
    load_catalogue(facts)
    assert Person.objects.get(slug="zoe-kazan").bio == "Playwright and actor."


def test_no_invented_film_stands_in_a_real_festival(facts):
    load_catalogue(facts)
    mixed = Film.objects.exclude(selections=None).filter(
        invented=True, selections__strand__edition__festival__invented=False
    )
    assert list(mixed) == []


def test_an_unknown_person_in_a_credit_is_named_and_nothing_is_loaded(facts):
    facts["films"][0]["credits"] = [{"person": "nobody-at-all", "job": "Director"}]
    with pytest.raises(KeyError, match="nobody-at-all"):
        load_catalogue(facts)
    assert Person.objects.count() == 0
