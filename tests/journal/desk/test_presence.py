"""Who has a piece open: names while they are there, nothing kept afterwards."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from journal.desk import presence

from .conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_there():
    cache.clear()


def test_two_people_see_each_other_until_one_falls_silent(article, wanda, edith):
    assert presence.seen(article, wanda, NOW) == []
    assert presence.seen(article, edith, NOW + timedelta(seconds=20)) == ["wanda"]
    assert presence.seen(article, wanda, NOW + timedelta(seconds=40)) == ["edith"]
    assert presence.seen(article, edith, NOW + timedelta(seconds=120)) == []


def test_the_sentence_names_everybody(article):
    assert [presence.sentence(names) for names in ([], ["Edith"], ["Edith", "Molly", "Walt"])] == [
        "", "Edith has this piece open too.", "Edith, Molly and Walt have this piece open too.",
    ]  # fmt: skip


def test_the_form_says_who_has_it_open_and_so_does_the_sign_of_life(article, wanda, edith, signed_in):
    form = reverse("admin:desk_article_change", args=[article.pk])
    assert signed_in(wanda).get(form).context["others"] == ""
    page = signed_in(edith).get(form)
    assert ">wanda has this piece open too.</p>" in page.content.decode()
    answer = signed_in(wanda).post(reverse("admin:desk_presence", args=[article.pk]))
    assert answer.json() == {"others": "edith has this piece open too.", "revision": 1}


def test_whoever_may_not_write_the_piece_leaves_and_finds_no_trace(article, wanda, walt, signed_in):
    url = reverse("admin:desk_presence", args=[article.pk])
    assert [signed_in(walt).post(url).status_code, signed_in(wanda).get(url).status_code] == [404, 405]
    assert presence.seen(article, wanda, NOW) == []
