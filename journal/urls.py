"""The site map: every mount, in order."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("desk/", admin.site.urls),
    path("", include("journal.front.urls")),
]
