"""Several changes in one publish: what each passage is declared to be, and what is declared for the rest."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journal.desk.comparing import RECORDS, Difference
from journal.press.declaring import Declared
from journal.press.kinds import Change


class PartForm(forms.Form):
    """A kind and a notice of its own for one changed passage."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of this change"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Notice about it"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, kinds: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("as the rest")), *((kind, Change(kind).label) for kind in kinds)]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("text", "").strip() and not given.get("kind") and "kind" not in self.errors:
            self.add_error("kind", _("Choose a kind for this passage, or take its notice away."))
        return given


@dataclass(frozen=True, slots=True)
class Part:
    """One place that changed, with everything that happened to it."""

    place: str
    differences: tuple[Difference, ...]
    form: PartForm


def parts(differences: Sequence[Difference], kinds: Sequence[str], data: Any = None) -> list[Part]:
    """A form a place, bound to ``data`` where it is given; none where only one place changed."""
    found: dict[str, list[Difference]] = {}
    for difference in differences:
        if difference.kind == RECORDS:
            continue
        found.setdefault(difference.place, []).append(difference)
    if len(found) < 2:
        return []
    return [
        Part(place, tuple(here), PartForm(data, kinds=kinds, prefix=f"part-{place}")) for place, here in found.items()
    ]


def declarations(given: dict[str, Any], parts: Sequence[Part], anchors: Collection[str]) -> list[Declared]:
    """What is declared: the kind for the rest, then each kind and notice that passages have of their own.

    Args:
        given: the cleaned ``DeclareForm``.
        anchors: ids of the blocks at which a notice may have its marker, in reading order.
    """
    own: dict[tuple[str, str], set[str]] = {}
    for part in parts:
        if kind := part.form.cleaned_data["kind"]:
            own.setdefault((kind, _notice(kind, part.form.cleaned_data["text"])), set()).add(part.place)
    taken = set().union(*own.values())
    found = []
    if not parts or taken != {part.place for part in parts}:
        rest = Declared(
            kind=given["kind"],
            text=_notice(given["kind"], given["text"]),
            anchors=tuple(anchor for anchor in anchors if anchor not in taken),
            place=given["place"],
            supersedes=given["supersedes"].pk if given["supersedes"] else None,
        )
        found.append(rest)
    for (kind, text), places in own.items():
        found.append(Declared(kind=kind, text=text, anchors=tuple(anchor for anchor in anchors if anchor in places)))
    return found


def called_typos(given: dict[str, Any], parts: Sequence[Part], places: Collection[str]) -> set[str]:
    """The places whose change is declared a typo: the guard questions each of them, whatever else goes out."""
    own = {part.place: part.form.cleaned_data["kind"] for part in parts}
    return {place for place in places if (own.get(place) or given["kind"]) == Change.TYPO}


def _notice(kind: str, text: str) -> str:
    return "" if kind == Change.TYPO else text.strip()
