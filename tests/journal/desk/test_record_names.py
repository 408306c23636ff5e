"""Records in comparisons stand by name, with a way to each."""

import pytest
from django.urls import reverse

from journal.desk.comparing import FieldChange, differences, fields_changed
from journal.desk.record_names import Item, Named, Names, compared
from journal.desk.side_by_side import lines
from journal.pictures.models import Picture
from journal.press.copy import Copy, FilmLink, PictureLink
from tests.factories import make_edition, make_film, make_person, paragraphs

from .conftest import NOW, block

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture() -> Picture:
    size = {"width": 100, "height": 50, "file_width": 100, "file_height": 50}
    return Picture.objects.create(
        title="On the set", original="a.jpg", file="a.jpg", placeholder="#888888", sha256="0" * 64,
        uploaded_at=NOW, **size,
    )  # fmt: skip


def mention(**target) -> dict:
    return {"film": None, "person": None, "edition": None, "role": "mentioned", "confirmed": True, **target}


def film_url(film) -> str:
    return reverse("admin:cinema_film_change", args=[film.pk])


def test_a_link_that_came_and_one_that_went_stand_by_name():
    film, person = make_film(), make_person()
    old = {"kind": "feature", "mentions": [mention(film=film.pk)]}
    new = {"kind": "feature", "mentions": [mention(person=person.pk, confirmed=False)]}
    (change,) = fields_changed(old, new, Names(old, new))
    assert change == FieldChange(
        "people, films and festivals",
        items=(
            Item("gone", Named("Salt Hours (2012)", film_url(film), "mentioned")),
            Item("come", Named("Ida Orlov", reverse("admin:cinema_person_change", args=[person.pk]),
                               "mentioned, only proposed")),
        ),
    )  # fmt: skip


def test_a_record_that_is_gone_says_so_with_its_number():
    old, new = {"kind": "feature", "edition": None}, {"kind": "feature", "edition": 4711}
    (change,) = fields_changed(old, new, Names(old, new))
    assert [item.named.words for item in change.items] == ["edition 4711, no longer on record"]


def test_the_facts_of_a_review_are_called_as_the_form_calls_them():
    film, edition = make_film(), make_edition()
    facts = {"film": film.pk, "scale": None, "rating": None, "verdict": "", "seen_at": ""}
    old = {"kind": "review", "review": facts, "edition": None}
    new = {"kind": "review", "review": {**facts, "verdict": "Long and good."}, "edition": edition.pk}
    found = {change.name: change.items for change in fields_changed(old, new, Names(old, new))}
    assert found["facts of the review"] == (
        Item("kept", Named("Salt Hours (2012)", film_url(film), label="film")),
        Item("come", Named("Long and good.", label="verdict")),
    )
    assert [item.named.words for item in found["festival"]] == ["Lake 2012"]


def test_the_facts_of_an_interview_and_who_speaks_stand_in_words():
    person = make_person()
    speaker = {"label": "IO", "role": "interviewee", "person": person.pk, "contributor": None, "name": "",
               "described_as": "director"}  # fmt: skip
    old = {"kind": "interview", "form": {"medium": "in_person", "conducted_on": None, "participants": []}}
    new = {"kind": "interview", "form": {"medium": "phone", "conducted_on": "2012-09-05", "participants": [speaker]}}
    (change,) = fields_changed(old, new, Names(old, new))
    came = [(item.named.label, item.named.words, item.named.note) for item in change.items if item.mark == "come"]
    assert came == [
        ("medium", "by telephone", ""),
        ("conducted on", "5 September 2012", ""),
        ("participants", "IO: Ida Orlov", "interviewee, director"),
    ]


def test_a_title_that_leads_to_another_film_is_shown_as_where_it_led_and_leads():
    one, other = make_film(), make_film("Her", 2013)
    texts = [{"document": [block("aaaaaaaa", f'<cite film="{film.pk}">Her</cite> again.')]} for film in (one, other)]
    line = next(line for line in lines(*texts) if line.is_changed)
    assert [(item.mark, item.named.label, item.named.words) for item in line.items] == [
        ("gone", "“Her”", "Salt Hours (2012)"),
        ("come", "“Her”", "Her (2013)"),
    ]
    assert [item.named.url for item in line.items_after] == [film_url(other)]


def test_an_exchanged_picture_in_the_text_is_a_change_that_can_be_read(picture):
    old, new = (
        [{"id": "aaaaaaaa", "type": "picture", "picture": 4711}],
        [{"id": "aaaaaaaa", "type": "picture", "picture": picture.pk}],
    )
    line = next(line for line in lines({"document": old}, {"document": new}) if line.is_changed)
    assert [(item.named.label, item.named.words) for item in line.items] == [
        ("picture", "picture 4711, no longer on record"),
        ("picture", str(picture)),
    ]


def test_before_a_change_goes_out_its_new_links_and_its_picture_are_shown_last(picture):
    film = make_film()
    before = Copy("feature", "The long take", paragraphs("One."))
    link = FilmLink(film=film.pk, title=film.title, role="subject")
    after = Copy("feature", "The longer take", paragraphs("One."), films=(link,), picture=PictureLink(picture.pk))
    found = differences(before, after)
    assert [(one.name, one.place) for one in found] == [
        ("headline", "headline"), ("lead picture", "picture"), ("films", "films"),
    ]  # fmt: skip
    assert found[2].items == (Item("come", Named("Salt Hours (2012)", film_url(film), "subject")),)


def test_facts_of_a_printed_form_show_no_number():
    film = make_film()
    rating = {"value": "4", "low": "0", "high": "5", "shown": "4 / 5", "scale": "Stars"}
    before = Copy("review", "Salt", paragraphs("One."), form={"review": {"film": film.pk, "rating": None}})
    after = Copy("review", "Salt", paragraphs("One."), form={"review": {"film": film.pk, "rating": rating}})
    (found,) = differences(before, after)
    assert found.runs == ()
    assert [(item.mark, item.named.label, item.named.words, item.named.note) for item in found.items] == [
        ("kept", "film", "Salt Hours (2012)", ""),
        ("come", "rating", "4 / 5", "Stars"),
    ]


def test_records_are_looked_up_once_a_table_however_many(django_assert_num_queries):
    films = [make_film(f"Film {number}") for number in range(9)]
    state = {"kind": "feature", "mentions": [mention(film=film.pk) for film in films]}
    with django_assert_num_queries(1):
        names = Names({}, state)
    assert len(compared([], [names.named("film", film.pk) for film in films])) == 9
