import pytest

from journal.cinema import names


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Agnès Varda", ("Agnès", "Varda")),
        ("Lars von Trier", ("Lars", "von Trier")),
        ("Robert De Niro", ("Robert", "De Niro")),
        ("Ursula K. Le Guin", ("Ursula K.", "Le Guin")),
        ("Sammy Davis Jr.", ("Sammy", "Davis")),
        ("Van Johnson", ("Van", "Johnson")),
        ("Björk", ("Björk", "")),
    ],
)
def test_a_given_first_name_is_parted(name, parts):
    assert names.split(name) == parts


@pytest.mark.parametrize(
    ("name", "order", "family", "expected"),
    [
        ("Jonathan Dayton", "given", "", "Dayton, Jonathan"),
        ("Lars von Trier", "given", "von Trier", "Trier, Lars von"),
        ("Robert De Niro", "given", "De Niro", "De Niro, Robert"),
        ("Bong Joon Ho", "family", "Bong", "Bong Joon Ho"),
        ("Apichatpong Weerasethakul", "mono", "", "Apichatpong Weerasethakul"),
        ("Björk", "mono", "", "Björk"),
        ("Björk", "given", "", "Björk"),
        ("Costa-Gavras", "mono", "", "Costa-Gavras"),
        ("Gabriel García Márquez", "given", "García Márquez", "García Márquez, Gabriel"),
        ("Hou Hsiao-hsien", "family", "Hou", "Hou Hsiao-hsien"),
    ],
)
def test_the_form_in_a_list(name, order, family, expected):
    assert names.sort_name(name, order, family=family) == expected


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Jonathan Dayton", "JD"),
        ("Valerie Faris", "VF"),
        ("Bong Joon Ho", "BJH"),
        ("Lars von Trier", "LT"),
        ("Jean-Claude Brisseau", "JCB"),
        ("Élodie Ørsted", "ÉØ"),
        ("Björk", "B"),
        ("봉준호", "봉"),
        ("", ""),
    ],
)
def test_initials_are_the_labels_of_a_transcript(name, initials):
    assert names.initials(name) == initials


@pytest.mark.parametrize(
    ("name", "order", "family", "surname"),
    [
        ("Valerie Faris", "given", "", "Faris"),
        ("Bong Joon Ho", "family", "", "Bong"),
        ("Lars von Trier", "given", "von Trier", "von Trier"),
        ("Björk", "mono", "", ""),
    ],
)
def test_the_word_after_the_first_mention(name, order, family, surname):
    assert names.surname(name, order, family=family) == surname


def test_the_address_of_a_person():
    assert [names.slug(name) for name in ("Agnès Varda", "Lupita Nyong'o", "봉준호")] == [
        "agnes-varda",
        "lupita-nyongo",
        "person",
    ]
