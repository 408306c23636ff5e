"""The desk's forms. Each keeps what was typed when something is wrong, and says what is wrong at the field."""

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journal.desk import row_buttons, translating
from journal.desk.editor import WritingField
from journal.desk.fields import DocumentField, InstantField
from journal.desk.models import Article, Assignment, Comment
from journal.desk.models.article import PLAIN_CONTENT
from journal.desk.models.workflow import new_token
from journal.document.blocks import Document
from journal.press.kinds import Change, Place
from journal.press.models import Notice

RECORDS = ("picture", "edition", "translation_of")
HEADLINE_LENGTH = 70  # longer headlines wrap to three lines on a phone and are cut in search results
DEK_LENGTH = 200


class HeadlineInput(forms.Textarea):
    """One line that wraps and grows, so that a long headline is seen whole. Line breaks become spaces."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "desk-headline", "rows": 1, "autocomplete": "off", **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return " ".join(value.splitlines()) if isinstance(value, str) else value


class WorkingCopyForm(forms.ModelForm):
    """The working copy of a piece. ``base`` carries the revision that the form was opened with."""

    base = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    document = WritingField(
        label=gettext_lazy("Text"),
        required=False,
        help_text=gettext_lazy(
            "A blank line begins a new paragraph. ## Heading, > quotation, - list, *emphasis*, [note] editor’s note."
        ),
    )

    class Meta:
        model = Article
        fields = (
            "headline", "dek", "document", "kind", "slug", "lang", "translation_of", "picture", "edition", "topics",
            "notes",
        )  # fmt: skip
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "headline": HeadlineInput(attrs={"data-good-length": HEADLINE_LENGTH}),
            "dek": forms.Textarea(attrs={"rows": 2, "class": "desk-dek", "data-good-length": DEK_LENGTH}),
            "notes": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["base"].initial = 0
        else:
            self.fields["base"].initial = self.instance.revision
        original: Any = self.fields.get("translation_of")
        if original is not None and self.instance.translation_of_id:
            # Whoever may edit the piece may leave the link as somebody else made it.
            original.queryset = original.queryset | Article.objects.filter(pk=self.instance.translation_of_id)
        document = self.fields.get("document")
        if isinstance(document, DocumentField):
            document.labels = self.speakers()
            document.previous = self._previous()
        if isinstance(document, WritingField):
            document.urls = self._urls()

    def _urls(self) -> dict[str, str]:
        """What the writing surface may ask."""
        if self.instance.pk is None:
            return {"preview": f"{reverse('admin:desk_first_preview')}?kind={self.instance.kind}"}
        names = {
            "preview": "live_preview",
            "mentions": "mentions",
            "refuse": "refuse_mention",
            "checks": "live_checks",
            "stand": "let_stand",
        }
        text = reverse("admin:desk_text", args=[self.instance.pk, self.instance.revision])
        return {
            "text": text,
            **{to: reverse(f"admin:desk_{name}", args=[self.instance.pk]) for to, name in names.items()},
        }

    def speakers(self) -> list[str]:
        """Labels that begin a turn in the text. A form of article with speakers overrides it."""
        return []

    def _previous(self) -> Document | None:
        """The text as it was when the form was opened: passages keep their ids from there."""
        if self.instance.pk is None:
            return None
        if not self.is_bound:
            return Document.from_json(self.instance.document)
        raw = self.data.get(self.add_prefix("base"), "")
        number = int(raw) if raw.isdecimal() and len(raw) < 10 else self.instance.revision
        if number == self.instance.revision:
            return Document.from_json(self.instance.document)
        known = self.instance.revisions.filter(number__lte=number).order_by("-number").first()
        return Document.from_json(known.snapshot["document"] if known else self.instance.document)

    def _get_validation_exclusions(self) -> set[str]:
        """Everything: the fields have checked what is in them, and a constraint of the model is asked of the database,
        three queries each. A form of article checks in ``clean`` what its constraints say about several fields."""
        return {field.name for field in self._meta.model._meta.fields}

    def is_valid(self) -> bool:
        """Sent to have its rows changed, the form is shown again and not saved."""
        return super().is_valid() and not row_buttons.is_pressed(self.data)

    def clean_base(self) -> int:
        base = self.cleaned_data["base"]
        return self.instance.revision if base is None else base

    def clean_kind(self) -> str:
        kind = self.cleaned_data["kind"]
        before = self.initial.get("kind") if self.instance.pk else kind
        if kind == before:
            if self.instance.pk is None and kind in Article.forms:
                raise forms.ValidationError(_("This kind has a form of its own. Start it from the desk’s first page."))
            return kind
        if self.instance.piece_id is not None:
            raise forms.ValidationError(_("A published piece keeps its kind; its address depends on it."))
        if kind in Article.forms or before in Article.forms:
            raise forms.ValidationError(_("This kind has a form of its own. Start a new piece of that kind."))
        return kind

    def clean_topics(self) -> Any:
        given = self.cleaned_data["topics"]
        for topic in given:
            if not slugify(topic, allow_unicode=True):
                text = _("“%(topic)s” has no letter and no digit: readers could not follow it. Name it in words.")
                raise forms.ValidationError(text, params={"topic": topic})
        return given

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        original: Any = self.fields.get("translation_of")
        asked = {"translation_of", "lang"} & set(self.changed_data)
        if original is not None and asked and {"translation_of", "lang"} <= set(given):
            chosen = given["translation_of"]
            for field, message in translating.refusals(
                self.instance, original=chosen, lang=given["lang"], seen=original.queryset
            ):
                self.add_error(field, message)
        return given

    def changes(self) -> dict[str, Any]:
        """The fields of this form as parts of a snapshot (``Article.snapshot``)."""
        given = self.cleaned_data
        found = {name: given[name] for name in (*PLAIN_CONTENT, "notes") if name in given}
        found |= {name: getattr(given[name], "pk", None) for name in RECORDS if name in given}
        if "topics" in given:
            found["topics"] = sorted(given["topics"])
        return found


class StampedForm(forms.Form):
    """A form whose second submission must do nothing more than the first: it carries a token."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = new_token


class PublishForm(StampedForm):
    """First publication, at once or on a date."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    at = InstantField(
        label=gettext_lazy("Goes live"),
        required=False,
        help_text=gettext_lazy("Leave empty to publish now. Before that instant readers see no trace of the piece."),
    )


class DeclareForm(StampedForm):
    """What kind of change this is, and what readers are told."""

    base = forms.IntegerField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    # Not asked for where every passage has a kind of its own: see ``declaring``.
    kind = forms.ChoiceField(label=gettext_lazy("Kind of change"), widget=forms.RadioSelect, required=False)
    text = forms.CharField(
        label=gettext_lazy("Notice"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Readers see this sentence: what was said, and what is right. A typo has none."),
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Place of the notice"),
        required=False,
        choices=(("", gettext_lazy("as usual for this kind")), *Place.choices),
    )
    supersedes: Any = forms.ModelChoiceField(
        label=gettext_lazy("Replaces the notice"),
        queryset=Notice.objects.none(),
        required=False,
        empty_label=gettext_lazy("none"),
    )
    reason = forms.CharField(
        label=gettext_lazy("For the record"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Why, for your colleagues. Readers do not see it."),
    )
    at = InstantField(
        label=gettext_lazy("Goes live"), required=False, help_text=gettext_lazy("Leave empty to publish now.")
    )

    def __init__(self, *args: Any, kinds: list[str], notices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, Change(kind).label) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["supersedes"].queryset = notices  # type: ignore[attr-defined]


class CorrectForm(forms.Form):
    """The live version's words, to be changed on the spot."""

    headline = forms.CharField(label=gettext_lazy("Headline"), max_length=300, widget=HeadlineInput)
    dek = forms.CharField(
        label=gettext_lazy("Dek"), required=False, widget=forms.Textarea(attrs={"rows": 2, "class": "desk-dek"})
    )
    document = WritingField(label=gettext_lazy("Text"), required=False)


class RetractForm(StampedForm):
    base = forms.IntegerField(widget=forms.HiddenInput)
    notice = forms.CharField(
        label=gettext_lazy("Reason for readers"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Stands at the piece’s address instead of the text. The text stays in the ledger."),
    )
    reason = forms.CharField(
        label=gettext_lazy("For the record"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class WithdrawForm(forms.Form):
    public_reason = forms.CharField(
        label=gettext_lazy("Sentence for readers"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Readers see it instead of the piece, for example: Removed for legal reasons."),
    )
    reason = forms.CharField(
        label=gettext_lazy("For the record"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Who asked for it, and on what ground. Readers do not see it."),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("What should be done"), widget=forms.Textarea(attrs={"rows": 4}))


class AssignForm(forms.ModelForm):
    class Meta:
        model = Assignment
        fields = ("to", "task", "due", "note")
        widgets = {"due": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = User.objects.filter(is_active=True, is_staff=True).order_by("username")  # type: ignore[attr-defined]


class CommentForm(forms.ModelForm):
    """A remark on the piece, or on one of its passages (``remarks.passages``)."""

    block = forms.ChoiceField(label=gettext_lazy("About"), required=False)

    class Meta:
        model = Comment
        fields = ("text", "block")
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"text": gettext_lazy("A colleague is called by @ and the name of the account: @vera.")}

    def __init__(self, *args: Any, passages: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["block"].choices = [("", _("the whole piece")), *passages.items()]  # type: ignore[attr-defined]


class ShareForm(forms.Form):
    label = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=120,
        help_text=gettext_lazy(
            "So that you know whose link it is: the translator, the lawyer, the person interviewed."
        ),
    )
    days = forms.IntegerField(label=gettext_lazy("Good for days"), min_value=1, max_value=90, initial=14)
    comments_allowed = forms.BooleanField(label=gettext_lazy("May leave comments"), required=False)

    @property
    def life(self) -> timedelta:
        return timedelta(days=self.cleaned_data["days"])


class GuestCommentForm(forms.Form):
    """A remark by somebody without an account, on what their link shows."""

    text = forms.CharField(
        label=gettext_lazy("Your comment for the editors"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )
    block = forms.ChoiceField(label=gettext_lazy("About"), required=False)

    def __init__(self, *args: Any, passages: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["block"].choices = [("", _("the whole piece")), *passages.items()]  # type: ignore[attr-defined]
