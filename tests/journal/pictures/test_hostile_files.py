"""The corpus of hostile and odd files: nothing crashes, nothing good is refused, nothing leaks."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[3]
CORPUS = ROOT.parent / "shared" / "corpora" / "images"
# Seconds of the processor, which other work on the machine does not stretch.
MAX_SECONDS = 2
MAX_MEGABYTES = 256

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the corpus of hostile pictures is not beside the repository"
)


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    target = tmp_path_factory.mktemp("developed")
    helper = Path(__file__).with_name("each_in_a_fork.py")
    command = [sys.executable, str(helper), str(CORPUS), str(target)]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_no_file_brings_the_process_down(results):
    assert len(results) > 300
    assert [row["file"] for row in results if row["status"] != 0 or row["answer"] is None] == []


def test_every_good_file_is_accepted(results):
    refused = [row["file"] for row in results if row["expect"].startswith("accept") and "error" in row["answer"]]
    assert refused == []


def test_every_bad_file_is_refused_with_a_sentence(results):
    bad = [row for row in results if row["expect"] == "reject"]
    assert [row["file"] for row in bad if "error" not in row["answer"]] == []
    assert all(row["answer"]["error"].endswith(".") for row in bad)


def test_every_file_stays_within_its_share_of_the_machine(results):
    assert [row["file"] for row in results if row["cpu"] > MAX_SECONDS or row["megabytes"] > MAX_MEGABYTES] == []


def test_no_public_file_carries_metadata(results):
    made = [path for row in results for path in Path(row["folder"]).iterdir()]
    assert len(made) == sum("error" not in row["answer"] for row in results)
    for path in made:
        with Image.open(path) as image:
            assert dict(image.getexif()) == {}
            assert set(image.info) <= {
                "jfif",
                "jfif_version",
                "jfif_unit",
                "jfif_density",
                "progressive",
                "progression",
            }
        assert b"GPS" not in path.read_bytes()
