"""The slice of the catalogue that a text may speak of, read in a constant number of queries for `mentions.Finder`."""

from collections.abc import Iterable, Sequence

from journal.cinema import crew
from journal.cinema.folding import fold
from journal.cinema.mention_facts import FestivalFacts, FilmFacts, Passage, PersonFacts
from journal.cinema.mention_places import TOKEN
from journal.cinema.mentions import Finder
from journal.cinema.models import Festival, Film, FilmTitle, Person

# Longer titles are found by their first words' shorter forms, or marked by the editor.
MAX_WORDS = 10


def finder_for(passages: Sequence[Passage], *, own_films: Iterable[int] = (), own_edition: int | None = None) -> Finder:
    """A finder that knows every film, person and festival that these passages could name.

    `own_films` are the films that the piece is about, `own_edition` the festival edition that it is from.
    """
    own = set(own_films)
    phrases = _phrases(passages)
    films = Film.objects.called(phrases) | Film.objects.filter(pk__in=own)
    return Finder(
        [film_facts(film) for film in films.prefetch_related("titles", "credits__person")],
        [person_facts(person) for person in Person.objects.called(phrases).prefetch_related("names", "credits")],
        [festival_facts(festival) for festival in Festival.objects.prefetch_related("editions")],
        own_films=own,
        own_edition=own_edition,
    )


def film_facts(film: Film) -> FilmFacts:
    """Uses prefetched titles and credits."""
    credits = sorted(film.credits.all(), key=lambda credit: (credit.billing, credit.pk))
    cast = [credit for credit in credits if credit.department == crew.ACTING]
    others = [title.text for title in film.titles.all() if _may_link(title)]
    return FilmFacts(
        film.pk,
        tuple(dict.fromkeys(text for text in (film.title, film.original_title, *others) if text)),
        film.year,
        tuple(credit.person.name for credit in credits if credit.job in crew.DIRECTORS),
        tuple(credit.person.name for credit in cast),
        tuple(credit.character for credit in cast if credit.character),
    )


def person_facts(person: Person) -> PersonFacts:
    """Uses prefetched names and credits. Names that must not be printed are found all the same: to be told so."""
    names = (person.name, *(name.text for name in person.names.all()))
    films = frozenset(credit.film_id for credit in person.credits.all())
    return PersonFacts(person.pk, tuple(dict.fromkeys(names)), person.surname, films)


def festival_facts(festival: Festival) -> FestivalFacts:
    """Uses prefetched editions."""
    editions = {edition.year: edition.pk for edition in festival.editions.all()}
    short = (festival.short_name,) if festival.short_name else ()
    return FestivalFacts((festival.name, *festival.aliases), short, editions)


def _may_link(title: FilmTitle) -> bool:
    return title.linkable and title.kind != FilmTitle.Kind.WORKING


def _phrases(passages: Iterable[Passage]) -> set[str]:
    """Everything in the passages that could be a title or name: a marked title, or words from a capital on, folded."""
    found = set()
    for passage in passages:
        found |= {fold(passage.text[start:end]) for start, end in passage.marked}
        words = [match[0] for match in TOKEN.finditer(passage.text)]
        whole = [fold(word) for word in words]
        # "Ruby Sparks's": the last word of a title may stand in the genitive.
        bare = [fold(word.removesuffix("'s").removesuffix("’s")) for word in words]
        for place, word in enumerate(words):
            if not word[0].islower():
                for end in range(place, min(place + MAX_WORDS, len(words))):
                    before = whole[place:end]
                    found |= {" ".join([*before, whole[end]]), " ".join([*before, bare[end]])}
    return found
