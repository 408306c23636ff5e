import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.transcripts import Meta, Speaker, Transcript, TranscriptError, Turn, read
from interviews.transcripts.writers import WRITERS, from_document
from journal.document import inline
from journal.document.blocks import Document

SPEAKERS = (
    Speaker("Q", "interviewer"),
    Speaker("OM", "interviewee", "Oren Maddox"),
    Speaker("Livia Thorne", "interviewee", "Livia Thorne"),
)
ALPHABET = "abcdeé Wz0189.,;:!?'’“”-–—…*_#<>&[]()\\/~^|`$@=+«»中"
WORDS = (
    st.text(ALPHABET, min_size=1, max_size=60)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: any(character.isalnum() for character in text))
)


def run(words, mark):
    return inline.Run(words, **({mark: True} if mark else {}))


RUNS = st.lists(st.builds(run, WORDS, st.sampled_from(["", "", "", "em", "strong"])), min_size=1, max_size=4)


@st.composite
def paragraphs(draw):
    runs = draw(RUNS)
    spaced = [part for one in runs for part in (one, inline.Run(" "))]
    if draw(st.booleans()):
        note = draw(st.text("abc dé", min_size=1, max_size=12).map(str.strip).filter(bool))
        spaced.insert(draw(st.integers(0, 1)) * len(spaced), inline.Run(note, direction=True))
    return inline.write(spaced)


@st.composite
def transcripts(draw):
    turns = []
    for _number in range(draw(st.integers(1, 6))):
        speaker = draw(st.integers(0, 2).filter(lambda n: not turns or turns[-1].speaker != n))
        texts = tuple(draw(st.lists(paragraphs(), min_size=1, max_size=3)))
        turns.append(Turn(speaker, texts, time=(len(turns) * 4000, len(turns) * 4000 + 3900)))
    return Transcript(meta=Meta(title="A title"), speakers=SPEAKERS, turns=tuple(turns))


def printed(transcript):
    """The turns as a reader sees them: label, words of each paragraph, directions."""
    labels = transcript.labels()
    return [
        (labels[turn.speaker], [words.replace(" ", "") for words in turn.words()], turn.directions())
        for turn in transcript.turns
    ]


def run_together(rows):
    return [(label, "".join(words), directions) for label, words, directions in rows]


@pytest.mark.parametrize("name", ["text", "markdown", "docx"])
@given(transcript=transcripts())
@settings(max_examples=40, deadline=None)
def test_export_then_import_gives_the_same_turns(name, transcript):
    again = read(WRITERS[name].write(transcript), filename=f"a.{WRITERS[name].ending}")
    assert printed(again) == printed(transcript)
    assert again.meta.title == "A title"


@given(transcript=transcripts())
@settings(max_examples=40, deadline=None)
def test_captions_keep_speakers_words_and_directions(transcript):
    again = read(WRITERS["vtt"].write(transcript), filename="a.vtt")
    assert run_together(printed(again)) == run_together(printed(transcript))
    assert {speaker.label: speaker.role for speaker in again.speakers}.items() <= {
        s.label: s.role for s in SPEAKERS
    }.items()


@given(transcript=transcripts())
@settings(max_examples=40, deadline=None)
def test_json_keeps_every_mark_and_time(transcript):
    again = read(WRITERS["json"].write(transcript), filename="a.json")
    assert (again.turns, again.speakers) == (transcript.turns, transcript.speakers)


@given(transcript=transcripts())
@settings(max_examples=30, deadline=None)
def test_document_and_back_gives_the_same_turns(transcript):
    document = transcript.to_document()
    assert from_document(document, transcript.speakers).turns == transcript.turns


def test_text_of_an_export():
    turns = (Turn(0, ("Why?",)), Turn(1, ("Because [sic].", "<direction>laughs</direction> It is so.")))
    written = WRITERS["text"].write(Transcript(speakers=SPEAKERS[:2], turns=turns, outro=("The end.",))).decode()
    assert written == (
        "Speakers: Q (interviewer); OM = Oren Maddox (interviewee)\n\n"
        "Q: Why?\n\nOM: Because \\[sic\\].\n\n[laughs] It is so.\n\n* * *\n\nThe end.\n"
    )
    again = read(written)
    assert (again.turns, again.outro) == (turns, ("The end.",))


def test_captions_without_times_are_refused():
    with pytest.raises(TranscriptError, match="Turn 1 has no time"):
        WRITERS["vtt"].write(Transcript(speakers=SPEAKERS, turns=(Turn(0, ("Why?",)),)))


def test_document_gives_introduction_headings_and_outro():
    document = Document.from_json(
        [
            {"id": "aaaaaaaa", "type": "paragraph", "text": "Before."},
            {"id": "aaaaaaab", "type": "turn", "by": "Q", "text": "One.\n\nTwo."},
            {"id": "aaaaaaac", "type": "direction", "text": "applause"},
            {"id": "aaaaaaad", "type": "heading", "text": "Later", "level": 2},
            {"id": "aaaaaaae", "type": "turn", "by": "XY", "text": "Three."},
            {"id": "aaaaaaaf", "type": "paragraph", "text": "After."},
        ]
    )
    found = from_document(document, SPEAKERS[:1])
    assert (found.intro, found.outro) == (("Before.",), ("After.",))
    assert found.turns == (
        Turn(0, ("One.", "Two.", "<direction>applause</direction>")),
        Turn(None, ("Later",), "heading"),
        Turn(1, ("Three.",)),
    )
    assert found.speakers == (SPEAKERS[0], Speaker("XY", "other"))
