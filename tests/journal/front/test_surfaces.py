"""Every kind of change on every surface a reader or a machine may look at: the declared kind moves the public clock.

One interview, published at noon and changed an hour later. ``legacy`` was imported with both stamps instead.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client

from factories import NOON, make_change, make_user
from journal.front import clock
from journal.press import publishing
from journal.press.declaring import Declared, Signatures, Stamps
from journal.press.models import Version

from .reading import SURFACES, Reader, corrections_page, notices_on_the_page, visible_line

HOUR = timedelta(hours=1)
PIECE = "/interviews/the-sea-was-there/"

# The one instant in the forms that surfaces write it in.
NOON_SAID, LATER_SAID = "2 March 2026, 07:00 EST", "2 March 2026, 08:00 EST"
NOON_HERE, LATER_HERE = "2026-03-02T07:00:00-05:00", "2026-03-02T08:00:00-05:00"
NOON_UTC, LATER_UTC = "2026-03-02T12:00:00+00:00", "2026-03-02T13:00:00+00:00"

KINDS = ("first", "typo", "clarification", "correction", "update", "editor_note", "retraction", "legacy")
LABELS = {
    "clarification": "Clarified",
    "correction": "Corrected",
    "update": "Updated",
    "editor_note": "Editor’s note added",
    "retraction": "Retracted",
    "legacy": "Updated",
}
NAMES = {
    "first": "First publication",
    "typo": "Typo",
    "clarification": "Clarification",
    "correction": "Correction",
    "update": "Update",
    "editor_note": "Editor’s note",
    "retraction": "Retraction",
    "legacy": "Imported, no note on record",
}
MOVING = frozenset(LABELS)
NOTICED = MOVING - {"legacy"}
CORRECTING = NOTICED - {"update"}


def expected(kind, piece):
    """What each surface must say, from nothing but the table of kinds (docs/architecture.md)."""
    said = f"This is the {kind}."
    moved, listed = kind in MOVING, kind != "retraction"
    line = [f"Published {NOON_SAID}"]
    if moved:
        tail = "(no note on record)" if kind == "legacy" else "see note"
        line.append(f"{LABELS[kind]} {LATER_SAID} {tail}")
    clock = (NOON_UTC, LATER_UTC if moved else NOON_UTC)
    # A list says "Updated" of real updates alone: nobody should come back for a corrected date.
    in_lists = (NOON_HERE, LATER_HERE) if kind == "update" else (NOON_HERE,)
    first = (1, NOON_HERE, NAMES["first"], [])
    if kind == "first":
        versions = [first]
    elif kind == "legacy":
        versions = [(1, "2026-03-02T08:30:00-05:00", NAMES["legacy"], [])]
    else:
        versions = [(2, LATER_HERE, NAMES[kind], [said] if kind in NOTICED else []), first]
    corrected = kind in CORRECTING
    changed_bytes = kind not in {"first", "legacy"}
    technical = {"first": "12:00", "legacy": "13:30"}.get(kind, "13:00")
    return {
        "visible line": line,
        "time elements": [NOON_HERE, LATER_HERE] if moved else [NOON_HERE],
        "notices": [(NAMES[kind], LATER_HERE)] if kind in NOTICED else [],
        "json-ld datePublished": NOON_HERE,
        "json-ld dateModified": LATER_HERE if moved else NOON_HERE,
        "json-ld correction": [("CorrectionComment", said, LATER_HERE)] if corrected else [],
        "og published_time": NOON_HERE,
        "og modified_time": LATER_HERE if moved else None,
        "robots": None if listed else "noindex",
        "atom, all": clock if listed else None,
        "atom, section": clock if listed else None,
        "atom, film": clock if listed else None,
        "atom, person": clock if listed else None,
        "atom id": [f"tag:127.0.0.1,2026-03-02:piece/{piece}"] if listed else [],
        "rss pubDate": ["Mon, 02 Mar 2026 12:00:00 +0000"] if listed else [],
        "sitemap lastmod": [clock_here(moved)] if listed else [],
        "news sitemap": [NOON_HERE] if listed else [],
        # The front page ends with the newest notices.
        "home": [*(in_lists if listed else ()), *([LATER_HERE] if kind in CORRECTING else ())],
        "section": in_lists if listed else None,
        "film page": in_lists if listed else None,
        "person page": in_lists if listed else None,
        "contributor page": in_lists if listed else None,
        # The topic is in no list once its one piece is retracted, and so has no page.
        "topic page": in_lists if listed else None,
        "archive": in_lists if listed else None,
        "search": in_lists if listed else None,
        "history": versions,
        "corrections page": [(LATER_HERE, NAMES[kind], said)] if corrected else [],
        "corrections feed": [(f"{NAMES[kind]}: The sea was there", LATER_UTC, said)] if corrected else [],
        "etag": (200 if changed_bytes else 304, f"Mon, 02 Mar 2026 {technical}:00 GMT"),
    }


def clock_here(moved):
    return LATER_HERE if moved else NOON_HERE


def change(version, kind):
    """The last words of the talk change; a retraction takes them away."""
    now = NOON + HOUR
    if kind == "retraction":
        signed = Signatures(by=make_user("a"), approved_by=make_user("b"))
        return publishing.retract(piece=version.piece, notice="This is the retraction.", base=1, signed=signed, now=now)
    return make_change(version, now=now, kind=kind, dek="On salt and on patience.")


def import_legacy(talk):
    """The same interview with both stamps of the place where it stood before."""
    source = talk(slug="source")
    Version.objects.filter(pk=source.pk).update(live_until=source.live_from)
    return publishing.publish(
        copy=source.copy(),
        slug="the-sea-was-there",
        signed=Signatures(by=None),
        now=NOON + HOUR * 1.5,
        stamps=Stamps(NOON, NOON + HOUR, "03/02/2026 07:00 EST | Updated 03/02/2026 08:00 EST"),
    )


@pytest.fixture(scope="module", params=KINDS)
def changed(request, django_db_setup, django_db_blocker, talk):
    """(kind, the piece, a reader two hours after its publication): once for all surfaces."""
    kind = request.param
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: NOON + 2 * HOUR)
        version = import_legacy(talk) if kind == "legacy" else talk()
        client = Client()
        before = None
        if kind not in {"first", "legacy"}:
            before = client.get(PIECE)
            change(version, kind)
        yield kind, version, Reader(client, PIECE, before)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_the_gravest_of_several_changes_sets_the_line_and_each_keeps_its_note(client, set_clock, talk):
    set_clock(NOON + 2 * HOUR)
    version = talk()
    before = client.get(PIECE)
    copy = version.copy()
    publishing.change(
        piece=version.piece,
        copy=copy.__class__(**{name: getattr(copy, name) for name in copy.__dataclass_fields__} | {"dek": "On salt."}),
        declared=[Declared("typo"), Declared("update", "It screens again."), Declared("correction", "It was salt.")],
        base=1,
        signed=Signatures(by=None),
        now=NOON + HOUR,
    )
    reader = Reader(client, PIECE, before)
    assert visible_line(reader) == [f"Published {NOON_SAID}", f"Corrected {LATER_SAID} see note"]
    assert notices_on_the_page(reader) == [("Update", LATER_HERE), ("Correction", LATER_HERE)]
    assert corrections_page(reader) == [(LATER_HERE, "Correction", "It was salt.")]
    assert reader.entry("/feeds/all.atom") == (NOON_UTC, LATER_UTC)


@pytest.mark.django_db
def test_a_typo_after_a_correction_leaves_the_line_of_the_correction(client, set_clock, talk):
    set_clock(NOON + 3 * HOUR)
    corrected = make_change(talk(), now=NOON + HOUR, dek="On salt.")
    make_change(corrected, now=NOON + 2 * HOUR, kind="typo", dek="On salt!")
    reader = Reader(client, PIECE)
    assert visible_line(reader) == [f"Published {NOON_SAID}", f"Corrected {LATER_SAID} see note"]
    assert reader.meta("article:modified_time") == LATER_HERE
    assert reader.data()["dateModified"] == LATER_HERE
    assert SURFACES["sitemap lastmod"](reader) == [LATER_HERE]


# Last: the piece that they share stands until the end of the module.
@pytest.mark.django_db
@pytest.mark.parametrize("surface", SURFACES)
def test_kind_of_change_on_surface(changed, surface):
    kind, version, reader = changed
    assert SURFACES[surface](reader) == expected(kind, version.piece_id)[surface]
