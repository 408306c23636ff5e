"""What a page needs to show a version or a copy: one value, so the desk previews with the reader's own templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.functional import cached_property

from journal.cinema.models import Edition, Film, Person
from journal.document import html, stills
from journal.document.blocks import WORDS_PER_MINUTE
from journal.pictures.models import Picture
from journal.press import datelines
from journal.press.copy import Copy
from journal.press.declaring import Stamps
from journal.press.kinds import SECTION_NAMES, SECTIONS, Change, Kind, Place
from journal.press.models import Contributor, Notice, Piece, Version

# How wide a picture inside the text is shown: the measure of the column, the window on a phone.
SIZES = "(min-width: 48rem) 42rem, 92vw"


@dataclass(frozen=True, slots=True)
class ShownNotice:
    """A notice as readers see it: its kind's name, its sentence, its date, where it leads."""

    number: int
    kind: str
    kind_name: str
    text: str
    place: str
    date: datelines.Line
    anchors: tuple[str, ...]
    superseded_by: int | None = None
    version: int = 0  # the number of the version that it came with

    @property
    def anchor(self) -> str:
        return f"notice-{self.number}"


@dataclass
class Presented:
    """A piece as a page shows it. Attributes that cost a query are computed once, on first use."""

    copy: Copy  # of a printed version without its document: the body has the words
    body: str
    datelines: list[datelines.Line]
    notices: list[ShownNotice]
    version: Version | None = None  # None in a preview of a draft
    slug: str = ""
    piece_id: int | None = None  # None in a preview of what was never printed
    at: datetime | None = None  # when it is read

    @property
    def kind_name(self) -> str:
        return str(Kind(self.copy.kind).label)

    @property
    def section(self) -> str:
        return SECTIONS[self.copy.kind]

    @property
    def section_name(self) -> str:
        return str(SECTION_NAMES[self.section])

    @property
    def is_retracted(self) -> bool:
        return self.version is not None and self.version.is_retraction

    @property
    def notices_at_top(self) -> list[ShownNotice]:
        return [notice for notice in self.notices if notice.place == Place.TOP]

    @property
    def notices_at_foot(self) -> list[ShownNotice]:
        return [notice for notice in self.notices if notice.place == Place.FOOT]

    @property
    def noted_versions(self) -> list[int]:
        """Numbers of the versions that came with a note: those of which somebody who read an older one must know."""
        return sorted({notice.version for notice in self.notices})

    @property
    def reading_minutes(self) -> int:
        words = self.version.words if self.version else self.copy.document.words()
        return -(-words // WORDS_PER_MINUTE)

    @cached_property
    def films(self) -> list[Film]:
        """The films that the piece is linked to, subject and reviewed first, in the order of the copy."""
        found = Film.objects.in_bulk([link.film for link in self.copy.films])
        return [found[link.film] for link in self.copy.films if link.film in found]

    @cached_property
    def people(self) -> list[Person]:
        found = Person.objects.in_bulk([link.person for link in self.copy.people])
        return [found[link.person] for link in self.copy.people if link.person in found]

    @cached_property
    def editions(self) -> list[Edition]:
        found = Edition.objects.select_related("festival").in_bulk([link.edition for link in self.copy.editions])
        return [found[link.edition] for link in self.copy.editions if link.edition in found]

    @cached_property
    def byline(self) -> list[tuple[str, str, str]]:
        """(name, role, address of the contributor's page or "") as printed."""
        ids = [credit.contributor for credit in self.copy.byline if credit.contributor]
        found = Contributor.objects.in_bulk(ids) if ids else {}
        return [
            (
                credit.name,
                credit.role,
                found[credit.contributor].get_absolute_url() if credit.contributor in found else "",
            )
            for credit in self.copy.byline
        ]

    @cached_property
    def translations(self) -> list[Version]:
        """The piece in other languages, as far as readers may see it: the original, then its translations.

        One question, and none for a printed piece that neither is nor has a translation. A retracted piece leads to
        none: readers are not sent from what we take back to the same in another language.
        """
        original = self.copy.translation_of or self.piece_id
        known_alone = getattr(self.version, "is_translated", None) is False and not self.copy.translation_of
        if original is None or self.at is None or known_alone or self.is_retracted:
            return []
        found = Version.objects.listed(self.at).in_translations_of(original).exclude(piece=self.piece_id)
        return list(found.only("piece", "kind", "slug", "headline", "lang", "translation_of"))

    @cached_property
    def picture(self) -> Picture | None:
        if self.version is not None:
            return self.version.picture
        return Picture.objects.filter(pk=self.copy.picture.picture).first() if self.copy.picture else None


def of_version(version: Version, *, now: datetime, read_at: datetime | None = None) -> Presented:
    """A printed version, with the notices that were public at ``now``, read now or, in the history, at ``read_at``."""
    return Presented(
        copy=version.facts(),
        body=with_stills([version.body], now=read_at or now)[0],
        datelines=datelines.lines(
            version.published_at, version.updated_at, version.updated_by_change, settings.TIME_ZONE
        ),
        notices=shown(notices_of(version.piece, now)) if version.number > 1 else [],
        version=version,
        slug=version.slug,
        piece_id=version.piece_id,
        at=read_at or now,
    )


def of_copy(
    copy: Copy, *, now: datetime, slug: str = "", piece: Piece | None = None, stamps: Stamps | None = None
) -> Presented:
    """A draft as it would be printed at ``now``; of a public piece, with its dates and notices.

    What never was public has the dates it will have: those of the schedule, or the ``stamps`` under which it stood
    elsewhere.
    """
    notices = notices_of(piece, now) if piece else []
    return Presented(
        copy=copy,
        body=with_stills([render_body(copy, notices)], now=now)[0],
        datelines=datelines.lines(*_dates(piece, stamps, now), settings.TIME_ZONE),
        notices=shown(notices),
        slug=slug,
        piece_id=piece.pk if piece else None,
        at=now,
    )


def _dates(piece: Piece | None, stamps: Stamps | None, now: datetime) -> tuple[datetime | None, datetime | None, str]:
    """(published, updated, the kind of change that set the second)."""
    versions = piece.versions.order_by("-number") if piece else None
    current = (versions.was_public(now).first() or versions.scheduled(now).first()) if versions is not None else None
    if current is not None:
        return current.published_at, current.updated_at, current.updated_by_change
    if stamps is not None:
        return stamps.published_at, stamps.updated_at, Change.LEGACY if stamps.updated_at else ""
    return None, None, ""


def with_stills(bodies: Sequence[str], *, now: datetime) -> list[str]:
    """Rendered bodies with the pictures in them as they are on the day: in their renditions, or, where the rights have
    run out, a sentence. Two queries if there are any."""
    numbers = set().union(*map(stills.pictures_in, bodies))
    if not numbers:
        return list(bodies)
    today = now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    found = Picture.objects.with_rights(today).with_renditions().in_bulk(numbers)
    pictures = {pk: html.Picture(**picture.presented(sizes=SIZES).for_page()) for pk, picture in found.items()}
    return [stills.with_pictures(body, pictures) for body in bodies]


def notices_of(piece: Piece, at: datetime) -> list[Notice]:
    """Every notice of a piece that is public at ``at``, oldest first, superseded ones too."""
    return list(
        Notice.objects.public(at)
        .filter(version__piece=piece)
        .select_related("version", "superseded_by")
        .order_by("number")
    )


def shown(notices: Sequence[Notice]) -> list[ShownNotice]:
    """Newest first."""
    zone = settings.TIME_ZONE
    public = {notice.pk for notice in notices}
    found = []
    for notice in reversed(notices):
        at = notice.version.live_from
        later = getattr(notice, "superseded_by", None)
        found.append(
            ShownNotice(
                number=notice.number,
                kind=notice.kind,
                kind_name=str(Change(notice.kind).label),
                text=notice.text,
                place=notice.place,
                date=datelines.Line("", datelines.stamp(at, zone), datelines.machine(at, zone)),
                anchors=tuple(notice.anchors),
                superseded_by=later.number if later is not None and later.pk in public else None,
                version=notice.version.number,
            )
        )
    return found


def render_body(copy: Copy, notices: Sequence[Notice]) -> str:
    """HTML of a copy's document: titles linked to the films' pages, markers at the passages that notices explain."""
    films = Film.objects.resolve(copy.document.films())
    people = Person.objects.in_bulk({p.person for p in copy.participants if p.person})
    pictures = Picture.objects.with_renditions().in_bulk(set(copy.document.pictures()))
    marks: dict[str, list[tuple[int, str]]] = {}
    for notice in notices:
        for block in notice.anchors:
            marks.setdefault(block, []).append((notice.number, notice.anchor))
    return html.render(
        copy.document,
        participants={
            participant.label: html.Participant(
                participant.name or participant.label,
                participant.role,
                people[participant.person].get_absolute_url() if participant.person in people else None,
            )
            for participant in copy.participants
        },
        films={pk: film.get_absolute_url() for pk, film in films.items()},
        pictures={pk: html.Picture(**picture.presented(sizes=SIZES).for_page()) for pk, picture in pictures.items()},
        notices=marks,
        label_style=copy.form.get("label_style", "printed"),
    )
