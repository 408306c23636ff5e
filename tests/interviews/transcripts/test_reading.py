import pytest

from interviews.transcripts import TranscriptError, read
from journal.document.blocks import Document


def said(text, **options):
    found = read(text, **options)
    return [(found.speakers[turn.speaker].label, " ".join(turn.words())) for turn in found.turns]


def test_colon_in_speech_is_no_label():
    text = "Q: Why?\n\nAL: One thing: time. At 10:30: nothing.\n\nStar Wars: Episode V was on.\n\nQ: And?\n\nAL: And nothing."
    assert said(text)[1] == ("AL", "One thing: time. At 10:30: nothing. Star Wars: Episode V was on.")


def test_scene_quoted_in_an_answer_stays_in_the_answer():
    text = (
        "Q: How did it go?\n\nEW: It goes like this:\n\nMother: Where were you?\n\nDaughter: Out.\n\nMother: Out is no place.\n\n"
        "That was all.\n\nQ: And then?\n\nEW: Then nothing."
    )
    assert said(text)[1] == (
        "EW",
        "It goes like this: Mother: Where were you? Daughter: Out. Mother: Out is no place. That was all.",
    )


def test_variants_of_a_label_are_one_speaker():
    found = read("Q: Why?\nJD: So.\nQ: And?\nJd : Yes.\nQ: Now?\njd:No.\nQ: Never?\nJD：Once.")
    assert [speaker.label for speaker in found.speakers] == ["Q", "JD"]
    assert len(found.turns) == 8


def test_initials_take_their_names_from_the_introduction():
    text = "Two\n\nI met directors Ada Lund and Bo Reiss in Locarno.\n\nQ: Why?\n\nAL: So.\n\nBR: Yes.\n\nQ: And?\n\nAL: No."
    assert [(speaker.label, speaker.name) for speaker in read(text).speakers] == [
        ("Q", ""),
        ("AL", "Ada Lund"),
        ("BR", "Bo Reiss"),
    ]


def test_label_without_a_space_before_a_direction():
    found = read("Q: Really?\n\nVF:[laughing] Yes!\n\nQ: Always?\n\nVF: Always.")
    assert found.turns[1].paragraphs == ("<direction>laughing</direction> Yes!",)


def test_what_stays_in_brackets_is_text():
    found = read("Q: Who?\n\nAL: [her co-writer] and [inaudible] came [in 1994].\n\nQ: Who?\n\nAL: Nobody.")
    assert found.turns[1].directions() == []


def test_films_and_people_of_the_introduction():
    text = "Talk\n\nI met Ada Lund (Small Harbour, 2006) about Tin Roof (2012) in Oslo.\n\nQ: Why?\n\nAL: So.\n\nQ: And?\n\nAL: No."
    found = read(text)
    assert [(film.title, film.year) for film in found.films] == [("Small Harbour", 2006), ("Tin Roof", 2012)]
    assert "Ada Lund" in found.people


def test_nothing_is_lost():
    found = read("Q: Why?\n\nAL: So.\n\nShare this article\n\nPhoto: Ada Lund\n\nQ: And?\n\nAL: No.")
    assert (found.other, found.droppable) == (("Photo: Ada Lund",), ("Share this article",))
    assert found.words_in == found.words_out


def test_document_has_a_label_for_speakers_whom_nobody_labels():
    found = read("Kitchen\n\nBo Reiss cooks.\n\n— Is it soup?\n\n— It is.\n\n— Whose?\n\n— Mine.")
    document = found.to_document()
    assert isinstance(document, Document)
    assert [block.by for block in document.turns()] == ["Q", "BR", "Q", "BR"]


def test_profile_has_no_turns():
    assert read("A Life\n\n“It was a lamp,” says Bo Reiss. Is he proud? He shrugs: no.\n\nThe van arrives.").turns == ()


def test_guesses_are_marked():
    text = "Bo\n\nBo Reiss cooks.\n\nIs it soup?\n\nIt is. I made it.\n\nWhose is it?\n\nMine, I think.\n\nAnd now?\n\nNow I sleep."
    found = read(text)
    assert all(turn.uncertain for turn in found.turns)
    assert len(found.decisions) == len(found.turns)


@pytest.mark.parametrize(
    ("data", "options", "message"),
    [
        (b"", {}, "no text"),
        (b" \n\t\n", {}, "no text"),
        (b"%PDF-1.7\n", {}, "PDF"),
        (b"Q: kit\0chen and so on, more words here to be text", {}, "NUL"),
        (bytes(range(256)) * 20, {}, "not text|NUL"),
        (b"x" * 20_000_001, {}, "too large"),
        (b"Q: a", {"format": "nope"}, "no format called nope"),
        (b"Q: a", {"site_zone": "Nowhere/Land"}, "no time zone"),
        (b"<p>x</p>", {"filename": "a.docx"}, "called .docx"),
        (b"WEBVTT\n\n00:01.000 --> x\nhello\n", {}, "Line 3"),
        (b"1\n00:00 --> b\na\n", {"filename": "a.srt"}, "Line 2"),
        (b'{"a": NaN}', {}, "NaN"),
        (b'{"segments": [{"text": "a\\ud800"}]}', {}, "surrogate"),
        (b"[" * 100_000, {"filename": "a.json"}, "nested|JSON"),
        (b"42", {"filename": "a.json"}, "No transcript"),
    ],
)
def test_bad_input_is_an_error_that_says_what_to_do(data, options, message):
    with pytest.raises(TranscriptError, match=message):
        read(data, **options)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(encoding):
    text = "Q: Café “noir” – why?\n\nAL: Because naïve.\n\nQ: And?\n\nAL: No."
    assert said(text.encode(encoding))[0] == ("Q", "Café “noir” – why?")


def test_expected_names_help():
    text = "Ada Lund I went.\n\nBo Reiss You did.\n\nAL It rained.\n\nBR It did."
    found = read(text, expected=["Ada Lund", "Bo Reiss"])
    assert [(speaker.label, speaker.name) for speaker in found.speakers] == [
        ("Ada Lund", "Ada Lund"),
        ("Bo Reiss", "Bo Reiss"),
    ]
