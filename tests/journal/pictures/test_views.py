import errno
import os

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.urls import reverse
from django.utils import timezone

from journal.pictures import batches
from journal.pictures.models import Picture

pytestmark = pytest.mark.django_db
UPLOAD = "/desk/pictures/picture/upload/"
ONE = "/desk/pictures/picture/upload/one/"
DESCRIBE = "/desk/pictures/picture/describe/"


@pytest.fixture
def signed_in(client):
    def enter(*rights):
        user = User.objects.create_user("vera", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=rights))
        client.force_login(user)
        return user

    return enter


@pytest.fixture
def editor(client, signed_in):
    signed_in("view_picture", "add_picture", "change_picture", "delete_picture")
    return client


def broken():
    return ContentFile(b"<svg onload='x'/>", "not a picture.jpg")


def described(*pictures, **values):
    """A batch's form as a browser sends it."""
    data = {"form-TOTAL_FORMS": len(pictures), "form-INITIAL_FORMS": len(pictures), "credit_line": ""}
    for number, picture in enumerate(sorted(pictures, key=lambda picture: picture.pk)):
        data |= {f"form-{number}-id": picture.pk, f"form-{number}-alt": f"What {picture.pk} shows"}
    return data | values


def test_many_files_at_once_lead_to_the_page_where_they_are_described(editor, an_upload):
    uploads = [an_upload(name=f"still-{n}.jpg", colour=(n, 40, 40)) for n in (10, 90)]
    response = editor.post(UPLOAD, {"originals": uploads})
    one, two = Picture.objects.order_by("pk")
    assert (one.title, two.title) == ("still 10", "still 90")
    assert response["Location"] == f"{DESCRIBE}?pictures={one.pk},{two.pk}"


def test_a_broken_file_costs_no_other_and_is_said_by_name(editor, an_upload):
    response = editor.post(UPLOAD, {"originals": [an_upload(name="one.jpg"), broken(), an_upload(name="two.jpg")]})
    page = response.content.decode()
    assert sorted(Picture.objects.values_list("title", flat=True)) == ["one", "two"]
    refused = page.split('<li class="is-refused">')[1].split("</li>")[0]
    assert "<b>not a picture.jpg</b>" in refused
    assert "This is not a picture that we can read" in refused
    assert page.count('<li class="is-here">') == 2
    numbers = ",".join(str(pk) for pk in Picture.objects.order_by("pk").values_list("pk", flat=True))
    assert f'href="{DESCRIBE}?pictures={numbers}"' in page


@pytest.mark.parametrize(
    ("number", "said"), [(0, "Choose at least one file."), (batches.MOST + 1, "Send at most 30 files at once.")]
)
def test_no_file_and_too_many_are_said(editor, number, said):
    response = editor.post(UPLOAD, {"originals": [ContentFile(b"x", f"{n}.jpg") for n in range(number)]})
    assert said in response.content.decode()
    assert Picture.objects.count() == 0


def test_a_disk_that_fills_up_between_two_files_keeps_the_first_and_says_so(editor, an_upload, folders, monkeypatch):
    save, calls = FileSystemStorage._save, []

    def full(self, name, content):
        calls.append(name)
        if len(calls) >= 4:  # the second picture's public file
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return save(self, name, content)

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    response = editor.post(UPLOAD, {"originals": [an_upload(name="one.jpg"), an_upload(name="two.jpg")]})
    refused = response.content.decode().split('<li class="is-refused">')[1]
    assert "There is no room for the picture just now" in refused
    assert [picture.title for picture in Picture.objects.all()] == ["one"]
    assert len([path for path in folders.rglob("*") if path.is_file()]) == 2


def test_one_file_by_script_is_answered_with_what_became_of_it(editor, an_upload):
    first = editor.post(ONE, {"original": an_upload()}).json()
    picture = Picture.objects.get()
    assert first == {"id": picture.pk, "title": "Nell on the quay", "src": picture.file.url, "twin": ""}
    again = editor.post(ONE, {"original": an_upload()}).json()
    assert again["twin"] == f"The same file is here already, as “Nell on the quay” (number {picture.pk})."


def test_one_bad_file_by_script_is_refused_with_a_sentence(editor):
    response = editor.post(ONE, {"original": broken()})
    assert response.status_code == 400
    assert response.json() == {"error": "This is not a picture that we can read: send JPEG, PNG, WebP, GIF or AVIF."}
    assert editor.post(ONE).json() == {"error": "No file came with this request."}
    assert editor.get(ONE).status_code == 405


def test_without_the_right_nothing_is_taken_in(client, signed_in, an_upload):
    signed_in("view_picture")
    assert client.get(UPLOAD).status_code == 403
    assert client.post(UPLOAD, {"originals": [an_upload()]}).status_code == 403
    assert client.post(ONE, {"original": an_upload()}).status_code == 403
    assert client.get(DESCRIBE).status_code == 403
    assert "Upload many" not in client.get(reverse("admin:pictures_picture_changelist")).content.decode()
    assert Picture.objects.count() == 0


def test_a_batch_is_described_and_the_common_credit_goes_where_none_stands(editor, a_picture):
    one, two = a_picture(), a_picture(credit_line="Nora Lind")
    response = editor.post(f"{DESCRIBE}?pictures={one.pk},{two.pk}", described(one, two, credit_line="Oris Film"))
    assert response.status_code == 302
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.alt, one.credit_line) == (f"What {one.pk} shows", "Oris Film")
    # The second row's own field came back empty: what an editor clears is cleared, and then the common line goes there.
    assert two.credit_line == "Oris Film"


def test_a_batch_with_a_mistake_keeps_every_word(editor, a_picture):
    one, two = a_picture(), a_picture()
    data = described(one, two, **{"form-1-rights_expire": "never", "form-0-caption": "Dawn"})
    page = editor.post(f"{DESCRIBE}?pictures={one.pk},{two.pk}", data).content.decode()
    assert "Nothing was saved yet." in page
    assert "Enter a valid date." in page
    assert "Dawn</textarea>" in page
    assert set(Picture.objects.values_list("alt", flat=True)) == {""}


def test_a_writer_describes_what_she_sent_herself_and_nothing_else(client, signed_in, a_picture):
    vera = signed_in("view_picture", "add_picture")
    own, old, other = a_picture(), a_picture(), a_picture()
    Picture.objects.filter(pk=own.pk).update(uploaded_by=vera, uploaded_at=timezone.now())
    Picture.objects.filter(pk=old.pk).update(uploaded_by=vera)
    address = f"{DESCRIBE}?pictures={own.pk},{old.pk},{other.pk}"
    assert [form.instance for form in client.get(address).context["forms"]] == [own]
    client.post(address, described(own))
    assert client.post(address, described(other)).status_code == 403
    assert list(Picture.objects.exclude(alt="").values_list("pk", flat=True)) == [own.pk]


@pytest.mark.parametrize("asked", ["", "x", "-1", "1e9", "9" * 40, "٣", "1,,2\x00"])
def test_an_address_without_pictures_shows_a_page_all_the_same(editor, asked):
    response = editor.get(DESCRIBE, {"pictures": asked})
    assert response.status_code in {200, 400}


def test_the_pages_keep_to_the_strict_policy(editor, a_picture):
    for address in (UPLOAD, f"{DESCRIBE}?pictures={a_picture().pk}"):
        page = editor.get(address).content.decode().split('<div id="content"')[1]
        assert " style=" not in page
        assert "<script>" not in page
