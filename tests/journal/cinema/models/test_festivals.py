import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from journal.cinema.models import Edition, Festival, Strand


def test_a_renamed_festival_is_found_by_its_former_name_and_its_edition_keeps_it(db):
    festival = Festival.objects.create(name="Vallmora International Film Festival", short_name="Vallmora")
    old = Edition.objects.create(festival=festival, year=2007, ordinal=40, name="Vallmora Film Week")
    new = Edition.objects.create(festival=festival, year=2012, ordinal=45)
    festival.aliases = ["Vallmora Film Week"]
    festival.save()
    assert list(Festival.objects.search("film week")) == [festival]
    assert old.full_name == "40th Vallmora Film Week"
    assert new.full_name == "45th Vallmora International Film Festival"
    assert str(new) == "Vallmora 2012"


def test_a_cancelled_edition_counts(an_edition):
    assert an_edition(year=2020, ordinal=73, status="cancelled").get_status_display() == "cancelled"


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"starts": datetime.date(2012, 8, 11), "ends": datetime.date(2012, 8, 1)}, "edition_ends_after_start"),
        ({"year": 1800}, "edition_year_possible"),
        ({"status": "rumoured"}, "edition_status_known"),
    ],
)
def test_the_database_refuses_an_impossible_edition(an_edition, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        an_edition(**fields)


def test_one_edition_a_year_and_one_a_number(an_edition):
    an_edition(year=2012, ordinal=45)
    for fields in ({"year": 2012, "ordinal": 46}, {"year": 2013, "ordinal": 45}):
        with pytest.raises(IntegrityError), transaction.atomic():
            an_edition(**fields)


def test_two_festivals_may_both_be_the_65th(an_edition):
    assert an_edition("Locarno Film Festival", ordinal=65).pk != an_edition("Cannes Film Festival", ordinal=65).pk


def test_a_strand_belongs_to_one_edition(an_edition):
    one, other = an_edition(year=2012), an_edition(year=2013)
    Strand.objects.create(edition=one, name="Competition")
    Strand.objects.create(edition=other, name="Competition")
    with pytest.raises(IntegrityError), transaction.atomic():
        Strand.objects.create(edition=one, name="Competition")


def test_a_film_is_shown_once_in_a_strand(a_selection, a_film):
    film = a_film()
    selection = a_selection(film)
    with pytest.raises(IntegrityError), transaction.atomic():
        a_selection(film, selection.strand.edition)
    a_selection(film, selection.strand.edition, strand="Retrospective")


def test_an_unknown_time_zone_is_refused(an_edition):
    edition = an_edition(time_zone="Mars/Olympus")
    with pytest.raises(ValidationError, match="Mars/Olympus is not a time zone"):
        edition.full_clean()


@pytest.mark.parametrize("words", ["Vallmora 2012", "2012 vallmora", "vallmora"])
def test_an_edition_is_found_by_festival_and_year(an_edition, words):
    edition = an_edition(year=2012)
    assert list(Edition.objects.search(words)) == [edition]
    assert not Edition.objects.search("Vallmora 2013").exists()
