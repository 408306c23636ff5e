"""Which records of the catalogue a transcript speaks of: proposals for an editor, never a link behind their back.

A name counts when it is the whole of a name that the record has, accents and case aside. What two records share is no
match but a choice.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from interviews.drafts import Draft, Voice
from journal.cinema import names, ordinals
from journal.cinema.folding import fold
from journal.cinema.models import Edition, Festival, Film, Person
from journal.document import inline
from journal.press.models import Contributor

YEAR = re.compile(r"\b(?:18|19|20)\d{2}\b")
ASKING = ("interviewer", "moderator")
DIRECTING = "Directing"
LONGEST = 20  # words of a title


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
    return Catalogue(draft).matched()


class Catalogue:
    """The records that a draft may speak of, looked up once for all its names and titles."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        spoken_of = {*(voice.name for voice in draft.voices), *draft.people}
        self._people = _by_text(Person.objects.all(), {fold(name) for name in spoken_of})
        # A sentence may run into a title, so every ending of the words before a year is looked up.
        endings = {fold(" ".join(words)) for film in draft.films for words in _endings(film)}
        self._films = _by_text(Film.objects.all(), endings)

    # -- people --------------------------------------------------------------------------------------------------

    def matched(self) -> Draft:
        """The draft with every speaker tied to the one record that has that name."""
        return replace(self.draft, voices=tuple(self._matched(voice) for voice in self.draft.voices))

    def _matched(self, voice: Voice) -> Voice:
        alone = sum(one.role in ASKING for one in self.draft.voices) == 1
        name = voice.name or (self.draft.byline if voice.role in ASKING and alone else "")
        if not name or voice.person or voice.contributor:
            return voice
        if voice.role in ASKING:
            contributor = contributor_named(name)
            return replace(voice, contributor=contributor.pk) if contributor else voice
        people = self.people_named(name)
        return replace(voice, person=people[0].pk) if len(people) == 1 else voice

    def people_named(self, name: str) -> list[Person]:
        """Everybody of whom this is a whole name. Only names of the draft are known."""
        return self._people.get(fold(name), [])

    def candidates(self, voice: Voice) -> list[Person]:
        """Whom a speaker may be: people of that name; else people of those initials whom the piece names or whose films
        it names."""
        if voice.name:
            return self.people_named(voice.name)
        label = "".join(character for character in voice.label if character.isalnum()).upper()
        if not 2 <= len(label) <= 4:
            return []
        return [person for person in self._round if names.initials(person.name) == label]

    @cached_property
    def _round(self) -> list[Person]:
        """Everybody whom the piece names, and those with a credit on a film that it names."""
        named = [person for name in self.draft.people for person in self.people_named(name)]
        films = [link.record.pk for link in self.films()]
        credited = Person.objects.filter(credits__film__in=films).distinct() if films else Person.objects.none()
        return list({person.pk: person for person in [*named, *credited]}.values())

    # -- films ---------------------------------------------------------------------------------------------------

    def film_of(self, title: str, year: int | None) -> tuple[str, Film] | None:
        """The one film meant by words before a year, and which of the words are its title: a sentence may run into it,
        as in "at the festival. Tide Tables (2021)". Only words with a year beside them are taken apart."""
        for ending in _endings((title, year)):
            shorter = " ".join(ending)
            found = self.films_titled(shorter, year)
            if found:
                return (shorter, found[0]) if len(found) == 1 else None
        return None

    def films_titled(self, title: str, year: int | None) -> list[Film]:
        """Films of which this is a whole title. The years of festival and release differ by one for every autumn
        premiere."""
        films = self._films.get(fold(title), [])
        if year is None:
            return films
        same = [film for film in films if film.year == year]
        return same or [film for film in films if film.year and abs(film.year - year) <= 1]

    # -- links ---------------------------------------------------------------------------------------------------

    def links(self) -> list[Link]:
        """Every record that the piece could be linked to: festival, films, people, in this order."""
        edition = edition_of(self.draft)
        return [*([edition] if edition else []), *self.films(), *self.people()]

    def chosen(self) -> list[Link]:
        """The links that the editor did not refuse."""
        return [link for link in self.links() if link.key not in self.draft.unlinked]

    def films(self) -> list[Link]:
        """Films named with their year. The newest film by somebody who is interviewed is what they came to speak of."""
        matches = [self.film_of(title, year) for title, year in self.draft.films]
        found = {match[1].pk: match[1] for match in matches if match}
        answering = [voice.person for voice in self.draft.voices if voice.person and voice.role not in ASKING]
        subject = None
        if found and answering:
            own = Film.objects.filter(pk__in=found, credits__person__in=answering, credits__department=DIRECTING)
            subject = own.order_by("-year", "pk").values_list("pk", flat=True).first()
        return [Link("film", film, "subject" if film.pk == subject else "mentioned") for film in found.values()]

    def people(self) -> list[Link]:
        """People whom the introduction names in full; those who speak are participants, not links."""
        speaking = {voice.person for voice in self.draft.voices}
        found: dict[int, Person] = {}
        for name in self.draft.people:
            matches = self.people_named(name) if " " in name.strip() else []
            if len(matches) == 1 and matches[0].pk not in speaking:
                found.setdefault(matches[0].pk, matches[0])
        return [Link("person", person) for person in found.values()]


def _endings(film: tuple[str, int | None]) -> list[list[str]]:
    """The words of a title; with a year beside them also without the first word, the first two, and so on."""
    words = film[0].split()[-LONGEST:]
    return [words[start:] for start in range(len(words) if film[1] else 1)]


def _by_text(records: Any, wanted: set[str]) -> dict[str, list[Any]]:
    """By folded name or title: the records of which it is a whole one, in three queries whatever their number."""
    wanted.discard("")
    keys = records.model._meta.get_field("keys").related_model.objects.filter(key__in=wanted)
    texts = records.filter(pk__in=keys.values(records.key_owner)).texts() if wanted else {}
    found = records.in_bulk(list(texts))
    whole: dict[str, list[Any]] = {}
    for pk, known in sorted(texts.items()):
        for text in {fold(text) for text in known} & wanted:
            whole.setdefault(text, []).append(found[pk])
    return whole


def contributor_named(name: str) -> Contributor | None:
    """The one contributor of that name."""
    wanted = fold(name)
    first = name.split()[0] if name.split() else ""
    found = [one for one in Contributor.objects.filter(name__icontains=first) if fold(one.name) == wanted]
    return found[0] if len(found) == 1 else None


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
