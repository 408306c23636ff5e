"""Public files of pictures. Open to everybody: a name cannot be guessed, and only what may be shown lies there."""

from pathlib import PurePath

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

# What lies under a name never changes (`journal/pictures/naming.py` mints a new one for every file), but it may be
# taken down: a day is how long somebody else's cache may still show it.
A_DAY = "public, max-age=86400"
TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp", ".avif": "image/avif"}
SOON = "10"  # seconds


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """One file, from a folder or an object store. 404 where there is none, 503 while the store is away.

    A proxy or a content delivery network in front keeps it, so that this is asked once for each file.
    """
    kind = TYPES.get(PurePath(path).suffix)
    if kind is None:
        raise Http404(path)
    tag = f'"{PurePath(path).stem}"'
    try:
        found = default_storage.exists(path)
    except SuspiciousOperation:
        found = False
    except OSError:
        return _away()
    if not found:
        raise Http404(path)
    known = get_conditional_response(request, tag)
    if known:
        known["Cache-Control"] = A_DAY
        return known
    try:
        file = default_storage.open(path)
        file.size  # noqa: B018  an object store answers only now
    except IsADirectoryError as error:
        raise Http404(path) from error
    except OSError:
        return _away()
    response = FileResponse(file, content_type=kind)
    response["Cache-Control"], response["ETag"] = A_DAY, tag
    return response


def _away() -> HttpResponse:
    words = _("This picture cannot be fetched just now. Please try again in a moment.")
    return HttpResponse(words, status=503, content_type="text/plain", headers={"Retry-After": SOON})
