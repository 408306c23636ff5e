"""Who has a piece open just now: kept for a minute in the cache, nowhere else."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.desk.models import Article

# Twice the pause between two signs of life (static/js/desk.js), and some: a page that sleeps is not gone at once.
FRESH = timedelta(seconds=50)


def seen(article: Article, user: User, now: datetime) -> list[str]:
    """Notes that this person has the piece open; gives the names of the others who have."""
    key = f"desk-presence-{article.pk}"
    found: dict[int, tuple[str, float]] = cache.get(key) or {}
    fresh = (now - FRESH).timestamp()
    here = {pk: entry for pk, entry in found.items() if entry[1] > fresh}
    here[user.pk] = (user.get_short_name() or user.get_username(), now.timestamp())
    cache.set(key, here, timeout=FRESH.total_seconds())
    return sorted(name for pk, (name, _at) in here.items() if pk != user.pk)


def sentence(names: list[str]) -> str:
    """ "Edith has this piece open too."; "" where nobody has."""
    if not names:
        return ""
    return ngettext("%(who)s has this piece open too.", "%(who)s have this piece open too.", len(names)) % {
        "who": _(" and ").join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    }
