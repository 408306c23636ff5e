"""An old version goes back into print, as a declared change of its own."""

from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journal.desk import handing, permissions, scheduled
from journal.desk.addresses import form_url
from journal.desk.comparing import differences
from journal.desk.forms import DeclareForm
from journal.desk.models import Article
from journal.desk.permissions import account
from journal.desk.views.access import for_piece, forbidden, live_version, page
from journal.press import changes
from journal.press.declaring import Declared, Refused, Signatures
from journal.press.kinds import Change
from journal.press.models import Notice, Version


class ReprintForm(DeclareForm):
    """What readers are told of it. An old version goes out at once and whole, so the rest is not asked."""

    revision = None  # type: ignore[assignment]
    place = None  # type: ignore[assignment]
    at = None  # type: ignore[assignment]
    kind = forms.ChoiceField(label=gettext_lazy("Kind of change"), widget=forms.RadioSelect)


@for_piece()
def reprint(request: HttpRequest, article: Article, *, now: datetime, number: int) -> HttpResponse:
    """Prints an old version again, after a look at what that changes; lifts a withdrawal."""
    if not permissions.may_reprint(request.user, article, article.state(now)):
        return forbidden(request, _("Whoever may change what is published prints an old version again."), article)
    current = live_version(article, now)
    old = current.piece.versions.was_public(now).exclude(change=Change.RETRACTION).filter(number=number).first()
    if old is None:
        raise Http404
    # Nothing that went back to other words is a slip of the keys.
    kinds = [kind for kind in permissions.declarable(request.user, article) if kind != Change.TYPO]
    form = ReprintForm(
        request.POST or None,
        kinds=kinds,
        notices=Notice.objects.filter(version__piece=article.piece, superseded_by__isnull=True),
        initial={"base": current.number},
    )
    if form.is_valid():
        try:
            version = _print(request, article, form, current, old, now)
        except Refused as refusal:
            form.add_error(None, refusal)
        else:
            said = _("Printed again, as version %(number)d. Readers see it now.") % {"number": version.number}
            messages.success(request, said)
            return HttpResponseRedirect(form_url(article))
    context = {
        "title": _("Print version %(number)d again") % {"number": old.number},
        "article": article,
        "form": form,
        "differences": differences(current.copy(), old.copy()),
        "waiting": scheduled.of(article, request.user, now),
        "back": form_url(article),
    }
    return page(request, "desk/change.html", context)


def _print(
    request: HttpRequest, article: Article, form: ReprintForm, current: Version, old: Version, now: datetime
) -> Version:
    given = form.cleaned_data
    declared = Declared(
        kind=given["kind"],
        text=given["text"].strip(),
        anchors=changes.anchors(current.copy(), old.copy()),
        supersedes=given["supersedes"].pk if given["supersedes"] else None,
    )
    signed = Signatures(by=account(request.user), reason=given["reason"], token=given["token"])
    return handing.reprint(
        article=article, number=old.number, declared=[declared], base=given["base"], signed=signed, now=now
    )
