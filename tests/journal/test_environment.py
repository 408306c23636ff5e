import pytest
from django.core.exceptions import ImproperlyConfigured

from journal import environment


@pytest.mark.parametrize(("value", "read"), [("True", True), ("1", True), ("on", True), ("no", False), ("0", False)])
def test_flag(monkeypatch, value, read):
    monkeypatch.setenv("DEBUG", value)
    assert environment.flag("DEBUG") is read


def test_flag_that_makes_no_sense_is_refused(monkeypatch):
    monkeypatch.setenv("DEBUG", "maybe")
    with pytest.raises(ImproperlyConfigured, match="DEBUG is 'maybe'; write True or False"):
        environment.flag("DEBUG")


def test_absent_flag_is_the_default(monkeypatch):
    monkeypatch.delenv("DEBUG", raising=False)
    assert environment.flag("DEBUG") is False
    assert environment.flag("DEBUG", default=True) is True


def test_secret_may_stand_in_a_file(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("from-a-file\n")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "key"))
    assert environment.secret("SECRET_KEY") == "from-a-file"


def test_secret_file_that_is_not_there_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "none"))
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        environment.secret("SECRET_KEY")


def test_zone_that_does_not_exist_is_refused(monkeypatch):
    monkeypatch.setenv("TIME_ZONE", "EST5")
    with pytest.raises(ImproperlyConfigured, match="write an IANA zone"):
        environment.zone("TIME_ZONE", default="UTC")


@pytest.mark.parametrize("value", ["journal.example", "ftp://journal.example", "https://journal.example/path"])
def test_site_address_without_scheme_or_with_a_path_is_refused(monkeypatch, value):
    monkeypatch.setenv("SITE_URL", value)
    with pytest.raises(ImproperlyConfigured, match="write scheme and host"):
        environment.site_address("SITE_URL", default="http://127.0.0.1:8000")


def test_site_address_loses_its_final_slash(monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://journal.example/")
    assert environment.site_address("SITE_URL", default="") == "https://journal.example"
