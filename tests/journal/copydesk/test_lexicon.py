import pytest

from journal.copydesk.lexicon import PLURALS, THIRD_PERSON, third_person


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("make", "makes"),
        ("go", "goes"),
        ("try", "tries"),
        ("play", "plays"),
        ("watch", "watches"),
        ("mix", "mixes"),
        ("have", "has"),
    ],
)
def test_the_third_person(verb, form):
    assert third_person(verb) == form


def test_forms_lead_back_to_their_words():
    assert THIRD_PERSON["makes"] == "make"
    assert THIRD_PERSON["is"] == "be"
    assert PLURALS["stories"] == "story"
    assert PLURALS["women"] == "woman"
    assert "make" not in THIRD_PERSON
