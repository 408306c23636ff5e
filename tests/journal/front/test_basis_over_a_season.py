"""Whatever happens, in any order and at any instant: a kept page is the page that would be set now."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from random import Random

import pytest
from django.test import Client
from taggit.models import Tag

from factories import NOON, make_change, make_copy, make_film, make_person, make_user
from journal.cinema.models import Edition, Film, Person
from journal.document.blocks import Block, Document
from journal.front import clock, page_cache
from journal.press import arranging, embargoing, publishing
from journal.press.copy import Credit, EditionLink, FilmLink, Participant, PersonLink
from journal.press.declaring import Refused, Signatures
from journal.press.models import Contributor, Embargo, FrontPage, Piece, Version

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
FORMS = ("atom", "xml", "json")
OF_RECORDS = ("films/{film}", "people/{person}", "topics/the-sea", "contributors/nora")
PAGES = ("/", "/interviews/", "/features/", "/films/", "/people/", "/festivals/", "/about/", "/corrections-policy/")
FEEDS = ("/feeds/all", "/feeds/corrections", "/feeds/interviews", "/feeds/features")


class Season:
    """A journal with one film, one person, one festival that everything is about, and a clock that goes on."""

    def __init__(self, talk: Callable[..., Version], seed: int) -> None:
        self.dice = Random(seed)  # a test that can be run again
        self.now = NOON
        self.editor = make_user()
        self.talk = talk
        self.ida = make_person()
        self.film = make_film(directors=(self.ida,))
        first = talk(film=self.film, person=self.ida)
        self.edition: Edition = first.editions.get()
        Edition.objects.update(starts=NOON.date(), ends=NOON.date() + timedelta(days=1))

    def addresses(self) -> list[str]:
        film, person = Film.objects.get(pk=self.film.pk).slug, Person.objects.get(pk=self.ida.pk).slug
        records = [path.format(film=film, person=person) for path in OF_RECORDS]
        pieces = [version.get_absolute_url() for version in Version.objects.live(self.now)]
        feeds = [f"{path}.{form}" for path in (*FEEDS, *(f"/feeds/{path}" for path in records)) for form in FORMS]
        return [*PAGES, *(f"/{path}/" for path in records), *feeds, *pieces]

    def print_one(self) -> None:
        number = Piece.objects.count()
        said = (
            f'It took {number} winters, and <cite film="{self.film.pk}">Salt Hours</cite> took all of them from us. '
            * 2
        )
        copy = make_copy(
            f"Piece {number}",
            kind=self.dice.choice(("interview", "feature")),
            document=Document((Block(id=f"b000000{number % 10}", type="turn", by="IO", text=said),)),
            participants=(Participant("IO", "Ida Orlov", person=self.ida.pk),),
            films=(FilmLink(self.film.pk, "Salt Hours", 2012, self.dice.choice(("subject", "mentioned"))),),
            people=(PersonLink(self.ida.pk, "Ida Orlov", self.dice.choice(("participant", "subject"))),),
            editions=(EditionLink(self.edition.pk, "Lake 2012"),),
            byline=(Credit("Nora Lind", "author", Contributor.objects.get().pk, "nora"),),
            topics=("the sea",),
            lang=self.dice.choice(("en", "fr", "de")),
            translation_of=self.dice.choice((None, *Piece.objects.values_list("pk", flat=True))),
        )
        at = self.dice.choice((None, self.now + 2 * HOUR))
        publishing.publish(copy=copy, slug=f"piece-{number}", signed=Signatures(by=None), now=self.now, at=at)

    def any_live(self) -> Version:
        return self.dice.choice(list(Version.objects.live(self.now)))

    def correct_one(self) -> None:
        version = self.any_live()
        make_change(version, now=self.now, headline=f"{version.headline}, once more")

    def withdraw_one(self) -> None:
        publishing.withdraw(
            piece=self.any_live().piece, public_reason="By order.", signed=Signatures(by=self.editor), now=self.now
        )

    def impose_one(self) -> None:
        embargo = Embargo(piece=self.any_live().piece, lifts_at=self.now + self.dice.choice((1, 3)) * HOUR)
        embargoing.impose(embargo=embargo, by=self.editor, now=self.now)

    def waive_one(self) -> None:
        for embargo in Embargo.objects.filter(waived_at__isnull=True, lifts_at__gt=self.now)[:1]:
            embargoing.waive(embargo=embargo, by=self.editor, reason="Agreed.", now=self.now)

    def arrange(self) -> None:
        pieces = self.dice.sample(list(Piece.objects.values_list("pk", flat=True)), 2)
        mode = self.dice.choice(list(FrontPage.Festival))
        edition = self.edition if mode == FrontPage.Festival.PICKED else None
        at = self.dice.choice((None, self.now + HOUR))
        arranging.arrange(pieces=[*pieces, None], by=None, now=self.now, at=at, festival=mode, edition=edition)

    def rename(self) -> None:
        number = str(self.dice.random())
        self.dice.choice(
            (
                lambda: Film.objects.update(title=f"Salt {number}"),
                lambda: Person.objects.update(name=f"Ida {number}"),
                lambda: Tag.objects.update(name=f"Sea {number}"),
                lambda: Contributor.objects.update(name=f"Nora {number}"),
                lambda: Edition.objects.update(ends=self.now.date()),
            )
        )()

    def wait(self) -> None:
        self.now += self.dice.choice((HOUR, 30 * HOUR))


@pytest.mark.parametrize("seed", range(3))
def test_a_kept_page_is_the_page_that_would_be_set_now(client: Client, talk, monkeypatch, seed):
    season = Season(talk, seed)
    acts = (Season.print_one, Season.print_one, Season.correct_one, Season.withdraw_one, Season.impose_one)
    acts += (Season.waive_one, Season.arrange, Season.rename, Season.wait)
    visit = page_cache.visit

    def get(address: str, moment: datetime, *, anew: bool) -> tuple[int, bytes, dict[str, str]]:
        monkeypatch.setattr(clock, "now", lambda: moment)
        monkeypatch.setattr(page_cache, "visit", (lambda request, now: None) if anew else visit)
        answer = client.get(address)
        return answer.status_code, answer.content, dict(answer.items())

    for _act in range(14):
        for address in season.addresses():
            get(address, season.now, anew=False)
        addresses = season.addresses()
        # What an act refuses (a withdrawal of the last piece, say) is no act.
        with suppress(Refused, IndexError, ValueError):
            season.dice.choice(acts)(season)
        season.now += timedelta(minutes=1)
        differ = [
            address
            for address in [*addresses, *season.addresses()]
            if get(address, season.now, anew=False) != get(address, season.now, anew=True)
        ]
        assert differ == []
