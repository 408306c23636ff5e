"""Loads the demo: catalogue, people, stills, and the magazine's pieces by the desk's and the press's own verbs.

Every piece happens when its file says: the verbs are given the instants as ``now``. What is there already is left
alone, so that a second run changes nothing.
"""

import json
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from interviews.models import Interview
from journal.cinema.loading import load_catalogue
from journal.demo import people, pictures, piecefiles, references
from journal.demo.drafting import Drafter
from journal.demo.piecefiles import Change, PieceFile
from journal.desk import handing, saving, telling, workflow
from journal.desk.models import Article
from journal.document.blocks import Document
from journal.press import changes, embargoing, publishing
from journal.press.declaring import Declared, Signatures
from journal.press.kinds import Kind
from journal.press.models import Embargo, Version

HERE = Path(__file__).parent
PIECES = HERE / "pieces"
CATALOGUE = HERE / "catalogue.json"
WRITING = timedelta(days=3)  # from the first line to print
# Whose right it is to declare a change of a kind.
DECLARES = {"update": "editor", "editor_note": "editor"}


def files() -> list[PieceFile]:
    """All pieces, by name. Raises FileError."""
    return [piecefiles.read(path.stem, path.read_text("utf-8")) for path in sorted(PIECES.glob("*.md"))]


def load(*, now: datetime) -> Counter[str]:
    """Loads what is not there yet; gives how many records of each kind were added. What is published is signed by the
    accounts of `people.create_logins`.

    Raises FileError on a file that cannot be read (nothing is written then), and what the verbs raise.
    """
    pieces = files()
    staff = people.staff()
    if set(staff) != set(people.ROLES):
        raise LookupError("The demo's accounts are missing: run people.create_logins first.")
    added = load_catalogue(json.loads(CATALOGUE.read_text("utf-8")))
    stills = pictures.add_pictures(by=staff["editor"], now=now)
    drafter = Drafter(references.gather(stills), now, ZoneInfo(settings.TIME_ZONE))
    for piece in sorted(pieces, key=lambda file: _started(file, drafter)):
        kind = piece.first.facts["kind"]
        if Article.objects.filter(slug=piece.name, kind=kind).exists():
            continue
        with transaction.atomic():
            _Life(piece, drafter, staff).live()
        added[kind] += 1
    return added


def _started(piece: PieceFile, drafter: Drafter) -> datetime:
    facts = piece.first.facts
    if "state" in facts:
        return drafter.moment(facts["edited"])
    return min(drafter.moment(facts.get("imported", facts["published"])), drafter.loaded) - WRITING


class _Life:
    """One piece from its first line to its latest change."""

    def __init__(self, piece: PieceFile, drafter: Drafter, staff: dict[str, User]) -> None:
        self.piece = piece
        self.drafter = drafter
        self.staff = staff
        self.facts = piece.first.facts
        self.article: Article = Interview() if self.facts["kind"] == Kind.INTERVIEW else Article()

    def live(self) -> None:
        saving.start(
            article=self.article,
            changes=self.drafter.changes(self.piece.name, self.piece.first),
            by=self._writer(),
            now=_started(self.piece, self.drafter),
        )
        if "state" in self.facts:
            self._stay_a_draft()
            return
        version = self._print()
        for change, printing in zip(self.piece.changes, self.piece.printings[1:], strict=True):
            version = self._change(version, change, printing)

    def _writer(self) -> User:
        who = self.piece.first.many("byline")[0].partition(", ")[0]
        return self.drafter.records.contributors[who].user or self.staff["writer"]

    def _hand_in(self, submitted: datetime, approved: datetime | None) -> None:
        with telling.hushed():
            workflow.submit(article=self.article, by=self._writer(), now=submitted)
            if approved:
                revision = self.article.revision
                workflow.approve(article=self.article, revision=revision, by=self.staff["editor"], now=approved)

    def _stay_a_draft(self) -> None:
        moments = {key: self.drafter.moment(self.facts[key]) for key in ("submitted", "approved") if key in self.facts}
        if moments:
            self._hand_in(moments["submitted"], moments.get("approved"))

    def _print(self) -> Version:
        """Publishes at the piece's time, or schedules where that lies ahead; an embargo is imposed first."""
        published = self.drafter.moment(self.facts["published"])
        loaded = self.drafter.loaded
        ahead = published > loaded
        if "embargo" in self.facts:
            self._impose()
        now = self.drafter.moment(self.facts["imported"]) if "imported" in self.facts else min(published, loaded)
        self._hand_in(now - timedelta(days=1), now - timedelta(hours=2))
        return handing.print_first(
            article=self.article,
            revision=self.article.revision,
            signed=Signatures(by=self.staff["editor"], approved_by=self.staff["chief"]),
            now=now,
            at=published if ahead else None,
            stamps=self.article.stamps if isinstance(self.article, Interview) else None,
        )

    def _impose(self) -> None:
        embargo = Embargo(
            kind=Embargo.Kind.REVIEW,
            film_id=self.article.review.film_id,
            lifts_at=self.drafter.moment(self.facts["embargo"]),
            zone=self.facts["embargo"].rpartition(" ")[2],
            wording=self.facts["wording"],
        )
        embargoing.impose(embargo=embargo, by=self.staff["editor"], now=self.drafter.loaded)

    def _change(self, version: Version, change: Change, printing: piecefiles.Printing) -> Version:
        at = self.drafter.moment(change.moment)
        chief, editor = self.staff["chief"], self.staff["editor"]
        if change.kind == "retraction":
            signed = Signatures(by=chief, approved_by=editor, reason=change.second_person)
            return handing.retract(
                article=self.article, notice=change.notice, base=version.number, signed=signed, now=at
            )
        if change.kind == "withdrawal":
            signed = Signatures(by=chief, approved_by=editor)
            publishing.withdraw(piece=version.piece, public_reason=change.notice, signed=signed, now=at)
            return version
        return self._declare(version, change, printing, at)

    def _declare(self, version: Version, change: Change, printing: piecefiles.Printing, at: datetime) -> Version:
        by = self.staff[DECLARES.get(change.kind, "moderator")]
        before = version.copy()
        saving.save(
            article=self.article,
            changes=self.drafter.changes(self.piece.name, printing, Document.from_json(version.document)),
            base=self.article.revision,
            by=by,
            now=at - timedelta(minutes=10),
        )
        after = Article.objects.get(pk=self.article.pk).whole().copy()
        declared = Declared(kind=change.kind, text=change.notice, anchors=changes.anchors(before, after))
        return handing.print_change(
            article=self.article,
            revision=self.article.revision,
            declared=[declared],
            base=version.number,
            signed=Signatures(
                by=by,
                approved_by=self.staff["chief"] if change.second_person else None,
                reason=change.second_person,
                second_person_needed=changes.why_second_person(before, after, {change.kind}),
            ),
            now=at,
        )
