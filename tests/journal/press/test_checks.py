import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from factories import NOON, make_change, make_version
from journal.press import guards, stamping
from journal.press.models import Version

pytestmark = pytest.mark.django_db


def test_check_names_a_guard_that_is_missing():
    call_command("check", databases=["default"])
    guards.remove(connection)
    with pytest.raises(Exception, match=r"press\.E001") as caught:
        call_command("check", databases=["default"])
    assert str(caught.value).count("press.E001") == len(guards.names() | stamping.names(connection))


def test_verify_ledger_counts_what_holds(capsys):
    make_change(make_version(), now=NOON.replace(hour=13))
    call_command("verify_ledger")
    assert capsys.readouterr().out == "2 versions: every link holds.\n"


def test_verify_ledger_names_the_first_broken_link():
    version = make_version(slug="roma")
    make_change(version, now=NOON.replace(hour=13))
    guards.remove(connection)
    Version.objects.filter(pk=version.pk).update(headline="Tampered")
    guards.install(connection)
    with pytest.raises(CommandError) as caught:
        call_command("verify_ledger")
    assert str(caught.value) == ("features/roma version 1: its words, dates or notices are not those that were sealed")
