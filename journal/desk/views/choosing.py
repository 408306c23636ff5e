"""The pictures that the writing surface and the form of a piece choose from."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from journal.cinema.models import Film, Person
from journal.desk import permissions
from journal.desk.models import Article, Mention
from journal.pictures import choosing
from journal.pictures.forms import ACCEPTED
from journal.pictures.models import Picture
from journal.pictures.processing import MAX_BYTES, TOO_HEAVY

VIEW, ADD = "pictures.view_picture", "pictures.add_picture"
FILMS_LIMIT = 50  # of one piece whose pictures stand on top
NAMED_LIMIT = 50  # films and people, each, whose name is looked for
TERM_LIMIT = 200


@require_GET
def pictures(request: HttpRequest) -> HttpResponse:
    """Pictures for ``?q=``, newest first; the page after ``before=``; those of ``films=1,2`` on top of the first one.
    With ``only=`` that one alone. For whoever may see pictures; ``upload`` is empty for who may not add any."""
    if not (permissions.may_use_desk(request.user) and request.user.has_perm(VIEW)):
        return JsonResponse({"said": _("You have no right to see pictures.")}, status=403)
    today = timezone.localdate()
    term = request.GET.get("q", "").replace("\0", "").strip()[:TERM_LIMIT]
    before = _number(request.GET.get("before", ""))
    if "only" in request.GET:
        one = Picture.objects.filter(pk=_number(request.GET["only"]) or 0).with_renditions()
        shown, after, top = list(one), None, []
    else:
        shown, after = choosing.page(choosing.found(term, named=_named(term)), before=before)
        top = [] if term or before is not None else _of_films(request.GET.get("films", ""))
    response = JsonResponse(
        {
            "top": choosing.as_json(top, on=today),
            "found": choosing.as_json(shown, on=today),
            "next": after,
            **_uploading(request),
        }
    )
    add_never_cache_headers(response)
    return response


def _uploading(request: HttpRequest) -> dict[str, object]:
    if not request.user.has_perm(ADD):
        return {"upload": ""}
    return {
        "upload": reverse("admin:pictures_picture_upload_one"),
        "describe": reverse("admin:pictures_picture_describe"),
        "accepted": ACCEPTED,
        "limit": MAX_BYTES,
        "too_heavy": _(TOO_HEAVY) % {"limit": MAX_BYTES // 1024 // 1024},
    }


def _named(term: str) -> QuerySet | None:
    """Keys of the stills of films, and the portraits of people, whose name begins so."""
    films = Film.objects.search(term, first=NAMED_LIMIT)
    people = Person.objects.search(term, first=NAMED_LIMIT)
    return Picture.objects.filter(Q(films__in=films) | Q(people__in=people)).values("pk") if term else None


def _of_films(given: str) -> list[Picture]:
    """The stills of these films, and what led other pieces about them."""
    keys = [number for key in given.split(",")[:FILMS_LIMIT] if (number := _number(key))]
    if not keys:
        return []
    stills = Film.objects.filter(pk__in=keys, still__isnull=False).values("still")
    about = Mention.objects.filter(film__in=keys).values("article")
    leads = Article.objects.filter(pk__in=about, picture__isnull=False).values("picture")
    of_films = Picture.objects.filter(Q(pk__in=stills) | Q(pk__in=leads))
    return choosing.page(of_films)[0]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None
