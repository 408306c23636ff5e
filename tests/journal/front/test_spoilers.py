"""What a fold hides stands behind a fold on the page of its piece, and nowhere else at all."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.cache import cache

from factories import NOON, make_change
from journal.document.blocks import Block, Document
from journal.document.portable import without_folds
from journal.press.copy import Participant

from .hiding import public_addresses

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
PIECE = "/interviews/the-sea-was-there/"
WORDS = ("xqparagraphqx", "xqansweredqx", "xqaskedqx", "xqpulledqx", "xqlaterqx")
# Where a reader meets the whole text: the piece, and what it said before.
READ = [PIECE, f"{PIECE}history/1/", f"{PIECE}history/2/"]


def document(answer):
    return Document(
        (
            Block(id="a0000001", type="turn", by="Q", text="Was it cold on the quay?"),
            Block(id="a0000002", type="turn", by="IO", text=f"It was cold, and we waited {'for the tide ' * 20}."),
            Block(id="b0000001", type="paragraph", text="In the end xqparagraphqx.", spoiler=True),
            Block(id="b0000002", type="turn", by="Q", text="So xqaskedqx, did it not?", spoiler=True),
            Block(id="b0000003", type="turn", by="IO", text=answer, spoiler=True),
            Block(id="b0000004", type="pullquote", of="b0000003", text="xqpulledqx"),
        )
    )


@pytest.fixture
def told(talk, set_clock):
    """An interview with its end behind a fold, which was corrected there since."""
    people = (Participant("Q", role="interviewer"), Participant("IO", "Ida Orlov", role="interviewee"))
    said = f"They xqansweredqx, xqpulledqx {'and so on ' * 20}"
    first = talk(document=document(said), participants=people, dek="On the quay.")
    second = make_change(first, now=NOON + HOUR, document=document(said.replace("and so on", "xqlaterqx", 1)))
    set_clock(NOON + 2 * HOUR)
    return second


def words_in(client, address):
    response = client.get(address)
    assert response.status_code < 500, address
    body = b"".join(response.streaming_content) if response.streaming else response.content
    text = body.decode("utf-8", "replace") + str(response.headers)
    return [word for word in WORDS if word in text], [word for word in WORDS if word in without_folds(text)]


def test_a_reader_of_the_piece_finds_the_end_behind_a_fold(client, told):
    assert words_in(client, PIECE) == (list(WORDS), [])


def test_no_other_address_tells_it(client, told):
    site = "http://127.0.0.1:8000"
    # Whatever becomes of the address of this machine's picture of an answer: its page is asked for, too.
    blocks = [f"{PIECE}#{block.id}" for block in told.copy().document]
    addresses = list(public_addresses(slugs=[]))
    addresses += [f"/oembed?url={quote(site + address, safe='')}" for address in (PIECE, *blocks)]
    addresses += [f"{at}?q={word}" for word in (*WORDS, "quay", "tide") for at in ("/search/", "/quotes/")]
    addresses += [f"{PIECE}report/?words=quay", "/search/suggest?q=xq", "/search/?q=quay&speaker=ida-orlov"]
    assert set(READ) < set(addresses)
    for _round in ("cold", "warm"):
        told_there = {address for address in addresses if (words_in(client, address)[0] and "?q=xq" not in address)}
        assert told_there == set(READ)
    cache.clear()


def test_asking_for_its_words_finds_nothing(client, told):
    for word in WORDS:
        for at in ("/search/", "/quotes/"):
            page = client.get(at, {"q": word}).content.decode()
            assert PIECE not in page


@pytest.mark.parametrize("address", READ)
def test_the_history_folds_it_as_the_piece_does(client, told, address):
    found, unfolded = words_in(client, address)
    assert found
    assert unfolded == []


@pytest.mark.parametrize("block", ["b0000003", "b0000004", "b0000002"])
def test_no_card_is_drawn_of_it(client, told, block):
    assert client.get(f"{PIECE}quotes/{block}.png").status_code == 404
    assert client.get(f"{PIECE}quotes/a0000002.png", follow=True).status_code == 200
