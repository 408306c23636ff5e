"""The form by which a reader reports an error: no account, no cookie, no script; and what keeps machines off it."""

import ipaddress
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journal.press.models import Version

SALT = "journal.front.report"
SOONEST = timedelta(seconds=3)  # no person reads and fills in a form in less
LATEST = timedelta(days=2)
MOST = 5  # reports from one address in WINDOW
WINDOW = 3600  # seconds
LONGEST_WORDS = 1000


class ReportForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("The words in question"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Copy them from the piece, if it is about particular words."),
    )
    wrong = forms.CharField(
        label=gettext_lazy("What is wrong, and how do you know?"),
        min_length=5,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    contact = forms.EmailField(
        label=gettext_lazy("Your e-mail address, if we may ask back"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("Only the desk sees it, and it is erased when your report is closed."),
    )
    # Named so that a machine fills it in. People never see it.
    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def is_trap_sprung(self) -> bool:
        return bool(self.cleaned_data.get("website"))


def signed(version: Version, now: datetime) -> str:
    """Which version the reader has before them, and when the form was handed out, so that neither can be made up."""
    return signing.Signer(salt=SALT).sign_object([version.piece_id, version.number, now.timestamp()])


def read(stamp: str, version: Version, now: datetime) -> tuple[Version, timedelta]:
    """The version that was read and the age of the form. Raises ValueError on a stamp that is not ours or too old."""
    try:
        piece, number, at = signing.Signer(salt=SALT).unsign_object(stamp)
        age = now - datetime.fromtimestamp(at, now.tzinfo)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise ValueError(_("This form was not complete. Send it again.")) from error
    read_one = Version.objects.was_public(now).filter(piece=piece, number=number).first()
    if piece != version.piece_id or read_one is None or age > LATEST:
        raise ValueError(_("This form is too old. Look at it once more, then send it again."))
    return read_one, age


def too_many(request: HttpRequest) -> bool:
    """Counts a report from the request's address; True once there were more than a person files in an hour."""
    # The address itself is kept nowhere.
    key = "reports:" + salted_hmac(SALT, address_of(request)).hexdigest()[:32]
    cache.add(key, 0, timeout=WINDOW)
    try:
        return cache.incr(key) > MOST
    except ValueError:  # it ran out between the two lines
        return False


def address_of(request: HttpRequest) -> str:
    """Where a request comes from. A proxy of our own (a private address) is believed about its last hop, no other."""
    remote: str = request.META.get("REMOTE_ADDR", "")
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        return forwarded if forwarded and ipaddress.ip_address(remote).is_private else remote
    except ValueError:
        return remote


def initial(request: HttpRequest, version: Version, now: datetime) -> dict[str, Any]:
    return {"words": request.GET.get("words", "")[:LONGEST_WORDS], "shown": signed(version, now)}
