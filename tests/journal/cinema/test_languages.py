import pytest

from journal.cinema import languages


@pytest.mark.parametrize("tag", ["fr", "pt-BR", "zh-Hant", "zh-Hant-HK", "yue-Latn", "es-419"])
def test_tags_of_film_are_known(tag):
    assert languages.is_known(tag)


@pytest.mark.parametrize("tag", ["", "FR", "fr_FR", "qq", "zh-hant", "french", "en-", "zh-Wxyz"])
def test_other_tags_are_not(tag):
    assert not languages.is_known(tag)


@pytest.mark.parametrize(
    ("text", "tag"), [("French", "fr"), ("pt_br", "pt-BR"), ("cn", "yue"), ("ZH-hant", "zh-Hant"), ("Elvish", None)]
)
def test_names_and_aliases_are_read(text, tag):
    assert languages.read(text) == tag


def test_a_script_is_named():
    assert languages.name("zh-Hant") == "Chinese (traditional)"
