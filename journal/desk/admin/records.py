"""The desk's small tables: who can stand in a byline, rating scales, embargoes."""

from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal.desk.admin.working_copy import searchable
from journal.desk.fields import InstantField
from journal.desk.models import RatingScale
from journal.desk.permissions import account
from journal.press import embargoing
from journal.press.datelines import stamp
from journal.press.models import Contributor, Embargo


@admin.register(Contributor)
class ContributorAdmin(admin.ModelAdmin):
    list_display = ["name", "slug", "user"]
    list_select_related = ["user"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    raw_id_fields = ["person"]
    show_full_result_count = False


@admin.register(RatingScale)
class RatingScaleAdmin(admin.ModelAdmin):
    list_display = ["name", "low", "high", "step"]


class EmbargoForm(forms.ModelForm):
    """An embargo in the publicist's own zone and words."""

    lifts_at = InstantField(
        label=_("Lifts"), required=False, help_text=_("Empty: until somebody sets a time. Nothing can be scheduled.")
    )

    class Meta:
        model = Embargo
        fields = ("kind", "film", "edition", "piece", "zone", "lifts_at", "wording")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "lifts_at" not in self.fields:
            return
        name = self.data.get("zone") if self.is_bound else self.instance.zone
        try:
            self.fields["lifts_at"].zone = ZoneInfo(name or settings.TIME_ZONE)  # type: ignore[attr-defined]
        except (ZoneInfoNotFoundError, ValueError):
            self.zone_error = _("Write an IANA zone such as Europe/Zurich.")
        self.initial["lifts_at"] = self.instance.lifts_at

    def clean_zone(self) -> str:
        if hasattr(self, "zone_error"):
            raise forms.ValidationError(self.zone_error)
        return self.cleaned_data["zone"]


@admin.register(Embargo)
class EmbargoAdmin(admin.ModelAdmin):
    """Embargoes are imposed and waived by verbs, which hide and show what they cover; none is ever deleted."""

    form = EmbargoForm
    list_display = ["covered", "kind", "lifts", "waived_at"]
    list_select_related = ["film", "edition__festival", "piece"]
    list_filter = ["kind", ("waived_at", admin.EmptyFieldListFilter)]
    show_full_result_count = False
    raw_id_fields = ["piece"]

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        return searchable(self.admin_site, self.model, ("film", "edition"))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Embargo, form: Any, change: bool) -> None:
        touched = embargoing.impose(embargo=obj, by=account(request.user), now=timezone.now())
        for version in touched:
            messages.warning(request, _("“%(piece)s” is hidden until the embargo lifts.") % {"piece": version.headline})

    @admin.display(description=_("covers"))
    def covered(self, embargo: Embargo) -> str:
        return str(embargo.film or embargo.edition or embargo.piece)

    @admin.display(description=_("lifts"), ordering="lifts_at")
    def lifts(self, embargo: Embargo) -> str:
        return stamp(embargo.lifts_at, embargo.zone) if embargo.lifts_at else gettext("open")
