"""The same piece in other languages, as pages and sitemaps tell machines of it.

Every member of a group names every member, itself too, and `x-default` is the original: see
https://developers.google.com/search/docs/specialty/international/localized-versions.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from journal.press.models import Version
from journal.press.presenting import Presented

X_DEFAULT = "x-default"
Alternates = list[tuple[str, str]]  # (language tag or X_DEFAULT, address)


def of_piece(shown: Presented) -> Alternates:
    """What the page of a printed piece says of itself and of the others."""
    assert shown.version is not None, "A draft has no address."
    members = [shown.version, *shown.translations]
    return alternates(members, shown.version.translation_of_id or shown.version.piece_id)


def of_all(at: datetime) -> dict[int, Alternates]:
    """The alternates of every piece that has some at ``at``, by the piece's number. Two questions."""
    rows = Version.objects.listed(at).only("piece", "kind", "slug", "lang", "translation_of").order_by("pk")
    translations = rows.filter(translation_of__isnull=False)
    ever_translated = Version.objects.filter(translation_of__isnull=False).order_by().values("translation_of")
    groups: dict[int, list[Version]] = defaultdict(list)
    for version in [*rows.filter(piece__in=ever_translated), *translations]:
        groups[version.translation_of_id or version.piece_id].append(version)
    found = {}
    for original, members in groups.items():
        if named := alternates(members, original):
            found.update({version.piece_id: named for version in members})
    return found


def alternates(members: Iterable[Version], original: int) -> Alternates:
    """The addresses of the members of a group, all of them public; nothing where one stands alone.

    Where readers cannot see the ``original`` (a piece's number) there is no default. Of two members in one language the
    first is named: machines take one address a language.
    """
    found: dict[str, str] = {}
    for version in members:
        found.setdefault(version.lang, version.get_absolute_url())
    if len(found) < 2:
        return []
    first = [(X_DEFAULT, version.get_absolute_url()) for version in members if version.piece_id == original]
    return [*found.items(), *first]
