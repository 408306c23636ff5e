from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.forms import ModelForm, Textarea
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal.pictures import batches, placing, shelving, uploading, views
from journal.pictures.forms import NewPictureForm
from journal.pictures.models import Picture

# Lines that a field shows at first.
ROWS = {"alt": 2, "caption": 3, "extended_description": 4, "usage_terms": 3}


class Wanting(admin.SimpleListFilter):
    title = _("what is missing")
    parameter_name = "missing"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        return [("alt", _("alternative text")), ("credit", _("credit line")), ("rights", _("rights have run out"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Picture]) -> QuerySet[Picture]:
        found = {
            "alt": Q(alt="", decorative=False),
            "credit": Q(credit_line=""),
            "rights": Q(rights_expire__lt=timezone.localdate()),
        }
        return queryset.filter(found.get(self.value() or "", Q()))


@admin.register(Picture)
class PictureAdmin(admin.ModelAdmin):
    list_display = ["thumbnail", "title", "credit_line", "size", "is_ready", "uploaded_at"]
    list_display_links = ["thumbnail", "title"]
    change_form_template = "admin/pictures/picture_form.html"
    change_list_template = "admin/pictures/picture_list.html"
    list_filter = [Wanting, "digital_source"]
    list_per_page = 50
    search_fields = ["title", "caption", "alt", "creator", "credit_line"]
    show_full_result_count = False
    fieldsets = [
        (None, {"fields": ["preview", "original", "title"]}),
        (_("What it shows"), {"fields": ["alt", "decorative", "caption", "extended_description"]}),
        (
            _("Whose it is"),
            {
                "fields": [
                    "creator",
                    "credit_line",
                    "copyright_notice",
                    "usage_terms",
                    "rights_expire",
                    "digital_source",
                ]
            },
        ),
        (
            _("What must stay in sight"),
            {
                "fields": [("focal_x", "focal_y")],
                "description": _("Crops for lead, card, square and share keep this point; click on the picture above."),
            },
        ),
    ]

    class Media:
        css = {"all": ["css/pictures-desk.css"]}
        js = [Script("js/focal-point.js", defer=True)]

    def get_urls(self) -> list[URLPattern]:
        def screen(view: Any) -> Any:
            return self.admin_site.admin_view(lambda request: view(request, self._context(request)))

        return [
            path("upload/", screen(views.upload), name="pictures_picture_upload"),
            path("upload/one/", self.admin_site.admin_view(views.upload_one), name="pictures_picture_upload_one"),
            path("<int:pk>/used/", self.admin_site.admin_view(self.used_view), name="pictures_picture_used"),
            path("describe/", screen(views.describe), name="pictures_picture_describe"),
            *super().get_urls(),
        ]

    def get_shortcuts(self, request: HttpRequest) -> list[tuple[str, str, str]]:
        """For the search of the desk."""
        if not self.has_add_permission(request):
            return []
        return [(gettext("Upload pictures"), reverse("admin:pictures_picture_upload"), gettext("new still import"))]

    def _context(self, request: HttpRequest) -> dict[str, Any]:
        return {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media}

    def used_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        picture = get_object_or_404(Picture, pk=pk)
        if not self.has_view_permission(request, picture):
            raise PermissionDenied
        context = self._context(request) | {
            "title": gettext("Where “%(picture)s” is used") % {"picture": picture},
            "picture": picture,
            "places": placing.places(picture, request, self.admin_site, now=timezone.now()),
        }
        return TemplateResponse(request, "admin/pictures/used.html", context)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What is used is not deleted; the page lists where."""
        listed, counts, lacking, protected = super().get_deleted_objects(objs, request)
        for picture in objs:
            for place in placing.places(picture, request, self.admin_site, now=timezone.now()):
                protected = [*protected, *place.lines()]
        return listed, counts, lacking, protected

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in ROWS:
            kwargs["widget"] = Textarea(attrs={"rows": ROWS[db_field.name], "class": "vLargeTextField"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Picture]:
        return super().get_queryset(request).prefetch_related("renditions")

    def get_form(self, request: HttpRequest, obj: Picture | None = None, change: bool = False, **kwargs: Any) -> Any:
        # An upload is never replaced: pages already printed show it. A better file is a new picture.
        return super().get_form(request, obj, change, **({} if change else {"form": NewPictureForm}) | kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Picture | None = None) -> Any:
        without = {"original"} if obj else {"preview"}
        first = [name for name in self.fieldsets[0][1]["fields"] if name not in without]
        return [(None, {"fields": first}), *self.fieldsets[1:]]

    def get_readonly_fields(self, request: HttpRequest, obj: Picture | None = None) -> list[str]:
        return ["preview"]

    def save_model(self, request: HttpRequest, obj: Picture, form: ModelForm, change: bool) -> None:
        if not change:
            by = request.user if request.user.is_authenticated else None
            uploading.take_in(obj, upload=form.cleaned_data["original"], now=timezone.now(), by=by)
            twin = batches.twin_of(obj)
            if twin:
                messages.warning(request, batches.twin_sentence(twin))
            return
        if {"focal_x", "focal_y"} & set(form.changed_data):
            uploading.focus(obj, x=obj.focal_x, y=obj.focal_y)
        obj.save(update_fields=[name for name in form.changed_data if name not in {"focal_x", "focal_y"}])

    def delete_model(self, request: HttpRequest, obj: Picture) -> None:
        uploading.remove(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Picture]) -> None:
        for picture in queryset:
            uploading.remove(picture)

    @admin.display(description=_("picture"))
    def thumbnail(self, picture: Picture) -> str:
        return render_to_string("admin/pictures/thumbnail.html", {"shown": picture.presented("square"), "of": picture})

    @admin.display(description=_("picture"))
    def preview(self, picture: Picture) -> str:
        down = shelving.is_down(picture)
        crops = [(name, picture.presented(name)) for name in ("lead", "card", "square") if _is_made(picture, name)]
        return render_to_string("admin/pictures/preview.html", {"of": picture, "crops": crops, "down": down})

    @admin.display(description=_("size"))
    def size(self, picture: Picture) -> str:
        return f"{picture.width} × {picture.height}"

    @admin.display(description=_("ready to print"), boolean=True)
    def is_ready(self, picture: Picture) -> bool:
        return picture.is_ready_to_print and picture.has_rights(timezone.localdate())


def _is_made(picture: Picture, crop: str) -> bool:
    return any(rendition.crop == crop for rendition in picture.renditions.all())
