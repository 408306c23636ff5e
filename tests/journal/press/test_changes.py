from dataclasses import replace

import pytest

from factories import make_copy, paragraphs
from journal.document.blocks import Block, Document
from journal.press.changes import anchors, proposed_notice, touches, why_not_typo, why_second_person
from journal.press.copy import Credit, Participant

VF = Participant("VF", "Vera Faro")
Q = Participant("Q", role="interviewer")


def talk(*turns, **fields):
    blocks = tuple(Block(id=id, type="turn", by=by, text=text) for id, by, text in turns)
    return make_copy(kind="interview", participants=(Q, VF), document=Document(blocks), **fields)


def prose(*texts):
    return make_copy(document=paragraphs(*texts))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("He decided no to go.", "He decided not to go."),
        ("the film.. it ends", "the film. it ends"),
        ("She can't makes it", "She can't make it"),
        ("a fine thing", "a <em>fine</em> thing"),
        ("Rome, he said", "Rome he said"),
        ("It's late", "It's late."),
    ],
)
def test_spelling_and_punctuation_of_the_magazines_own_words_is_a_typo(before, after):
    assert why_not_typo(prose(before), prose(after)) == ()


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("in 1968 they met", "in 1969 they met", "It changes a number."),
        ("the hero Clive", "the hero Calvin", "It changes a capitalised word, so perhaps a name or a title."),
        ("it ran 90 minutes", "it ran minutes", "It changes a number."),
    ],
)
def test_numbers_and_names_are_no_typos(before, after, reason):
    assert why_not_typo(prose(before), prose(after)) == (reason,)


def test_interviewees_words_are_no_typo_but_their_punctuation_is():
    old = talk(("t0000001", "VF", "we decided no to do them"))
    assert why_not_typo(old, talk(("t0000001", "VF", "we decided not to do them"))) == (
        "It changes an interviewee’s words.",
    )
    assert why_not_typo(old, talk(("t0000001", "VF", "we decided no, to do them"))) == ()


def test_interviewers_words_may_be_mended():
    old, new = talk(("t0000001", "Q", "how is you?")), talk(("t0000001", "Q", "how are you?"))
    assert why_not_typo(old, new) == ()


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        ([("t0000001", "Q", "one"), ("t0000002", "Q", "two")], "It gives words to another speaker."),
        ([("t0000001", "Q", "one")], "It takes a passage away."),
        ([("t0000001", "Q", "one"), ("t0000002", "VF", "two"), ("t0000003", "Q", "x")], "It adds a passage."),
        ([("t0000002", "VF", "two"), ("t0000001", "Q", "one")], "It moves a passage."),
    ],
)
def test_changes_to_who_speaks_and_when_are_no_typos(new, reason):
    old = talk(("t0000001", "Q", "one"), ("t0000002", "VF", "two"))
    assert why_not_typo(old, talk(*new)) == (reason,)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"headline": "Other"}, "It changes the headline."),
        ({"dek": "other"}, "It changes the dek."),
        ({"byline": (Credit("Ada Lorne"),)}, "It changes the byline."),
        ({"form": {"rating": 4}}, "It changes the rating or another fact of the form."),
        ({"participants": (VF,)}, "It changes who speaks."),
    ],
)
def test_what_stands_outside_the_text_is_no_typo(fields, reason):
    old = make_copy()
    assert why_not_typo(old, replace(old, **fields)) == (reason,)


@pytest.mark.parametrize(
    ("before", "after", "reasons", "said"),
    [
        (None, 7, (), ""),
        (
            7,
            8,
            ("It changes of which piece this is said to be a translation.",),
            "An earlier version of this essay was said to be a translation of another piece.",
        ),
        (
            7,
            None,
            ("It changes of which piece this is said to be a translation.",),
            "An earlier version of this essay was said to be a translation of another piece.",
        ),
    ],
)
def test_to_link_a_translation_takes_nothing_back_but_to_unlink_it_does(before, after, reasons, said):
    old, new = (replace(make_copy(), translation_of=piece) for piece in (before, after))
    assert why_not_typo(old, new) == reasons
    assert proposed_notice(old, new, piece="essay") == said
    assert [(touch.place, touch.in_block) for touch in touches(old, new)] == [("translation", False)]


def test_second_person_is_asked_for_only_where_all_is_called_a_typo():
    old, new = prose("in 1968"), prose("in 1969")
    assert why_second_person(old, new, {"typo"}) == ("It changes a number.",)
    assert why_second_person(old, new, {"typo", "correction"}) == ()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "the novelist Clive writes; Clive's brother",
            "the novelist Calvin writes; Calvin's brother",
            "An earlier version of this interview gave the character’s name as Clive; it is Calvin.",
        ),
        ("shot in 1968", "shot in 1969", "An earlier version of this interview gave the year as 1968; it is 1969."),
        ("with 40 extras", "with 400 extras", "An earlier version of this interview gave the figure as 40; it is 400."),
        ("by Ana Ruiz", "by Ona Ruiz", "An earlier version of this interview gave the name as Ana; it is Ona."),
        (
            "the film won a prize at the end of the summer",
            "the film lost a prize at the end of the summer",
            "An earlier version of this interview said “the film won a prize”; it should say “the film lost a prize”.",
        ),
    ],
)
def test_notice_proposes_itself_from_the_difference(before, after, said):
    roles = {"Calvin": "the character’s name"}
    assert proposed_notice(prose(before), prose(after), piece="interview", roles=roles) == said


def test_notice_for_a_changed_speaker_names_both():
    old, new = talk(("t0000001", "Q", "one")), talk(("t0000001", "VF", "one"))
    assert proposed_notice(old, new, piece="interview") == "An earlier version of this interview gave words of VF to Q."


def test_anchors_are_the_changed_blocks_that_are_still_there():
    old = talk(("t0000001", "Q", "one"), ("t0000002", "VF", "two"), ("t0000003", "Q", "three"))
    new = talk(("t0000001", "Q", "1"), ("t0000003", "VF", "three"))
    assert anchors(old, new) == ("t0000001", "t0000003")


def test_equal_copies_have_no_touches():
    assert touches(prose("one", "two"), prose("one", "two")) == ()


def rated(shown: str, verdict: str = "Good.", film: int = 12) -> dict:
    return {
        "review": {"film": film, "rating": {"value": shown[0], "shown": shown, "scale": "Stars"}, "verdict": verdict}
    }


@pytest.mark.parametrize(
    ("before", "after", "notice"),
    [
        (rated("3 / 5"), rated("4 / 5"), "An earlier version of this review said “3 / 5”; it should say “4 / 5”."),
        (
            rated("3 / 5", "Long."),
            rated("4 / 5", "Short."),
            "An earlier version of this review said “3 / 5; Long.”; it should say “4 / 5; Short.”.",
        ),
        (rated("3 / 5", film=12), rated("3 / 5", film=13), ""),
        ({"review": {"film": 12, "rating": None}}, rated("4 / 5", ""), ""),
        ({"conditions": "By video.", "interview": {"medium": "video"}},
         {"conditions": "By telephone.", "interview": {"medium": "phone"}},
         "An earlier version of this review said “By video.”; it should say “By telephone.”."),
    ],
)  # fmt: skip
def test_a_proposed_notice_about_facts_says_them_as_readers_see_them(before, after, notice):
    assert proposed_notice(make_copy(form=before), make_copy(form=after), piece="review") == notice
