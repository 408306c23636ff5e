"""What was said: the search of quotations, without a script, page by page."""

from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from factories import NOON, make_change, make_edition, make_film, make_person, make_version
from journal.document.blocks import Block, Document
from journal.front import quoting
from journal.press.copy import EditionLink, FilmLink, Participant
from journal.press.models import Quotation

pytestmark = pytest.mark.django_db
LONG = " and nobody walked on either of them until the thaw came in the second week of April"


@pytest.fixture(autouse=True)
def _short_passages_too(monkeypatch):
    monkeypatch.setattr(quoting, "WORTH_QUOTING", 5)


def said(headline, *passages, speaker=None, name="", hours=0, **fields):
    """A talk in which one person says these passages; an interviewer and a moderator ask."""
    asks = (Participant("Q", role="interviewer"), Participant("M", "Mo Derator", role="moderator"))
    who = Participant("A", name or (speaker.name if speaker else ""), person=speaker.pk if speaker else None)
    turns = [Block(id=f"a{n:07d}", type="turn", by="A", text=text) for n, text in enumerate(passages)]
    asked = [
        Block(id="q0000001", type="turn", by="Q", text="Why a pier?"),
        Block(id="q0000002", type="turn", by="M", text="And why a pier twice?"),
    ]
    return make_version(
        headline,
        kind="interview",
        document=Document((*asked, *turns)),
        participants=(*asks, who),
        now=NOON + timedelta(hours=hours),
        **fields,
    )


def passages(client, **asked):
    """The texts on the page, in order."""
    return [quotation.text for quotation in client.get("/quotes/", asked).context["page"].rows]


def test_those_who_ask_and_what_a_fold_hides_are_not_quoted(client):
    hidden = Block(id="s0000001", type="turn", by="A", text="The butler drowned.", spoiler=True)
    shown = Block(id="s0000002", type="turn", by="A", text="We built it twice.")
    asked = Block(id="s0000003", type="turn", by="M", text="Did you build it?")
    people = (Participant("A", "Ada"), Participant("M", "Mo", role="moderator"))
    make_version("Pier", kind="interview", document=Document((asked, hidden, shown)), participants=people)
    assert passages(client) == ["We built it twice."]
    assert passages(client, q="butler") == []


def test_all_words_must_stand_in_one_passage_or_its_speakers_name(client):
    ida = make_person()
    said("Pier", "We built the pier.", "Łódź was cold.", speaker=ida)
    said("Ice", "The ice held.", name="The audience", hours=1)
    assert passages(client, q="PIER built") == ["We built the pier."]
    assert passages(client, q="lodz") == ["Łódź was cold."]
    assert passages(client, q='"the pier"') == ["We built the pier."]
    assert passages(client, q="orlov cold") == ["Łódź was cold."]
    assert passages(client, q="audience") == ["The ice held."]
    # In the piece, but not in one passage of it.
    assert passages(client, q="pier cold") == []
    assert passages(client, q="pi") == ["We built the pier."]
    assert passages(client, q='"pi"') == []


def test_the_words_looked_for_are_marked_and_the_link_leads_to_the_turn(client):
    said("Pier", "We built the pier.", speaker=make_person())
    page = " ".join(client.get("/quotes/", {"q": "pier"}).content.decode().split())
    assert "We built the <mark>pier</mark>." in page
    assert '<a href="/interviews/pier/#a0000000">' in page
    assert '<a href="/people/ida-orlov/">Ida Orlov</a>' in page


def test_by_speaker_film_festival_and_year(client):
    ida, nils = make_person(), make_person("Nils Holm")
    salt, brine, lake = make_film(), make_film("Brine", 2014), make_edition()
    said(
        "One",
        f'I saw <cite film="{brine.pk}">Brine</cite> twice.',
        "It rained.",
        speaker=ida,
        films=(FilmLink(salt.pk, "Salt Hours", 2012, "subject"), FilmLink(brine.pk, "Brine", 2014, "mentioned")),
        editions=(EditionLink(lake.pk, "Lake 2012"),),
    )
    said("Two", "It snowed.", speaker=nils, hours=-24 * 400)
    assert passages(client, speaker="ida-orlov") == ["I saw Brine twice.", "It rained."]
    assert passages(client, speaker="nils holm") == ["It snowed."]
    # The whole talk is about its subject; of a film that is only named, the passage that names it.
    assert passages(client, film="salt-hours-2012") == ["I saw Brine twice.", "It rained."]
    assert passages(client, film="brine") == ["I saw Brine twice."]
    assert passages(client, festival="lake") == ["I saw Brine twice.", "It rained."]
    assert passages(client, year="2025") == ["It snowed."]
    assert passages(client, speaker="ida-orlov", q="rained", festival="lake", year="2026") == ["It rained."]
    assert passages(client, speaker="ida-orlov", year="2025") == []
    assert passages(client, speaker="nobody of that name") == []
    assert passages(client, film="no film of that title") == []


def test_two_of_one_name_are_both_meant_until_one_is_chosen(client):
    one = make_person("Steve McQueen", disambiguation="actor")
    two = make_person("Steve McQueen", disambiguation="director")
    said("One", "I drove.", speaker=one)
    said("Two", "I filmed.", speaker=two, hours=1)
    assert passages(client, speaker="steve mcqueen") == ["I filmed.", "I drove."]
    assert passages(client, speaker=one.slug) == ["I drove."]
    field = client.get("/quotes/", {"speaker": one.slug, "year": "2026"}).context["asked"].by("speaker")
    assert (field.record, field.without) == (one, "year=2026")


def test_a_name_typed_that_is_one_persons_becomes_that_person(client):
    said("One", "I drove.", speaker=make_person())
    page = client.get("/quotes/", {"speaker": "Ida Orlov"}).content.decode()
    assert '<input type="hidden" name="speaker" value="ida-orlov">' in page


def test_a_film_merged_since_is_still_the_one_named(client):
    film, double = make_film(), make_film("Salt Hours", 2013)
    said("One", f'<cite film="{double.pk}">Salt Hours</cite> is a rehearsal.', speaker=make_person())
    double.quotation_links.update(film=film)
    assert passages(client, film="salt-hours-2012") == ["Salt Hours is a rehearsal."]
    page = client.get(film.get_absolute_url()).context
    assert [quotation.text for quotation in page["quotations"]] == ["Salt Hours is a rehearsal."]


def test_a_correction_takes_the_old_words_with_it(client):
    version = said("One", "It rained in Turin.", speaker=make_person())
    turns = [turn if turn.by != "A" else Block(id=turn.id, type="turn", by="A", text="It rained in Trento.")
             for turn in version.copy().document]  # fmt: skip
    make_change(version, now=NOON + timedelta(hours=1), document=Document(tuple(turns)))
    assert passages(client) == ["It rained in Trento."]
    assert passages(client, q="turin") == []


@pytest.mark.parametrize("asked", [{}, {"q": "stone"}, {"speaker": "ida-orlov"}, {"q": "stone", "year": "2026"}])
def test_every_passage_is_on_one_page(client, monkeypatch, asked):
    monkeypatch.setattr(quoting, "SIZE", 3)
    monkeypatch.setattr(quoting, "PIECES", 2)
    ida = make_person()
    for n in range(4):
        said(f"Talk {n}", *(f"Stone {n} {part}." for part in "abcd"), speaker=ida, hours=n)
    said("Without", "Not a word of it.", hours=9)
    found, query = [], "?" + "&".join(f"{name}={value}" for name, value in asked.items())
    while query:
        page = client.get(f"/quotes/{query}").context["page"]
        found += [quotation.text for quotation in page.rows if quotation.text.startswith("Stone")]
        query = f"?{page.older}" if page.older else ""
    assert found == [f"Stone {n} {part}." for n in (3, 2, 1, 0) for part in "abcd"]


# A browser sends no NUL; whoever does is answered before any page is asked (journal/middleware.py).
TYPED = st.characters(exclude_characters="\0", exclude_categories=["Cs"])


@given(
    before=st.text(TYPED, max_size=40) | st.from_regex(r"-?[0-9]{1,20}\.[0-9]{1,20}\.[0-9]{1,12}", fullmatch=True),
    year=st.text(TYPED, max_size=6),
    name=st.text(TYPED, max_size=30),
)
def test_nothing_that_is_typed_breaks_the_page(before, year, name):
    asked = {"before": before, "year": year, "speaker": name, "film": name, "festival": name, "q": name}
    assert Client().get("/quotes/", asked).status_code == 200


def test_only_the_first_page_of_everything_is_for_search_engines(client):
    said("One", "It rained.")
    robots = '<meta name="robots" content="noindex">'
    assert robots not in client.get("/quotes/").content.decode()
    assert robots in client.get("/quotes/?q=rained").content.decode()
    assert robots in client.get("/quotes/?year=2026").content.decode()


def test_passages_that_say_nothing_alone_are_left_out_where_nothing_is_asked(client, monkeypatch):
    monkeypatch.setattr(quoting, "WORTH_QUOTING", 80)
    said("One", "Yes!", f"We built the pier twice{LONG}.", speaker=make_person())
    assert passages(client) == [f"We built the pier twice{LONG}."]
    assert passages(client, q="yes") == ["Yes!"]
    assert Quotation.objects.count() == 2
