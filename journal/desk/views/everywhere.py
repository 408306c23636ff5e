"""Where a wrong form of a record stands in what is printed, and the batch of changes that puts it right."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journal.cinema import titles
from journal.cinema.models import Festival, Film, Person
from journal.desk import finding_everywhere as finding
from journal.desk import permissions
from journal.desk.addresses import form_url
from journal.desk.finding_everywhere import KINDS, LIMIT, NAME, WORDS, YEAR, Carrier, Choice, Outcome
from journal.desk.forms import StampedForm
from journal.desk.models import Article
from journal.desk.permissions import account
from journal.desk.views.access import page
from journal.desk.wrong_forms import Form, Hit, is_sure
from journal.press import changes
from journal.press.kinds import Change
from journal.press.models import Version

RECORDS: dict[str, type[Model]] = {"film": Film, "person": Person, "festival": Festival}
CHOSEN = re.compile(r"piece-(\d{1,18})-kind")


class LookForm(forms.Form):
    """What to look for."""

    what = forms.ChoiceField(
        label=gettext_lazy("What was wrong"),
        choices=(
            (NAME, gettext_lazy("a name (also each changed word of it alone)")),
            (WORDS, gettext_lazy("a title, or other words")),
            (YEAR, gettext_lazy("the year of the film")),
        ),
    )
    wrong = forms.CharField(label=gettext_lazy("Wrong form"), max_length=300)
    right = forms.CharField(label=gettext_lazy("Right form"), max_length=300)

    def __init__(self, *args: Any, record: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record
        if not isinstance(record, Film):
            self.fields["what"].choices = self.fields["what"].choices[:2]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        wrong, right = given.get("wrong", ""), given.get("right", "")
        if wrong and wrong == right:
            self.add_error("right", _("The two are the same."))
        if given.get("what") == YEAR:
            for name in ("wrong", "right"):
                if given.get(name) and not _is_year(given[name]):
                    self.add_error(name, _("Write a year, such as 2012."))
        return given

    def wanted(self) -> tuple[Form, ...]:
        given = self.cleaned_data
        return finding.forms_of(self.record, given["what"], given["wrong"], given["right"])


class PieceForm(StampedForm):
    """What is decided about one piece. Left at its first kind, the piece is left alone."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    places = forms.MultipleChoiceField(required=False)  # its boxes stand beside the passages
    kind = forms.ChoiceField(label=gettext_lazy("Kind of change"), required=False)
    text = forms.CharField(label=gettext_lazy("Notice"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, kinds: Sequence[str], places: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("leave it as it is")), *((kind, Change(kind).label) for kind in kinds)]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
        self.fields["places"].choices = [(place, place) for place in places]  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Passage:
    """One place of a piece with the hits in it."""

    place: str
    name: str
    hits: tuple[Hit, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A published piece on the page; without a form where this person may not change it."""

    version: Version
    passages: tuple[Passage, ...]
    linked: bool
    form: PieceForm | None
    why_not_typo: tuple[str, ...] = ()
    url: str = ""
    refused: str = ""


def everywhere(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Published passages with a wrong form of a record, and what is done about each piece: one batch."""
    if not permissions.may_use_desk(request.user):
        raise PermissionDenied
    record: Any = RECORDS[kind]._default_manager.filter(pk=pk).first() if kind in RECORDS else None
    if record is None:
        raise Http404
    now = timezone.now()
    look = LookForm(request.GET if "wrong" in request.GET else None, record=record, initial=_first_guess(record))
    outcomes: list[Outcome] = []
    context: dict[str, Any] = {}
    if look.is_bound and look.is_valid():
        wanted = look.wanted()
        if request.method == "POST":
            outcomes = finding.put_all_right(
                _choices(request),
                record=record,
                forms=wanted,
                reason=request.POST.get("reason", "").strip()[:2000],
                by=account(request.user),
                now=now,
            )
        context = _found(request, record, wanted, outcomes, timezone.now())
    context |= {
        "title": _("Put right everywhere: %(record)s") % {"record": record},
        "record": record,
        "look": look,
        "known": known_forms(record, now),
        "done": [(done.version, _history(done.version), done.conflict) for done in outcomes if done.version],
        "reason": request.POST.get("reason", _reason(look)),
        "back_to_record": reverse(f"admin:cinema_{kind}_change", args=[pk]),
    }
    return page(request, "desk/everywhere.html", context)


def known_forms(record: Any, now: datetime) -> list[tuple[str, str, str]]:
    """(what, wrong, right): names under which readers still see the record printed, and its known misspellings."""
    right = str(getattr(record, "title", "") or record.name)
    what = WORDS if isinstance(record, Film) else NAME
    found: dict[tuple[str, str, str], None] = {}
    if isinstance(record, Film | Person):
        for name, year in _printed_names(record, now):
            if name != right:
                found[what, name, right] = None
            if isinstance(record, Film) and year and record.year and year != record.year:
                found[YEAR, str(year), str(record.year)] = None
        rows = record.titles if isinstance(record, Film) else record.names
        for text in rows.filter(kind="misspelling").values_list("text", flat=True):
            if text != right:
                found[what, text, right] = None
    return list(found)


def _printed_names(record: Film | Person, now: datetime) -> Iterable[tuple[str, int | None]]:
    """(name, year) of the record as live versions have printed it in their lists of records."""
    kind, through = ("film", "film_links") if isinstance(record, Film) else ("person", "person_links")
    rows = Version.objects.listed(now).filter(**{f"{through}__{kind}": record}).order_by("-pk")
    for links in rows.values_list("links", flat=True)[: 4 * LIMIT]:
        for link in links["films" if kind == "film" else "people"]:
            if link[kind] == record.pk:
                yield link["title" if kind == "film" else "name"], link.get("year")


def _first_guess(record: Any) -> dict[str, str]:
    return {
        "what": WORDS if isinstance(record, Film) else NAME,
        "right": str(getattr(record, "title", "") or record.name),
    }


def _found(
    request: HttpRequest, record: Any, wanted: Sequence[Form], outcomes: Sequence[Outcome], now: datetime
) -> dict[str, Any]:
    found = list(islice(finding.carriers(record, wanted, now=now), LIMIT + 1))
    articles = {
        article.piece_id: article
        for article in Article.objects.filter(piece__in=[one.version.piece_id for one in found[:LIMIT]])
    }
    refused = {outcome.piece: outcome.why for outcome in outcomes if outcome.version is None}
    rows = [
        _row(request, record, wanted, carrier, articles.get(carrier.version.piece_id), refused)
        for carrier in found[:LIMIT]
    ]
    pieces = {carrier.version.piece_id for carrier in found}
    elsewhere = {piece: why for piece, why in refused.items() if piece not in pieces}
    drafts = finding.drafts(wanted, of=request.user, without=pieces, now=now)
    return {
        "forms": wanted,
        "rows": [row for row in rows if row.form],
        "not_yours": [row for row in rows if not row.form],
        "passages": sum(len(row.passages) for row in rows),
        "more": len(found) > LIMIT,
        "limit": LIMIT,
        "elsewhere": list(elsewhere.values()),
        "drafts": [(article, form_url(article), article.state(now)) for article in drafts],
        "looked": True,
    }


def _row(
    request: HttpRequest,
    record: Any,
    wanted: Sequence[Form],
    carrier: Carrier,
    article: Article | None,
    refused: dict[int, str],
) -> Row:
    version = carrier.version
    film = record.pk if isinstance(record, Film) else None
    prefix = f"piece-{version.piece_id}"
    why = refused.get(version.piece_id, "")
    ticked = set(request.POST.getlist(f"{prefix}-places")) if why else None
    passages = tuple(_passages(carrier, film, ticked))
    kinds = _kinds(request, article)
    if article is None or not kinds:
        return Row(version, passages, carrier.linked, None)
    chosen = {passage.place for passage in passages if passage.chosen}
    after = finding.corrected(carrier, chosen or {passage.place for passage in passages}, record)
    text = finding.proposed_notice(
        carrier.copy, after, kind=str(version.get_kind_display()), record=record, forms=wanted
    )
    # What was typed about a piece that was refused stays; the version to start from is the one shown now.
    initial = {
        "base": version.number,
        "kind": request.POST.get(f"{prefix}-kind", "") if why else kinds[0] if chosen else "",
        "text": request.POST.get(f"{prefix}-text", "") if why else text,
    }
    form = PieceForm(prefix=prefix, kinds=kinds, places=[passage.place for passage in passages], initial=initial)
    return Row(
        version, passages, carrier.linked, form, changes.why_not_typo(carrier.copy, after), form_url(article), why
    )


def _kinds(request: HttpRequest, article: Article | None) -> list[str]:
    if article is None or not permissions.may_see(request.user, article):
        return []
    return [kind for kind in KINDS if permissions.may_declare(request.user, article, kind)]


def _passages(carrier: Carrier, film: int | None, ticked: set[str] | None) -> Iterable[Passage]:
    names = {"headline": _("Headline"), "dek": _("Dek"), "participants": _("Who speaks")}
    for place in dict.fromkeys(hit.place for hit in carrier.hits):
        here = tuple(hit for hit in carrier.hits if hit.place == place)
        sure = all(is_sure(hit, linked=carrier.linked, film=film) for hit in here)
        yield Passage(place, names.get(place, ""), here, sure if ticked is None else place in ticked)


def _choices(request: HttpRequest) -> list[Choice]:
    """What was sent, as far as it makes sense; a piece left alone is none."""
    numbers = [int(match[1]) for name in request.POST if (match := CHOSEN.fullmatch(name))]
    found = []
    for number in numbers[:LIMIT]:
        prefix = f"piece-{number}"
        places = request.POST.getlist(f"{prefix}-places")
        form = PieceForm(request.POST, prefix=prefix, kinds=KINDS, places=places)
        if form.is_valid() and form.cleaned_data["kind"]:
            given = form.cleaned_data
            found.append(Choice(number, given["base"], frozenset(places), given["kind"], given["text"], given["token"]))
    return found


def _history(version: Version) -> str:
    return reverse("front:history", args=[version.section, version.slug])


def _reason(look: LookForm) -> str:
    if not (look.is_bound and look.is_valid()):
        return ""
    return _("The record was put right: %(wrong)s is %(right)s.") % look.cleaned_data


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}", text)) and titles.MIN_YEAR <= int(text) <= titles.MAX_YEAR
