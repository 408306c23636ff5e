import itertools

import pytest

from journal.cinema.mentions import FestivalFacts, FilmFacts, Finder, Passage, PersonFacts

RUBY_SPARKS = FilmFacts(
    1,
    ("Ruby Sparks",),
    2012,
    directors=("Jonathan Dayton", "Valerie Faris"),
    cast=("Paul Dano", "Zoe Kazan"),
    characters=("Calvin Weir-Fields", "Ruby Sparks"),
)
RUBY = FilmFacts(2, ("Ruby",), 1992, directors=("John Mackenzie",), cast=("Danny Aiello",), characters=("Jack Ruby",))
HER = FilmFacts(3, ("Her",), 2013, directors=("Spike Jonze",), cast=("Joaquin Phoenix",))
SUSPIRIA, REMAKE = (
    FilmFacts(4, ("Suspiria",), 1977, directors=("Dario Argento",)),
    FilmFacts(5, ("Suspiria",), 2018, directors=("Luca Guadagnino",)),
)
LIBERTE = FilmFacts(6, ("À nous la liberté", "Freedom for Us"), 1931, directors=("René Clair",))
NUMBER = FilmFacts(7, ("2046",), 2004, directors=("Wong Kar-wai",))
DAYTON = PersonFacts(1, ("Jonathan Dayton",), "Dayton", frozenset([1]))
FARIS = PersonFacts(2, ("Valerie Faris",), "Faris", frozenset([1]))
ACTOR = PersonFacts(3, ("Steve McQueen",), "McQueen", frozenset([20]))
DIRECTOR = PersonFacts(4, ("Steve McQueen",), "McQueen", frozenset([21]))
BJORK = PersonFacts(5, ("Björk",))
LOCARNO = FestivalFacts(("Locarno Film Festival",), ("Locarno",), {2012: 100, 2013: 101})
FILMS = [RUBY_SPARKS, RUBY, HER, SUSPIRIA, REMAKE, LIBERTE, NUMBER]
PEOPLE = [DAYTON, FARIS, ACTOR, DIRECTOR, BJORK]


def finder(**options):
    return Finder(FILMS, PEOPLE, [LOCARNO], **options)


def found(*texts, **options):
    passages = [text if isinstance(text, Passage) else Passage(text) for text in texts]
    return [(mention.text, mention.kind, mention.ids[0]) for mention in finder(**options).find(passages)]


def test_the_longest_title_wins():
    assert found("We saw Ruby Sparks again.") == [("Ruby Sparks", "film", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "It was her idea, and Her name was on the door.",
        "Her was all that he said.",
        "He gave Ruby the keys, and Ruby drove.",
        "There were 2046 seats.",
        "He was born in 2046.",
    ],
)
def test_a_common_word_is_no_film(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("A year later came Her (2013).", ("Her", "film", 3)),
        ("People still talk about “Her” today.", ("Her", "film", 3)),
        ("The hotel of 2046 (2004) has many rooms.", ("2046", "film", 7)),
        ("The old Suspiria, Argento's, is the loud one.", ("Suspiria", "film", 4)),
        ("The new Suspiria, Guadagnino's, is the long one.", ("Suspiria", "film", 5)),
        ("Remade as Suspiria in 2018.", ("Suspiria", "film", 5)),
        ("We watched À nous la liberté twice.", ("À nous la liberté", "film", 6)),
        ("Shown here as Freedom for Us.", ("Freedom for Us", "film", 6)),
    ],
)
def test_evidence_beside_it_lifts_a_title(text, mention):
    assert mention in found(text)


def test_the_films_own_characters_are_not_another_film():
    text = "Ruby leaves, and Danny Aiello has nothing to do with it."
    assert ("Ruby", "film", 2) not in found(text, own_films=[1])


def test_the_films_own_title_needs_no_more_evidence():
    assert found("Everybody in Her talks to somebody.", own_films=[3]) == [("Her", "film", 3)]
    assert found("Her voice is all we get.", own_films=[3]) == []


def test_a_marked_title_is_looked_up_blind_to_case_and_accents():
    text = "They loved a nous la liberte above all."
    assert found(Passage(text, ((11, 28),))) == [("a nous la liberte", "film", 6)]
    assert found(Passage("They loved Unknown Pleasures.", ((11, 28),))) == []


def test_the_choice_between_films_of_one_title_is_all_shown():
    resolve = finder().resolve_title
    assert resolve("Suspiria") == (4, 5)
    assert resolve("Suspiria", after=" (2018)") == (5, 4)
    assert resolve("SUSPIRIA", paragraph="Guadagnino changed the colours.") == (5, 4)
    assert resolve("Nothing") == ()


def test_a_surname_links_only_after_the_whole_name():
    assert found("Faris nodded.", "Valerie Faris spoke.", "Then Faris laughed, and Faris's phone rang.") == [
        ("Valerie Faris", "person", 2),
        ("Faris", "person", 2),
        ("Faris", "person", 2),
    ]


def test_two_surnames_joined_by_and_are_two_people():
    assert found("Jonathan Dayton and Valerie Faris came.", "Later Dayton and Faris left.")[2:] == [
        ("Dayton", "person", 1),
        ("Faris", "person", 2),
    ]


def test_a_surname_in_a_longer_name_is_somebody_else():
    assert found("Valerie Faris came with her aunt Marion Faris.") == [("Valerie Faris", "person", 2)]


def test_two_people_of_one_name_are_told_by_the_films_of_the_piece():
    text = "Steve McQueen never sat still."
    (mention,) = finder().find([Passage(text)])
    assert (mention.ids, mention.sure) == ((3, 4), False)
    (mention,) = Finder(FILMS, PEOPLE, own_films=[21]).find([Passage(text)])
    assert (mention.ids, mention.sure) == ((4, 3), True)


def test_a_single_name_is_a_name():
    assert found("Then Björk sang.") == [("Björk", "person", 5)]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("It won at Locarno 2012.", [("Locarno", "edition", 100)]),
        ("It won at Locarno in 2013.", [("Locarno", "edition", 101)]),
        ("The 2012 Locarno Film Festival ended.", [("Locarno Film Festival", "edition", 100)]),
        ("We sat in Locarno and ate.", []),
        ("It won at Locarno 1999.", []),
        ("The Locarno Film Festival ended.", []),
    ],
)
def test_a_festival_needs_its_year(text, mentions):
    assert found(text) == mentions


def test_without_a_year_the_piece_says_which_edition():
    assert found("The Locarno Film Festival ended.", own_edition=101) == [("Locarno Film Festival", "edition", 101)]
    assert found("We sat in Locarno and ate.", own_edition=101) == []


def test_curly_apostrophes_and_accents_do_not_move_places():
    text = "“It’s Björk’s Ruby Sparks,” she said."
    for mention in finder().find([Passage(text)]):
        assert text[mention.start : mention.end].replace("’", "'") == mention.text


def test_mentions_never_overlap():
    passages = [Passage("Jonathan Dayton's Ruby Sparks (2012) at Locarno 2012, with Björk and Dayton.")]
    spans = [(mention.start, mention.end) for mention in finder().find(passages)]
    assert len(spans) == 5
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))
