"""A desk in full swing: a piece in every state, and the address of every screen that shows something."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils import timezone

from interviews import importing, matching
from interviews.drafting import draft_of
from interviews.models import Import, Interview
from interviews.transcripts.limits import read_limited
from journal.cinema.models import Edition, Festival, Film, Person
from journal.desk import handing, saving, workflow
from journal.desk.addresses import form_url
from journal.desk.models import Article, RatingScale
from journal.press import reporting
from journal.press.declaring import Declared, Signatures
from journal.press.kinds import Change, Kind
from journal.press.models import Contributor, Embargo, Report

TRANSCRIPT = Path(__file__).resolve().parents[2] / "journal" / "demo" / "transcripts" / "the-salt-ledger.txt"
LONG = "The ferry that carried a projector: nine winters of open-air screenings, told by the people who froze at them"
KINDS = [kind.value for kind in Kind if kind != Kind.INTERVIEW]


@dataclass(slots=True)
class Scene:
    """What was made. ``paths``: the address of each screen by a name that says what it shows; ``groups``: those names."""

    me: User
    writer: User
    editor: User
    now: datetime
    paths: dict[str, str] = field(default_factory=dict)
    groups: dict[str, list[str]] = field(default_factory=dict)
    pieces: dict[str, Article] = field(default_factory=dict)

    def screen(self, name: str, of: Article, *more: object) -> str:
        return reverse(f"admin:desk_{name}", args=[of.pk, *more])


def build(me: User) -> Scene:
    """For ``me``, who should be the editor in chief: then no screen is closed."""
    scene = Scene(me, account("writer", "writers"), account("editor", "editors"), timezone.now())
    for group, make in PARTS.items():
        known = set(scene.paths)
        make(scene)
        scene.groups[group] = [name for name in scene.paths if name not in known]
    return scene


def account(name: str, role: str) -> User:
    user, _created = User.objects.get_or_create(username=name, defaults={"is_staff": True})
    user.groups.add(Group.objects.get(name=role))
    return user


def passages() -> list[dict[str, object]]:
    return [
        {
            "id": "p0000001",
            "type": "paragraph",
            "text": "The screen stood on the quay, and the wind stood in the screen.",
        },
        {
            "id": "p0000002",
            "type": "paragraph",
            "text": "Nobody left before the second reel. In 1987 nobody had either.",
        },
        {"id": "h0000003", "type": "heading", "level": 2, "text": "A winter of its own"},
        {"id": "p0000004", "type": "paragraph", "text": "The projectionist counted coats, then counted them again."},
    ]


def start(headline: str, by: User, *, kind: str = "feature", **more: object) -> Article:
    article = Article(kind=kind)
    changes = {"headline": headline, "dek": "What a harbour does with a film.", "document": passages(), **more}
    saving.start(article=article, changes=changes, by=by, now=timezone.now())
    return article


def printed(headline: str, by: User, *, at: datetime | None = None) -> Article:
    article = start(headline, by)
    handing.print_first(article=article, revision=1, signed=Signatures(by=by), now=timezone.now(), at=at)
    return Article.objects.get(pk=article.pk)


def rewritten(article: Article, by: User) -> None:
    """The next revision: a passage changed, one gone, one come."""
    first, _second, heading, last = passages()
    words = {**first, "text": "The screen stood on the quay, and the wind leant on the screen."}
    come = {"id": "p0000005", "type": "paragraph", "text": "In the morning the ferry took the projector home."}
    document = [words, heading, last, come]
    saving.save(article=article, changes={"document": document}, base=article.revision, by=by, now=timezone.now())


def _records(scene: Scene) -> None:
    film, twin = (Film.objects.create(title=title, year=2011) for title in ("The Cold Reel", "The Cold Reels"))
    person = Person.objects.create(name="Runa Holmgaard-Vik")
    festival = Festival.objects.create(name="Harbour Film Days", short_name="Harbour")
    edition = Edition.objects.create(festival=festival, year=scene.now.year)
    contributor = Contributor.objects.create(slug="mina-editor", name="Mina Editor")
    scale, _made = RatingScale.objects.get_or_create(name="Harbour stars")
    embargo = Embargo.objects.create(
        film=film, kind="review", lifts_at=scene.now + timedelta(days=3), zone="Europe/Oslo"
    )
    records = {
        "film": film, "person": person, "festival": festival, "edition": edition, "contributor": contributor,
        "rating scale": scale, "embargo": embargo,
    }  # fmt: skip
    for name, record in records.items():
        meta = record._meta
        address = f"admin:{meta.app_label}_{meta.model_name}"
        scene.paths[f"{name}: form"] = reverse(f"{address}_change", args=[record.pk])
        scene.paths[f"{name}: new"] = reverse(f"{address}_add")
        scene.paths[f"{name}: list"] = reverse(f"{address}_changelist")
    scene.paths["picture: new"] = reverse("admin:pictures_picture_add")
    scene.paths["picture: list"] = reverse("admin:pictures_picture_changelist")
    scene.paths["film: used"] = reverse("admin:cinema_film_used", args=[film.pk])
    scene.paths["film: merge"] = reverse("admin:cinema_film_merge", args=[film.pk])
    scene.paths["film: merge, with whom"] = reverse("admin:cinema_film_merge", args=[film.pk]) + f"?other={twin.pk}"
    scene.paths["film: delete"] = reverse("admin:cinema_film_delete", args=[twin.pk])
    scene.paths["film: log"] = reverse("admin:cinema_film_history", args=[film.pk])
    scene.paths["embargo: waive"] = reverse("admin:desk_waive", args=[embargo.pk])
    scene.pieces["draft"] = start(
        LONG, scene.writer, edition=edition.pk,
        mentions=[_mention(film=film.pk), _mention(person=person.pk)],
        byline=[{"contributor": contributor.pk, "role": "author"}],
    )  # fmt: skip


def _mention(**more: int) -> dict[str, object]:
    return {"film": None, "person": None, "edition": None, "role": "subject", "confirmed": True, **more}


def _drafts(scene: Scene) -> None:
    draft, me, now = scene.pieces["draft"], scene.me, scene.now
    rewritten(draft, scene.editor)
    workflow.assign(article=draft, to=me, task="facts", by=scene.editor, now=now, due=now.date(), note="The year")
    handed_in = scene.pieces["handed in"] = start("A cinema in a tram depot", scene.writer)
    workflow.submit(article=handed_in, by=scene.writer, now=now)
    sent_back = scene.pieces["sent back"] = start("A quiet programme of loud films", scene.writer)
    workflow.submit(article=sent_back, by=scene.writer, now=now)
    workflow.send_back(article=sent_back, reason="Say who built it.", by=scene.editor, now=now)
    approved = scene.pieces["approved"] = start("Six chairs from the old Regent", me, kind="review")
    workflow.approve(article=approved, revision=1, by=scene.editor, now=now)
    binned = scene.pieces["binned"] = start("A draft nobody wanted", me)
    workflow.trash(article=binned, by=me, now=now)
    conflict = scene.pieces["conflict"] = start("Two hands on one page", me)
    Article.objects.filter(pk=conflict.pk).update(conflict="Version 2 changed passages that this draft changes too: 2")
    link = workflow.share(article=handed_in, label="For the harbour master", by=me, now=now, comments_allowed=True)
    scene.paths |= {
        "form of a draft": form_url(draft),
        "form of a piece sent back": form_url(sent_back),
        "form of a review": form_url(approved),
        "form of a piece in conflict": form_url(conflict),
        "preview": scene.screen("preview", draft),
        "history": scene.screen("history", draft),
        "revision": scene.screen("revision", draft, 2),
        "revision, inline": scene.screen("revision", draft, 2) + "?shown=inline",
        "checks": scene.screen("checks", draft),
        "assign": scene.screen("assign", draft),
        "comment": scene.screen("comment", draft),
        "send back": scene.screen("send_back", handed_in),
        "take": scene.screen("take", handed_in),
        "approve": scene.screen("approve", handed_in),
        "publish": scene.screen("publish", draft),
        "throw away": scene.screen("trash", draft),
        "take out of the bin": scene.screen("untrash", binned),
        "preview links": scene.screen("share", draft),
        "shared": reverse("admin:desk_shared", args=[link.token]),
    }


def _published(scene: Scene) -> None:
    me, now = scene.me, scene.now
    live = scene.pieces["live"] = printed("The last changeover in the harbour", me)
    changed = scene.pieces["changed"] = printed("Who keeps the reels warm", me)
    rewritten(changed, me)
    planned = scene.pieces["scheduled"] = printed("The hour before the premiere", me, at=now + timedelta(hours=3))
    version = live.piece.versions.get()
    copy = version.copy()
    proposal = handing.propose(
        article=live,
        copy=replace(copy, headline="The first changeover in the harbour"),
        declared=[Declared(kind=Change.CORRECTION, text="It was the first, not the last.", place="top")],
        base=version.number,
        revision=None,
        why_second=["The headline changes."],
        reason="A reader was there.",
        by=scene.editor,
        now=now,
    )
    report = reporting.file(
        version=version, words="Nobody left before the second reel.", wrong="My aunt left.", contact="a@example.org",
        now=now,
    )  # fmt: skip
    reporting.file(version=version, words="", wrong="The quay has a name.", contact="", now=now)
    closed: Report = reporting.file(version=version, words="", wrong="I like it.", contact="", now=now)
    reporting.refuse(report=closed, answer="Thank you.", by=me, now=now)
    scene.paths |= {
        "form of a published piece": form_url(live),
        "form of a changed piece": form_url(changed),
        "form of a scheduled piece": form_url(planned),
        "publish changes": scene.screen("change", changed),
        "correct": scene.screen("correct", live),
        "retract": scene.screen("retract", live),
        "withdraw": scene.screen("withdraw", live),
        "take off the schedule": scene.screen("unschedule", planned),
        "proposal": scene.screen("proposal", live, proposal.pk),
        "reports": reverse("admin:desk_reports"),
        "report": reverse("admin:desk_report", args=[report.pk]),
        "report, closed": reverse("admin:desk_report", args=[closed.pk]),
    }


def _interview(scene: Scene) -> None:
    source = TRANSCRIPT.read_bytes()
    draft = matching.matched(draft_of(read_limited(source, filename=TRANSCRIPT.name, site_zone="America/New_York")))
    imported = Import.objects.create(
        filename=TRANSCRIPT.name, text=source.decode(), format="labelled", state=draft.to_json(), by=scene.me,
        at=scene.now, edited_at=scene.now,
    )  # fmt: skip
    interview: Interview = importing.import_draft(draft=draft, by=scene.me, now=scene.now)
    scene.pieces["interview"] = interview
    scene.paths |= {
        "form of an interview": form_url(interview),
        "import": reverse("admin:interviews_import"),
        "import, review": reverse("admin:interviews_import_review", args=[imported.pk]),
        "import, again": reverse("admin:interviews_reimport", args=[interview.pk]),
        "new interview": reverse("admin:interviews_interview_add"),
        "interviews": reverse("admin:interviews_interview_changelist"),
    }


def _lists(scene: Scene) -> None:
    pieces = reverse("admin:desk_article_changelist")
    scene.paths |= {f"new {kind}": reverse("admin:desk_article_add") + f"?kind={kind}" for kind in KINDS}
    scene.paths |= {
        "home": reverse("admin:index"),
        "pieces": pieces,
        "pieces, filtered": f"{pieces}?state=draft&q=harbour",
        "pieces, nothing fits": f"{pieces}?q=zeppelin",
        "board": reverse("admin:desk_board"),
        "calendar": reverse("admin:desk_calendar"),
        "search": f"{reverse('admin:desk_search')}?q=harbour",
        "search, nothing found": f"{reverse('admin:desk_search')}?q=zeppelin",
        "letters": reverse("admin:desk_letters"),
        "help": reverse("admin:desk_help"),
        "front page": reverse("admin:desk_front"),
        "one section of records": reverse("admin:app_list", args=["cinema"]),
        "password": reverse("admin:password_change"),
    }


PARTS = {"records": _records, "drafts": _drafts, "published": _published, "interview": _interview, "lists": _lists}
