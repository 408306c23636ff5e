from journal.document.blocks import Document
from journal.document.contents import Question, questions
from journal.document.html import Participant, render

PEOPLE = {"Q": Participant("Q", "interviewer"), "IO": Participant("Ida Orlov", "interviewee")}


def turn(number, text, by="Q", **more):
    return {"id": f"a{number:07d}", "type": "turn", "by": by, "text": text, **more}


def asked(*blocks):
    return questions(render(Document.from_json(list(blocks)), participants=PEOPLE))


def talk(number, **first):
    """So many questions with their answers; ``first`` says more of the first one."""
    return [
        one
        for n in range(number)
        for one in (
            turn(2 * n, f"Why did you film number {n}? It was cold.", **(first if n == 0 else {})),
            turn(2 * n + 1, "Because it was there to be filmed?", "IO"),
        )
    ]


def test_eight_questions_have_a_table_and_seven_have_none():
    assert asked(*talk(7)) == []
    assert asked(*talk(8)) == [Question(f"a{2 * n:07d}", f"Why did you film number {n}?") for n in range(8)]


def test_what_is_no_question_to_look_for_is_left_out():
    assert asked(*talk(7), turn(90, "And then?")) == []
    assert [one.block for one in asked(*talk(8), turn(90, "And then?"))] == [f"a{2 * n:07d}" for n in range(8)]


def test_what_a_fold_hides_is_not_told_in_the_table():
    found = asked(*talk(9, spoiler=True))
    assert [one.block for one in found] == [f"a{2 * n:07d}" for n in range(1, 9)]
    assert asked(*talk(8, spoiler=True)) == []


def test_a_question_in_another_language_says_so_and_markup_is_gone():
    first = {"lang": "fr", "text": "<direction>riant</direction> <em>Pourquoi</em> &lt;le&gt; sel &amp; la mer"}
    blocks = talk(8)
    blocks[0] |= first
    assert asked(*blocks)[0] == Question("a0000000", "Pourquoi <le> sel & la mer", "fr")


def test_a_translated_question_stands_in_the_language_of_the_piece():
    blocks = talk(8)
    blocks[0] |= {"original": {"lang": "fr", "text": "Pourquoi filmer le sel ?"}}
    assert asked(*blocks)[0] == Question("a0000000", "Why did you film number 0?")


def test_a_long_question_is_cut_between_words():
    blocks = talk(8)
    blocks[0]["text"] = "It is said, " * 12 + "is it not"
    words = asked(*blocks)[0].words
    assert (len(words) <= 112, words[-10:]) == (True, "said, It …")
