"""The importer on whole files: our own cases of house styles and formats, and the shared corpus where it is at hand."""

import importlib.util
import json
from pathlib import Path
from statistics import mean

import pytest

from interviews.transcripts import read

HERE = Path(__file__).resolve()
OWN = HERE.parents[2] / "data" / "transcripts"
SHARED = HERE.parents[4] / "shared" / "transcripts" / "dev"
LEAST = {"F1": 0.97, "speaker": 0.97, "role": 0.97, "intro": 0.95, "meta": 0.95, "dir": 0.95, "emph": 0.95}
MOST = {"gain": 0.002, "silent": 0.005, "asked": 0.20}

spec = importlib.util.spec_from_file_location("scorer", HERE.with_name("scorer.py"))
scorer = importlib.util.module_from_spec(spec)
spec.loader.exec_module(scorer)


def inputs(folder):
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in found if (folder / f"{path.stem}.expected.json").exists())


def labelled(path):
    return json.loads(path.with_name(f"{path.stem}.expected.json").read_text(encoding="utf-8"))


def scores(path):
    return scorer.score(labelled(path), read(path.read_bytes(), filename=path.name).to_json())


def test_own_corpus_is_there():
    assert len(inputs(OWN)) >= 40


@pytest.mark.parametrize("path", inputs(OWN), ids=lambda path: path.stem)
def test_own_case_is_read_without_a_wrong_word(path):
    found = scores(path)
    asked = found.pop("asked")
    assert found == dict.fromkeys(found, 1.0) | {"loss": 0.0, "gain": 0.0, "silent": 0.0}
    assert asked <= (1.0 if path.stem in ("cover_letter", "kicked_headline") else 0.2)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not beside this checkout")
def test_shared_corpus_meets_every_bar():
    table = {path.stem: scores(path) for path in inputs(SHARED)}
    means = {measure: mean(row[measure] for row in table.values()) for measure in scorer.MEASURES}
    assert {name: value for name, value in means.items() if value < LEAST.get(name, 0)} == {}
    assert {name: value for name, value in means.items() if value > MOST.get(name, 1)} == {}
    assert [name for name, row in table.items() if row["loss"]] == []


def test_scorer_gives_the_expected_reading_full_marks():
    case = labelled(OWN / "twin.txt")
    perfect = scorer.score(case, case)
    assert perfect == dict.fromkeys(perfect, 1.0) | {"loss": 0.0, "gain": 0.0, "silent": 0.0, "asked": 0.0}


def test_scorer_sees_two_speakers_swapped():
    case = labelled(OWN / "twin.txt")
    swapped = json.loads(json.dumps(case))
    for turn in swapped["turns"][:4]:
        turn["speaker"] = 2 if turn["speaker"] == 1 else turn["speaker"]
    found = scorer.score(case, swapped)
    assert found["F1"] == 1.0
    assert 0 < found["silent"] == pytest.approx(1 - found["speaker"])


def test_scorer_sees_lost_and_invented_words():
    case = labelled(OWN / "twin.txt")
    other = json.loads(json.dumps(case))
    other["turns"][0]["paragraphs"] = ["Something else entirely."]
    found = scorer.score(case, other)
    assert found["loss"] > 0
    assert found["gain"] > 0
