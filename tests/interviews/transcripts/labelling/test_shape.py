"""Texts that print no label at all: when a reading is shown as a guess, and when there is only one."""

from interviews.transcripts import read

PAIRS = (
    ("When did you learn to whistle?", "I was six. My grandfather paid me a nickel to stop."),
    ("What is the hardest tune?", "The one my neighbour hates."),
    ("Did your lead actor whistle himself?", "He did not. He is a terrible whistler and a wonderful liar."),
    ("How long was the edit?", "Fourteen months. Every cut had to breathe in."),
)


def doubts(paragraphs):
    return {bool(turn.uncertain) for turn in read("\n\n".join(paragraphs)).turns}


def test_questions_and_answers_without_exception_are_no_guess():
    assert doubts([text for pair in PAIRS for text in pair]) == {False}


def test_a_missing_answer_makes_every_turn_a_guess():
    paragraphs = [text for pair in PAIRS for text in pair]
    del paragraphs[3]
    assert doubts(paragraphs) == {True}


def test_a_second_paragraph_of_an_answer_makes_every_turn_a_guess():
    paragraphs = [text for pair in PAIRS for text in pair]
    paragraphs.insert(4, "She has a trumpet.")
    assert doubts(paragraphs) == {True}


def test_a_question_without_its_mark_makes_every_turn_a_guess():
    paragraphs = [text for pair in PAIRS for text in pair]
    paragraphs[4] = "They say your lead actor whistled himself."
    assert doubts(paragraphs) == {True}
