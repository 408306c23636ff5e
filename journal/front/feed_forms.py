"""The three forms of a feed, each written by the same calls: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1.

With a hub (WebSub) every form names it and itself, so that a reader may subscribe instead of asking again and again.
"""

import json
import re
from datetime import UTC, datetime
from typing import IO, Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date

EMPTY_SINCE = datetime(1970, 1, 1, tzinfo=UTC)  # Atom wants a date even where there is nothing
# XML has no way to write these, not even escaped.
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Steady(SyndicationFeed):
    """A feed without entries says the same today and tomorrow; Django would have it updated at every request."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else EMPTY_SINCE


class RssFeed(Steady, Rss201rev2Feed):
    """RSS with the full text in ``content:encoded``, as readers expect it."""

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if self.feed["hub"]:
            handler.addQuickElement("atom:link", None, {"rel": "hub", "href": self.feed["hub"]})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        if item.get("content"):
            handler.addQuickElement("content:encoded", item["content"])


class AtomFeed(Steady, Atom1Feed):
    """Atom with the full text, each entry in its own language."""

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if self.feed["hub"]:
            handler.addQuickElement("link", "", {"rel": "hub", "href": self.feed["hub"]})

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        lang = item.get("lang") or self.feed["language"]
        return {} if lang == self.feed["language"] else {"xml:lang": lang}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        if item.get("content"):
            handler.addQuickElement("content", item["content"], {"type": "html", "xml:base": item["link"]})


class JsonFeed(Steady):
    """https://www.jsonfeed.org/version/1.1/"""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: IO[str], encoding: str) -> None:
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "authors": [{"name": self.feed["author_name"]}],
            "hubs": [{"type": "WebSub", "url": self.feed["hub"]}] if self.feed["hub"] else None,
            "items": [_item(item) for item in self.items],
        }
        json.dump({name: value for name, value in feed.items() if value is not None}, outfile, ensure_ascii=False)


def _item(item: dict[str, Any]) -> dict[str, Any]:
    written: dict[str, Any] = {
        "id": item["unique_id"],
        "url": item["link"],
        "title": item["title"],
        "summary": item["description"],
        "content_html": item.get("content"),
        "date_published": rfc3339_date(item["pubdate"]),
        "date_modified": rfc3339_date(item["updateddate"]),
        "authors": [{"name": item["author_name"]}],
        "tags": list(item["categories"]),
        "language": item.get("lang"),
    }
    # One of the two contents has to be there; a notice is plain words.
    if not written["content_html"]:
        written["content_text"] = item["description"]
    return {name: value for name, value in written.items() if value}


FORMS: dict[str, type[SyndicationFeed]] = {"atom": AtomFeed, "xml": RssFeed, "json": JsonFeed}
