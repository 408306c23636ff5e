"""Reads every surface that tells a reader or a machine of a piece, as plain values."""

import json
import re
from xml.etree import ElementTree as ET

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


class Reader:
    """A browser and a parser: what stands on a surface, as plain values."""

    def __init__(self, client, address, before=None):
        self.client = client
        self.address = address
        self.before = before  # the answer for the piece before the change

    def page(self, address):
        return self.client.get(address).content.decode()

    def tree(self, address):
        return ET.fromstring(self.client.get(address).content)  # our own bytes

    def data(self):
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', self.page(self.address))
        return json.loads(found[1])

    def meta(self, name):
        found = re.search(rf'<meta (?:property|name)="{name}" content="([^"]*)">', self.page(self.address))
        return found[1] if found else None

    def entries(self, address):
        """The entries of the piece in an Atom feed."""
        found = self.tree(address).findall(f"{ATOM}entry")
        return [entry for entry in found if f"{self.address}#" in entry.find(f"{ATOM}link").get("href") + "#"]

    def entry(self, address):
        """What an Atom feed says of the piece's clock; None where it has no entry."""
        found = [
            tuple(one.findtext(f"{ATOM}{name}") for name in ("published", "updated")) for one in self.entries(address)
        ]
        return found[0] if found else None

    def mapped(self, address, name):
        """The words of one element of a sitemap's row about the piece; none where it has no row."""
        response = self.client.get(address)
        if response.status_code == 404:
            return []
        rows = ET.fromstring(response.content).iter(f"{MAP}url")  # our own bytes
        return [next(row.iter(name)).text for row in rows if row.findtext(f"{MAP}loc").endswith(self.address)]

    def listed(self, address):
        """The dates beside the piece in a list; None where the list leaves it out."""
        page = self.page(address)
        if f'<a href="{self.address}">The sea was there</a>' not in page:
            return None
        return tuple(re.findall(r'<time datetime="([^"]*)">', page))


def visible_line(reader):
    (dates,) = re.findall(r'<p class="dates">(.*?)</p>', reader.page(reader.address), re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", " ", span).split()) for span in dates.split("</span><span>")]


def time_elements(reader):
    (dates,) = re.findall(r'<p class="dates">(.*?)</p>', reader.page(reader.address), re.DOTALL)
    return re.findall(r'datetime="([^"]*)"', dates)


def notices_on_the_page(reader):
    return re.findall(
        r'<p class="label">(\S[^<]*) <time datetime="([^"]*)"', reader.page(reader.address).split("piece-facts")[1]
    )


def history(reader):
    """(version, since, kind, notices) a row, the newest first."""
    rows = re.findall(r'<li[^>]* id="version-(\d+)">(.*?)</li>', reader.page(f"{reader.address}history/"), re.DOTALL)
    return [
        (
            int(number),
            re.search(r'datetime="([^"]*)"', row)[1],
            re.search(r"</a>: ([^<]*)</p>", row)[1],
            re.findall(r'<p class="text">([^<]*)</p>', row),
        )
        for number, row in rows
    ]


def corrections_page(reader):
    """(since, kind, notice) a row that leads to the piece, the newest first."""
    found = re.findall(
        r'<time datetime="([^"]*)">.*?<p class="label is-accent">([^<]*)</p>\s*<p class="text">([^<]*)</p>\s*'
        r'<p class="quiet"><a href="([^"#]*)#',
        reader.page("/corrections/").split("<ol", 1)[-1],
        re.DOTALL,
    )
    return [row[:3] for row in found if row[3] == reader.address]


def corrections_feed(reader):
    return [
        tuple(entry.findtext(f"{ATOM}{name}") for name in ("title", "updated", "summary"))
        for entry in reader.entries("/feeds/corrections.atom")
    ]


def rss(reader):
    items = reader.tree("/feeds/all.xml").iter("item")
    return [item.findtext("pubDate") for item in items if item.findtext("link").endswith(reader.address)]


def bytes_known_before(reader):
    """(status, technical clock) for a browser that comes back with the ETag it had before the change, if there was one."""
    known = reader.before or reader.client.get(reader.address)
    response = reader.client.get(reader.address, headers={"if-none-match": known["ETag"]})
    return response.status_code, response["Last-Modified"]


SURFACES = {
    "visible line": visible_line,
    "time elements": time_elements,
    "notices": notices_on_the_page,
    "json-ld datePublished": lambda reader: reader.data()["datePublished"],
    "json-ld dateModified": lambda reader: reader.data()["dateModified"],
    "json-ld correction": lambda reader: [
        (one["@type"], one["text"], one["datePublished"]) for one in reader.data().get("correction", [])
    ],
    "og published_time": lambda reader: reader.meta("article:published_time"),
    "og modified_time": lambda reader: reader.meta("article:modified_time"),
    "robots": lambda reader: reader.meta("robots"),
    "atom, all": lambda reader: reader.entry("/feeds/all.atom"),
    "atom, section": lambda reader: reader.entry("/feeds/interviews.atom"),
    "atom, film": lambda reader: reader.entry("/feeds/films/salt-hours-2012.atom"),
    "atom, person": lambda reader: reader.entry("/feeds/people/ida-orlov.atom"),
    "atom id": lambda reader: [entry.findtext(f"{ATOM}id") for entry in reader.entries("/feeds/all.atom")],
    "rss pubDate": rss,
    "sitemap lastmod": lambda reader: reader.mapped("/sitemaps/2026.xml", f"{MAP}lastmod"),
    "news sitemap": lambda reader: reader.mapped("/sitemap-news.xml", f"{NEWS}publication_date"),
    "home": lambda reader: re.findall(r'<time datetime="([^"]*)"', reader.page("/")),
    "section": lambda reader: reader.listed("/interviews/"),
    "film page": lambda reader: reader.listed("/films/salt-hours-2012/"),
    "person page": lambda reader: reader.listed("/people/ida-orlov/"),
    "contributor page": lambda reader: reader.listed("/contributors/nora/"),
    "topic page": lambda reader: reader.listed("/topics/the-sea/"),
    "archive": lambda reader: reader.listed("/archive/2026/03/"),
    "search": lambda reader: reader.listed("/search/?q=sea"),
    "history": history,
    "corrections page": corrections_page,
    "corrections feed": corrections_feed,
    "etag": bytes_known_before,
}
