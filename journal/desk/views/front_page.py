"""The front page: choose what stands where, look at it, publish it now or for a time, bring an old one back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db.models import Q, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from journal.cinema.folding import fold
from journal.cinema.models import Edition
from journal.desk import permissions, slots
from journal.desk.fields import InstantField
from journal.desk.permissions import account
from journal.desk.slots import Slots
from journal.desk.views.access import forbidden, page
from journal.press import arranging, fronting
from journal.press.datelines import stamp
from journal.press.declaring import Refused
from journal.press.fronting import SLOTS
from journal.press.models import FrontPage, Version

FOUND = 12
KEPT = 20  # arrangements in the history
LONGEST_QUERY = 100


class ArrangeForm(forms.Form):
    festival = forms.ChoiceField(label=gettext_lazy("Festivals"), choices=FrontPage.Festival)
    edition = forms.ModelChoiceField(
        Edition.objects.none(), label=gettext_lazy("Which"), required=False, empty_label=gettext_lazy("none")
    )
    at = InstantField(label=gettext_lazy("From"), required=False, help_text=gettext_lazy("Leave empty to publish now."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = Edition.objects.select_related("festival").order_by("-year", "festival__name")
        self.fields["edition"].queryset = newest  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Place:
    """One place as the screen shows it: the piece that was put there and what readers are told of it."""

    number: int
    piece: int | None
    headline: str = ""
    state: str = ""  # why it does not show now, "" where it does
    filled: str = ""  # what fills the place


def for_editors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def answer(request: HttpRequest, **rest: Any) -> HttpResponse:
        if not permissions.may_arrange(request.user):
            return forbidden(request, _("Editors arrange the front page."))
        return view(request, **rest)

    return answer


@for_editors
def arrange(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    standing = FrontPage.objects.standing(now).first()
    current = _brought_back(request) or standing
    form = ArrangeForm(request.POST if request.method == "POST" else None, initial=_initial(current))
    chosen = slots.read(request.POST.getlist("slot") if request.method == "POST" else _texts(current), SLOTS)
    command = request.POST.get("do", "")
    if command == "publish" and form.is_valid():
        answer = _publish(request, form, chosen, standing, now)
        if answer is not None:
            return answer
    elif command and command != "publish":
        chosen = slots.done(chosen, command)
        form = ArrangeForm(initial=_initial(current) | _kept(form))
    query = request.POST.get("q", "")[:LONGEST_QUERY].strip()
    plan = _plan(chosen, form)
    context = {
        "title": _("Front page"),
        "places": _places(chosen, plan, now),
        "form": form,
        "query": query,
        "found": _found(query, chosen, now) if query else None,
        "base": standing.pk if standing else "",
        "focus": command,
        "preview": f"{reverse('admin:desk_front_preview')}?{_address(plan)}",
        "waiting": [_row(one) for one in FrontPage.objects.waiting(now).select_related("arranged_by")],
        "history": [_row(one) for one in FrontPage.objects.standing(now).select_related("arranged_by")[:KEPT]],
        "standing": standing,
    }
    return page(request, "desk/front_page.html", context)


@require_safe
@for_editors
def preview(request: HttpRequest) -> HttpResponse:
    """The front page as an arrangement would make it at its time, in the readers' own templates; kept by nobody."""
    now = timezone.now()
    form = ArrangeForm({"festival": request.GET.get("festival"), "edition": request.GET.get("edition")})
    form.is_valid()
    plan = _plan(slots.read(request.GET.getlist("slot"), SLOTS), form)
    at = _instant(request.GET.get("at", ""), now)
    front = fronting.of_plan(plan, now=at)
    prefetch_related_objects(front.with_pictures(), "picture__renditions")
    response = render(request, "front/home.html", {"front": front, "canonical": ""})
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_POST
@for_editors
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    found = FrontPage.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    try:
        arranging.call_off(front_page=found, now=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Called off. Readers will not see it."))
    return HttpResponseRedirect(reverse("admin:desk_front"))


def _publish(
    request: HttpRequest, form: ArrangeForm, chosen: Slots, standing: FrontPage | None, now: datetime
) -> HttpResponse | None:
    """Publishes; None where the screen has to be looked at again."""
    if request.POST.get("base", "") != (str(standing.pk) if standing else ""):
        form.add_error(None, _("Somebody arranged the front page in the meantime. Look at theirs below, then publish."))
        return None
    try:
        made = arranging.arrange(
            pieces=chosen,
            festival=form.cleaned_data["festival"],
            edition=form.cleaned_data["edition"] if form.cleaned_data["festival"] == "picked" else None,
            at=form.cleaned_data["at"],
            by=account(request.user),
            now=now,
        )
    except Refused as refusal:
        form.add_error(None, refusal)
        return None
    said = _("It waits for %(when)s.") if made.live_from > now else _("Published. Readers see it now.")
    messages.success(request, said % {"when": stamp(made.live_from, settings.TIME_ZONE)})
    return HttpResponseRedirect(reverse("admin:desk_front"))


def _brought_back(request: HttpRequest) -> FrontPage | None:
    """The arrangement of the history that the address names, to start from."""
    pk = request.GET.get("from", "")
    return FrontPage.objects.filter(pk=pk).first() if pk.isascii() and pk.isdecimal() and len(pk) < 19 else None


def _texts(of: FrontPage | None) -> list[str]:
    return [str(piece or "") for piece in of.pieces] if of else []


def _initial(of: FrontPage | None) -> dict[str, Any]:
    return {"festival": of.festival, "edition": of.edition_id} if of else {"festival": FrontPage.Festival.AUTOMATIC}


def _kept(form: ArrangeForm) -> dict[str, Any]:
    """What stands in the form, where it makes sense: a button that moves a piece is no moment to complain."""
    form.is_valid()
    return {name: value for name, value in form.cleaned_data.items() if value is not None}


def _plan(chosen: Slots, form: ArrangeForm) -> FrontPage:
    """What the screen says now, unsaved."""
    given = {**form.initial, **(getattr(form, "cleaned_data", None) or {})}
    edition = given.get("edition")
    picked = given.get("festival") == FrontPage.Festival.PICKED and edition
    plan = FrontPage(pieces=list(chosen), festival=given.get("festival") or FrontPage.Festival.AUTOMATIC)
    if picked:
        plan.edition_id = edition.pk if isinstance(edition, Edition) else edition
    at = given.get("at")
    if isinstance(at, datetime):
        plan.live_from = at
    return plan


def _address(plan: FrontPage) -> str:
    """The plan as the preview's address has it."""
    at = plan.live_from.isoformat() if plan.live_from else ""
    parts: list[tuple[str, Any]] = [("slot", piece or "") for piece in plan.pieces]
    return urlencode([*parts, ("festival", plan.festival), ("edition", plan.edition_id or ""), ("at", at)])


def _instant(text: str, now: datetime) -> datetime:
    """The time of the preview: never before now."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return now
    return at if at.tzinfo is not None and at > now else now


def _places(chosen: Slots, plan: FrontPage, now: datetime) -> list[Place]:
    front = fronting.of_plan(plan, now=now)
    shown = [front.lead, *front.beside]
    known = {version.piece_id: version for version in _versions(chosen, now)}
    places = []
    for number, piece in enumerate(chosen):
        there = shown[number] if number < len(shown) else None
        filled = there.headline if there is not None and there.piece_id != piece else ""
        version = known.get(piece) if piece is not None else None
        headline = version.headline if version else _("A piece that is not public any more") if piece else ""
        state = _state(version, now) if version else ""
        places.append(Place(number, piece, headline, state, filled))
    return places


def _versions(pieces: Sequence[int | None], now: datetime) -> list[Version]:
    """The live version of each piece, or else the next one."""
    wanted = [piece for piece in pieces if piece is not None]
    found = _coming(now).filter(piece__in=wanted).order_by("-live_from")
    return list(found)  # the earliest last, so that it wins where they are put by piece


def _coming(now: datetime) -> Any:
    """Versions that are public or will be."""
    open_ended = Q(live_until__isnull=True) | Q(live_until__gt=now)
    heavy = ("document", "body", "form", "links")
    return Version.objects.not_called_off().filter(open_ended).exclude(change="retraction").defer(*heavy)


def _found(query: str, chosen: Slots, now: datetime) -> list[Place]:
    """Pieces to choose from: by the words of the headline, however they are accented, the newest first."""
    rows = _coming(now).exclude(piece__in=[piece for piece in chosen if piece is not None])
    for word in fold(query).split():
        rows = rows.filter(search_entry__headline__contains=word)
    return [
        Place(version.number, version.piece_id, version.headline, _state(version, now), version.get_kind_display())
        for version in rows.order_by("-published_at", "-pk")[:FOUND]
    ]


def _state(version: Version, now: datetime) -> str:
    zone = settings.TIME_ZONE
    if version.live_from > now:
        return _("goes live %(when)s") % {"when": stamp(version.live_from, zone)}
    if version.hidden_until and version.hidden_until > now:
        return _("under embargo: its place is filled until then")
    return ""


def _row(one: FrontPage) -> dict[str, Any]:
    """An arrangement in the history: since when, by whom, what leads."""
    ids = [piece for piece in one.pieces if piece is not None]
    names = dict(Version.objects.filter(piece__in=ids).order_by("number").values_list("piece", "headline"))
    return {
        "pk": one.pk,
        "when": stamp(one.live_from, settings.TIME_ZONE),
        "by": one.arranged_by,
        "headlines": [names[piece] for piece in ids if piece in names],
    }
