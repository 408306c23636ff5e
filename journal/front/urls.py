"""The readers' site map: one address a line."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, path, register_converter

from journal.front import converters, feeds, sitemaps
from journal.front.views import cards, cinema, corrections, finding, home, lists, machines, pieces, reconciling, reports

register_converter(converters.Section, "section")
register_converter(converters.Year, "year")
register_converter(converters.Month, "month")
register_converter(converters.Number, "number")
register_converter(converters.Topic, "topic")
register_converter(converters.Block, "block")
register_converter(converters.Digest, "digest")
register_converter(converters.FeedForm, "form")

app_name = "front"


def feed_paths(place: str, view: Callable[..., HttpResponseBase], name: str) -> list[URLPattern]:
    """A feed in its three forms. Asked by name without a form, it is Atom."""
    return [
        path(f"feeds/{place}.<form:form>", view, name=name),
        path(f"feeds/{place}.atom", view, name=name),
    ]


urlpatterns = [
    path("", home.home, name="home"),
    path("films/", cinema.films, name="films"),
    path("films/<slug:slug>/", cinema.film, name="film"),
    path("people/", cinema.people, name="people"),
    path("people/<slug:slug>/", cinema.person, name="person"),
    path("festivals/", cinema.festivals, name="festivals"),
    path("festivals/<slug:slug>/", cinema.festival, name="festival"),
    path("festivals/<slug:slug>/<year:year>/", cinema.edition, name="edition"),
    path("topics/<topic:slug>/", lists.topic, name="topic"),
    path("contributors/<slug:slug>/", lists.contributor, name="contributor"),
    path("archive/<year:year>/<month:month>/", lists.archive, name="archive"),
    path("quotes/", finding.quotes, name="quotes"),
    path("search/", finding.search, name="search"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/<year:year>/", corrections.corrections, name="corrections_of_year"),
    path("corrections-policy/", corrections.policy, name="corrections_policy"),
    path("about/", corrections.about, name="about"),
    path("reports/<str:token>/", reports.report_status, name="report_status"),
    # Machines.
    *feed_paths("all", feeds.everything, "feed"),
    *feed_paths("corrections", feeds.corrections, "feed_corrections"),
    *feed_paths("<section:section>", feeds.section, "feed_section"),
    *feed_paths("films/<slug:slug>", feeds.film, "feed_film"),
    *feed_paths("people/<slug:slug>", feeds.person, "feed_person"),
    *feed_paths("festivals/<slug:slug>", feeds.festival, "feed_festival"),
    *feed_paths("contributors/<slug:slug>", feeds.contributor, "feed_contributor"),
    *feed_paths("topics/<topic:slug>", feeds.topic, "feed_topic"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemaps/records.xml", sitemaps.records, name="sitemap_records"),
    path("sitemaps/<year:year>.xml", sitemaps.year, name="sitemap_year"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap_news"),
    path("oembed", machines.embed, name="oembed"),
    path("opensearch.xml", machines.opensearch, name="opensearch"),
    path("search/suggest", machines.suggest, name="suggest"),
    path("reconcile", reconciling.endpoint, name="reconcile"),
    path("reconcile/suggest/<slug:what>", reconciling.suggest, name="reconcile_suggest"),
    path("reconcile/<slug:id>", reconciling.view, name="reconcile_view"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("healthz", machines.health, name="health"),
    # Last, because a section is any of eight words.
    path("<section:section>/", lists.section, name="section"),
    path("<section:section>/<slug:slug>/", pieces.piece, name="piece"),
    path("<section:section>/<slug:slug>/card.jpg", cards.share, name="card_now"),
    path("<section:section>/<slug:slug>/card-<digest:digest>.jpg", cards.share, name="card"),
    path("<section:section>/<slug:slug>/quotes/<block:block>.png", cards.quote, name="quote_card_now"),
    path("<section:section>/<slug:slug>/quotes/<block:block>-<digest:digest>.png", cards.quote, name="quote_card"),
    path("<section:section>/<slug:slug>/report/", reports.report, name="report"),
    path("<section:section>/<slug:slug>/history/", pieces.history, name="history"),
    path("<section:section>/<slug:slug>/history/timemap", pieces.time_map, name="time_map"),
    path("<section:section>/<slug:slug>/history/<number:number>/", pieces.history_version, name="history_version"),
]
