import zipfile
from io import BytesIO

import pytest

from interviews.transcripts import TranscriptError, read
from interviews.transcripts.writers import docx as writer

NAMESPACE = f'xmlns:w="{writer.W}"'


def word(body, **parts):
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", writer.TYPES)
        archive.writestr("_rels/.rels", writer.RELATIONS)
        archive.writestr("word/document.xml", f"<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return target.getvalue()


def paragraph(*runs):
    return f"<w:p>{''.join(runs)}</w:p>"


def run(words, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


TALK = "".join(paragraph(run(words)) for words in ("Q: Why?", "AL: So.", "Q: And?"))


def turns(data):
    return [turn.words() for turn in read(data, filename="a.docx").turns]


def test_insertions_are_text_deletions_and_hidden_words_are_gone():
    last = paragraph(
        run("AL: Kept"),
        f"<w:ins>{run(' inserted')}</w:ins>",
        "<w:del><w:r><w:delText> deleted</w:delText></w:r></w:del>",
        run(" hidden", "<w:vanish/>"),
    )
    found = read(word(TALK + last), filename="a.docx")
    assert found.turns[-1].words() == ["Kept inserted"]
    assert "deleted" not in str(found.to_json())
    assert "hidden" not in str(found.to_json())


def test_comments_footnotes_and_text_boxes_are_kept_apart():
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run('A box.'))}</w:txbxContent></w:pict></w:r>"
    comment = f"<w:comments {NAMESPACE}><w:comment>{paragraph(run('A comment.'))}</w:comment></w:comments>"
    note = f"<w:footnotes {NAMESPACE}><w:footnote>{paragraph(run('A note.'))}</w:footnote></w:footnotes>"
    found = read(word(TALK + paragraph(run("AL: No."), box), comments=comment, footnotes=note), filename="a.docx")
    assert found.other == ("A box.", "A comment.", "A note.")
    assert found.turns[-1].words() == ["No."]


def test_bold_names_split_over_runs_are_labels():
    rows = [("Ada Lund", "Why?"), ("Bo Reiss", "So."), ("Ada Lund", "And?"), ("Bo Reiss", "No.")]
    body = "".join(
        paragraph(run(name[:2], "<w:b/>"), run(name[2:], "<w:b/>"), "<w:r><w:tab/></w:r>", run(text))
        for name, text in rows
    )
    assert turns(word(body)) == [["Why?"], ["So."], ["And?"], ["No."]]


def test_table_with_a_column_for_the_speaker():
    def row(*cells):
        return (
            f"<w:tr>{''.join(f'<w:tc>{paragraph(run(cell)) if cell else paragraph()}</w:tc>' for cell in cells)}</w:tr>"
        )

    rows = [
        ("Time", "Speaker", "Text"),
        ("00:00", "Int.", "Why?"),
        ("00:05", "DM", "So."),
        ("00:09", "", "And so."),
        ("00:12", "Int.", "Now?"),
    ]
    found = read(word(f"<w:tbl>{''.join(row(*cells) for cells in rows)}</w:tbl>"), filename="a.docx")
    assert [(turn.words(), turn.time) for turn in found.turns] == [
        (["Why?"], (0, 0)),
        (["So.", "And so."], (5000, 9000)),
        (["Now?"], (12000, 12000)),
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 nothing else",
        word("<w:p>"),
        word(TALK).replace(b"PK\x01\x02", b"PK\x01\x03"),
    ],
)
def test_damaged_documents_are_refused(data):
    with pytest.raises(TranscriptError, match=r"damaged|without a Word document"):
        read(data, filename="a.docx")


def test_entities_are_refused():
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", writer.TYPES)
        archive.writestr("_rels/.rels", writer.RELATIONS)
        archive.writestr("word/document.xml", f'<!DOCTYPE d [<!ENTITY a "b">]><w:document {NAMESPACE}>&a;</w:document>')
    with pytest.raises(TranscriptError, match="XML entities"):
        read(target.getvalue(), filename="a.docx")
