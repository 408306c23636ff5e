"""One module a format; each turns a file into a flat list of blocks (`source.Source`)."""

from collections.abc import Callable
from dataclasses import dataclass

from journal.document.messages import gettext_noop as _

from ..source import Source
from . import plain


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what people call it, the endings of its files, whether it is read from bytes (a container) rather than
    from text, and its reader."""

    title: str
    endings: tuple[str, ...]
    read: Callable[..., Source]
    container: bool = False


FORMATS: dict[str, Format] = {
    "text": Format(_("Plain text"), ("txt", "text"), plain.read),
}
