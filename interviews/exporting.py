"""An interview as a file."""

from typing import Any

from django.http import HttpResponse

from interviews.models import Interview
from journal.document.blocks import Document


def formats(document: Document) -> dict[str, Any]:
    return {}


def answer(interview: Interview, format: str) -> HttpResponse:
    return HttpResponse()
