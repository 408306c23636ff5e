"""From a transcript to an interview at the desk: the verbs.

What the reader of the file found becomes document, participants, headline, dek, dates, byline and links to the
catalogue. Whatever found no place among these stands in the desk's notes: nothing that came in is dropped.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from interviews import citing, conditions, matching
from interviews.drafting import draft_of
from interviews.drafts import Draft, Voice
from interviews.models import Import, Interview
from interviews.transcripts.decoding import decode
from interviews.transcripts.model import Transcript, TranscriptError
from journal.cinema import names
from journal.cinema.models import Person
from journal.desk import handing, saving
from journal.desk.models import Revision
from journal.document import inline
from journal.document.blocks import Document
from journal.document.reattach import reattach
from journal.press.datelines import stamp
from journal.press.declaring import Signatures
from journal.press.models import Contributor, Version

HEADLINE_LIMIT = 300
STAMP_LIMIT = 500
BETWEEN_NAMES = re.compile(r"\s*(?:,|&|\band\b|\bund\b|\bet\b)\s*")


class Undecided(ValueError):
    """A transcript cannot be published while it is open who speaks or when it was published."""


@transaction.atomic
def import_transcript(
    *,
    transcript: Transcript,
    by: User | None,
    now: datetime,
    answers: Mapping[int, str] | None = None,
    filename: str = "",
    source_text: str = "",
) -> Interview:
    """Makes an interview of what was read.

    Args:
        answers: by number of the decision, what somebody chose; the assumption stands where nothing is chosen.
    Raises DocumentError past a document's limits, ValidationError on answers that make no sense.
    """
    draft = matching.matched(draft_of(transcript))
    for number, answer in (answers or {}).items():
        draft = draft.answered(number, answer)
    return import_draft(draft=draft, by=by, now=now, filename=filename, source_text=source_text)


@transaction.atomic
def import_draft(
    *, draft: Draft, by: User | None, now: datetime, filename: str = "", source_text: str = ""
) -> Interview:
    """Makes an interview of a draft as it stands, with its first revision."""
    draft = _with_people(draft.without_silent())
    interview = Interview(source_name=filename[:255], source_text=source_text)
    saving.start(
        article=interview,
        changes=_changes(draft, filename),
        by=by,
        now=now,
        kind=Revision.Kind.IMPORT,
        note=filename[:300],
    )
    return interview


@transaction.atomic
def finish(*, imported: Import, by: User | None, now: datetime) -> Interview:
    """Makes the interview of a reviewed import, or the next revision of the one that it revises. Once only: a second
    call gives the same interview."""
    current = Import.objects.select_for_update(of=("self",)).get(pk=imported.pk)
    if current.finished_at is not None and current.interview is not None:
        return current.interview
    if current.revises is not None:
        interview = current.revises
        reimport(interview=interview, draft=current.draft, base=interview.revision, by=by, now=now)
    else:
        interview = import_draft(
            draft=current.draft, by=by, now=now, filename=current.filename, source_text=current.text
        )
    current.interview, current.finished_at = interview, now
    current.save(update_fields=["interview", "finished_at"])
    return interview


@transaction.atomic
def reimport(*, interview: Interview, draft: Draft, base: int, by: User | None, now: datetime) -> Revision:
    """Puts a revised transcript in the place of the old one: turns that did not change keep their ids; headline, dek
    and everything else stay the desk's. Raises StaleSave where somebody saved since revision ``base``."""
    draft = _with_people(draft.without_silent())
    known = {participant.label: participant.snapshot() for participant in interview.participants.all()}
    form = {
        **interview.snapshot_form(),
        "participants": [known.get(voice.label) or _participant(voice) for voice in draft.voices],
    }
    changes = {"document": revised(interview, draft).to_json(), "form": form}
    return saving.save(
        article=interview,
        changes=changes,
        base=base,
        by=by,
        now=now,
        kind=Revision.Kind.IMPORT,
        note=_("new transcript"),
    )


def revised(interview: Interview, draft: Draft) -> Document:
    """The document that ``reimport`` would save."""
    old = interview.copy_document()
    cited = citing.cite(draft.document, {**_titles(matching.Catalogue(draft)), **_cited(old)})
    return Document(reattach(cited.blocks, old).blocks)


@transaction.atomic
def publish(*, interview: Interview, draft: Draft, by: User | None, now: datetime) -> Version:
    """Publishes an interview with the stamps that its source had; without any, as of now.

    Raises Undecided while it is open who speaks or when it was published, Refused where the press says no.
    """
    waiting = [question.question for question in draft.questions if question.is_open and question.matters]
    if waiting:
        raise Undecided(waiting[0])
    return handing.print_first(
        article=interview,
        revision=interview.revision,
        signed=Signatures(by=by),
        now=now,
        stamps=interview.stamps,
    )


# -- the parts of an interview -----------------------------------------------------------------------------------


def _changes(draft: Draft, filename: str) -> dict[str, Any]:
    catalogue = matching.Catalogue(draft)
    links = catalogue.chosen()
    edition = next((link.record.pk for link in links if link.kind == "edition"), None)
    return {
        "headline": _headline(draft, filename)[:HEADLINE_LIMIT],
        "dek": draft.dek,
        "lang": draft.lang,
        "document": citing.cite(draft.document, _titles(catalogue)).to_json(),
        "notes": _notes(draft, filename),
        "edition": edition,
        "byline": [{"contributor": one.pk, "role": "author"} for one in _byline(draft.byline)],
        "mentions": [
            {
                "film": None,
                "person": None,
                "edition": None,
                link.kind: link.record.pk,
                "role": link.role,
                "confirmed": True,
            }
            for link in links
            if link.kind != "edition"
        ],
        "form": {
            **_dates(draft),
            "original_language": "",
            "participants": [_participant(voice) for voice in draft.voices],
        },
    }


def _headline(draft: Draft, filename: str) -> str:
    return draft.headline.strip() or _("Interview (%(file)s)") % {"file": filename or _("pasted")}


def _participant(voice: Voice) -> dict[str, Any]:
    named = voice.person or voice.contributor
    return {
        "label": voice.label,
        "role": voice.role,
        "person": voice.person,
        "contributor": None if voice.person else voice.contributor,
        "name": "" if named else voice.name,
        "described_as": voice.described_as,
    }


def _with_people(draft: Draft) -> Draft:
    """With a record for every speaker for whom the editor asked for one; a name asked for twice is one person."""
    if not any(voice.create for voice in draft.voices):
        return draft
    catalogue = matching.Catalogue(draft)
    made: dict[str, Person] = {}
    voices = []
    for voice in draft.voices:
        if voice.create and voice.name and not voice.person and not voice.contributor:
            known = catalogue.people_named(voice.name)
            person = known[0] if known else made.get(voice.name) or _new_person(voice.name)
            made[voice.name] = person
            voice = replace(voice, person=person.pk, create=False)
        voices.append(voice)
    return replace(draft, voices=tuple(voices))


def _new_person(name: str) -> Person:
    given, family = names.split(name)
    if not family:
        return Person.objects.create(name=name, name_order=names.MONO)
    return Person.objects.create(name=name, given_name=given, family_name=family)


def _byline(byline: str) -> Iterable[Contributor]:
    """The contributors named; a new one for a name that nobody has."""
    if not byline.strip():
        return []
    whole = matching.contributor_named(byline)
    parts = [byline] if whole else [name for name in BETWEEN_NAMES.split(byline) if name.strip()]
    found = [whole or matching.contributor_named(name) or _new_contributor(name) for name in parts]
    return list({one.pk: one for one in found}.values())


def _new_contributor(name: str) -> Contributor:
    wanted = slugify(name)[:100] or "contributor"
    taken = set(Contributor.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return Contributor.objects.create(name=name.strip()[:200], slug=slug)


def _titles(catalogue: matching.Catalogue) -> dict[str, tuple[int, int | None]]:
    """By title, as printed and as on record: the films that the text may cite."""
    titles: dict[str, tuple[int, int | None]] = {}
    refused = catalogue.draft.unlinked
    for title, year in catalogue.draft.films:
        match = catalogue.film_of(title, year)
        if match and f"film:{match[1].pk}" not in refused:
            printed, film = match
            titles[printed] = (film.pk, year or film.year)
            titles.setdefault(film.title, (film.pk, year or film.year))
    return titles


def _cited(document: Document) -> dict[str, tuple[int, int | None]]:
    """The titles that a document has marked, so that a revised transcript keeps the marks."""
    return {
        run.text: (run.film, None)
        for block in document
        for markup in block.markups()
        for run in inline.parse(markup)
        if run.film is not None
    }


def _dates(draft: Draft) -> dict[str, Any]:
    published = instant(draft.published) if draft.published else None
    updated = instant(draft.updated) if draft.updated else None
    if published and updated and updated <= published:
        updated = None
    return {
        "first_published_at": published.isoformat() if published else None,
        "first_updated_at": updated.isoformat() if published and updated else None,
        "stamp_text": stamp_text(draft)[:STAMP_LIMIT],
        "stamp_zone": settings.TIME_ZONE if published else "",
    }


def stamp_text(draft: Draft) -> str:
    """The words that the dates were read from."""
    return " | ".join(stamp["source_text"] for stamp in draft.stamps if stamp["kind"] != "other")


def instant(iso: str) -> datetime:
    """A moment of what a stamp said: without a time midnight, without a zone the site's. Raises ValueError."""
    at = datetime.fromisoformat(iso)
    if len(iso) <= 10:
        at = datetime.combine(at.date(), time())
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))


def _notes(draft: Draft, filename: str) -> str:
    """What came in and has no place in the piece, for whoever works on it."""
    parts = []
    if len(_headline(draft, filename)) > HEADLINE_LIMIT:
        parts.append(_("The whole headline:") + "\n" + draft.headline)
    if draft.source_note:
        parts.append(_("The source says:") + "\n" + draft.source_note)
    if len(stamp_text(draft)) > STAMP_LIMIT or any(stamp["kind"] == "other" for stamp in draft.stamps):
        parts.append(_("Dates in the source:") + "\n" + "\n".join(stamp["source_text"] for stamp in draft.stamps))
    if draft.kept:
        parts.append(_("Beside the text:") + "\n" + "\n".join(draft.kept))
    if draft.furniture:
        parts.append(_("Set aside as furniture of the page:") + "\n" + "\n".join(draft.furniture))
    waiting = [question.question for question in draft.questions if question.is_open]
    if waiting:
        parts.append(_("Still to be decided:") + "\n" + "\n".join(waiting))
    return "\n\n".join(parts)


def readable(data: bytes) -> str:
    """The words of a file as they came in, "" of a container such as Word's, which has no words to show."""
    try:
        return decode(data)
    except TranscriptError:
        return ""


def worded(value: str) -> str:
    """An alternative of a question as people read it: a date line for an instant, anything else as it is."""
    if not value[:1].isdigit():
        return value
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    if len(value) <= 10:
        return conditions.day(at.date())
    shown = f"{conditions.day(at.date())}, {at:%H:%M}"
    return stamp(at, settings.TIME_ZONE) if at.tzinfo else shown
