"""Word: the smallest document that Word, LibreOffice and our own reader open."""

import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from ..model import Transcript
from .script import Line, lines, words_of

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{WORD}.styles+xml"/></Types>'
)
RELATIONS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
PARTS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
STYLES = {"title": "Title", "dek": "Subtitle", "heading": "Heading2"}
NAMES = {"Normal": "Normal", "Title": "Title", "Subtitle": "Subtitle", "Heading2": "heading 2"}
STAMP = (1980, 1, 1, 0, 0, 0)  # the same transcript gives the same bytes


def write(transcript: Transcript) -> bytes:
    """A .docx file."""
    body = "".join(_paragraph(line) for line in lines(transcript))
    document = f'{HEAD}<w:document xmlns:w="{W}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in NAMES.items()
    )
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": PARTS,
        "word/styles.xml": f'{HEAD}<w:styles xmlns:w="{W}">{styles}</w:styles>',
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content.encode())
    return target.getvalue()


def _paragraph(line: Line) -> str:
    style = STYLES.get(line.kind)
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(_runs(line))}</w:p>"


def _runs(line: Line) -> Iterator[str]:
    if line.kind == "rule":
        yield _run("* * *")
    if line.label:
        yield _run(f"{line.label}:", bold=True)
        yield _run(" ")
    bare = line.kind in ("title", "dek", "byline", "stamp", "speakers", "note")
    for text, run in words_of(line.runs):
        marked = not run.direction
        words = run.text if bare else text
        yield _run(words, bold=run.strong and marked, italic=run.em and marked)


def _run(words: str, *, bold: bool = False, italic: bool = False) -> str:
    properties = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
