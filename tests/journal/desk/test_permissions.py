"""Who may do what: the roles as data, and every screen against everybody."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse

from journal.desk import handing, permissions, workflow
from journal.desk.models import Article
from journal.press.declaring import Signatures

from .conftest import NOW, person

pytestmark = pytest.mark.django_db


def test_the_roles_are_made_once_and_hold_what_the_table_says(capsys):
    call_command("createroles")
    call_command("createroles")
    assert capsys.readouterr().out.split() == ["writers", "editors", "moderators", "editor_in_chief"] * 2
    assert sorted(Group.objects.values_list("name", flat=True)) == [
        "editor_in_chief", "editors", "moderators", "writers",
    ]  # fmt: skip
    own = Group.objects.get(name="moderators").permissions.filter(content_type__app_label="desk")
    assert sorted(own.values_list("codename", flat=True)) == [
        "correct_piece", "triage_report", "view_article", "view_ratingscale",
    ]  # fmt: skip


def test_a_role_that_was_changed_by_hand_is_set_right_again():
    group = Group.objects.get(name="writers")
    before = set(group.permissions.all())
    group.permissions.add(*Group.objects.get(name="editors").permissions.all())
    permissions.create_roles()
    assert set(group.permissions.all()) == before


def allowed(user, article) -> set[str]:
    predicates = {
        "see": permissions.may_see,
        "edit": permissions.may_edit,
        "publish": permissions.may_publish,
        "correct": permissions.may_correct,
        "retract": permissions.may_retract,
        "sign": permissions.may_sign,
        "assign": permissions.may_assign,
        "trash": permissions.may_trash,
        "share": permissions.may_share,
    }
    return {name for name, predicate in predicates.items() if predicate(user, article)}


def test_a_draft(article, wanda, walt, edith, molly, chief, sam):
    assert allowed(wanda, article) == {"see", "edit", "trash", "share"}
    assert allowed(walt, article) == set()
    assert allowed(edith, article) == {"see", "edit", "publish", "sign", "assign", "trash", "share"}
    assert allowed(molly, article) == set()
    assert allowed(chief, article) == {
        "see", "edit", "publish", "correct", "retract", "sign", "assign", "trash", "share",
    }  # fmt: skip
    assert allowed(sam, article) == set()


def test_a_published_piece(article, wanda, walt, edith, molly, sam):
    handing.print_first(article=article, revision=1, signed=Signatures(by=edith), now=NOW)
    article = Article.objects.get()
    assert allowed(wanda, article) == {"see", "edit", "share"}
    assert allowed(walt, article) == set()
    assert allowed(molly, article) == {"see", "correct"}
    assert permissions.declarable(edith, article) == ["typo", "update", "editor_note"]
    assert permissions.declarable(molly, article) == ["typo", "clarification", "correction", "editor_note"]
    assert permissions.declarable(wanda, article) == []
    assert allowed(sam, article) == set()


def test_the_byline_and_a_task_make_a_piece_ones_own(article, start, walt, edith, chief):
    workflow.assign(article=article, to=walt, task="facts", by=chief, now=NOW)
    assert allowed(walt, article) == {"see"}
    workflow.assign(article=article, to=walt, task="write", by=chief, now=NOW)
    assert allowed(walt, article) == {"see", "edit", "trash", "share"}


def test_what_one_may_see_and_what_the_list_shows_are_the_same(
    article, start, contributor, wanda, walt, edith, molly, chief, sam
):
    by_walt = start(by=walt, byline=[{"contributor": contributor.pk, "role": "author"}])
    printed = start(by=walt, headline="Printed")
    handing.print_first(article=printed, revision=1, signed=Signatures(by=edith), now=NOW)
    workflow.assign(article=article, to=walt, task="facts", by=chief, now=NOW)
    for user in (wanda, walt, edith, molly, chief, sam):
        listed = set(permissions.visible_to(user, Article.objects.all()))
        assert listed == {piece for piece in Article.objects.all() if permissions.may_see(user, piece)}
    assert set(permissions.visible_to(wanda, Article.objects.all())) == {article, by_walt}
    assert set(permissions.visible_to(molly, Article.objects.all())) == {Article.objects.get(pk=printed.pk)}


def test_an_account_that_was_closed_may_nothing(article, wanda):
    wanda.is_active = False
    assert allowed(wanda, article) == set()


SCREENS = {
    "preview": {},
    "preview_page": {},
    "history": {},
    "revision": {"number": 1},
    "submit": {},
    "take": {},
    "send_back": {},
    "approve": {},
    "assign": {},
    "comment": {},
    "trash": {},
    "untrash": {},
    "publish": {},
    "unschedule": {},
    "withdraw": {},
    "retract": {},
    "share": {},
}
# For a draft of Wanda's: 200 where the verb is theirs, 403 where they see the piece but lack the right, 404 to others.
WRITERS_OWN = {"preview", "preview_page", "history", "revision", "submit", "comment", "trash", "untrash", "share"}
EDITORS = WRITERS_OWN | {"take", "send_back", "approve", "assign", "publish", "unschedule"}


def answers(client, article) -> dict[str, int]:
    return {
        name: client.get(reverse(f"admin:desk_{name}", args=[article.pk, *more.values()])).status_code
        for name, more in SCREENS.items()
    }


def test_every_screen_of_a_draft_for_its_writer(article, wanda, signed_in):
    assert answers(signed_in(wanda), article) == {name: 200 if name in WRITERS_OWN else 403 for name in SCREENS}


def test_every_screen_of_a_draft_for_an_editor(article, edith, signed_in):
    found = answers(signed_in(edith), article)
    # Only a published piece can be withdrawn or retracted, and that is the editor in chief's.
    assert found == {name: 200 if name in EDITORS else 403 for name in SCREENS}


def test_every_screen_of_a_draft_for_those_who_may_not_know_of_it(article, walt, molly, signed_in):
    for stranger in (walt, molly, person("intern")):
        assert set(answers(signed_in(stranger), article).values()) == {404}


def test_every_screen_of_a_draft_for_nobody(article, sam, signed_in, client):
    for visitor in (client, signed_in(sam)):
        for name, more in SCREENS.items():
            response = visitor.get(reverse(f"admin:desk_{name}", args=[article.pk, *more.values()]))
            assert (response.status_code, response.url.split("?")[0]) == (302, reverse("admin:login"))


def test_the_form_is_404_to_a_stranger_and_a_preview_to_a_moderator(article, walt, molly, edith, signed_in):
    url = reverse("admin:desk_article_change", args=[article.pk])
    assert signed_in(walt).get(url).status_code == 404
    assert signed_in(walt).post(url, {"headline": "Mine now"}).status_code == 404
    assert signed_in(molly).get(url).status_code == 404
    handing.print_first(article=article, revision=1, signed=Signatures(by=edith), now=NOW)
    assert signed_in(molly).get(url).url == reverse("admin:desk_preview", args=[article.pk])
    assert signed_in(molly).post(url, {"headline": "Mine now"}).status_code == 403
    assert Article.objects.get().headline == "The long take"


def test_a_forged_post_of_every_verb_by_a_colleague_without_the_right_does_nothing(article, wanda, signed_in):
    client = signed_in(wanda)
    for name in set(SCREENS) - WRITERS_OWN:
        response = client.post(
            reverse(f"admin:desk_{name}", args=[article.pk]),
            {"revision": 1, "token": "t", "reason": "r", "public_reason": "p", "notice": "n", "base": 1},
        )
        assert response.status_code == 403
    stored = Article.objects.get()
    assert (stored.piece, stored.submitted_at, stored.approved_at, stored.assignments.count()) == (None, None, None, 0)
