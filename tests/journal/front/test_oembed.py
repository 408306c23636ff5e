"""A piece and an answer, embedded elsewhere; what a reader does not find is not there for an embed either."""

import html
import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

import pytest

from factories import NOON, make_change, make_user, make_version
from journal.document.blocks import Block, Document
from journal.press import embargoing, publishing
from journal.press.copy import Participant
from journal.press.declaring import Signatures
from journal.press.models import Embargo

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
HOUR = timedelta(hours=1)


def asked(client, address, **more):
    query = "".join(f"&{name}={value}" for name, value in more.items())
    return client.get(f"/oembed?url={quote(SITE + address, safe='')}{query}")


def test_a_page_leads_to_its_embed(client, talk):
    page = client.get(talk().get_absolute_url()).content.decode()
    kind, title, href = re.search(
        r'<link rel="alternate" type="([^"]*)" title="([^"]*)" href="(http[^"]*)">', page
    ).groups()
    assert (kind, title) == ("application/json+oembed", "The sea was there")
    response = client.get(html.unescape(href).removeprefix(SITE))
    assert response["Content-Type"] == "application/json"
    assert response.json() == {
        "version": "1.0",
        "type": "rich",
        "title": "The sea was there",
        "author_name": "Nora Lind",
        "provider_name": "Intertitle",
        "provider_url": f"{SITE}/",
        "html": f'<blockquote cite="{SITE}/interviews/the-sea-was-there/" lang="en">'
        f'<p><a href="{SITE}/interviews/the-sea-was-there/">The sea was there</a></p>\n'
        f"<p>On salt and patience.</p>\n</blockquote>\n"
        f'<p><a href="{SITE}/interviews/the-sea-was-there/">Intertitle</a></p>',
        "width": 600,
        "height": 340,
    }


def test_an_answer_is_quoted_with_who_said_it(client, talk):
    page = talk().get_absolute_url()
    data = asked(client, f"{page}#a0000003", maxwidth=300, maxheight=5000).json()
    assert (data["width"], data["height"]) == (300, 340)
    assert data["html"] == (
        f'<blockquote cite="{SITE}{page}#a0000003" lang="en">'
        "<p>[laughing] Because the sea was there. And it stayed.</p></blockquote>\n"
        f'<p>Ida Orlov, <a href="{SITE}{page}#a0000003">The sea was there</a>, Intertitle</p>'
    )


@pytest.mark.parametrize("passage", ["a0000002", "nothing", "'; --", "%00"])
def test_what_is_no_answer_leads_to_the_piece(client, talk, passage):
    page = talk().get_absolute_url()
    assert asked(client, f"{page}#{passage}").json() == asked(client, page).json()


def test_an_old_address_leads_to_the_piece(client, talk):
    version = talk()
    before = asked(client, version.get_absolute_url()).json()
    publishing.change(
        piece=version.piece, copy=replace(version.copy(), topics=()), declared=[publishing.Declared("update", "It moved.")], base=1,
        signed=Signatures(by=None), now=NOON + HOUR, slug="elsewhere",
    )  # fmt: skip
    after = asked(client, version.get_absolute_url()).json()
    assert after["html"] == before["html"].replace("the-sea-was-there", "elsewhere")


@pytest.mark.parametrize("passage", ["", "#a0000003"])
@pytest.mark.parametrize("hidden", ["draft", "scheduled", "embargoed", "withdrawn"])
def test_what_is_not_public_is_not_there(client, set_clock, talk, hidden, passage):
    version = talk(now=NOON + 9 * HOUR if hidden == "scheduled" else NOON)
    if hidden == "embargoed":
        embargoing.impose(
            embargo=Embargo(piece=version.piece, lifts_at=NOON + 9 * HOUR), by=make_user(), now=NOON + HOUR
        )
    if hidden == "withdrawn":
        publishing.withdraw(piece=version.piece, public_reason="By order.", signed=Signatures(by=None), now=NOON + HOUR)
    set_clock(NOON + 2 * HOUR)
    address = "/interviews/a-draft/" if hidden == "draft" else version.get_absolute_url()
    response = asked(client, address + passage)
    assert response.status_code == 404
    assert b"sea was there" not in response.content


def test_a_retracted_piece_says_so_and_no_more(client, set_clock, talk):
    version = talk()
    signed = Signatures(by=make_user("a"), approved_by=make_user("b"))
    publishing.retract(piece=version.piece, notice="It never took place.", base=1, signed=signed, now=NOON + HOUR)
    set_clock(NOON + 2 * HOUR)
    data = asked(client, f"{version.get_absolute_url()}#a0000003").json()
    assert data["title"] == "Retracted: The sea was there"
    assert "author_name" not in data
    assert data["html"] == (
        f'<p>Retracted: <a href="{SITE}/interviews/the-sea-was-there/">The sea was there</a>, Intertitle</p>'
    )


def test_a_correction_is_in_the_embed_at_once(client, talk):
    version = talk()
    asked(client, version.get_absolute_url())
    make_change(version, now=NOON + HOUR, headline="The lake was there")
    assert asked(client, version.get_absolute_url()).json()["title"] == "The lake was there"


def test_what_a_fold_hides_is_not_quoted(client):
    said = Block(id="a0000001", type="turn", by="IO", text="The butler drowned.", spoiler=True)
    version = make_version(
        kind="interview", document=Document((said,)), participants=(Participant("IO", "Ida Orlov", role="interviewee"),)
    )
    response = asked(client, f"{version.get_absolute_url()}#a0000001")
    assert response.status_code == 200
    assert b"butler" not in response.content
    assert b"butler" not in client.get("/quotes/").content


def test_words_are_data(client):
    version = make_version('</blockquote><script>alert("1")</script>', slug="evil", dek="<img src=x onerror=y>")
    data = asked(client, version.get_absolute_url()).json()
    assert "<script" not in data["html"]
    assert "<img" not in data["html"]
    assert data["title"] == '</blockquote><script>alert("1")</script>'


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/interviews/the-sea-was-there/",
        f"{SITE}/",
        f"{SITE}/desk/",
        f"{SITE}/interviews/nothing/",
        "http://[",
        "//",
        f"{SITE}/%00/",
        f"{SITE}.evil.example/interviews/the-sea-was-there/",
        "javascript:alert(1)",
    ],
)
def test_other_addresses_are_not_ours(client, talk, url):
    talk()
    assert client.get(f"/oembed?url={quote(url, safe='')}").status_code == 404


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("", 400, "Name a page of ours"),
        ("?url=x&format=xml", 501, "Only format=json"),
        ("?url=x&maxwidth=-1", 400, "number of pixels"),
        ("?url=x&maxwidth=NaN", 400, "number of pixels"),
        ("?url=x&maxheight=99999999999999999999", 400, "number of pixels"),
        ("?url=x&maxwidth=0", 400, "number of pixels"),
        ("?url=x&maxwidth=٣٠٠", 400, "number of pixels"),
    ],
)
def test_bad_questions_are_told_what_is_wrong(client, query, status, said):
    response = client.get(f"/oembed{query}")
    assert (response.status_code, said in response.content.decode()) == (status, True)
