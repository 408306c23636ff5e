"""No hidden word is seen: by readers on any address, at the desk by anybody without the right, cold or warm.

A word in each field of a piece in each hidden state (``hiding``). First a superuser must find every word, so that the
data could leak; then everybody else looks everywhere.
"""

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from factories import NOON, make_user
from journal.desk import permissions
from journal.desk.models import Article
from journal.front import clock
from journal.pictures import processing, uploading
from journal.press import publishing
from journal.press.declaring import Signatures
from journal.press.models import Version

from . import hiding
from .hiding import HOUR, SEEN, House, desk_addresses, public_addresses

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def moment(monkeypatch):
    """Everybody's clock, at the desk as outside."""
    monkeypatch.setattr(timezone, "now", lambda: SEEN)
    monkeypatch.setattr(clock, "now", lambda: SEEN)


@pytest.fixture
def house(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(uploading.darkroom, "develop", processing.develop)
    house = House()
    article = Article.objects.get(pk=public_interview(house))
    house.public = article, Version.objects.get()
    return house


def public_interview(house):
    """One that everybody may read, linked to the same records; its words are no secret."""
    article = house.interview("seen")
    house.printed(article)
    del house.words["seen"]
    return article.pk


def somebody(name, role="", *, staff=True):
    found = Client()
    found.force_login(House.person(name, role, staff=staff), backend="django.contrib.auth.backends.ModelBackend")
    return found


def said(response):
    """Everything that an answer says: body and headers."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode("utf-8", "replace") + str(response.headers)


def leaks(client, addresses, words, rounds=("cold",)):
    """(address, word) for every word that is seen."""
    found = []
    for _round in rounds:
        for address in addresses:
            response = client.get(address)
            assert response.status_code < 500, address
            text = said(response)
            found += [(address, word) for word in sorted(words) if word in text]
    return found


def all_words(house):
    return set().union(*house.words.values())


def hide_everything(house):
    for state in (*hiding.UNSEEN, *hiding.STUBS):
        state(house)
    return all_words(house)


def slugs(words):
    return [word for word in words if word.endswith("slugqx")]


def test_a_superuser_finds_every_word(house, monkeypatch):
    words = hide_everything(house)
    root = Client()
    root.force_login(house.root, backend="django.contrib.auth.backends.ModelBackend")
    for address in desk_addresses():
        text = said(root.get(address))
        words -= {word for word in words if word in text}
        if not words:
            break
    # The notice of a scheduled correction stands on no page of the desk; it is read when its time has come.
    assert words <= {hiding.word("correction", "notice")}
    monkeypatch.setattr(clock, "now", lambda: hiding.LIFT)
    assert {word for word in words if word not in said(root.get("/corrections/"))} == set()


def test_no_public_address_says_a_hidden_word(house, client):
    words = hide_everything(house)
    addresses = list(public_addresses(slugs=slugs(words), states=house.words))
    # Twice, so that what a cache kept shows.
    assert leaks(client, addresses, words, ("cold", "warm")) == []


@pytest.mark.parametrize("hide", hiding.UNSEEN)
def test_the_site_is_the_same_byte_for_byte_as_if_the_piece_were_not_there(house, client, hide):
    """Counts, status, ETags, headers: nothing tells that there is something to hide."""
    # Records are no secret, so both sites have them.
    hiding.make_film("Under Wraps")
    hiding.make_edition(2013)
    addresses = list(public_addresses(slugs=["no-such-piece"]))
    before = {address: whole(client.get(address)) for address in addresses}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hiding, "make_film", lambda title: hiding.Film.objects.get(title=title))
        patch.setattr(hiding, "make_edition", lambda year: hiding.Edition.objects.get(year=year))
        hide(house)
    cache.clear()
    assert [address for address in addresses if whole(client.get(address)) != before[address]] == []
    for slug in slugs(all_words(house)):
        assert whole(client.get(f"/interviews/{slug}/")) == whole(client.get("/interviews/no-such-piece/"))


def whole(response):
    return response.status_code, sorted(response.headers.items()), response.content


@pytest.mark.parametrize(
    ("role", "staff", "sees"),
    [
        ("", False, ()),
        ("", True, ()),
        # A writer's own pieces are hers; these are Edith's. Pictures are the whole desk's.
        (permissions.WRITERS, True, ("still",)),
        # A moderator works on what is printed, so sees what is scheduled, under embargo or withdrawn.
        (permissions.MODERATORS, True, "printed"),
    ],
)
def test_nobody_without_the_right_sees_a_word_at_the_desk(house, role, staff, sees):
    hide_everything(house)
    if sees == "printed":
        sees = set(house.words) - {"draft", "submitted", "preview"}
    hidden = set().union(*(words for state, words in house.words.items() if state not in sees))
    if role == permissions.WRITERS:
        hidden |= house.words["still"] - {hiding.word("still", name) for name in ("title", "alt", "caption", "credit")}
    somebody_else = somebody("walt", role, staff=staff)
    assert leaks(somebody_else, list(desk_addresses()), hidden) == []


def test_nobody_signed_in_sees_nothing_of_the_desk(house, client):
    words = hide_everything(house)
    addresses = list(desk_addresses())
    assert leaks(client, addresses, words) == []


@pytest.mark.parametrize("role", ["", permissions.WRITERS, permissions.MODERATORS])
def test_sending_a_form_tells_no_more_than_asking_for_it(house, role):
    hiding.draft(house)
    hiding.private_preview(house)
    somebody_else = somebody("walt", role)
    words = all_words(house)
    revisions = [(article.pk, article.revision) for article in Article.objects.order_by("pk")]
    hidden = set(Article.objects.filter(piece=None).values_list("pk", flat=True))
    for address in desk_addresses():
        if any(f"/{pk}/" in address for pk in hidden) and "/desk/pieces/" in address:
            response = somebody_else.post(address, {"headline": "x", "text": "x", "reason": "x"})
            assert response.status_code in {302, 403, 404, 405}, address
            assert not [word for word in words if word in said(response)], address
    assert [(article.pk, article.revision) for article in Article.objects.order_by("pk")] == revisions


def test_a_preview_link_shows_its_piece_to_its_holder_alone_and_not_under_embargo(house, client):
    article = house.interview("held")
    link = hiding.workflow.share(article=article, label="Lawyer", by=house.edith, now=NOON)
    address = f"/desk/shared/{link.token}/"
    response = client.get(address)
    assert hiding.word("held", "turn") in said(response)
    assert "no-store" in response["Cache-Control"]
    house.embargo(film=house.film)
    assert leaks(client, [address], all_words(house)) == []


def test_retracted_words_are_in_the_history_alone(house, client):
    version = house.printed(house.interview("retracted"))
    publishing.retract(
        piece=version.piece,
        notice="It never took place.",
        base=1,
        signed=Signatures(by=make_user("a"), approved_by=make_user("b")),
        now=NOON + HOUR,
    )
    piece = version.get_absolute_url()
    addresses = list(public_addresses(slugs=[], states=house.words))
    found = leaks(client, addresses, {hiding.word("retracted", name) for name in ("turn", "cited")})
    assert {address for address, _word in found} == {f"{piece}history/1/", f"{piece}history/2/"}


def test_the_words_are_seen_once_the_embargo_lifts(house, client, monkeypatch):
    for state in (hiding.embargoed_by_film, hiding.embargoed_by_edition, hiding.embargoed_itself, hiding.scheduled):
        state(house)
    turns = {hiding.word(state, "turn") for state in house.words}
    addresses = list(public_addresses(slugs=[]))
    monkeypatch.setattr(clock, "now", lambda: hiding.LIFT)
    assert {word for _address, word in leaks(client, addresses, turns)} == turns
