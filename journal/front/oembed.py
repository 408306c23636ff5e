"""oEmbed (https://oembed.com): a piece, or one answer of an interview, as other sites embed it.

An address is looked up as a reader would: what is not public there is not there. A retracted piece says so and no more.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import Http404
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from journal.front import addresses, bylines, stills
from journal.press.models import Quotation, Version

WIDTH, HEIGHT = 600, 340  # pixels; what is asked for when the other side names no limits
MOST = 100_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest frame that the other side has, in pixels."""

    width: int = MOST
    height: int = MOST


def endpoint(address: str) -> str:
    """Where a page says that its embed is to be had; ``address`` is whole."""
    return f"{settings.SITE_URL}{reverse('front:oembed')}?{urlencode({'url': address})}"


def answer(url: str, *, limits: Limits, now: datetime) -> dict[str, Any]:
    """The description of what stands at ``url``. Raises Http404 for whatever readers do not find there."""
    version, block = _wanted(url, now)
    page = settings.SITE_URL + version.get_absolute_url()
    quotation = _quotation(version, block)
    context = {"version": version, "quotation": quotation, "url": page, "site_name": settings.SITE_NAME}
    names = "" if version.is_retraction else bylines.writers(version.byline)
    title = _("Retracted: %(headline)s") % {"headline": version.headline} if version.is_retraction else version.headline
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        **({"author_name": names} if names else {}),
        "provider_name": settings.SITE_NAME,
        "provider_url": f"{settings.SITE_URL}/",
        "html": render_to_string("front/embed.html", context).strip(),
        "width": min(WIDTH, limits.width),
        "height": min(HEIGHT, limits.height),
        **_thumbnail(version, limits, now),
    }


def read_limits(width: str, height: str) -> Limits:
    """From the words of an address. Raises ValueError on anything but whole numbers of bearable size."""

    def pixels(text: str) -> int:
        if not text:
            return MOST
        if not (text.isascii() and text.isdecimal() and len(text) < 10) or not int(text):
            raise ValueError(_("maxwidth and maxheight take a number of pixels, such as 600."))
        return int(text)

    return Limits(pixels(width), pixels(height))


def _wanted(url: str, now: datetime) -> tuple[Version, str]:
    """The live version at an address of ours, and the id of the passage that the address names."""
    try:
        parts = urlsplit(url)
        found = resolve(unquote(parts.path))
    except (ValueError, Resolver404) as error:
        raise Http404 from error
    if parts.netloc != urlsplit(settings.SITE_URL).netloc or found.view_name != "front:piece":
        raise Http404
    try:
        return addresses.live_version(**found.kwargs, now=now), parts.fragment
    except addresses.Moved as moved:
        return moved.version, parts.fragment
    except addresses.Gone as gone:
        raise Http404 from gone


def _quotation(version: Version, block: str) -> Quotation | None:
    """What somebody said in that block; None for a whole piece, and for what is no answer or hidden by a fold."""
    if not block or version.is_retraction:
        return None
    return version.quotations.filter(block=block[:8]).first()


def _thumbnail(version: Version, limits: Limits, now: datetime) -> dict[str, Any]:
    shown = None if version.is_retraction else stills.still(version.picture, "share", now=now)
    if shown is None or shown.width > limits.width or shown.height > limits.height:
        return {}
    return {
        "thumbnail_url": settings.SITE_URL + shown.src,
        "thumbnail_width": shown.width,
        "thumbnail_height": shown.height,
    }
