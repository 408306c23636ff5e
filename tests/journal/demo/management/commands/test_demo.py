import io

import pytest
from django.core.management import call_command

from journal.press.models import Version

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> list[str]:
    out = io.StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_it_says_what_it_added_and_shows_new_passwords_once(quick_stills: None) -> None:
    first = run("--scale", "20")
    assert [line.split()[:2] for line in first[:4]] == [
        ["editors:", "editor"],
        ["moderators:", "moderator"],
        ["writers:", "writer"],
        ["editor_in_chief:", "chief"],
    ]
    assert "interview: 8" in first
    assert "synthetic: 20" in first
    versions = list(Version.objects.order_by("pk").values())
    assert run("--scale", "20") == ["Everything is there already."]
    assert list(Version.objects.order_by("pk").values()) == versions
