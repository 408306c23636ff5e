"""One search for the desk: what is found, in which order, and above all by whom."""

import pytest
from django.contrib.auth.models import Permission
from django.test import RequestFactory
from django.urls import reverse

from journal.desk import lookup, saving, workflow
from journal.desk.addresses import form_url
from journal.desk.models import Article
from journal.pictures.models import Picture
from tests.factories import make_edition, make_film, make_person

from .conftest import NOW, person

pytestmark = pytest.mark.django_db


def found(user, typed: str) -> dict[str, list[str]]:
    request = RequestFactory().get("/")
    request.user = user
    return {group.name: [row.words for row in group.rows] for group in lookup.look_up(request, typed, now=NOW)}


@pytest.fixture
def world() -> None:
    """One thing of every kind that begins alike."""
    make_film("Łódź Nights")
    make_person("Lodzia Hals")
    edition = make_edition()
    edition.festival.name = "Lodz Film Days"
    edition.festival.save()
    size = {"width": 100, "height": 50, "file_width": 100, "file_height": 50}
    Picture.objects.create(
        title="Lodz in winter", original="a.jpg", file="a.jpg", placeholder="#888888", sha256="0" * 64,
        uploaded_at=NOW, **size,
    )  # fmt: skip


def test_every_kind_is_found_by_the_beginning_of_a_word_without_its_accents(world, start, edith):
    start(headline="A week in Łódź")
    assert found(edith, "lodz") == {
        "pieces": ["A week in Łódź"],
        "film": ["Łódź Nights (2012)"],
        "person": ["Lodzia Hals"],
        "festivals": ["Lodz Film Days"],
        "picture": ["Lodz in winter"],
    }
    # The few festivals and the pictures are looked through; nobody means a headline by the middle of its words.
    assert set(found(edith, "odz")) == {"festivals", "picture"}


def test_a_draft_is_found_by_those_who_may_see_it_and_by_nobody_else(start, wanda, walt, edith, molly, sam):
    article = start(headline="The secret scoop")
    shown = {"pieces": ["The secret scoop"]}
    assert (found(wanda, "secret"), found(edith, "secret")) == (shown, shown)
    for stranger in (walt, molly, sam, person("newcomer")):
        assert found(stranger, "secret") == {}
    # The state in which it could leak next: walt gets work on it, then has done it.
    task = workflow.assign(article=article, to=walt, task="facts", by=edith, now=NOW)
    assert found(walt, "secret") == shown
    workflow.finish(assignment=task, now=NOW)
    assert found(walt, "secret") == {}


def test_records_are_found_by_those_who_may_look_at_the_table(world, roles):
    visitor = person("visitor")
    visitor.user_permissions.add(Permission.objects.get(codename="view_film"))
    assert found(visitor, "lodz") == {"film": ["Łódź Nights (2012)"]}


def test_what_was_thrown_away_or_renamed_is_not_found(start, wanda, edith):
    gone, renamed = start(headline="Harbour lights"), start(headline="Harbour nights")
    workflow.trash(article=gone, by=wanda, now=NOW)
    saving.save(article=renamed, changes={"headline": "Quay nights"}, base=1, by=wanda, now=NOW)
    assert found(edith, "harbour") == {}
    assert found(edith, "night qu") == {"pieces": ["Quay nights"]}


def test_what_begins_as_typed_comes_first_and_what_is_called_exactly_so_before_it(start, edith):
    for headline in ("Why we love Her", "Her, again", "Heroes"):
        start(headline=headline)
    for title in ("Alice and Her", "Heroine", "Her"):
        make_film(title, 2013)
    shown = found(edith, "her")
    assert shown["pieces"][-1] == "Why we love Her"
    assert shown["film"] == ["Her (2013)", "Alice and Her (2013)", "Heroine (2013)"]


def test_a_festival_with_a_year_is_the_edition(edith):
    make_edition(2011)
    make_edition(2012)
    assert found(edith, "lake 2012") == {"festivals": ["Lake 2012"]}


def test_nothing_typed_shows_what_one_worked_on_last_with_its_state(start, wanda, walt):
    article = start(headline="Mine")
    start(headline="His", by=walt)
    request = RequestFactory().get("/")
    request.user = wanda
    recent, doings = lookup.look_up(request, "  !? ", now=NOW)
    assert [(row.words, row.url, row.note, row.state) for row in recent.rows] == [
        ("Mine", form_url(article), "Feature", "draft")
    ]
    assert (len(doings.rows), doings.rows[0].words) == (8, "New news")


def test_the_search_asks_six_questions_however_much_there_is(world, start, edith, django_assert_num_queries):
    for number in range(20):
        start(headline=f"Lodz {number}")
    found(edith, "warm")
    with django_assert_num_queries(6):
        assert len(found(edith, "lodz")["pieces"]) == lookup.SHOWN


def test_a_long_or_odd_search_is_an_empty_page_and_not_a_fault(edith, signed_in):
    for typed in ("%", "_", "\\", "'", "x" * 5000, "🎬", "((", "12345678901234567890"):
        assert signed_in(edith).get(reverse("admin:desk_search"), {"q": typed}).status_code == 200


def test_headlines_are_kept_folded_from_the_first_revision_on(start):
    article = start(headline="Æther, ½ price")
    assert Article.objects.get(pk=article.pk).headline_key == " aether 1 2 price"
