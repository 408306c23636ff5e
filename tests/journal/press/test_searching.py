"""One set of questions with one set of answers, whichever database holds the index."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from factories import NOON, make_change, make_version, paragraphs
from journal.press import publishing, searching
from journal.press.declaring import Signatures
from journal.press.models import SearchEntry
from journal.press.queries import Query

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=30)
PIECES = {
    "Trams of Łódź": "A tram leaves the yard. Nobody boards it.",
    "Kaurismäki’s dogs": "The dogs of Karkkila bark at the screen.",
    "Eight and a half": "8½ is the number of films, he says.",
    "기생충 in Busan": "기생충 was shown again.",
    "The yard": "Dogs sleep in the yard; the tram never comes.",
}


@pytest.fixture
def printed():
    return [
        make_version(headline, slug=f"piece-{n}", now=NOON + timedelta(hours=n), document=paragraphs(text))
        for n, (headline, text) in enumerate(PIECES.items())
    ]


def found(text, now=LATER, **narrowed):
    order = list(PIECES)
    matches = searching.matches(Query.read(text), now=now, narrowed=searching.Narrowed(**narrowed))
    headlines = dict(SearchEntry.objects.values_list("version", "version__headline"))
    return [order.index(headlines[match.version]) for match in matches]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("lodz", [0]),
        ("ŁÓDŹ", [0]),
        ("kaurismaki", [1]),
        ("kauris", [1]),
        ("dogs", [1, 4]),
        ("dogs yard", [4]),
        ("yard", [4, 0]),
        ('"the yard"', [4, 0]),
        ('"yard the"', [4]),
        ('"tram leaves"', [0]),
        ('"leaves tram"', []),
        ("tra", [0, 4]),
        ('"tra"', []),
        ("8½", [2]),
        ("기생", [3]),
        ("a* NEAR(b", []),
        ('" OR 1=1 --', []),
        ("headline:dogs", []),
        ("dogs' & !x | <->", []),
        ("", []),
        ("   ", []),
        ("!!!", []),
    ],
)
def test_questions(printed, text, answer):
    assert found(text) == answer


@pytest.mark.parametrize(
    ("typed", "meant"), [("karkkilla", "karkkila"), ("tarms", "trams"), ("barkk", "bark"), ("xyzzy", None)]
)
def test_misspellings(printed, typed, meant):
    query = searching.corrected(Query.read(typed))
    assert (query.words() if query else None) == ([meant] if meant else None)


def test_only_what_is_public_is_found(printed):
    publishing.withdraw(piece=printed[4].piece, public_reason="By order.", signed=Signatures(by=None), now=LATER)
    assert found("dogs") == [1]
    publishing.publish(
        copy=printed[1].copy(), slug="later", signed=Signatures(by=None), now=LATER, at=LATER + timedelta(days=1)
    )
    assert len(found("dogs", now=LATER + timedelta(hours=23))) == 1
    assert len(found("dogs", now=LATER + timedelta(days=1))) == 2


def test_the_index_can_be_made_anew_and_tells_when_it_is_wrong(printed):
    make_change(printed[0], now=NOON + timedelta(days=1), document=paragraphs("A bus leaves."))
    before = list(SearchEntry.objects.order_by("pk").values())
    assert len(before) == len(PIECES)
    call_command("rebuild_search", "--check", stdout=StringIO())
    SearchEntry.objects.filter(pk=printed[1].pk).update(words="other")
    SearchEntry.objects.filter(pk=printed[2].pk).delete()
    with pytest.raises(CommandError) as caught:
        call_command("rebuild_search", "--check")
    assert str(caught.value).splitlines()[1:] == [
        f"version {printed[2].pk} is missing",
        f"version {printed[1].pk} has other words",
    ]
    call_command("rebuild_search", stdout=StringIO())
    assert list(SearchEntry.objects.order_by("pk").values()) == before
    assert found('"a tram"') == []
    assert found('"bus"') == [0]
