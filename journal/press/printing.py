"""Stamping a version: the one place where a row of ``Version`` comes to be."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Max
from django.utils.translation import gettext as _

from journal.cinema.models import Film
from journal.press import ledger, presenting, rulings, searching
from journal.press.copy import Copy
from journal.press.datelines import stamp
from journal.press.declaring import Declared, Refused
from journal.press.kinds import RULES, SECTIONS, Place
from journal.press.models import (
    Address,
    Contributor,
    Notice,
    Piece,
    Quotation,
    QuotationFilm,
    Version,
    VersionContributor,
    VersionEdition,
    VersionFilm,
    VersionPerson,
)


def print_version(
    *,
    piece: Piece,
    copy: Copy,
    slug: str,
    change: str,
    live_from: datetime,
    published_at: datetime,
    updated: tuple[datetime | None, str],
    stamps: dict[str, Any],
    printed_at: datetime,
    signed_by: tuple[User | None, User | None],
    token: str,
    notices: Sequence[Declared] = (),
) -> Version:
    """Writes the version, its notices, its links and its quotations. Call inside the verb's transaction.

    Raises Refused when an embargo stands over the piece at ``live_from``, the address belongs to another piece or the
    copy calls the piece a translation of itself.
    """
    if copy.translation_of == piece.pk:
        raise Refused(_("A piece cannot be a translation of itself."), code="translation")
    _respect_embargo(piece, copy, live_from)
    _take_address(piece, SECTIONS[copy.kind], slug)
    before = piece.versions.order_by("-number").first()
    version = Version(
        piece=piece,
        number=before.number + 1 if before else 1,
        slug=slug,
        change=change,
        live_from=live_from,
        published_at=published_at,
        updated_at=updated[0],
        updated_by_change=updated[1],
        stamps=stamps,
        printed_at=printed_at,
        published_by=signed_by[0],
        approved_by=signed_by[1],
        token=token or None,
        picture_id=copy.picture.picture if copy.picture else None,
        words=copy.document.words(),
        **content(copy),
    )
    numbered = _numbered_notices(piece, notices)
    version.previous_sha256 = before.sha256 if before else ""
    version.sha256 = ledger.seal(version, numbered)
    version.body = presenting.render_body(copy, [*presenting.notices_of(piece, printed_at), *numbered])
    version.save(force_insert=True)
    for notice in numbered:
        notice.version = version
        notice.save(force_insert=True)
    _write_links(version, copy)
    searching.index([(version, copy)], now=printed_at)
    return version


def content(copy: Copy) -> dict[str, Any]:
    """The columns of a version that hold what readers read."""
    data = copy.to_json()
    return {
        "kind": data["kind"],
        "headline": data["headline"],
        "dek": data["dek"],
        "lang": data["lang"],
        "byline": data["byline"],
        "document": data["document"],
        "form": {**data["form"], **({"participants": data["participants"]} if data["participants"] else {})},
        "links": {name: data[name] for name in ("films", "people", "editions", "topics", "picture")},
        "translation_of_id": data["original"],
    }


def same_content(version: Version, copy: Copy) -> bool:
    """Would printing this copy give readers the same words, names and links?"""
    return all(getattr(version, name) == value for name, value in content(copy).items())


def _respect_embargo(piece: Piece, copy: Copy, live_from: datetime) -> None:
    standing = rulings.ruling(
        films=[link.film for link in copy.films],
        editions=[link.edition for link in copy.editions],
        piece=piece,
        at=live_from,
    )
    if standing is None:
        return
    if standing.lifts_at == rulings.FOREVER:
        raise Refused(
            _("An embargo without an end stands over this piece; nothing can be published or scheduled."),
            code="embargo",
        )
    raise Refused(
        _("An embargo stands until %(when)s. Schedule the piece for then, or have the embargo waived."),
        code="embargo",
        params={"when": stamp(standing.lifts_at, settings.TIME_ZONE)},
    )


def _take_address(piece: Piece, section: str, slug: str) -> None:
    address, _created = Address.objects.get_or_create(section=section, slug=slug, defaults={"piece": piece})
    if address.piece_id != piece.pk:
        raise Refused(
            _("The address %(address)s belongs to another piece. Choose another slug."),
            code="address",
            params={"address": str(address)},
        )


def _numbered_notices(piece: Piece, declared: Sequence[Declared]) -> list[Notice]:
    last = Notice.objects.filter(version__piece=piece).aggregate(last=Max("number"))["last"] or 0
    return [
        Notice(
            number=last + position,
            kind=entry.kind,
            text=entry.text.strip(),
            anchors=list(entry.anchors),
            place=entry.place or RULES[entry.kind].place or Place.FOOT,
            supersedes_id=entry.supersedes,
        )
        for position, entry in enumerate(declared, start=1)
    ]


def _write_links(version: Version, copy: Copy) -> None:
    VersionFilm.objects.bulk_create(
        VersionFilm(version=version, film_id=link.film, role=link.role, position=n) for n, link in enumerate(copy.films)
    )
    VersionPerson.objects.bulk_create(
        VersionPerson(version=version, person_id=link.person, role=link.role, position=n)
        for n, link in enumerate(copy.people)
    )
    VersionEdition.objects.bulk_create(
        VersionEdition(version=version, edition_id=link.edition, position=n) for n, link in enumerate(copy.editions)
    )
    known = set(
        Contributor.objects.values_list("pk", flat=True).filter(
            pk__in=[c.contributor for c in copy.byline if c.contributor]
        )
    )
    VersionContributor.objects.bulk_create(
        VersionContributor(version=version, contributor_id=credit.contributor, role=credit.role, position=n)
        for n, credit in enumerate(copy.byline)
        if credit.contributor in known
    )
    quote([(version, copy)])
    if copy.topics:
        version.topics.add(*copy.topics)


def quote(printed: Sequence[tuple[Version, Copy]]) -> None:
    """The index of what was said in these versions, and of the films named in it. Call inside the transaction."""
    passages = [
        (version, position, passage) for version, copy in printed for position, passage in enumerate(copy.quotations)
    ]
    rows = Quotation.objects.bulk_create(
        Quotation(
            version=version,
            block=passage.block,
            position=position,
            label=passage.label,
            name=passage.name,
            person_id=passage.person,
            text=passage.text,
        )
        for version, position, passage in passages
    )
    # A text may still cite a film by the number that it had before it was merged.
    films = Film.objects.resolve({film for _version, _position, passage in passages for film in passage.films})
    QuotationFilm.objects.bulk_create(
        QuotationFilm(quotation=row, film_id=number)
        for row, (_version, _position, passage) in zip(rows, passages, strict=True)
        for number in sorted({films[film].pk for film in passage.films if film in films})
    )
