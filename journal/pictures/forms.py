"""The desk's form of a picture."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from journal.pictures import uploading
from journal.pictures.models import Picture

ACCEPTED = "image/jpeg,image/png,image/webp,image/gif,image/avif"


class UploadWidget(forms.FileInput):
    """Offers only what the darkroom can read."""

    def __init__(self) -> None:
        super().__init__({"accept": ACCEPTED})


class NewPictureForm(forms.ModelForm):
    """An upload. Working title and all that the file says of itself may be left empty."""

    class Meta:
        model = Picture
        fields = ("original", "title")
        widgets = {"original": UploadWidget()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].help_text = _("For the desk; made from the file where you leave it empty.")

    def clean_original(self) -> UploadedFile:
        upload = self.cleaned_data["original"]
        uploading.check(upload)
        return upload
