import pytest

from interviews.citing import cite
from journal.document.blocks import Document

TITLES = {"Tide Tables": (7, 2021), "Tide": (8, 1999), "Don't Look": (9, None)}


def cited(markup, kind="paragraph"):
    return cite(Document.from_json([{"id": "p0000000", "type": kind, "text": markup}]), TITLES).blocks[0].text


@pytest.mark.parametrize(
    ("printed", "marked"),
    [
        ("Tide Tables is long.", '<cite film="7">Tide Tables</cite> is long.'),
        ("the tide tables of the port", "the tide tables of the port"),
        ("Tide (1999) and the Tide", '<cite film="8">Tide</cite> (1999) and the Tide'),
        ("a film (Tide, 1999)", 'a film (<cite film="8">Tide</cite>, 1999)'),
        ("“Don’t Look” is old", '“<cite film="9">Don’t Look</cite>” is old'),
        ("<em>Tide Tables</em> again", '<cite film="7"><em>Tide Tables</em></cite> again'),
        ('<cite film="3">Tide Tables</cite> of another year', '<cite film="3">Tide Tables</cite> of another year'),
        ('see <a href="/x/">Tide Tables</a>', 'see <a href="/x/">Tide Tables</a>'),
        ("Tide Tablescape", "Tide Tablescape"),
        ("Tide &amp; Tide Tables", 'Tide &amp; <cite film="7">Tide Tables</cite>'),
    ],
)
def test_titles_are_marked_where_they_are_titles(printed, marked):
    assert cited(printed) == marked


def test_paragraphs_of_a_turn_stay_apart():
    turn = {"id": "p0000000", "type": "turn", "by": "A", "text": "Tide Tables.\n\nTide Tables."}
    text = cite(Document.from_json([turn]), TITLES).blocks[0].text
    assert text == '<cite film="7">Tide Tables</cite>.\n\n<cite film="7">Tide Tables</cite>.'
