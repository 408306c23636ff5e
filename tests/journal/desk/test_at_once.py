"""Several people, one piece, real processes: no word is lost."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

TYPIST = Path(__file__).with_name("typist.py")
ROOT = Path(__file__).resolve().parents[3]
PEOPLE, EDITS = 3, 6


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="copies the test's SQLite database to a file")
def test_three_people_save_one_piece_at_the_same_time(start, edith, tmp_path):
    blocks = [{"id": f"p{n:07d}", "type": "paragraph", "text": f"Paragraph {n}."} for n in range(PEOPLE)]
    article = start(document=blocks)
    file = tmp_path / "desk.sqlite3"
    with sqlite3.connect(file) as target:
        connection.connection.backup(target)
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{file}",
        "DJANGO_SETTINGS_MODULE": "journal.settings",
        "DEBUG": "True",
        "PYTHONPATH": str(ROOT),
    }
    people = [
        subprocess.Popen(
            [sys.executable, TYPIST, str(article.pk), str(number), str(EDITS)],
            env=environment,
            cwd=ROOT,
            stderr=subprocess.PIPE,
        )
        for number in range(PEOPLE)
    ]
    failures = [errors.decode() for errors in (person.communicate(timeout=300)[1] for person in people)]
    assert [person.returncode for person in people] == [0] * PEOPLE, failures
    with sqlite3.connect(file) as stored:
        (text,) = stored.execute("SELECT document FROM desk_article").fetchone()
        (revisions,) = stored.execute("SELECT COUNT(*) FROM desk_revision").fetchone()
        (number,) = stored.execute("SELECT revision FROM desk_article").fetchone()
    wanted = {f"word{person}x{edit}" for person in range(PEOPLE) for edit in range(EDITS)}
    assert {word for word in wanted if word not in text} == set()
    assert (revisions, number) == (1 + PEOPLE * EDITS, 1 + PEOPLE * EDITS)
