"""The desk's form of an interview: the form of a piece, who speaks, and how the conversation came about."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interviews import exporting, views
from interviews.conditions import sentence
from interviews.models import Interview, Participant
from interviews.models.interview import DAYS, INSTANTS, WORDED
from journal.desk.admin.articles import ArticleAdmin, KindFilter
from journal.desk.admin.inlines import BylineInline, LinkForm, MentionInline, RowsInline
from journal.desk.admin.working_copy import SIDE
from journal.desk.fields import InstantField
from journal.desk.forms import WorkingCopyForm
from journal.desk.models import Article

STAMPED = ("first_published_at", "first_updated_at", "stamp_text")
CONVERSATION = tuple(name for name in WORDED if name not in ("label_style", "stamp_text", "stamp_zone"))


class InterviewForm(WorkingCopyForm):
    first_published_at = InstantField(label=_("first published"), required=False)
    first_updated_at = InstantField(label=_("updated there"), required=False)

    class Meta(WorkingCopyForm.Meta):
        model = Interview
        fields = (  # type: ignore[assignment]
            *(name for name in WorkingCopyForm.Meta.fields if name != "kind"),
            *CONVERSATION,
            *DAYS,
            "label_style",
            *STAMPED,
        )
        widgets = {
            **WorkingCopyForm.Meta.widgets,
            **{name: forms.DateInput({"type": "date"}, format="%Y-%m-%d") for name in DAYS},
        }

    def speakers(self) -> list[str]:
        """The labels of the participants, as typed on this page where it is submitted."""
        if self.is_bound:
            return [
                value.strip()
                for name, value in self.data.items()
                if name.startswith("participants-") and name.endswith("-label") and value.strip()
            ]
        return [participant.label for participant in self.instance.participants.all()] if self.instance.pk else []

    def clean(self) -> dict[str, Any]:
        """What the constraints of the table say about two fields at once."""
        given = super().clean() or self.cleaned_data
        began, ended = (given.get(name) for name in ("conducted_on", "conducted_to"))
        if began and ended and ended < began:
            self.add_error("conducted_to", _("The last day of the conversation lies before the first."))
        first, updated = (given.get(name) for name in ("first_published_at", "first_updated_at"))
        if updated and (first is None or updated <= first):
            self.add_error("first_updated_at", _("The imported “updated” stamp must lie after the “published” one."))
        return given

    def conversation(self) -> dict[str, Any]:
        """The fields of this form as parts of ``Interview.snapshot_form``."""
        given = self.cleaned_data
        found = {name: given[name] for name in WORDED if name in given}
        return found | {
            name: given[name].isoformat() if given[name] else None for name in (*DAYS, *INSTANTS) if name in given
        }


class ParticipantForm(LinkForm):
    content = ("label",)
    once = ("label",)
    once_message = _("Two participants cannot have the same label.")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if sum(bool(given.get(name)) for name in ("person", "contributor", "name")) > 1:
            raise forms.ValidationError(_("Give a person, a contributor or a name: one of the three."))
        return given


class ParticipantInline(RowsInline):
    model = Participant
    template = "desk/named_rows.html"
    form = ParticipantForm
    fieldsets = [(None, {"fields": [("label", "role", "described_as"), ("person", "contributor", "name")]})]
    beside_text = True  # the template puts it under the transcript, not into the narrow column

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        return [name for name in super().get_autocomplete_fields(request) if name != "interview"]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            # A record is added from here; it is changed and looked at on its own page.
            field.widget.can_change_related = field.widget.can_view_related = field.widget.can_delete_related = False
        return field


@admin.register(Interview)
class InterviewAdmin(ArticleAdmin):
    form = InterviewForm
    change_form_template = "admin/interviews/interview_form.html"
    change_list_template = "admin/interviews/interview_list.html"
    inlines = [ParticipantInline, BylineInline, MentionInline]
    fieldsets = [
        (None, {"fields": ["headline", "dek", "document"]}),
        (_("The conversation"), {"fields": [*DAYS, *CONVERSATION, "label_style"], "classes": [SIDE]}),
        (_("Publication"), {"fields": ["slug", "lang", "translation_of"], "classes": [SIDE]}),
        (_("Picture, festival, topics"), {"fields": ["picture", "edition", "topics"], "classes": [SIDE]}),
        (_("Published elsewhere before"), {"fields": [*STAMPED], "classes": [SIDE]}),
        (_("For the desk"), {"fields": ["notes"], "classes": [SIDE]}),
    ]
    list_display = ["piece_link", "shown_state", "shown_byline", "shown_edited", "shown_live_date"]
    list_filter = [found for found in ArticleAdmin.list_filter if found is not KindFilter]

    def get_urls(self) -> list[Any]:
        guard = self.admin_site.admin_view
        own = [
            path("import/", guard(views.start), name="interviews_import"),
            path("import/<int:pk>/", guard(views.review), name="interviews_import_review"),
            path("import/<int:pk>/discard/", guard(views.discard), name="interviews_import_discard"),
            path("<int:pk>/import/", guard(views.start), name="interviews_reimport"),
            path("<int:pk>/export/<slug:format>/", guard(views.export), name="interviews_export"),
        ]
        return [*own, *super().get_urls()]

    def get_shortcuts(self, request: HttpRequest) -> list[tuple[str, str, str]]:
        """For the search of the desk."""
        if not self.has_add_permission(request):
            return []
        return [(gettext("Import a transcript"), reverse("admin:interviews_import"), gettext("interview upload paste"))]

    def get_inlines(self, request: HttpRequest, obj: Article | None) -> list[Any]:
        return list(self.inlines)

    def bar(self, request: HttpRequest, article: Article | None) -> dict[str, Any]:
        found = super().bar(request, article)
        if article is None:
            return {**found, "import_url": reverse("admin:interviews_import")}
        exports = [
            (name, format.title, reverse("admin:interviews_export", args=[article.pk, name]))
            for name, format in exporting.formats(article.copy_document()).items()
        ]
        said = sentence(article.conditions()) if isinstance(article, Interview) else ""
        import_url = reverse("admin:interviews_reimport", args=[article.pk])
        return {**found, "exports": exports, "import_url": import_url, "conditions": said}

    def more_changes(self, form: Any, formsets: Any) -> dict[str, Any]:
        """Who speaks and the conditions, as the part of the snapshot that only an interview has."""
        before = form.instance.snapshot_form() if form.instance.pk else {}
        participants = before.get("participants", [])
        for formset in formsets:
            if formset.model is Participant:
                participants = [_participant(row) for row in _kept(formset)]
        return {"form": {**before, **form.conversation(), "participants": participants}}


def _kept(formset: Any) -> list[dict[str, Any]]:
    """The rows that have a label and are not to go."""
    return [
        form.cleaned_data
        for form in formset.forms
        if form.cleaned_data and form.has_content() and not form.cleaned_data.get("DELETE")
    ]


def _participant(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "label": row["label"].strip(),
        "role": row["role"],
        "person": getattr(row["person"], "pk", None),
        "contributor": getattr(row["contributor"], "pk", None),
        "name": row["name"],
        "described_as": row["described_as"],
    }
