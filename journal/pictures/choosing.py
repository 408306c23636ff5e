"""Choosing a picture: what a person must see of it to know whether it is the right one and may be printed."""

import datetime
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from journal.pictures.models import Picture
from journal.pictures.querysets import holds

PAGE = 24  # pictures at once: eight rows of three on a phone, six of four on a desk


@dataclass(frozen=True, slots=True)
class Choice:
    """A picture as plain values. ``src`` and ``srcset`` are of a small crop, ``whole`` of all of it; "" where rights
    have run out. ``states`` are sentences: what is missing, until when it may be printed."""

    id: int
    title: str
    src: str
    srcset: str
    whole: str
    placeholder: str
    alt: str
    caption: str
    credit: str
    states: tuple[str, ...]
    may_be_chosen: bool


def found(text: str, *, named: QuerySet | None = None) -> QuerySet:
    """Pictures whose words hold every word of ``text``, or whose keys are among ``named``; all of them without text."""
    pictures = Picture.objects.all()
    if not text.split():
        return pictures
    words = holds(text)
    return pictures.filter(words if named is None else words | Q(pk__in=named))


def page(pictures: QuerySet, *, before: int | None = None) -> tuple[list[Picture], int | None]:
    """The newest of them, and the key after which the next page begins; None where there is none. Nothing is counted,
    and an upload meanwhile moves no page."""
    rows = pictures.filter(pk__lt=before) if before is not None else pictures
    shown = list(rows.order_by("-pk").with_renditions()[: PAGE + 1])  # type: ignore[attr-defined]
    return shown[:PAGE], shown[PAGE - 1].pk if len(shown) > PAGE else None


def as_json(pictures: Iterable[Picture], *, on: datetime.date) -> list[dict[str, Any]]:
    return [asdict(choice(picture, on=on)) for picture in pictures]


def choice(picture: Picture, *, on: datetime.date) -> Choice:
    """``on``: the day that rights are compared with."""
    has_rights = picture.has_rights(on)
    shown = picture.presented("card") if has_rights else None
    return Choice(
        id=picture.pk,
        title=picture.title,
        src=shown.src if shown else "",
        srcset=shown.srcset if shown else "",
        whole=picture.file.url if has_rights and picture.file else "",
        placeholder=picture.placeholder,
        alt=picture.alt,
        caption=picture.caption,
        credit=picture.credit_line,
        states=tuple(_states(picture, has_rights)),
        may_be_chosen=has_rights,
    )


def _states(picture: Picture, has_rights: bool) -> Iterable[str]:
    if picture.decorative:
        yield _("Decorative")
    elif not picture.alt:
        yield _("No alternative text yet")
    if not picture.credit_line:
        yield _("No credit yet")
    if picture.rights_expire:
        day = date_format(picture.rights_expire, "j F Y")
        yield (_("Rights end on %(day)s") if has_rights else _("Rights ended on %(day)s")) % {"day": day}
