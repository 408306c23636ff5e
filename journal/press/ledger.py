"""The chain over the versions of a piece: each seal covers the words, the dates, the notices and the seal before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from journal.press.copy import fingerprint
from journal.press.models import Notice, Version

SEALED = (
    "number", "kind", "slug", "headline", "dek", "lang", "byline", "document", "form", "links", "change",
    "updated_by_change", "stamps",
)  # fmt: skip
SEALED_INSTANTS = ("live_from", "published_at", "updated_at")


def _instant(value: datetime | None) -> str:
    """UTC to the microsecond, so that both databases and every zone give the same words."""
    return value.astimezone(UTC).isoformat(timespec="microseconds") if value else ""


def seal(version: Version, notices: Sequence[Notice]) -> str:
    """SHA-256 (hex) over everything that a reader was told, chained to ``version.previous_sha256``."""
    return fingerprint(
        {
            **{name: getattr(version, name) for name in SEALED},
            **{name: _instant(getattr(version, name)) for name in SEALED_INSTANTS},
            # Only where there is one: the seals of versions that were printed before this was known still hold.
            **({"translation_of": version.translation_of_id} if version.translation_of_id else {}),
            "piece": version.piece_id,
            "previous": version.previous_sha256,
            "notices": [
                [notice.number, notice.kind, notice.text, notice.anchors, notice.place, notice.supersedes_id]
                for notice in notices
            ],
        }
    )


@dataclass(frozen=True, slots=True)
class Broken:
    """The first link of a piece's chain that does not hold."""

    version: Version
    why: str  # "words", "order"


def verify() -> Iterator[Broken]:
    """Yields the first broken link of each piece whose chain does not hold; nothing when all is well."""
    versions = Version.objects.order_by("piece_id", "number").prefetch_related("notices")
    piece, previous, expected, broken = None, "", 1, False
    for version in versions.iterator(chunk_size=200):
        if version.piece_id != piece:
            piece, previous, expected, broken = version.piece_id, "", 1, False
        if broken:
            continue
        if version.number != expected or version.previous_sha256 != previous:
            broken = True
            yield Broken(version, "order")
        elif version.sha256 != seal(version, list(version.notices.all())):
            broken = True
            yield Broken(version, "words")
        previous, expected = version.sha256, version.number + 1
