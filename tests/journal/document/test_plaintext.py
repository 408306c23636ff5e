import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.document import plaintext
from journal.document.blocks import Document, DocumentError
from tests.journal.document import strategies

STEADY = settings(deadline=None, max_examples=200)


def without_ids(document: Document) -> list[dict]:
    return [
        {name: value for name, value in block.items() if name not in ("id", "was", "of")}
        for block in document.to_json()
    ]


@STEADY
@given(strategies.documents())
def test_plain_text_loses_nothing(document):
    text = plaintext.write(document, strategies.LABELS)
    reading = plaintext.read(text, strategies.LABELS, document)
    assert reading.document == document
    assert [problem for problem in reading.problems if "pull quote" not in problem.message] == []


@STEADY
@given(strategies.documents())
def test_without_the_previous_revision_only_ids_are_new(document):
    text = plaintext.write(document, strategies.LABELS)
    assert without_ids(plaintext.read(text, strategies.LABELS).document) == without_ids(document)


@STEADY
@given(strategies.documents())
def test_windows_line_ends_change_nothing(document):
    text = plaintext.write(document, strategies.LABELS).replace("\n", "\r\n")
    assert plaintext.read(text, strategies.LABELS, document).document == document


@STEADY
@given(
    st.lists(st.sampled_from(strategies.PIECES) | st.sampled_from(["\n", "\n\n", "JD: ", "w1 ", "w2 "]), max_size=30)
)
def test_whatever_is_typed_is_read_and_reads_the_same_again(pieces):
    first = plaintext.read("".join(pieces), strategies.LABELS).document
    again = plaintext.read(plaintext.write(first, strategies.LABELS), strategies.LABELS, first).document
    assert again == first


@STEADY
@given(
    st.lists(
        st.sampled_from(["\n", "\n\n", "JD: ", "BK: ", "> ", "## ", "[more] ", "[", "]", "_", "- ", "w "]), max_size=30
    )
)
def test_no_word_that_is_typed_is_lost(pieces):
    text = "".join(pieces)
    assert plaintext.read(text, ["JD"]).document.plain().count("w") == text.count("w")


TYPED = """\
I met them in _Locarno_, after {Her|12}.

Q: This is a quiet film.
JD: It was a pity [laughs] that
the line goes on.

A paragraph without a label continues the turn.

VF:[laughing] Yes!
[They leave the room.]
And come back.

[text] Nobody says this.

## A heading
> Quoted words.
>
> More of them.
> -- Someone, {Her}
- one
- two

1. first

[picture 4] A *caption*
---
[note] An editor's note.

[embed] https://video.example/x A title
[pull quote] It was a pity

VF [in fa, spoiler, 1:05-1:02:03.5]: Translated.
[original fa] بله.
"""
READ = [
    {"type": "paragraph", "text": 'I met them in <em>Locarno</em>, after <cite film="12">Her</cite>.'},
    {"type": "turn", "by": "Q", "text": "This is a quiet film."},
    {
        "type": "turn",
        "by": "JD",
        "text": "It was a pity <direction>laughs</direction> that<br>the line goes on.\n\n"
        "A paragraph without a label continues the turn.",
    },
    {"type": "turn", "by": "VF", "text": "<direction>laughing</direction> Yes!"},
    {"type": "direction", "text": "They leave the room."},
    {"type": "turn", "by": "VF", "text": "And come back."},
    {"type": "paragraph", "text": "Nobody says this."},
    {"type": "heading", "level": 2, "text": "A heading"},
    {"type": "quote", "text": "Quoted words.\n\nMore of them.", "cite": "Someone, <cite>Her</cite>"},
    {"type": "list", "items": ["one", "two"]},
    {"type": "list", "items": ["first"], "ordered": True},
    {"type": "picture", "picture": 4, "caption": "A <strong>caption</strong>"},
    {"type": "rule"},
    {"type": "note", "text": "An editor's note."},
    {"type": "embed", "url": "https://video.example/x", "title": "A title"},
    {"type": "pullquote", "text": "It was a pity"},
    {
        "type": "turn",
        "by": "VF",
        "text": "Translated.",
        "t": [65000, 3723500],
        "lang": "fa",
        "original": {"lang": "fa", "text": "بله."},
        "spoiler": True,
    },
]


def test_the_notation_as_a_journalist_types_it():
    reading = plaintext.read(TYPED, ["Q", "JD", "VF"])
    assert without_ids(reading.document) == READ
    assert reading.problems == ()
    quote, source = reading.document.blocks[15], reading.document.blocks[2]
    assert quote.of == source.id


def test_an_interview_is_written_as_one_would_write_it():
    data = [{"id": f"aaaaaa{at:02}", **block} for at, block in enumerate(READ[:7])]
    assert plaintext.write(Document.from_json(data)) == (
        "I met them in _Locarno_, after {Her|12}.\n\n"
        "Q: This is a quiet film.\n\n"
        "JD: It was a pity [laughs] that\nthe line goes on.\n\n"
        "A paragraph without a label continues the turn.\n\n"
        "VF: [laughing] Yes!\n\n"
        "[They leave the room.]\n\n"
        "VF: And come back.\n\n"
        "[text] Nobody says this."
    )


def problems(text: str, labels: list[str]) -> list[tuple[int, str]]:
    return [(problem.line, str(problem)) for problem in plaintext.read(text, labels).problems]


def test_an_unknown_label_is_reported_and_nobody_says_its_line():
    text = "JD: Yes.\n\nBK: I disagree.\n\nSo it went on.\n\njd: No."
    assert problems(text, ["JD"]) == [
        (3, "Nobody has the label “BK”: the line is kept, but nobody says it."),
        (7, "Nobody has the label “jd”: the line is kept, but nobody says it."),
    ]
    assert without_ids(plaintext.read(text, ["JD"]).document) == [
        {"type": "turn", "by": "JD", "text": "Yes."},
        {"type": "paragraph", "text": "BK: I disagree."},
        {"type": "paragraph", "text": "So it went on."},
        {"type": "paragraph", "text": "jd: No."},
    ]


def test_what_only_might_be_a_label_is_reported_and_stays_with_the_speaker():
    text = "JD: Yes.\n\nMad Max: Fury Road, you mean."
    assert problems(text, ["JD"]) == [
        (3, "If “Mad Max” is a speaker, nobody has that label: the line is kept as words.")
    ]
    document = plaintext.read(text, ["JD"]).document
    assert [block.text for block in document] == ["Yes.\n\nMad Max: Fury Road, you mean."]


def test_a_name_that_recurs_before_a_colon_is_taken_for_a_label():
    text = "JD: Yes.\n\nVera Fabri: No.\n\nJD: Oh.\n\nVera Fabri: Yes."
    assert [line for line, _said in problems(text, ["JD"])] == [3, 7]
    assert [block.type for block in plaintext.read(text, ["JD"]).document] == ["turn", "paragraph", "turn", "paragraph"]


@pytest.mark.parametrize(
    "line", ["It was 12:30 by then.", "see https://example.org/", "and so: no", "In the end, we said: no."]
)
def test_a_colon_alone_makes_no_label(line):
    assert problems(f"JD: Yes.\n\n{line}", ["JD"]) == []


@pytest.mark.parametrize("line", ["JD: x", "JD : x", "JD：x", "JD:x", "  JD: x"])
def test_a_label_is_known_with_any_space_and_colon(line):
    assert without_ids(plaintext.read(line, ["JD"]).document) == [{"type": "turn", "by": "JD", "text": "x"}]


def test_labels_of_the_previous_revision_still_begin_turns():
    old = Document.from_json([{"id": "aaaaaaaa", "type": "turn", "by": "XX", "text": "Words of a lost participant."}])
    assert plaintext.read(plaintext.write(old), [], old).document == old


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[more] x", 1, "There is no paragraph for [more] to go on with: it begins a new one."),
        ("x\n\n[original fr] y", 3, "The original stands behind no turn: it is kept as a paragraph."),
        (
            "[embed] nowhere",
            1,
            "[embed] needs an address that starts with http:// or https://: it is kept as a paragraph.",
        ),
        ("a\n\n[pull quote] b", 3, "The words of this pull quote are not in the text."),
        ("a\n\n[pull quote of aaaaaaaa] a", 3, "The passage that this is a pull quote of is not in the text."),
    ],
)
def test_notation_that_cannot_mean_anything_is_reported_and_kept(text, line, said):
    assert problems(text, ["JD"]) == [(line, said)]


@pytest.mark.parametrize("text", ["a\n\nb\x00c", "a\n\nb\ud800c"])
def test_what_is_not_text_is_refused_with_its_line(text):
    with pytest.raises(DocumentError, match=r"^line 3: There is a character that is not text\.$"):
        plaintext.read(text)


def test_a_pull_quote_stays_with_its_passage_when_turns_move():
    old = plaintext.read(
        "JD: One fine day.\n\nVF: Two, one fine day.\n\n[pull quote] one fine day", ["JD", "VF"]
    ).document
    assert old.blocks[2].of == old.blocks[1].id
    text = plaintext.write(old)
    new = plaintext.read("VF: Before all: one fine day.\n\n" + text, ["JD", "VF"], old).document
    assert new.get(old.blocks[2].id).of == old.blocks[1].id
