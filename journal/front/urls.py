"""The readers' site map: one address a line."""

from django.urls import path, register_converter

from journal.front import converters, feeds, sitemaps
from journal.front.views import cinema, corrections, finding, home, lists, machines, pieces, reports

register_converter(converters.Section, "section")
register_converter(converters.Year, "year")
register_converter(converters.Month, "month")
register_converter(converters.Number, "number")

app_name = "front"
urlpatterns = [
    path("", home.home, name="home"),
    path("films/", cinema.films, name="films"),
    path("films/<slug:slug>/", cinema.film, name="film"),
    path("people/", cinema.people, name="people"),
    path("people/<slug:slug>/", cinema.person, name="person"),
    path("festivals/", cinema.festivals, name="festivals"),
    path("festivals/<slug:slug>/", cinema.festival, name="festival"),
    path("festivals/<slug:slug>/<year:year>/", cinema.edition, name="edition"),
    path("topics/<slug:slug>/", lists.topic, name="topic"),
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
    path("feeds/all.atom", feeds.everything, name="feed"),
    path("feeds/all.xml", feeds.everything_rss, name="feed_rss"),
    path("feeds/corrections.atom", feeds.corrections, name="feed_corrections"),
    path("feeds/<section:section>.atom", feeds.section, name="feed_section"),
    path("feeds/films/<slug:slug>.atom", feeds.film, name="feed_film"),
    path("feeds/people/<slug:slug>.atom", feeds.person, name="feed_person"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemaps/records.xml", sitemaps.records, name="sitemap_records"),
    path("sitemaps/<year:year>.xml", sitemaps.year, name="sitemap_year"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap_news"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("healthz", machines.health, name="health"),
    # Last, because a section is any of eight words.
    path("<section:section>/", lists.section, name="section"),
    path("<section:section>/<slug:slug>/", pieces.piece, name="piece"),
    path("<section:section>/<slug:slug>/report/", reports.report, name="report"),
    path("<section:section>/<slug:slug>/history/", pieces.history, name="history"),
    path("<section:section>/<slug:slug>/history/timemap", pieces.time_map, name="time_map"),
    path("<section:section>/<slug:slug>/history/<number:number>/", pieces.history_version, name="history_version"),
]
