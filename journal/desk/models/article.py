from copy import copy
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import TaggedItemBase

from journal.cinema.folding import fold
from journal.cinema.models import Film
from journal.desk.querysets import ArticleQuerySet, waiting_q
from journal.desk.states import Facts, State, derive
from journal.document.blocks import Document, DocumentError
from journal.press.copy import (
    Copy,
    Credit,
    EditionLink,
    FilmLink,
    Participant,
    PersonLink,
    PictureLink,
)
from journal.press.declaring import Stamps
from journal.press.kinds import SECTIONS, Kind

# Columns of the working copy that are content: a revision keeps them, a copy is made from them.
PLAIN_CONTENT = ("kind", "headline", "dek", "slug", "lang", "document")
KEY_LIMIT = 700  # a folded headline may be longer than the headline: "½" becomes " 1/2"
language_tag = RegexValidator(r"\A[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", _("Write a language tag such as en, fr or pt-BR."))


def headline_key(headline: str) -> str:
    """What ``ArticleQuerySet.headed`` compares: " the long take" of "The Long Take!"."""
    return f" {fold(headline)}"[:KEY_LIMIT]


def check_document(value: Any) -> None:
    """Raises ValidationError, naming the place, on JSON that is no document."""
    try:
        Document.from_json(value)
    except DocumentError as error:
        raise ValidationError(str(error), code="document") from error


class ArticleTopic(TaggedItemBase):
    content_object = models.ForeignKey("desk.Article", models.CASCADE, related_name="topic_links")

    class Meta:
        verbose_name = _("topic of a piece")
        verbose_name_plural = _("topics of pieces")


class Article(models.Model):  # type: ignore[django-manager-missing]
    """The desk's working copy of a piece. Readers never see it: they see versions, printed from its ``copy``.

    A form of article (an interview) is a child model. It names itself in ``Article.forms`` and overrides the parts of
    ``copy`` and of ``snapshot`` that it knows more about; ``whole`` gives the most specific record.
    """

    # kind -> name of the accessor of the child record, "interview" for interviews.Interview(Article).
    forms: ClassVar[dict[str, str]] = {}

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.FEATURE)
    headline = models.CharField(_("headline"), max_length=300, help_text=_("Readers see it above the piece."))
    dek = models.TextField(
        _("dek"), blank=True, max_length=600, help_text=_("The line under the headline, in lists and feeds too.")
    )
    slug = models.SlugField(
        _("address"),
        max_length=120,
        blank=True,
        help_text=_("The last part of the address. Left empty, it is made from the headline."),
    )
    lang = models.CharField(_("language"), max_length=20, default="en", validators=[language_tag])
    document = models.JSONField(_("text"), default=list, blank=True, validators=[check_document])
    words = models.TextField(
        _("words"), blank=True, default="", editable=False, help_text=_("The text without markup: what is searched.")
    )
    headline_key = models.CharField(
        _("headline, folded"),
        max_length=KEY_LIMIT,
        blank=True,
        default="",
        editable=False,
        help_text=_("Each word behind a blank, without case and accents: what the search of the desk compares."),
    )
    picture = models.ForeignKey(
        "pictures.Picture", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lead picture")
    )
    edition = models.ForeignKey(
        "cinema.Edition",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("festival"),
        help_text=_("The edition that the piece comes from, if it comes from one."),
    )
    topics = TaggableManager(through=ArticleTopic, blank=True, verbose_name=_("topics"), related_name="+")
    translation_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("this is a translation of"),
        help_text=_(
            "The piece that was written first. Readers of either see a line that leads to the other, such as "
            "“Also in français: …”, as soon as both are public."
        ),
    )
    notes = models.TextField(_("notes for the desk"), blank=True, help_text=_("Never printed."))

    piece = models.OneToOneField(
        "press.Piece", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("printed piece")
    )
    revision = models.PositiveIntegerField(
        _("revision"), default=0, editable=False, help_text=_("Number of the latest revision: the optimistic lock.")
    )
    printed_revision = models.PositiveIntegerField(
        _("printed revision"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("The revision last handed to the press."),
    )
    conflict = models.TextField(
        _("conflict"), blank=True, editable=False, help_text=_("What a correction could not be carried into.")
    )

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("started"), editable=False)
    edited_at = models.DateTimeField(_("edited"), editable=False)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("approved by"),
    )
    trashed_at = models.DateTimeField(_("thrown away"), null=True, blank=True, editable=False)

    picture_columns = ("document",)  # for `journal.pictures.usage`
    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("piece")
        verbose_name_plural = _("pieces")
        ordering = ["-edited_at", "-pk"]
        permissions = [
            ("edit_any_article", _("May edit the drafts of others")),
            ("publish_article", _("May publish and schedule")),
            ("assign_article", _("May assign work")),
            ("correct_piece", _("May correct, clarify and add editor’s notes to published pieces")),
            ("sign_piece", _("May sign as the second person")),
            ("retract_piece", _("May retract and withdraw published pieces")),
            ("waive_embargo", _("May waive an embargo")),
            ("triage_report", _("May handle readers’ reports")),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in Kind]), name="desk_article_kind_known"),
            models.CheckConstraint(condition=~Q(headline=""), name="desk_article_has_headline"),
            models.CheckConstraint(
                condition=Q(printed_revision__isnull=True) | Q(piece__isnull=False), name="desk_printed_has_piece"
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True) | Q(submitted_at__isnull=False),
                name="desk_approved_was_submitted",
            ),
            models.CheckConstraint(condition=~Q(translation_of=F("pk")), name="desk_article_no_translation_of_itself"),
        ]
        indexes = [
            models.Index(fields=["-edited_at", "-id"], name="desk_by_edited"),
            models.Index(fields=["kind", "-edited_at", "-id"], name="desk_by_kind"),
            models.Index(fields=["created_by", "-edited_at"], name="desk_by_creator"),
            models.Index(fields=["headline_key"], name="desk_by_headline"),
        ]

    def __str__(self) -> str:
        return self.headline

    @property
    def section(self) -> str:
        return SECTIONS[self.kind]

    def get_preview_url(self) -> str:
        return reverse("admin:desk_preview", args=[self.pk])

    def whole(self) -> "Article":
        """The most specific record: the Interview of an interview, else the article itself."""
        if type(self) is not Article or self.kind not in self.forms:
            return self
        try:
            return getattr(self, self.forms[self.kind])
        except ObjectDoesNotExist:
            return self

    # -- state ---------------------------------------------------------------------------------------------------

    def state(self, now: datetime) -> State:
        """Where the piece stands. Costs no query on rows from ``with_state``."""
        annotated = getattr(self, "derived_state", None)
        return State(annotated) if annotated is not None else derive(self.facts(now))

    def facts(self, now: datetime) -> Facts:
        live = self.piece.versions.live(now).order_by("-number").first() if self.piece else None
        return Facts(
            trashed=self.trashed_at is not None,
            withdrawn=bool(self.piece and self.piece.withdrawals.filter(lifted_at__isnull=True).exists()),
            live=live is not None,
            live_change=live.change if live else "",
            live_updated_by=live.updated_by_change if live else "",
            waiting=bool(self.piece and self.piece.versions.filter(waiting_q(now)).exists()),
            pending=self.is_pending,
            approved=self.approved_at is not None,
            taken=self.assignments.filter(task="review", done_at__isnull=True).exists(),
            submitted=self.submitted_at is not None,
        )

    @property
    def is_pending(self) -> bool:
        """Does the working copy hold something that was never printed?"""
        return self.printed_revision is None or self.printed_revision < self.revision

    # -- the working copy as a value -----------------------------------------------------------------------------

    def snapshot(self) -> dict[str, Any]:
        """The whole working copy as plain data: what a revision keeps and a merge compares."""
        review = getattr(self, "review", None) if self.pk and self.kind not in self.forms else None
        return {
            **{name: getattr(self, name) for name in PLAIN_CONTENT},
            "picture": self.picture_id,
            "edition": self.edition_id,
            "translation_of": self.translation_of_id,
            "notes": self.notes,
            "topics": sorted(self.topics.names()) if self.pk else [],
            "byline": [
                {"contributor": line.contributor_id, "role": line.role}
                for line in (self.bylines.all() if self.pk else ())
            ],
            "mentions": [
                {
                    "film": mention.film_id,
                    "person": mention.person_id,
                    "edition": mention.edition_id,
                    "role": mention.role,
                    "confirmed": mention.confirmed,
                }
                for mention in (self.mentions.all() if self.pk else ())
            ],
            "review": review.snapshot() if review else None,
            "form": self.snapshot_form(),
        }

    def snapshot_form(self) -> dict[str, Any]:
        """What only this form of article has, as plain data. A child model overrides it and ``take_form``."""
        return {}

    @property
    def stamps(self) -> Stamps | None:
        """Dates under which the piece stood elsewhere before; None, unless a form of article knows some."""
        return None

    def take_form(self, form: dict[str, Any]) -> None:
        """Writes what ``snapshot_form`` gave back into the database, inside the caller's transaction."""

    # -- the copy for the press ----------------------------------------------------------------------------------

    def copy(self) -> Copy:
        """What would be printed now. Raises DocumentError where the stored text is no document."""
        document = self.copy_document()
        participants = self.copy_participants()
        mentions = [m for m in self.mentions.select_related("film", "person", "edition__festival") if m.confirmed]
        return Copy(
            kind=self.kind,
            headline=self.headline,
            document=document,
            dek=self.dek,
            lang=self.lang,
            byline=self._copy_byline(),
            participants=participants,
            films=self._copy_films(mentions, document),
            people=_people([m for m in mentions if m.person_id], participants),
            editions=self._copy_editions(mentions),
            topics=tuple(sorted(self.topics.names())),
            picture=self._copy_picture(),
            # None as long as the original was never handed to the press; `handing` then prints no translation of it.
            translation_of=self.translation_of.piece_id if self.translation_of else None,
            form=self.copy_form(),
        )

    def copy_at(self, snapshot: dict[str, Any]) -> Copy:
        """What would be printed of the words of an earlier revision, with today's links and byline."""
        then = copy(self)
        for name in ("headline", "dek", "lang", "document"):
            setattr(then, name, snapshot[name])
        return then.copy()

    def copy_document(self) -> Document:
        return Document.from_json(self.document)

    def copy_participants(self) -> tuple[Participant, ...]:
        """Who speaks; nobody, unless the form of article has speakers."""
        return ()

    def copy_form(self) -> dict[str, Any]:
        """What only this kind of piece prints: ``{"review": Review.printed()}`` for a review."""
        review = self._printed_review()
        return {"review": review.printed()} if review else {}

    def _printed_review(self) -> Any:
        """The facts of a review; those of a piece that was one once stay in the desk."""
        return getattr(self, "review", None) if self.kind == Kind.REVIEW else None

    def _copy_byline(self) -> tuple[Credit, ...]:
        return tuple(
            Credit(
                name=line.contributor.name, role=line.role, contributor=line.contributor_id, slug=line.contributor.slug
            )
            for line in self.bylines.select_related("contributor")
        )

    def _copy_films(self, mentions: list[Any], document: Document) -> tuple[FilmLink, ...]:
        """The film under review, the films linked at the desk, then those that the text names."""
        roles: dict[int, str] = {}
        films: dict[int, Film] = {}
        review = self._printed_review()
        if review:
            roles[review.film_id], films[review.film_id] = "reviewed", review.film
        for mention in mentions:
            if mention.film_id:
                roles.setdefault(mention.film_id, mention.role)
                films.setdefault(mention.film_id, mention.film)
        cited = [film for film in document.films() if film not in films]
        if cited:
            films.update(Film.objects.in_bulk(cited))
            roles.update({film: "mentioned" for film in cited if film in films})
        return tuple(
            FilmLink(film=film, title=films[film].title, year=films[film].year, role=role)
            for film, role in roles.items()
        )

    def _copy_editions(self, mentions: list[Any]) -> tuple[EditionLink, ...]:
        found = [self.edition] if self.edition else []
        found += [mention.edition for mention in mentions if mention.edition_id not in (None, self.edition_id)]
        return tuple(EditionLink(edition=edition.pk, name=edition.full_name) for edition in found)

    def _copy_picture(self) -> PictureLink | None:
        if self.picture is None:
            return None
        picture = self.picture
        return PictureLink(picture=picture.pk, alt=picture.alt, credit=picture.credit_line, caption=picture.caption)


def _people(mentions: list[Any], participants: tuple[Participant, ...]) -> tuple[PersonLink, ...]:
    """Those interviewed, then those linked at the desk."""
    found = {
        participant.person: PersonLink(person=participant.person, name=participant.name, role="participant")
        for participant in participants
        if participant.person is not None and participant.role != "interviewer"
    }
    for mention in mentions:
        found.setdefault(
            mention.person_id, PersonLink(person=mention.person_id, name=mention.person.name, role=mention.role)
        )
    return tuple(found.values())
