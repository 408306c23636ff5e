"""One interview in each hidden state, with a nonsense word of its own in every field, and every address there is."""

import io
from datetime import timedelta
from itertools import product

from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.urls import get_resolver, reverse
from PIL import Image
from taggit.models import Tag

from factories import NOON, make_edition, make_film, make_person
from interviews.models import Interview
from journal.cinema.models import Edition, Festival, Film, Person
from journal.desk import handing, permissions, saving, workflow
from journal.desk.models import Article, Assignment, Comment, PreviewLink, Proposal
from journal.pictures import uploading
from journal.pictures.models import Picture
from journal.press import embargoing, publishing, reporting
from journal.press.copy import Copy
from journal.press.declaring import Declared, Signatures
from journal.press.kinds import SECTION_NAMES
from journal.press.models import Address, Contributor, Embargo, Piece, Quotation, Report, Version

HOUR = timedelta(hours=1)
SEEN = NOON + 2 * HOUR  # when everybody looks
LIFT = NOON + 9 * HOUR


def word(state, field):
    return f"xq{state}{field}qx"


class House:
    """The records that every piece shares, who works on them, and the words that nobody else may see."""

    def __init__(self):
        self.edith = self.person("edith", permissions.EDITORS)
        self.chief = self.person("chief", permissions.EDITOR_IN_CHIEF)
        self.root = User.objects.create_superuser("root", password=None)
        self.words = {}  # by state
        self.film, self.ida, self.edition = make_film(), make_person(), make_edition()
        self.nora = Contributor.objects.create(name="Nora Lind", slug="nora")

    @staticmethod
    def person(name, role="", *, staff=True):
        user = User.objects.create_user(name, f"{name}@example.org", is_staff=staff)
        if role:
            user.groups.add(Group.objects.get(name=role))
        return user

    def coin(self, state, *fields):
        words = {field: word(state, field) for field in fields}
        self.words.setdefault(state, set()).update(words.values())
        return words

    def interview(self, state, *, film=None, edition=None, picture=None, **more):
        """A draft of Edith's: a word of its own in every field that holds words."""
        said = self.coin(
            state, "headline", "dek", "slug", "turn", "cited", "described", "topic", "place", "notes", "remark"
        )
        said |= self.coin(state, "task")
        article = Interview(kind="interview")
        blocks = [
            {"id": "b0000001", "type": "turn", "by": "IO", "text": f"It was {said['turn']}, and {'on and ' * 20}on."},
            {"id": "b0000002", "type": "quote", "text": "A line.", "cite": said["cited"]},
        ]
        speaker = {"label": "IO", "role": "interviewee", "person": self.ida.pk, "contributor": None}
        mentions = [{"film": (film or self.film).pk, "person": None, "edition": None}]
        mentions.append({"film": None, "person": None, "edition": (edition or self.edition).pk})
        saving.start(
            article=article,
            changes={
                "headline": f"Of {said['headline']}",
                "dek": f"With {said['dek']}.",
                "slug": said["slug"],
                "notes": said["notes"],
                "topics": [said["topic"], "the sea"],
                "document": blocks,
                "picture": picture.pk if picture else None,
                "byline": [{"contributor": self.nora.pk, "role": "author"}],
                "mentions": [{**one, "role": "subject", "confirmed": True} for one in mentions],
                "form": {
                    "place": said["place"],
                    "participants": [{**speaker, "name": "", "described_as": said["described"]}],
                },
                **more,
            },
            by=self.edith,
            now=NOON,
        )
        Comment.objects.create(article=article, text=said["remark"], author=self.edith, at=NOON)
        workflow.assign(article=article, to=self.root, task="facts", by=self.edith, now=NOON, note=said["task"])
        return Article.objects.get(pk=article.pk)

    def printed(self, article, at=None):
        signed = Signatures(by=self.edith)
        return handing.print_first(article=article, revision=article.revision, signed=signed, now=NOON, at=at)

    def embargo(self, **over):
        embargoing.impose(embargo=Embargo(lifts_at=LIFT, **over), by=self.edith, now=NOON + HOUR)


def changed(version, **fields):
    copy = version.copy()
    return Copy(**{name: getattr(copy, name) for name in copy.__dataclass_fields__} | fields)


# -- the states: each makes a piece that nobody without the right may see a word of ---------------------------------


def draft(house):
    house.interview("draft")


def submitted(house):
    workflow.submit(article=house.interview("submitted"), by=house.edith, now=NOON)


def scheduled(house):
    house.printed(house.interview("scheduled"), at=LIFT)


def embargoed_by_film(house):
    film = make_film("Under Wraps")
    house.printed(house.interview("byfilm", film=film))
    house.embargo(film=film, wording=house.coin("byfilm", "wording")["wording"])


def embargoed_by_edition(house):
    edition = make_edition(2013)
    house.printed(house.interview("byedition", edition=edition))
    house.embargo(edition=edition)


def embargoed_itself(house):
    version = house.printed(house.interview("bypiece"))
    house.embargo(piece=version.piece)


def withdrawn(house):
    version = house.printed(house.interview("withdrawn"))
    publishing.withdraw(
        piece=version.piece, public_reason="By order of a court.", signed=Signatures(by=house.chief), now=NOON + HOUR
    )


def called_off(house):
    article = house.interview("calledoff")
    house.printed(article, at=LIFT)
    handing.unschedule(article=Article.objects.get(pk=article.pk), signed=Signatures(by=house.edith), now=NOON + HOUR)


def superseded_under_embargo(house):
    """The words went with a change, the film's embargo came after: the old version may not say them either."""
    film = make_film("Late Secret")
    version = house.printed(house.interview("superseded", film=film))
    publishing.change(
        piece=version.piece,
        copy=changed(version, headline="Nothing to see", dek="", document=plain(), form={}, topics=(),
                     participants=(), films=()),
        declared=[Declared("update", "It is another text now.")],
        base=1,
        signed=Signatures(by=house.edith),
        now=NOON + HOUR / 2,
        slug="nothing-to-see",
    )  # fmt: skip
    house.embargo(film=film)


def private_preview(house):
    article = house.interview("preview")
    said = house.coin("preview", "label")
    link = workflow.share(article=article, label=said["label"], by=house.edith, now=NOON, comments_allowed=True)
    guest = house.coin("preview", "guest")["guest"]
    Comment.objects.create(article=article, text=guest, link=link, at=NOON)
    workflow.revoke(link=link, now=NOON + HOUR)


def embargoed_still(house):
    """The picture of a piece under embargo: no words, no file name, no rendition's address."""
    data = io.BytesIO()
    Image.new("RGB", (900, 600), (180, 60, 40)).save(data, "JPEG")
    said = house.coin("still", "title", "alt", "caption", "credit")
    picture = Picture(title=said["title"], alt=said["alt"], caption=said["caption"], credit_line=said["credit"])
    picture = uploading.take_in(picture, upload=ContentFile(data.getvalue(), "quay.jpg"), now=NOON)
    version = house.printed(house.interview("still", picture=picture))
    house.embargo(piece=version.piece)


def translations(house):
    """Of a piece that everybody may read: one on the schedule, one under embargo."""
    original = house.public[0].pk
    house.printed(house.interview("trscheduled", lang="de", translation_of=original), at=LIFT)
    version = house.printed(house.interview("trembargo", lang="it", translation_of=original))
    house.embargo(piece=version.piece)


def withdrawn_translation(house):
    version = house.printed(house.interview("trgone", lang="es", translation_of=house.public[0].pk))
    publishing.withdraw(
        piece=version.piece, public_reason="By order of a court.", signed=Signatures(by=house.chief), now=NOON + HOUR
    )


def original_under_embargo(house):
    """Its translation is public and says nothing of it."""
    version = house.printed(house.interview("original", lang="fr"))
    publishing.publish(
        copy=Copy(kind="essay", headline="Seen", document=plain(), translation_of=version.piece_id),
        slug="seen",
        signed=Signatures(by=house.edith),
        now=NOON,
    )
    house.embargo(piece=version.piece)


# These change a piece that readers see: its public face stays as it was.


def pending_correction(house):
    """What the working copy of a public piece says since, and a change that waits for a second signature."""
    article, version = house.public
    said = house.coin("pending", "headline", "dek", "notice", "reason")
    saving.save(
        article=Article.objects.get(pk=article.pk).whole(),
        changes={"headline": said["headline"]},
        base=article.revision,
        by=house.edith,
        now=NOON,
    )
    handing.propose(
        article=article,
        copy=changed(version, dek=said["dek"]),
        declared=[Declared("correction", said["notice"], place="top")],
        base=1,
        revision=None,
        why_second=["A correction at the top is signed by a second person."],
        reason=said["reason"],
        by=house.chief,
        now=NOON,
    )


def scheduled_correction(house):
    article, version = house.public
    said = house.coin("correction", "dek", "notice")
    handing.correct_live(
        article=article,
        copy=changed(version, dek=said["dek"]),
        declared=[Declared("correction", said["notice"])],
        base=1,
        signed=Signatures(by=house.chief),
        now=NOON + HOUR,
        at=LIFT,
    )


def reported(house):
    """What a reader told the desk about a public piece, and where the reader is reached."""
    _article, version = house.public
    said = house.coin("reported", "wrong", "contact")
    reporting.file(version=version, words="", wrong=said["wrong"], contact=said["contact"], now=NOON + HOUR)


UNSEEN = [
    draft,
    submitted,
    scheduled,
    embargoed_by_film,
    embargoed_by_edition,
    embargoed_itself,
    called_off,
    private_preview,
    embargoed_still,
    translations,
    pending_correction,
    scheduled_correction,
    reported,
]
# Something of these pieces was public, so an address may say that they were, never what they said.
STUBS = [withdrawn, superseded_under_embargo, withdrawn_translation, original_under_embargo]


def plain():
    return Copy.from_json(
        {"kind": "feature", "headline": "x", "dek": "", "lang": "en", "byline": [], "participants": [], "films": [],
         "people": [], "editions": [], "topics": [], "picture": None, "form": {},
         "document": [{"id": "c0000001", "type": "paragraph", "text": "Nothing."}]}
    ).document  # fmt: skip


# -- every address --------------------------------------------------------------------------------------------------


def patterns(found=None, prefix=""):
    """(pattern, its place) of everything that the resolver knows."""
    for pattern in found or get_resolver().url_patterns:
        place = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from patterns(pattern.url_patterns, place)
        else:
            yield pattern, place


def public_addresses(*, slugs, states=()):
    """Every public route with every known slug, section, year, month and number; searches for each state's words."""
    slugs = {
        "film": Film.objects.values_list("slug", flat=True),
        "person": Person.objects.values_list("slug", flat=True),
        "festival": Festival.objects.values_list("slug", flat=True),
        "topic": [*Tag.objects.values_list("slug", flat=True)],
        "contributor": Contributor.objects.values_list("slug", flat=True),
        "piece": [*Address.objects.values_list("slug", flat=True), *slugs],
    }
    slugs |= {f"feed_{name}": slugs[name] for name in ("film", "person", "festival", "contributor", "topic")}
    slugs |= {"edition": slugs["festival"]}
    known = {
        "section": [*SECTION_NAMES],
        "year": sorted({2026, *Edition.objects.values_list("year", flat=True)}),
        "month": [2, 3, 4],
        "token": ["x" * 32],
        "number": [1, 2, 3],
        "form": ["atom", "xml", "json"],
        "block": [*Quotation.objects.values_list("block", flat=True).distinct(), "p0000000"],
        "digest": ["0" * 16],
        "what": ["entity", "type", "property"],
        "id": ["film-1", "person-1", "festival-1"],
    }
    for pattern, place in patterns():
        if place.startswith(("desk/", "media/")):
            continue
        names = list(pattern.pattern.converters)
        choices = {**known, "slug": slugs.get(pattern.name, slugs["piece"])}
        if "slug" in names and "section" in names:
            choices["section"] = ["interviews"]
        for values in product(*(choices[name] for name in names)):
            yield reverse(f"front:{pattern.name}", kwargs=dict(zip(names, values, strict=True)))
    for state, at in product(states, ("/search/", "/quotes/")):
        yield f"{at}?q=xq{state}"
    for state in states:
        yield f"/reconcile/suggest/entity?prefix=xq{state}"
    yield from ("/?page=2", "/interviews/?before=9999999999999999.1", "/films/?letter=u", "/people/?letter=i")


def desk_addresses():
    """Every route of the desk with every known id; lists searched, and records looked up, by how each word begins."""
    ids = {model._meta.label_lower: [*model.objects.values_list("pk", flat=True)] for model in RECORDS}
    pieces = ids["desk.article"]
    ids["interviews.interview"] = pieces
    given = {
        "number": [1, 2],
        "proposal": [*Proposal.objects.values_list("pk", flat=True)],
        "comment": [*Comment.objects.values_list("pk", flat=True)],
        "assignment": [*Assignment.objects.values_list("pk", flat=True)],
        "link": [*PreviewLink.objects.values_list("pk", flat=True)],
        "token": [*PreviewLink.objects.values_list("token", flat=True), "x" * 32],
        "format": ["text", "markdown", "json"],
        "kind": ["film", "person", "festival"],
    }
    for pattern, place in patterns():
        if not place.startswith("desk/") or pattern.name in {None, "logout"}:
            continue
        names = list(pattern.pattern.converters)
        label = ".".join(pattern.name.split("_")[:2])
        of_model = ids.get(label, pieces if pattern.name.startswith(("desk_", "interviews_")) else [1])
        if pattern.name == "desk_waive":
            of_model = ids["press.embargo"]
        if pattern.name == "desk_everywhere":
            of_model = ids["cinema.film"]
        if pattern.name == "desk_report":
            of_model = list(Report.objects.values_list("pk", flat=True))
        choices = {**given, "pk": of_model, "object_id": of_model, "id": [1]}
        if pattern.name == "view_on_site":
            choices |= {"content_type_id": types(), "object_id": pieces}
        if pattern.name == "app_list":
            continue
        for values in product(*(choices[name] for name in names)):
            yield reverse(f"admin:{pattern.name}", kwargs=dict(zip(names, values, strict=True)))
        if pattern.name.endswith("_changelist"):
            yield f"{reverse(f'admin:{pattern.name}')}?q=xq"
    yield from (reverse("admin:app_list", args=[app]) for app in ("desk", "press", "cinema", "pictures", "interviews"))
    for app, model, field in LOOKED_UP:
        query = f"app_label={app}&model_name={model}&field_name={field}&term=xq"
        yield f"{reverse('admin:autocomplete')}?{query}"


def types():
    return [ContentType.objects.get_for_model(model).pk for model in (Article, Piece, Version)]


RECORDS = [Article, Film, Person, Festival, Edition, Picture, Contributor, Embargo, Tag]
LOOKED_UP = [
    ("desk", "article", "picture"),
    ("desk", "article", "edition"),
    ("desk", "article", "translation_of"),
    ("desk", "mention", "film"),
    ("desk", "mention", "person"),
    ("desk", "byline", "contributor"),
    ("press", "embargo", "film"),
    ("press", "embargo", "piece"),
]
