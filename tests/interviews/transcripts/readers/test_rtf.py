from interviews.transcripts import read

RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl\f0 Arial;}{\info{\title draft}}"
    rb"\b Ada Lund on rope\b0\par The film \i Tin Roof\i0  opens with a caf\'e9.\par"
    rb"\b Q:\b0  Why rope?\par \b AL:\b0  \i (smiles)\i0  It\'92s a line. {\v secret}\line And \u322? holds.\par"
    rb"\b Q:\b0  Always?\par \b AL:\b0  \{nearly\} always.\par}"
)


def test_bold_labels_italics_escapes_and_hidden_words():
    found = read(RTF, filename="a.rtf")
    assert found.format == "rtf"
    assert found.meta.title == "Ada Lund on rope"
    assert found.intro == ("The film <em>Tin Roof</em> opens with a café.",)
    assert [turn.words() for turn in found.turns] == [
        ["Why rope?"],
        ["It’s a line.", "And ł holds."],
        ["Always?"],
        ["{nearly} always."],
    ]
    assert found.turns[1].directions() == ["smiles"]
