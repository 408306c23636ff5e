import json
import re
from datetime import date, timedelta

import pytest

from factories import NOON, make_change, make_edition, make_film, make_person, make_version
from journal.cinema.models import Credit, ExternalId, FilmTitle, PersonName, Release, Selection, Strand
from journal.document.blocks import Block, Document
from journal.press.copy import FilmLink

pytestmark = pytest.mark.django_db


# schema.org, release 30.0: the properties of each type that we use, inherited ones included. A slip of the pen in a
# name is not on this list. CorrectionComment, EventSeries, NewsMediaOrganization and Quotation are pending terms.
WORK = {"name", "url", "headline", "genre", "inLanguage", "datePublished", "dateModified", "isAccessibleForFree", "publisher",
        "author", "translator", "editor", "contributor", "description", "image", "wordCount", "about", "mentions",
        "correction", "mainEntityOfPage", "text", "dateCreated", "mainEntity", "alternateName", "countryOfOrigin",
        "sameAs", "subjectOf", "itemReviewed", "reviewRating", "reviewBody", "hasPart", "position", "keywords", "spokenByCharacter",
        "creditText", "copyrightNotice", "contentLocation", "isPartOf", "identifier", "translationOfWork",
        "workTranslation"}  # fmt: skip
THING = {"name", "url", "image", "description", "sameAs", "alternateName", "subjectOf", "identifier"}
EVENT = THING | {"startDate", "endDate", "location", "superEvent", "subEvent", "organizer", "eventStatus", "eventAttendanceMode", "about",
                 "workFeatured", "review", "duration"}  # fmt: skip
TERMS = {
    "NewsArticle": WORK, "Article": WORK, "Review": WORK, "WebSite": WORK | {"potentialAction"}, "CollectionPage": WORK,
    "ProfilePage": WORK, "CorrectionComment": WORK, "Quotation": WORK, "Comment": WORK,
    "Movie": WORK | {"duration", "director", "actor", "musicBy", "releasedEvent", "productionCompany", "titleEIDR"},
    "Person": THING | {"birthDate", "deathDate", "jobTitle", "givenName", "familyName", "performerIn", "nationality"},
    "Organization": THING | {"logo"},
    "NewsMediaOrganization": THING | {"correctionsPolicy", "masthead", "ethicsPolicy", "ownershipFundingInfo", "logo"},
    "Country": THING, "Place": THING | {"address"},
    "PostalAddress": THING | {"addressLocality", "addressCountry"},
    "Rating": THING | {"ratingValue", "worstRating", "bestRating"},
    "Festival": EVENT, "EventSeries": EVENT, "ScreeningEvent": EVENT | {"workPresented"},
    "ItemList": THING | {"itemListElement", "numberOfItems", "itemListOrder"},
    "ListItem": THING | {"position", "item"},
    "BreadcrumbList": THING | {"itemListElement"},
    "PublicationEvent": EVENT,
    "SearchAction": THING | {"target", "query-input"},  # the last is Google's own
    "EntryPoint": THING | {"urlTemplate"},
    "ImageObject": WORK | {"contentUrl", "width", "height", "caption", "acquireLicensePage"},
}  # fmt: skip
# developers.google.com/search/docs/appearance/structured-data: what each type must have (a path of names each).
REQUIRED = {
    "Article": ["headline", "author.name", "datePublished", "dateModified"],  # all recommended, none required
    "Review": ["author.name", "itemReviewed.name", "reviewRating.ratingValue", "reviewRating.bestRating"],
    "Movie": ["name"],
    "Festival": ["name", "startDate", "location.name", "location.address.addressLocality"],
    "ProfilePage": ["mainEntity.name"],
    "WebSite": ["name", "url"],
    "CollectionPage": ["mainEntity.itemListElement.position", "mainEntity.itemListElement.url"],
}


def unknown(data):
    """(type, property) of everything that schema.org does not have."""
    if isinstance(data, list):
        return [found for one in data for found in unknown(one)]
    if not isinstance(data, dict):
        return []
    types = data["@type"] if isinstance(data["@type"], list) else [data["@type"]]
    own = [(kind, "") for kind in types if kind not in TERMS]
    allowed = set().union(*(TERMS.get(kind, set()) for kind in types), {"@type", "@id", "@context"})
    own += [("/".join(types), name) for name in data if name not in allowed]
    return own + [found for value in data.values() for found in unknown(value)]


def lacks(data, path):
    """Is nothing at the path, in any of the things that stand there?"""
    things = [data]
    for name in path.split("."):
        values = [thing.get(name) for thing in things if isinstance(thing, dict)]
        things = [one for value in values for one in (value if isinstance(value, list) else [value])]
        if not things or any(thing in (None, "", []) for thing in things):
            return True
    return False


@pytest.fixture
def rich_house(talk):
    """A record of every kind with all its facts, and a piece of every kind about them."""
    ida = make_person(born=date(1960, 2, 3), born_precision="day")
    film = make_film(directors=(ida,), runtime=104, countries=["US"], languages=["en"], original_title="Saltstunden")
    edition = make_edition(starts=date(2012, 8, 1), ends=date(2012, 8, 11))
    edition.festival.city, edition.festival.country = "Lakeside", "CH"
    edition.festival.save()
    version = talk(person=ida, film=film, edition=edition)
    make_change(version, now=NOON + timedelta(hours=1), dek="On salt.")
    rating = {"value": "3.5", "low": "0", "high": "5", "shown": "3.5 / 5", "scale": "Stars"}
    make_version(
        "A review",
        kind="review",
        byline=version.copy().byline,
        films=(FilmLink(film.pk, film.title, film.year, "reviewed"),),
        form={"review": {"film": film.pk, "rating": rating, "verdict": "Go.", "seen_at": ""}},
    )
    for kind in ("news", "feature", "essay", "dispatch", "obituary", "list"):
        make_version(f"A {kind}", kind=kind)
    french = make_version("Un essai", kind="essay", lang="fr")
    make_version("An essay in English", kind="essay", translation_of=french.piece_id)


EVERY_PAGE = {
    "/": "WebSite",
    "/interviews/the-sea-was-there/": "Article",
    "/reviews/a-review/": "Review",
    "/news/a-news/": "Article",
    "/features/a-feature/": "Article",
    "/essays/a-essay/": "Article",
    "/essays/un-essai/": "Article",
    "/essays/an-essay-in-english/": "Article",
    "/dispatches/a-dispatch/": "Article",
    "/obituaries/a-obituary/": "Article",
    "/lists/a-list/": "Article",
    "/films/salt-hours-2012/": "Movie",
    "/people/ida-orlov/": "ProfilePage",
    "/festivals/lake/2012/": "Festival",
    "/contributors/nora/": "ProfilePage",
    "/interviews/": "CollectionPage",
    "/topics/the-sea/": "CollectionPage",
}


@pytest.mark.parametrize("address", [*EVERY_PAGE, "/festivals/lake/"])
def test_every_term_is_one_of_schema_org(client, rich_house, address):
    assert unknown(data_of(client, address)) == []


@pytest.mark.parametrize(("address", "kind"), EVERY_PAGE.items())
def test_what_google_asks_for_is_there(client, rich_house, address, kind):
    data = data_of(client, address)
    assert [path for path in REQUIRED[kind] if lacks(data, path)] == []


def test_a_slip_of_the_pen_is_noticed():
    assert unknown({"@type": "Movie", "name": "Salt", "directer": [{"@type": "Persn", "name": "x"}]}) == [
        ("Movie", "directer"),
        ("Persn", ""),
        ("Persn", "name"),
    ]
    assert lacks({"location": {"name": ""}}, "location.name")


def test_what_a_fold_hides_is_in_no_data(client):
    document = Document((Block(id="a0000001", type="paragraph", text="The butler drowned.", spoiler=True),))
    version = make_version(document=document)
    assert "butler" in client.get(version.get_absolute_url()).content.decode()
    assert "butler" not in json.dumps(data_of(client, version.get_absolute_url()))


def data_of(client, address):
    page = client.get(address).content.decode()
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])


def test_interview_is_a_news_article_of_its_genre(client, talk):
    data = data_of(client, talk().get_absolute_url())
    assert (data["@type"], data["genre"], data["headline"]) == ("NewsArticle", "Interview", "The sea was there")
    assert data["datePublished"] == data["dateModified"] == "2026-03-02T07:00:00-05:00"
    assert data["author"] == [
        {"@type": "Person", "name": "Nora Lind", "url": "http://127.0.0.1:8000/contributors/nora/"}
    ]
    assert [about["name"] for about in data["about"]] == ["Salt Hours", "Ida Orlov"]
    assert data["publisher"]["correctionsPolicy"] == "http://127.0.0.1:8000/corrections-policy/"


@pytest.mark.parametrize(
    ("kind", "modified", "corrections"),
    [
        ("typo", "2026-03-02T07:00:00-05:00", None),
        ("update", "2026-03-02T08:00:00-05:00", None),
        ("correction", "2026-03-02T08:00:00-05:00", ["This is the correction."]),
    ],
)
def test_date_modified_is_the_visible_one_and_corrections_are_told(client, kind, modified, corrections):
    version = make_version()
    make_change(version, now=NOON + timedelta(hours=1), kind=kind)
    data = data_of(client, version.get_absolute_url())
    assert data["dateModified"] == modified
    told = data.get("correction")
    assert (told and [comment["text"] for comment in told]) == corrections


def test_review_names_the_film_and_the_critics_own_scale(client):
    film = make_film()
    rating = {"value": "3.5", "low": "0", "high": "5", "shown": "3.5 / 5", "scale": "Stars"}
    version = make_version(
        kind="review",
        films=(FilmLink(film.pk, film.title, film.year, "reviewed"),),
        form={"review": {"film": film.pk, "rating": rating, "verdict": "Go.", "seen_at": ""}},
    )
    data = data_of(client, version.get_absolute_url())
    assert data["itemReviewed"]["name"] == "Salt Hours"
    assert data["reviewRating"] == {"@type": "Rating", "ratingValue": "3.5", "worstRating": "0", "bestRating": "5"}


def test_film_person_and_edition_describe_themselves(client, talk):
    version = talk()
    film, person, edition = version.films.get(), version.people.get(), version.editions.get()
    movie = data_of(client, film.get_absolute_url())
    assert (movie["@type"], movie["duration"], movie["director"][0]["name"]) == ("Movie", "PT104M", "Ida Orlov")
    assert data_of(client, person.get_absolute_url())["mainEntity"]["name"] == "Ida Orlov"
    assert data_of(client, edition.get_absolute_url())["superEvent"]["name"] == "Lake Film Festival"


def test_a_film_says_all_that_its_page_says(client):
    ida = make_person()
    film = make_film(directors=(ida,), synopsis="A pier.", original_title="Heures de sel")
    FilmTitle.objects.create(film=film, text="Brine", kind="working")
    FilmTitle.objects.create(film=film, text="ソルト", lang="ja", territory="JP")
    Release.objects.create(film=film, territory="SU", date=date(1979, 5, 13))
    ExternalId.objects.create(film=film, scheme="imdb", value="tt0000001")
    Credit.objects.create(film=film, person=ida, department="Sound", job="Original Music Composer")
    data = data_of(client, film.get_absolute_url())
    assert unknown(data) == []
    assert data["alternateName"] == ["Heures de sel", "ソルト"]
    assert data["description"] == "A pier."
    assert [one["name"] for one in data["musicBy"]] == ["Ida Orlov"]
    assert data["releasedEvent"] == [
        {
            "@type": "PublicationEvent",
            "startDate": "1979-05-13",
            "location": {"@type": "Country", "name": "Soviet Union"},
        }
    ]
    assert data["sameAs"] == ["https://www.imdb.com/title/tt0000001/"]


def test_names_that_are_not_to_be_printed_are_in_no_data(client):
    ida = make_person()
    PersonName.objects.create(person=ida, text="Ида Орлова", kind="native", lang="ru")
    PersonName.objects.create(person=ida, text="Old Name", kind="former", never_print=True)
    data = data_of(client, ida.get_absolute_url())
    assert unknown(data) == []
    assert data["mainEntity"]["alternateName"] == ["Ида Орлова"]


def test_an_edition_says_what_it_showed_and_whether_it_took_place(client):
    edition = make_edition()
    strand = Strand.objects.create(edition=edition, name="Night screen")
    Selection.objects.create(strand=strand, film=make_film())
    make_edition(2020, festival=edition.festival, status="cancelled")
    make_edition(2021, festival=edition.festival, status="online")
    shown = data_of(client, "/festivals/lake/2012/")
    assert unknown(shown) == []
    assert [(one["name"], one["workPresented"]["name"]) for one in shown["subEvent"]] == [
        ("Night screen", "Salt Hours")
    ]
    assert data_of(client, "/festivals/lake/2020/")["eventStatus"] == "https://schema.org/EventCancelled"
    online = data_of(client, "/festivals/lake/2021/")["eventAttendanceMode"]
    assert online == "https://schema.org/OnlineEventAttendanceMode"


def test_data_cannot_become_a_script(client):
    version = make_version("</script><script>alert(1)</script>", slug="evil", dek="<!-- \u2028 &")
    page = client.get(version.get_absolute_url()).content.decode()
    assert "<script>" not in page
    assert data_of(client, version.get_absolute_url())["headline"] == "</script><script>alert(1)</script>"
