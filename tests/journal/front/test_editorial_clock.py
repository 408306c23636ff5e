"""What never moves the editorial clock: anything that is not a declared change of a published piece.

Each deed goes through the real door (the desk's pages, the commands) and must leave every dated surface, and every
printed row, as it was.
"""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from PIL import Image
from taggit.models import Tag

from factories import NOON, make_change, make_film
from journal.cinema.models import Film, FilmTitle
from journal.demo import pictures as demo_pictures
from journal.desk import handing, saving
from journal.desk.models import Article
from journal.pictures import processing, uploading
from journal.pictures.models import Picture
from journal.press.declaring import Signatures
from journal.press.models import Notice, Piece, Version

from .reading import SURFACES, Reader

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
PIECE = "/features/the-sea-was-there/"
# The dates alone: a film's new title may show beside a piece without being a change of the piece.
DATED = (
    "visible line",
    "time elements",
    "notices",
    "json-ld datePublished",
    "json-ld dateModified",
    "json-ld correction",
    "og published_time",
    "og modified_time",
    "atom, all",
    "atom id",
    "rss pubDate",
    "sitemap lastmod",
    "news sitemap",
    "history",
    "corrections page",
    "corrections feed",
)


@pytest.fixture(autouse=True)
def quick_stills(monkeypatch, tmp_path, settings):
    """A folder of one's own, small stills, and no process for each of them."""
    still = io.BytesIO()
    Image.new("RGB", (48, 20), (120, 80, 40)).save(still, "JPEG")
    settings.MEDIA_ROOT = Path(tmp_path)
    monkeypatch.setattr(demo_pictures, "paint", lambda key: still.getvalue())
    monkeypatch.setattr(uploading.darkroom, "develop", processing.develop)


@pytest.fixture
def chief():
    user = User.objects.create_superuser("chief", password=None)
    desk = Client()
    desk.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return desk


@pytest.fixture
def article():
    """A corrected feature with a film, a picture and a topic."""
    data = io.BytesIO()
    Image.new("RGB", (900, 600), (180, 60, 40)).save(data, "JPEG")
    picture = uploading.take_in(Picture(alt="A quay"), upload=ContentFile(data.getvalue(), "quay.jpg"), now=NOON)
    film = make_film()
    article = Article(kind="feature")
    changes = {
        "headline": "The sea was there",
        "document": [{"id": "aaaaaaaa", "type": "paragraph", "text": "One."}],
        "picture": picture.pk,
        "topics": ["the sea"],
        "mentions": [{"film": film.pk, "person": None, "edition": None, "role": "subject", "confirmed": True}],
    }
    edith = User.objects.create_user("edith", is_staff=True)
    saving.start(article=article, changes=changes, by=edith, now=NOON)
    version = handing.print_first(article=article, revision=1, signed=Signatures(by=edith), now=NOON)
    make_change(version, now=NOON + HOUR, dek="On salt.")
    return Article.objects.get()


def sent(page, **fields):
    """What a browser sends back from an admin form, with some fields changed."""
    data = {}
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.initial_forms]
    for form in forms:
        for field in form:
            value = field.value()
            data[field.html_name] = "" if value is None or value is False else value
    return data | fields


def save_form(desk, form, record, **fields):
    address = reverse(f"admin:{form}_change", args=[record.pk])
    response = desk.post(address, sent(desk.get(address), **fields))
    assert response.status_code == 302, response.context["adminform"].form.errors


def saves_the_piece(desk, article):
    save_form(desk, "desk_article", article, headline="Another headline", document="Other words.\n\nAnd more.")
    assert Article.objects.get().headline == "Another headline"


def edits_the_topics(desk, article):
    save_form(desk, "desk_article", article, topics="the sea, salt")
    assert sorted(Article.objects.get().topics.names()) == ["salt", "the sea"]


def renames_the_topic(desk, article):
    save_form(desk, "taggit_tag", Tag.objects.get(name="the sea"), name="the ocean")
    assert Tag.objects.get().name == "the ocean"


def retitles_the_film(desk, article):
    save_form(desk, "cinema_film", Film.objects.get(), title="Salt Weeks")
    assert Film.objects.get().title == "Salt Weeks"


def merges_the_film(desk, article):
    gone, keep = Film.objects.get(), make_film("Salt Hour")
    desk.post(reverse("admin:cinema_film_merge", args=[gone.pk]), {"other": keep.pk, "stays": keep.pk})
    assert [title.text for title in FilmTitle.objects.filter(text="Salt Hours")] == ["Salt Hours"]


def moves_the_focal_point(desk, article):
    save_form(desk, "pictures_picture", Picture.objects.get(), focal_x=10, focal_y=20, caption="Dawn")
    picture = Picture.objects.get()
    assert (picture.focal_x, picture.focal_y, picture.caption) == (10, 20, "Dawn")


def deletes_in_bulk(desk, article):
    """The film has a piece, so it stays; the other one goes."""
    other = make_film("Nobody’s")
    address = reverse("admin:cinema_film_changelist")
    for chosen in ([other.pk], [film.pk for film in Film.objects.all()]):
        desk.post(address, {"action": "delete_selected", "_selected_action": chosen, "post": "yes"})
    assert [film.title for film in Film.objects.all()] == ["Salt Hours"]


def migrates_again(desk, article):
    call_command("migrate", verbosity=0)


def loads_the_demo(desk, article):
    call_command("demo", stdout=io.StringIO())
    assert Piece.objects.count() > 1


DEEDS = [
    saves_the_piece,
    edits_the_topics,
    renames_the_topic,
    retitles_the_film,
    merges_the_film,
    moves_the_focal_point,
    deletes_in_bulk,
    migrates_again,
    loads_the_demo,
]


def printed(piece):
    """Every column of every row that was printed, but the rendered body, which may be made again."""
    rows = Version.objects.filter(piece=piece).order_by("pk").values()
    return (
        [{name: value for name, value in row.items() if name != "body"} for row in rows],
        list(Notice.objects.filter(version__piece=piece).order_by("pk").values()),
        Piece.objects.filter(pk=piece).values().get(),
    )


@pytest.mark.parametrize("deed", DEEDS)
def test_no_dated_surface_moves(deed, chief, client, article, set_clock):
    set_clock(NOON + 2 * HOUR)
    reader = Reader(client, PIECE)
    before = {name: SURFACES[name](reader) for name in DATED}
    rows = printed(article.piece_id)
    deed(chief, article)
    assert {name: SURFACES[name](reader) for name in DATED} == before
    assert printed(article.piece_id) == rows
    assert before["visible line"][1].startswith("Corrected")
