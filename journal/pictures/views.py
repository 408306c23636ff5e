"""The desk's screens for many pictures at once. `PictureAdmin` mounts them and says who may enter."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from journal.pictures import batches
from journal.pictures.batches import MOST, DescribeFormSet, SharedForm, Taken
from journal.pictures.forms import ACCEPTED
from journal.pictures.processing import MAX_BYTES, TOO_HEAVY

Context = dict[str, Any]
ADD, CHANGE = "pictures.add_picture", "pictures.change_picture"


def upload(request: HttpRequest, context: Context) -> HttpResponse:
    """Takes in as many files as are sent; what is refused is said by name, and the rest is kept."""
    if not request.user.has_perm(ADD):
        raise PermissionDenied
    taken: list[Taken] = []
    error = ""
    if request.method == "POST":
        files = request.FILES.getlist("originals")
        error = _wrong_number(len(files))
        if not error:
            taken = batches.take_in(files, by=request.user, now=timezone.now())  # type: ignore[arg-type]
            if all(one.picture for one in taken):
                return HttpResponseRedirect(_describe_url(taken))
    context |= {
        "title": gettext("Upload pictures"),
        "error": error,
        "taken": taken,
        "describe_url": _describe_url(taken) if any(one.picture for one in taken) else "",
        "accepted": ACCEPTED,
        "most": MOST,
        "limit": MAX_BYTES,
        "too_heavy": gettext(TOO_HEAVY) % {"limit": MAX_BYTES // 1024 // 1024},
    }
    return TemplateResponse(request, "admin/pictures/upload.html", context)


def upload_one(request: HttpRequest) -> HttpResponse:
    """One file of a batch, sent by the page's script: JSON with what became of it."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not request.user.has_perm(ADD):
        return JsonResponse({"error": gettext("You may not add pictures.")}, status=403)
    files = request.FILES.getlist("original")
    if len(files) != 1:
        return JsonResponse({"error": gettext("No file came with this request.")}, status=400)
    (taken,) = batches.take_in(files, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    if taken.picture is None:
        return JsonResponse({"error": taken.error}, status=400)
    shown = taken.picture.presented()
    return JsonResponse(
        {
            "id": taken.picture.pk,
            "title": taken.picture.title,
            "src": shown.src,
            "twin": batches.twin_sentence(taken.twin) if taken.twin else "",
        }
    )


def describe(request: HttpRequest, context: Context) -> HttpResponse:
    """Alternative text and credit for each picture of a batch."""
    if not (request.user.has_perm(ADD) or request.user.has_perm(CHANGE)):
        raise PermissionDenied
    allowed = batches.describable(request.user, now=timezone.now())  # type: ignore[arg-type]
    found = allowed.filter(pk__in=_numbers(request.GET)).order_by("pk")
    shared = SharedForm(request.POST or None)
    forms = DescribeFormSet(request.POST or None, queryset=found)
    if request.method == "POST" and any(form.instance.pk is None for form in forms.forms):
        # A formset takes any key that exists; this one is for the pictures of this person.
        raise PermissionDenied
    if request.method == "POST" and forms.is_valid() and shared.is_valid():
        changed = batches.describe(forms.forms, credit_line=shared.cleaned_data["credit_line"])
        said = ngettext("%(n)d picture was described.", "%(n)d pictures were described.", changed)
        messages.success(request, said % {"n": changed})
        return HttpResponseRedirect(_after(request))
    context |= {"title": gettext("Describe pictures"), "forms": forms, "shared": shared}
    return TemplateResponse(request, "admin/pictures/describe.html", context)


def _after(request: HttpRequest) -> str:
    lists = "admin:pictures_picture_changelist"
    return reverse(lists if request.user.has_perm("pictures.view_picture") else "admin:index")


def _wrong_number(number: int) -> str:
    if not number:
        return gettext("Choose at least one file.")
    return gettext("Send at most %(most)d files at once.") % {"most": MOST} if number > MOST else ""


def _describe_url(taken: list[Taken]) -> str:
    numbers = ",".join(str(one.picture.pk) for one in taken if one.picture)
    return f"{reverse('admin:pictures_picture_describe')}?pictures={numbers}"


def _numbers(query: QueryDict) -> list[int]:
    """Keys of pictures; anything else in the address is passed over."""
    given = query.get("pictures", "").split(",")[:200]
    return [int(number) for number in given if number.isascii() and number.isdecimal() and len(number) < 16]
