"""Letters from the desk: who is told of what, who never is, and that no mail server stops a save."""

from smtplib import SMTPServerDisconnected

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse

from journal.desk import handing, telling, workflow
from journal.desk.models import Article, Byline, Comment, Preference
from journal.press import reporting
from journal.press.declaring import Declared, Signatures
from journal.press.models import Report

from .conftest import NOW, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(mailoutbox, django_capture_on_commit_callbacks):
    """What a deed sends, once it is written: ``letters(lambda: ...)`` gives (to whom, subject) in order."""

    def sent(deed) -> list[tuple[str, str]]:
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            deed()
            assert mailoutbox == []
        return sorted((letter.to[0].partition("@")[0], letter.subject) for letter in mailoutbox)

    return sent


def assign(article, to, by, **more):
    return lambda: workflow.assign(article=article, to=to, task="facts", by=by, now=NOW, **more)


def remark(article, by, text):
    return lambda: workflow.remark(article=article, text=text, by=by, now=NOW)


def test_work_is_told_to_whom_it_is_given_with_what_is_wanted_and_where(article, edith, walt, letters, mailoutbox):
    deed = assign(article, walt, edith, note="The year, please.")
    assert letters(deed) == [("walt", "edith gives you work: check facts. The long take")]
    body = mailoutbox[0].body
    change = reverse("admin:desk_article_change", args=[article.pk])
    assert [line for line in body.splitlines() if line][:4] == [
        "edith gives you work: check facts.", "The long take", f"http://127.0.0.1:8000{change}", "The year, please.",
    ]  # fmt: skip
    assert body.rstrip().endswith("/desk/letters/")
    # Said again without a change, it is no news.
    assert letters(deed) == []
    assert letters(assign(article, walt, edith, note="And the place.")) == [
        ("walt", "edith gives you work: check facts. The long take")
    ]


def test_whoever_takes_work_is_not_written_to(article, edith, letters):
    workflow.submit(article=article, by=edith, now=NOW)
    assert letters(lambda: workflow.take(article=article, by=edith, now=NOW)) == []


def test_a_verdict_is_told_to_those_whose_piece_it_is(article, edith, walt, contributor, letters, mailoutbox):
    contributor.user = walt
    contributor.save()
    Byline.objects.create(article=article, contributor=contributor)
    workflow.submit(article=article, by=edith, now=NOW)
    back = letters(lambda: workflow.send_back(article=article, reason="Too long.", by=edith, now=NOW))
    subject = "edith has sent your piece back to you. The long take"
    assert back == [("walt", subject), ("wanda", subject)]
    assert "Too long." in mailoutbox[0].body
    approve = letters(lambda: workflow.approve(article=article, revision=1, by=edith, now=NOW))
    assert [who for who, _subject in approve] == ["walt", "wanda"]


def test_a_comment_is_told_to_the_writer_and_to_whom_it_names_once(article, edith, wanda, chief, letters):
    subject = "edith comments on this piece. The long take"
    text = "@wanda, @Chief: is it 1974? Not mail@wanda.example, nor @edithandwanda."
    assert letters(remark(article, edith, text)) == [("chief", subject), ("wanda", subject)]
    assert letters(remark(article, wanda, "I think so.")) == []


def test_nobody_learns_of_a_piece_by_being_named_in_it(article, edith, walt, molly, letters):
    assert letters(remark(article, edith, "Ask @walt and @molly and @nobody.")) == [
        ("wanda", "edith comments on this piece. The long take")
    ]


def test_a_guest_with_a_link_is_heard(article, wanda, letters):
    link = workflow.share(article=article, label="The lawyer", by=wanda, now=NOW, comments_allowed=True)
    deed = letters(lambda: workflow.remark(article=article, text="Strike it.", link=link, now=NOW))
    assert deed == [("wanda", "The lawyer comments on this piece. The long take")]


@pytest.fixture
def printed(article, edith) -> Article:
    handing.print_first(article=article, revision=1, signed=Signatures(by=edith), now=NOW)
    return Article.objects.get(pk=article.pk)


def propose(article, by):
    return handing.propose(
        article=article,
        copy=article.copy(),
        declared=[Declared("retraction", "Untrue.")],
        base=1,
        revision=None,
        why_second=["A retraction."],
        reason="Two letters from the studio.",
        by=by,
        now=NOW,
    )


def test_a_change_to_sign_is_told_to_those_who_may_sign_and_the_answer_to_who_proposed_it(
    printed, edith, chief, wanda, molly, letters, mailoutbox
):
    asked = letters(lambda: propose(printed, chief))
    assert asked == [("edith", "chief proposes a change that a second person has to sign. The long take")]
    assert "Two letters from the studio." in mailoutbox[0].body
    proposal = printed.proposals.get()
    deed = letters(lambda: handing.decline(proposal=proposal, answer="One is enough?", by=edith, now=NOW))
    assert deed == [("chief", "edith has declined your change. The long take")]
    assert "One is enough?" in mailoutbox[0].body


def test_a_readers_report_is_told_without_how_to_reach_the_reader(printed, wanda, letters, mailoutbox):
    version = printed.piece.versions.get()
    deed = letters(
        lambda: reporting.file(version=version, words="", wrong="It was 1975.", contact="ann@example.org", now=NOW)
    )
    assert deed == [("wanda", "A reader reports a mistake in your piece. The long take")]
    assert ("It was 1975." in mailoutbox[0].body, "ann@" in mailoutbox[0].body) == (True, False)


def test_a_report_is_kept_where_nobody_can_be_told(printed, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(telling, "writers", lambda article: 1 / 0)
    version = printed.piece.versions.get()
    with django_capture_on_commit_callbacks(execute=True):
        reporting.file(version=version, words="", wrong="It was 1975.", contact="", now=NOW)
    assert Report.objects.get().wrong == "It was 1975."


def test_what_is_switched_off_is_not_sent_and_the_rest_is(article, edith, walt, letters):
    Preference.objects.create(user=walt, silenced=["work"])
    deed = assign(article, walt, edith)
    assert letters(deed) == []
    assert letters(remark(article, edith, "@walt?")) != []


@pytest.mark.parametrize("lacking", ["email", "is_active"])
def test_accounts_without_address_or_closed_get_nothing(article, edith, walt, letters, lacking):
    setattr(walt, lacking, "" if lacking == "email" else False)
    walt.save()
    assert letters(assign(article, walt, edith)) == []


def test_what_is_loaded_is_told_to_nobody(article, edith, walt, letters):
    with telling.hushed():
        assert letters(assign(article, walt, edith)) == []
    assert letters(remark(article, edith, "@walt?")) != []


def test_a_headline_with_a_line_break_makes_one_subject(start, edith, walt, letters):
    article = start(headline="One\r\nBcc: all@example.org")
    assert letters(assign(article, walt, edith)) == [
        ("walt", "edith gives you work: check facts. One Bcc: all@example.org")
    ]


def test_what_is_taken_back_before_it_is_written_is_not_told(
    article, edith, mailoutbox, django_capture_on_commit_callbacks
):
    workflow.submit(article=article, by=edith, now=NOW)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(workflow.NotNow):
        workflow.approve(article=article, revision=7, by=edith, now=NOW)
    assert mailoutbox == []


class Away(EmailBackend):
    def open(self) -> None:
        raise ConnectionRefusedError("nobody there")


class Picky(EmailBackend):
    """Refuses the first letter it gets."""

    refused = False

    def send_messages(self, messages) -> int:
        if not self.refused:
            self.refused = True
            raise SMTPServerDisconnected("no such box")
        return super().send_messages(messages)


def test_a_mail_server_that_is_away_loses_no_save(article, edith, letters, settings, caplog):
    settings.EMAIL_BACKEND = f"{__name__}.Away"
    assert letters(remark(article, edith, "Where?")) == []
    assert Comment.objects.get().text == "Where?"
    assert "The mail server does not answer" in caplog.text


def test_one_letter_that_is_refused_keeps_the_others_from_nobody(article, edith, chief, letters, settings, caplog):
    settings.EMAIL_BACKEND = f"{__name__}.Picky"
    assert len(letters(remark(article, edith, "@chief?"))) == 1
    assert "This letter was refused" in caplog.text


def test_names_are_called_with_everything_that_an_account_may_be_called():
    person("vera.k-2", staff=True)
    assert [user.username for user in telling.named_in("Hello @Vera.K-2. And (@vera.k-2)!")] == ["vera.k-2"]
