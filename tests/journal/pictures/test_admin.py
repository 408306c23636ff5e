import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.base import ContentFile
from django.test import TestCase
from django.urls import reverse

from journal.cinema.models import Film
from journal.pictures import shelving
from journal.pictures.models import Picture
from journal.pictures.uploading import make_renditions

pytestmark = pytest.mark.django_db
ADD, LIST = "admin:pictures_picture_add", "admin:pictures_picture_changelist"


def a_person(*rights):
    user = User.objects.create_user("vera", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return user


@pytest.fixture
def editor(client):
    client.force_login(a_person("view_picture", "add_picture", "change_picture", "delete_picture"))
    return client


def test_an_upload_becomes_a_picture(editor, an_upload):
    answer = editor.post(reverse(ADD), {"original": an_upload(), "alt": "A quay", "focal_x": 30, "focal_y": 40})
    picture = Picture.objects.get()
    assert answer.status_code == 302
    assert (picture.title, picture.alt, picture.focal_x) == ("Nell on the quay", "A quay", 30)
    assert picture.uploaded_by.username == "vera"


def test_a_file_that_cannot_be_used_is_refused_at_its_field_and_the_words_are_kept(editor):
    upload = ContentFile(b"<svg/>", "still.jpg")
    answer = editor.post(reverse(ADD), {"original": upload, "alt": "A quay", "focal_x": 50, "focal_y": 50})
    assert answer.context["adminform"].form.errors == {
        "original": ["This is not a picture that we can read: send JPEG, PNG, WebP, GIF or AVIF."]
    }
    assert answer.context["adminform"].form["alt"].value() == "A quay"
    assert Picture.objects.count() == 0


def test_the_same_file_twice_is_said(editor, an_upload):
    for _ in range(2):
        answer = editor.post(reverse(ADD), {"original": an_upload(), "focal_x": 50, "focal_y": 50}, follow=True)
    said = [str(message) for message in answer.context["messages"]]
    assert any("The same file is here already, as “Nell on the quay”" in words for words in said)


def test_a_moved_focal_point_drops_the_crops(editor, a_picture):
    picture = a_picture()
    make_renditions(picture, crops=("square",))
    address = reverse("admin:pictures_picture_change", args=[picture.pk])
    page = editor.get(address)
    data = {name: value for name, value in page.context["adminform"].form.initial.items() if value is not None}
    editor.post(address, data | {"focal_x": 10, "caption": "Dawn"})
    picture.refresh_from_db()
    assert (picture.focal_x, picture.caption, picture.renditions.count()) == (10, "Dawn", 0)


def test_the_upload_of_a_picture_cannot_be_replaced(editor, a_picture):
    page = editor.get(reverse("admin:pictures_picture_change", args=[a_picture().pk]))
    assert "original" not in page.context["adminform"].form.fields


@pytest.mark.parametrize(("wanting", "title"), [("alt", "No alt"), ("credit", "No credit"), ("rights", "Ended")])
def test_the_list_finds_what_is_missing(editor, a_picture, wanting, title):
    a_picture(title="No alt", credit_line="C")
    a_picture(title="No credit", alt="A")
    a_picture(title="Ended", alt="A", credit_line="C", rights_expire="2012-08-11")
    page = editor.get(reverse(LIST), {"missing": wanting})
    assert [picture.title for picture in page.context["cl"].result_list] == [title]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_a_constant_number_of_queries(editor, a_picture, django_assert_num_queries, number):
    for _ in range(number):
        a_picture()
    editor.get(reverse(LIST))
    with django_assert_num_queries(7):
        editor.get(reverse(LIST))


def test_without_the_right_nobody_adds(client):
    client.force_login(a_person("view_picture"))
    assert client.get(reverse(ADD)).status_code == 403


def test_pages_keep_to_the_strict_policy(editor, a_picture):
    page = editor.get(reverse("admin:pictures_picture_change", args=[a_picture().pk])).content.decode()
    assert " style=" not in page.split('class="picture-preview"')[1].split("</figure>")[0]
    assert 'src="/static/js/focal-point.js"' in page


def a_film_with(picture):
    return Film.objects.create(title="Salt Hours", year=2012, still=picture)


def test_a_picture_in_use_is_not_deleted_and_the_page_says_where(editor, a_picture):
    picture = a_picture()
    film = a_film_with(picture)
    for right in Permission.objects.filter(codename="view_film"):
        User.objects.get().user_permissions.add(right)
    address = reverse("admin:pictures_picture_delete", args=[picture.pk])
    page = editor.post(address, {"post": "yes"}).content.decode()
    assert reverse("admin:cinema_film_change", args=[film.pk]) in page
    many = {"action": "delete_selected", "_selected_action": picture.pk, "post": "yes"}
    editor.post(reverse(LIST), many)
    assert Picture.objects.count() == 1
    film.delete()
    with TestCase.captureOnCommitCallbacks(execute=True):
        editor.post(address, {"post": "yes"})
    assert Picture.objects.count() == 0


def test_where_used_lists_what_one_may_see_and_counts_the_rest(editor, a_picture):
    picture = a_picture()
    film = a_film_with(picture)
    address = reverse("admin:pictures_picture_used", args=[picture.pk])
    page = editor.get(address).content.decode()
    assert "Salt Hours" not in page
    assert "1 more" in page
    User.objects.get().user_permissions.add(Permission.objects.get(codename="view_film"))
    assert reverse("admin:cinema_film_change", args=[film.pk]) in editor.get(address).content.decode()


def test_what_nobody_uses_is_said_to_be_so(editor, a_picture):
    page = editor.get(reverse("admin:pictures_picture_used", args=[a_picture().pk])).content.decode()
    assert "Nothing uses this picture; it can be deleted." in page


def test_where_used_is_not_for_strangers(client, a_picture):
    client.force_login(a_person())
    assert client.get(reverse("admin:pictures_picture_used", args=[a_picture().pk])).status_code == 403


def test_a_picture_whose_files_are_off_the_shelf_is_said_to_be_so(editor, a_picture):
    picture = a_picture()
    address = reverse("admin:pictures_picture_change", args=[picture.pk])
    assert "off the public shelf" not in editor.get(address).content.decode()
    shelving.take_down(picture)
    assert "off the public shelf" in editor.get(address).content.decode()
