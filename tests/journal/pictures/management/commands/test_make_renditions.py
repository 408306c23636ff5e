import io
import os
import time
from pathlib import Path

import pytest
from django.core.management import call_command

from journal.pictures.cropping import CROPS
from journal.pictures.models import Rendition

pytestmark = pytest.mark.django_db


def run(*args):
    out, err = io.StringIO(), io.StringIO()
    call_command("make_renditions", *args, stdout=out, stderr=err)
    return out.getvalue().strip(), err.getvalue().strip()


def test_a_stopped_run_goes_on_where_it_stopped(a_picture):
    first, second = a_picture(), a_picture()
    assert run("--limit", "1")[0].startswith("1 pictures, ")
    assert set(Rendition.objects.values_list("picture", flat=True)) == {second.pk}
    assert run()[0].startswith("1 pictures, ")
    assert set(first.renditions.values_list("crop", flat=True)) == set(CROPS)
    assert run()[0].startswith("0 pictures, 0 files")


def test_one_lost_original_does_not_stop_the_others(a_picture):
    good, lost = a_picture(), a_picture(title="Lost")
    lost.original.storage.delete(lost.original.name)
    out, err = run()
    assert out.endswith("1 could not be read.")
    assert err.startswith(f"{lost.pk} Lost: ")
    assert good.renditions.exists()


def test_tidying_takes_only_old_files_that_nothing_names(a_picture, settings):
    picture = a_picture()
    folder = Path(settings.MEDIA_ROOT) / "pictures" / "zz"
    folder.mkdir()
    old, new = folder / "old.jpg", folder / "new.jpg"
    for path in (old, new):
        path.write_bytes(b"x")
    two_days_ago = time.time() - 2 * 24 * 3600
    os.utime(old, (two_days_ago, two_days_ago))
    os.utime(picture.file.path, (two_days_ago, two_days_ago))
    assert run("--tidy")[0].startswith("1 files")
    assert (old.exists(), new.exists(), Path(picture.file.path).exists()) == (False, True, True)


def test_a_watch_makes_what_comes_later_and_ends_with_whoever_started_it(a_picture, monkeypatch):
    first, lost = a_picture(), a_picture(title="Lost")
    lost.original.storage.delete(lost.original.name)
    parents = {"now": 100}
    later, tries = [], []

    def pause(_seconds):
        tries.append(1)
        if len(tries) == 1:
            later.append(a_picture())
        if len(tries) == 3:
            parents["now"] = 1

    monkeypatch.setattr("os.getppid", lambda: parents["now"])
    monkeypatch.setattr("os.nice", lambda _more: 0)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr("journal.pictures.management.commands.make_renditions.sleep", pause)
    # A test's connection is in a transaction, which is no old connection's state.
    monkeypatch.setattr("journal.pictures.management.commands.make_renditions.close_old_connections", lambda: None)
    _out, err = run("--watch")
    assert {picture.pk for picture in (first, *later)} == set(Rendition.objects.values_list("picture", flat=True))
    # What cannot be read is said once, not with every look.
    assert err.count("Lost") == 1
