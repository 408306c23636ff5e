"""Zip containers, checked before anything is unpacked: declared sizes, number of entries, entries that overlap."""

import io
import itertools
import zipfile
import zlib
from types import TracebackType

from journal.document.messages import gettext_noop as _

from ..model import TranscriptError

LARGEST = 50_000_000  # bytes, all parts that are read together
MOST = 1_000
DAMAGED = _("The file is damaged and cannot be unpacked. Open it in the program it came from, save it again and retry.")
ENCRYPTED = _("The file is protected by a password. Remove the password and try again.")
BOMB = _("The file unpacks to more than %(limit)d MB or has more than %(most)d parts. It was not opened.")
OVERLAP = _("Parts of this file overlap, as in no honest document. It was not opened.")


class Container:
    """An open zip file whose parts may be read up to a common limit."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, IndexError) as error:
            raise TranscriptError(DAMAGED) from error
        self._check(entries, len(data))
        self.names = frozenset(entry.filename for entry in entries)
        self._left = LARGEST

    @staticmethod
    def _check(entries: list[zipfile.ZipInfo], size: int) -> None:
        if len(entries) > MOST or sum(entry.file_size for entry in entries) > LARGEST * 7:
            raise TranscriptError(BOMB, {"limit": LARGEST // 1_000_000, "most": MOST})
        places = sorted((entry.header_offset, entry.compress_size) for entry in entries)
        for (start, length), (following, _length) in itertools.pairwise(places):
            if start + length > following:
                raise TranscriptError(OVERLAP)
        if any(entry.flag_bits & 1 for entry in entries):
            raise TranscriptError(ENCRYPTED)
        if len({entry.filename for entry in entries}) != len(entries):
            raise TranscriptError(OVERLAP)

    def read(self, name: str) -> bytes:
        """A part of the file. Raises TranscriptError past the limit, or where size or checksum are wrong."""
        declared = self._zip.getinfo(name).file_size
        if declared > self._left:
            raise TranscriptError(BOMB, {"limit": LARGEST // 1_000_000, "most": MOST})
        try:
            with self._zip.open(name) as part:
                data = part.read(declared + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            RuntimeError,
            NotImplementedError,
            EOFError,
            OSError,
            ValueError,
        ) as error:
            raise TranscriptError(DAMAGED) from error
        if len(data) != declared:
            raise TranscriptError(DAMAGED)
        self._left -= declared
        return data

    def __enter__(self) -> "Container":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()
