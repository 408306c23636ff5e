"""Embargoes at the desk: in the publicist's zone, hiding at once, waived with a reason by the editor in chief."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from journal.cinema.models import Film
from journal.desk import handing
from journal.press.declaring import Signatures
from journal.press.models import Embargo, Version

from ..conftest import block

pytestmark = pytest.mark.django_db
ADD = "admin:press_embargo_add"


@pytest.fixture
def film() -> Film:
    return Film.objects.create(title="The Long Harbour", year=2026)


def form(on: Film, **more) -> dict:
    return {
        "kind": "review", "film": on.pk, "edition": "", "piece": "", "zone": "Europe/Zurich",
        "lifts_at_day": "2027-06-01", "lifts_at_time": "18:00", "wording": "Reviews from 18.00 CEST", **more,
    }  # fmt: skip


def test_an_embargo_is_kept_in_the_publicists_zone(film, edith, signed_in):
    signed_in(edith).post(reverse(ADD), form(film))
    embargo = Embargo.objects.get()
    assert (embargo.lifts_at.isoformat(), embargo.zone, embargo.created_by) == (
        "2027-06-01T16:00:00+00:00", "Europe/Zurich", edith,
    )  # fmt: skip
    page = signed_in(edith).get(reverse("admin:press_embargo_changelist")).content.decode()
    assert "1 June 2027, 18:00 CEST" in page


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"zone": "Locarno"}, "zone"),
        ({"lifts_at_day": "2027-03-28", "lifts_at_time": "02:30"}, "lifts_at"),
        ({"lifts_at_day": "2027-10-31", "lifts_at_time": "02:30"}, "lifts_at"),
        ({"film": ""}, "__all__"),
    ],
)
def test_a_zone_or_an_hour_that_is_not_there_is_said(film, edith, signed_in, more, field):
    response = signed_in(edith).post(reverse(ADD), form(film, **more))
    assert list(response.context["adminform"].form.errors) == [field]
    assert Embargo.objects.count() == 0


def test_saving_an_embargo_unchanged_moves_it_by_nothing(film, edith, signed_in):
    signed_in(edith).post(
        reverse(ADD), form(film, lifts_at_day="2027-10-31", lifts_at_time="02:30", lifts_at_which="2")
    )
    embargo = Embargo.objects.get()
    assert embargo.lifts_at.isoformat() == "2027-10-31T01:30:00+00:00"
    url = reverse("admin:press_embargo_change", args=[embargo.pk])
    shown = signed_in(edith).get(url).context["adminform"].form
    day, time, which = shown.fields["lifts_at"].widget.decompress(shown.initial["lifts_at"])
    unchanged = form(film, lifts_at_day=day.isoformat(), lifts_at_time=time, lifts_at_which=which)
    signed_in(edith).post(url, unchanged)
    assert Embargo.objects.get().lifts_at == embargo.lifts_at


def test_an_embargo_hides_what_is_public_and_only_the_chief_waives_it(film, start, edith, chief, signed_in, client):
    text = [block("aaaaaaaa", f'On <cite film="{film.pk}">The Long Harbour</cite>.')]
    article = start(document=text)
    handing.print_first(article=article, revision=1, signed=Signatures(by=edith), now=timezone.now())
    assert client.get("/features/the-long-take/").status_code == 200
    lifts = timezone.localtime() + timedelta(days=5)
    more = {"zone": "America/New_York", "lifts_at_day": lifts.date().isoformat(), "lifts_at_time": "12:00"}
    signed_in(edith).post(reverse(ADD), form(film, **more))
    assert client.get("/features/the-long-take/").status_code == 404
    waive = reverse("admin:desk_waive", args=[Embargo.objects.get().pk])
    assert signed_in(edith).post(waive, {"reason": "We asked."}).status_code == 403
    assert list(signed_in(chief).post(waive, {"reason": " "}).context["form"].errors) == ["reason"]
    signed_in(chief).post(waive, {"reason": "The publicist lifted it by telephone."})
    assert client.get("/features/the-long-take/").status_code == 200
    embargo = Embargo.objects.get()
    assert (embargo.waived_by, embargo.waiver_reason) == (chief, "The publicist lifted it by telephone.")
    assert Version.objects.count() == 1


def test_a_writer_sees_no_embargo_form(film, wanda, signed_in):
    assert signed_in(wanda).get(reverse(ADD)).status_code == 403


def test_an_embargo_is_titled_by_what_it_covers_and_when_it_lifts_on_the_sites_clock(film, edith, signed_in):
    signed_in(edith).post(reverse(ADD), form(film))
    embargo = Embargo.objects.get()
    page = signed_in(edith).get(reverse("admin:press_embargo_change", args=[embargo.pk])).content.decode()
    assert "<h1>The Long Harbour (2026), until 1 June 2027, 12:00 EDT</h1>" in page
    embargo.lifts_at = None
    assert str(embargo) == "The Long Harbour (2026), until somebody sets a time"


def test_a_record_that_nobody_changed_by_hand_says_where_the_history_of_a_piece_is(film, edith, signed_in):
    page = signed_in(edith).get(reverse("admin:cinema_film_history", args=[film.pk])).content.decode()
    assert "Nobody has changed this record by hand at the desk." in page
    assert f'<a href="{reverse("admin:desk_article_changelist")}">Pieces</a></p>' in page


def test_the_log_of_a_piece_leads_to_its_own_history(article, edith, walt, signed_in):
    url = reverse("admin:desk_article_history", args=[article.pk])
    assert signed_in(edith).get(url).url == reverse("admin:desk_history", args=[article.pk])
    assert signed_in(walt).get(url).status_code == 404
