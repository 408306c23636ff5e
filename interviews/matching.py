"""Which records of the catalogue a transcript speaks of: proposals for an editor, never a link behind their back.

A name counts when it is the whole of a name that the record has, accents and case aside. What two records share is no
match but a choice.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from interviews.drafts import Draft, Voice
from journal.cinema import names, ordinals
from journal.cinema.folding import fold
from journal.cinema.models import Edition, Festival, Film, Person
from journal.document import inline
from journal.press.models import Contributor

YEAR = re.compile(r"\b(?:18|19|20)\d{2}\b")
ASKING = ("interviewer", "moderator")


@dataclass(frozen=True, slots=True)
class Link:
    """A proposed link to a film, person or edition. ``certain`` is False where something was assumed."""

    kind: str  # "film", "person" or "edition"
    record: Film | Person | Edition
    role: str = "mentioned"
    certain: bool = True

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.record.pk}"


def matched(draft: Draft) -> Draft:
    """The draft with every speaker tied to the one record that has that name."""
    return replace(draft, voices=tuple(_matched(draft, voice) for voice in draft.voices))


def _matched(draft: Draft, voice: Voice) -> Voice:
    name = voice.name or (draft.byline if voice.role in ASKING and _asks_alone(draft) else "")
    if not name or voice.person or voice.contributor:
        return voice
    if voice.role in ASKING:
        contributor = contributor_named(name)
        return replace(voice, contributor=contributor.pk) if contributor else voice
    people = people_named(name)
    return replace(voice, person=people[0].pk) if len(people) == 1 else voice


def _asks_alone(draft: Draft) -> bool:
    return sum(voice.role in ASKING for voice in draft.voices) == 1


def contributor_named(name: str) -> Contributor | None:
    """The one contributor of that name."""
    wanted = fold(name)
    first = name.split()[0] if name.split() else ""
    found = [one for one in Contributor.objects.filter(name__icontains=first) if fold(one.name) == wanted]
    return found[0] if len(found) == 1 else None


def people_named(name: str) -> list[Person]:
    """Everybody of whom this is a whole name."""
    wanted = fold(name)
    found = Person.objects.search(name)
    texts = found.texts()
    exact = [pk for pk, known in texts.items() if wanted in {fold(text) for text in known}]
    return list(Person.objects.filter(pk__in=exact))


def candidates(draft: Draft, voice: Voice) -> list[Person]:
    """Whom a speaker may be: people of that name; else people of those initials whom the piece names or whose films it
    names."""
    if voice.name:
        return people_named(voice.name)
    label = "".join(character for character in voice.label if character.isalnum()).upper()
    if not 2 <= len(label) <= 4:
        return []
    named = [person for name in draft.people for person in people_named(name)]
    credited = Person.objects.filter(credits__film__in=[link.record.pk for link in films(draft)]).distinct()
    known = {person.pk: person for person in [*named, *credited]}
    return [person for person in known.values() if names.initials(person.name) == label]


def links(draft: Draft) -> list[Link]:
    """Every record that the piece could be linked to: festival, films, people, in this order."""
    edition = edition_of(draft)
    return [*([edition] if edition else []), *films(draft), *people(draft)]


def chosen(draft: Draft) -> list[Link]:
    """The links that the editor did not refuse."""
    return [link for link in links(draft) if link.key not in draft.unlinked]


def films(draft: Draft) -> list[Link]:
    """Films named with their year. The newest film by somebody who is interviewed is what they came to speak of."""
    found: dict[int, Film] = {}
    for title, year in draft.films:
        match = film_of(title, year)
        if match:
            found.setdefault(match[1].pk, match[1])
    answering = [voice.person for voice in draft.voices if voice.person and voice.role not in ASKING]
    own = Film.objects.filter(pk__in=found, credits__person__in=answering, credits__department="Directing")
    subject = own.order_by("-year", "pk").values_list("pk", flat=True).first()
    return [Link("film", film, "subject" if film.pk == subject else "mentioned") for film in found.values()]


def film_of(title: str, year: int | None) -> tuple[str, Film] | None:
    """The one film meant by words before a year, and which of the words are its title: a sentence may run into it, as
    in "at the festival. Tide Tables (2021)". Only words with a year beside them are taken apart."""
    words = title.split()
    for start in range(len(words) if year else 1):
        shorter = " ".join(words[start:])
        found = films_titled(shorter, year)
        if found:
            return (shorter, found[0]) if len(found) == 1 else None
    return None


def films_titled(title: str, year: int | None) -> list[Film]:
    """Films of which this is a whole title. Years of festival and release differ by one for every autumn premiere."""
    wanted = fold(title)
    found = Film.objects.search(title)
    exact = [pk for pk, known in found.texts().items() if wanted in {fold(text) for text in known}]
    films = list(Film.objects.filter(pk__in=exact))
    if year is None:
        return films
    same = [film for film in films if film.year == year]
    return same or [film for film in films if film.year and abs(film.year - year) <= 1]


def people(draft: Draft) -> list[Link]:
    """People whom the introduction names in full; those who speak are participants, not links."""
    speaking = {voice.person for voice in draft.voices}
    found: dict[int, Person] = {}
    for name in draft.people:
        matches = people_named(name) if " " in name.strip() else []
        if len(matches) == 1 and matches[0].pk not in speaking:
            found.setdefault(matches[0].pk, matches[0])
    return [Link("person", person) for person in found.values()]


def edition_of(draft: Draft) -> Link | None:
    """The festival edition that headline, dek or introduction name; its year may be assumed from the piece's dates."""
    text = preface(draft)
    folded = fold(text)
    for festival in Festival.objects.prefetch_related("editions"):
        phrase = next((phrase for phrase in _phrases(festival) if f" {phrase} " in f" {folded} "), "")
        if phrase:
            return _of_year(festival, folded, phrase, draft)
    return None


def _phrases(festival: Festival) -> Iterable[str]:
    for name in (festival.name, *festival.aliases):
        if len(fold(name).split()) > 1:
            yield fold(name)
    short = fold(festival.short_name)
    if short:
        yield from (f"{short} film festival", f"{short} festival", f"{short} international film festival")
        yield from (f"{short} {edition.year}" for edition in festival.editions.all())


def _of_year(festival: Festival, folded: str, phrase: str, draft: Draft) -> Link | None:
    editions = {edition.year: edition for edition in festival.editions.all()}
    at = f" {folded} ".find(f" {phrase} ")
    before, after = folded[:at].split()[-1:], folded[at:].split()[: len(phrase.split()) + 1]
    for word in [*before, *after]:
        if word.isdecimal() and int(word) in editions:
            return Link("edition", editions[int(word)])
    for edition in editions.values():
        if edition.ordinal and before == [fold(ordinals.write(edition.ordinal))]:
            return Link("edition", edition)
    assumed = next((editions[year] for year in _years(draft) if year in editions), None)
    return Link("edition", assumed, certain=False) if assumed else None


def _years(draft: Draft) -> Sequence[int]:
    """Years in which the conversation may have taken place, likeliest first."""
    published = [datetime.fromisoformat(draft.published).year] if draft.published else []
    dated = sorted({year for _title, year in draft.films if year}, reverse=True)
    return [*published, *dated]


def preface(draft: Draft) -> str:
    """The plain words before the first turn."""
    return "\n".join([draft.headline, draft.dek, *(inline.plain(block.text) for block in draft.introduction())])
