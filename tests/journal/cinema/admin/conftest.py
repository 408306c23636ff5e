import pytest
from django.contrib.auth.models import Permission, User


@pytest.fixture
def an_account(db):
    def make(username, *rights):
        user = User.objects.create_user(username, is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=rights))
        return user

    return make


@pytest.fixture
def editor(client, an_account):
    """Signed in, with every right over the catalogue and none beyond."""
    rights = Permission.objects.filter(content_type__app_label="cinema").values_list("codename", flat=True)
    client.force_login(an_account("vera", *rights))
    return client


@pytest.fixture
def looker(client, an_account):
    """Signed in, may look at films and people."""
    client.force_login(an_account("otto", "view_film", "view_person"))
    return client
