"""Every question about many printed things. ``live(at)`` is the one predicate of what is public."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import Case, Exists, F, Max, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce

from journal.press.kinds import LISTED_AS_CORRECTIONS, Change

if TYPE_CHECKING:
    from journal.press.models import Embargo, FrontPage, Notice, Version  # noqa: F401  # names in annotations only

# Columns that a list never prints; a page of 30 interviews would read half a megabyte for nothing.
HEAVY = ("document", "body", "form", "links", "stamps")


def live_q(at: datetime, prefix: str = "") -> Q:
    """What is public at an instant: inside its interval and under no embargo. The only place that says so."""

    def when(**lookups: object) -> Q:
        return Q(**{f"{prefix}{name}": value for name, value in lookups.items()})

    return (
        when(live_from__lte=at)
        & (when(live_until__isnull=True) | when(live_until__gt=at))
        & (when(hidden_until__isnull=True) | when(hidden_until__lte=at))
    )


class VersionQuerySet(QuerySet["Version"]):
    def live(self, at: datetime) -> Self:
        """Public at ``at`` (aware). At most one version of a piece is."""
        return self.filter(live_q(at))

    def listed(self, at: datetime) -> Self:
        """Live and fit for lists: a retracted piece keeps its address but stands in no list."""
        return self.live(at).exclude(change=Change.RETRACTION)

    def for_lists(self) -> Self:
        return self.defer(*HEAVY).select_related("picture").order_by("-published_at", "-pk")

    def along(self, links: str) -> Self:
        """Newest first by the dates of a link table, after a filter on it: `.filter(film_links__film=…)` and so on.

        The order of the lists, read from that table's index: as many rows as are wanted, however many there are.
        """
        version = "content_object_id" if links == "topic_links" else "version_id"
        return self.order_by(f"-{links}__published_at", f"-{links}__{version}")

    def was_public(self, at: datetime) -> Self:
        """Every version that readers could have seen up to ``at``; cancelled schedules (empty intervals) left out."""
        return self.filter(live_from__lte=at).not_called_off()

    def not_called_off(self) -> Self:
        return self.filter(Q(live_until__isnull=True) | Q(live_until__gt=F("live_from")))

    def in_translations_of(self, original: int) -> Self:
        """Versions of a piece and of its translations, the original's first, then by their pieces' numbers."""
        versions = self.filter(Q(piece=original) | Q(translation_of=original))
        return versions.order_by(Case(When(piece=original, then=0), default=1), "piece_id")

    def with_translated(self) -> Self:
        """``is_translated``: was ever a piece printed that calls itself a translation of this one? One look at an index
        of few rows. Whether readers may see that piece is for ``live`` to say."""
        # From the class: a related manager's queryset would narrow the question to its own rows.
        translations = self.model._default_manager.filter(translation_of=OuterRef("piece"))
        return self.annotate(is_translated=Exists(translations))

    def before(self, published_at: datetime, pk: int) -> Self:
        """The page after the one that ended with this row (keyset: no OFFSET, no COUNT)."""
        return self.filter(Q(published_at__lt=published_at) | Q(published_at=published_at, pk__lt=pk))

    def scheduled(self, at: datetime) -> Self:
        return self.filter(live_from__gt=at).not_called_off()

    def recently_changed(self) -> Self:
        """By the editorial clock, newest first: the order of feeds."""
        return self.annotate(clock=Coalesce("updated_at", "published_at")).order_by("-clock", "-pk")


class NoticeQuerySet(QuerySet["Notice"]):
    def public(self, at: datetime) -> Self:
        """Notices whose version readers may see, or could and the piece still stands."""
        return self.filter(
            Q(version__live_from__lte=at)
            & (Q(version__live_until__isnull=True) | Q(version__live_until__gt=F("version__live_from")))
            & (Q(version__hidden_until__isnull=True) | Q(version__hidden_until__lte=at))
        ).exclude(version__piece__withdrawals__lifted_at__isnull=True, version__piece__withdrawals__isnull=False)

    def corrections(self) -> Self:
        return self.filter(kind__in=LISTED_AS_CORRECTIONS)


class EmbargoQuerySet(QuerySet["Embargo"]):
    def standing(self) -> Self:
        return self.filter(waived_at__isnull=True)

    def latest_lift(self) -> datetime | None:
        return self.aggregate(latest=Max("lifts_at"))["latest"]


class FrontPageQuerySet(QuerySet["FrontPage"]):
    def standing(self, at: datetime) -> Self:
        """Those that stand or stood by then, the one that stands first."""
        return self.filter(live_from__lte=at, called_off_at__isnull=True).order_by("-live_from", "-pk")

    def waiting(self, at: datetime) -> Self:
        return self.filter(live_from__gt=at, called_off_at__isnull=True).order_by("live_from", "pk")
