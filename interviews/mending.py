"""What a submitted review does to a draft: everything that makes sense is kept, whatever else went wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from interviews import matching, reviewing
from interviews.drafts import Draft, DraftError, Voice
from interviews.forms import DetailsForm, VoiceForm
from interviews.models import Import
from journal.cinema.models import Person
from journal.document.blocks import DocumentError
from journal.press.models import Contributor


@dataclass
class Mended:
    """What came of a submitted review: forms with their errors, and where to go on."""

    details: DetailsForm | None = None
    voices: Sequence[VoiceForm] = ()
    text: str = ""
    problem: str = ""
    focus: str = ""

    @property
    def is_clean(self) -> bool:
        return (
            not self.problem and not (self.details and self.details.errors) and not any(v.errors for v in self.voices)
        )


@transaction.atomic
def mend(request: HttpRequest, imported: Import) -> Mended:
    """Keeps everything that was entered and makes sense, then does what the button says."""
    current = Import.objects.select_for_update(of=("self",)).get(pk=imported.pk)
    draft = current.draft
    details = DetailsForm.of(draft, request.POST, finishing=request.POST.get("do") == "finish")
    details.full_clean()
    mended = Mended(details=details, voices=voice_forms(draft, request.POST))
    draft = replace(draft, **details.changes())
    draft, renamed = _with_voices(draft, mended)
    draft = reviewing.with_menus(draft, request.POST.dict(), renamed)
    draft = reviewing.with_answers(draft, request.POST.dict())
    draft = _with_links(draft, request)
    draft = _with_button(draft, request, mended)
    current.state, current.edited_at = draft.to_json(), timezone.now()
    current.save(update_fields=["state", "edited_at"])
    imported.state = current.state
    return mended


def _with_voices(draft: Draft, mended: Mended) -> tuple[Draft, dict[str, str]]:
    """The draft with its speakers as entered, and the new label of each that was renamed."""
    renamed: dict[str, str] = {}
    for form in mended.voices:
        before = draft.voice(form.data.get(form.add_prefix("was"), ""))
        if before is None or not form.is_valid():
            continue
        draft = draft.with_voice(before.label, form.voice(before))
        try:
            after = draft.renamed(before.label, form.cleaned_data["label"])
        except DraftError:
            form.add_error("label", _("A label has 1 to 100 characters."))
            continue
        if form.cleaned_data["label"] != before.label:
            renamed[before.label] = form.cleaned_data["label"]
        draft = after
    return draft, renamed


def _with_links(draft: Draft, request: HttpRequest) -> Draft:
    """Links offered on the page and left unticked are refused."""
    offered, ticked = request.POST.getlist("offered"), set(request.POST.getlist("link"))
    if not offered:
        return draft
    refused = (set(draft.unlinked) - set(offered)) | {key for key in offered if key not in ticked}
    return replace(draft, unlinked=tuple(sorted(refused)))


def _with_button(draft: Draft, request: HttpRequest, mended: Mended) -> Draft:
    do = request.POST.get("do", "save")
    text_of = request.POST.get("text_of", "")
    if text_of and do != "cancel":
        mended.text = request.POST.get("text", "")
        try:
            draft = reviewing.rewritten(draft, text_of, mended.text)
        except (reviewing.TextProblem, DocumentError) as error:
            mended.problem, mended.focus = str(error), text_of
            return draft
        mended.focus = text_of
    if do == "accept":
        return reviewing.accepted(draft)
    verb = do.partition(":")[0]
    if verb in ("save", "finish", "page", "edit", "cancel", ""):
        return draft
    try:
        draft, mended.focus = reviewing.acted(draft, do)
    except (DraftError, IndexError):
        messages.warning(request, _("That passage was mended in the meantime; nothing was changed."))
    return draft


def voice_forms(draft: Draft, data: Any = None) -> list[VoiceForm]:
    """A form for each speaker, with the records that they may be."""
    catalogue = matching.Catalogue(draft)
    known = Person.objects.in_bulk([voice.person for voice in draft.voices if voice.person])
    writers = Contributor.objects.in_bulk([voice.contributor for voice in draft.voices if voice.contributor])
    writer = matching.contributor_named(draft.byline) if draft.byline else None
    forms = []
    for number, voice in enumerate(draft.voices):
        people = [*catalogue.candidates(voice), *([known[voice.person]] if voice.person in known else [])]
        contributors = [writers.get(voice.contributor or 0), writer if voice.role in matching.ASKING else None]
        records = {f"person:{one.pk}": _("%(name)s (catalogue)") % {"name": one} for one in people}
        records |= {f"contributor:{one.pk}": _("%(name)s (writes here)") % {"name": one} for one in contributors if one}
        forms.append(VoiceForm(data, prefix=f"voice-{number}", records=list(records.items()), initial=_initial(voice)))
    return forms


def _initial(voice: Voice) -> dict[str, Any]:
    record = f"person:{voice.person}" if voice.person else f"contributor:{voice.contributor}"
    if not (voice.person or voice.contributor):
        record = "new" if voice.create else ""
    return {
        "was": voice.label,
        "label": voice.label,
        "role": voice.role,
        "name": voice.name,
        "record": record,
        "described_as": voice.described_as,
    }
