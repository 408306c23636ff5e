"""The site map: every mount, in order."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.static import serve

urlpatterns = [
    path("desk/", admin.site.urls),
    # Renditions of pictures, under names that cannot be guessed. A proxy in front serves this folder itself.
    re_path(r"^media/(?P<path>.+)$", serve, {"document_root": settings.MEDIA_ROOT}),
    path("", include("journal.front.urls")),
]
