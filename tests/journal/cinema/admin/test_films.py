import pytest
from django.urls import reverse

from journal.cinema.admin.films import CREDITS_SHOWN
from journal.cinema.models import Credit, ExternalId, Film, FilmTitle, FormerAddress

LIST, ADD = "admin:cinema_film_changelist", "admin:cinema_film_add"
INLINES = ("titles", "credits", "releases", "external_ids")


def titles_found(page):
    return [film.title for film in page.context["cl"].result_list]


def change(film):
    return reverse("admin:cinema_film_change", args=[film.pk])


def empty(**fields):
    """What a browser sends for a film without rows in the inlines."""
    counts = {f"{name}-{count}_FORMS": 0 for name in INLINES for count in ("TOTAL", "INITIAL")}
    return counts | {"title": "The Salt Ledger", "title_language": "en", "kind": "feature"} | fields


def sent(page, **fields):
    """What a browser sends back from a form, with some fields changed."""
    data = {}
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.initial_forms]
    for form in forms:
        for field in form:
            value = field.value()
            data[field.html_name] = "" if value is None or value is False else value
    return data | fields


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sunsh", ["Little Miss Sunshine"]),
        ("nous la lib", ["À nous la liberté"]),
        ("8 1/2", ["8½"]),
        ("otto e", ["8½"]),
        ("suspiria (2018)", ["Suspiria"]),
        ("little mis sunshime", ["Little Miss Sunshine"]),
        ("%", []),
    ],
)
def test_the_list_searches_every_title_blind_to_accents_and_near_misses(editor, a_film, query, found):
    a_film("Little Miss Sunshine", 2006)
    a_film("À nous la liberté", 1931)
    FilmTitle.objects.create(film=a_film("8½", 1963), text="Otto e mezzo")
    a_film("Suspiria", 1977)
    a_film("Suspiria", 2018)
    assert titles_found(editor.get(reverse(LIST), {"q": query})) == found


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_a_constant_number_of_queries(
    editor, a_film, a_person, a_credit, django_assert_num_queries, number
):
    for n in range(number):
        a_credit(a_film(year=2000 + n), a_person(f"Director {n}"))
    with django_assert_num_queries(7):
        editor.get(reverse(LIST))


@pytest.mark.parametrize("number", [1, 3])
def test_the_form_takes_a_constant_number_of_queries(
    editor, a_film, a_person, a_credit, django_assert_num_queries, number
):
    film = a_film()
    for n in range(number):
        a_credit(film, a_person(f"Director {n}"))
    editor.get(change(film))
    with django_assert_num_queries(10):
        editor.get(change(film))


def test_a_new_film_is_made_with_names_of_countries(editor):
    editor.post(reverse(ADD), empty(year=2012, countries="United Kingdom, ie", languages="English"))
    film = Film.objects.get()
    assert (film.slug, film.countries, film.languages) == ("the-salt-ledger-2012", ["GB", "IE"], ["en"])


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"countries": "Ruritania"}, "countries", "We do not know: Ruritania."),
        ({"year": "1800"}, "__all__", "The year must lie between 1874 and 2100."),
        ({"runtime": "0"}, "__all__", "The runtime must lie between 1 and 6000 minutes."),
        ({"original_language": "Deutsch"}, "original_language", "Deutsch is not a language code that we know"),
    ],
)
def test_an_impossible_film_is_refused_at_the_form(editor, fields, field, words):
    page = editor.post(reverse(ADD), empty(**fields))
    assert words in str(page.context["adminform"].form.errors[field])
    assert Film.objects.count() == 0


def test_an_identifier_is_checked_while_its_film_is_still_new(editor):
    rows = {"external_ids-TOTAL_FORMS": 1, "external_ids-0-scheme": "imdb"}
    refused = editor.post(reverse(ADD), empty(**rows, **{"external_ids-0-value": "nm0000134"}))
    assert "not an identifier of IMDb for a film" in refused.content.decode()
    address = "https://www.imdb.com/title/tt1839492/"
    editor.post(reverse(ADD), empty(**rows, **{"external_ids-0-value": address}))
    assert ExternalId.objects.get().value == "tt1839492"


def test_a_credit_for_a_character_in_another_job_is_refused(editor, a_person):
    rows = {
        "credits-TOTAL_FORMS": 1,
        "credits-0-person": a_person().pk,
        "credits-0-department": "Directing",
        "credits-0-job": "Director",
        "credits-0-character": "Nell",
        "credits-0-billing": 0,
    }
    page = editor.post(reverse(ADD), empty(**rows))
    assert "Only a credit for acting has a character." in page.content.decode()


def test_a_changed_address_redirects(editor, a_film):
    film = a_film()
    editor.post(change(film), sent(editor.get(change(film)), slug="salt-ledger", runtime=107))
    film.refresh_from_db()
    assert (film.slug, film.runtime) == ("salt-ledger", 107)
    assert FormerAddress.objects.find("film", "the-salt-ledger-2012") == film


def test_an_emptied_address_is_made_from_title_and_year(editor, a_film):
    film = a_film(slug="odd")
    editor.post(change(film), sent(editor.get(change(film)), slug=""))
    film.refresh_from_db()
    assert film.slug == "the-salt-ledger-2012"


def test_a_long_list_of_credits_is_shown_in_part_and_kept_whole(editor, a_film, a_person):
    film, person = a_film(), a_person()
    number = CREDITS_SHOWN + 5
    Credit.objects.bulk_create(
        Credit(film=film, person=person, department="Acting", job="Actor", character=f"Guest {n}", billing=n)
        for n in range(number)
    )
    page = editor.get(change(film))
    assert page.content.decode().count('name="credits-') < 12 * (CREDITS_SHOWN + 1)
    answer = editor.post(change(film), sent(page, **{"credits-0-character": "Host"}))
    assert answer.status_code == 302
    assert film.credits.count() == number
    assert film.credits.first().character == "Host"
    listed = editor.get(reverse("admin:cinema_credit_changelist"), {"film__id__exact": film.pk})
    assert listed.context["cl"].result_count == number


def test_the_autocomplete_offers_people_by_any_name(editor, a_person):
    person = a_person("Agnès Varda")
    asked = {"app_label": "cinema", "model_name": "credit", "field_name": "person", "term": "varda"}
    answer = editor.get(reverse("admin:autocomplete"), asked).json()
    assert answer["results"] == [{"id": str(person.pk), "text": "Agnès Varda"}]


def test_the_autocomplete_tells_films_of_one_title_by_the_year(editor, a_film):
    a_film("Suspiria", 1977)
    film = a_film("Suspiria", 2018)
    asked = {"app_label": "cinema", "model_name": "credit", "field_name": "film", "term": "suspiria (2018)"}
    answer = editor.get(reverse("admin:autocomplete"), asked).json()
    assert answer["results"] == [{"id": str(film.pk), "text": "Suspiria (2018)"}]


@pytest.mark.parametrize(("missing", "found"), [("year", ["Undated"]), ("director", ["Undated"])])
def test_the_list_finds_what_is_missing(editor, a_film, a_credit, missing, found):
    a_credit(a_film())
    a_film("Undated", None)
    assert titles_found(editor.get(reverse(LIST), {"missing": missing})) == found


def test_who_may_look_may_not_change(looker, a_film):
    film = a_film()
    assert looker.get(change(film)).status_code == 200
    assert looker.post(change(film), empty()).status_code == 403
    assert looker.get(reverse(ADD)).status_code == 403
