"""From an address to what stands there at an instant: a version, another address, or the reason why it is gone."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from journal.press.models import Version, Withdrawal


class Moved(Exception):
    """The piece stands at another address now: ``version``'s."""

    def __init__(self, version: Version) -> None:
        super().__init__(version.get_absolute_url())
        self.version = version


@dataclass
class Gone(Exception):
    """The piece was public and was withdrawn; ``reason`` is the sentence for readers."""

    reason: str
    since: datetime


def live_version(section: str, slug: str, now: datetime) -> Version:
    """The version that is public at this address.

    Raises Moved for an address that the piece had before, Gone where it was withdrawn, Http404 for anything else: what
    is scheduled, under embargo or a draft looks like what never was.
    """
    at_address = {"piece__addresses__section": section, "piece__addresses__slug": slug}
    version = (
        Version.objects.live(now)
        .filter(**at_address)
        .select_related("piece", "picture")
        .prefetch_related("picture__renditions")
        .with_translated()
        .defer("document")
        .first()
    )
    if version is None:
        withdrawal = Withdrawal.objects.filter(**at_address, lifted_at__isnull=True, at__lte=now).first()
        if withdrawal is None or not _was_seen(withdrawal):
            raise Http404
        raise Gone(withdrawal.public_reason, withdrawal.at)
    if (version.section, version.slug) != (section, slug):
        raise Moved(version)
    return version


def _was_seen(withdrawal: Withdrawal) -> bool:
    """Could readers ever see the piece before it was withdrawn? If not, even its absence is none of theirs."""
    versions = Version.objects.was_public(withdrawal.at).filter(piece=withdrawal.piece_id)
    return versions.exclude(hidden_until__gt=withdrawal.at).exists()
