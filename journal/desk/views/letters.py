"""Which letters a person gets from the desk."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journal.desk import permissions
from journal.desk.models import Preference
from journal.desk.permissions import account
from journal.desk.telling import Event
from journal.desk.views.access import page


class LettersForm(forms.Form):
    wanted = forms.MultipleChoiceField(
        label=gettext_lazy("Write to me when"),
        choices=Event.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Nobody gets a letter about what they did themselves. What waits stands on the first page, too."
        ),
    )


def letters(request: HttpRequest) -> HttpResponse:
    """Kinds of events, each with a tick: what is not ticked is not sent."""
    if not permissions.may_use_desk(request.user):
        raise Http404
    user = account(request.user)
    standing = Preference.objects.filter(user=user).first()
    silenced = standing.silenced if standing else []
    wanted = [event for event in Event.values if event not in silenced]
    # Without a single tick the form is empty, and means it.
    form = LettersForm(request.POST if request.method == "POST" else None, initial={"wanted": wanted})
    if form.is_valid():
        silenced = [event for event in Event.values if event not in form.cleaned_data["wanted"]]
        Preference.objects.update_or_create(user=user, defaults={"silenced": silenced})
        messages.success(request, _("Kept. It holds from the next event on."))
        return HttpResponseRedirect(reverse("admin:desk_letters"))
    return page(
        request, "desk/letters.html", {"title": _("Letters from the desk"), "form": form, "address": user.email}
    )
