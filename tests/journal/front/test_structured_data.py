import json
import re
from datetime import timedelta

import pytest

from factories import NOON, make_change, make_film, make_version
from journal.press.copy import FilmLink

pytestmark = pytest.mark.django_db


def data_of(client, address):
    page = client.get(address).content.decode()
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])


def test_interview_is_a_news_article_of_its_genre(client, talk):
    data = data_of(client, talk().get_absolute_url())
    assert (data["@type"], data["genre"], data["headline"]) == ("NewsArticle", "Interview", "The sea was there")
    assert data["datePublished"] == data["dateModified"] == "2026-03-02T07:00:00-05:00"
    assert data["author"] == [
        {"@type": "Person", "name": "Nora Lind", "url": "http://127.0.0.1:8000/contributors/nora/"}
    ]
    assert [about["name"] for about in data["about"]] == ["Salt Hours", "Ida Orlov"]
    assert data["publisher"]["correctionsPolicy"] == "http://127.0.0.1:8000/corrections-policy/"


@pytest.mark.parametrize(
    ("kind", "modified", "corrections"),
    [
        ("typo", "2026-03-02T07:00:00-05:00", None),
        ("update", "2026-03-02T08:00:00-05:00", None),
        ("correction", "2026-03-02T08:00:00-05:00", ["This is the correction."]),
    ],
)
def test_date_modified_is_the_visible_one_and_corrections_are_told(client, kind, modified, corrections):
    version = make_version()
    make_change(version, now=NOON + timedelta(hours=1), kind=kind)
    data = data_of(client, version.get_absolute_url())
    assert data["dateModified"] == modified
    told = data.get("correction")
    assert (told and [comment["text"] for comment in told]) == corrections


def test_review_names_the_film_and_the_critics_own_scale(client):
    film = make_film()
    rating = {"value": "3.5", "low": "0", "high": "5", "shown": "3.5 / 5", "scale": "Stars"}
    version = make_version(
        kind="review",
        films=(FilmLink(film.pk, film.title, film.year, "reviewed"),),
        form={"review": {"film": film.pk, "rating": rating, "verdict": "Go.", "seen_at": ""}},
    )
    data = data_of(client, version.get_absolute_url())
    assert data["itemReviewed"]["name"] == "Salt Hours"
    assert data["reviewRating"] == {"@type": "Rating", "ratingValue": "3.5", "worstRating": "0", "bestRating": "5"}


def test_film_person_and_edition_describe_themselves(client, talk):
    version = talk()
    film, person, edition = version.films.get(), version.people.get(), version.editions.get()
    movie = data_of(client, film.get_absolute_url())
    assert (movie["@type"], movie["duration"], movie["director"][0]["name"]) == ("Movie", "PT104M", "Ida Orlov")
    assert data_of(client, person.get_absolute_url())["mainEntity"]["name"] == "Ida Orlov"
    assert data_of(client, edition.get_absolute_url())["superEvent"]["name"] == "Lake Film Festival"


def test_data_cannot_become_a_script(client):
    version = make_version("</script><script>alert(1)</script>", slug="evil", dek="<!-- \u2028 &")
    page = client.get(version.get_absolute_url()).content.decode()
    assert "<script>" not in page
    assert data_of(client, version.get_absolute_url())["headline"] == "</script><script>alert(1)</script>"
