from django.contrib import admin
from django.urls import path

from interviews import views
from interviews.models import Interview


@admin.register(Interview)
class InterviewAdmin(admin.ModelAdmin):
    def get_urls(self):
        guard = self.admin_site.admin_view
        own = [
            path("import/", guard(views.start), name="interviews_import"),
            path("import/<int:pk>/", guard(views.review), name="interviews_import_review"),
            path("import/<int:pk>/discard/", guard(views.discard), name="interviews_import_discard"),
            path("<int:pk>/import/", guard(views.start), name="interviews_reimport"),
        ]
        return [*own, *super().get_urls()]
