"""Names of stored files. They hold nothing of the upload's own name and cannot be guessed."""

import secrets
from pathlib import PurePath

# Long enough that nobody finds a still under embargo by trying.
TOKEN_BYTES = 16
ENDINGS = frozenset([".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"])


def original_path(_picture: object, filename: str) -> str:
    """A fresh name for an upload; of the given name only a known ending is kept."""
    ending = PurePath(filename).suffix.lower()
    return _fresh(ending if ending in ENDINGS else ".bin")


def public_path(_record: object, filename: str) -> str:
    """A fresh name in the public folder for a file that we made ourselves."""
    return "pictures/" + _fresh(PurePath(filename).suffix)


def _fresh(ending: str) -> str:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    return f"{token[:2].lower()}/{token}{ending}"
