"""``manage.py import_transcript`` as a person at a terminal sees it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from interviews.models import Interview
from journal.press.models import Version

ROOT = Path(__file__).resolve().parents[2]
TALK = Path(__file__).parent / "talk.txt"
SHARED = ROOT.parent / "shared"


def run(capsys, *arguments):
    """(exit code, lines of standard output, lines of standard error)."""
    code = 0
    try:
        call_command("import_transcript", *map(str, arguments))
    except SystemExit as exit:
        code = exit.code
    out = capsys.readouterr()
    return code, out.out.splitlines(), out.err.splitlines()


@pytest.fixture
def files(tmp_path):
    empty, noise = tmp_path / "empty.txt", tmp_path / "noise.txt"
    empty.write_bytes(b"")
    noise.write_bytes(bytes(range(256)) * 20)
    return {"missing": tmp_path / "missing.txt", "empty": empty, "noise": noise, "good": TALK}


@pytest.mark.django_db
def test_a_transcript_becomes_a_draft(capsys, marrow):
    code, out, err = run(capsys, TALK)
    interview = Interview.objects.get()
    assert (code, out) == (0, [])
    assert err == [f"{TALK}: draft {interview.pk}; 8 turns, 0 questions"]
    assert interview.source_name == "talk.txt"
    assert interview.source_text == TALK.read_text(encoding="utf-8")
    assert Version.objects.count() == 0


@pytest.mark.django_db
def test_publishing_takes_the_stamps(capsys):
    code, _out, err = run(capsys, TALK, "--publish")
    version = Version.objects.get()
    assert code == 0
    assert err == [f"{TALK}: published as /interviews/{version.slug}/; 8 turns, 0 questions"]
    assert version.published_at.isoformat() == "2021-03-09T10:15:00+00:00"
    assert version.change == "legacy"


@pytest.mark.django_db
def test_publishing_waits_while_it_is_open_who_speaks(capsys, tmp_path):
    unlabelled = tmp_path / "bare.txt"
    unlabelled.write_text(
        "Why did you begin with boats?\n\nThey were there, and the pilots were kind to us.\n\n"
        "What did the town say?\n\nNothing at first. Then everything at once.\n\n"
        "Would you do it again?\n\nWith a third boat, at once.\n",
        encoding="utf-8",
    )
    code, _out, err = run(capsys, unlabelled, "--publish")
    assert code == 2
    assert len(err) == 1
    assert err[0].startswith(f"{unlabelled}: kept as draft {Interview.objects.get().pk}, not published: ")
    assert Version.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("which", "why"),
    [
        ("missing", "No such file or directory"),
        ("empty", "There is no text in this file."),
        ("noise", "This file is not text. Save the transcript as plain text, .docx or .vtt and try again."),
    ],
)
def test_a_bad_file_exits_2_with_one_line(capsys, files, which, why):
    assert run(capsys, files[which]) == (2, [], [f"{files[which]}: {why}"])
    assert Interview.objects.count() == 0


@pytest.mark.django_db
def test_the_others_are_imported(capsys, files):
    code, _out, err = run(capsys, files["empty"], files["good"], files["missing"])
    assert code == 2
    assert Interview.objects.count() == 1
    assert [line for line in err if line.startswith(f"{files['missing']}: ")] == [
        f"{files['missing']}: No such file or directory"
    ]
    table = err[2:]
    assert [line.split()[0] for line in table] == [
        "file",
        str(files["empty"]),
        str(files["good"]),
        str(files["missing"]),
    ]


def test_json_names_the_files_in_order_and_needs_no_database(capsys, files):
    code, out, _err = run(capsys, files["good"], files["empty"], files["good"], "--json")
    first, failed, last = map(json.loads, out)
    assert code == 2
    assert failed == {"file": str(files["empty"]), "error": "There is no text in this file."}
    assert first == last
    assert first["file"] == str(TALK)
    assert [speaker["label"] for speaker in first["speakers"]] == ["Q", "AQ", "BL"]
    assert first["meta"]["published"] == "2021-03-09T05:15:00-05:00"


@pytest.mark.django_db
def test_the_format_can_be_said(capsys, tmp_path):
    captions = tmp_path / "talk.txt"
    captions.write_text(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>Why boats?\n\n00:02.500 --> 00:04.000\n<v Bo>They float.\n",
        encoding="utf-8",
    )
    assert run(capsys, captions, "--format", "vtt")[0] == 0
    assert [(block["by"], block["t"]) for block in Interview.objects.get().document] == [
        ("Ada", [1000, 2000]),
        ("Bo", [2500, 4000]),
    ]


@pytest.mark.skipif(not SHARED.exists(), reason="the shared corpus is not beside this repository")
def test_the_founding_interview_is_read_without_a_fault(tmp_path):
    """From a shell, as documented, and scored by the corpus' own scorer."""
    done = subprocess.run(
        [sys.executable, "manage.py", "import_transcript", str(SHARED / "seeds" / "ruby-sparks.txt"), "--json"],
        cwd=ROOT,
        env={"DEBUG": "True", "PATH": "", "DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3"},
        capture_output=True,
        check=True,
    )
    (tmp_path / "cases").mkdir()
    (tmp_path / "out").mkdir()
    for path in (SHARED / "transcripts" / "dev").glob("seed.*"):
        (tmp_path / "cases" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "out" / "seed.json").write_bytes(done.stdout)
    subprocess.run(
        [
            sys.executable,
            SHARED / "transcripts" / "score.py",
            tmp_path / "cases",
            tmp_path / "out",
            "--json",
            tmp_path / "score.json",
        ],
        capture_output=True,
        check=True,
    )
    scores = json.loads((tmp_path / "score.json").read_text(encoding="utf-8"))
    right = ("F1", "speaker", "role", "name", "intro", "outro", "dir", "emph", "meta")
    found = next(iter(scores["cases"].values())) if "cases" in scores else scores
    assert {name: found[name] for name in right} == dict.fromkeys(right, 1.0)
    assert {name: found[name] for name in ("loss", "gain", "silent", "asked")} == {
        "loss": 0.0, "gain": 0.0, "silent": 0.0, "asked": 0.0,
    }  # fmt: skip
