import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from journal.cinema.models import ExternalId


def test_an_identifier_belongs_to_one_record(a_film, a_person):
    film = a_film()
    ExternalId.objects.create(scheme="imdb", value="tt1839492", film=film)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExternalId.objects.create(scheme="imdb", value="tt1839492", film=a_film("Other"))
    for owners in ({}, {"film": film, "person": a_person()}):
        with pytest.raises(IntegrityError, match="external_id_one_owner"), transaction.atomic():
            ExternalId.objects.create(scheme="tmdb", value="1", **owners)
    with pytest.raises(IntegrityError, match="external_id_scheme_known"), transaction.atomic():
        ExternalId.objects.create(scheme="myspace", value="1", film=film)


def test_the_form_brings_an_address_into_form_and_refuses_the_wrong_kind(a_film, a_person):
    identifier = ExternalId(scheme="imdb", value="https://www.imdb.com/title/tt1839492/", film=a_film())
    identifier.full_clean()
    assert (identifier.value, identifier.url) == ("tt1839492", "https://www.imdb.com/title/tt1839492/")
    with pytest.raises(ValidationError, match="not an identifier of IMDb for a person"):
        ExternalId(scheme="imdb", value="tt1839492", person=a_person()).full_clean()
