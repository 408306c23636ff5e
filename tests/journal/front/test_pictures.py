"""Pictures on the readers' pages."""

from datetime import UTC, date, datetime

import pytest

from factories import KEEPING, NOON, make_version
from journal.cinema.models import Film, Person
from journal.document.blocks import Block, Document
from journal.pictures.models import Picture, Rendition
from journal.press.copy import PictureLink

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    found = Picture.objects.create(
        title="Salt",
        alt="A hand in salt",
        credit_line="Nora Lind",
        file="salt.jpg",
        file_width=1600,
        file_height=670,
        width=2400,
        height=1005,
        placeholder="#112233",
        uploaded_at=NOON,
    )
    for crop, width, height in (("whole", 800, 335), ("whole", 1600, 670), ("card", 400, 267), ("share", 1200, 630)):
        for format in ("jpeg", "avif"):
            Rendition.objects.create(
                picture=found, crop=crop, format=format, width=width, height=height, file=f"{crop}-{width}.{format}"
            )
    return found


def shown(client, picture, address="/features/salt/"):
    return client.get(address).content.decode()


def test_piece_shows_its_picture_in_every_size_and_credits_it(client, picture):
    make_version("Salt", picture=PictureLink(picture.pk, caption="In the yard"))
    page = shown(client, picture)
    assert '<source type="image/avif" srcset="/media/whole-800.avif 800w, /media/whole-1600.avif 1600w"' in page
    assert 'src="/media/whole-1600.jpeg"' in page
    assert 'width="1600" height="670" alt="A hand in salt" fetchpriority="high"' in page
    assert '<span class="caption">In the yard</span> <span class="credit">Nora Lind</span>' in page
    assert '<meta property="og:image" content="http://127.0.0.1:8000/features/salt/card-' in page


def test_alternative_text_of_the_piece_goes_before_the_pictures(client, picture):
    make_version("Salt", picture=PictureLink(picture.pk, alt="Salt on a palm"))
    assert 'alt="Salt on a palm"' in shown(client, picture)


def test_lists_show_the_card(client, picture):
    make_version("Salt", picture=PictureLink(picture.pk))
    assert 'src="/media/card-400.jpeg"' in shown(client, picture, "/features/")


RUN_OUT = "The rights to this picture have run out."


@pytest.mark.parametrize(
    ("address", "sentences"),
    # The lead of the front page has a form for a piece without a picture: a title card.
    [("/", 0), ("/features/", 1), ("/features/salt/", 1), ("/films/salt/", 1), ("/people/ida/", 1)],
)
def test_a_sentence_stands_where_a_picture_stood_whose_rights_have_run_out(
    client, picture, set_clock, address, sentences
):
    make_version("Salt", picture=PictureLink(picture.pk))
    Film.objects.create(title="Salt", slug="salt", still=picture)
    Person.objects.create(name="Ida", sort_name="Ida", slug="ida", portrait=picture)
    Picture.objects.update(rights_expire=date(2026, 3, 2))
    set_clock(NOON)
    before = shown(client, picture, address)
    assert "/media/" in before
    assert RUN_OUT not in before
    set_clock(NOON.replace(day=4))
    after = shown(client, picture, address)
    assert "/media/" not in after
    assert "Nora Lind" not in after
    assert "A hand in salt" not in after
    assert after.count(RUN_OUT) == sentences


def test_the_captions_words_of_the_piece_stay_when_its_picture_goes(client, picture, set_clock):
    make_version("Salt", picture=PictureLink(picture.pk, caption="In the yard"))
    Picture.objects.update(rights_expire=date(2026, 3, 2))
    set_clock(NOON.replace(day=4))
    page = shown(client, picture)
    assert f'<p class="missing">{RUN_OUT}</p><figcaption><span class="caption">In the yard</span></figcaption>' in page


def test_a_piece_that_never_had_a_picture_says_nothing_of_one(client):
    make_version("Salt")
    for address in ("/", "/features/", "/features/salt/"):
        assert RUN_OUT not in shown(client, None, address)


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/features/", 3), ("/", 6)])
def test_query_count_does_not_grow(client, picture, django_assert_num_queries, address, queries, number):
    for n in range(number):
        make_version(f"Salt {n}", picture=PictureLink(picture.pk))
    with django_assert_num_queries(queries + KEEPING):
        client.get(address)


def with_picture_inside(picture):
    blocks = [
        Block(id="a0000001", type="paragraph", text="We stood in the yard."),
        Block(id="a0000002", type="picture", picture=picture.pk, caption="Our own words"),
    ]
    return make_version("Yard", document=Document(tuple(blocks)))


INSIDE = ["/features/yard/", "/features/yard/history/1/", "/feeds/all.atom"]


@pytest.mark.parametrize("address", INSIDE)
def test_a_still_inside_the_text_becomes_a_sentence_on_the_day_when_its_rights_run_out(
    client, picture, set_clock, address
):
    with_picture_inside(picture)
    Picture.objects.update(rights_expire=date(2026, 3, 2))
    set_clock(NOON)
    before = shown(client, picture, address)
    assert "whole-1600.jpeg" in before
    assert "Nora Lind" in before
    # The second at which the last day ends where the site is: New York.
    set_clock(datetime(2026, 3, 3, 4, 59, 59, tzinfo=UTC))
    assert "whole-1600.jpeg" in shown(client, picture, address)
    set_clock(datetime(2026, 3, 3, 5, 0, 0, tzinfo=UTC))
    after = shown(client, picture, address)
    assert "/media/" not in after
    assert "Nora Lind" not in after
    assert "This picture is no longer available." in after
    assert "Our own words" in after


@pytest.mark.parametrize("address", INSIDE)
def test_a_still_inside_the_text_sharpens_when_its_renditions_are_made(client, picture, address):
    made = list(picture.renditions.all())
    picture.renditions.all().delete()
    with_picture_inside(picture)
    assert "/media/salt.jpg" in shown(client, picture, address)
    Rendition.objects.bulk_create(made)
    assert "/media/salt.jpg" not in shown(client, picture, address)
    assert "whole-1600.jpeg" in shown(client, picture, address)


def test_the_credit_that_was_printed_stays_whatever_becomes_of_the_record(client, picture):
    with_picture_inside(picture)
    Picture.objects.update(credit_line="Somebody else")
    assert '<span class="credit">Nora Lind</span>' in shown(client, picture, "/features/yard/")
