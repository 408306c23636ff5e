"""The same piece in other languages: what a page, its head, its data and the site's map tell, and what none of them does."""

import re
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories import NOON, make_change, make_copy, make_film, make_user, make_version
from journal.front import translations
from journal.press import embargoing, publishing
from journal.press.copy import FilmLink
from journal.press.declaring import Signatures
from journal.press.models import Embargo, Galley, Version

from .reading import Reader

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
SITE = "http://127.0.0.1:8000"
NOBODY = Signatures(by=None)
FRENCH, ENGLISH = "/essays/le-sel/", "/essays/salt/"
LINK = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
LINE = re.compile(r'<p class="in-other-words">(.*?)</p>')


def original(**fields):
    return make_version("Le sel", lang="fr", kind="essay", **fields)


def translated(french, headline="Salt", lang="en", **fields):
    return make_version(headline, lang=lang, kind="essay", translation_of=french.piece_id, **fields)


def apart(title):
    """The film of one piece alone and of another: what stands at the foot of its page has nothing to do with its group."""
    film = make_film(title)
    about = {"films": (FilmLink(film.pk, film.title, film.year, "subject"),)}
    make_version(f"On {title}", **about)
    return about


def heads(page):
    return {lang: address.removeprefix(SITE) for lang, address in LINK.findall(page.content.decode())}


def lines(page):
    return LINE.findall(page.content.decode())


def test_each_leads_to_the_other_in_the_others_language(client):
    translated(original())
    assert lines(client.get(FRENCH)) == [
        'Also in <span lang="en" dir="auto">English</span>: '
        '<a href="/essays/salt/" rel="alternate" hreflang="en" lang="en" dir="auto">Salt</a>'
    ]
    assert lines(client.get(ENGLISH)) == [
        'The original, in <span lang="fr" dir="auto">français</span>: '
        '<a href="/essays/le-sel/" rel="alternate" hreflang="fr" lang="fr" dir="auto">Le sel</a>'
    ]


def test_every_member_names_every_member_and_the_original_is_for_everybody_else(client):
    french = original()
    translated(french)
    translated(french, "ملح", "ar", slug="milh")
    both = {"fr": FRENCH, "en": ENGLISH, "ar": "/essays/milh/", "x-default": FRENCH}
    assert [heads(client.get(address)) for address in (FRENCH, ENGLISH, "/essays/milh/")] == [both] * 3
    assert '<h1 lang="ar" dir="rtl">ملح</h1>' in client.get("/essays/milh/").content.decode()


def test_a_piece_in_one_language_says_nothing_of_others(client):
    original()
    page = client.get(FRENCH)
    assert (heads(page), lines(page)) == ({}, [])
    assert not {"translationOfWork", "workTranslation"} & set(Reader(client, FRENCH).data())


def test_machines_read_which_is_the_original(client):
    translated(original())
    for address, name, other in (
        (FRENCH, "workTranslation", [("Salt", ENGLISH, "en")]),
        (ENGLISH, "translationOfWork", [("Le sel", FRENCH, "fr")]),
    ):
        found = Reader(client, address).data()[name]
        found = found if isinstance(found, list) else [found]
        assert [(one["headline"], one["url"].removeprefix(SITE), one["inLanguage"]) for one in found] == other


def test_the_map_of_a_year_names_the_others_of_every_year(client):
    translated(original(now=NOON.replace(year=2025)))
    make_version("Alone", slug="alone")
    named = {}
    for year in (2025, 2026):
        tree = ET.fromstring(client.get(f"/sitemaps/{year}.xml").content)  # our own bytes
        for one in tree:
            links = one.findall("{http://www.w3.org/1999/xhtml}link")
            place = one.findtext("{http://www.sitemaps.org/schemas/sitemap/0.9}loc").removeprefix(SITE)
            named[place] = {link.get("hreflang"): link.get("href").removeprefix(SITE) for link in links}
            assert {link.get("rel") for link in links} <= {"alternate"}
    group = {"fr": FRENCH, "en": ENGLISH, "x-default": FRENCH}
    assert named == {FRENCH: group, ENGLISH: group, "/features/alone/": {}}


def test_nobody_is_sent_to_the_same_in_another_language_as_something_else_to_read(client):
    french = original()
    translated(french)
    translated(french, "Salz", "de")
    make_version("Pepper", kind="essay")
    for address in (FRENCH, ENGLISH, "/essays/salz/"):
        foot = client.get(address).content.decode().partition('<aside class="next"')[2]
        assert re.findall(r'<h3><a href="[^"]*">([^<]*)', foot) == ["Pepper"]


# -- what readers may not see ------------------------------------------------------------------------------------------


def scheduled(french):
    copy = make_copy("Salt", lang="en", kind="essay", translation_of=french.piece_id)
    publishing.publish(copy=copy, slug="salt", signed=NOBODY, now=NOON, at=NOON + 5 * HOUR)


def under_embargo(french):
    version = translated(french)
    embargo = Embargo(piece=version.piece, lifts_at=NOON + 5 * HOUR)
    embargoing.impose(embargo=embargo, by=make_user(), now=NOON + HOUR)


def withdrawn(french):
    version = translated(french)
    publishing.withdraw(piece=version.piece, public_reason="By order.", signed=NOBODY, now=NOON + HOUR)


def called_off(french):
    copy = make_copy("Salt", lang="en", kind="essay", translation_of=french.piece_id)
    version = publishing.publish(copy=copy, slug="salt", signed=NOBODY, now=NOON, at=NOON + 5 * HOUR)
    publishing.unschedule(piece=version.piece, signed=NOBODY, now=NOON + HOUR)


def retracted(french):
    version = translated(french)
    two = Signatures(by=make_user("a"), approved_by=make_user("b"))
    publishing.retract(piece=version.piece, notice="Made up.", base=1, signed=two, now=NOON + HOUR)


def everything(client):
    """The original's page and its history, and the map."""
    addresses = [FRENCH, f"{FRENCH}history/", f"{FRENCH}history/1/", "/sitemaps/2026.xml"]
    return "".join(client.get(address).content.decode() for address in addresses)


@pytest.mark.parametrize("hide", [scheduled, under_embargo, withdrawn, called_off, retracted])
def test_the_original_does_not_give_away_a_translation_that_is_not_for_readers(client, set_clock, hide):
    set_clock(NOON + 2 * HOUR)
    french = original()
    # So that the data could leak: it does where it is public.
    seen = translated(french, "Salz", "de", slug="salz")
    assert "/essays/salz/" in everything(client)
    publishing.withdraw(piece=seen.piece, public_reason="Seen enough.", signed=NOBODY, now=NOON + HOUR)
    hide(french)
    for _cold_and_warm in range(2):
        assert not re.search("Salt|/salt/|Salz|/salz/|hreflang", everything(client))


@pytest.mark.parametrize("hide", [scheduled, under_embargo, withdrawn, called_off])
def test_a_translation_does_not_give_away_an_original_that_is_not_for_readers(client, set_clock, hide):
    """Nor does what else is translated from it lose its own."""
    set_clock(NOON + 2 * HOUR)
    make_version("Elsewhere")
    hidden = type("Hidden", (), {"piece_id": Version.objects.get().piece_id})
    hide(hidden)  # "Salt" calls itself a translation of something else; now it is the original of two others
    salt = Version.objects.get(headline="Salt")
    translated(salt, "Le sel", "fr")
    translated(salt, "Sal", "es")
    page = client.get(FRENCH)
    assert heads(page) == {"fr": FRENCH, "es": "/essays/sal/"}
    assert "translationOfWork" not in Reader(client, FRENCH).data()
    assert not re.search(r"Salt|/salt/", page.content.decode() + client.get("/sitemaps/2026.xml").content.decode())


def test_a_kept_page_of_the_original_follows_its_translation(at):
    french = original(**apart("Salt Hours"))
    assert heads(at(FRENCH, NOON)) == {}
    scheduled(french)
    assert heads(at(FRENCH, NOON + 5 * HOUR - TICK)) == {}
    assert lines(at(FRENCH, NOON + 5 * HOUR))[0].endswith(">Salt</a>")
    salt = Version.objects.get(headline="Salt")
    make_change(salt, now=NOON + 6 * HOUR, headline="Of salt")
    assert lines(at(FRENCH, NOON + 6 * HOUR))[0].endswith(">Of salt</a>")
    embargo = Embargo(piece=salt.piece, lifts_at=NOON + 8 * HOUR)
    embargoing.impose(embargo=embargo, by=make_user(), now=NOON + 7 * HOUR)
    assert heads(at(FRENCH, NOON + 8 * HOUR - TICK)) == {}
    assert len(heads(at(FRENCH, NOON + 8 * HOUR))) == 3
    publishing.withdraw(piece=salt.piece, public_reason="By order.", signed=NOBODY, now=NOON + 9 * HOUR)
    assert heads(at(FRENCH, NOON + 9 * HOUR)) == {}


def test_a_kept_page_of_a_translation_follows_its_original_and_its_siblings(at):
    french = original()
    translated(french, **apart("Salt Hours"))
    assert len(heads(at(ENGLISH, NOON))) == 3
    german = translated(french, "Salz", "de", now=NOON + HOUR)
    assert len(heads(at(ENGLISH, NOON + HOUR))) == 4
    make_change(french, now=NOON + 2 * HOUR, headline="Du sel")
    assert lines(at(ENGLISH, NOON + 2 * HOUR))[0].endswith(">Du sel</a>")
    publishing.withdraw(piece=french.piece, public_reason="By order.", signed=NOBODY, now=NOON + 3 * HOUR)
    assert heads(at(ENGLISH, NOON + 3 * HOUR)) == {"en": ENGLISH, "de": german.get_absolute_url()}


# -- what it costs -----------------------------------------------------------------------------------------------------


def test_a_page_asks_once_for_the_others_however_many_there_are(client):
    """Once for what it shows, once for what it is made of; where there are none nothing more is asked."""
    french = original()
    make_version("Another", kind="essay")
    asked = []
    for languages in ((), ("en",), ("de", "es", "it")):
        for lang in languages:
            translated(french, f"Salt {lang}", lang)
        cache.clear()
        Galley.objects.all().delete()
        with CaptureQueriesContext(connection) as questions:
            client.get(FRENCH)
        asked.append(len(questions))
    assert asked == [asked[0], asked[0] + 2, asked[0] + 2]


@pytest.mark.parametrize(("is_translated", "asked"), [(False, 5), (True, 6)])
def test_a_kept_page_is_proved_by_one_question_more(client, django_assert_num_queries, is_translated, asked):
    french = original()
    make_version("Another", kind="essay")
    if is_translated:
        translated(french)
    first = client.get(FRENCH)
    make_version("Elsewhere")
    cache.clear()
    with django_assert_num_queries(asked):
        assert client.get(FRENCH).content == first.content


def test_of_two_in_one_language_machines_are_told_of_the_first():
    french = original()
    members = [french, translated(french), translated(french, "Salt again")]
    assert translations.alternates(members, french.piece_id) == [
        ("fr", FRENCH),
        ("en", ENGLISH),
        ("x-default", FRENCH),
    ]
    assert translations.alternates(members[:1], french.piece_id) == []
