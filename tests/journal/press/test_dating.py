from datetime import timedelta

import pytest
from django.db import connection

from factories import NOON, make_edition, make_film, make_person, make_version
from journal.press.copy import Credit, EditionLink, FilmLink, PersonLink
from journal.press.models import Contributor, Version

pytestmark = pytest.mark.django_db


def linked(headline, film, hours, **more):
    now = NOON + timedelta(hours=hours)
    return make_version(headline, now=now, films=(FilmLink(film.pk, film.title, film.year, "subject"),), **more)


def test_every_link_carries_the_date_of_its_version():
    nora = Contributor.objects.create(name="Nora Lind", slug="nora")
    version = linked(
        "One",
        make_film(),
        1,
        people=(PersonLink(make_person().pk, "Ida Orlov", "subject"),),
        editions=(EditionLink(make_edition().pk, "Lake 2012"),),
        byline=(Credit("Nora Lind", "author", nora.pk, "nora"),),
        topics=("the sea",),
    )
    links = (
        version.film_links, version.person_links, version.edition_links, version.contributor_links, version.topic_links
    )  # fmt: skip
    assert [link.get().published_at for link in links] == [version.published_at] * 5


def test_the_newest_along_a_link_are_the_newest_of_all():
    film = make_film()
    versions = [linked(f"Piece {hours}", film, hours) for hours in (3, 1, 2)]
    make_version("Elsewhere", now=NOON + timedelta(hours=4))
    found = Version.objects.filter(film_links__film=film)
    newest = list(found.order_by("-published_at", "-pk"))
    assert list(found.along("film_links")) == newest == [versions[0], versions[2], versions[1]]


def test_the_newest_along_a_link_are_read_from_its_index():
    linked("One", make_film(), 1)
    found = Version.objects.listed(NOON).filter(film_links__film=1).along("film_links").values_list("pk")[:4]
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads a table of a few rows whole, whatever indexes it has.")
    assert "press_film_newest" in found.explain()
    assert "TEMP B-TREE" not in found.explain()
