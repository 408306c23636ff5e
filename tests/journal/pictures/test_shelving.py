import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import call_command

from journal.pictures import shelving
from journal.pictures.uploading import make_renditions

pytestmark = pytest.mark.django_db


def public(folders):
    return {path.relative_to(folders / "media") for path in (folders / "media").rglob("*") if path.is_file()}


@pytest.fixture
def picture(a_picture):
    found = a_picture()
    make_renditions(found, crops=("square", "share"))
    return found


def test_taken_down_nothing_is_left_in_the_public_folder_and_put_back_all_is_as_it_was(picture, folders):
    before = public(folders)
    assert shelving.take_down(picture) == 4
    assert public(folders) == set()
    assert shelving.is_down(picture)
    assert shelving.pictures_aside() == {picture.pk}
    assert shelving.put_back(picture) == 4
    assert public(folders) == before
    assert shelving.pictures_aside() == set()
    with default_storage.open(picture.file.name) as file:
        assert file.read(2) == b"\xff\xd8"


def test_both_ways_may_be_repeated(picture, folders):
    assert [shelving.take_down(picture), shelving.take_down(picture)] == [4, 0]
    assert [shelving.put_back(picture), shelving.put_back(picture)] == [4, 0]
    assert len(public(folders)) == 4


def test_a_breakdown_between_copying_and_deleting_is_made_good_by_the_next_run(picture, folders, monkeypatch):
    delete = FileSystemStorage.delete

    def fail(self, name):
        if self.location == str(folders / "media"):
            raise OSError("read-only")
        delete(self, name)

    with monkeypatch.context() as broken:
        broken.setattr(FileSystemStorage, "delete", fail)
        with pytest.raises(OSError, match="read-only"):
            shelving.take_down(picture)
    assert shelving.take_down(picture) == 4
    assert public(folders) == set()
    assert shelving.put_back(picture) == 4
    assert len(public(folders)) == 4


def test_no_renditions_are_made_of_what_is_down(a_picture, folders):
    picture = a_picture()
    shelving.take_down(picture)
    call_command("make_renditions", stdout=None)
    assert public(folders) == set()
