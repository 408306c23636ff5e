"""Which stills' files can be fetched at all, after a withdrawal and past the end of the rights."""

import io
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command
from PIL import Image

from factories import NOON, make_film, make_version
from journal.desk import shelving
from journal.desk.models import Article
from journal.document.blocks import Block, Document
from journal.pictures import processing, uploading
from journal.pictures.models import Picture
from journal.press import publishing
from journal.press.copy import PictureLink
from journal.press.declaring import Declared, Signatures

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
SIGNED = Signatures(by=None)


@pytest.fixture
def still(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr(uploading.darkroom, "develop", processing.develop)

    def make(colour, **fields):
        data = io.BytesIO()
        Image.new("RGB", (60, 40), colour).save(data, "JPEG")
        picture = Picture(title=colour, alt="A", credit_line="C", **fields)
        return uploading.take_in(picture, upload=ContentFile(data.getvalue(), "s.jpg"), now=NOON)

    return make


def reachable(client, *pictures):
    return [client.get(picture.file.url).status_code == 200 for picture in pictures]


def withdrawn(headline, *, lead=None, inside=None):
    document = {"document": Document((Block(id="a0000002", type="picture", picture=inside.pk),))} if inside else {}
    version = make_version(headline, picture=PictureLink(lead.pk) if lead else None, **document)
    publishing.withdraw(piece=version.piece, public_reason="On advice.", signed=SIGNED, now=NOON + HOUR)
    return version


def test_pictures_of_a_withdrawn_piece_cannot_be_fetched_any_more(client, still):
    lead, inside = still("red"), still("blue")
    withdrawn("Gone", lead=lead, inside=inside)
    assert reachable(client, lead, inside) == [True, True]
    assert shelving.settle(now=NOON + HOUR) == (2, 0, 0)
    assert reachable(client, lead, inside) == [False, False]


def test_a_picture_that_something_else_shows_stays(client, still):
    shared, of_film, of_draft = still("red"), still("blue"), still("green")
    for picture in (shared, of_film, of_draft):
        withdrawn(f"Gone {picture.title}", lead=picture)
    make_version("Stays", document=Document((Block(id="a0000002", type="picture", picture=shared.pk),)))
    make_film(still=of_film)
    Article.objects.create(kind="feature", created_at=NOON, edited_at=NOON, headline="Draft", picture=of_draft)
    assert shelving.settle(now=NOON + HOUR) == (0, 0, 0)
    assert reachable(client, shared, of_film, of_draft) == [True, True, True]


def test_the_withdrawn_pieces_own_draft_does_not_keep_it(client, still):
    lead = still("red")
    version = withdrawn("Gone", lead=lead)
    Article.objects.create(
        kind="feature", created_at=NOON, edited_at=NOON, headline="Gone", picture=lead, piece=version.piece
    )
    assert shelving.settle(now=NOON + HOUR).down == 1


def test_when_the_piece_is_restored_its_pictures_are_back_at_their_addresses(client, still):
    lead = still("red")
    version = withdrawn("Gone", lead=lead)
    shelving.settle(now=NOON + HOUR)
    publishing.restore(
        version=version,
        declared=[Declared("editor_note", "It is back.")],
        base=version.number,
        signed=SIGNED,
        now=NOON + 2 * HOUR,
    )
    assert shelving.settle(now=NOON + 2 * HOUR) == (0, 1, 0)
    assert reachable(client, lead) == [True]


def test_a_still_without_rights_is_gone_the_day_after_and_back_when_they_are_renewed(client, still):
    picture = still("red", rights_expire=date(2026, 3, 2))
    assert shelving.settle(now=NOON) == (0, 0, 0)
    # The site's day ends at five o'clock UTC.
    assert shelving.settle(now=NOON.replace(day=3, hour=4, minute=59)) == (0, 0, 0)
    assert shelving.settle(now=NOON.replace(day=3, hour=5)) == (1, 0, 0)
    assert reachable(client, picture) == [False]
    Picture.objects.update(rights_expire=date(2027, 3, 2))
    assert shelving.settle(now=NOON.replace(day=3, hour=6)) == (0, 1, 0)
    assert reachable(client, picture) == [True]


def test_a_storage_that_fails_costs_no_other_picture_and_the_command_says_so(client, still, monkeypatch):
    pictures = [still(colour, rights_expire=date(2020, 1, 1)) for colour in ("red", "blue")]
    save = FileSystemStorage._save

    def fail(self, name, content):
        if name.endswith(pictures[0].file.name):
            raise OSError("no space")
        return save(self, name, content)

    with monkeypatch.context() as broken:
        broken.setattr(FileSystemStorage, "_save", fail)
        with pytest.raises(CommandError, match="1 pictures could not be moved"):
            call_command("shelve_pictures", stdout=io.StringIO())
    assert reachable(client, *pictures) == [True, False]
    said = io.StringIO()
    call_command("shelve_pictures", stdout=said)
    assert said.getvalue() == "1 pictures taken down, 0 put back.\n"
    assert reachable(client, *pictures) == [False, False]


def test_a_storage_that_cannot_be_listed_keeps_nothing_that_has_to_go(client, still, monkeypatch):
    lead = still("red")
    withdrawn("Gone", lead=lead)

    def away(*_args):
        raise OSError("no answer")

    monkeypatch.setattr(FileSystemStorage, "listdir", away)
    assert shelving.settle(now=NOON + HOUR) == (1, 0, 1)
    assert reachable(client, lead) == [False]


def test_stills_whose_rights_run_out_wait_on_the_first_page_the_most_urgent_first(still):
    expected = [
        still("red", rights_expire=date(2026, 2, 20)),
        still("blue", rights_expire=date(2026, 3, 10)),
    ]
    still("green", rights_expire=date(2026, 5, 1))
    still("white", rights_expire=date(2025, 5, 1))
    still("black")
    assert shelving.running_out(NOON) == expected


@pytest.mark.parametrize(("right", "told"), [("change_picture", True), ("view_picture", False)])
def test_the_first_page_names_them_to_those_who_may_see_to_it(client, still, monkeypatch, right, told):
    picture = still("red", rights_expire=date(2026, 3, 10))
    user = User.objects.create_user("vera", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename=right))
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    page = client.get("/desk/").content.decode()
    assert (f'href="/desk/pictures/picture/{picture.pk}/change/"' in page) is told
    assert ("its rights end on 10 March" in page) is told
