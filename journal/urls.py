"""The site map: every mount, in order."""

from django.contrib import admin
from django.urls import include, path

from journal.front.views.media import media

urlpatterns = [
    path("desk/", admin.site.urls),
    # A proxy in front of a site that keeps its pictures in a folder serves that folder itself.
    path("media/<path:path>", media),
    path("", include("journal.front.urls")),
]
