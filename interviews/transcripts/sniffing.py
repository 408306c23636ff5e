"""Which format a file has, and why: the content decides, the name only between equals."""

from dataclasses import dataclass

from .decoding import decode


@dataclass(frozen=True, slots=True)
class Choice:
    """A format, why it was chosen, and what its reader is given: text, or bytes for a container."""

    format: str
    why: str
    content: str | bytes


def sniff(data: bytes | str, filename: str | None = None, format: str | None = None) -> Choice:
    text = data if isinstance(data, str) else decode(data)
    return Choice("text", "no other format fits", text)
