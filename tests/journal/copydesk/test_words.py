import pytest

from journal.copydesk import words
from tests.journal.copydesk.galley import excerpts, fixed, spans_are_right


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We saw the the sea.", ["the the"]),
        ("He had had enough, that that was very very long.", []),
        ("Duran Duran played in Baden Baden.", []),
        ("We saw {The The The} twice.", []),
        ("a well-made made-up thing", []),
        ("[text, in de] Das ist die die Frage.", []),
    ],
)
def test_a_word_that_stands_twice(text, found):
    assert excerpts(words.doubled_word, text) == found


@pytest.mark.parametrize(
    ("text", "found", "right"),
    [
        ("They can't goes home.", ["can't goes"], ["can't go"]),
        ("She would never agrees to it.", ["would never agrees"], ["would never agree"]),
        ("It didn’t works.", ["didn’t works"], ["didn’t work"]),
        ("He will goes home.", ["will goes"], ["will go"]),
        ("It cannot has an end.", ["cannot has"], ["cannot have"]),
        ("Why can't dreams come true?", [], []),
        ("His last will makes it clear.", [], []),
        ("It does things that can surprise.", [], []),
        ("They could meet us.", [], []),
    ],
)
def test_a_verb_with_s_behind_a_modal(text, found, right):
    assert excerpts(words.modal_with_third_person, text) == found
    assert fixed(words.modal_with_third_person, text) == right


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We asked them no to come.", ["no to come"]),
        ("You learn no to ask.", ["no to ask"]),
        ("She said no to do it justice.", []),
        ("I voted no to leave.", []),
        ("There is no to and fro.", []),
    ],
)
def test_no_where_not_is_meant(text, found):
    assert excerpts(words.no_for_not, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("how a painters sees the sea", ["a painters"]),
        ("every filmmakers know", ["every filmmakers"]),
        ("a women came in", ["a women"]),
        ("each makes a film, another starts", []),
        ("a sports film, an arms dealer, a women's prison, an artists' colony", []),
        ("a bus, a lens, a series, a genius, a famous actress", []),
        ("a producers guild", []),
    ],
)
def test_one_or_several(text, found):
    assert excerpts(words.article_with_plural, text) == found


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("a actor", ["an actor"]),
        ("A old film. An new one.", ["An old", "A new"]),
        (
            "an university, an European, an unique one, an one-off",
            ["a university", "a European", "a unique", "a one-off"],
        ),
        ("a hour, a honest man, a heir", ["an hour", "an honest", "an heir"]),
        ("a 80s film, a 11th hour, an 7", ["an 80s", "an 11th", "a 7"]),
        ("an unusual, an uninvited, an unimportant, an unidentified, an uncle, an umbrella", []),
        ("a user, a union, a unit, a eulogy, a utopia, a uranium mine", []),
        ("an FBI man, a UFO, an MGM picture, a U-turn, an X", []),
        ("a historic hotel, an historic hotel, a herb", []),
        ("vitamin A and a plan A or B", []),
        ("She saw {A Affair} and [text]", []),
    ],
)
def test_a_or_an(text, right):
    assert fixed(words.wrong_article, text) == right


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He should of known.", ["should of"]),
        ("The film has it's own logic; that's it.", ["it's own"]),
        ("It had its world premier in Venice.", ["world premier"]),
        ("the cannon of world cinema", ["cannon of world cinema"]),
        ("It peaked my interest and wrecked havoc.", ["peaked my interest"]),
        ("He could of course have known; a free rein; the premiere.", []),
        ("less then the others, and then the end", ["less then the"]),
    ],
)
def test_words_taken_for_one_another(text, found):
    assert excerpts(words.confused_words, text) == found


def test_places_are_those_of_the_words():
    text = "One two.\n\nWe saw the the sea, a actor, a painters, and asked him no to come. He can't goes on, should of."
    for check in (
        words.doubled_word,
        words.modal_with_third_person,
        words.no_for_not,
        words.article_with_plural,
        words.wrong_article,
        words.confused_words,
    ):
        assert excerpts(check, text) != []
        assert spans_are_right(check, text)
