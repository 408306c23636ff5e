"""Strict readers of the environment: a value that makes no sense is refused at start, with what to write instead."""

import os
import zoneinfo
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


def flag(name: str, *, default: bool = False) -> bool:
    """A yes or no. Raises ImproperlyConfigured on anything but True, False, 1, 0, yes, no, on, off (any case)."""
    raw = os.environ.get(name, "").strip().lower()
    if not raw:
        return default
    if raw in {"true", "1", "yes", "on"}:
        return True
    if raw in {"false", "0", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is {os.environ[name]!r}; write True or False.")


def secret(name: str) -> str:
    """A secret from NAME, or from the file that NAME_FILE names (how container platforms hand secrets over)."""
    path = os.environ.get(f"{name}_FILE", "").strip()
    if not path:
        return os.environ.get(name, "").strip()
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"{name}_FILE names {path!r}, which cannot be read: {error}.") from error


def names(name: str) -> list[str]:
    """A comma-separated list, blanks dropped."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def zone(name: str, *, default: str) -> str:
    """An IANA time zone. Raises ImproperlyConfigured on a name that the zone database does not have."""
    value = os.environ.get(name, "").strip() or default
    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError) as error:
        raise ImproperlyConfigured(f"{name} is {value!r}; write an IANA zone such as Europe/Zurich.") from error
    return value


def site_address(name: str, *, default: str) -> str:
    """The public address of the site: scheme and host, no path, no final slash."""
    value = os.environ.get(name, "").strip().rstrip("/") or default
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path or parts.query or parts.fragment:
        raise ImproperlyConfigured(f"{name} is {value!r}; write scheme and host, such as https://journal.example.")
    return value


def address(name: str) -> str:
    """The address of a service elsewhere; "" where there is none."""
    value = os.environ.get(name, "").strip()
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.netloc or parts.fragment):
        raise ImproperlyConfigured(f"{name} is {value!r}; write an address such as https://hub.example/, or nothing.")
    return value
