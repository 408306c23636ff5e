"""The search of the desk as a page, and as the part that the palette shows."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db
URL = "/desk/search/"


def test_the_page_works_without_scripts_and_leads_on(start, edith, signed_in):
    article = start(headline="The <long> take")
    page = signed_in(edith).get(URL, {"q": "long"}).content.decode()
    change = reverse("admin:desk_article_change", args=[article.pk])
    assert f'<a href="{change}">The &lt;long&gt; take</a>' in page
    assert 'href="/desk/desk/article/?q=long">Search all of them' in page


def test_the_part_for_the_palette_is_nothing_but_options(start, edith, signed_in):
    article = start(headline="The <long> take")
    part = signed_in(edith).get(URL, {"q": "long", "part": "1"}).content.decode()
    change = reverse("admin:desk_article_change", args=[article.pk])
    assert f'<a role="option" id="found-pieces-1" href="{change}" tabindex="-1" aria-selected="false">' in part
    assert ("<html" in part, "<long>" in part) == (False, False)


def test_what_is_not_found_says_how_it_was_looked_for(edith, signed_in):
    page = signed_in(edith).get(URL, {"q": "zzz"}).content.decode()
    assert "Nothing at the desk begins with “zzz”." in page


def test_the_search_is_for_the_desk_alone(sam, wanda, client, signed_in):
    assert client.get(URL).status_code == 302
    sam.is_staff = True
    sam.save()
    assert signed_in(sam).get(URL).status_code == 404
    assert signed_in(wanda).get(URL).status_code == 200


def test_every_page_of_the_desk_has_the_way_to_it(edith, signed_in):
    for address in ("/desk/", "/desk/board/", "/desk/cinema/film/"):
        page = signed_in(edith).get(address).content.decode()
        assert 'href="/desk/search/" data-desk-palette' in page
        assert page.count('id="desk-palette"') == 1
