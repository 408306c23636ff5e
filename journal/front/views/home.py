from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from journal.cinema.models import Edition
from journal.front import clock, front_page, noticed, structured_data
from journal.front.answers import page, reader_page
from journal.press.models import Version


@reader_page
def home(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    latest = list(Version.objects.listed(now).for_lists()[: front_page.DEPTH])
    front = front_page.arranged(latest)
    prefetch_related_objects(front.with_pictures(), "picture__renditions")
    today = timezone.localtime(now, timezone.get_default_timezone()).date()
    context = {
        "front": front,
        "running": Edition.objects.filter(starts__lte=today, ends__gte=today).select_related("festival")[:3],
        "corrections": noticed.corrections(now)[:3],
        "structured": structured_data.site(settings.SITE_URL, settings.SITE_NAME),
        "canonical": "/",
    }
    return page(request, "front/home.html", context)
