from journal.copydesk.facts import Facts, Participant
from journal.copydesk.proof import Proof, lay_out
from journal.document import inline
from tests.journal.copydesk.galley import document


def test_passages_in_reading_order():
    text = "Before {Her|12}.\n\nAB [in fr]: Oui.\n[original de] Ja.\n\n[picture 3] A *door*\n\n- one\n- two\n\n## Head\n\n> q\n> -- src"
    facts = Facts(headline="On <em>Her</em>", dek="A dek", participants=(Participant("AB", "Anna Berg"),))
    proof = Proof(document(text), facts)
    assert [(passage.field, passage.text, passage.lang, passage.is_answer) for passage in proof.passages] == [
        ("headline", "On Her", "en", False),
        ("dek", "A dek", "en", False),
        ("text", "Before Her.", "en", False),
        ("text", "Oui.", "fr", True),
        ("original", "Ja.", "de", True),
        ("caption", "A door", "en", False),
        ("items", "one\n\ntwo", "en", False),
        ("text", "Head", "en", False),
        ("text", "q", "en", False),
        ("cite", "src", "en", False),
    ]
    assert [passage.text for passage in proof.introduction] == ["Before Her."]
    assert [passage.text for passage in proof.speech] == ["Oui."]
    assert [passage.text for passage in proof.prose] == ["Before Her.", "Oui.", "one\n\ntwo", "q"]


def test_a_passage_knows_the_places_of_its_marks():
    markup = 'a <cite film="3">Her</cite> <direction>b <em>c</em></direction> <a href="/x/">d <cite>Up</cite></a>'
    passage = lay_out(markup, "text")
    assert passage.text == inline.plain(markup) == "a Her [b c] d Up"
    assert passage.titles == ((2, 5, 3), (14, 16, None))
    assert passage.directions == ((6, 11),)
    assert passage.links == ((12, 16, "/x/"),)
    assert passage.is_title(4, 8)
    assert not passage.is_title(5, 14)


def test_the_introduction_of_a_piece_without_turns_is_its_first_paragraph():
    assert [passage.text for passage in Proof(document("One.\n\nTwo."), Facts()).introduction] == ["One."]
