"""The forms of the import: what is pasted or dropped, and what an editor mends before it is saved."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from interviews import importing
from interviews.drafts import Draft, Voice
from interviews.models import Participant
from interviews.transcripts.limits import read_limited
from interviews.transcripts.model import Transcript, TranscriptError
from interviews.transcripts.readers import FORMATS
from journal.desk.fields import InstantField
from journal.document.blocks import LABEL_LIMIT, LANGUAGE, SURROGATE

PASTE_LIMIT = 1_000_000  # characters: ten hours of talk
FILES_LIMIT = 50
MARKUP_SIGNS = ("<!doctype html", "<html", "<body", "<div", "<p>", "<p ", "<br", "<span", "<meta")


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; cleans to a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > FILES_LIMIT:
            raise forms.ValidationError(
                _("These are %(count)d files; choose up to %(limit)d at once.")
                % {"count": len(files), "limit": FILES_LIMIT}
            )
        return [super(FilesField, self).clean(file, initial) for file in files]


class PasteField(forms.CharField):
    """Words as they were pasted; the form says what is wrong with a character, and in which line."""

    widget = forms.Textarea({"rows": 18, "spellcheck": "false", "class": "paste"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)
        self.validators = []


class ImportForm(forms.Form):
    """A paste or files. What is wrong is said at the field, and what was pasted stays in it."""

    text = PasteField(label=gettext_lazy("Paste the transcript"), required=False)
    uploads = FilesField(label=gettext_lazy("or choose files"), required=False)
    format = forms.ChoiceField(label=gettext_lazy("Format"), required=False)
    without_speakers = forms.BooleanField(
        label=gettext_lazy("There are no labels: import the text, I shall say who speaks"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        formats = [(name, _(format.title)) for name, format in FORMATS.items()]
        self.fields["format"].choices = [("", _("find out by looking")), *formats]  # type: ignore[attr-defined]
        self.transcript: Transcript | None = None

    def clean_text(self) -> str:
        text = self.cleaned_data["text"].replace("\r\n", "\n")
        if len(text) > PASTE_LIMIT:
            raise forms.ValidationError(
                _(
                    "This text has %(size).1f million characters; up to %(limit)d million can be pasted. It is still "
                    "here: paste it in parts, or choose it as a file."
                )
                % {"size": len(text) / 1_000_000, "limit": PASTE_LIMIT // 1_000_000},
                code="size",
            )
        for number, line in enumerate(text.split("\n"), 1):
            if "\0" in line or SURROGATE.search(line):
                raise forms.ValidationError(
                    _("Line %(line)d holds a character that is no text (a zero byte or half a character). Retype it.")
                    % {"line": number},
                    code="character",
                )
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        text, files = cleaned.get("text", ""), cleaned.get("uploads") or []
        if "text" in self.errors or "uploads" in self.errors:
            return cleaned
        if text.strip() and files:
            self.add_error("uploads", _("Paste a text or choose files, not both at once. The text is still here."))
        elif not text.strip() and not files:
            self.add_error("text", _("Paste a transcript, or choose a file."))
        elif text.strip():
            self._read(text, cleaned.get("format", ""), cleaned.get("without_speakers", False))
        return cleaned

    def _read(self, text: str, format: str, without_speakers: bool) -> None:
        if not format and looks_like_markup(text):
            self.add_error(
                "text",
                _(
                    "This is the source of a web page, with its tags. Copy the text as the page shows it, or choose "
                    "the format “%(format)s” to have the tags read."
                )
                % {"format": _(FORMATS["html"].title)},
            )
            return
        try:
            transcript = read_limited(text, format=format or None, site_zone=settings.TIME_ZONE)
        except TranscriptError as error:
            self.add_error("text", say(error))
            return
        if not any(turn.speaker is not None for turn in transcript.turns) and not without_speakers:
            self.add_error(
                "text",
                _(
                    "Nobody was found speaking in this text: no line begins with a label such as “Q:” or “JD:”. Put "
                    "labels before the turns, or tick the box below the text."
                ),
            )
            return
        self.transcript = transcript


class DetailsForm(forms.Form):
    """Headline, dek, byline, dates and language of a draft."""

    headline = forms.CharField(label=gettext_lazy("Headline"), max_length=importing.HEADLINE_LIMIT)
    dek = forms.CharField(label=gettext_lazy("Dek"), required=False, widget=forms.Textarea({"rows": 4}))
    byline = forms.CharField(label=gettext_lazy("Byline"), required=False, max_length=200)
    published = InstantField(label=gettext_lazy("Published"), required=False)
    updated = InstantField(label=gettext_lazy("Updated"), required=False)
    lang = forms.RegexField(
        LANGUAGE,
        label=gettext_lazy("Language"),
        max_length=20,
        error_messages={"invalid": gettext_lazy("Write a language tag such as en, fr or pt-BR.")},
    )

    @classmethod
    def of(cls, draft: Draft, data: Any = None, *, finishing: bool = True) -> "DetailsForm":
        """The form of a draft. A headline is asked for when the interview is made, not before."""
        names = ("headline", "dek", "byline", "lang")
        dates = {
            name: importing.instant(getattr(draft, name)) if getattr(draft, name) else None
            for name in ("published", "updated")
        }
        form = cls(data, label_suffix="", initial={**{name: getattr(draft, name) for name in names}, **dates})
        form.fields["headline"].required = finishing
        return form

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        published, updated = cleaned.get("published"), cleaned.get("updated")
        if updated and not published and "published" not in self.errors:
            self.add_error("published", _("Give the day of publication too, or empty “Updated”."))
        if published and updated and updated <= published:
            self.add_error("updated", _("This lies before the publication. Check both dates."))
        return cleaned

    def changes(self) -> dict[str, Any]:
        """The fields of a draft that were changed to something valid."""
        valid = {name: self.cleaned_data[name] for name in self.changed_data if name in self.cleaned_data}
        for name in ("published", "updated"):
            if name in valid:
                valid[name] = valid[name].isoformat() if valid[name] else ""
        return valid


class VoiceForm(forms.Form):
    """One speaker. ``was`` is the label under which the page knew them."""

    was = forms.CharField(widget=forms.HiddenInput)
    label = forms.CharField(label=gettext_lazy("Label"), max_length=LABEL_LIMIT)
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Participant.Role.choices)
    name = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=200)
    record = forms.ChoiceField(label=gettext_lazy("Record"), required=False)
    described_as = forms.CharField(label=gettext_lazy("Described as"), required=False, max_length=200)

    def __init__(self, *args: Any, records: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["record"].choices = [  # type: ignore[attr-defined]
            ("", _("none: the name alone")),
            *records,
            ("new", _("make a new person of this name")),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("record") == "new" and not cleaned.get("name", "").strip():
            self.add_error("name", _("A new person needs a name."))
        return cleaned

    def voice(self, before: Voice) -> Voice:
        kind, _colon, key = self.cleaned_data["record"].partition(":")
        return Voice(
            label=before.label,
            role=self.cleaned_data["role"],
            name=self.cleaned_data["name"].strip(),
            person=int(key) if kind == "person" else None,
            contributor=int(key) if kind == "contributor" else None,
            create=kind == "new",
            described_as=self.cleaned_data["described_as"].strip(),
            variants=before.variants,
        )


def looks_like_markup(text: str) -> bool:
    """Whether a paste is the source of a web page rather than its text."""
    head = text[:20_000].casefold()
    return sum(head.count(sign) for sign in MARKUP_SIGNS) >= 3


def say(error: TranscriptError) -> str:
    return _(error.message) % error.params if error.params else _(error.message)


def recognised(draft: Draft) -> list[str]:
    """What was found, in a line each."""
    turns, more = len(draft.document.turns()), draft.continuations()
    paragraphs = len(draft.introduction())
    guessed = len(draft.uncertain) == turns
    lines = [
        (
            ngettext("%d turn", "%d turns", turns)
            if guessed
            else ngettext("%d labelled turn", "%d labelled turns", turns)
        )
        % turns
        + (", " + ngettext("%d continuation paragraph", "%d continuation paragraphs", more) % more if more else ""),
    ]
    if paragraphs:
        lines.append(ngettext("%d paragraph of introduction", "%d paragraphs of introduction", paragraphs) % paragraphs)
    lines.append(ngettext("%d speaker", "%d speakers", len(draft.voices)) % len(draft.voices))
    aside = len(draft.kept) + len(draft.furniture)
    if aside:
        lines.append(ngettext("%d passage set aside", "%d passages set aside", aside) % aside)
    return lines
