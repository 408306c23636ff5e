"""The cast at the desk, each with a client that is signed in, and a catalogue of invented records."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from factories import make_edition, make_film, make_person, make_user
from journal.cinema.models import Festival
from journal.desk.permissions import create_roles

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def marrow(db: Any) -> dict[str, Any]:
    """The records that TALK speaks of."""
    ada, bo, petra = (make_person(name, invented=True) for name in ("Ada Quill", "Bo Lund", "Petra Sand"))
    tide = make_film("Tide Tables", 2021, directors=(), invented=True)
    lantern = make_film("Lantern Weather", 2017, invented=True)
    for film in (tide, lantern):
        for person in (ada, bo):
            film.credits.create(person=person, department="Directing", job="Director")
    festival = Festival.objects.create(name="Marrow Film Festival", short_name="Marrow", invented=True)
    edition = make_edition(2021, festival=festival, ordinal=12)
    return {"ada": ada, "bo": bo, "petra": petra, "tide": tide, "lantern": lantern, "edition": edition}


@pytest.fixture
def signed_in(db: Any) -> Callable[[str], Client]:
    """A client of somebody at the desk, by name of the role; "nobody" is not signed in."""
    create_roles()

    def sign_in(role: str, username: str = "") -> Client:
        client = Client()
        if role == "nobody":
            return client
        user = make_user(username or role, is_staff=role != "reader")
        if role not in ("reader", "guest"):
            user.groups.add(Group.objects.get(name=role))
        client.force_login(user, backend=BACKEND)
        return client

    return sign_in


@pytest.fixture
def writer(signed_in: Callable[..., Client]) -> Client:
    return signed_in("writers", "wim")


@pytest.fixture
def editor(signed_in: Callable[..., Client]) -> Client:
    return signed_in("editors", "edda")
