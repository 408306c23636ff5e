"""The catalogue's admin pages, with what the desk adds: where a wrong form still stands in what is printed."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.cinema.admin import FestivalAdmin, FilmAdmin, PersonAdmin
from journal.cinema.admin.records import RecordAdmin
from journal.cinema.models import Festival, Film, Person
from journal.cinema.usage import Use
from journal.desk import finding_everywhere as finding
from journal.desk import permissions
from journal.desk.finding_everywhere import LIMIT, NAME, WORDS, YEAR
from journal.desk.models import Article
from journal.press.models import Version

# Columns that texts repeat, and how a wrong form of each is looked for; of a person, always as a name.
PRINTED = {
    "name": WORDS,
    "title": WORDS,
    "original_title": WORDS,
    "short_name": WORDS,
    "text": WORDS,
    "character": NAME,
    "credited_as": NAME,
    "year": YEAR,
}


class FoundEverywhere(RecordAdmin):
    """Offers, after a record was put right, the published passages that still carry the wrong form."""

    change_form_template = "desk/record_form.html"
    used_template = "desk/used.html"

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if change and permissions.may_use_desk(request.user):
            for what, wrong, right in changed_words(form, formsets):
                self._offer(request, form.instance, what, wrong, right)

    def _visible(self, request: HttpRequest, use: Use) -> list[tuple[str, str]]:
        """Versions too, which have no admin: those that readers see, and those of pieces that this person may see."""
        if not use.users or not isinstance(use.users[0], Version):
            return super()._visible(request, use)
        now = timezone.now()
        versions = [user for user in use.users if isinstance(user, Version)]
        pieces = permissions.visible_to(request.user, Article.objects.filter(piece__in=[v.piece_id for v in versions]))
        own = {piece: reverse("admin:desk_history", args=[pk]) for piece, pk in pieces.values_list("piece", "pk")}
        found = [(str(one), one.get_absolute_url() if one.is_live(now) else own.get(one.piece_id)) for one in versions]
        return [(name, url) for name, url in found if url]

    def _offer(self, request: HttpRequest, record: Any, what: str, wrong: str, right: str) -> None:
        now = timezone.now()
        wanted = finding.forms_of(record, what, wrong, right)
        found = list(islice(finding.carriers(record, wanted, now=now), LIMIT))
        pieces = {carrier.version.piece_id for carrier in found}
        passages = sum(len({hit.place for hit in carrier.hits}) for carrier in found)
        drafts = finding.drafts(wanted, of=request.user, without=pieces, now=now)
        if not found and not drafts:
            return
        said = _("%(wrong)s was changed to %(right)s.") % {"wrong": wrong, "right": right}
        if passages:
            still = ngettext(
                "%(number)d published passage still carries %(wrong)s.",
                "%(number)d published passages still carry %(wrong)s.",
                passages,
            )
        else:
            still = _("Drafts still carry %(wrong)s.")
        query = urlencode({"what": what, "wrong": wrong, "right": right})
        url = reverse("admin:desk_everywhere", args=[self.opts.model_name, record.pk])
        sentence = f"{said} {still % {'number': passages, 'wrong': wrong}}"
        messages.warning(request, format_html('{} <a href="{}?{}">{}</a>', sentence, url, query, _("Put it right")))


def changed_words(form: Any, formsets: Iterable[Any]) -> Iterator[tuple[str, str, str]]:
    """(what, wrong, right) of every word of a saved form, and of the rows under it, that a text may repeat."""
    rows = [row for formset in formsets for row in formset.forms if row not in formset.deleted_forms]
    for one in (form, *rows):
        of_person = isinstance(getattr(one.instance, "person", one.instance), Person)
        for name, what in PRINTED.items():
            if name in one.changed_data and (wrong := one.initial.get(name)) and (right := one.cleaned_data[name]):
                yield NAME if of_person and what == WORDS else what, str(wrong), str(right)


admin.site.unregister([Film, Person, Festival])


@admin.register(Film)
class FoundFilmAdmin(FoundEverywhere, FilmAdmin):
    pass


@admin.register(Person)
class FoundPersonAdmin(FoundEverywhere, PersonAdmin):
    pass


@admin.register(Festival)
class FoundFestivalAdmin(FoundEverywhere, FestivalAdmin):
    pass
