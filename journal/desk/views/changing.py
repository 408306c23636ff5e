"""Changes to what is published: each is declared, seen as a difference, and signed where the rules ask for it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from journal.desk import declaring, handing, known_names, permissions, scheduled
from journal.desk.addresses import form_url
from journal.desk.comparing import Difference, differences
from journal.desk.declaring import Part
from journal.desk.editor import Voice
from journal.desk.forms import CorrectForm, DeclareForm, ReasonForm, RetractForm
from journal.desk.models import Article, Proposal
from journal.desk.permissions import account
from journal.desk.views.access import for_piece, forbidden, live_version, page
from journal.document.blocks import Document
from journal.press import changes, reporting
from journal.press.copy import Copy
from journal.press.declaring import Declared, Refused, Signatures
from journal.press.kinds import Change, Place
from journal.press.models import Notice, Report, Version


@for_piece("change")
def change(request: HttpRequest, article: Article, *, now: datetime) -> HttpResponse:
    """The working copy goes out as a declared change of the live version."""
    current = live_version(article, now)
    before, after = current.copy(), article.whole().copy()
    form = _declare_form(request, article, current, before, after, revision=article.revision)
    found = differences(before, after)
    parts = _parts(request, article, found, bound=form.is_bound)
    if form.is_bound and _is_complete(form, parts):
        try:
            return _publish(request, article, form, parts, before, after, now, live_copy=False)
        except Refused as refusal:
            form.add_error(None, refusal)
    context = {
        "title": _("Publish changes"),
        "article": article,
        "form": form,
        "parts": parts,
        "parts_open": _any_own(parts),
        "differences": found,
        "why_not_typo": changes.why_not_typo(before, after),
        "waiting": scheduled.of(article, request.user, now),
        "back": form_url(article),
    }
    return page(request, "desk/change.html", context)


@for_piece("correct")
def correct(request: HttpRequest, article: Article, *, now: datetime) -> HttpResponse:
    """The live version's own words, changed on the spot: what is pending in the draft does not go out with it."""
    current = live_version(article, now)
    before = current.copy()
    text = CorrectForm(
        request.POST or None,
        initial={"headline": before.headline, "dek": before.dek, "document": before.document.to_json()},
    )
    text.fields["document"].labels = [participant.label for participant in before.participants]  # type: ignore[attr-defined]
    text.fields["document"].previous = before.document  # type: ignore[attr-defined]
    text.fields["document"].voices = [Voice.of(participant) for participant in before.participants]  # type: ignore[attr-defined]
    text.fields["document"].urls = {  # type: ignore[attr-defined]
        "text": reverse("admin:desk_printed_text", args=[article.pk, current.number]),
        "preview": reverse("admin:desk_correction_preview", args=[article.pk]),
    }
    looking = request.method == "POST" and text.is_valid()
    after = _corrected(before, text.cleaned_data) if looking else before
    form = _declare_form(request, article, current, before, after, bound="_publish" in request.POST)
    found = differences(before, after)
    parts = _parts(request, article, found, bound=form.is_bound)
    report = _report(request, article)
    if looking and form.is_bound and _is_complete(form, parts):
        try:
            answer = _publish(request, article, form, parts, before, after, now, live_copy=True)
        except Refused as refusal:
            form.add_error(None, refusal)
        else:
            if report is not None:
                reporting.corrected_at(report=report, blocks=changes.anchors(before, after))
            return answer
    context = {
        "title": _("Correct what is published"),
        "article": article,
        "version": current,
        "report": report,
        "text": text,
        "form": form if looking and after != before else None,
        "parts": parts,
        "parts_open": _any_own(parts),
        "unchanged": looking and after == before,
        "differences": found,
        "why_not_typo": changes.why_not_typo(before, after),
        "waiting": scheduled.of(article, request.user, now),
        "back": form_url(article),
    }
    return page(request, "desk/correct.html", context)


@for_piece("retract")
def retract(request: HttpRequest, article: Article, *, now: datetime) -> HttpResponse:
    """Two people: one proposes, the other signs."""
    current = live_version(article, now)
    form = RetractForm(request.POST or None, initial={"base": current.number})
    if form.is_valid():
        handing.propose(
            article=article,
            copy=current.copy(),
            declared=[Declared(kind=Change.RETRACTION, text=form.cleaned_data["notice"])],
            base=form.cleaned_data["base"],
            revision=None,
            why_second=[_("A retraction is signed by two people.")],
            reason=form.cleaned_data["reason"],
            by=account(request.user),
            now=now,
        )
        messages.success(request, _("The retraction waits for a second signature."))
        return HttpResponseRedirect(form_url(article))
    context = {
        "title": _("Retract"),
        "article": article,
        "form": form,
        "submit": _("Ask for the second signature"),
        "grave": True,
        "lead": _("Readers will find your reason at the piece’s address instead of the text."),
        "back": form_url(article),
    }
    return page(request, "desk/form.html", context)


@for_piece()
def proposal(request: HttpRequest, article: Article, *, now: datetime, proposal: int) -> HttpResponse:
    """A change that waits for a second person: look, then sign or decline."""
    found = article.proposals.select_related("proposed_by", "settled_by").filter(pk=proposal).first()
    if found is None:
        raise Http404
    decline = ReasonForm(request.POST if "_decline" in request.POST else None)
    decline.fields["reason"].label = _("Why not")
    if request.method == "POST":
        if not permissions.may_sign(request.user, article):
            return forbidden(request, _("Editors sign as the second person."), article)
        answer = _settle(request, article, found, decline, now)
        if answer is not None:
            return answer
    before = _based_on(article, found)
    after = Copy.from_json(found.copy_data)
    declared = [handing.declared_from_json(entry) for entry in found.declared]
    context = {
        "title": _("A change to sign"),
        "article": article,
        "proposal": found,
        "declared": [(Change(entry.kind).label, entry.text, entry.place) for entry in declared],
        "differences": differences(before, after),
        "may_sign": permissions.may_sign(request.user, article) and found.proposed_by_id != request.user.pk,
        "decline": decline,
        "back": form_url(article),
    }
    return page(request, "desk/proposal.html", context)


def _settle(
    request: HttpRequest, article: Article, found: Proposal, decline: ReasonForm, now: datetime
) -> HttpResponse | None:
    try:
        if "_sign" in request.POST:
            handing.sign(proposal=found, by=account(request.user), now=now)
            messages.success(request, _("Signed and published."))
            return HttpResponseRedirect(form_url(article))
        if decline.is_bound and decline.is_valid():
            handing.decline(
                proposal=found,
                answer=decline.cleaned_data["reason"],
                by=account(request.user),
                now=now,
            )
            messages.success(request, _("Declined."))
            return HttpResponseRedirect(form_url(article))
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    return None


def _report(request: HttpRequest, article: Article) -> Report | None:
    """The reader's report that this correction starts from (``?report=``); None for whoever does not handle reports."""
    wanted = request.GET.get("report", "")
    if not (wanted.isdecimal() and len(wanted) < 10 and permissions.may_triage(request.user)):
        return None
    return Report.objects.filter(pk=int(wanted), piece=article.piece_id, state=Report.State.ACCEPTED).first()


def _based_on(article: Article, found: Proposal) -> Copy:
    assert article.piece is not None
    return article.piece.versions.get(number=found.base).copy()


def _corrected(before: Copy, words: dict[str, Any]) -> Copy:
    document = Document.from_json(words["document"])
    return replace(before, headline=words["headline"], dek=words["dek"], document=document)


def _declare_form(
    request: HttpRequest,
    article: Article,
    current: Version,
    before: Copy,
    after: Copy,
    *,
    revision: int | None = None,
    bound: bool | None = None,
) -> DeclareForm:
    kinds = permissions.declarable(request.user, article)
    likely = _likely(kinds, before, after)
    post = request.method == "POST" if bound is None else bound
    notices = Notice.objects.filter(version__piece=article.piece, superseded_by__isnull=True)
    return DeclareForm(
        request.POST if post else None,
        kinds=kinds,
        notices=notices,
        initial={
            "base": current.number,
            "revision": revision,
            "kind": likely,
            # A headline that was wrong is put right where it is read: at the top, with a second signature.
            "place": Place.TOP if likely == Change.CORRECTION and before.headline != after.headline else "",
            "text": changes.proposed_notice(
                before, after, piece=str(article.get_kind_display()).lower(), roles=known_names.roles(after)
            ),
        },
    )


def _likely(kinds: Sequence[str], before: Copy, after: Copy) -> str:
    """A typo where it can be one, else a correction where this person may correct, else nothing is presumed."""
    if "typo" in kinds and not changes.why_not_typo(before, after):
        return "typo"
    return "correction" if "correction" in kinds else ""


def _parts(request: HttpRequest, article: Article, found: Sequence[Difference], *, bound: bool) -> list[Part]:
    kinds = permissions.declarable(request.user, article)
    return declaring.parts(found, kinds, request.POST if bound else None)


def _any_own(parts: Sequence[Part]) -> bool:
    """Is anything said in a passage's own fields, so that they must be seen?"""
    return any(part.form["kind"].value() or part.form.errors for part in parts)


def _is_complete(form: DeclareForm, parts: Sequence[Part]) -> bool:
    """Is every change declared, by a kind of its own or by the kind for the rest?"""
    if not all([form.is_valid(), *(part.form.is_valid() for part in parts)]):
        return False
    if form.cleaned_data["kind"] or (parts and all(part.form.cleaned_data["kind"] for part in parts)):
        return True
    form.add_error("kind", _("Say what kind of change it is."))
    return False


def _publish(
    request: HttpRequest,
    article: Article,
    form: DeclareForm,
    parts: Sequence[Part],
    before: Copy,
    after: Copy,
    now: datetime,
    *,
    live_copy: bool,
) -> HttpResponse:
    """Prints the declared changes, or lays them before a second person. Raises Refused where the press says no."""
    given = form.cleaned_data
    declared = declaring.declarations(given, parts, changes.anchors(before, after))
    places = {touch.place for touch in changes.touches(before, after)}
    why = list(changes.why_not_typo(before, after, declaring.called_typos(given, parts, places)))
    if any(entry.kind == Change.CORRECTION and entry.place == Place.TOP for entry in declared):
        why.append(_("A correction at the top is signed by a second person."))
    if why:
        return _ask_for_signature(request, article, form, after, declared, why, now, live_copy=live_copy)
    signed = Signatures(by=account(request.user), reason=given["reason"], token=given["token"])
    common: dict[str, Any] = {
        "article": article,
        "declared": declared,
        "base": given["base"],
        "signed": signed,
        "now": now,
        "at": given["at"],
    }
    if live_copy:
        handing.correct_live(copy=after, **common)
    else:
        handing.print_change(revision=given["revision"], **common)
    if article.conflict:
        messages.warning(request, article.conflict)
    messages.success(request, _("Scheduled.") if given["at"] else _("Published. Readers see it now."))
    return HttpResponseRedirect(form_url(article))


def _ask_for_signature(
    request: HttpRequest,
    article: Article,
    form: DeclareForm,
    after: Copy,
    declared: Sequence[Declared],
    why: list[str],
    now: datetime,
    *,
    live_copy: bool,
) -> HttpResponse:
    given = form.cleaned_data
    if any(entry.kind == Change.TYPO for entry in declared) and not given["reason"].strip():
        raise Refused(
            _("%(why)s If it is only a typo all the same, say why under “For the record”; a colleague then signs.")
            % {"why": " ".join(why)},
            code="reason",
        )
    if any(entry.kind != Change.TYPO and not entry.text for entry in declared):
        raise Refused(_("Write the sentence that tells readers what changed."), code="notice")
    found = handing.propose(
        article=article,
        copy=after,
        declared=declared,
        base=given["base"],
        revision=None if live_copy else given["revision"],
        why_second=why,
        reason=given["reason"],
        by=account(request.user),
        now=now,
        at=given["at"],
    )
    messages.success(request, _("Your change waits for a colleague’s signature."))
    return HttpResponseRedirect(reverse("admin:desk_proposal", args=[article.pk, found.pk]))
