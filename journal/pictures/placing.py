"""Where a picture is used, as far as somebody may know it: names with addresses, and a number for the rest."""

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.admin import AdminSite
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import ngettext

from journal.pictures import usage
from journal.pictures.models import Picture

SAMPLE = 50


class Place(NamedTuple):
    """One table: what its rows are called, (name, address) of those that this person may see, how many others."""

    label: str
    seen: list[tuple[str, str]]
    unseen: int

    def lines(self) -> list[str]:
        """For Django's page that says why something cannot be deleted."""
        found = [format_html('{}: <a href="{}">{}</a>', self.label, address, name) for name, address in self.seen]
        return [*found, *([f"{self.label}: {self.others}"] if self.unseen else [])]

    @property
    def others(self) -> str:
        said = ngettext("%(n)d more", "%(n)d more", self.unseen)
        return said % {"n": self.unseen}


def places(picture: Picture, request: HttpRequest, site: AdminSite, *, now: datetime) -> list[Place]:
    """Public pages by their public address, records and drafts by their desk's, each only for those who may see it."""
    return [_place(rows, request, site, now) for rows in usage.users(picture)]


def _place(rows: models.QuerySet[Any], request: HttpRequest, site: AdminSite, now: datetime) -> Place:
    found = list(rows.order_by("-pk")[:SAMPLE])
    seen = _public(found, now) if hasattr(rows.model, "is_live") else at_the_desk(found, request, site)
    label = str(rows.model._meta.verbose_name_plural)
    return Place(label[:1].upper() + label[1:], seen, rows.count() - len(seen))


def _public(found: list[Any], now: datetime) -> list[tuple[str, str]]:
    """Printed states that are public; the others have a draft at the desk, which is listed where it may be seen."""
    return [(str(row), row.get_absolute_url()) for row in found if row.is_live(now)]


def at_the_desk(found: list[Any], request: HttpRequest, site: AdminSite) -> list[tuple[str, str]]:
    """(Name, address) of those rows of one table that this person may see at the desk: a draft is not for all."""
    if not found:
        return []
    model = type(found[0])
    desk = site._registry.get(model)
    if desk is None or not desk.has_view_permission(request):
        return []
    visible = desk.get_queryset(request).in_bulk([row.pk for row in found])
    change = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
    return [(str(row), reverse(change, args=[row.pk])) for row in found if row.pk in visible]
