"""Share cards and quote cards: as public as the piece, the same bytes at an address for ever, no word that is hidden."""

import io
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from factories import NOON, make_change, make_user, make_version
from journal.document.blocks import Block, Document
from journal.pictures import processing, uploading
from journal.pictures.lettering import faces
from journal.pictures.models import Picture
from journal.press import embargoing, publishing
from journal.press.copy import PictureLink
from journal.press.declaring import Signatures
from journal.press.models import Embargo

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
TALK = "/interviews/the-sea-was-there/"


@pytest.fixture
def picture(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr(uploading.darkroom, "develop", processing.develop)
    data = io.BytesIO()
    Image.new("RGB", (1600, 669), "#f0f0f0").save(data, "JPEG")
    found = Picture(title="Salt", alt="A hand", credit_line="Nora Lind")
    return uploading.take_in(found, upload=ContentFile(data.getvalue(), "salt.jpg"), now=NOON)


def signed():
    return Signatures(by=make_user("a"), approved_by=make_user("b"))


def card_of(client, address=TALK):
    """The address that the page gives to other sites."""
    page = client.get(address).content.decode()
    return page.split('<meta property="og:image" content="http://127.0.0.1:8000')[1].split('"')[0]


def image_of(response):
    return Image.open(io.BytesIO(response.content))


def test_the_page_names_its_card_and_the_card_is_there(client, talk):
    talk()
    response = client.get(card_of(client))
    assert (response.status_code, response["Content-Type"], image_of(response).size) == (200, "image/jpeg", (1200, 630))


def test_the_address_without_a_digest_leads_to_the_card(client, talk):
    talk()
    response = client.get(f"{TALK}card.jpg")
    assert (response.status_code, response["Location"]) == (302, card_of(client))


def test_a_card_may_be_kept_for_ever_by_a_reader_but_not_by_a_shared_cache(client, talk):
    talk()
    response = client.get(card_of(client))
    assert response["Cache-Control"] == "public, max-age=31536000, immutable, s-maxage=0, proxy-revalidate"
    assert not response.cookies
    assert "Vary" not in response
    again = client.get(card_of(client), headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_card_is_drawn_once(client, talk, monkeypatch):
    talk()
    address = card_of(client)
    drawn = client.get(address).content
    monkeypatch.setattr("journal.front.views.cards.draw_share", None)
    assert client.get(address).content == drawn


def test_a_corrected_headline_is_another_card_and_the_old_address_leads_there(client, talk):
    version = talk()
    before = card_of(client)
    make_change(version, now=NOON + HOUR, headline="The sea was here")
    after = card_of(client)
    assert before != after
    assert client.get(before)["Location"] == after


def test_the_still_leaves_the_card_on_the_day_when_its_rights_run_out(client, picture, set_clock):
    make_version("Salt", picture=PictureLink(picture.pk))
    Picture.objects.update(rights_expire=date(2026, 3, 2))
    set_clock(NOON)
    before = card_of(client, "/features/salt/")
    assert image_of(client.get(before)).convert("L").getpixel((600, 10)) > 200
    set_clock(NOON.replace(day=3))
    after = card_of(client, "/features/salt/")
    assert client.get(before)["Location"] == after
    assert image_of(client.get(after)).convert("L").getpixel((600, 10)) < 30


def test_what_is_not_public_has_no_card(client, talk, set_clock):
    version = talk(now=NOON)
    share, quote = card_of(client), f"{TALK}quotes/a0000003.png"
    addresses = [share, f"{TALK}card.jpg", quote, client.get(quote)["Location"]]
    set_clock(NOON - HOUR)
    assert [client.get(address).status_code for address in addresses] == [404] * 4
    set_clock(NOON + HOUR)
    embargoing.impose(embargo=Embargo(piece=version.piece, lifts_at=NOON + 3 * HOUR), by=None, now=NOON + HOUR)
    assert [client.get(address).status_code for address in addresses] == [404] * 4
    set_clock(NOON + 4 * HOUR)
    assert [client.get(address).status_code for address in addresses] == [200, 302, 302, 200]


def test_a_withdrawn_piece_takes_its_cards_along(client, talk, set_clock):
    version = talk()
    addresses = [card_of(client), f"{TALK}quotes/a0000003.png"]
    publishing.withdraw(piece=version.piece, public_reason="On advice.", signed=signed(), now=NOON + HOUR)
    assert [client.get(address).status_code for address in addresses] == [410, 410]


def test_a_retracted_piece_has_none(client, talk):
    version = talk()
    addresses = [card_of(client), f"{TALK}card.jpg", f"{TALK}quotes/a0000003.png"]
    publishing.retract(piece=version.piece, notice="It never was.", base=1, signed=signed(), now=NOON + HOUR)
    assert [client.get(address).status_code for address in addresses] == [404] * 3
    assert "og:image" not in client.get(TALK).content.decode()


def test_an_answer_has_a_card(client, talk):
    talk()
    response = client.get(f"{TALK}quotes/a0000003.png", follow=True)
    image = image_of(response)
    assert (response.status_code, response["Content-Type"], image.format, image.size) == (
        200,
        "image/png",
        "PNG",
        (1200, 630),
    )


@pytest.mark.parametrize("block", ["a0000001", "a0000002", "zzzzzzzz"])
def test_a_paragraph_a_question_and_nothing_have_none(client, talk, block):
    talk()
    assert client.get(f"{TALK}quotes/{block}.png").status_code == 404


def test_what_is_behind_a_spoiler_has_none_and_its_pull_quote_neither(client, talk):
    blocks = [
        Block(id="a0000003", type="turn", by="IO", text="She drowns.", spoiler=True),
        Block(id="a0000004", type="pullquote", of="a0000003", text="She drowns."),
    ]
    talk(document=Document(tuple(blocks)))
    assert [client.get(f"{TALK}quotes/{block.id}.png").status_code for block in blocks] == [404, 404]


def test_a_pull_quote_has_the_card_of_its_own_words(client, talk, monkeypatch):
    blocks = [
        Block(id="a0000003", type="turn", by="IO", text="The sea was there. And it <em>stayed</em>."),
        Block(id="a0000004", type="pullquote", of="a0000003", text="And it <em>stayed</em>."),
    ]
    talk(document=Document(tuple(blocks)))
    drawn = []
    monkeypatch.setattr("journal.front.views.cards.draw_quote", lambda card: drawn.append(card) or b"")
    client.get(f"{TALK}quotes/a0000004.png", follow=True)
    (card,) = drawn
    assert (card.words, card.speaker, card.film) == ("And it stayed.", "Ida Orlov", "Salt Hours (2012)")


def test_where_a_script_has_no_font_the_still_itself_is_shared_and_no_quotation(client, talk, picture, monkeypatch):
    monkeypatch.setattr(faces, "installed", dict)
    blocks = [Block(id="a0000003", type="turn", by="IO", text="Море было там.")]
    version = talk("Море", slug="more", document=Document(tuple(blocks)), picture=PictureLink(picture.pk))
    assert card_of(client, version.get_absolute_url()) == picture.file.url
    assert client.get(f"{version.get_absolute_url()}quotes/a0000003.png").status_code == 404


def test_a_still_that_is_not_there_does_not_break_the_card(client, picture):
    make_version("Salt", picture=PictureLink(picture.pk))
    picture.file.storage.delete(picture.file.name)
    response = client.get(card_of(client, "/features/salt/"))
    assert (response.status_code, response["Cache-Control"]) == (200, "public, max-age=0, must-revalidate")
