import pytest

from factories import NOON, make_film, make_person, make_version
from journal.desk.models import Article
from journal.document.blocks import Block, Document
from journal.pictures import usage
from journal.press.copy import PictureLink

pytestmark = pytest.mark.django_db


def inside(number):
    return Document((Block(id="a0000002", type="picture", picture=number),))


def used_by(picture):
    return {row for rows in usage.users(picture) for row in rows}


def test_a_picture_that_nobody_uses(a_picture):
    a_picture()
    assert used_by(a_picture()) == set()


def test_leads_texts_films_and_people_are_found_and_no_other_picture_is(a_picture):
    picture, other = a_picture(), a_picture()
    lead = make_version("Lead", picture=PictureLink(picture.pk))
    text = make_version("Text", document=inside(picture.pk))
    make_version("Other", document=inside(other.pk))
    # A number that begins with the same figures.
    make_version("Longer", document=inside(int(f"{picture.pk}0")))
    film, person = make_film(still=picture), make_person(portrait=picture)
    draft = Article.objects.create(
        kind="feature", created_at=NOON, edited_at=NOON, headline="Draft", document=inside(picture.pk).to_json()
    )
    assert used_by(picture) == {lead, text, film, person, draft}


def test_its_own_renditions_are_no_use(a_picture):
    picture = a_picture()
    picture.renditions.create(crop="share", format="jpeg", width=1200, height=630, file="x.jpg")
    assert used_by(picture) == set()
