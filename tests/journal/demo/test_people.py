import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.test import RequestFactory

from journal.demo import people
from journal.desk import permissions

pytestmark = pytest.mark.django_db


def test_each_role_gets_one_account_with_a_password_of_its_own() -> None:
    logins = people.create_logins()
    assert {login.username: login.role for login in logins} == {
        "editor": permissions.EDITORS,
        "moderator": permissions.MODERATORS,
        "writer": permissions.WRITERS,
        "chief": permissions.EDITOR_IN_CHIEF,
    }
    assert len({login.password for login in logins}) == 4
    for login in logins:
        user = authenticate(RequestFactory().post("/desk/"), username=login.username, password=login.password)
        assert isinstance(user, User)
        assert [group.name for group in user.groups.all()] == [login.role]
        assert permissions.may_use_desk(user)
        assert not user.is_superuser


def test_an_account_that_is_there_keeps_its_password_and_is_not_shown_again() -> None:
    people.create_logins()
    before = list(User.objects.order_by("pk").values("username", "password"))
    assert people.create_logins() == []
    assert list(User.objects.order_by("pk").values("username", "password")) == before


def test_contributors_have_biographies_and_some_an_account() -> None:
    people.create_logins()
    found = people.add_contributors()
    assert len(found) == 9
    assert all(contributor.bio for contributor in found.values())
    assert {contributor.user.username for contributor in found.values() if contributor.user} == {
        "chief", "editor", "writer",
    }  # fmt: skip
    found["Dele Adeyoola"].bio = "Mended at the desk."
    found["Dele Adeyoola"].save()
    assert people.add_contributors()["Dele Adeyoola"].bio == "Mended at the desk."
