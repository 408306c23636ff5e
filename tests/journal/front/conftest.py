"""The front's cast: one talk with everything that a piece can have, and a clock that a test sets."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from factories import NOON, make_edition, make_film, make_person, make_version
from journal.document.blocks import Block, Document
from journal.front import clock
from journal.press.copy import Credit, EditionLink, FilmLink, Participant, PersonLink
from journal.press.models import Contributor, Version


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    return set_to


@pytest.fixture
def at(client, set_clock):
    """The page at an address as a reader gets it at an instant."""

    def get(address, moment, **headers):
        set_clock(moment)
        return client.get(address, headers=headers)

    return get


def talk_document(film: int) -> Document:
    return Document(
        (
            Block(id="a0000001", type="paragraph", text=f'We met after <cite film="{film}">Salt Hours</cite>.'),
            Block(id="a0000002", type="turn", by="Q", text="Why salt?"),
            Block(
                id="a0000003",
                type="turn",
                by="IO",
                text="<direction>laughing</direction> Because the sea was there.\n\nAnd it stayed.",
            ),
        )
    )


@pytest.fixture(scope="session")
def talk() -> Callable[..., Version]:
    """Publishes an interview with film, person, festival, byline, topic and a quotation."""

    def publish(headline: str = "The sea was there", *, now: datetime = NOON, **fields: Any) -> Version:
        ida = fields.pop("person", None) or make_person()
        film = fields.pop("film", None) or make_film(directors=(ida,), runtime=104, countries=["US"])
        edition = fields.pop("edition", None) or make_edition()
        nora, _made = Contributor.objects.get_or_create(slug="nora", defaults={"name": "Nora Lind"})
        given: dict[str, Any] = {
            "kind": "interview",
            "dek": "On salt and patience.",
            "document": talk_document(film.pk),
            "byline": (Credit("Nora Lind", "interviewer", nora.pk, "nora"),),
            "participants": (
                Participant("Q", role="interviewer"),
                Participant("IO", "Ida Orlov", person=ida.pk, described_as="director"),
            ),
            "films": (FilmLink(film.pk, "Salt Hours", 2012, "subject"),),
            "people": (PersonLink(ida.pk, "Ida Orlov", "participant"),),
            "editions": (EditionLink(edition.pk, "Lake 2012"),),
            "topics": ("the sea",),
        }
        return make_version(headline, now=now, **(given | fields))

    return publish
