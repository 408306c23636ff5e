"""Random sequences of verbs with a clock that jumps: what DESIGN 4 promises holds after every one of them."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from factories import NOON, make_copy, make_user
from journal.press import embargoing, ledger, publishing
from journal.press.declaring import Declared, Refused, Signatures
from journal.press.kinds import RULES
from journal.press.models import Act, Embargo, Version

HOURS = st.integers(min_value=-30, max_value=60)
DECLARABLE = st.sampled_from(["typo", "clarification", "correction", "update", "editor_note"])


class PressMachine(RuleBasedStateMachine):
    """One piece and everything that can be done to it."""

    @initialize()
    def start(self):
        self.now = NOON
        self.words = 0
        # One run leaves nothing to the next.
        self.run = transaction.atomic()
        self.run.__enter__()
        self.vera, self.otto = make_user("vera"), make_user("otto")
        first = publishing.publish(copy=make_copy(), slug="piece", signed=Signatures(by=self.vera), now=NOON)
        self.piece = first.piece
        self.printed = {first.pk: self.words_of(first)}
        self.first_public = NOON

    def teardown(self):
        transaction.set_rollback(True)
        self.run.__exit__(None, None, None)

    def words_of(self, version):
        return (version.headline, version.document, version.live_from, version.published_at, version.updated_at)

    def latest(self):
        return Version.objects.filter(piece=self.piece).not_called_off().order_by("-number").first()

    def attempt(self, verb, **arguments):
        """A verb either does its work or refuses and leaves everything as it was."""
        before = (Version.objects.count(), Act.objects.count())
        try:
            verb(**arguments)
        except Refused:
            assert (Version.objects.count(), Act.objects.count()) == before

    def new_copy(self):
        self.words += 1
        return make_copy(f"Headline {self.words}")

    @rule(hours=HOURS)
    def clock_jumps(self, hours):
        self.now += timedelta(hours=hours)

    @rule(kinds=st.sets(DECLARABLE, min_size=1), wait=st.none() | st.integers(min_value=1, max_value=40))
    def change(self, kinds, wait):
        latest = self.latest()
        self.attempt(
            publishing.change,
            piece=self.piece,
            copy=self.new_copy(),
            declared=[Declared(kind, "" if kind == "typo" else f"{kind}.") for kind in sorted(kinds)],
            base=latest.number if latest else 0,
            signed=Signatures(by=self.vera),
            now=self.now,
            at=self.now + timedelta(hours=wait) if wait else None,
        )

    @rule()
    def unschedule(self):
        self.attempt(publishing.unschedule, piece=self.piece, signed=Signatures(by=self.vera), now=self.now)

    @rule()
    def retract(self):
        latest = self.latest()
        self.attempt(
            publishing.retract,
            piece=self.piece,
            notice="Withdrawn by the editors.",
            base=latest.number if latest else 0,
            signed=Signatures(by=self.vera, approved_by=self.otto),
            now=self.now,
        )

    @rule()
    def withdraw(self):
        self.attempt(
            publishing.withdraw,
            piece=self.piece,
            public_reason="By order.",
            signed=Signatures(by=self.vera),
            now=self.now,
        )

    @rule(back=st.integers(min_value=1, max_value=5))
    def restore(self, back):
        versions = Version.objects.filter(piece=self.piece).not_called_off().order_by("number")
        old = versions[min(back, len(versions)) - 1]
        self.attempt(
            publishing.restore,
            version=old,
            declared=[Declared("editor_note", "Restored.")],
            base=self.latest().number,
            signed=Signatures(by=self.vera),
            now=self.now,
        )

    @rule(lift=st.none() | st.integers(min_value=-10, max_value=30))
    def embargo(self, lift):
        embargoing.impose(
            embargo=Embargo(piece=self.piece, lifts_at=self.now + timedelta(hours=lift) if lift is not None else None),
            by=self.vera,
            now=self.now,
        )

    @precondition(lambda self: Embargo.objects.standing().filter(piece=self.piece).exists())
    @rule()
    def waive(self):
        embargoing.waive(
            embargo=Embargo.objects.standing().filter(piece=self.piece).first(),
            by=self.vera,
            reason="Agreed.",
            now=self.now,
        )

    @invariant()
    def at_most_one_is_live_at_any_instant(self):
        versions = list(Version.objects.filter(piece=self.piece))
        instants = {v.live_from for v in versions} | {v.live_until for v in versions if v.live_until} | {self.now}
        for instant in instants:
            for moment in (instant - timedelta(microseconds=1), instant):
                live = list(Version.objects.filter(piece=self.piece).live(moment))
                assert len(live) <= 1
                assert live == [version for version in versions if version.is_live(moment)]

    @invariant()
    def nothing_printed_ever_changes(self):
        for version in Version.objects.filter(piece=self.piece):
            assert self.printed.setdefault(version.pk, self.words_of(version)) == self.words_of(version)
        assert set(self.printed) == set(Version.objects.filter(piece=self.piece).values_list("pk", flat=True))

    @invariant()
    def published_never_moves(self):
        dates = set(Version.objects.filter(piece=self.piece).values_list("published_at", flat=True))
        assert dates == {self.first_public}

    @invariant()
    def updated_is_the_last_declared_change_that_readers_must_know(self):
        standing = None, ""
        for version in Version.objects.filter(piece=self.piece).not_called_off().order_by("number"):
            moving = [n.kind for n in version.notices.all() if RULES[n.kind].moves_updated]
            if moving:
                standing = version.live_from, max(moving, key=lambda kind: RULES[kind].gravity)
            assert (version.updated_at, version.updated_by_change) == standing

    @invariant()
    def chain_holds(self):
        assert list(ledger.verify()) == []


@pytest.mark.django_db
class TestPress(TestCase):
    def test_promises_hold_over_random_sequences_of_verbs(self):
        run_state_machine_as_test(
            PressMachine,
            settings=settings(
                max_examples=20,
                stateful_step_count=12,
                deadline=None,
                suppress_health_check=list(HealthCheck),
                # A sequence is short enough to be read as it is; shrinking one against a database takes minutes.
                phases=[Phase.generate],
            ),
        )
