"""One speaker for all the ways of printing a label: full name then initials, a misspelling, an abbreviation."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from ..model import Role
from ..source import Block
from .candidates import Candidate
from .people import Person, completed, fold
from .vocabulary import is_numbered, is_role_word, same_role_word

SIMILAR = 82


@dataclass(slots=True)
class LabelSet:
    """The labels found: ``hits`` by block, ``speaker`` the canonical key for each key, ``printed`` the labels
    as printed
    for each canonical key, ``people`` whom they belong to, ``doubts`` why a hit should be looked at."""

    sign: str = ""
    hits: dict[int, Candidate] = field(default_factory=dict)
    speaker: dict[str, str] = field(default_factory=dict)
    printed: dict[str, list[str]] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    doubts: dict[int, str] = field(default_factory=dict)
    asides: dict[str, set[str]] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)

    def who(self, index: int) -> str:
        return self.speaker[self.hits[index].key]

    def speakers(self) -> list[str]:
        return list(dict.fromkeys(self.who(index) for index in sorted(self.hits)))


def is_part(key: str) -> bool:
    return is_role_word(key) or is_numbered(key)


def the_person(key: str, people: Iterable[Person]) -> Person | None:
    """The one person that a key can mean; of several, the one who is named in full by it."""
    found = [person for person in people if person.called(key) or person.initialled(key)]
    exact = [person for person in found if fold(person.name) == key]
    if exact:
        return exact[0]
    names = {fold(person.name) for person in found}
    if len(names) > 1:
        families = {person.family for person in found}
        return found[0] if len(families) == 1 and len(names) == 2 and _nested(names) else None
    return found[0] if found else None


def _nested(names: set[str]) -> bool:
    short, long = sorted(names, key=len)
    return set(short.split()) <= set(long.split())


def everyone_in(found: LabelSet, blocks: Sequence[Block], people: list[Person]) -> list[Person]:
    """Known people, those who are labels in full, and full names that complete a label's given name."""
    text = "\n".join(block.text for block in blocks)
    everyone = list(people)
    for label in dict.fromkeys(candidate.label for candidate in found.hits.values()):
        if is_role_word(fold(label)) or is_numbered(fold(label)):
            continue
        if 2 <= len(label.split()) <= 4:
            everyone.append(Person.of(label))
        elif len(label) > 2 and not label.isupper() and not the_person(fold(label), people):
            everyone += [Person.of(name) for name in (completed(label, text),) if name]
    return everyone


def group(found: LabelSet, blocks: Sequence[Block], people: list[Person]) -> None:
    """One speaker for all the ways of printing a label."""
    everyone = everyone_in(found, blocks, people)
    count = Counter(candidate.key for candidate in found.hits.values())
    order = list(dict.fromkeys(found.hits[index].key for index in sorted(found.hits)))
    labels = {candidate.key: candidate.label for candidate in reversed([found.hits[i] for i in sorted(found.hits)])}
    for key in order:
        found.speaker[key] = _same(key, labels, found, everyone, count)
        person = None if is_part(key) else the_person(key, everyone)
        canonical = found.speaker[key]
        known = found.people.get(canonical)
        # a label that prints the name in full is not made longer by a word that stands before it somewhere
        if person and (
            known is None or (len(person.parts) > len(known.parts) and fold(known.name) not in (canonical, key))
        ):
            found.people[canonical] = person
    for index in sorted(found.hits):
        candidate = found.hits[index]
        printed = found.printed.setdefault(found.speaker[candidate.key], [])
        if candidate.label not in printed:
            printed.append(candidate.label)
        if candidate.aside:
            found.asides.setdefault(found.speaker[candidate.key], set()).add(candidate.aside)


def _same(key: str, labels: dict[str, str], found: LabelSet, everyone: list[Person], count: Counter[str]) -> str:
    """The canonical key of an earlier label that this one repeats, else the key itself."""
    earlier = list(found.speaker)
    person = None if is_part(key) else the_person(key, everyone)
    for other in earlier:
        if is_role_word(key) and is_role_word(other) and same_role_word(key, other):
            return found.speaker[other]
        if is_numbered(key) or is_numbered(other):
            continue
        theirs = found.people.get(found.speaker[other])
        if (
            person
            and theirs
            and (fold(person.name) == fold(theirs.name) or _nested({fold(person.name), fold(theirs.name)}))
        ):
            return found.speaker[other]
        if not is_part(other) and abbreviates(labels[key], labels[other]):
            return found.speaker[other]
        if len(key) == 1 and not is_part(key) and len(other) > 2 and other[0] == key:
            return found.speaker[other]
    for other in earlier:
        rare = min(count[key], count[other]) <= max(1, max(count[key], count[other]) // 4)
        if rare and len(key) >= 4 and len(other) >= 4 and not is_numbered(key) and fuzz.ratio(key, other) >= SIMILAR:
            return found.speaker[other]
    return key


def abbreviates(short: str, long: str) -> bool:
    """ "FDC" for "FilmDeCulte", "H2N" for "Hammer to Nail", "AVC" for "The A.V. Club", "HC" for "Hors-champ"."""
    compact = re.sub(r"[^\w]", "", short)
    if (
        not 2 <= len(compact) <= 5
        or len(long) <= len(compact) + 1
        or not (compact.isupper() or (compact.isalnum() and compact[0].isupper()))
    ):
        return False
    words = re.findall(r"[A-ZÀ-Þ]?[a-zß-ÿ]+|[A-ZÀ-Þ]+(?![a-zß-ÿ])|\d+", long)
    forms = set()
    for kept in (
        words,
        [w for w in words if w.casefold() not in ("the", "le", "la", "les", "of", "de", "and", "et", "der", "die")],
    ):
        forms.add("".join(w[0] for w in kept).upper())
        forms.add(
            "".join("2" if w.casefold() == "to" else "N" if w.casefold() == "and" else w[0] for w in kept).upper()
        )
        forms.add("".join(w if w.isupper() and len(w) <= 2 else w[0] for w in kept).upper())
    return compact.upper() in forms
