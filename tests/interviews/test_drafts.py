import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.drafting import draft_of
from interviews.drafts import Draft, DraftError, Question, Voice
from interviews.transcripts.model import Decision, Meta, Speaker, Transcript, Turn
from journal.document.blocks import Document


def make_draft(**fields) -> Draft:
    document = Document.from_json(
        [
            {"id": "p0000001", "type": "paragraph", "text": "How it began."},
            {"id": "p0000002", "type": "turn", "by": "Q", "text": "Why boats?"},
            {"id": "p0000003", "type": "turn", "by": "AQ", "text": "They float. Mostly.\n\nAnd they are cheap."},
            {"id": "p0000004", "type": "turn", "by": "AQ", "text": "One more thing."},
            {"id": "p0000005", "type": "turn", "by": "BL", "text": "Enough."},
        ]
    )
    voices = (Voice("Q", "interviewer"), Voice("AQ", "interviewee", "Ada Quill"), Voice("BL", "interviewee"))
    return Draft(headline="Boats", document=document, voices=voices, **fields)


def shown(draft):
    return [(block.id[-1], block.by or block.type, block.text) for block in draft.document]


def test_a_draft_survives_storage():
    draft = make_draft(
        questions=(Question("turn 1", "Who?", ("Q", "AQ"), "Q", 0.4, "p0000003"),),
        uncertain={"p0000003": "a guess"},
        kept=("a caption",),
        films=(("Boats", 2020), ("Oars", None)),
        stamps=({"kind": "", "source_text": "3 March"},),
    )
    assert Draft.from_json(draft.to_json()) == draft


def test_a_question_about_a_turn_names_the_labels():
    transcript = Transcript(
        meta=Meta(title="Boats"),
        speakers=(Speaker("", "interviewer"), Speaker("AQ", "interviewee")),
        intro=("How it began.",),
        turns=(Turn(None, ("One.", "Two."), "narration"), Turn(0, ("Why?",)), Turn(1, ("So.",), uncertain="a guess")),
        decisions=(
            Decision("turn 3", "Who says this? %(reason)s", (), "1", 0.6, {"reason": "a guess"}),
            Decision("speakers", "Who asks the questions?", ("", "AQ"), "", 0.6),
        ),
    )
    draft = draft_of(transcript)
    last = draft.document.blocks[-1]
    assert draft.questions == (
        Question("turn 3", "Who says this? A guess.", ("Q", "AQ"), "AQ", 0.6, last.id),
        Question("speakers", "Who asks the questions?", ("Q", "AQ"), "Q", 0.6),
    )
    assert draft.uncertain == {last.id: "a guess"}
    assert last.text == "So."


def test_an_answer_says_who_asks():
    draft = make_draft(questions=(Question("speakers", "Who asks?", ("Q", "AQ", "BL"), "Q", 0.5),)).answered(0, "BL")
    assert [(voice.label, voice.role) for voice in draft.voices] == [
        ("Q", "interviewee"),
        ("AQ", "interviewee"),
        ("BL", "interviewer"),
    ]


def test_an_answer_settles_a_stamp_and_its_zone():
    readings = ("2021-03-09T05:15:00-05:00", "2021-09-03T05:15:00-04:00")
    asked = make_draft(
        published=readings[0],
        updated="2021-12-01T08:00:00",
        questions=(
            Question("meta.published", "Which?", readings, readings[0], 0.5),
            Question("meta.updated", "Which zone?", ("Europe/Paris",), "2021-12-01T08:00:00", 0.5),
        ),
    )
    answered = asked.answered(0, readings[1]).answered(1, "Europe/Paris")
    assert answered.published == "2021-09-03T05:15:00-04:00"
    assert answered.updated == "2021-12-01T08:00:00+01:00"
    assert answered.open_questions() == []


def test_renaming_a_speaker_changes_every_turn():
    draft = make_draft().renamed("AQ", "Ada:")
    assert [block.by for block in draft.document.turns()] == ["Q", "Ada", "Ada", "BL"]
    assert draft.labels == ("Q", "Ada", "BL")


def test_two_speakers_of_one_label_become_one():
    draft = make_draft().renamed("BL", "AQ")
    assert [block.by for block in draft.document.turns()] == ["Q", "AQ", "AQ", "AQ"]
    assert draft.labels == ("Q", "AQ")


def test_relabelling_this_and_the_following():
    draft = make_draft().relabelled("p0000003", "CD", following=True)
    assert [block.by for block in draft.document.turns()] == ["Q", "CD", "CD", "BL"]
    assert draft.labels == ("Q", "AQ", "BL", "CD")
    assert draft.without_silent().labels == ("Q", "BL", "CD")


def test_joining_keeps_the_words_and_the_address():
    draft = make_draft().joined("p0000004")
    assert shown(draft)[2] == ("3", "AQ", "They float. Mostly.\n\nAnd they are cheap.\n\nOne more thing.")
    assert draft.document.get("p0000004").id == "p0000003"


def test_nothing_stands_before_the_first():
    with pytest.raises(DraftError):
        make_draft().joined("p0000001")


def test_splitting_at_a_paragraph_and_joining_again():
    draft = make_draft()
    split = draft.split("p0000003", 1)
    assert [block.text for block in split.document][2:4] == ["They float. Mostly.", "And they are cheap."]
    assert [block.by for block in split.document][2:4] == ["AQ", "AQ"]
    again = split.joined(split.document.blocks[3].id)
    assert again.document.blocks[2].text == draft.document.blocks[2].text


@pytest.mark.parametrize(
    ("mark", "became"),
    [
        ("paragraph", [("4", "paragraph", "One more thing.")]),
        ("heading", [("4", "heading", "One more thing.")]),
        ("direction", [("4", "direction", "One more thing.")]),
        ("note", [("4", "note", "One more thing.")]),
        ("aside", []),
    ],
)
def test_marking_a_passage(mark, became):
    draft = make_draft().marked("p0000004", mark)
    assert shown(draft)[3:-1] == became
    assert draft.kept == (("AQ: One more thing.",) if mark == "aside" else ())


def test_a_heading_of_two_paragraphs_is_two_headings():
    draft = make_draft().marked("p0000003", "heading")
    assert [(block.type, block.text) for block in draft.document][2:4] == [
        ("heading", "They float. Mostly."),
        ("heading", "And they are cheap."),
    ]


def test_a_direction_is_printed_in_one_pair_of_brackets():
    document = Document.from_json(
        [{"id": "p0000001", "type": "turn", "by": "A", "text": "<direction>sighs</direction>"}]
    )
    assert Draft(document=document).marked("p0000001", "direction").document.plain() == "sighs"


def test_what_was_set_aside_comes_back():
    draft = make_draft(kept=("a caption",), furniture=("Share",)).restored(1)
    assert shown(draft)[-1][1:] == ("paragraph", "Share")
    assert (draft.kept, draft.furniture) == (("a caption",), ())


def test_a_mended_passage_is_uncertain_no_more():
    asked = make_draft(
        uncertain={"p0000004": "a guess"}, questions=(Question("turn 3", "Who?", ("Q",), "Q", 0.4, "p0000004"),)
    )
    mended = asked.relabelled("p0000004", "BL")
    assert mended.uncertain == {}
    assert mended.open_questions() == []


MENDS = st.lists(
    st.tuples(st.sampled_from(["join", "split", "mark", "relabel", "rename"]), st.integers(0, 9), st.integers(0, 4)),
    max_size=8,
)


def every_word(draft):
    text = " ".join([draft.document.plain(), *(said.rpartition(": ")[2] for said in draft.kept)])
    return sorted(text.replace("[", " ").replace("]", " ").split())


@given(MENDS)
def test_no_mend_loses_a_word(mends):
    draft = make_draft()
    before = every_word(draft)
    for verb, at, number in mends:
        ids = [block.id for block in draft.document]
        if not ids:
            break
        id = ids[at % len(ids)]
        try:
            if verb == "join":
                draft = draft.joined(id)
            elif verb == "split":
                draft = draft.split(id, number)
            elif verb == "mark":
                draft = draft.marked(id, ["paragraph", "heading", "direction", "note", "aside"][number])
            elif verb == "relabel":
                draft = draft.relabelled(id, "XY", following=bool(number % 2))
            else:
                draft = draft.renamed(draft.labels[number % len(draft.labels)], "ZZ")
        except DraftError:
            continue
    draft = Draft.from_json(draft.to_json())
    assert every_word(draft) == before
    assert {turn.by for turn in draft.document.turns()} <= set(draft.labels)


def test_two_speakers_change_places_from_here_on():
    draft = make_draft().renamed("BL", "AQ").swapped("p0000003")
    assert [block.by for block in draft.document.turns()] == ["Q", "Q", "Q", "Q"]
    with pytest.raises(DraftError):
        make_draft().swapped("p0000003")
