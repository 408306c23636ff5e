"""The form of a piece: what is saved, what is said when something is wrong, and that nothing typed is lost."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from journal.cinema.models import Edition, Festival, Film, Person
from journal.desk import handing, saving
from journal.desk.models import Article, Review
from journal.press.declaring import Signatures
from journal.press.models import Version

from ..conftest import NOW
from ..posting import form_of

pytestmark = pytest.mark.django_db
ADD = "admin:desk_article_add"


def change_url(article: Article) -> str:
    return reverse("admin:desk_article_change", args=[article.pk])


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_piece_is_started_with_everything_on_the_form(wanda, contributor, signed_in):
    film = Film.objects.create(title="The Long Harbour", year=2026)
    rows = {
        "bylines-TOTAL_FORMS": 3,
        "bylines-0-contributor": contributor.pk,
        "bylines-0-role": "author",
        "bylines-1-role": "author",
        "bylines-2-contributor": contributor.pk,
        "bylines-2-role": "author",
        "mentions-TOTAL_FORMS": 1,
        "mentions-0-record": f"film:{film.pk}",
        "mentions-0-role": "subject",
        "mentions-0-confirmed": "True",
    }
    words = {"headline": "One lamp", "document": "First.\n\n## Then\n\nSecond.", "topics": "light, harbours"}
    response = signed_in(wanda).post(reverse(ADD), form_of(**words, **rows))
    article = Article.objects.get()
    assert response.url == change_url(article)
    assert (article.headline, article.revision, article.created_by) == ("One lamp", 1, wanda)
    assert [(item["type"], item["text"]) for item in article.document] == [
        ("paragraph", "First."), ("heading", "Then"), ("paragraph", "Second."),
    ]  # fmt: skip
    snapshot = article.revisions.get().snapshot
    assert snapshot["byline"] == [{"contributor": contributor.pk, "role": "author"}]
    assert [(mention["film"], mention["role"]) for mention in snapshot["mentions"]] == [(film.pk, "subject")]
    assert snapshot["topics"] == ["harbours", "light"]


def test_a_topic_that_readers_could_not_follow_is_refused_and_nothing_is_lost(wanda, signed_in):
    words = {"headline": "One lamp", "document": "First.", "topics": "light, !!!"}
    page = signed_in(wanda).post(reverse(ADD), form_of(**words))
    assert list(page.context["adminform"].form.errors) == ["topics"]
    shown = page.content.decode()
    assert ("“!!!” has no letter" in shown, "One lamp" in shown, Article.objects.count()) == (True, True, 0)


def test_a_save_is_a_revision_and_passages_keep_their_ids(article, wanda, signed_in):
    text = "One, at last.\n\nAnd a half.\n\nTwo."
    response = signed_in(wanda).post(change_url(article), form_of(article, document=text))
    stored = Article.objects.get()
    assert [item["text"] for item in stored.document] == ["One, at last.", "And a half.", "Two."]
    assert stored.document[2]["id"] == "bbbbbbbb"
    assert stored.revision == 2
    assert "Saved as revision 2." in said(response)


def test_saving_without_a_change_says_so(article, wanda, signed_in):
    response = signed_in(wanda).post(change_url(article), form_of(article))
    assert said(response) == ["Nothing was changed, so nothing was saved."]
    assert Article.objects.get().revision == 1


def test_the_button_of_a_verb_saves_and_goes_on_to_the_verb(article, wanda, signed_in):
    response = signed_in(wanda).post(change_url(article), form_of(article, headline="New", _then="submit"))
    assert response.url == reverse("admin:desk_submit", args=[article.pk])
    assert Article.objects.get().headline == "New"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("a\0b", "Line 1 holds a character that is no text (a zero byte or half a character). Retype it."),
        ("x" * 2_000_001, "This text has 2.0 MB; the field takes 2 MB. It is still here: cut it, or split it."),
    ],
    ids=["zero byte", "2 MB"],
)
def test_bad_text_is_said_at_the_field_and_stays_in_the_form(article, wanda, signed_in, typed, message):
    response = signed_in(wanda).post(change_url(article), form_of(article, headline="New", document=typed))
    form = response.context["adminform"].form
    assert (response.status_code, form.errors) == (200, {"document": [message]})
    assert form["document"].value() == typed
    stored = Article.objects.get()
    assert (stored.headline, stored.revision) == ("The long take", 1)


def test_an_empty_headline_keeps_the_text(article, wanda, signed_in):
    response = signed_in(wanda).post(change_url(article), form_of(article, headline=" ", document="Typed for hours."))
    assert list(response.context["adminform"].form.errors) == ["headline"]
    assert "Typed for hours." in response.content.decode()


def test_markup_that_was_pasted_is_words(article, wanda, signed_in):
    text = '<script>alert(1)</script> <b onclick="x()">bold</b>'
    signed_in(wanda).post(change_url(article), form_of(article, document=text))
    page = signed_in(wanda).get(reverse("admin:desk_preview_page", args=[article.pk])).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_a_stale_save_shows_both_texts_and_saves_them_joined(article, wanda, edith, signed_in):
    opened = form_of(article, document="One.\n\nTwo, by Wanda.")
    saving.save(article=article, changes={"headline": "Edith's headline"}, base=1, by=edith, now=NOW)
    response = signed_in(wanda).post(change_url(article), opened)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Two, by Wanda." in page
    assert Article.objects.get().revision == 2
    # Wanda's form still holds the old headline, which she did not touch: that is no conflict.
    assert response.context["choices"] == []
    hidden = {"base": 1, "theirs": 2, "mine": response.context["mine_json"]}
    signed_in(wanda).post(reverse("admin:desk_merge", args=[article.pk]), hidden)
    stored = Article.objects.get()
    assert (stored.headline, stored.revision) == ("Edith's headline", 3)
    assert [item["text"] for item in stored.document] == ["One.", "Two, by Wanda."]
    assert [item["id"] for item in stored.document] == ["aaaaaaaa", "bbbbbbbb"]


def test_a_conflict_is_asked_about_and_both_texts_can_stand(article, wanda, edith, signed_in):
    opened = form_of(article, document="One, by Wanda.\n\nTwo.")
    theirs = [{**article.document[0], "text": "One, by Edith."}, article.document[1]]
    saving.save(article=article, changes={"document": theirs}, base=1, by=edith, now=NOW)
    response = signed_in(wanda).post(change_url(article), opened)
    assert [(c.place, c.mine, c.theirs, c.both_possible) for c in response.context["choices"]] == [
        ("block:aaaaaaaa", "One, by Wanda.", "One, by Edith.", True)
    ]
    hidden = {"base": 1, "theirs": 2, "mine": response.context["mine_json"], "choice-block:aaaaaaaa": "both"}
    signed_in(wanda).post(reverse("admin:desk_merge", args=[article.pk]), hidden)
    assert [item["text"] for item in Article.objects.get().document] == ["One, by Edith.", "One, by Wanda.", "Two."]


@pytest.mark.parametrize("mine", ["", "nonsense", "[1]", '{"document": [{"id": "x", "type": "table"}]}'])
def test_a_damaged_merge_is_refused_and_gives_the_text_back(article, wanda, signed_in, mine):
    response = signed_in(wanda).post(
        reverse("admin:desk_merge", args=[article.pk]), {"base": 1, "theirs": 1, "mine": mine}
    )
    assert (response.status_code, response.context["mine"]) == (400, mine)
    assert Article.objects.get().revision == 1


def test_an_autosave_is_kept_and_says_which_revision_it_is(article, wanda, signed_in):
    url = reverse("admin:desk_autosave", args=[article.pk])
    response = signed_in(wanda).post(url, form_of(article, document="Half a sent"))
    assert response.json() == {"revision": 2}
    stored = Article.objects.get()
    assert ([item["text"] for item in stored.document], stored.revisions.get(number=2).kind) == (
        ["Half a sent"], "autosave",
    )  # fmt: skip


def test_a_stale_autosave_writes_nothing_and_says_whose_text_stands(article, wanda, edith, signed_in):
    opened = form_of(article, headline="Wanda's")
    saving.save(article=article, changes={"headline": "Edith's"}, base=1, by=edith, now=NOW)
    response = signed_in(wanda).post(reverse("admin:desk_autosave", args=[article.pk]), opened)
    assert (response.status_code, response.json()) == (409, {"who": "edith", "number": 2})
    assert Article.objects.get().headline == "Edith's"


def test_the_rating_of_a_review_is_saved_with_it_and_a_wrong_one_is_refused(start, wanda, signed_in, django_db_blocker):
    film = Film.objects.create(title="The Long Harbour", year=2026)
    article = start(kind="review")
    row = {
        "review-TOTAL_FORMS": 1,
        "review-INITIAL_FORMS": 0,
        "review-0-film": film.pk,
        "review-0-scale": "",
        "review-0-rating": "3.5",
        "review-0-verdict": "One lamp is enough.",
    }
    response = signed_in(wanda).post(change_url(article), form_of(article, kind="review", **row))
    assert (response.status_code, Review.objects.count()) == (200, 0)
    assert "A rating needs a scale." in response.content.decode()
    signed_in(wanda).post(change_url(article), form_of(article, kind="review", **{**row, "review-0-rating": ""}))
    assert Article.objects.get().copy().form["review"]["verdict"] == "One lamp is enough."


def test_saving_a_published_piece_moves_nothing_that_readers_see(article, wanda, edith, signed_in):
    handing.print_first(article=article, revision=1, signed=Signatures(by=edith), now=NOW)
    before = Version.objects.values().get()
    signed_in(wanda).post(change_url(article), form_of(article, headline="Changed at the desk"))
    assert Article.objects.get().headline == "Changed at the desk"
    assert Version.objects.values().get() == before


def test_a_published_piece_keeps_its_kind(article, wanda, edith, signed_in):
    handing.print_first(article=article, revision=1, signed=Signatures(by=edith), now=NOW)
    response = signed_in(wanda).post(change_url(article), form_of(article, kind="essay"))
    assert list(response.context["adminform"].form.errors) == ["kind"]


def test_the_form_of_two_hundred_passages_asks_few_questions(
    start, edith, contributor, signed_in, django_assert_max_num_queries
):
    blocks = [{"id": f"a{n:07d}", "type": "paragraph", "text": f"Passage {n} of the text."} for n in range(200)]
    article = start(document=blocks, byline=[{"contributor": contributor.pk, "role": "author"}])
    films = [Film.objects.create(title=f"The Harbour {number}", year=2000 + number) for number in range(12)]
    rows = {"mentions-TOTAL_FORMS": len(films)}
    for number, film in enumerate(films):
        rows |= {f"mentions-{number}-record": f"film:{film.pk}", f"mentions-{number}-role": "subject"}
        rows |= {f"mentions-{number}-confirmed": "True"}
    byline = {"bylines-TOTAL_FORMS": 1, "bylines-0-contributor": contributor.pk, "bylines-0-role": "author"}
    client = signed_in(edith)
    with django_assert_max_num_queries(24):
        response = client.get(change_url(article))
    document = len(form_of(article)["document"].encode())
    assert len(response.content) - document < 150_000
    with django_assert_max_num_queries(24):
        client.post(change_url(article), form_of(article, headline="Saved", **byline))
    article = Article.objects.get()
    with django_assert_max_num_queries(24):
        client.post(change_url(article), form_of(article, headline="And linked", **byline, **rows))
    article = Article.objects.get()
    assert (article.headline, article.mentions.count(), article.bylines.count()) == ("And linked", 12, 1)
    with django_assert_max_num_queries(24):
        client.get(change_url(article))


def test_a_link_is_a_film_a_person_or_a_festival_in_one_field(article, wanda, signed_in):
    person = Person.objects.create(name="Ada Brandt")
    festival = Festival.objects.create(name="Lake Festival")
    edition = Edition.objects.create(festival=festival, year=2026)
    rows = {"mentions-TOTAL_FORMS": 2, "mentions-0-record": f"person:{person.pk}", "mentions-0-role": "mentioned"}
    rows |= {"mentions-1-record": f"edition:{edition.pk}", "mentions-1-role": "subject"}
    rows |= {f"mentions-{number}-confirmed": "True" for number in range(2)}
    signed_in(wanda).post(change_url(article), form_of(article, **rows))
    assert [(m.record, m.role) for m in article.mentions.all()] == [(person, "mentioned"), (edition, "subject")]
    page = signed_in(wanda).get(change_url(article)).content.decode()
    assert f'<option value="person:{person.pk}" selected>Ada Brandt</option>' in page


@pytest.mark.parametrize(
    ("record", "role", "field", "message"),
    [
        ("film:999", "subject", "record", "This record is no longer in the catalogue. Choose it again."),
        ("film:1 OR 1", "subject", "record", "This record is no longer in the catalogue. Choose it again."),
        ("user:1", "subject", "record", "This record is no longer in the catalogue. Choose it again."),
        ("person", "reviewed", "role", "Only a film is reviewed."),
    ],
)
def test_a_link_that_makes_no_sense_is_said_at_the_row(article, wanda, signed_in, record, role, field, message):
    if record == "person":
        record = f"person:{Person.objects.create(name='Ada Brandt').pk}"
    rows = {"mentions-TOTAL_FORMS": 1, "mentions-0-record": record, "mentions-0-role": role}
    response = signed_in(wanda).post(change_url(article), form_of(article, headline="New", **rows))
    errors = [form.errors for form in response.context["inline_admin_formsets"][1].formset.forms]
    assert errors == [{field: [message]}]
    assert Article.objects.get().headline == "The long take"


def test_records_of_every_kind_are_found_as_one_types(wanda, sam, signed_in):
    film = Film.objects.create(title="The Lake Watch", year=2026)
    festival = Festival.objects.create(name="Lake Festival")
    Edition.objects.create(festival=festival, year=2026)
    found = signed_in(wanda).get(reverse("admin:desk_records"), {"term": "lake"}).json()
    assert [entry["text"] for entry in found["results"]] == [
        "The Lake Watch (2026) · film", f"{festival.editions.get()} · edition",
    ]  # fmt: skip
    assert found["results"][0]["id"] == f"film:{film.pk}"
    assert signed_in(sam).get(reverse("admin:desk_records"), {"term": "lake"}).status_code == 302
