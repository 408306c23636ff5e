import pytest
from django.urls import reverse

from journal.cinema.models import Festival


def test_former_names_are_written_one_a_line(editor):
    counts = {f"{name}-{count}_FORMS": 0 for name in ("editions", "external_ids") for count in ("TOTAL", "INITIAL")}
    words = {
        "name": "Vallmora International Film Festival",
        "short_name": "Vallmora",
        "aliases": "Film Week\n\nMostra ",
    }
    editor.post(reverse("admin:cinema_festival_add"), counts | words)
    festival = Festival.objects.get()
    assert (festival.slug, festival.aliases) == ("vallmora", ["Film Week", "Mostra"])


@pytest.mark.parametrize(("query", "found"), [("vallmora 2012", [2012]), ("vallmora", [2013, 2012]), ("2013", [2013])])
def test_editions_are_found_by_festival_and_year(editor, an_edition, query, found):
    for year in (2012, 2013):
        an_edition(year=year)
    page = editor.get(reverse("admin:cinema_edition_changelist"), {"q": query})
    assert [edition.year for edition in page.context["cl"].result_list] == found


@pytest.mark.parametrize("number", [1, 3])
def test_a_strand_with_many_films_takes_a_constant_number_of_queries(
    editor, a_film, a_selection, an_edition, django_assert_num_queries, number
):
    edition = an_edition()
    for n in range(number):
        selection = a_selection(a_film(year=2000 + n), edition)
    address = reverse("admin:cinema_strand_change", args=[selection.strand_id])
    editor.get(address)
    with django_assert_num_queries(6):
        page = editor.get(address)
    assert page.content.decode().count('<option value="') > number
