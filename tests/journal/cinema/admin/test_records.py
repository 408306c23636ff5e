from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from factories import NOON, make_copy, make_version
from journal.cinema.models import Film, FormerAddress, Person
from journal.press import publishing
from journal.press.copy import FilmLink
from journal.press.declaring import Signatures


def used(film):
    return reverse("admin:cinema_film_used", args=[film.pk])


def merging(record):
    return reverse(f"admin:cinema_{record._meta.model_name}_merge", args=[record.pk])


def test_where_a_film_is_used_is_shown_with_links_to_what_the_editor_may_see(editor, a_film, a_credit):
    film = a_film()
    credit = a_credit(film)
    link = FilmLink(film=film.pk, title=film.title)
    printed = make_version("A printed piece", films=(link,))
    unannounced = make_copy("An unannounced piece", films=(link,))
    tomorrow = timezone.now() + timedelta(days=1)
    publishing.publish(copy=unannounced, slug="unannounced", signed=Signatures(by=None), now=NOON, at=tomorrow)
    page = editor.get(used(film)).content.decode()
    assert reverse("admin:cinema_person_change", args=[credit.person_id]) in page
    assert f'href="{printed.get_absolute_url()}"' in page
    assert "An unannounced piece" not in page


def test_a_record_that_nothing_uses_says_so(editor, a_film):
    assert "Nothing uses this record." in editor.get(used(a_film())).content.decode()


def test_likely_twins_are_proposed_with_the_evidence(editor, a_person, a_credit, a_film):
    person, twin = a_person("Björk"), a_person("Bjork")
    film = a_film()
    a_credit(film, person)
    a_credit(film, twin)
    page = editor.get(merging(person)).content.decode()
    assert f'<a href="?other={twin.pk}">Bjork</a>: same name, both credited in The Salt Ledger' in page


def test_two_records_are_compared_before_they_are_merged(editor, a_film, a_credit):
    film, other = a_film("Ruby Sparks"), a_film("Rubby Sparks")
    a_credit(other)
    page = editor.get(merging(film), {"other": other.pk})
    assert [one for one, _uses in page.context["sides"]] == [film, other]
    assert Film.objects.count() == 2


@pytest.mark.parametrize("stays", ["record", "other"])
def test_the_editor_says_which_stays(editor, a_film, stays):
    film, other = a_film("Ruby Sparks"), a_film("Rubby Sparks")
    kept, gone = (film, other) if stays == "record" else (other, film)
    answer = editor.post(merging(film), {"other": other.pk, "stays": kept.pk}, follow=True)
    assert list(Film.objects.all()) == [kept]
    assert FormerAddress.objects.find("film", gone.slug) == kept
    assert answer.redirect_chain[-1][0] == reverse("admin:cinema_film_change", args=[kept.pk])


def test_a_contradiction_is_said_and_nothing_is_merged(editor, an_edition):
    ours, theirs = an_edition("Vallmora", 2012, ordinal=45), an_edition("Film Week", 2013, ordinal=45)
    page = editor.post(merging(ours.festival), {"other": theirs.festival_id, "stays": ours.festival_id})
    assert "stands in the way" in page.content.decode()
    assert ours.festival.editions.count() == 1


@pytest.mark.parametrize("rights", [("view_film",), ("view_film", "change_film")])
def test_who_may_not_delete_may_not_merge(client, an_account, a_film, rights):
    film, other = a_film("Ruby Sparks"), a_film("Rubby Sparks")
    client.force_login(an_account("otto", *rights))
    assert client.get(merging(film)).status_code == 403
    assert client.post(merging(film), {"other": other.pk, "stays": film.pk}).status_code == 403
    assert Film.objects.count() == 2


def test_who_may_not_look_does_not_see_where_used(client, an_account, a_film):
    client.force_login(an_account("otto", "view_person"))
    assert client.get(used(a_film())).status_code == 403


def test_strangers_are_sent_to_the_door(client, a_film):
    assert client.get(merging(a_film())).status_code == 302


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_people_takes_a_constant_number_of_queries(editor, a_person, django_assert_num_queries, number):
    for n in range(number):
        a_person(f"Director {n}")
    with django_assert_num_queries(6):
        editor.get(reverse("admin:cinema_person_changelist"))


def test_a_long_list_is_not_counted_to_its_end(editor, a_person, monkeypatch):
    monkeypatch.setattr("journal.cinema.admin.records.CappedPaginator.CAP", 2)
    for n in range(3):
        a_person(f"Director {n}")
    page = editor.get(reverse("admin:cinema_person_changelist"))
    assert page.context["cl"].result_count == 2
    assert Person.objects.count() == 3
