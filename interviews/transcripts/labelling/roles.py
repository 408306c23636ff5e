"""Who asks, who is asked, who only stands by; and what the file tells of their names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Role
from .people import Person, fold
from .questions import ends_asking
from .vocabulary import CHORUS, ROOM, is_numbered, role_of

ASIDE_OTHER = re.compile(
    r"\b(?:pr|publicist|press agent|press officer|interpreter|translator|byline|assistant|manager|agent"
    r"|attachée? de presse|dolmetscher\w*|通訳)\b",
    re.IGNORECASE,
)
ASIDE_ASKER = re.compile(
    r"\b(?:host|moderator|interviewer|presenter|critic|journalist|freelance|festival director|programmer"
    r"|animateur|moderatorin?|司会)\b",
    re.IGNORECASE,
)


# Words for the one who is asked that are names of magazines too.
ALSO_TITLES = frozenset(("filmmaker", "the filmmaker", "director", "cineasta", "regista"))


@dataclass(slots=True)
class Share:
    """What a speaker says in all, measured over turns."""

    key: str
    turns: int = 0
    characters: int = 0
    asking: int = 0
    first: int = 0
    openings: int = 0

    @property
    def rate(self) -> float:
        return self.asking / self.turns if self.turns else 0.0

    @property
    def length(self) -> float:
        return self.characters / self.turns if self.turns else 0.0


def shares(turns: Sequence[tuple[str, str]]) -> dict[str, Share]:
    """Measure (speaker, words) turns."""
    found: dict[str, Share] = {}
    for number, (key, text) in enumerate(turns):
        share = found.setdefault(key, Share(key, first=number))
        share.turns += 1
        share.characters += len(text)
        share.asking += ends_asking(text)
        share.openings += number == 0
    return found


def assign(
    turns: Sequence[tuple[str, str]],
    asides: dict[str, set[str]],
    people: dict[str, Person],
    byline: str,
    askers: Sequence[str] = (),
) -> tuple[dict[str, Role], set[str]]:
    """A role for each speaker, and the speakers whose role is a guess."""
    measured = shares(turns)
    roles: dict[str, Role] = {}
    for key in measured:
        if stated := _stated(key, asides.get(key, set())):
            roles[key] = stated
    _magazine(measured, roles)
    _by_name(measured, roles, people, byline, askers)
    _bystanders(measured, roles, people, turns)
    unsure: set[str] = set()
    _by_conduct(measured, roles, unsure)
    return roles, unsure


def _magazine(measured: dict[str, Share], roles: dict[str, Role]) -> None:
    """A label such as "Filmmaker", alone in stating a role, may be the magazine of that name: when it asks more than
    anybody else it asks."""
    stated = [key for key, role in roles.items() if role == "interviewee" and fold(key) in ALSO_TITLES]
    if len(stated) != 1 or "interviewer" in roles.values() or len(measured) < 2:
        return
    mine = measured[stated[0]]
    if mine.rate >= 0.4 and all(mine.rate > share.rate for key, share in measured.items() if key != mine.key):
        roles[mine.key] = "interviewer"


def _stated(key: str, asides: set[str]) -> Role | None:
    said = " ".join(asides)
    if ASIDE_OTHER.search(said) and not re.search(r"through", said):
        return "other"
    if ASIDE_ASKER.search(said):
        return "interviewer"
    key = fold(key)
    return "interviewee" if key in CHORUS else role_of(key)


def _by_name(
    measured: dict[str, Share],
    roles: dict[str, Role],
    people: dict[str, Person],
    byline: str,
    askers: Sequence[str],
) -> None:
    """Whose name is the byline, or credited with the interview, asks."""
    writers = [fold(name) for name in (byline, *askers) if name]
    for key, person in people.items():
        if (
            key in measured
            and key not in roles
            and any(fold(person.name) in name or name in fold(person.name) for name in writers)
        ):
            roles[key] = "interviewer"


def _by_conduct(measured: dict[str, Share], roles: dict[str, Role], unsure: set[str]) -> None:
    """Those left: who asks more and says less at a time asks; whoever remains beside an asker is asked."""
    left = [share for key, share in measured.items() if key not in roles]
    if not left:
        return
    has_asker = any(role == "interviewer" and not ROOM.search(fold(key)) for key, role in roles.items())
    has_answerer = any(role == "interviewee" and key not in CHORUS for key, role in roles.items())
    if (has_asker and not has_answerer) or (has_asker and len(left) == 1):
        for share in left:
            roles[share.key] = (
                "interviewer" if share.rate >= 0.6 and share.turns >= 2 and len(left) > 1 else "interviewee"
            )
        if not any(roles[share.key] == "interviewee" for share in left) and not has_answerer:
            roles[max(left, key=lambda share: share.length).key] = "interviewee"
        return
    if has_answerer and not has_asker:
        main = max(left, key=lambda share: (share.rate, share.turns))
        for share in left:
            roles[share.key] = "interviewer" if share is main or share.rate >= 0.5 else "interviewee"
        return
    _rank(left, roles, unsure)


def _rank(left: list[Share], roles: dict[str, Role], unsure: set[str]) -> None:
    """Nothing is stated: the speaker who asks most and opens asks."""
    weighty = [share for share in left if share.turns >= 2] or left
    total = sum(share.characters for share in weighty) or 1

    def score(share: Share) -> float:
        return (
            share.rate * 2
            + 0.35 * (share.first == min(other.first for other in left))
            - 0.8 * share.characters / total
            + min(share.turns, 10) * 0.01
        )

    best = max(weighty, key=score)
    for share in left:
        similar = share.rate >= 0.5 and share.rate >= best.rate * 0.6 and share.turns >= 2
        roles[share.key] = "interviewer" if share is best or similar else "interviewee"
    if len(left) > 1 and all(roles[share.key] == "interviewer" for share in left):
        roles[max(left, key=lambda share: share.length).key] = "interviewee"
    others = sorted((score(share) for share in weighty if share is not best), reverse=True)
    if others and score(best) - others[0] < 0.15:
        unsure |= {share.key for share in left}


def _bystanders(
    measured: dict[str, Share], roles: dict[str, Role], people: dict[str, Person], turns: Sequence[tuple[str, str]]
) -> None:
    """A machine-numbered voice that says a few short things in one place is nobody's guest: a waiter, a passer-by."""
    if len(measured) < 3:
        return
    total = sum(share.characters for share in measured.values()) or 1
    for key, share in measured.items():
        nameless = is_numbered(fold(key)) and key not in people and key not in roles
        where = [number for number, (who, _text) in enumerate(turns) if who == key]
        near = where[-1] - where[0] <= 6
        among_named = not any(is_numbered(fold(other)) for other in measured if other != key) and share.turns <= 2
        if nameless and share.turns <= 3 and near and (share.characters < total * 0.06 or among_named):
            roles[key] = "other"
