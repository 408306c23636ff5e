"""JSON-LD: the page once more, for machines, as plain data. The dates are those of the visible lines.

schema.org has no type for interviews and no property for who asks: an interview is a NewsArticle of the genre
"Interview". CorrectionComment and EventSeries are pending terms of schema.org 30.0.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings

from journal.cinema import countries, crew
from journal.cinema.models import (
    Credit,
    Edition,
    ExternalId,
    Festival,
    Film,
    FilmTitle,
    Person,
    PersonName,
    Release,
    Strand,
)
from journal.front.related import Beside
from journal.pictures.presenting import Shown
from journal.press.datelines import machine
from journal.press.kinds import LISTED_AS_CORRECTIONS, Kind
from journal.press.models import Contributor, Version
from journal.press.presenting import Presented

Data = dict[str, Any]
CONTEXT = "https://schema.org"
TYPES = {
    Kind.FEATURE: "Article",
    Kind.ESSAY: "Article",
    Kind.LIST: "Article",
}
GENRES = {
    Kind.NEWS: "News",
    Kind.REVIEW: "Review",
    Kind.INTERVIEW: "Interview",
    Kind.FEATURE: "Feature",
    Kind.ESSAY: "Essay",
    Kind.DISPATCH: "Festival report",
    Kind.OBITUARY: "Obituary",
    Kind.LIST: "List",
}
COMPOSERS = ("Original Music Composer", "Music")
SCREENINGS = 60
ROLE_PROPERTIES = {"author": "author", "interviewer": "author", "translator": "translator", "editor": "editor"}


def piece(site: str, name: str, shown: Presented, beside: Beside, *, image: Shown | None = None) -> Data:
    """NewsArticle or Article; a review adds itemReviewed and the critic's own rating."""
    version = shown.version
    assert version is not None, "Structured data are for what is printed."
    copy = shown.copy
    url = site + version.get_absolute_url()
    data: Data = {
        "@context": CONTEXT,
        "@type": TYPES.get(Kind(copy.kind), "NewsArticle"),
        "@id": url,
        "url": url,
        "mainEntityOfPage": url,
        "headline": copy.headline,
        "genre": GENRES[Kind(copy.kind)],
        "inLanguage": copy.lang,
        "datePublished": machine(version.published_at, settings.TIME_ZONE),
        "dateModified": machine(version.updated_at or version.published_at, settings.TIME_ZONE),
        "isAccessibleForFree": True,
        "publisher": _publisher(site, name),
        **_credited(site, shown),
    }
    if copy.dek:
        data["description"] = copy.dek
    if image and not shown.is_retracted:
        data["image"] = [site + image.src]
    if version.words:
        data["wordCount"] = version.words
    about = [_film_reference(site, one.film) for one in beside.films] + [_person(site, one) for one in beside.people]
    if about:
        data["about"] = about
    if beside.mentioned:
        data["mentions"] = [_film_reference(site, film) for film in beside.mentioned]
    data |= _review(site, shown, beside) | _translations(site, shown)
    corrections = [
        {
            "@type": "CorrectionComment",
            "text": notice.text,
            "datePublished": notice.date.machine,
            "url": f"{url}#{notice.anchor}",
        }
        for notice in shown.notices
        if notice.kind in LISTED_AS_CORRECTIONS
    ]
    if corrections:
        data["correction"] = corrections
    return data


def _review(site: str, shown: Presented, beside: Beside) -> Data:
    review = shown.copy.form.get("review") or {}
    if shown.copy.kind != Kind.REVIEW or not beside.films:
        return {}
    data: Data = {"@type": ["NewsArticle", "Review"], "itemReviewed": _film_reference(site, beside.films[0].film)}
    rating = review.get("rating")
    if rating:
        data["reviewRating"] = {
            "@type": "Rating",
            "ratingValue": rating["value"],
            "worstRating": rating["low"],
            "bestRating": rating["high"],
        }
    if review.get("verdict"):
        data["reviewBody"] = review["verdict"]
    return data


def _translations(site: str, shown: Presented) -> Data:
    """The work that this is a translation of, or those that are translations of it."""
    found = [(one.piece_id, _reference(site, one) | {"inLanguage": one.lang}) for one in shown.translations]
    if original := shown.copy.translation_of:
        return next(({"translationOfWork": data} for piece, data in found if piece == original), {})
    return {"workTranslation": [data for _piece, data in found]} if found else {}


def _credited(site: str, shown: Presented) -> Data:
    found: dict[str, list[Data]] = {}
    for name, role, url in shown.byline:
        person = {"@type": "Person", "name": name} | ({"url": site + url} if url else {})
        found.setdefault(ROLE_PROPERTIES.get(role, "contributor"), []).append(person)
    # A piece that nobody signed is the house's own.
    return {"author": [_publisher(site, settings.SITE_NAME)], **found}


def film(
    site: str,
    film: Film,
    *,
    credits: Iterable[Credit],
    titles: Iterable[FilmTitle],
    releases: Iterable[Release],
    elsewhere: Iterable[ExternalId],
    pieces: Sequence[Version],
) -> Data:
    """Movie. ``titles`` are those that may be printed; ``pieces`` what the page shows of ours."""
    data = {"@context": CONTEXT, **_film_reference(site, film)}
    others = dict.fromkeys([film.original_title, *(title.text for title in titles)])
    if others := {text: None for text in others if text and text != film.title}:
        data["alternateName"] = list(others)
    if film.synopsis:
        data["description"] = film.synopsis
    if film.countries:
        data["countryOfOrigin"] = [_country(code) for code in film.countries]
    if film.languages:
        data["inLanguage"] = film.languages
    if film.runtime:
        data["duration"] = f"PT{film.runtime}M"
    data |= _credits_by_property(site, list(credits))
    events = [
        {"@type": "PublicationEvent", "startDate": release.date.isoformat(), "location": _country(release.territory)}
        for release in releases
    ]
    if events:
        data["releasedEvent"] = events
    if pieces:
        data["subjectOf"] = [_reference(site, version) for version in pieces[:10]]
    return data | _same_as(elsewhere)


def _credits_by_property(site: str, credits: Sequence[Credit]) -> Data:
    return {
        name: [_person(site, credit.person) for credit in chosen]
        for name, chosen in (
            ("director", [c for c in credits if c.job in crew.DIRECTORS]),
            ("author", [c for c in credits if c.job in crew.WRITERS]),
            ("musicBy", [c for c in credits if c.job in COMPOSERS]),
            ("actor", [c for c in credits if c.department == crew.ACTING][:12]),
        )
        if chosen
    }


def person_page(
    site: str, person: Person, names: Iterable[PersonName] = (), elsewhere: Iterable[ExternalId] = ()
) -> Data:
    """ProfilePage of a Person. ``names`` are those that may be printed."""
    who = _person(site, person)
    others = [name.text for name in names]
    if others:
        who["alternateName"] = others
    if person.bio:
        who["description"] = person.bio
    if person.born and person.born_precision == "day":
        who["birthDate"] = person.born.isoformat()
    if person.died and person.died_precision == "day":
        who["deathDate"] = person.died.isoformat()
    return {
        "@context": CONTEXT,
        "@type": "ProfilePage",
        "url": site + person.get_absolute_url(),
        "mainEntity": who | _same_as(elsewhere),
    }


def contributor(site: str, who: Contributor) -> Data:
    return {
        "@context": CONTEXT,
        "@type": "ProfilePage",
        "url": site + who.get_absolute_url(),
        "mainEntity": {"@type": "Person", "name": who.name} | ({"description": who.bio} if who.bio else {}),
    }


def festival(site: str, festival: Festival, elsewhere: Iterable[ExternalId] = ()) -> Data:
    data: Data = {"@context": CONTEXT, **_series(site, festival)}
    others = [name for name in (festival.short_name, *festival.aliases) if name and name != festival.name]
    if others:
        data["alternateName"] = others
    return data | _place(festival) | _same_as(elsewhere)


def edition(site: str, edition: Edition, strands: Iterable[Strand] = ()) -> Data:
    """Festival, with a ScreeningEvent for each of the first ``SCREENINGS`` films of its selection."""
    data: Data = {
        "@context": CONTEXT,
        "@type": "Festival",
        "name": edition.full_name,
        "url": site + edition.get_absolute_url(),
        "superEvent": _series(site, edition.festival),
    }
    if edition.starts:
        data["startDate"] = edition.starts.isoformat()
    if edition.ends:
        data["endDate"] = edition.ends.isoformat()
    if edition.status == Edition.Status.CANCELLED:
        data["eventStatus"] = f"{CONTEXT}/EventCancelled"
    elif edition.status == Edition.Status.ONLINE:
        data["eventAttendanceMode"] = f"{CONTEXT}/OnlineEventAttendanceMode"
    shown = [(strand, selection.film) for strand in strands for selection in strand.selections.all()]
    screenings = [
        {"@type": "ScreeningEvent", "name": strand.name, "workPresented": _film_reference(site, film)}
        for strand, film in shown[:SCREENINGS]
    ]
    if screenings:
        data["subEvent"] = screenings
    return data | _place(edition.festival)


def collection(site: str, name: str, versions: Sequence[Version]) -> Data:
    items = [
        {"@type": "ListItem", "position": n, "url": site + version.get_absolute_url()}
        for n, version in enumerate(versions, start=1)
    ]
    return {
        "@context": CONTEXT,
        "@type": "CollectionPage",
        "name": name,
        "mainEntity": {"@type": "ItemList", "itemListElement": items},
    }


def site(site: str, name: str) -> Data:
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": name,
        "url": f"{site}/",
        "publisher": _publisher(site, name),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{site}/search/?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }


def _publisher(site: str, name: str) -> Data:
    return {
        "@type": "NewsMediaOrganization",
        "name": name,
        "url": f"{site}/",
        "correctionsPolicy": f"{site}/corrections-policy/",
    }


def _film_reference(site: str, film: Film) -> Data:
    data: Data = {"@type": "Movie", "name": film.title, "url": site + film.get_absolute_url()}
    if film.year:
        data["dateCreated"] = str(film.year)
    return data


def _series(site: str, festival: Festival) -> Data:
    return {"@type": "EventSeries", "name": festival.name, "url": site + festival.get_absolute_url()}


def _place(festival: Festival) -> Data:
    if not festival.city:
        return {}
    place: Data = {"@type": "Place", "name": festival.city}
    if festival.country:
        place["address"] = {
            "@type": "PostalAddress",
            "addressLocality": festival.city,
            "addressCountry": festival.country,
        }
    return {"location": place}


def _country(code: str) -> Data:
    return {"@type": "Country", "name": countries.name(code)}


def _same_as(elsewhere: Iterable[ExternalId]) -> Data:
    addresses = [one.url for one in elsewhere if one.url]
    return {"sameAs": addresses} if addresses else {}


def _person(site: str, person: Person) -> Data:
    return {"@type": "Person", "name": person.name, "url": site + person.get_absolute_url()}


def _reference(site: str, version: Version) -> Data:
    return {
        "@type": TYPES.get(Kind(version.kind), "NewsArticle"),
        "headline": version.headline,
        "url": site + version.get_absolute_url(),
    }
