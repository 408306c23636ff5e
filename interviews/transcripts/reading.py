"""The way in: bytes or text of any transcript to a `Transcript`."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from journal.document.messages import gettext_noop as _

from .decoding import checked
from .labelling.assembling import label
from .model import Transcript, TranscriptError
from .readers import FORMATS
from .sniffing import sniff

LARGEST = 20_000_000
TOO_LARGE = _("This file is too large: %(size)d MB. A transcript may have up to %(limit)d MB.")
UNKNOWN_FORMAT = _("There is no format called %(format)s. Known are: %(known)s.")
UNKNOWN_ZONE = _("There is no time zone called %(zone)s. Use a name such as Europe/Paris.")
NO_WORDS = _("No words were found in this file.")


def read(
    data: bytes | str,
    *,
    filename: str | None = None,
    format: str | None = None,
    site_zone: str = "America/New_York",
    expected: Sequence[str] | None = None,
) -> Transcript:
    """Read a transcript.

    ``format`` is a key of `FORMATS` and found by looking when absent; ``site_zone`` an IANA name, which may settle an
    abbreviation that this zone uses; ``expected`` names of people who should be in the conversation.
    Raises TranscriptError, whose message says what to do.
    """
    if len(data) > LARGEST:
        raise TranscriptError(TOO_LARGE, {"size": len(data) // 1_000_000, "limit": LARGEST // 1_000_000})
    try:
        ZoneInfo(site_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise TranscriptError(UNKNOWN_ZONE, {"zone": site_zone}) from error
    if format is not None and format not in FORMATS:
        raise TranscriptError(UNKNOWN_FORMAT, {"format": format, "known": ", ".join(FORMATS)})
    if isinstance(data, str):
        data = checked(data)
    choice = sniff(data, filename, format)
    source = FORMATS[choice.format].read(choice.content, choice.why)
    if source.ready is not None:
        return source.ready
    result = label(source, site_zone=site_zone, expected=tuple(expected or ()))
    if not result.words_out:
        raise TranscriptError(NO_WORDS)
    return result
