"""Form fields of the desk: the text in the labelled notation, and an instant on the site's clock."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from journal.desk import clock
from journal.document import plaintext
from journal.document.blocks import SURROGATE, Document, DocumentError
from journal.press.datelines import day, zone_name

# What the date field takes: from before the first film to where every zone's clock can still be shown.
FIRST_YEAR, LAST_YEAR = 1850, 2999
PASTE_LIMIT = 2_000_000  # bytes of UTF-8: a 2 MB paste is a file, not an article


class DocumentWidget(forms.Textarea):
    """A plain-text area; the writing surface, where there is one, is built on it."""

    template_name = "desk/document_widget.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 30, "class": "desk-text", "spellcheck": "true", **(attrs or {})})


class DocumentField(forms.Field):
    """A document, typed in the notation of ``document.plaintext``. Cleans to the JSON form.

    Set ``labels`` (speakers) and ``previous`` (the revision that the form was opened with) before cleaning: ids of
    passages are taken from there. ``reading`` then says what was recognised.
    """

    widget = DocumentWidget

    def __init__(self, *, labels: Collection[str] = (), previous: Document | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.labels = labels
        self.previous = previous
        self.reading: plaintext.Reading | None = None

    def prepare_value(self, value: Any) -> Any:
        """What the area shows: what was typed, or the document in the notation."""
        if value is None or isinstance(value, str):
            return value or ""
        return plaintext.write(Document.from_json(value), self.labels)

    def clean(self, value: Any) -> list[dict[str, Any]]:
        text = value if isinstance(value, str) else ""
        self._check(text)
        try:
            self.reading = plaintext.read(text, self.labels, self.previous)
        except DocumentError as error:
            raise forms.ValidationError(_say(error), code="document") from error
        if self.required and not self.reading.document.blocks:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return self.reading.document.to_json()

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial) != (data or "").replace("\r\n", "\n"))

    def _check(self, text: str) -> None:
        size = len(text.encode("utf-8", "surrogatepass"))
        if size > PASTE_LIMIT:
            raise forms.ValidationError(
                _("This text has %(size).1f MB; the field takes %(limit)d MB. It is still here: cut it, or split it."),
                code="size",
                params={"size": size / 1_000_000, "limit": PASTE_LIMIT // 1_000_000},
            )
        for number, line in enumerate(text.split("\n"), 1):
            if "\0" in line or SURROGATE.search(line):
                raise forms.ValidationError(
                    _("Line %(line)d holds a character that is no text (a zero byte or half a character). Retype it."),
                    code="character",
                    params={"line": number},
                )


def problems(reading: plaintext.Reading) -> list[str]:
    """What a person should look at, by line."""
    return [
        _("Line %(line)d: %(problem)s") % {"line": problem.line, "problem": _(problem.message) % dict(problem.params)}
        for problem in reading.problems
    ]


def what_became_of_ids(reading: plaintext.Reading) -> str:
    """The passages' ids after a trip through plain text in one sentence; "" where every passage is as before."""
    found = reading.reattached
    new = sum(match is None for match in found.matches)
    counted = [
        ngettext("%d passage rewritten", "%d passages rewritten", len(found.uncertain)) % len(found.uncertain),
        ngettext("%d new", "%d new", new) % new,
        ngettext("%d gone", "%d gone", len(found.lost)) % len(found.lost),
        ngettext("%d joined to another", "%d joined to others", len(found.merged)) % len(found.merged),
    ]
    numbers = (len(found.uncertain), new, len(found.lost), len(found.merged))
    return ", ".join(words for words, number in zip(counted, numbers, strict=True) if number)


def _say(error: DocumentError) -> str:
    message = _(error.message) % error.params if error.params else _(error.message)
    return f"{error.place}: {message}" if error.place else message


class InstantWidget(forms.MultiWidget):
    template_name = "desk/instant_widget.html"

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone
        which = (("", "—"), ("1", gettext_lazy("the first time")), ("2", gettext_lazy("the second time")))
        super().__init__(
            {
                "day": forms.DateInput({"type": "date", "aria-label": gettext_lazy("Day")}, format="%Y-%m-%d"),
                "time": forms.TimeInput({"type": "time", "aria-label": gettext_lazy("Time")}),
                "which": forms.Select({"aria-label": gettext_lazy("If the hour comes twice")}, choices=which),
            }
        )

    def decompress(self, value: datetime | None) -> list[Any]:
        if value is None:
            return [None, None, ""]
        local = value.astimezone(self.zone)
        which = ("2" if clock.is_second(value, self.zone) else "1") if clock.is_doubled(value, self.zone) else ""
        return [local.date(), self._shown(local), which]

    def _shown(self, local: datetime) -> str:
        """Seconds and their parts only where there are some: with them the browser's field asks for them every time."""
        if local.microsecond:
            return local.time().isoformat("microseconds" if local.microsecond % 1000 else "milliseconds")
        return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        parts = value if isinstance(value, list) else self.decompress(value)
        return {**context, "zone": self.zone.key, "doubled": self._is_doubled(*parts[:2])}

    def _is_doubled(self, chosen_day: Any, chosen_time: Any) -> bool:
        """Whether the question "which one?" makes sense for what stands in the field."""
        try:
            wall = datetime.fromisoformat(f"{chosen_day}T{chosen_time}")
        except ValueError:
            return False
        return len(clock.instants(wall, self.zone)) == 2


class InstantField(forms.MultiValueField):
    """An instant, entered on the clock of a zone, the site's unless another is given.

    Asks which instant is meant in a doubled hour, and names a skipped one.
    """

    def __init__(self, *, zone: str = "", **kwargs: Any) -> None:
        parts = (
            forms.DateField(input_formats=["%Y-%m-%d"], required=False),
            forms.TimeField(input_formats=["%H:%M", "%H:%M:%S", "%H:%M:%S.%f"], required=False),
            forms.ChoiceField(choices=(("", ""), ("1", "1"), ("2", "2")), required=False),
        )
        super().__init__(parts, widget=InstantWidget(ZoneInfo(settings.TIME_ZONE)), require_all_fields=False, **kwargs)
        self.zone = ZoneInfo(zone or settings.TIME_ZONE)

    @property
    def zone(self) -> ZoneInfo:
        return self._zone

    @zone.setter
    def zone(self, zone: ZoneInfo) -> None:
        self._zone = self.widget.zone = zone

    def compress(self, values: Sequence[Any]) -> datetime | None:
        if not values or not any(values[:2]):
            return None
        chosen_day, chosen_time, which = values
        if chosen_day is None or chosen_time is None:
            raise forms.ValidationError(_("Give both the day and the time."), code="incomplete")
        return self._instant(chosen_day, chosen_time, which)

    def _instant(self, chosen_day: date, chosen_time: time, which: str) -> datetime:
        if not FIRST_YEAR <= chosen_day.year <= LAST_YEAR:
            years = {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)}
            raise forms.ValidationError(_("The year must lie from %(first)s to %(last)s."), code="year", params=years)
        if chosen_time.microsecond % 1000:
            # A browser's field cannot show it, so the next save would lose it.
            raise forms.ValidationError(_("Give the time to the thousandth of a second at most."), code="fraction")
        wall = datetime.combine(chosen_day, chosen_time)
        found = clock.instants(wall, self.zone)
        if not found:
            last, first = clock.skipped(wall, self.zone)
            raise forms.ValidationError(
                _("%(time)s does not exist on %(day)s: clocks go from %(last)s straight to %(first)s. Choose another."),
                code="skipped",
                params={
                    "time": f"{wall:%H:%M}",
                    "day": day(first, self.zone.key),
                    "last": f"{last:%H:%M}",
                    "first": f"{first:%H:%M} {zone_name(first, self.zone.key)}",
                },
            )
        if len(found) == 1:
            return found[0]
        if which not in ("1", "2"):
            raise forms.ValidationError(
                _("%(time)s comes twice on %(day)s: first in %(first)s, then again in %(second)s. Choose which."),
                code="doubled",
                params={
                    "time": f"{wall:%H:%M}",
                    "day": day(found[0], self.zone.key),
                    "first": zone_name(found[0], self.zone.key),
                    "second": zone_name(found[1], self.zone.key),
                },
            )
        return found[int(which) - 1]

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.clean(data) != initial)
        except forms.ValidationError:
            return True
