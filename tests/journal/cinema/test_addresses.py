import pytest
from django.db import IntegrityError, transaction

from journal.cinema.addresses import move
from journal.cinema.models import Film, FormerAddress


def test_an_old_address_leads_to_the_record(a_film):
    film = a_film()
    move(film, slug="salt-ledger")
    move(film, slug="the-ledger")
    for old in ("the-salt-ledger-2012", "salt-ledger"):
        assert FormerAddress.objects.find("film", old) == film
    assert FormerAddress.objects.find("person", "salt-ledger") is None
    assert Film.objects.get(slug="the-ledger") == film


def test_an_address_is_taken_back(a_film):
    film = a_film()
    move(film, slug="salt-ledger")
    move(film, slug="the-salt-ledger-2012")
    assert FormerAddress.objects.find("film", "the-salt-ledger-2012") is None
    assert FormerAddress.objects.find("film", "salt-ledger") == film


def test_moving_to_the_same_address_does_nothing(a_film):
    move(a_film(), slug="the-salt-ledger-2012")
    assert FormerAddress.objects.count() == 0


def test_nobody_takes_an_address_in_use(a_film):
    film, other = a_film(), a_film("Her", 2013)
    with pytest.raises(IntegrityError), transaction.atomic():
        move(other, slug=film.slug)


def test_a_new_record_does_not_take_over_an_old_link(a_film):
    move(a_film(), slug="salt-ledger")
    assert a_film(disambiguation="short").slug == "the-salt-ledger-2012-2"
