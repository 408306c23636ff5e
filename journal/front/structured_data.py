"""JSON-LD: the page once more, for machines, as plain data. The dates are those of the visible lines.

schema.org has no type for interviews and no property for who asks: an interview is a NewsArticle of the genre
"Interview". CorrectionComment and EventSeries are pending terms of schema.org 30.0.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings

from journal.cinema import crew
from journal.cinema.models import Credit, Edition, Festival, Film, Person
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
    data |= _review(site, shown, beside)
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


def _credited(site: str, shown: Presented) -> Data:
    found: dict[str, list[Data]] = {}
    for name, role, url in shown.byline:
        person = {"@type": "Person", "name": name} | ({"url": site + url} if url else {})
        found.setdefault(ROLE_PROPERTIES.get(role, "contributor"), []).append(person)
    return dict(found)


def film(site: str, film: Film, credits: Iterable[Credit], pieces: Sequence[Version]) -> Data:
    data = {"@context": CONTEXT, **_film_reference(site, film)}
    if film.original_title and film.original_title != film.title:
        data["alternateName"] = film.original_title
    if film.countries:
        data["countryOfOrigin"] = [{"@type": "Country", "name": code} for code in film.countries]
    if film.languages:
        data["inLanguage"] = film.languages
    if film.runtime:
        data["duration"] = f"PT{film.runtime}M"
    credits = list(credits)
    for name, chosen in (
        ("director", [c for c in credits if c.job in crew.DIRECTORS]),
        ("author", [c for c in credits if c.job in crew.WRITERS]),
        ("actor", [c for c in credits if c.department == crew.ACTING][:12]),
    ):
        if chosen:
            data[name] = [_person(site, credit.person) for credit in chosen]
    if pieces:
        data["subjectOf"] = [_reference(site, version) for version in pieces[:10]]
    return data


def person_page(site: str, person: Person) -> Data:
    return {
        "@context": CONTEXT,
        "@type": "ProfilePage",
        "url": site + person.get_absolute_url(),
        "mainEntity": _person(site, person)
        | ({"birthDate": person.born.isoformat()} if person.born and person.born_precision == "day" else {})
        | ({"deathDate": person.died.isoformat()} if person.died and person.died_precision == "day" else {}),
    }


def contributor(site: str, who: Contributor) -> Data:
    return {
        "@context": CONTEXT,
        "@type": "ProfilePage",
        "url": site + who.get_absolute_url(),
        "mainEntity": {"@type": "Person", "name": who.name} | ({"description": who.bio} if who.bio else {}),
    }


def festival(site: str, festival: Festival) -> Data:
    url = site + festival.get_absolute_url()
    data: Data = {"@context": CONTEXT, "@type": "EventSeries", "name": festival.name, "url": url}
    if festival.city:
        data["location"] = {"@type": "Place", "name": festival.city}
    return data


def edition(site: str, edition: Edition) -> Data:
    data: Data = {
        "@context": CONTEXT,
        "@type": "Festival",
        "name": edition.full_name,
        "url": site + edition.get_absolute_url(),
        "superEvent": {
            "@type": "EventSeries",
            "name": edition.festival.name,
            "url": site + edition.festival.get_absolute_url(),
        },
    }
    if edition.starts:
        data["startDate"] = edition.starts.isoformat()
    if edition.ends:
        data["endDate"] = edition.ends.isoformat()
    if edition.festival.city:
        data["location"] = {"@type": "Place", "name": edition.festival.city}
    return data


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


def _person(site: str, person: Person) -> Data:
    return {"@type": "Person", "name": person.name, "url": site + person.get_absolute_url()}


def _reference(site: str, version: Version) -> Data:
    return {
        "@type": TYPES.get(Kind(version.kind), "NewsArticle"),
        "headline": version.headline,
        "url": site + version.get_absolute_url(),
    }
