"""What the review screen shows of a draft."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from interviews import aligning, importing, matching, reviewing
from interviews.drafts import MARKS, Draft, Voice
from interviews.forms import DetailsForm, VoiceForm, recognised
from interviews.mending import Mended, voice_forms
from interviews.models import Import
from interviews.transcripts.readers import FORMATS
from journal.desk.comparing import Difference, differences
from journal.document.blocks import Block
from journal.document.html import render_inline

PASSAGES = 5  # asked about at the top; where everything is a guess, the rest is marked in the text
A_PAGE = 200  # blocks: each has a menu, and a form may have only so many fields


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph as the one renderer writes it, for the template tag ``body``."""

    body: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of source and result, as the template needs it."""

    lines: Sequence[str]
    part: str = ""
    block: Block | None = None
    number: int = 0
    value: str = ""
    paragraphs: Sequence[tuple[int, Words]] = ()
    uncertain: str = ""
    text: str | None = None  # the passage in the labelled notation, while it is edited
    first: bool = False


def context(request: HttpRequest, imported: Import, mended: Mended) -> dict[str, Any]:
    draft = imported.draft
    everything = _rows(imported, draft, request.GET.get("edit", "") or mended.focus * bool(mended.problem), mended)
    if request.GET.get("show") == "uncertain":
        everything = [row for row in everything if row.uncertain]
    page = Paginator(everything, A_PAGE).get_page(request.GET.get("page"))
    return {
        "title": _("Review the transcript"),
        "imported": imported,
        "draft": draft,
        "stamps": [{**stamp, "shown": importing.worded(stamp["value"])} for stamp in draft.stamps],
        "format_name": _(FORMATS[imported.format].title) if imported.format in FORMATS else imported.format,
        "recognised": recognised(draft),
        "differences": _differences(imported, draft),
        **_asked(draft),
        "details": mended.details or DetailsForm.of(draft),
        "voices": _voices_shown(draft, mended),
        "links": [(link, link.key not in draft.unlinked) for link in matching.Catalogue(draft).links()],
        "page": page,
        "kept": list(enumerate([*draft.kept, *draft.furniture])),
        "marks": [(mark, label) for mark, label in mark_names().items() if mark in MARKS],
        "problem": mended.problem,
        "only_uncertain": request.GET.get("show") == "uncertain",
    }


def _differences(imported: Import, draft: Draft) -> list[Difference] | None:
    """What readers would see change if this transcript replaced that of the interview, gravest first; None for a new
    interview."""
    if imported.revises is None:
        return None
    before = imported.revises.copy()
    return differences(before, replace(before, document=importing.revised(imported.revises, draft)))


def _rows(imported: Import, draft: Draft, edited: str, mended: Mended) -> list[ShownRow]:
    parts = {_("Dates"): importing.stamp_text(draft), _("Headline"): draft.headline, _("Dek"): draft.dek}
    rows, number = [], 0
    for row in aligning.rows(imported.text, draft.document, parts):
        if row.block is None:
            rows.append(ShownRow(row.lines, part=row.part or _("not in the text")))
            continue
        number += 1
        text = None
        if row.block.id == edited:
            text = mended.text if mended.problem else reviewing.written(draft, row.block.id)
        rows.append(
            ShownRow(
                row.lines,
                block=row.block,
                number=number,
                value=reviewing.menu_value(row.block),
                paragraphs=list(enumerate(Words(render_inline(words)) for words in row.block.paragraphs())),
                uncertain=draft.uncertain.get(row.block.id, ""),
                text=text,
                first=number == 1,
            )
        )
    return rows


def _asked(draft: Draft) -> dict[str, Any]:
    """The questions to show at the top, and how many more are marked in the text."""
    questions = _questions(draft)
    about_passages = [item for item in questions if item["block"] is not None]
    later = {item["name"] for item in about_passages[PASSAGES:]}
    return {
        "questions": [item for item in questions if item["name"] not in later],
        "more_questions": len(later),
    }


def _questions(draft: Draft) -> list[dict[str, Any]]:
    """Open questions, the gravest first, each with the passage that it is about and the one before."""
    blocks = list(draft.document)
    at = {block.id: position for position, block in enumerate(blocks)}
    found = []
    for number, question in draft.open_questions():
        position = at.get(question.block)
        found.append(
            {
                "name": f"{reviewing.QUESTION}{number}",
                "question": question,
                "alternatives": [(value, alternative_shown(value)) for value in question.alternatives],
                "block": blocks[position] if position is not None else None,
                "before": blocks[position - 1] if position else None,
            }
        )
    return found


def alternative_shown(value: str) -> str:
    """An alternative as the page words it: instants as date lines, everything else as it is."""
    return importing.worded(value)


def _voices_shown(draft: Draft, mended: Mended) -> list[tuple[VoiceForm, Voice, int]]:
    counts = draft.turn_counts()
    forms = mended.voices if any(form.errors for form in mended.voices) else voice_forms(draft)
    return [(form, voice, counts[voice.label]) for form, voice in zip(forms, draft.voices, strict=False)]


def mark_names() -> dict[str, str]:
    return {
        "paragraph": _("introduction, prose"),
        "heading": _("heading"),
        "direction": _("stage direction"),
        "note": _("editor’s note"),
        "aside": _("set aside"),
    }
