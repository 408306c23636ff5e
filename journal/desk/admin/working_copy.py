"""The admin of a working copy: what every form of article has in common. All writing goes through ``saving``."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from journal.desk import actions, permissions, presence, remarks, row_buttons, saving, scheduled
from journal.desk.admin.inlines import BylineInline, MentionInline, ReviewInline
from journal.desk.comparing import stale_context
from journal.desk.fields import DocumentField, problems, what_became_of_ids
from journal.desk.forms import WorkingCopyForm
from journal.desk.linking import only_add
from journal.desk.models import Article, Byline, Mention, Review
from journal.desk.permissions import account

SIDE = "desk-side collapse"  # classes of the fieldsets that stand in the right column, each opened by its heading


class WorkingCopyAdmin(admin.ModelAdmin):
    """Subclass it for a form of article: give ``form`` (from WorkingCopyForm), ``fieldsets`` and more inlines.

    ``more_changes`` adds what the subclass's own fields and inlines hold to the snapshot that is saved.
    """

    form = WorkingCopyForm
    change_form_template = "desk/working_copy_form.html"
    inlines = [BylineInline, MentionInline, ReviewInline]
    save_on_top = False
    actions: Any = None

    # -- who ---------------------------------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        found: Any = super().get_queryset(request)
        return permissions.visible_to(request.user, found)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return permissions.may_use_desk(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return permissions.may_use_desk(request.user) if obj is None else permissions.may_see(request.user, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return permissions.may_start(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        if obj is None:
            return permissions.has(request.user, "change_article")
        return permissions.may_edit(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False  # the bin is a verb of its own, and nothing that was printed can go there

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        """Records with many rows are looked up as one types, where their own admin can search."""
        return searchable(self.admin_site, self.model, ("picture", "edition", "translation_of"))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The piece, asked for once a request: Django's views, the rights and the bar each want it."""
        asked: dict[str, Any] = request.__dict__.setdefault("_desk_pieces", {})
        if object_id not in asked:
            asked[object_id] = super().get_object(request, object_id, from_field)
        return asked[object_id]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field: Any = only_add(super().formfield_for_dbfield(db_field, request, **kwargs))
        if db_field.name == "translation_of":
            # An original is a piece that is there; and nobody is offered one that they may not see.
            field.widget.can_add_related = False
            field.queryset = permissions.visible_to(request.user, field.queryset)
        return field

    # -- the page ----------------------------------------------------------------------------------------------------

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        # A stranger must not learn from the answer whether the piece exists.
        raise Http404

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        article = self.get_object(request, object_id) if object_id else None
        if article is not None and not self.has_change_permission(request, article):
            if request.method == "POST":
                raise PermissionDenied(_("You may read this piece, but not change its text."))
            return HttpResponseRedirect(reverse("admin:desk_preview", args=[article.pk]))
        if row_buttons.is_pressed(request.POST):
            changed: Any = row_buttons.press(request.POST)
            request.POST = changed
            messages.info(request, _("The rows were changed; nothing is saved yet."))
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except saving.StaleSave as stale:
            assert article is not None
            context = {**self.admin_site.each_context(request), **stale_context(article, stale)}
            return TemplateResponse(request, "desk/stale.html", context, status=409)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> Any:
        """Revisions and versions are the history of a piece; Django's own log has nothing of it."""
        article = self.get_object(request, object_id)
        if article is None or not self.has_view_permission(request, article):
            raise Http404
        return HttpResponseRedirect(reverse("admin:desk_history", args=[article.pk]))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        # Here and not before: a save that succeeds shows none of it.
        return super().render_change_form(
            request, {**context, **self.bar(request, context["original"])}, *args, **kwargs
        )

    def bar(self, request: HttpRequest, article: Article | None) -> dict[str, Any]:
        """What the action bar and the right column show beside the form."""
        now = timezone.now()
        if article is None:
            return {"title": _("New piece"), "desk_actions": [], "side_class": SIDE}
        return {
            "title": article.headline,
            "subtitle": None,
            "article": article,
            "others": presence.sentence(presence.seen(article, account(request.user), now)),
            "state": article.state(now),
            "desk_actions": actions.for_piece(request.user, article, now),
            "comments": remarks.open_ones(article),
            "assignments": article.assignments.filter(done_at__isnull=True).select_related("to"),
            "waiting": scheduled.of(article, request.user, now),
            "side_class": SIDE,
        }

    # -- saving ------------------------------------------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        """Nothing yet: form and rows beside it are one state of the piece and are saved together."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        changes = {**form.changes(), **rows(formsets), **self.more_changes(form, formsets)}
        now = timezone.now()
        if not change:
            saving.start(article=form.instance, changes=changes, by=account(request.user), now=now)
            return
        base = form.cleaned_data["base"]
        revision = saving.save(article=form.instance, changes=changes, base=base, by=account(request.user), now=now)
        form.instance.was_changed = revision.number > base

    def more_changes(self, form: Any, formsets: Any) -> dict[str, Any]:
        """Parts of the snapshot that a form of article adds: ``{"form": {...}}``."""
        return {}

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        return [{"added": {}}] if add else [{"changed": {}}]

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: str | None = None) -> HttpResponse:
        messages.success(request, _("Started. This is revision 1."))
        return self._onward(request, obj)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        if getattr(obj, "was_changed", True):
            messages.success(request, _("Saved as revision %(number)d.") % {"number": obj.revision})
        else:
            messages.info(request, _("Nothing was changed, so nothing was saved."))
        return self._onward(request, obj)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """Revisions say who changed what; Django's own log would say it a second time, without the words."""

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """See ``log_change``."""

    def _onward(self, request: HttpRequest, article: Article) -> HttpResponse:
        """Back to the form, or on to the verb whose button was pressed."""
        verb = request.POST.get("_then", "")
        if verb == "preview" or verb in actions.RULES:
            return HttpResponseRedirect(reverse(f"admin:desk_{verb}", args=[article.pk]))
        meta = self.model._meta
        return HttpResponseRedirect(reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[article.pk]))

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Article:
        """Says what was recognised in the text; the saving itself comes with the rows beside the form."""
        field = form.fields.get("document")
        if isinstance(field, DocumentField) and field.reading is not None:
            for problem in problems(field.reading):
                messages.warning(request, problem)
            if change and (sentence := what_became_of_ids(field.reading)):
                messages.info(request, _("Passages: %(what)s.") % {"what": sentence})
        return form.instance


def searchable(site: admin.AdminSite, model: type[Model], names: tuple[str, ...]) -> list[str]:
    """Those of the foreign keys whose target has an admin that can search."""
    found = []
    for name in names:
        related: Any = model._meta.get_field(name).related_model
        if site.is_registered(related) and site._registry[related].search_fields:
            found.append(name)
    return found


def rows(formsets: Any) -> dict[str, Any]:
    """The rows beside the form as parts of a snapshot; only of the formsets that the page had."""
    found: dict[str, Any] = {}
    for formset in formsets:
        if formset.model is Byline:
            named = {(row["contributor"].pk, row["role"]): None for row in _kept(formset)}
            found["byline"] = [{"contributor": contributor, "role": role} for contributor, role in named]
        elif formset.model is Mention:
            found["mentions"] = _mentions(_kept(formset))
        elif formset.model is Review:
            kept = _kept(formset)
            found["review"] = _review(kept[0]) if kept else None
    return found


def _kept(formset: Any) -> list[dict[str, Any]]:
    """The rows that say something and are not to go."""
    return [
        form.cleaned_data
        for form in formset.forms
        if form.cleaned_data and form.has_content() and not form.cleaned_data.get("DELETE")
    ]


def _mentions(kept: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row a record: a record named twice is one link."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in kept:
        targets = {name: getattr(row[name], "pk", None) for name in ("film", "person", "edition")}
        found.setdefault(tuple(targets.values()), {**targets, "role": row["role"], "confirmed": row["confirmed"]})
    return list(found.values())


def _review(row: dict[str, Any]) -> dict[str, Any]:
    return Review(
        **{name: row[name] for name in ("film", "scale", "rating", "verdict", "seen_at")},
    ).snapshot()
