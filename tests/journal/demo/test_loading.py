import json
import re
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import models

from interviews.models import Interview, Participant
from journal.cinema.models import Film, Person
from journal.demo import loading, people
from journal.desk.models import Article
from journal.desk.states import State
from journal.document.blocks import Document
from journal.front import ahead, clock
from journal.pictures.models import Picture
from journal.press import ledger
from journal.press.kinds import Kind
from journal.press.models import Embargo, Notice, Piece, Quotation, Version

pytestmark = pytest.mark.django_db
OURS = ("cinema", "pictures", "press", "desk", "interviews", "auth", "taggit")


def everything() -> dict[str, list[dict[str, object]]]:
    """Every row of every table of the site, clocks included."""
    found: dict[str, list[dict[str, object]]] = {}
    for model in apps.get_models():
        if model._meta.app_label in OURS:
            found[model._meta.label] = list(model._base_manager.order_by("pk").values())
    return found


def articles() -> models.QuerySet[Article]:
    return Article.objects.order_by("slug")


def test_a_second_load_changes_nothing_and_moves_no_clock(demo: datetime) -> None:
    before = everything()
    later = demo + timedelta(days=40)
    assert people.create_logins() == []
    assert loading.load(now=later) == Counter()
    assert everything() == before


def test_what_is_missing_comes_back_and_nothing_else_moves(demo: datetime) -> None:
    Article.objects.get(slug="hunger-draft").delete()
    pieces = list(Piece.objects.order_by("pk").values())
    assert loading.load(now=demo) == Counter(review=1)
    assert list(Piece.objects.order_by("pk").values()) == pieces


def test_without_accounts_it_says_what_to_do(demo: datetime) -> None:
    User.objects.get(username="chief").delete()
    with pytest.raises(LookupError, match=r"run people\.create_logins first"):
        loading.load(now=demo)


def test_the_magazine_has_the_pieces_it_needs(demo: datetime) -> None:
    published = Version.objects.live(demo).values_list("kind", flat=True)
    assert Counter(published) == {
        Kind.INTERVIEW: 8,  # one of them in two languages
        Kind.REVIEW: 8,
        Kind.DISPATCH: 4,
        Kind.NEWS: 5,  # one of them retracted
        Kind.ESSAY: 3,
        Kind.FEATURE: 2,
        Kind.OBITUARY: 1,
        Kind.LIST: 2,
    }


def test_every_state_of_the_desk_is_to_be_seen(demo: datetime) -> None:
    states = Counter(article.state(demo) for article in articles())
    assert {state: states[state] for state in states if state != State.PUBLISHED} == {
        State.DRAFT: 1,
        State.SUBMITTED: 1,
        State.APPROVED: 1,
        State.SCHEDULED: 2,
        State.CORRECTED: 2,
        State.RETRACTED: 1,
        State.WITHDRAWN: 1,
    }


def test_published_pieces_were_changed_in_every_way(demo: datetime) -> None:
    later = Version.objects.filter(number__gt=1).values_list("change", flat=True)
    assert Counter(later) == {
        "typo": 1, "clarification": 1, "correction": 2, "update": 1, "editor_note": 1, "retraction": 1,
    }  # fmt: skip
    assert Notice.objects.count() == 6


def test_every_page_can_be_set(demo: datetime, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, urlsplit(settings.SITE_URL).hostname]
    monkeypatch.setattr(clock, "now", lambda: demo)
    site = ahead.Setter()
    found = {address: site.set_page(address)[0] for address in ahead.addresses(demo)}
    assert len(found) > 200
    assert {address: status for address, status in found.items() if status != 200} == {}


def test_the_ledger_holds(demo: datetime) -> None:
    assert list(ledger.verify()) == []


def test_dates_reach_from_long_ago_to_this_week_and_only_the_scheduled_lie_ahead(demo: datetime) -> None:
    public = Version.objects.live(demo)
    dates = sorted(public.values_list("published_at", flat=True))
    assert demo - dates[-1] < timedelta(days=7)
    assert sum(demo - at < timedelta(days=730) for at in dates) >= 20
    ahead = Version.objects.filter(published_at__gt=demo).order_by("slug").values_list("slug", flat=True)
    assert list(ahead) == ["echo-of-the-steppe-line", "the-hour-that-happens-twice"]


def test_the_embargo_lifts_when_the_review_goes_out(demo: datetime) -> None:
    embargo = Embargo.objects.get()
    version = Version.objects.get(slug="echo-of-the-steppe-line")
    assert embargo.film.slug == "echo-of-the-steppe-line-2025"
    assert version.live_from == embargo.lifts_at
    assert not Version.objects.live(demo).filter(films=embargo.film).exists()


def test_the_imported_interview_had_two_heroes_and_now_has_one(demo: datetime) -> None:
    first, second = Version.objects.filter(slug="the-salt-ledger-interview").order_by("number")
    assert (first.change, second.change) == ("legacy", "correction")
    assert [name for name in ("Amias", "Amos") if name in json.dumps(first.document)] == ["Amias", "Amos"]
    assert [name for name in ("Amias", "Amos") if name in json.dumps(second.document)] == ["Amos"]
    assert first.published_at == second.published_at
    assert first.published_at.isoformat() == "2012-10-12T10:40:00+00:00"
    assert [block["id"] for block in first.document] == [block["id"] for block in second.document]


def test_the_long_interview_is_long_and_the_recorded_one_has_its_times(demo: datetime) -> None:
    long = Document.from_json(Article.objects.get(slug="signe-brattvag-oyen").document)
    assert len(long.turns()) > 100
    recorded = Document.from_json(Article.objects.get(slug="wren-abernathy-soto").document).turns()
    times = [turn.t for turn in recorded]
    assert None not in times
    assert times == sorted(times)


def test_the_translated_interview_keeps_originals_beside_some_answers(demo: datetime) -> None:
    turns = Document.from_json(Article.objects.get(slug="letters-at-dusk-interview").document).turns()
    originals = [turn.original.lang for turn in turns if turn.original]
    assert set(originals) == {"ja"}
    assert 5 < len(originals) < len(turns)


def test_one_interview_is_there_in_the_language_in_which_it_was_held_and_in_english(demo: datetime) -> None:
    french, english = Version.objects.filter(slug__in=["fauteuil-vide", "empty-seat"]).order_by("published_at")
    assert (french.lang, french.translation_of, english.lang, english.translation_of) == (
        "fr",
        None,
        "en",
        french.piece,
    )
    assert len(french.copy().document.turns()) == len(english.copy().document.turns()) == 12
    assert english.form["conditions"].endswith("Translated from French by Chidori Kanzaki.")
    assert "Translated" not in french.form["conditions"]


def test_the_mailed_interview_has_its_questions_in_bold(demo: datetime) -> None:
    turns = Document.from_json(Article.objects.get(slug="ottavio-serrabruna").document).turns()
    assert {turn.by: turn.text.startswith("<strong>") for turn in turns} == {"INT": True, "OS": False}


def test_every_document_is_valid_and_every_cited_film_is_on_record(demo: datetime) -> None:
    films = set(Film.objects.values_list("pk", flat=True))
    documents = [Document.from_json(article.document) for article in articles()]
    documents += [Document.from_json(version.document) for version in Version.objects.all()]
    for document in documents:
        assert set(document.films()) <= films
        assert document.to_json() == Document.from_json(document.to_json()).to_json()
    assert sum(len(document.films()) for document in documents) > 100


def test_only_invented_people_and_our_own_writers_speak(demo: datetime) -> None:
    spoken = Quotation.objects.filter(person__isnull=False)
    assert set(spoken.values_list("person__invented", flat=True)) == {True}
    asked = Participant.objects.filter(role="interviewee")
    assert asked.filter(person__isnull=True).count() == 0
    assert set(asked.values_list("person__invented", flat=True)) == {True}
    others = Participant.objects.exclude(role="interviewee")
    assert [participant.label for participant in others if not participant.contributor] == ["Audience"]


def test_no_real_person_is_quoted(demo: datetime) -> None:
    """No words in quotation marks beside a verb of saying and a real person's name, in whatever order."""
    said = "(?:said|says|told|tells|asked|asks|explained|explains|recalls|recalled|answered|answers)"
    pieces = loading.files()
    for person in Person.objects.filter(invented=False):
        name = re.escape(person.surname or person.name)
        attributed = re.compile(rf"”,? {said} [^.“”]*\b{name}\b|”,? [^.“”]*\b{name} {said}\b|\b{name} {said}[^.“”]* “")
        for piece in pieces:
            assert attributed.findall(piece.printings[-1].text) == [], (person.name, piece.name)


def test_interviews_say_how_they_came_about(demo: datetime) -> None:
    for interview in Interview.objects.all():
        assert interview.copy_form()["conditions"], interview.slug
    assert Interview.objects.get(slug="letters-at-dusk-interview").copy_form()["conditions"] == (
        "Interviewed in person in Vallmora at the 57th Vallmora International Film Festival on 10 October 2024. "
        "Condensed and edited for clarity. Translated from Japanese by Chidori Kanzaki."
    )


def test_reviews_stand_on_several_scales(demo: datetime) -> None:
    shown = {
        version.slug: version.form["review"]["rating"]["shown"]
        for version in Version.objects.live(demo).filter(kind=Kind.REVIEW)
    }
    assert shown == {
        "her": "4.5 / 5",
        "heat": "4 / 4",
        "suspiria-again": "B-",
        "parasite": "5 / 5",
        "drive-my-car": "9 / 10",
        "funny-games-us": "48 / 100",
        "airplane": "3.5 / 4",
        "ruby-sparks": "3.5 / 5",
    }


def test_stills_have_words_credit_and_licence(demo: datetime) -> None:
    stills = Picture.objects.all()
    assert stills.count() == 36
    assert set(stills.values_list("credit_line", flat=True)) == {"Intertitle demo pictures"}
    assert not stills.filter(models.Q(alt="") | models.Q(usage_terms="") | models.Q(caption="")).exists()
    assert Film.objects.get(slug="sea-smoke-2022").still.title == "Lamp in fog"


@pytest.mark.parametrize("path", sorted(loading.PIECES.glob("*.md")), ids=lambda path: path.stem)
def test_texts_keep_the_house_style(path: Path) -> None:
    piece = path.read_text("utf-8").partition("\n=== ")[0]
    text = piece.split("\n---\n", 1)[1]
    assert (
        re.findall(r"[\"']|--|\.\.\.|  | [,.;!?]|(?<!\w)TK(?!\w)" if path.stem != "hunger-draft" else r"[\"']", text)
        == []
    )
