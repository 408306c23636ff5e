"""Fields that a file prints about itself: YAML, TOML and "Key: value" headers, in plain keys and values."""

import re

from ..source import tidy
from ..wordlists import words

NAMES = {
    "title": "title",
    "headline": "title",
    "titel": "title",
    "titre": "title",
    "description": "dek",
    "dek": "dek",
    "subtitle": "dek",
    "standfirst": "dek",
    "summary": "dek",
    "excerpt": "dek",
    "lead": "dek",
    "author": "byline",
    "authors": "byline",
    "byline": "byline",
    "credit": "byline",
    "auteur": "byline",
    "date": "published",
    "published": "published",
    "publishdate": "published",
    "pubdate": "published",
    "date_published": "published",
    "published_at": "published",
    "lastmod": "updated",
    "updated": "updated",
    "modified": "updated",
    "last_modified_at": "updated",
    "updated_at": "updated",
    "source_note": "source_note",
    "source": "source_note",
}
# Settings of site generators: neither words of the piece nor worth keeping.
SETTINGS = frozenset(
    words(
        "layout draft slug permalink template type image cover thumbnail aliases url weight id lang "
        "language toc comments"
    )
)
LINE = re.compile(r"^([A-Za-z_][\w -]*?)\s*([:=])\s*(.*)$")


def read_fields(text: str, separator: str) -> dict[str, str]:
    """Flat ``key: value`` (or ``key = value``) lines; lists, in brackets or with dashes, become words with spaces."""
    fields: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        match = LINE.match(line)
        if match and match[2] == separator and not line.startswith((" ", "\t")):
            key = match[1].strip().casefold().replace(" ", "_")
            fields[key] = _value(match[3])
        elif key and line.strip().startswith("- "):
            fields[key] = f"{fields[key]} {_value(line.strip()[2:])}".strip()
        elif key and line[:1] in " \t" and line.strip():
            fields[key] = f"{fields[key].strip('>|- ')} {_value(line.strip())}".strip()
    return {name: value for name, value in fields.items() if value}


def _value(raw: str) -> str:
    value = re.sub(r"\s+#.*$", "", raw.strip()) if raw[:1] not in "\"'" else raw.strip()
    if value[:1] == "[" and value[-1:] == "]":
        return " ".join(filter(None, (tidy(item.strip(" \"'")) for item in value[1:-1].split(","))))
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].replace('\\"', '"').replace("''", "'")
    return tidy(value)


def from_fields(fields: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """(meta data, other texts) of a header's fields."""
    meta: dict[str, str] = {}
    other: list[str] = []
    for key, value in fields.items():
        if key in NAMES and NAMES[key] not in meta:
            meta[NAMES[key]] = value
        elif key not in SETTINGS:
            other.append(value)
    return meta, other
