"""Which records a text names and does not lead to yet, for whom, and what was refused for good."""

import json

import pytest
from django.contrib.auth.models import Permission

from factories import make_edition, make_film, make_person
from journal.cinema.models import Credit
from journal.desk import noticing
from journal.desk.models import Waiver
from journal.document.blocks import Document

from .conftest import NOW, block, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def records():
    """Two films of one name, their directors, and an edition."""
    dario, luca = make_person("Dario Argento"), make_person("Luca Guadagnino")
    first = make_film("Suspiria", 1977, directors=(dario,))
    second = make_film("Suspiria", 2018, directors=(luca,))
    return {"dario": dario, "luca": luca, "first": first, "second": second, "edition": make_edition(2018)}


def found(article, blocks, user):
    return noticing.suggestions(article, Document.from_json(blocks), user=user)


def seen(suggestions):
    return [(one.kind, [choice.name for choice in one.choices], [p.words for p in one.places]) for one in suggestions]


TEXT = "Dario Argento made Suspiria in 1977. Argento was young."


def test_films_people_and_editions_are_proposed_with_what_tells_them_apart(article, edith, records):
    blocks = [block("aaaaaaaa", TEXT), block("bbbbbbbb", "Luca Guadagnino showed <cite>Suspiria</cite> at Lake 2018.")]
    suggestions = found(article, blocks, edith)
    assert seen(suggestions) == [
        ("person", ["Dario Argento"], ["Dario Argento", "Argento"]),
        ("film", ["Suspiria (1977)", "Suspiria (2018)"], ["Suspiria"]),
        ("person", ["Luca Guadagnino"], ["Luca Guadagnino"]),
        ("film", ["Suspiria (2018)", "Suspiria (1977)"], ["Suspiria"]),
        ("edition", [str(records["edition"])], ["Lake"]),
    ]
    assert [choice.told for choice in suggestions[1].choices] == ["Dario Argento", "Luca Guadagnino"]
    assert suggestions[0].choices[0].told == "Suspiria (1977)"
    assert suggestions[2].choices[0].address == records["luca"].get_absolute_url()


def test_what_leads_somewhere_already_is_not_proposed(article, edith, records):
    dario, first = records["dario"], records["first"]
    linked = f'<a href="{dario.get_absolute_url()}">Dario Argento</a> made <cite film="{first.pk}">Suspiria</cite>.'
    assert found(article, [block("aaaaaaaa", linked), block("bbbbbbbb", "Argento was young.")], edith) == []


def test_place_is_told_by_block_and_count_with_the_words_of_the_text(article, edith):
    make_person("Lupita Nyong'o")
    text = "Before <em>Lupita Nyong’o</em> [x] came.\n\nThen Lupita Nyong’o spoke."
    places = [place for one in found(article, [block("aaaaaaaa", text)], edith) for place in one.places]
    assert [(place.block, place.words, place.nth) for place in places] == [
        ("aaaaaaaa", "Lupita Nyong’o", 0),
        ("aaaaaaaa", "Lupita Nyong’o", 1),
    ]
    assert (places[1].before, places[1].after) == ("Then ", " spoke.")


def test_refused_proposal_does_not_come_back_for_this_piece_alone(article, start, edith, records):
    blocks = [block("aaaaaaaa", TEXT)]
    key = found(article, blocks, edith)[1].key
    noticing.refuse(article=article, key=key, words="Suspiria", by=edith, now=NOW)
    noticing.refuse(article=article, key=key, words="Suspiria", by=edith, now=NOW)
    assert [one.kind for one in found(article, blocks, edith)] == ["person"]
    assert [one.kind for one in found(start(), blocks, edith)] == ["person", "film"]
    assert [(kept.rule, kept.reason, kept.by) for kept in Waiver.objects.all()] == [("M01", "Suspiria", edith)]


def test_who_may_not_see_films_gets_none_proposed(article, records):
    reader = person("reader")
    for name in ("view_article", "edit_any_article"):
        reader.user_permissions.add(Permission.objects.get(codename=name, content_type__app_label="desk"))
    reader.user_permissions.add(Permission.objects.get(codename="view_person"))
    assert {one.kind for one in found(article, [block("aaaaaaaa", TEXT)], reader)} == {"person"}


@pytest.mark.parametrize("text", ["words " * 60_000, "Aa " * 11_000], ids=["long", "all capitals"])
def test_text_past_every_piece_is_refused(article, edith, text, django_assert_max_num_queries):
    with django_assert_max_num_queries(0), pytest.raises(noticing.TooLong):
        found(article, [block("aaaaaaaa", text)], edith)


def test_many_names_cost_few_queries(article, edith, django_assert_max_num_queries):
    films = [make_film(f"The Long Night {n}", 2000 + n) for n in range(10)]
    for film in films:
        Credit.objects.create(film=film, person=make_person(f"Ida Orlov {film.year}"))
    text = "; ".join(f"The Long Night {n}, by Ida Orlov {2000 + n}" for n in range(10))
    with django_assert_max_num_queries(20):
        assert len(found(article, [block("aaaaaaaa", text)], edith)) >= 10


# -- the addresses -----------------------------------------------------------------------------------------------------


def asked(client, article, blocks):
    return client.post(f"/desk/pieces/{article.pk}/mentions/", {"blocks": json.dumps(blocks)})


def test_address_answers_whoever_may_see_the_draft(article, wanda, walt, sam, signed_in, records):
    answer = asked(signed_in(wanda), article, [block("aaaaaaaa", TEXT)])
    assert [one["kind"] for one in answer.json()["found"]] == ["person", "film"]
    assert asked(signed_in(walt), article, []).status_code == 404
    assert asked(signed_in(sam), article, []).status_code == 302
    assert signed_in(wanda).get(f"/desk/pieces/{article.pk}/mentions/").status_code == 405


def test_unreadable_and_endless_texts_get_a_sentence(article, wanda, signed_in):
    client = signed_in(wanda)
    damaged = client.post(f"/desk/pieces/{article.pk}/mentions/", {"blocks": "[" * 9000})
    endless = asked(client, article, [block("aaaaaaaa", "words " * 60_000)])
    assert (damaged.status_code, endless.status_code) == (422, 422)
    assert endless.json() == {"said": "This text is too long to be looked through for names."}


def test_only_whoever_may_edit_refuses(article, wanda, molly, edith, signed_in):
    url = f"/desk/pieces/{article.pk}/mentions/refuse/"
    given = {"key": "m:0123456789abcd", "words": "Her"}
    assert signed_in(molly).post(url, given).status_code == 404
    # The fingerprint of a finding of the copy desk is no key: nothing of theirs is waived here.
    for key in ("<script>", "0123456789abcdef", ""):
        assert signed_in(wanda).post(url, {**given, "key": key}).status_code == 422
    assert signed_in(wanda).post(url, given).status_code == 200
    assert Waiver.objects.get().reason == "Her"
