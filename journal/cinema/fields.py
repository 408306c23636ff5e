"""Form fields for columns that hold lists: written as people write them, stored as codes."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from journal.cinema import countries, languages


class CodesField(forms.CharField):
    """Codes or English names with commas between them: "US, south korea" is stored as ["US", "KR"]."""

    read: Callable[[str], str | None]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        words = [part.strip() for part in (value or "").split(",") if part.strip()]
        codes = {word: type(self).read(word) for word in words}
        unknown = [word for word, code in codes.items() if code is None]
        if unknown:
            raise ValidationError(_("We do not know: %(words)s.") % {"words": ", ".join(unknown)}, code="unknown")
        return list(dict.fromkeys(code for code in codes.values() if code))

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return (initial or []) != self.to_python(data)
        except ValidationError:
            return True


class CountriesField(CodesField):
    read = staticmethod(countries.read)


class LanguagesField(CodesField):
    read = staticmethod(languages.read)


class LinesField(forms.CharField):
    """One name a line, stored as a list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        return list(dict.fromkeys(line.strip() for line in (value or "").splitlines() if line.strip()))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != self.to_python(data)
