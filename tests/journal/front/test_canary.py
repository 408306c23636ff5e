"""One piece in each hidden state, with a word of its own in every field: no public page may say it."""

from datetime import timedelta

import pytest
from django.urls import URLPattern, reverse

from factories import NOON, make_edition, make_film, make_person, make_user
from journal.document.blocks import Block, Document
from journal.front import urls
from journal.press import publishing
from journal.press.copy import Participant
from journal.press.declaring import Signatures
from journal.press.models import Version

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
CANARY = "kestrelword"


def canary(talk, slug, *, now=NOON, **fields):
    person = fields["person"]
    return talk(
        f"Headline {CANARY}",
        slug=slug,
        now=now,
        dek=f"Dek {CANARY}",
        document=Document((Block(id="b0000001", type="turn", by="IO", text=f"Said {CANARY} " + "and on " * 20),)),
        participants=(Participant("IO", "Ida Orlov", person=person.pk, described_as=CANARY),),
        topics=(f"topic-{CANARY}", "the sea"),
        form={"conditions": f"Met in {CANARY}."},
        **fields,
    )


def schedule(talk, **fields):
    canary(talk, "hidden", now=NOON + 9 * HOUR, **fields)


def embargo(talk, **fields):
    version = canary(talk, "hidden", **fields)
    Version.objects.filter(pk=version.pk).update(hidden_until=NOON + 9 * HOUR)


def withdraw(talk, **fields):
    version = canary(talk, "hidden", **fields)
    publishing.withdraw(piece=version.piece, public_reason="Court.", signed=Signatures(by=None), now=NOON + HOUR)


def call_off(talk, **fields):
    version = canary(talk, "hidden", **fields)
    Version.objects.filter(pk=version.pk).update(live_until=version.live_from)


def addresses(film, person, edition):
    """Every public address, with the arguments that lead to the records of the hidden piece."""
    slugs = {
        "film": film.slug,
        "feed_film": film.slug,
        "person": person.slug,
        "feed_person": person.slug,
        "festival": edition.festival.slug,
        "edition": edition.festival.slug,
        "topic": "the-sea",
        "contributor": "nora",
        "piece": "hidden",
        "history": "hidden",
        "history_version": "hidden",
    }
    for pattern in urls.urlpatterns:
        assert isinstance(pattern, URLPattern)
        given = {"slug": slugs.get(pattern.name, ""), "section": "interviews", "year": 2012, "month": 3, "number": 1}
        if pattern.name in {"archive", "sitemap_year", "corrections_of_year"}:
            given["year"] = 2026
        wanted = {name: given[name] for name in pattern.pattern.converters}
        yield reverse(f"front:{pattern.name}", kwargs=wanted)
    yield f"/topics/topic-{CANARY}/"
    yield f"/search/?q={CANARY[:7]}"
    yield f"/quotes/?q={CANARY[:7]}"


@pytest.mark.parametrize("hide", [schedule, embargo, withdraw, call_off])
def test_no_public_address_says_a_hidden_word(client, set_clock, talk, hide):
    records = {"film": make_film(), "person": make_person(), "edition": make_edition()}
    talk("Seen", slug="seen", topics=("the sea",), **records)
    hide(talk, **records)
    set_clock(NOON + 2 * HOUR)
    for address in addresses(**records):
        response = client.get(address)
        # The query itself is said back; nothing else of the word may be there.
        assert CANARY not in response.content.decode(), address
        assert response.status_code in {200, 404, 410}, address


def test_the_canary_sings_where_it_is_public(client, talk):
    records = {"film": make_film(), "person": make_person(), "edition": make_edition()}
    canary(talk, "hidden", **records)
    silent = {address for address in addresses(**records) if CANARY not in client.get(address).content.decode()}
    assert silent == {
        "/films/",
        "/people/",
        "/festivals/",
        "/corrections/",
        "/corrections/2026/",
        "/corrections-policy/",
        "/about/",
        "/feeds/corrections.atom",
        "/sitemap.xml",
        "/sitemaps/records.xml",
        "/sitemaps/2026.xml",
        "/sitemap-news.xml",
        "/search/",
        "/robots.txt",
        "/.well-known/security.txt",
        "/healthz",
    }


def test_retracted_words_are_in_the_history_alone(client, set_clock, talk):
    records = {"film": make_film(), "person": make_person(), "edition": make_edition()}
    talk("Seen", slug="seen", topics=("the sea",), **records)
    version = canary(talk, "hidden", **records)
    publishing.retract(
        piece=version.piece,
        notice="It never took place.",
        base=1,
        signed=Signatures(by=make_user("a"), approved_by=make_user("b")),
        now=NOON + HOUR,
    )
    set_clock(NOON + 2 * HOUR)
    said = [address for address in addresses(**records) if f"Said {CANARY}" in client.get(address).content.decode()]
    assert said == ["/interviews/hidden/history/1/"]
