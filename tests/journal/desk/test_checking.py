import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from factories import NOON, make_film, make_person
from journal.desk import checking
from journal.desk.models import Mention

pytestmark = pytest.mark.django_db


def block(number, text):
    return {"id": f"p{number:07d}", "type": "paragraph", "text": text}


def rules_of(article):
    return [(finding.rule, finding.excerpt) for finding in checking.findings(article, article.copy(), now=NOON)]


@pytest.fixture
def piece(start, edith):
    """A feature about a film whose director the catalogue knows."""
    director = make_person("Ansa Virtaharju")
    film = make_film("The Salt Road", year=2019, directors=(director,))
    article = start(
        by=edith,
        headline="Ansa Virtaharju on the road",
        document=[
            block(1, "The director Ansa Virtahaju drove the the truck herself."),
            block(2, "Nobody else on the crew had a licence for it."),
        ],
    )
    Mention.objects.create(article=article, film=film, role="subject", confirmed=True)
    return article


def test_text_is_checked_against_the_records(piece):
    found = rules_of(piece)
    assert ("F04", "Ansa Virtahaju") in found
    assert "X01" in {rule for rule, _excerpt in found}


def test_waived_finding_stands_with_its_reason_and_survives_other_edits(piece, edith):
    finding = next(f for f in checking.findings(piece, piece.copy(), now=NOON) if f.rule == "F04")
    checking.waive(
        article=piece,
        fingerprint=finding.fingerprint,
        reason="Her married name.",
        copy=piece.copy(),
        by=edith,
        now=NOON,
    )
    piece.document = [*piece.document, block(3, "It rained.")]
    again = next(f for f in checking.findings(piece, piece.copy(), now=NOON) if f.rule == "F04")
    assert (again.is_open, again.waiver.reason, again.waiver.by) == (False, "Her married name.", edith)


def test_waiver_without_a_reason_or_for_nothing_is_refused(piece, edith):
    finding = next(f for f in checking.findings(piece, piece.copy(), now=NOON) if f.rule == "F04")
    for fingerprint, reason, said in (
        (finding.fingerprint, " ", "Say why it stands"),
        ("0" * 16, "So.", "no longer found"),
    ):
        with pytest.raises(ValidationError, match=said):
            checking.waive(article=piece, fingerprint=fingerprint, reason=reason, copy=piece.copy(), by=edith, now=NOON)


def test_note_to_oneself_has_to_be_mended_and_stops_the_publication(piece, edith, client):
    piece.document = [block(1, "The film opened in TK and ran for a year.")]
    piece.save(update_fields=["document"])
    (finding,) = checking.blocking(checking.findings(piece, piece.copy(), now=NOON))
    with pytest.raises(ValidationError, match="has to be mended"):
        checking.waive(
            article=piece, fingerprint=finding.fingerprint, reason="So.", copy=piece.copy(), by=edith, now=NOON
        )
    client.force_login(edith, backend="django.contrib.auth.backends.ModelBackend")
    form = client.get(reverse("admin:desk_publish", args=[piece.pk])).context["form"]
    answer = client.post(
        reverse("admin:desk_publish", args=[piece.pk]),
        {"revision": piece.revision, "token": form["token"].value(), "at_0": "", "at_1": "", "at_2": ""},
    )
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors() == [f"{finding.said} Mend it, then publish."]
    piece.refresh_from_db()
    assert piece.piece is None


def test_page_of_checks_shows_the_passage_and_takes_a_waiver(piece, edith, client):
    client.force_login(edith, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("admin:desk_checks", args=[piece.pk])
    finding = next(f for f in client.get(address).context["open"] if f.rule == "F04")
    client.post(address, {"fingerprint": finding.fingerprint, "reason": "Her married name."})
    context = client.get(address).context
    assert "F04" not in {f.rule for f in context["open"]}
    assert [f.rule for f in context["waived"]] == ["F04"]


def test_strangers_draft_has_no_page_of_checks(piece, walt, client):
    client.force_login(walt, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("admin:desk_checks", args=[piece.pk])).status_code == 404
