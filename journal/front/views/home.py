from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse

from journal.front import clock, noticed, structured_data
from journal.front.answers import page, reader_page
from journal.press import fronting


@reader_page
def home(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    front = fronting.standing(now)
    prefetch_related_objects(front.with_pictures(), "picture__renditions")
    context = {
        "front": front,
        "corrections": noticed.corrections(now)[: noticed.ON_HOME],
        "structured": structured_data.site(settings.SITE_URL, settings.SITE_NAME),
        "canonical": "/",
    }
    return page(request, "front/home.html", context)
