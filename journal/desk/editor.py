"""The writing surface as a form field: blocks as JSON where a browser runs it, the labelled plain text where none does.

This is the one module that knows of it on the server; docs/editor.md describes the whole. The surface posts its JSON in
a hidden field beside the plain-text area, and switches the area off; whichever of the two arrives is the text.
"""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from journal.cinema.models import Film
from journal.desk import posted
from journal.desk.fields import DocumentField, DocumentWidget
from journal.document import html, plaintext
from journal.document.blocks import Block, Document, DocumentError
from journal.document.quoting import stray_quotes
from journal.pictures.models import Picture
from journal.press.copy import Participant

SUFFIX = "_blocks"  # of the hidden field's name
PLAIN_LIMIT = 500_000  # characters of a refused text that the area shows in the notation; past it the words alone


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks: ``asking`` marks the side that asks, which readers see in another type."""

    label: str
    name: str = ""
    asking: bool = False

    @classmethod
    def of(cls, participant: Participant) -> "Voice":
        printed = html.Participant(participant.name, participant.role)
        return cls(participant.label, participant.name, printed.side == "question")


class Posted(str):
    """JSON as the surface posted it."""


class Shown(str):
    """What the area shows, in the notation, with the blocks that the surface shows in its place."""

    blocks: list[dict[str, Any]]
    voices: tuple[Voice, ...]
    urls: dict[str, str]

    @classmethod
    def of(cls, document: Document, labels: Collection[str]) -> "Shown":
        words = document.plain() if len(document.plain()) > PLAIN_LIMIT else plaintext.write(document, labels)
        shown = cls(words)
        shown.blocks = document.to_json()
        return shown


class WritingWidget(DocumentWidget):
    """The plain-text area, and beside it what the surface is built from."""

    template_name = "desk/editor.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        blocks = data.get(name + SUFFIX)
        return Posted(blocks) if blocks else super().value_from_datadict(data, files, name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and name + SUFFIX not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if isinstance(value, Shown):
            id = (attrs or {}).get("id") or f"id_{name}"
            config = {**_config(value), "errors": _errors(attrs or {})}
            context["surface"] = {"name": name + SUFFIX, "id": f"{id}{SUFFIX}", "config": config}
        return context


class WritingField(DocumentField):
    """A document, written on the surface or typed in the notation. Cleans to the JSON form.

    Besides what `DocumentField` takes: ``voices``, who speaks, where a form knows more than labels; ``urls``, the
    addresses that the surface may ask: ``preview`` renders what is posted to it, ``mentions`` and ``refuse`` propose
    records and take a refusal, ``checks`` and ``stand`` find what wants mending and let it stand, ``text`` gives the
    blocks as they are stored. Where there is a ``text`` a page carries the words once, in the area, and the surface
    fetches its blocks; after a refusal they stand in the page.
    """

    widget = WritingWidget

    def __init__(self, *, voices: Collection[Voice] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.voices = voices
        self.urls: dict[str, str] = {}

    def prepare_value(self, value: Any) -> Any:
        """What is shown: after a refusal what was written, word for word; plain text that was refused stays plain."""
        if isinstance(value, Posted):
            document = posted.salvage(value)
        elif isinstance(value, str):
            return value
        else:
            document = Document.from_json(value or [])
        shown = Shown.of(document, self.labels)
        shown.voices = tuple(self.voices) or tuple(Voice(label) for label in self._labels())
        shown.urls = {**self.urls, "text": "" if isinstance(value, Posted) else self.urls.get("text", "")}
        return shown

    def clean(self, value: Any) -> list[dict[str, Any]]:
        if not isinstance(value, Posted):
            return super().clean(value)
        try:
            document = Document.from_json(posted.with_ids(posted.read(value)))
        except DocumentError as error:
            raise forms.ValidationError(_said(error), code="document") from error
        problems = [*self._strangers(document), *self._missing_records(document), *self._misquoted(document)]
        if problems:
            raise forms.ValidationError(problems)
        if self.required and not document.blocks:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return document.to_json()

    def has_changed(self, initial: Any, data: Any) -> bool:
        if not isinstance(data, Posted):
            return super().has_changed(initial, data)
        try:
            document = Document.from_json(posted.with_ids(posted.read(data)))
        except DocumentError:
            return True
        return document.to_json() != (initial or [])

    def _labels(self) -> list[str]:
        known = [block.by for block in self.previous.turns()] if self.previous else []
        return list(dict.fromkeys([*self.labels, *known]))

    def _strangers(self, document: Document) -> list[forms.ValidationError]:
        """Turns of somebody who is no participant, and was none in the revision before."""
        strangers = dict.fromkeys(block.by for block in document.turns() if block.by not in self._labels())
        return [
            forms.ValidationError(
                _("Nobody has the label “%(label)s”. Name them among the participants, or give the turn to another."),
                code="speaker",
                params={"label": label},
            )
            for label in strangers
        ]

    def _missing_records(self, document: Document) -> list[forms.ValidationError]:
        """Films and pictures that are new in the text and not in the catalogue."""
        before = self.previous or Document()
        films = set(document.films()) - set(before.films())
        pictures = set(document.pictures()) - set(before.pictures())
        no_films = films - set(Film.objects.filter(pk__in=films).values_list("pk", flat=True)) if films else set()
        known = Picture.objects.filter(pk__in=pictures).values_list("pk", flat=True) if pictures else ()
        errors = [
            forms.ValidationError(
                _("There is no film number %(id)d. Choose the film again, or leave the title without a film."),
                code="film",
                params={"id": id},
            )
            for id in sorted(no_films)
        ]
        return errors + [
            forms.ValidationError(
                _("There is no picture number %(id)d. Choose the picture again, or take it out."),
                code="picture",
                params={"id": id},
            )
            for id in sorted(pictures - set(known))
        ]

    def _misquoted(self, document: Document) -> list[forms.ValidationError]:
        """New pull quotes whose words do not stand in their passage. One that was verbatim once and whose passage has
        changed since may be saved: the surface marks it, and it is not the writer's last word."""
        return [
            forms.ValidationError(
                _("The pull quote “%(words)s” does not stand in the passage that it is taken from. Take it again."),
                code="pullquote",
                params={"words": _short(quote)},
            )
            for quote in stray_quotes(document)
            if self._is_new(quote)
        ]

    def _is_new(self, quote: Block) -> bool:
        before = self.previous.get(quote.id) if self.previous else None
        return before is None or (before.of, before.text) != (quote.of, quote.text)


def _short(block: Block) -> str:
    words = block.plain()
    return words if len(words) <= 60 else f"{words[:59]}…"


def _said(error: DocumentError) -> str:
    message = _(error.message) % error.params if error.params else _(error.message)
    return f"{error.place}: {message}" if error.place else message


def _errors(attrs: dict[str, Any]) -> str:
    """The id of the list of errors, where the field has one: the surface must be described by it as the area is."""
    return " ".join(id for id in str(attrs.get("aria-describedby", "")).split() if id.endswith("_error"))


def _config(shown: Shown) -> dict[str, Any]:
    """What the surface starts from."""
    pictures = {block["picture"] for block in shown.blocks if block["type"] == "picture"}
    found = Picture.objects.in_bulk(pictures) if pictures else {}
    lookup = reverse("admin:autocomplete")
    return {
        "blocks": None if shown.urls["text"] else shown.blocks,
        "speakers": [asdict(voice) for voice in shown.voices],
        "pictures": {
            pk: {"src": picture.file.url if picture.file else "", "label": picture.alt or picture.title}
            for pk, picture in found.items()
        },
        "urls": {
            "films": f"{lookup}?app_label=desk&model_name=mention&field_name=film",
            "pictures": reverse("admin:desk_choose_picture"),
            **shown.urls,
        },
        "lang": "en",
        "label": _("Text"),
        "words": words(),
    }


def words() -> dict[str, str]:
    """What the surface says in its own voice."""
    return {
        "placeholder": _("Write here. A label and a colon begin a turn; / lists what else can stand here."),
        "paragraph": _("Paragraph"),
        "heading": _("Heading"),
        "subheading": _("Smaller heading"),
        "quote": _("Quotation"),
        "list": _("List"),
        "numbers": _("Numbered list"),
        "picture": _("Picture"),
        "rule": _("Rule"),
        "note": _("Editor’s note"),
        "embed": _("Link card"),
        "film": _("Film title"),
        "turn": _("Turn"),
        "turn_of": _("Turn of %s"),
        "direction": _("Stage direction"),
        "pullquote": _("Pull quote from the selection"),
        "pull_quote": _("Pull quote"),
        "pull_quote_stale": _("These words no longer stand in the passage. Delete it, and take it again."),
        "source": _("Source of the quotation"),
        "spoil": _("Hide as a spoiler"),
        "unspoil": _("No longer a spoiler"),
        "caption": _("Caption"),
        "picture_missing": _("This picture is no longer in the catalogue."),
        "block": _("Kind of passage"),
        "move": _("Move the passage"),
        "move_up": _("Move up"),
        "move_down": _("Move down"),
        "moved": _("Moved."),
        "insert": _("Insert"),
        "change_speaker": _("Change the speaker"),
        "bad_address": _("Write an address such as https://example.org/page."),
        "words_one": _("%d word"),
        "words_many": _("%d words"),
        "minutes_one": _("%d minute to read"),
        "minutes_many": _("%d minutes to read"),
        "unreachable": _("The text could not be fetched. Write in the area, or load the page again."),
        "preview_failed": _("The preview could not be brought up to date."),
        "looking": _("Looking through the text …"),
        "mentions_none": _("Nothing more is named here that is in the catalogue."),
        "mentions_one": _("%d proposal."),
        "mentions_many": _("%d proposals."),
        "mentions_failed": _("The catalogue does not answer. Try again."),
        "mention_marked": _("Marked."),
        "mention_refused": _("Not proposed again for this piece."),
        "mention_gone": _("These words no longer stand in the text. Look again."),
        "found_none": _("Not in the text."),
        "found_place": _("%d of %s"),
        "replaced_one": _("%d replaced."),
        "replaced_many": _("%d replaced."),
        "choose_picture": _("Choose among the pictures"),
        "pictures_none": _("No picture of these words. Other words may find it, or upload it here."),
        "pictures_failed": _("The pictures do not answer. Try again."),
        "picture_expired": _("The rights to this picture have run out; it cannot be chosen."),
        "picture_sending": _("Sending %s …"),
        "picture_here_one": _("%d picture is here. Describe it, so that it can be printed."),
        "picture_here_many": _("%d pictures are here. Describe them, so that they can be printed."),
        "picture_broken": _("The connection broke. Nothing of this file was kept."),
        "picture_credit": _("Credit: %s"),
        "checks_none": _("Nothing to mend."),
        "checks_one": _("%d finding."),
        "checks_many": _("%d findings."),
        "checks_blocking_one": _("%d has to be mended before it goes out."),
        "checks_blocking_many": _("%d have to be mended before it goes out."),
        "checks_more": _("%d more are on the page of checks."),
        "checks_waived": _("%d let stand."),
        "checks_gone": _("This passage is gone."),
        "checks_failed": _("The checks do not answer. They are asked again after the next change."),
        "why_it_stands": _("Say why it stands; the reason is kept."),
        "write_instead": _("Write “%s”"),
        "which": _("Which one is “%s”?"),
        "kind_film": _("film"),
        "kind_person": _("person"),
        "kind_edition": _("festival"),
        "key_paragraph": "Ctrl+Alt+0",
        "key_film": "Ctrl+Shift+F",
        "key_pull_quote": "Ctrl+Alt+P",
    }
