"""Every question about many working copies."""

from datetime import datetime
from typing import TYPE_CHECKING, Self, cast

from django.db.models import Case, CharField, Exists, F, Model, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from journal.cinema.folding import fold
from journal.desk.states import State
from journal.press.models import Version, Withdrawal

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from journal.desk.models import Article  # noqa: F401 - what the queryset holds, named in its own line only


# Words of the working copy that were never printed as they stand.
_pending = Q(printed_revision__isnull=True) | Q(printed_revision__lt=F("revision"))
_open_task = Q(article=OuterRef("pk"), done_at__isnull=True)


def waiting_q(now: datetime) -> Q:
    """Versions that readers will see but do not see yet: on the schedule, or held back by an embargo."""
    called_off = Q(live_until__isnull=False, live_until__lte=F("live_from"))
    ended = Q(live_until__isnull=False, live_until__lte=now)
    return (Q(live_from__gt=now) | Q(hidden_until__gt=now)) & ~called_off & ~ended


class ArticleQuerySet(QuerySet["Article"]):
    def with_state(self, now: datetime) -> Self:
        """Annotates ``derived_state``: the same decision as ``Article.state`` (states.derive), made by the database.

        Also ``live_slug`` ("" where nothing is public) and ``goes_live_at`` (the next scheduled instant or None).
        """
        live = Version.objects.filter(piece=OuterRef("piece_id")).live(now).order_by("-number")
        waiting = Version.objects.filter(piece=OuterRef("piece_id")).filter(waiting_q(now))
        open_withdrawal = Withdrawal.objects.filter(piece=OuterRef("piece_id"), lifted_at__isnull=True)
        review = related(self.model, "assignments").filter(article=OuterRef("pk"), task="review", done_at__isnull=True)
        return self.annotate(
            live_change=_text(live.values("change")[:1]),
            live_updated_by=_text(live.values("updated_by_change")[:1]),
            live_slug=_text(live.values("slug")[:1]),
            goes_live_at=Subquery(waiting.order_by("live_from").values("live_from")[:1]),
            is_withdrawn=Exists(open_withdrawal),
            is_waiting=Exists(waiting),
            is_taken=Exists(review),
        ).annotate(derived_state=_state())

    def in_state(self, state: str, now: datetime) -> Self:
        """Pieces in a state. What the state implies is asked first: it is cheap, and of 20,000 pieces few are left."""
        return self.filter(self._implied(state, now)).with_state(now).filter(derived_state=state)

    def under_way(self, now: datetime) -> Self:
        """Pieces with words that readers do not see: drafts on their way, and what was changed since it was printed."""
        return self.kept().filter(self._unseen(now))

    def _unseen(self, now: datetime) -> Q:
        live = Version.objects.filter(piece=OuterRef("piece_id")).live(now)
        return Q(_pending) | Q(~Exists(live))

    def _implied(self, state: str, now: datetime) -> Q:
        """A condition that every piece in this state meets (``states.derive``), made of columns and short lists."""
        kept = Q(trashed_at__isnull=True)
        waiting = Version.objects.filter(waiting_q(now)).values("piece")
        implied = {
            State.TRASHED: ~kept,
            State.WITHDRAWN: Q(piece__in=Withdrawal.objects.filter(lifted_at__isnull=True).values("piece")),
            State.CHANGED: kept & _pending,
            State.SCHEDULED: Q(piece__in=waiting),
            State.APPROVED: Q(approved_at__isnull=False) & self._unseen(now),
            State.IN_REVIEW: Q(submitted_at__isnull=False, approved_at__isnull=True) & self._unseen(now),
            State.SUBMITTED: Q(submitted_at__isnull=False, approved_at__isnull=True) & self._unseen(now),
            State.DRAFT: Q(submitted_at__isnull=True, approved_at__isnull=True) & self._unseen(now),
        }
        return implied.get(State(state), kept)

    def kept(self) -> Self:
        """What is not in the bin."""
        return self.filter(trashed_at__isnull=True)

    def of(self, user: "AbstractBaseUser") -> Self:
        """What this person writes: started by them, or with them in the byline."""
        mine = related(self.model, "bylines").filter(article=OuterRef("pk"), contributor__user=user)
        return self.filter(Q(created_by=user) | Exists(mine))

    def written_by(self, user: "AbstractBaseUser") -> Self:
        """``of``, and what this person was given to write."""
        tasks = related(self.model, "assignments").filter(_open_task, to=user, task="write")
        mine = related(self.model, "bylines").filter(article=OuterRef("pk"), contributor__user=user)
        return self.filter(Q(created_by=user) | Exists(mine) | Exists(tasks))

    def assigned_to(self, user: "AbstractBaseUser | int") -> Self:
        """Pieces of which an open task is this person's (or that of the account with this id)."""
        return self.filter(Exists(related(self.model, "assignments").filter(_open_task, to=getattr(user, "pk", user))))

    def at_festival(self, edition: int) -> Self:
        """Pieces that come from this edition, or are linked to it."""
        return self.filter(Q(edition=edition) | self._linked(mentions__edition=edition))

    def unassigned(self) -> Self:
        return self.filter(~Exists(related(self.model, "assignments").filter(_open_task)))

    def printed(self) -> Self:
        return self.filter(piece__isnull=False)

    def search(self, text: str) -> Self:
        """Pieces of which headline, dek, text, byline or a linked film, person or festival holds every word."""
        found = self
        for word in text.split():
            found = found.filter(
                Q(headline__icontains=word)
                | Q(dek__icontains=word)
                | Q(words__icontains=word)
                | self._linked(bylines__contributor__name__icontains=word)
                | self._linked(mentions__film__title__icontains=word)
                | self._linked(mentions__person__name__icontains=word)
                | self._linked(edition__festival__name__icontains=word)
            )
        return found

    def headed(self, text: str) -> Self:
        """Pieces of whose headline a word begins with each word of ``text``, accent-blind; none for no letters."""
        words = fold(text).split()
        wanted = self.model._default_manager.all() if words else self.none()
        for word in words:
            # Scripts without blanks between words are looked for anywhere.
            wanted = wanted.filter(headline_key__contains=f" {word}" if word.isascii() else word)
        return self.filter(pk__in=wanted.values("pk"))

    def _linked(self, **lookup: object) -> Q:
        """Pieces that point at such a record: one list made once, and not a question to each of 20,000 pieces."""
        return Q(pk__in=self.model._default_manager.filter(**lookup).values("pk"))


def related(model: type[Model], name: str) -> QuerySet:
    """All rows of the table that points back as ``name``: the models stand above this module and cannot be imported."""
    table = cast(type[Model], model._meta.get_field(name).related_model)
    return table._default_manager.all()


def _text(query: QuerySet) -> Coalesce:
    return Coalesce(Subquery(query), Value(""), output_field=CharField())


def _state() -> Case:
    """``states.derive`` in SQL: the same facts in the same order."""
    is_live = ~Q(live_slug="")
    cases: list[tuple[Q, State]] = [
        (Q(trashed_at__isnull=False), State.TRASHED),
        (Q(is_withdrawn=True), State.WITHDRAWN),
        (is_live & Q(live_change="retraction"), State.RETRACTED),
        (is_live & _pending, State.CHANGED),
        (is_live & Q(live_updated_by="correction"), State.CORRECTED),
        (is_live, State.PUBLISHED),
        (Q(is_waiting=True), State.SCHEDULED),
        (Q(approved_at__isnull=False), State.APPROVED),
        (Q(submitted_at__isnull=False, is_taken=True), State.IN_REVIEW),
        (Q(submitted_at__isnull=False), State.SUBMITTED),
    ]
    return Case(
        *(When(condition, then=Value(state.value)) for condition, state in cases),
        default=Value(State.DRAFT.value),
        output_field=CharField(),
    )
