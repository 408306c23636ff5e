import pytest

from journal.copydesk.names import begins_sentence, capitals_in, folded, is_near, names_in, tokens


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("Krzysztof Kieślowski", "krzysztof kieslowski"),
        ("Łódź", "lodz"),
        ("Bjørn Ærø", "bjorn aero"),
        ("D’Arc", "d'arc"),
        ("STRASSE", "strasse"),
    ],
)
def test_folding(words, plain):
    assert folded(words) == plain


def test_parts_of_names():
    assert tokens("J. R. Doe-Smith's") == ["doe-smith"]
    assert tokens("Lars von Trier") == ["lars", "von", "trier"]


@pytest.mark.parametrize(
    ("name", "known", "near"),
    [
        ("Nicholas Cage", "Nicolas Cage", True),
        ("Katherine Hepburn", "Katharine Hepburn", True),
        ("Donald Pleasance", "Donald Pleasence", True),
        ("Nicolas Cage", "Nicolas Cage", False),
        ("Kieslowski, K", "Kieślowski, K", False),
        ("Ann Lee", "Anna Lee", False),
        ("Thomas Mann", "Dhomas Mann", False),
        ("Wong Kar-wai", "Wong Kar Wai", True),
    ],
)
def test_near_names(name, known, near):
    assert is_near(name, known) is near


def test_names_and_capitals_in_a_text():
    text = "When Lars von Trier met Anna-Lena Berg, “Nobody knew.” Then Berg's film: So In May."
    assert [words for _start, _end, words in names_in(text)] == [
        "When Lars von Trier",
        "Anna-Lena Berg",
        "Nobody",
        "Then Berg's",
        "So In May",
    ]
    assert [words for _start, _end, words in capitals_in(text)] == ["Lars", "Trier", "Anna-Lena", "Berg", "Berg"]


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("", True),
        ("He said. ", True),
        ("He said: “", True),
        ("He said, ", False),
        ("and ", False),
        ("one\n", True),
        ("Well… ", True),
    ],
)
def test_where_every_word_has_a_capital(text, begins):
    assert begins_sentence(f"{text}Word", len(text)) is begins
