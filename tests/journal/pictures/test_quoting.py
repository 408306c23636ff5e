import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.pictures.quoting import excerpt, quoted


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("en", "“Salt.”"),
        ("de-AT", "„Salt.“"),
        ("fr", "«\u202fSalt.\u202f»"),
        ("ja", "「Salt.」"),
        ("fa", "«Salt.»"),
        ("", "“Salt.”"),
    ],
)
def test_words_stand_between_the_marks_of_their_language(lang, shown):
    assert quoted("Salt.", lang) == shown


def test_marks_are_not_doubled():
    assert quoted("“Salt.”", "en") == "“Salt.”"


def test_short_words_are_whole():
    assert excerpt("We waited.\n\nThen  it came.", 100) == "We waited. Then it came."


def test_long_words_end_with_a_sentence_and_say_so():
    assert (
        excerpt("We waited for it. It came. " + "Then it went. " * 20, 50)
        == "We waited for it. It came. Then it went. […]"
    )


def test_sentences_of_other_scripts_end_where_theirs_do():
    assert excerpt("映画は家族です。撮影は終わる。" * 5, 22) == "映画は家族です。撮影は終わる。 […]"
    assert excerpt("آیا آمد؟ بله آمد. " * 8, 34) == "آیا آمد؟ بله آمد. آیا آمد؟ […]"


def test_a_sentence_that_is_too_long_alone_is_cut_between_words():
    assert excerpt("and so on " * 20, 24) == "and so on and so on…"


@given(st.text("abc. ?。", max_size=200), st.integers(12, 80))
def test_never_longer_than_asked_for(words, limit):
    assert len(excerpt(words, limit)) <= limit
