"""Family F, first half: the names of people and characters against the catalogue."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from journal.document.messages import gettext_noop as _

from .facts import Facts, Person
from .issues import BLOCK, INFO, WARN, Issue
from .names import bare, begins_sentence, folded, folded_with_places, is_near, sounds_like, tokens
from .proof import Passage, Proof
from .style import Style

WORD_WITH_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w’'-]*\w"
SHORT_NAME = rf"{WORD_WITH_CAPITAL}(?: {WORD_WITH_CAPITAL}){{0,3}}"
ROLE_BEHIND = re.compile(
    rf"(?P<character>{SHORT_NAME})"
    rf"(?: ?\((?:played by )?(?P<actor>[^()\d]{{3,60}})\)|,? played by (?P<played>{SHORT_NAME}))"
)
# What may stand before an actor in brackets without being a character.
NOT_CHARACTERS = frozenset(
    {"director", "actor", "actress", "star", "producer", "writer", "host", "photo", "photographs"}
)
TOKEN = re.compile(r"[\w’'-]*\w")
CHARACTER_ALIKE = 0.93
DRIFT_ALIKE = 0.74
TWICE = 2
CLAIMS = (
    (re.compile(r"\b(?:[Dd]irectors?|[Dd]irected by|film-?makers?) $"), ("Director",), _("director")),
    (
        re.compile(r"\b(?:(?:[Ss]creen)?writers?|[Ww]ritten by|[Ss]creenplay by|[Ss]cripted by) $"),
        ("Screenplay", "Writer", "Story", "Author"),
        _("writer"),
    ),
    (
        re.compile(r"\b(?:[Cc]omposers?|[Mm]usic by|[Ss]cored by|[Ss]core by) $"),
        ("Original Music Composer",),
        _("composer"),
    ),
    (
        re.compile(r"\b(?:[Cc]inematographers?|[Dd]irectors? of photography|[Ss]hot by|[Pp]hotographed by) $"),
        ("Director of Photography",),
        _("director of photography"),
    ),
    (re.compile(r"\b(?:[Ee]dited by|[Ff]ilm editors?) $"), ("Editor",), _("editor")),
    (re.compile(r"\b(?:[Pp]roducers?|[Pp]roduced by) $"), ("Producer", "Executive Producer"), _("producer")),
)
THE_LATE = re.compile(r"\b[Tt]he late(?:,? great)? $")


def _issue(rule: str, severity: str, message: str, passage: Passage, start: int, end: int, **more: object) -> Issue:
    excerpt = passage.text[start:end]
    suggestion = more.pop("suggestion", None)
    params = {"words": excerpt, **more}
    fix = suggestion if isinstance(suggestion, str) else None
    return Issue(rule, severity, message, params, passage.id, passage.field, (start, end), excerpt, fix)


def wrong_character(proof: Proof, style: Style) -> Iterator[Issue]:
    """F02: "Martin (Jan Dorn)" where the catalogue has him as Matthias."""
    roles = _roles(proof.facts)
    if not roles:
        return
    for passage in proof.passages:
        for match in ROLE_BEHIND.finditer(passage.text):
            actor = folded((match["actor"] or match["played"]).strip())
            character = _character(match["character"], passage.text, match.start("character"))
            if actor not in roles or not character or _is_any(character, roles[actor]):
                continue
            start = match.start("character") + match["character"].index(character)
            message = _("“%(words)s”: the catalogue has %(actor)s as %(known)s.")
            known = roles[actor][0]
            end, said = start + len(character), (match["actor"] or match["played"]).strip()
            fix = _as_much_of(known, character)
            yield _issue("F02", WARN, message, passage, start, end, suggestion=fix, actor=said, known=known)


def _as_much_of(known: str, character: str) -> str:
    """The first name alone where the text has but one name."""
    return known if " " in character else known.split()[0]


def _roles(facts: Facts) -> dict[str, list[str]]:
    """By actor, folded, the characters played in the linked films."""
    roles: dict[str, list[str]] = defaultdict(list)
    for film in facts.films:
        for credit in film.credits:
            if credit.character:
                roles[folded(credit.person)].append(credit.character)
    return roles


def _character(words: str, text: str, at: int) -> str:
    """The name before the brackets, without a word that has its capital from the beginning of the sentence."""
    parts = words.split()
    if (
        len(parts) > 1
        and begins_sentence(text, at)
        and parts[0] in ("The", "When", "As", "But", "And", "While", "With")
    ):
        parts = parts[1:]
    return "" if folded(parts[-1]) in NOT_CHARACTERS else " ".join(parts)


def _is_any(character: str, known: list[str]) -> bool:
    """Whether one part of the name is, or begins, or sounds like one part of a known one."""
    theirs = [part for name in known for part in tokens(name)]
    return any(
        our == their or their.startswith(our) or our.startswith(their) or sounds_like(our, their) >= CHARACTER_ALIKE
        for our in tokens(character)
        for their in theirs
    )


def names_to_verify(proof: Proof, style: Style) -> Iterator[Issue]:
    """F03: names used twice or more that neither the catalogue nor the participants know. A list to look through: a
    renamed character stands in it in 98 pieces of 100, and most pieces have none."""
    known = _known_tokens(proof.facts)
    counts: Counter[str] = Counter()
    first: dict[str, tuple[Passage, int, int]] = {}
    for passage in proof.passages:
        if passage.field in ("headline", "title", "cite"):
            continue
        for start, end, word in passage.capitals:
            if folded(word) not in known:
                counts[word] += 1
                first.setdefault(word, (passage, start, end))
    if not counts:
        return
    # At the beginning of a sentence it is the name too; in small letters anywhere it is none.
    everywhere = Counter(bare(word) for word in TOKEN.findall(f"{proof.facts.dek}\n{proof.words}"))
    for word in counts:
        if everywhere[word] < TWICE or everywhere[word.lower()]:
            continue
        near = _nearest(folded(word), proof.facts)
        passage, start, end = first[word]
        message = _("“%(words)s”, %(count)d times: a name that the catalogue does not know.")
        if near:
            message = _("“%(words)s”, %(count)d times: a name that the catalogue does not know. Is it %(near)s?")
        more = {"count": everywhere[word], "near": near.capitalize() if near else ""}
        yield _issue("F03", INFO, message, passage, start, end, **more)


def _nearest(word: str, facts: Facts) -> str | None:
    """The part of a character's name that the word may be meant for."""
    characters = [credit.character for film in facts.films for credit in film.credits if credit.character]
    parts = {part for name in characters for part in tokens(name) if part[0] == word[0] and len(part) > 3}
    likeness, best = max(((sounds_like(word, part), part) for part in parts), default=(0.0, ""))
    return best if likeness >= DRIFT_ALIKE else None


def _known_tokens(facts: Facts) -> set[str]:
    names = [*facts.known_names(), *(title for film in facts.films for title in film.names)]
    names += [award.name for award in facts.awards] + [award.to for award in facts.awards]
    names += [person_name for person in facts.people for person_name in person.never_print]
    names += [facts.edition.name] if facts.edition else []
    names += [who.label for who in facts.participants]
    return {part for name in names for token in tokens(name) for part in (token, *token.split("-"))}


def near_misses(proof: Proof, style: Style) -> Iterator[Issue]:
    """F04: "Nicholas Cage". The most valuable check of all: three in four of its findings in print were mistakes."""
    known = {folded(name): name for name in _people(proof.facts)}
    if not known:
        return
    aliases = {folded(alias) for person in proof.facts.people for alias in (*person.aliases, *person.never_print)}
    exact = set(known) | aliases
    seen: set[str] = set()
    for passage in proof.passages:
        for start, _end, words in passage.names:
            for name, offset in _parts(words, exact):
                near = next((right for right in known.values() if is_near(name, right)), None)
                if near is None or name in seen:
                    continue
                seen.add(name)
                at = start + offset
                message = _("“%(words)s”: %(near)s is meant?")
                yield _issue("F04", WARN, message, passage, at, at + len(name), near=near, suggestion=near)
                break


def _people(facts: Facts) -> list[str]:
    names = [credit.person for film in facts.films for credit in film.credits]
    names += [person.name for person in facts.people] + [who.name for who in facts.participants]
    return [name for name in dict.fromkeys(names) if " " in name]


def _parts(words: str, exact: set[str]) -> Iterator[tuple[str, int]]:
    """The parts of a run of capitalised words that may be a name of two to four words, with their places; none where a
    part is a name that is known to be right."""
    split = list(re.finditer(r"\S+", words))
    found: list[tuple[str, int]] = []
    for size in range(min(4, len(split)), 1, -1):
        for at in range(len(split) - size + 1):
            name = bare(words[split[at].start() : split[at + size - 1].end()])
            if folded(name) in exact:
                return
            found.append((name, split[at].start()))
    yield from found


def role_claims(proof: Proof, style: Style) -> Iterator[Issue]:
    """F06: "director X" where X is known, a linked film has a director, and X directed none of them."""
    facts = proof.facts
    known = {folded(name): name for name in _people(facts)}
    for passage in proof.prose:
        for start, end, words in passage.names:
            before = passage.text[max(0, start - 40) : start]
            for pattern, jobs, role in CLAIMS:
                credited = {folded(person) for film in facts.films for person in film.people(*jobs)}
                if not credited or not pattern.search(before):
                    continue
                name = folded(bare(words))
                if name in known and name not in credited:
                    message = _("“%(words)s”: the linked films have another %(role)s.")
                    yield _issue("F06", WARN, message, passage, start, end, role=role)
                break


def drift(proof: Proof, style: Style) -> Iterator[Issue]:
    """F07: one name in the introduction and a similar one in the transcript, each used twice or more."""
    if not proof.speech:
        return
    known = _known_tokens(proof.facts)
    before, spoken = _name_counts(proof.introduction), _name_counts(proof.speech)
    for word, count in before.items():
        if count < TWICE or word in spoken:
            continue
        for other, times in spoken.items():
            if times < TWICE or other in before or word[0] != other[0] or sounds_like(word, other) < DRIFT_ALIKE:
                continue
            if folded(word) in known and folded(other) in known:
                continue
            passage = next(passage for passage in proof.introduction if word in passage.text)
            at = passage.text.index(word)
            message = _("“%(words)s” in the introduction, “%(other)s” in the interview: one name?")
            yield _issue("F07", WARN, message, passage, at, at + len(word), other=other)


def _name_counts(passages: Iterable[Passage]) -> dict[str, int]:
    """How often each name is used. A name is what has a capital where a sentence goes on; then every use counts."""
    names = {word for passage in passages for _start, _end, word in passage.capitals}
    counts = Counter(bare(word) for passage in passages for word in TOKEN.findall(passage.text))
    return {name: counts[name] for name in sorted(names)}


def never_printed(proof: Proof, style: Style) -> Iterator[Issue]:
    """F10: a name that must not appear, such as a former one."""
    forbidden = [(name, person) for person in proof.facts.people for name in person.never_print]
    for passage in proof.passages if forbidden else ():
        text, places = folded_with_places(passage.text)
        for name, person in forbidden:
            for match in re.finditer(rf"(?<!\w){re.escape(folded(name))}(?!\w)", text):
                start, end = places[match.start()], places[match.end() - 1] + 1
                message = _("“%(words)s” must not be printed: write %(name)s.")
                yield _issue("F10", BLOCK, message, passage, start, end, name=person.name, suggestion=person.name)


def the_late(proof: Proof, style: Style) -> Iterator[Issue]:
    """F12: "the late X" where the catalogue has X alive."""
    alive = {folded(name): person for person in proof.facts.people if not person.died for name in _names(person)}
    for passage in proof.prose:
        for start, end, words in passage.names:
            if folded(bare(words)) in alive and THE_LATE.search(passage.text[max(0, start - 20) : start]):
                message = _("“%(words)s”: the catalogue has no date of death.")
                yield _issue("F12", INFO, message, passage, start, end)


def _names(person: Person) -> tuple[str, ...]:
    return (person.name, *person.aliases)
