"""A wrong form of a name, a title or a year: found as whole words, put right without losing a mark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.desk.wrong_forms import Form, find, is_sure, of_name, of_year, put_right
from journal.document.blocks import Block, Document, Original
from journal.press.copy import Copy, Participant

HANEKE = of_name("Michael Hanecke", "Michael Haneke")


def a_copy(*texts: str, **more) -> Copy:
    blocks = tuple(Block(id=f"a000000{n}", type="paragraph", text=text) for n, text in enumerate(texts))
    return Copy(kind="feature", headline=more.pop("headline", "The long take"), document=Document(blocks), **more)


def right(text: str, *forms: Form, film: int | None = None) -> str:
    copy = a_copy(text)
    return put_right(copy, find(copy, forms, film=film)).document.blocks[0].text


def found(copy: Copy, *forms: Form, **more) -> list[tuple[str, str]]:
    return [(hit.place, hit.found) for hit in find(copy, forms, **more)]


def test_a_name_is_found_wherever_readers_see_it():
    turn = Block(
        id="b0000000", type="turn", by="MH", text="Call me Michael Hanecke.",
        original=Original("de", "Ich bin Michael Hanecke."),
    )  # fmt: skip
    shots = Block(id="c0000000", type="list", items=("One", "Michael Hanecke, twice"))
    still = Block(id="d0000000", type="picture", picture=1, caption="Michael Hanecke on the set")
    said = Block(id="e0000000", type="quote", text="So be it.", cite="Michael Hanecke")
    copy = Copy(
        kind="interview",
        headline="Michael Hanecke speaks",
        dek="An hour with Michael Hanecke",
        document=Document((turn, shots, still, said)),
        participants=(Participant("MH", "Michael Hanecke"),),
    )
    places = [hit.place for hit in find(copy, HANEKE)]
    assert places == ["headline", "dek", "participants", "b0000000", "b0000000", "c0000000", "d0000000", "e0000000"]
    mended = put_right(copy, find(copy, HANEKE))
    assert find(mended, HANEKE) == ()
    assert (mended.headline, mended.participants[0].name) == ("Michael Haneke speaks", "Michael Haneke")
    assert [block.original.text for block in mended.document.turns()] == ["Ich bin Michael Haneke."]
    assert mended.document.blocks[1].items == ("One", "Michael Haneke, twice")


@pytest.mark.parametrize(
    "text",
    [
        "Michael Haneckes Filme", "michael hanecke", "Michael Hänecke", "Michael-Hanecke", "Michael\n\nHanecke",
        "Michael Hanecke\u0301", "xMichael Hanecke",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_left_alone(text):
    assert found(a_copy(text), Form("Michael Hanecke", "Michael Haneke")) == []


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Michael Hanecke’s film", "Michael Haneke’s film"),
        ("(Michael\u00a0Hanecke)", "(Michael\u00a0Haneke)"),
        ("<em>Michael</em> Hanecke", "<em>Michael</em> Haneke"),
        ("Michael <strong>Hanecke</strong>", "Michael <strong>Haneke</strong>"),
        ('<a href="/people/mh/">Michael Hanecke</a>', '<a href="/people/mh/">Michael Haneke</a>'),
        ("Michael Hanecke, then Hanecke alone", "Michael Haneke, then Haneke alone"),
    ],
)
def test_only_what_differs_is_exchanged_and_marks_stay(text, mended):
    assert right(text, *HANEKE) == mended


def test_accents_are_the_matter_and_may_be_written_in_two_ways():
    forms = of_name("Agnés Varda", "Agnès Varda")
    assert right("Agnés Varda and Agnès Varda", *forms) == "Agnès Varda and Agnès Varda"
    assert right("Agne\u0301s Varda", *forms) == "Agnès Varda"
    assert found(a_copy("Agnes Varda"), *forms) == []


def test_a_right_form_that_holds_the_wrong_one_is_not_taken_for_it():
    assert right("Bong, or Bong Joon Ho", Form("Bong", "Bong Joon Ho")) == "Bong Joon Ho, or Bong Joon Ho"


def test_a_surname_alone_proves_nothing_without_the_name_unless_the_piece_is_about_the_person():
    alone = a_copy("Hanecke again")
    assert found(alone, *HANEKE) == []
    assert found(alone, *HANEKE, linked=True) == [("a0000000", "Hanecke")]
    assert found(a_copy("Michael Hanecke.", "Hanecke again"), *HANEKE) == [
        ("a0000000", "Michael Hanecke"), ("a0000001", "Hanecke"),
    ]  # fmt: skip


def test_names_of_other_lengths_are_searched_whole():
    assert of_name("Cher", "Cher Bono") == (Form("Cher", "Cher Bono"),)
    assert of_name("John Smith", "Jane Smyth") == (Form("John Smith", "Jane Smyth"),)


def test_a_year_is_found_behind_its_title_through_the_marks():
    forms = of_year(["Her", "Ella"], 2012, 2013)
    text = 'In 2012 <cite film="7">Her</cite> (2012) and Ella, 2012, but <cite film="8">Her</cite> (2012).'
    assert right(text, *forms, film=7) == (
        'In 2012 <cite film="7">Her</cite> (2013) and Ella, 2013, but <cite film="8">Her</cite> (2012).'
    )


def test_a_title_that_the_text_gives_to_another_film_is_left_alone():
    form = Form("Solaris", "Solyaris")
    text = '<cite film="1">Solaris</cite>, <cite film="2">Solaris</cite>, <cite>Solaris</cite>, Solaris'
    assert right(text, form, film=1) == (
        '<cite film="1">Solyaris</cite>, <cite film="2">Solaris</cite>, <cite>Solyaris</cite>, Solyaris'
    )


def test_letters_put_in_at_an_edge_are_marked_as_the_letter_beside_them():
    assert right("<em>x</em> <cite>Ran</cite>", Form("Ran", "Rann")) == "<em>x</em> <cite>Rann</cite>"
    assert right("a<cite> b</cite> <cite>rash</cite>", Form("rash", "Crash")) == "a<cite> b</cite> <cite>Crash</cite>"


@pytest.mark.parametrize(
    ("text", "form", "linked", "film", "sure"),
    [
        ('<cite film="7">Her</cite>', Form("Her", "Hers"), False, 7, True),
        ("Her coat", Form("Her", "Hers"), True, 7, False),
        ("<cite>Her</cite>", Form("Her", "Hers"), True, 7, True),
        ("<cite>Her</cite>", Form("Her", "Hers"), False, 7, False),
        ("Sea Smoke", Form("Sea Smoke", "Sea Smokes"), True, 7, True),
        ("Sea Smoke", Form("Sea Smoke", "Sea Smokes"), False, 7, False),
        ("Ada Quil", Form("Ada Quil", "Ada Quill"), False, None, True),
        ("<cite>Ada Quil</cite>", Form("Ada Quil", "Ada Quill"), True, None, False),
        ("Clive", Form("Clive", "Calvin"), True, 7, True),
        ("Clive", Form("Clive", "Calvin"), False, 7, False),
    ],
)
def test_what_needs_a_look_is_not_presumed(text, form, linked, film, sure):
    (hit,) = find(a_copy(text), [form], film=film)
    assert is_sure(hit, linked=linked, film=film) is sure


def test_a_passage_is_shown_with_whole_words_about_it():
    long = "seventeen words " * 9
    (hit,) = find(a_copy(f"{long}Ada Quil, {long}"), [Form("Ada Quil", "Ada Quill")])
    assert (hit.before, hit.found, hit.after) == (
        "… words seventeen words seventeen words seventeen words ",
        "Ada Quil",
        ", seventeen words seventeen words seventeen words seventeen …",
    )
    (hit,) = find(a_copy("By Ada Quil."), [Form("Ada Quil", "Ada Quill")])
    assert (hit.before, hit.after) == ("By ", ".")


words = st.text(st.sampled_from("ab Éé'’-.x\n"), max_size=40)


@given(st.lists(st.tuples(words, st.sampled_from(["", "em", "cite", "strong"])), max_size=6))
def test_put_right_nothing_wrong_is_left_and_nothing_else_moves(parts):
    markup = "".join(f"<{mark}>{text}</{mark}>" if mark else text for text, mark in parts)
    copy = Copy.from_json({**a_copy("x").to_json(), "document": [
        {"id": "a0000000", "type": "paragraph", "text": markup}
    ]})  # fmt: skip
    form = Form("a b", "x É")
    mended = put_right(copy, find(copy, [form]))
    assert find(mended, [form]) == ()
    assert Document.from_json(mended.document.to_json()) == mended.document
    if not find(copy, [form]):
        assert mended == copy
    else:
        back = Form("x É", "a b")
        taken = put_right(mended, find(mended, [back])).document.plain()
        untouched = put_right(copy, find(copy, [back])).document.plain()
        assert " ".join(taken.split()) == " ".join(untouched.split())
