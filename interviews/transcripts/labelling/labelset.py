"""Which of the candidates are labels: decided by the whole set, never by one line.

A label comes back, takes turns with another, is a word for a part in a conversation (Q, Interviewer, Audience
member), or belongs to a person whom the introduction, the headline or an earlier label names. "One thing: …"
and "Mad Max: Fury Road" open one paragraph each and name nobody; a scene that an answer quotes ("Mother: …
Daughter: …") stays in one place.
"""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from ..source import Block
from .candidates import Candidate, labelled, named
from .grouping import SIMILAR, LabelSet, abbreviates, everyone_in, group, is_part, the_person
from .people import Person, fold, names_in
from .vocabulary import CHORUS, NEVER, is_numbered, is_role_word, role_of

LEADING = 14  # blocks among which the front matter ends
SIGNS = ("colon", "bold", "tab", "bracket", "time", "line", "dot", "dash", "name")
# The signs that only a recurring set can vouch for, because prose uses them too.
WEAK_SIGNS = frozenset(("bold", "tab", "bracket", "line", "dot", "dash", "name"))
NEEDED = {"colon": 2, "time": 2, "bold": 3, "tab": 3, "bracket": 2, "line": 3, "dot": 4, "dash": 3, "name": 3}
# Role words that once before a colon are the heading of a credit: "Interview: Ana Ruiz", "Director: Ana Ruiz".
HEADINGS = frozenset(
    (
        "interview",
        "entrevista",
        "director",
        "filmmaker",
        "subject",
        "guest",
        "press",
        "redaktion",
        "regisseur",
        "regista",
        "editor",
    )
)


def decide(blocks: Sequence[Block], known: Iterable[str] = ()) -> LabelSet:
    """The labels of a text, or an empty set. ``known`` are names from the file's own fields and from the editor.

    A label is no evidence for itself: names are taken from the words after a colon, and a label that occurs once must
    name somebody of the front matter, lest a film that was talked about becomes a speaker.
    """
    options = [
        labelled(block) if block.kind in ("text", "quoted") and block.speaker is None else [] for block in blocks
    ]
    sure = [Person.of(name) for name in dict.fromkeys(known)]
    leading = _named_in(blocks[:LEADING], options)
    best = LabelSet()
    for sign in SIGNS:
        found = _by_sign(blocks, options, [*sure, *leading], sign)
        if _strength(found) > _strength(best) * (1.0 if not best.hits else 1.5):
            best = found
    if best.hits:
        front = _named_in(blocks[: min(best.hits)], options)
        _complete(best, blocks, options, [*sure, *front])
        _drop_title(best, blocks)
        group(best, blocks, [*sure, *front, *leading])
    return best


def _named_in(blocks: Sequence[Block], options: list[list[Candidate]]) -> list[Person]:
    """People whom blocks name, labels aside; the first blocks may be headlines, of which every word counts."""
    texts = []
    for index, block in enumerate(blocks):
        colon = _pick(options[index], "colon") if index > 1 else None
        texts.append(block.text[colon.start if colon else 0 :][:1500])
    return [Person.of(name) for name in front_names(texts)]


def _strength(found: LabelSet) -> float:
    distinct = len({candidate.key for candidate in found.hits.values()})
    return len(found.hits) * (1.0 if distinct > 1 else 0.6)


def _pick(options: list[Candidate], sign: str) -> Candidate | None:
    return next((candidate for candidate in options if candidate.sign == sign), None)


def _by_sign(blocks: Sequence[Block], options: list[list[Candidate]], people: list[Person], sign: str) -> LabelSet:
    if sign == "name":
        tally = _named_tally(blocks, people)
    else:
        tally = {
            index: candidate
            for index, candidates in enumerate(options)
            if (candidate := _pick(candidates, sign)) and candidate.key not in NEVER
        }
    places: dict[str, list[int]] = defaultdict(list)
    for index, candidate in tally.items():
        places[candidate.key].append(index)
    if sign == "name":
        accepted = _often_named(places, people)
    else:
        accepted = _accepted(places, tally, blocks, _with_labels(people, tally, places), sign)
    hits = {index: candidate for index, candidate in tally.items() if candidate.key in accepted}
    on_air = sign == "colon" and any(map(is_on_air, hits.values()))
    if not on_air and (len(hits) < NEEDED[sign] or not _takes_turns(hits, sign)):
        return LabelSet()
    return LabelSet(sign=sign, hits=hits)


def _named_tally(blocks: Sequence[Block], people: list[Person]) -> dict[int, Candidate]:
    keys: dict[str, str] = {}
    for person in people:
        keys[fold(person.name)] = person.name
        for initials in person.initials:
            keys.setdefault(initials.casefold(), person.name)
    tally = {}
    for index, block in enumerate(blocks):
        candidate = named(block, keys) if block.kind == "text" and block.speaker is None else None
        if candidate and (candidate.label.isupper() or " " in candidate.label):
            tally[index] = candidate
    return tally


def _often_named(places: dict[str, list[int]], people: list[Person]) -> set[str]:
    """Names and initials of the people who open several paragraphs, full name and initials counted together."""
    times: Counter[str] = Counter()
    for key, where in places.items():
        if person := the_person(key, people):
            times[person.name] += len(where)
    return {key for key in places if (person := the_person(key, people)) and times[person.name] >= 2}


def _with_labels(people: list[Person], tally: dict[int, Candidate], places: dict[str, list[int]]) -> list[Person]:
    """The people known, and those whose full name is itself a label ("TESSA PRIDE", later "TP")."""
    labels = {candidate.label: candidate.key for candidate in tally.values()}  # each once: a long text repeats them
    own = [Person.of(label) for label, key in labels.items() if 2 <= len(label.split()) <= 4 and not is_role_word(key)]
    return [*people, *(person for person in own if fold(person.name) in places)]


def _accepted(
    places: dict[str, list[int]],
    tally: dict[int, Candidate],
    blocks: Sequence[Block],
    people: list[Person],
    sign: str,
) -> set[str]:
    least = 3 if sign in ("line", "dash", "dot", "bold") else 2
    core = {
        key
        for key, where in places.items()
        if (len(where) >= 2 and (is_part(key) or (sign != "dash" and the_person(key, people))))
        or len(where) >= max(4, least)
    }
    if sign == "dot":
        core = {key for key in core if len(key.replace(" ", "")) <= 3 and len(places[key]) >= 2}
    core = {key for key in core if the_person(key, people) or is_part(key) or not _is_title(key, places, tally, blocks)}
    if not core:
        core = {
            key for key, where in places.items() if len(where) >= least and not _is_title(key, places, tally, blocks)
        }
    core |= _on_air(places, tally, people)
    marks = sorted(index for key in core for index in places[key])
    if len(core) > 1:
        core = {
            k
            for k in core
            if is_part(k)
            or the_person(k, people)
            or is_on_air(tally[places[k][0]])
            or _spread(places[k], marks, k, tally) > 1
        }
    marks = sorted(index for key in core for index in places[key])
    more = {
        key
        for key, where in places.items()
        if key not in core
        and len(where) >= 2
        and core
        and not _is_title(key, places, tally, blocks)
        and _spread(where, marks, key, tally) > 1
    }
    return core | more


def is_on_air(candidate: Candidate) -> bool:
    """Whether a label says what its person does on the radio: "DANA WHITLOCK, HOST", "JON PELL, BYLINE"."""
    return candidate.label.isupper() and candidate.aside.casefold() in ("host", "byline", "co-host", "correspondent")


def _on_air(places: dict[str, list[int]], tally: dict[int, Candidate], people: list[Person]) -> set[str]:
    """Labels of a broadcast: such a one need not recur, for a review has one voice; the surname that follows it is
    the same person's."""
    said = [tally[where[0]] for where in places.values() if is_on_air(tally[where[0]])]
    them = [Person.of(candidate.label) for candidate in said]
    return {key for key in places if the_person(key, them)} if them else set()


def _spread(where: Sequence[int], marks: Sequence[int], key: str, tally: dict[int, Candidate]) -> int:
    """In how many stretches between other labels a key occurs."""
    others = [index for index in marks if tally[index].key != key]
    return len({sum(other < index for other in others) for index in where})


def _is_title(key: str, places: dict[str, list[int]], tally: dict[int, Candidate], blocks: Sequence[Block]) -> bool:
    """Whether the same word always follows: "Mad Max: Fury Road" twice is a film, not a speaker."""
    following = [blocks[index].text[tally[index].start :].split()[:1] for index in places[key]]
    words = {tuple(words) for words in following}
    return len(following) >= 2 and len(words) == 1 and bool(following[0])


def _takes_turns(hits: dict[int, Candidate], sign: str) -> bool:
    """Labels alternate; a heading style or a list that repeats one word does not carry a conversation, unless the words
    between are the other side's."""
    order = [hits[index].key for index in sorted(hits)]
    distinct = len(set(order))
    if distinct > 1:
        changes = sum(one != other for one, other in itertools.pairwise(order))
        return changes >= max(1, len(order) // 5) and (sign != "dash" or max(Counter(order).values()) >= 2)
    gaps = [later - earlier for earlier, later in zip(sorted(hits), sorted(hits)[1:], strict=False)]
    return (
        sign in ("colon", "bold", "tab", "bracket", "dash", "dot")
        and len(order) >= 2
        and sum(gap > 1 for gap in gaps) >= len(gaps) * 0.6
    )


def _complete(found: LabelSet, blocks: Sequence[Block], options: list[list[Candidate]], people: list[Person]) -> None:
    """Add the labels that occur once or are misspelt, once the set is known."""
    keys = Counter(candidate.key for candidate in found.hits.values())
    everyone = everyone_in(found, blocks, people)
    upper = all(c.label.isupper() for c in found.hits.values() if len(c.label) > 1) and any(
        len(c.label) > 2 for c in found.hits.values()
    )
    first = min(found.hits)
    for index, candidates in enumerate(options):
        if index in found.hits:
            continue
        for candidate in candidates:
            near = index >= first - 4 and is_part(candidate.key) and len(candidate.key) > 2
            opening = first - 4 <= index <= first + 3 and candidate.start < len(blocks[index].text)
            verdict = _once(candidate, keys, everyone, upper, found.sign, index > first or near, opening)
            if verdict and candidate.sign == "line" and (index + 1 in found.hits or index + 1 == len(blocks)):
                continue  # a line in capitals right before a label is a heading
            if verdict is not None:
                found.hits[index] = candidate
                if verdict:
                    found.doubts[index] = verdict
                break
    short = {
        key: key
        for key in keys
        if " " in key or (len(key) >= 2 and any(c.key == key and c.label.isupper() for c in found.hits.values()))
    }
    for index, block in enumerate(blocks):
        if index > first and index not in found.hits and options[index] is not None and block.kind == "text":
            bare = named(block, short) if found.sign != "name" else None
            if bare and bare.label.isupper() and len(bare.label) >= 2:
                found.hits[index] = bare


def _once(
    candidate: Candidate,
    keys: Counter[str],
    everyone: list[Person],
    upper: bool,
    sign: str,
    inside: bool,
    opening: bool = False,
) -> str | None:
    """Why a label that the set did not vouch for is one: "" for sure, a reason to look, None when it is not."""
    key = candidate.key
    if key in NEVER or (candidate.sign in WEAK_SIGNS and candidate.sign != sign):
        return "" if key in keys and candidate.sign in ("bracket", "bold", "tab") and len(key) > 1 else None
    if key in keys:
        return ""
    if len(key) == 1 and candidate.label.isupper() and inside and sign == candidate.sign:
        return "" if sum(other[0] == key for other in keys if len(other) > 2) == 1 and not is_part(key) else None
    if opening and candidate.sign == sign and _in_full(candidate, keys):
        return ""
    if sign in ("dot", "dash"):
        return None
    if inside and (key in CHORUS or is_numbered(key) or (is_role_word(key) and len(key) > 2 and key not in HEADINGS)):
        return ""
    if sign == "line":
        return "this label occurs once" if inside and upper and candidate.label.isupper() and len(key) > 2 else None
    if (person := the_person(key, everyone)) and (inside or len(key) > 3):
        certain = len(key) > 2 and not person.initialled(key)
        return "" if certain or candidate.label.isupper() else None
    if any(abbreviates(other.upper(), candidate.label) for other in keys if 2 <= len(other) <= 5):
        return ""
    return _look_alike(candidate, keys, upper) if inside else None


def _in_full(candidate: Candidate, keys: Counter[str]) -> bool:
    """Whether a label right before the others is one of them in full: many houses print a name whole once and
    then its initial or surname ("CineAsia – … C – …", "Nader Sepehr: … Sepehr: …"). Only the label's first
    appearance can be longer, and exactly one later label may come of it."""
    words = candidate.key.split()
    if not 1 <= len(words) <= 4 or is_part(candidate.key):
        return False
    if any(word[:1].islower() for word in candidate.label.split()):
        return False
    short = [
        key
        for key in keys
        if not is_part(key)
        and ((len(key) == 1 and candidate.key[0] == key) or (len(key) > 2 and key != candidate.key and key in words))
    ]
    return len(short) == 1


def _look_alike(candidate: Candidate, keys: Counter[str], upper: bool) -> str | None:
    """Why a label that nothing explains may be one all the same: it looks like another, or like all others."""
    key = candidate.key
    if any(len(other) >= 4 and len(key) >= 4 and fuzz.ratio(key, other) >= SIMILAR for other in keys):
        return "this label is spelt differently from the others"
    if upper and candidate.label.isupper() and len(candidate.label) > 2:
        return "this label occurs once"
    return None


def _drop_title(found: LabelSet, blocks: Sequence[Block]) -> None:
    """A headline such as "Ana Ruiz: “A map is a promise”" opens with a label by chance: it stands at the top, ends
    without a full stop, and unlabelled lines follow it."""
    for index in sorted(found.hits)[:2]:
        candidate = found.hits[index]
        if index > 3 or is_role_word(candidate.key) or is_numbered(candidate.key):
            return
        text = blocks[index].text.rstrip()
        alone = candidate.start >= len(text)
        if alone and (text.endswith((":", "：")) or (index + 1 < len(blocks) and not blocks[index + 1].gap)):
            return  # a label on a line of its own, with the speech below
        follows = index + 1 < len(blocks) and index + 1 not in found.hits
        if blocks[index].kind == "heading" or (
            follows and len(text) < 200 and not re.search(r"[.?!…。？！؟][”\"’»)」』]?$", text)
        ):
            del found.hits[index]
            found.doubts.pop(index, None)


def opening_pair(blocks: Sequence[Block], people: Sequence[Person]) -> LabelSet | None:
    """The labels of a first exchange where the rest has none: two neighbours with different labels, or one question
    labelled in capitals (a publication's)."""
    found: list[tuple[int, Candidate]] = []
    for index, block in enumerate(blocks):
        candidate = _pick(labelled(block), "colon") if block.kind == "text" else None
        if candidate and candidate.key not in NEVER and candidate.start < len(block.text):
            known = the_person(candidate.key, people) is not None or is_role_word(candidate.key)
            if (known and candidate.key not in HEADINGS) or (candidate.label.isupper() and len(candidate.label) > 1):
                found.append((index, candidate))
    if not 1 <= len(found) <= 2 or len(blocks) - found[-1][0] < 4:
        return None
    if len(found) == 2 and (found[1][0] != found[0][0] + 1 or found[0][1].key == found[1][1].key):
        return None
    if len(found) == 1 and not blocks[found[0][0]].text.rstrip().endswith(("?", "？", "؟")):
        return None
    labels = LabelSet(sign="colon", hits=dict(found))
    group(labels, blocks, list(people))
    return labels


def front_names(texts: Iterable[str]) -> list[str]:
    """Names of the front matter in order, each once."""
    return list(dict.fromkeys(name for text in texts for name in names_in(text)))


__all__ = ["LabelSet", "decide", "front_names", "role_of"]
