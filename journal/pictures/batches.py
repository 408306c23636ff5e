"""Many pictures at once: taking them in, each for itself, and describing them afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal.pictures import uploading
from journal.pictures.models import Picture

# A form without JavaScript sends all of them in one request, for which somebody waits.
MOST = 30
# For so long whoever sent a picture may describe it without the right to change other people's.
OWN_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Taken:
    """What became of one upload: the picture, or the sentence that says why not."""

    name: str
    picture: Picture | None = None
    error: str = ""
    twin: Picture | None = None  # the same file, sent before


def take_in(uploads: Iterable[File], *, by: User, now: datetime) -> list[Taken]:
    """Each upload for itself, in order: one that is refused costs no other."""
    return [_taken(upload, by, now) for upload in uploads]


def describable(by: User, *, now: datetime) -> QuerySet[Picture]:
    """Pictures that this person may describe: all with the right to change them, else one's own of the last day."""
    found = Picture.objects.all()
    if by.has_perm("pictures.change_picture"):
        return found
    return found.filter(uploaded_by=by, uploaded_at__gt=now - OWN_FOR)


class DescribeForm(forms.ModelForm):
    """What must be known of a picture before it may be printed. Nothing is required here: it can be said later."""

    class Meta:
        model = Picture
        fields = ("alt", "decorative", "caption", "credit_line", "rights_expire")
        widgets = {
            "alt": forms.Textarea(attrs={"rows": 2}),
            "caption": forms.Textarea(attrs={"rows": 2}),
            "rights_expire": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }


DescribeFormSet = forms.modelformset_factory(Picture, form=DescribeForm, extra=0)


class SharedForm(forms.Form):
    """What all pictures of a batch have in common; goes where nothing stands."""

    credit_line = forms.CharField(
        label=_("Credit line for all that have none"), max_length=250, required=False, empty_value=""
    )


def describe(forms_of: Iterable[DescribeForm], *, credit_line: str) -> int:
    """Saves what was said in valid forms; returns of how many pictures something changed."""
    changed = 0
    for form in forms_of:
        picture: Picture = form.instance
        fields = set(form.changed_data)
        if credit_line and not picture.credit_line:
            picture.credit_line = credit_line
            fields.add("credit_line")
        if fields:
            picture.save(update_fields=sorted(fields))
            changed += 1
    return changed


def twin_of(picture: Picture) -> Picture | None:
    """The same file, sent before."""
    return Picture.objects.filter(sha256=picture.sha256).exclude(pk=picture.pk).first()


def twin_sentence(twin: Picture) -> str:
    said = gettext("The same file is here already, as “%(title)s” (number %(number)s).")
    return said % {"title": twin.title, "number": twin.pk}


def _taken(upload: File, by: User, now: datetime) -> Taken:
    name = upload.name or gettext("a file without a name")
    try:
        picture = uploading.take_in(Picture(), upload=upload, now=now, by=by)
    except ValidationError as error:
        return Taken(name, error=" ".join(error.messages))
    return Taken(name, picture, twin=twin_of(picture))
