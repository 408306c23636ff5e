"""Score a reading against a labelled case, by words: case, punctuation and spacing do not count.

Measures, each for one case: ``F1`` of turn boundaries, ``speaker`` and ``role`` (share of the words spoken that are given
to the right one), ``intro`` (1 when word for word), ``meta``, ``dir`` and ``emph`` (F1), ``loss`` (share of the expected
words that are nowhere), ``gain`` (share of the printed words that are not expected), ``silent`` (share of the words
given to the wrong speaker in a turn not marked uncertain) and ``asked`` (share of the turns marked uncertain).
"""

import itertools
import json
import re
import unicodedata
from collections import Counter
from datetime import datetime
from difflib import SequenceMatcher
from statistics import mean

MEASURES = ("F1", "speaker", "role", "intro", "meta", "dir", "emph", "loss", "gain", "silent", "asked")
META = ("title", "dek", "published", "updated", "byline")
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")


def words(text):
    bare = re.sub("['’‘\u200c\u00ad]", "", unicodedata.normalize("NFKC", text or ""))
    return WORD.findall(bare.casefold())


def score(expected, got):
    """A dictionary of MEASURES."""
    want, have = _stream(expected), _stream(got)
    pairs = _pairs([word for word, _place in want], [word for word, _place in have])
    result = {"F1": _boundaries(want, have, pairs)}
    result.update(_speakers(expected, got, want, have, pairs))
    result["intro"] = float(_all(expected["intro"]) == _all(got["intro"]))
    result["meta"] = _meta(expected["meta"], got["meta"])
    for name, key in (("dir", "directions"), ("emph", "emphasis")):
        result[name] = _f1(*(Counter(_notes(side, key)) for side in (expected, got)))
    printed = [_bag(side, ("intro", "outro")) for side in (expected, got)]
    everything = [_bag(side, ("intro", "outro", "other")) + _meta_words(side) for side in (expected, got)]
    kept = everything[1] + Counter(_all(got.get("droppable") or []))
    result["loss"] = (everything[0] - kept).total() / max(1, everything[0].total())
    result["gain"] = (printed[1] - printed[0]).total() / max(1, printed[1].total())
    turns = got["turns"]
    result["asked"] = sum(bool(turn.get("uncertain")) for turn in turns) / len(turns) if turns else 0.0
    return result


def _stream(case):
    """(word, number of its turn) for every word spoken, -1 in the introduction and the outro; the words of a direction
    stand for a turn that has no others."""
    stream = [(word, -1) for text in case["intro"] for word in words(text)]
    for number, turn in enumerate(case["turns"]):
        spoken = _all(turn["paragraphs"]) or _all(turn.get("directions") or [])
        stream += [(word, number) for word in spoken]
    return stream + [(word, -1) for text in case["outro"] for word in words(text)]


def _all(texts):
    return [word for text in texts for word in words(text)]


def _pairs(one, two):
    blocks = SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks()
    return {a + n: b + n for a, b, size in blocks for n in range(size)}


def _starts(stream):
    return {
        index
        for index, (_word, turn) in enumerate(stream)
        if turn >= 0 and (index == 0 or stream[index - 1][1] != turn)
    }


def _boundaries(want, have, pairs):
    expected, got = _starts(want), _starts(have)
    right = sum(pairs.get(index) in got for index in expected)
    return 2 * right / (len(expected) + len(got)) if expected or got else 1.0


def _speakers(expected, got, want, have, pairs):
    def who(case, turn):
        return case["turns"][turn]["speaker"] if turn >= 0 else "text"

    def role(case, speaker):
        return case["speakers"][speaker]["role"] if isinstance(speaker, int) else None

    cells = [
        (
            who(expected, turn),
            who(got, have[pairs[index]][1]) if index in pairs else "lost",
            have[pairs[index]][1] if index in pairs else -1,
        )
        for index, (_word, turn) in enumerate(want)
        if turn >= 0
    ]
    if not cells:
        return {
            "speaker": float(not got["turns"]),
            "role": float(not got["turns"]),
            "silent": float(bool(got["turns"])),
        }
    pairing = _best([(one, other) for one, other, _turn in cells])
    right = [pairing.get(one, one if one is None else "none") == other for one, other, _turn in cells]
    sure = [not (turn >= 0 and got["turns"][turn].get("uncertain")) for _one, _other, turn in cells]
    voiced = [(one, other) for one, other, _turn in cells if one is not None]
    return {
        "speaker": sum(right) / len(cells),
        "role": sum(role(expected, one) == role(got, other) for one, other in voiced) / max(1, len(voiced)),
        "silent": sum(not fine and silent for fine, silent in zip(right, sure, strict=True)) / len(cells),
    }


def _best(cells):
    """The one-to-one pairing of speakers under which most words are right."""
    weight = Counter(cells)
    left = sorted({one for one, _other in weight if isinstance(one, int)})
    right = sorted({other for _one, other in weight if isinstance(other, int)})
    slots = right + [None] * len(left)
    if len(left) > 6:
        return {one: max(right, key=lambda other: weight[one, other], default="none") for one in left} | {None: None}
    best = max(
        set(itertools.permutations(slots, len(left))),
        key=lambda choice: sum(weight[pair] for pair in zip(left, choice, strict=True) if pair[1] is not None),
    )
    return {one: other if other is not None else "none" for one, other in zip(left, best, strict=True)} | {None: None}


def _meta(expected, got):
    keys = [key for key in META if expected.get(key) or got.get(key)]
    return sum(_same(key, expected.get(key), got.get(key)) for key in keys) / len(keys) if keys else 1.0


def _same(key, want, have):
    if not want or not have:
        return False
    if key not in ("published", "updated"):
        return words(want) == words(have)
    one, two = datetime.fromisoformat(want), datetime.fromisoformat(have)
    return len(want) == len(have) and (one.tzinfo is None) == (two.tzinfo is None) and one == two


def _notes(case, key):
    return [
        (number if key == "directions" else 0, tuple(words(note)))
        for number, turn in enumerate(case["turns"])
        for note in turn.get(key) or ()
    ]


def _f1(expected, got):
    total = expected.total() + got.total()
    return 2 * (expected & got).total() / total if total else 1.0


def _bag(case, keys):
    bag = Counter(word for key in keys for word in _all(case.get(key) or []))
    for turn in case["turns"]:
        bag.update(_all(turn["paragraphs"]) + _all(turn.get("directions") or []))
    return bag


def _meta_words(case):
    return Counter(
        word
        for key, value in case["meta"].items()
        if key not in ("published", "updated") and isinstance(value, str)
        for word in words(value)
    )


def score_folder(cases, predictions):
    """{name: measures} for every case of a folder, and their means under "ALL"; a missing prediction is an empty one."""
    nothing = {"meta": {}, "speakers": [], "intro": [], "turns": [], "outro": [], "other": []}
    table = {}
    for path in sorted(cases.glob("*.expected.json")):
        name = path.name.removesuffix(".expected.json")
        found = predictions / f"{name}.json"
        got = json.loads(found.read_text(encoding="utf-8")) if found.exists() else nothing
        table[name] = score(json.loads(path.read_text(encoding="utf-8")), got)
    table["ALL"] = {measure: mean(row[measure] for row in table.values()) for measure in MEASURES}
    return table


def as_text(table):
    """The table for a terminal: a row a case, the means last."""
    width = max(map(len, table))
    head = " " * width + "".join(f"{measure:>9}" for measure in MEASURES)
    rows = [f"{name:{width}}" + "".join(f"{row[measure]:9.3f}" for measure in MEASURES) for name, row in table.items()]
    return "\n".join([head, *rows])
