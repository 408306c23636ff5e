import json
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from interviews.transcripts import TranscriptError
from interviews.transcripts.limits import is_harmless, read_limited

MAKER = Path(__file__).resolve().parents[4] / "shared" / "corpora" / "documents" / "make_documents.py"
READABLE = ("docx", "txt", "vtt", "srt", "json", "html")


def test_short_text_is_read_in_process():
    assert is_harmless("Q: Why?\n\nA: Because.", None, None)
    assert not is_harmless(b"PK\x03\x04", "a.txt", None)
    assert not is_harmless("<p>Q: Why?</p>", None, None)


def test_result_of_the_other_process_is_a_transcript():
    found = read_limited(b"<p>Q: Why?</p><p>A: Because.</p><p>Q: When?</p><p>A: Never.</p>", filename="a.html")
    assert [turn.words() for turn in found.turns] == [["Why?"], ["Because."], ["When?"], ["Never."]]


def test_error_of_the_other_process_says_what_to_do():
    with pytest.raises(TranscriptError, match="Line 1, column 2"):
        read_limited(b"{", filename="a.json")


def test_bomb_is_refused_before_it_is_unpacked():
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", "_rels/.rels"):
            archive.writestr(name, "<x/>")
        archive.writestr("word/document.xml", b" " * 90_000_000)
    with pytest.raises(TranscriptError, match="unpacks to more than"):
        read_limited(target.getvalue(), filename="a.docx")


def test_too_little_memory_is_an_error_not_a_crash():
    page = "<p>" + "word " * 400_000 + "</p>"
    with pytest.raises(TranscriptError):
        read_limited(page, filename="a.html", megabytes=40)


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    if not MAKER.exists():
        pytest.skip("the maker of hostile documents is not beside this checkout")
    folder = tmp_path_factory.mktemp("documents")
    subprocess.run([sys.executable, "-W", "ignore", str(MAKER), str(folder)], check=True, capture_output=True)
    rows = [json.loads(line) for line in (folder / "documents.jsonl").read_text().splitlines()]
    return folder, [row for row in rows if row["file"].rpartition(".")[2] in READABLE]


def test_hostile_documents_are_refused_or_cleaned(documents):
    folder, rows = documents
    faults = []
    for row in rows:
        try:
            # The other process has its own limit of time and memory; past it, this is refused.
            found = read_limited((folder / row["file"]).read_bytes(), filename=row["file"])
        except TranscriptError:
            found = None
        printed = " ".join(text for turn in found.turns for text in turn.words()) if found else ""
        if row["expect"] == "reject" and found:
            faults.append((row["file"], "accepted"))
        if row["expect"] in ("accept", "accept-clean") and not found:
            faults.append((row["file"], "refused"))
        markup = " ".join(text for turn in found.turns for text in turn.paragraphs) if found else ""
        faults += [(row["file"], lacking) for lacking in row.get("must_lack", ()) if lacking in markup]
        assert "root:x:0" not in printed
    assert faults == []
