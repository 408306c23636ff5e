"""From one state of a piece's file to the parts of a working copy that the desk's verbs save."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from journal.demo.moments import day, instant
from journal.demo.piecefiles import FileError, Printing
from journal.demo.references import Records
from journal.demo.scales import rated
from journal.desk.models import Article
from journal.document import plaintext
from journal.document.blocks import Document

FILM_ROLES = ("subject", "reviewed", "mentioned")
# Facts that stand at the foot of the text, as notes.
FOOTNOTES = ("disclosure", "note")


@dataclass(frozen=True, slots=True)
class Drafter:
    """Makes working copies of files, on a site in ``zone`` whose demo is loaded at ``loaded``."""

    records: Records
    loaded: datetime
    zone: ZoneInfo

    def moment(self, words: str) -> datetime:
        return instant(words, self.loaded, self.zone)

    def changes(self, name: str, printing: Printing, previous: Document | None = None) -> dict[str, Any]:
        """Parts of a snapshot (``Article.snapshot``). Raises FileError on a name that no record has."""
        facts = printing.facts
        edition = facts.get("edition")
        picture = facts.get("picture")
        return {
            "kind": facts["kind"],
            "headline": facts["headline"],
            "dek": facts["dek"],
            "slug": name,
            "lang": facts.get("lang", "en"),
            "translation_of": self.original(name, printing),
            "document": self.document(name, printing, previous).to_json(),
            "notes": facts.get("notes", ""),
            "picture": self.one("pictures", picture, name).pk if picture else None,
            "edition": self.one("editions", edition, name).pk if edition else None,
            "topics": printing.many("topics"),
            "byline": [self.credit(name, words) for words in printing.many("byline")],
            "mentions": [*self.films(name, printing), *self.people(name, printing)],
            "review": self.review(name, printing),
            "form": self.form(name, printing) if facts["kind"] == "interview" else {},
        }

    def original(self, name: str, printing: Printing) -> int | None:
        """The piece that this one was translated from, which was written before it."""
        slug = printing.facts.get("translation of")
        found = Article.objects.filter(slug=slug, kind=printing.facts["kind"]).first() if slug else None
        if slug and found is None:
            raise FileError(f"{name}: {slug}, of which it is a translation, was not written before it")
        return found.pk if found else None

    def document(self, name: str, printing: Printing, previous: Document | None = None) -> Document:
        """The text with its footnotes. Blocks keep the ids that they had in ``previous``. Raises FileError on anything
        that the notation leaves open."""
        notes = [f"[note] {printing.facts[key]}" for key in FOOTNOTES if key in printing.facts]
        text = self.records.cited("\n\n".join([printing.text, *notes]), name)
        labels = [participant.partition(" = ")[0] for participant in printing.participants]
        reading = plaintext.read(text, labels, previous)
        if reading.problems:
            problem = reading.problems[0]
            raise FileError(f"{name}, line {problem.line} of the text: {problem}")
        return reading.document

    def one(self, table: str, key: str, name: str) -> Any:
        found = getattr(self.records, table).get(key)
        if found is None:
            raise FileError(f"{name}: there is no {key} among the {table}")
        return found

    def credit(self, name: str, words: str) -> dict[str, Any]:
        """``Chidori Kanzaki, translator``."""
        who, _comma, role = words.partition(", ")
        return {"contributor": self.one("contributors", who, name).pk, "role": role or "author"}

    def films(self, name: str, printing: Printing) -> list[dict[str, Any]]:
        """The film under review stands in the review, the others are mentions."""
        found = [_film_and_role(words) for words in printing.many("films")]
        return [
            {"film": self.records.film(slug, name).pk, "person": None, "edition": None, "role": role, "confirmed": True}
            for slug, role in found
            if role != "reviewed"
        ]

    def people(self, name: str, printing: Printing) -> list[dict[str, Any]]:
        people = [self.one("people", who, name) for who in printing.many("people")]
        return [
            {"film": None, "person": person.pk, "edition": None, "role": "subject", "confirmed": True}
            for person in people
        ]

    def review(self, name: str, printing: Printing) -> dict[str, Any] | None:
        reviewed = [slug for slug, role in map(_film_and_role, printing.many("films")) if role == "reviewed"]
        if not reviewed:
            return None
        scale = self.one("scales", printing.facts["scale"], name)
        rating = printing.facts.get("rating")
        return {
            "film": self.records.film(reviewed[0], name).pk,
            "scale": scale.pk,
            "rating": rated(scale, rating) if rating else None,
            "verdict": printing.facts.get("verdict", ""),
            "seen_at": "",
        }

    def form(self, name: str, printing: Printing) -> dict[str, Any]:
        """What an interview has beside its text."""
        facts = printing.facts
        stamps = {}
        if "stamps" in facts:
            stamps = {
                "stamp_text": facts["stamps"],
                "stamp_zone": "America/New_York",
                "first_published_at": self.moment(facts["published"]).isoformat(),
                "first_updated_at": self.moment(facts["updated"]).isoformat(),
            }
        return {
            "conducted_on": day(facts["conducted"], self.loaded, self.zone).isoformat(),
            "place": facts.get("place", ""),
            "medium": facts["medium"],
            "editing": facts["editing"],
            "original_language": facts.get("spoken", ""),
            "participants": [self.participant(name, words) for words in printing.participants],
            **stamps,
        }

    def participant(self, name: str, words: str) -> dict[str, Any]:
        """``HM = haruka-mizushiro | interviewee | director of Letters at Dusk``: a person of the catalogue by address,
        a contributor by name, or nobody on record."""
        label, equals, rest = words.partition(" = ")
        who, role, *more = re.split(r" \| ", rest)
        if not equals:
            raise FileError(f"{name}: {words} is no participant")
        person = self.records.people_by_slug.get(who)
        contributor = self.records.contributors.get(who)
        return {
            "label": label,
            "role": role,
            "person": person.pk if person else None,
            "contributor": contributor.pk if contributor else None,
            "name": "" if person or contributor else who,
            "described_as": more[0] if more else "",
        }


def _film_and_role(words: str) -> tuple[str, str]:
    slug, _space, role = words.partition(" ")
    if role and role not in FILM_ROLES:
        raise FileError(f"{words}: no such role of a film")
    return slug, role or "mentioned"
