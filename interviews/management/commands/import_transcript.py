import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.utils import timezone

from interviews import importing, matching
from interviews.drafting import draft_of
from interviews.drafts import Draft
from interviews.models import Interview
from interviews.transcripts.limits import read_limited
from interviews.transcripts.model import Transcript, TranscriptError
from interviews.transcripts.readers import FORMATS
from journal.document.blocks import DocumentError

BAR = 30


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file; ``error`` is "" unless it failed."""

    file: str
    said: str = ""
    turns: int = 0
    asked: int = 0
    error: str = ""


class Failed(Exception):
    """Why nothing was made of a file, in one line."""


class Command(BaseCommand):
    help = "Reads transcripts of interviews and makes interviews of them at the desk."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--format", choices=sorted(FORMATS), help="instead of finding out by looking")
        parser.add_argument(
            "--json",
            action="store_true",
            help="print what was read, one JSON object a line, and write nothing to the database",
        )
        parser.add_argument(
            "--publish", action="store_true", help="publish with the stamps found; refused while something is undecided"
        )

    def handle(self, *, files: Sequence[str], format: str | None, json: bool, publish: bool, **options: Any) -> None:
        """Exits with 2 where a file failed; the others are imported all the same."""
        results = []
        for number, file in enumerate(files, start=1):
            self._progress(number - 1, len(files), file)
            results.append(self._one(file, format, json, publish))
        self._progress(len(files), len(files), "")
        self._summary(results, alone=len(files) == 1)
        if any(result.error for result in results):
            sys.exit(2)

    def _one(self, file: str, format: str | None, as_json: bool, publish: bool) -> Result:
        try:
            data, transcript = self._read(file, format)
            if as_json:
                self._print({**transcript.to_json(), "file": file})
                return Result(file, "read", len(transcript.turns), len(transcript.decisions))
            return self._import(file, data, transcript, publish)
        except Failed as error:
            if as_json:
                self._print({"file": file, "error": str(error)})
            self.stderr.write(f"{file}: {error}")
            return Result(file, "failed", error=str(error))

    def _read(self, file: str, format: str | None) -> tuple[bytes, Transcript]:
        try:
            data = Path(file).read_bytes()
        except (OSError, ValueError) as error:
            raise Failed(getattr(error, "strerror", "") or str(error)) from error
        try:
            return data, read_limited(data, filename=Path(file).name, format=format, site_zone=settings.TIME_ZONE)
        except TranscriptError as error:
            raise Failed(_line(str(error))) from error

    def _import(self, file: str, data: bytes, transcript: Transcript, publish: bool) -> Result:
        now = timezone.now()
        try:
            draft = matching.matched(draft_of(transcript))
            interview = importing.import_draft(
                draft=draft, by=None, now=now, filename=Path(file).name, source_text=importing.readable(data)
            )
        except (DocumentError, ValidationError) as error:
            raise Failed(_line("; ".join(getattr(error, "messages", [str(error)])))) from error
        said = self._publish(interview, draft) if publish else f"draft {interview.pk}"
        return Result(file, said, len(transcript.turns), len(draft.open_questions()))

    def _publish(self, interview: Interview, draft: Draft) -> str:
        try:
            version = importing.publish(interview=interview, draft=draft, by=None, now=timezone.now())
        except importing.Undecided as error:
            raise Failed(f"kept as draft {interview.pk}, not published: {_line(str(error))}") from error
        except ValidationError as error:
            said = _line("; ".join(error.messages))
            raise Failed(f"kept as draft {interview.pk}, not published: {said}") from error
        return f"published as /{version.section}/{version.slug}/"

    # -- what is printed -----------------------------------------------------------------------------------------

    def _print(self, data: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(data, ensure_ascii=False))

    def _progress(self, done: int, total: int, file: str) -> None:
        """A bar on a terminal; nothing where the output goes to a file."""
        if total < 2 or not self.stderr.isatty():
            return
        filled = BAR * done // total
        name = Path(file).name[:40]
        ending = "\n" if done == total else "\r"
        self.stderr.write(f"[{'#' * filled}{'.' * (BAR - filled)}] {done}/{total} {name:40}", ending=ending)

    def _summary(self, results: Iterable[Result], *, alone: bool) -> None:
        if alone:
            for result in results:
                if not result.error:
                    self.stderr.write(f"{result.file}: {result.said}; {result.turns} turns, {result.asked} questions")
            return
        rows = [("file", "result", "turns", "questions")]
        rows += [
            (result.file, result.error or result.said, str(result.turns or ""), str(result.asked or ""))
            for result in results
        ]
        widths = [min(60, max(len(row[column]) for row in rows)) for column in range(4)]
        for row in rows:
            cells = (f"{cell:{width}}" for cell, width in zip(row, widths, strict=True))
            self.stderr.write("  ".join(cells).rstrip())


def _line(text: str) -> str:
    return " ".join(text.split())
