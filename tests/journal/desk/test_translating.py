"""Which piece may be called a translation of which, and what the press and a comparison make of it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from interviews.models import Interview
from journal.desk import comparing, handing, saving, side_by_side
from journal.desk.models import Article
from journal.press.declaring import Declared, Refused, Signatures
from journal.press.models import Version

from .conftest import NOW
from .posting import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def french(start):
    return start(headline="Le sel", lang="fr")


@pytest.fixture
def english(start, french):
    return start(headline="Salt", translation_of=french.pk)


def link(article, original, by, **more):
    current = Article.objects.get(pk=article.pk)
    changes = {"translation_of": original and original.pk, **more}
    return saving.save(article=current, changes=changes, base=current.revision, by=by, now=NOW)


def printed(article, edith):
    current = Article.objects.get(pk=article.pk)
    signed = Signatures(by=edith)
    return handing.print_first(article=current, revision=current.revision, signed=signed, now=NOW)


def address(article):
    return reverse("admin:desk_article_change", args=[article.pk])


def refused(client, article, **changes):
    """What the form says at its fields; nothing where it was saved."""
    article = Article.objects.get(pk=article.pk)
    given = {"lang": article.lang, "translation_of": article.translation_of_id or "", **changes}
    response = client.post(address(article), form_of(article, **given))
    return response.context["adminform"].form.errors.as_data() if response.status_code == 200 else {}


def words(errors):
    return {field: [message for error in found for message in error.messages] for field, found in errors.items()}


def test_the_link_is_part_of_the_revision_and_comes_back_with_it(english, french, edith):
    assert english.revisions.get(number=1).snapshot["translation_of"] == french.pk
    link(english, None, edith)
    assert Article.objects.get(pk=english.pk).translation_of is None
    current = Article.objects.get(pk=english.pk)
    saving.restore_revision(article=current, number=1, base=2, by=edith, now=NOW)
    assert Article.objects.get(pk=english.pk).translation_of == french


def test_what_is_printed_names_the_piece_and_an_interview_does_too(english, french, start, edith):
    piece = printed(french, edith).piece
    assert printed(english, edith).translation_of == piece
    talk = Interview(kind="interview")
    changes = {"headline": "Salz", "lang": "de", "translation_of": french.pk}
    saving.start(article=talk, changes=changes, by=edith, now=NOW)
    assert printed(talk, edith).translation_of == piece


def test_no_translation_is_printed_before_its_original_was_handed_to_the_press(english, french, edith):
    with pytest.raises(Refused) as why:
        printed(english, edith)
    assert why.value.messages == [
        "“Le sel”, of which this is a translation, is neither published nor scheduled. "
        "Publish or schedule it first, or take the link out."
    ]
    assert Version.objects.count() == 0


def test_a_scheduled_original_is_enough(english, french, edith):
    later = NOW.replace(year=2027)
    handing.print_first(article=french, revision=1, signed=Signatures(by=edith), now=NOW, at=later)
    assert printed(english, edith).translation_of == Article.objects.get(pk=french.pk).piece


def test_linking_it_later_is_shown_with_the_originals_name_and_needs_no_second_person(english, french, edith):
    link(english, None, edith)
    piece, first = printed(french, edith).piece, printed(english, edith)
    link(english, french, edith)
    current = Article.objects.get(pk=english.pk)
    (found,) = comparing.differences(first.copy(), current.copy())
    assert (found.name, found.runs) == ("translation of", ())
    assert [(item.mark, item.named.words, item.named.url) for item in found.items] == [
        ("come", "Le sel", address(french))
    ]
    typo = [Declared("typo", "")]
    version = handing.print_change(
        article=current, revision=current.revision, declared=typo, base=1, signed=Signatures(by=edith), now=NOW
    )
    assert (version.translation_of, version.updated_at) == (piece, None)


def test_two_revisions_are_compared_by_the_originals_name(english, french, edith):
    link(english, None, edith)
    old, new = (revision.snapshot for revision in english.revisions.order_by("number"))
    (line,) = [line for line in side_by_side.lines(old, new) if line.is_changed]
    assert line.name == "translation of"
    assert [(item.mark, item.named.words) for item in line.items] == [("gone", "Le sel")]


# -- refusals ----------------------------------------------------------------------------------------------------------


def test_a_piece_is_no_translation_of_itself(french, edith, signed_in):
    assert words(refused(signed_in(edith), french, translation_of=french.pk)) == {
        "translation_of": ["A piece cannot be a translation of itself."]
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=french.pk).update(translation_of=french.pk)


def test_a_translation_points_to_the_original_and_the_refusal_says_to_which(english, start, edith, signed_in):
    german = start(headline="Salz", lang="de")
    assert words(refused(signed_in(edith), german, translation_of=english.pk)) == {
        "translation_of": ["“Salt” is a translation itself. Choose the piece that it was made from: “Le sel”."]
    }


def test_an_original_does_not_become_a_translation(english, french, start, edith, signed_in):
    german = start(headline="Salz", lang="de")
    assert words(refused(signed_in(edith), french, translation_of=german.pk)) == {
        "translation_of": [
            "This piece has a translation: “Salt”, so it cannot be one. Both may name the piece written first."
        ]
    }


@pytest.mark.parametrize("lang", ["fr", "FR"])
def test_a_translation_is_in_another_language(french, start, edith, signed_in, lang):
    Article.objects.filter(pk=french.pk).update(lang=lang)
    other = start(headline="Encore", lang="fr")
    assert words(refused(signed_in(edith), other, translation_of=french.pk)) == {
        "translation_of": [f"“Le sel” is in the same language ({lang}). Say in which language this piece is."]
    }


def test_an_original_does_not_take_the_language_of_its_translation(english, french, edith, signed_in):
    assert words(refused(signed_in(edith), french, lang="en")) == {
        "lang": ["A translation of this piece is in the same language: “Salt”."]
    }


def test_there_is_one_translation_into_a_language(english, french, start, edith, signed_in):
    again = start(headline="Of salt")
    client = signed_in(edith)
    assert words(refused(client, again, translation_of=french.pk)) == {
        "translation_of": ["“Le sel” has a translation into this language already: “Salt”."]
    }
    assert refused(client, again, translation_of=french.pk, lang="en-GB") == {}
    assert set(french.translations.all()) == {english, again}


def test_a_refusal_names_no_piece_that_one_may_not_see(english, start, walt, signed_in):
    """Walt may see the translation, which he was asked to read, and not what it was made from."""
    english.assignments.create(to=walt, task="review", by=walt, at=NOW)
    german = start(by=walt, headline="Salz", lang="de")
    assert words(refused(signed_in(walt), german, translation_of=english.pk)) == {
        "translation_of": ["“Salt” is a translation itself. Choose the piece that it was made from."]
    }


def test_no_other_door_lets_a_wrong_link_in(english, french, start, edith):
    german = start(headline="Salz", lang="de")
    with pytest.raises(ValidationError, match="is a translation itself"):
        link(german, english, edith)
    with pytest.raises(ValidationError, match="in the same language"):
        start(headline="Encore", lang="fr", translation_of=french.pk)
    with pytest.raises(ValidationError, match="no longer exists"):
        start(headline="Lost", translation_of=4711)
    assert Article.objects.count() == 3


# -- who may choose what -----------------------------------------------------------------------------------------------


def offered(client, term):
    query = {"app_label": "desk", "model_name": "article", "field_name": "translation_of", "term": term}
    return [one["text"] for one in client.get(reverse("admin:autocomplete"), query).json()["results"]]


def test_one_is_offered_what_one_may_see_and_can_choose_nothing_else(french, start, walt, edith, signed_in):
    own = start(by=walt, headline="Salz", lang="de")
    walts = signed_in(walt)
    assert (offered(signed_in(edith), "sel"), offered(walts, "sel"), offered(walts, "Salz")) == (
        ["Le sel"],
        [],
        ["Salz"],
    )
    (message,) = words(refused(walts, own, translation_of=french.pk))["translation_of"]
    assert message == "Select a valid choice. That choice is not one of the available choices."


def test_a_link_that_an_editor_made_stays_when_a_writer_saves(french, start, walt, edith, signed_in):
    own = start(by=walt, headline="Salz", lang="de")
    link(own, french, edith)
    assert refused(signed_in(walt), own, dek="On salt.") == {}
    assert (Article.objects.get(pk=own.pk).dek, Article.objects.get(pk=own.pk).translation_of) == ("On salt.", french)


def test_the_form_says_what_readers_will_see(english, edith, signed_in):
    page = signed_in(edith).get(address(english)).content.decode()
    assert "This is a translation of:" in page
    assert "Readers of either see a line that leads to the other" in page
