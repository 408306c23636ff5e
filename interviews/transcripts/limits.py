"""Reading what strangers upload: in a process of its own, with little memory and little time.

A hostile file may spin, swell or crash its reader; the web worker must not notice. Plain text of a moderate
size is read in-process, because nothing in it is unpacked and starting a process costs more than reading.
"""

import pickle
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from journal.document.messages import gettext_noop as _

from .model import Transcript, TranscriptError
from .reading import LARGEST, TOO_LARGE, read

SMALL_TEXT = 100_000  # bytes
SMALL_LINES = 3_000
TOO_SLOW = _("Reading this file took longer than %(seconds)d seconds. Split it, or paste its text instead.")
TOO_HUNGRY = _("Reading this file needed more than %(megabytes)d MB of memory. Split it, or paste its text instead.")
CRASHED = _("This file could not be read. Open it in the program it came from, save it again and retry.")
ROOT = Path(__file__).resolve().parents[2]
CONTAINERS = (b"PK\x03\x04", b"PK\x05\x06", b"{\\rtf")


def read_limited(
    data: bytes | str,
    *,
    filename: str | None = None,
    format: str | None = None,
    site_zone: str = "America/New_York",
    expected: Sequence[str] | None = None,
    seconds: int = 5,
    megabytes: int = 300,
) -> Transcript:
    """`reading.read` within ``seconds`` and ``megabytes``. Raises TranscriptError past either, as for any bad file."""
    if len(data) > LARGEST:
        raise TranscriptError(TOO_LARGE, {"size": len(data) // 1_000_000, "limit": LARGEST // 1_000_000})
    options: dict[str, object] = {"filename": filename, "format": format, "site_zone": site_zone, "expected": expected}
    if is_harmless(data, filename, format):
        return read(data, **options)  # type: ignore[arg-type]
    return _apart(data, options, seconds, megabytes)


def is_harmless(data: bytes | str, filename: str | None, format: str | None) -> bool:
    """Whether the data is short text that no parser of containers, markup or JSON will see."""
    lines = data.count("\n") if isinstance(data, str) else data.count(b"\n")
    if len(data) > SMALL_TEXT or lines > SMALL_LINES or format in ("docx", "rtf", "html", "json"):
        return False
    ending = (filename or "").rpartition(".")[2].lower()
    if isinstance(data, str):
        start = data.lstrip()[:200]
    elif data.lstrip()[:4] in CONTAINERS or data.lstrip()[:5] in CONTAINERS:
        return False
    else:
        start = data[:200].decode("latin-1").lstrip("ï»¿ \r\n\t")
    return ending not in ("docx", "rtf", "html", "htm", "json", "fountain") and start[:1] not in ("<", "{", "[")


def _apart(data: bytes | str, options: dict[str, object], seconds: int, megabytes: int) -> Transcript:
    request = pickle.dumps((data, options, seconds, megabytes))
    try:
        done = subprocess.run(
            [sys.executable, "-m", "interviews.transcripts.limits"],
            input=request,
            capture_output=True,
            timeout=seconds,
            check=False,
            cwd=ROOT,
        )
    except subprocess.TimeoutExpired as error:
        raise TranscriptError(TOO_SLOW, {"seconds": seconds}) from error
    if done.returncode == 0:
        result = pickle.loads(done.stdout)  # noqa: S301 - written by our own process a moment ago
        if isinstance(result, TranscriptError):
            raise result
        if isinstance(result, Transcript):
            return result
    if b"MemoryError" in done.stderr[-4000:]:
        raise TranscriptError(TOO_HUNGRY, {"megabytes": megabytes})
    if done.returncode in (-24, -9):  # SIGXCPU, SIGKILL
        raise TranscriptError(TOO_SLOW, {"seconds": seconds})
    raise TranscriptError(CRASHED)


def _serve() -> None:
    """Read a request from standard input under limits, write the transcript or the error to standard output."""
    data, options, seconds, megabytes = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own parent process
    limit = megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    result: Transcript | TranscriptError
    try:
        result = read(data, **options)
    except TranscriptError as error:
        result = error
    except MemoryError:
        result = TranscriptError(TOO_HUNGRY, {"megabytes": megabytes})
    except RecursionError:
        result = TranscriptError(CRASHED)
    sys.stdout.buffer.write(pickle.dumps(result))


if __name__ == "__main__":
    _serve()
