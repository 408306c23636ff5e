"""The screen that leads from a wrong form of a record to the published passages that carry it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from journal.cinema.models import Credit, Festival, Film, FilmTitle, Person, PersonName
from journal.desk import handing
from journal.desk.models import Article, Mention
from journal.press.declaring import Signatures
from journal.press.models import Version

from ..conftest import NOW, block

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Person:
    return Person.objects.create(name="Ada Quill")


@pytest.fixture
def printed(start, edith):
    def make(headline: str, *texts: str, about=None) -> Article:
        article = start(headline=headline, document=[block(f"a000000{n}", text) for n, text in enumerate(texts)])
        if about is not None:
            Mention.objects.create(article=article, **{about._meta.model_name: about})
        handing.print_first(article=article, revision=1, signed=Signatures(by=edith), now=NOW)
        return Article.objects.get(pk=article.pk)

    return make


def address(record, wrong: str = "", right: str = "", what: str = "name") -> str:
    url = reverse("admin:desk_everywhere", args=[record._meta.model_name, record.pk])
    return f"{url}?what={what}&wrong={wrong}&right={right}" if wrong else url


def sent(article: Article, *places: str, **more) -> dict:
    given = {
        "base": 1,
        "token": f"t{article.pk}",
        "kind": "correction",
        "text": "It is Quill.",
        "places": places,
        **more,
    }
    return {f"piece-{article.piece_id}-{name}": value for name, value in given.items()}


def shown(response) -> list[tuple]:
    return [
        (
            row.version.headline,
            [(passage.place, passage.chosen) for passage in row.passages],
            row.form.initial["kind"],
            row.form.initial["text"],
        )
        for row in response.context["rows"]
    ]


def test_a_moderator_sees_the_passages_and_what_readers_would_be_told(ada, printed, molly, signed_in):
    printed("Of her", "Quil works.", "Here too: Quil.", about=ada)
    printed("A quill", "Nothing of hers.")
    response = signed_in(molly).get(address(ada, "Ada Quil", "Ada Quill"))
    assert shown(response) == [
        (
            "Of her",
            [("a0000000", True), ("a0000001", True)],
            "correction",
            "An earlier version of this feature gave the name as Quil; it is Quill.",
        )
    ]
    page = response.content.decode()
    assert "2 published passages carry it" in page
    assert "It changes a capitalised word, so perhaps a name or a title." in page


def test_an_editor_may_call_it_a_typo_and_nothing_else_here(ada, printed, edith, signed_in):
    printed("Of her", "Ada Quil")
    (row,) = signed_in(edith).get(address(ada, "Ada Quil", "Ada Quill")).context["rows"]
    assert [kind for kind, _label in row.form.fields["kind"].choices] == ["", "typo"]


def test_the_batch_is_published_the_refused_keep_what_was_typed(ada, printed, molly, signed_in):
    first, second, third = (printed(name, "Ada Quil") for name in ("One", "Two", "Three"))
    response = signed_in(molly).post(
        address(ada, "Ada Quil", "Ada Quill"),
        {
            **sent(first, "a0000000"),
            **sent(second, "a0000000", kind="typo", text="My own words."),
            **sent(third, "a0000000", kind=""),
            "reason": "The family wrote to us.",
        },
    )
    assert [(version.headline, url) for version, url, _conflict in response.context["done"]] == [
        ("One", "/features/one/history/")
    ]
    by_headline = {row.version.headline: row for row in response.context["rows"]}
    assert {headline: row.refused for headline, row in by_headline.items()} == {
        "Two": "It changes a capitalised word, so perhaps a name or a title. Ask a colleague to sign.",
        "Three": "",
    }
    assert [by_headline["Two"].form.initial[name] for name in ("kind", "text")] == ["typo", "My own words."]
    assert Version.objects.get(number=2).acts.get().reason == "The family wrote to us."


def test_the_same_form_sent_twice_prints_once(ada, printed, molly, signed_in):
    article = printed("One", "Ada Quil")
    for _time in range(2):
        signed_in(molly).post(address(ada, "Ada Quil", "Ada Quill"), sent(article, "a0000000"))
    assert list(Version.objects.values_list("number", flat=True)) == [1, 2]


def test_a_piece_that_moved_on_is_shown_as_it_stands_now(ada, printed, molly, signed_in):
    article = printed("One", "Ada Quil", "Ada Quil")
    client = signed_in(molly)
    client.post(address(ada, "Ada Quil", "Ada Quill"), sent(article, "a0000000"))
    response = client.post(
        address(ada, "Ada Quil", "Ada Quill"), sent(article, "a0000001", token="other", text="Mine.")
    )
    (row,) = response.context["rows"]
    assert row.refused == "Version 2 was published in the meantime. Look at it, then publish again."
    assert (row.form.initial["base"], row.form.initial["text"]) == (2, "Mine.")
    assert [passage.place for passage in row.passages] == ["a0000001"]


def test_a_writer_sees_what_readers_see_and_can_change_nothing(ada, printed, walt, signed_in):
    article = printed("One", "Ada Quil")
    client = signed_in(walt)
    response = client.get(address(ada, "Ada Quil", "Ada Quill"))
    assert (response.context["rows"], [row.version.headline for row in response.context["not_yours"]]) == ([], ["One"])
    assert reverse("admin:desk_article_change", args=[article.pk]) not in response.content.decode()
    client.post(address(ada, "Ada Quil", "Ada Quill"), sent(article, "a0000000"))
    assert Version.objects.count() == 1


def test_drafts_are_named_to_those_who_may_see_them(ada, start, wanda, walt, signed_in):
    start(headline="Unprinted", document=[block("aaaaaaaa", "Ada Quil")])
    for user, seen in ((wanda, ["Unprinted"]), (walt, [])):
        response = signed_in(user).get(address(ada, "Ada Quil", "Ada Quill"))
        assert [article.headline for article, _url, _state in response.context["drafts"]] == seen


def test_a_stranger_is_kept_out_and_no_record_is_404(ada, sam, molly, signed_in, client):
    assert client.get(address(ada)).status_code == 302
    assert signed_in(sam).get(address(ada)).status_code == 302
    assert signed_in(molly).get("/desk/everywhere/person/999/").status_code == 404
    assert signed_in(molly).get(f"/desk/everywhere/picture/{ada.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("what=name&wrong=Ada&right=Ada", "right", "The two are the same."),
        ("what=name&wrong=&right=Ada", "wrong", "This field is required."),
        ("what=year&wrong=12&right=2012", "wrong", "Write a year, such as 2012."),
        ("what=year&wrong=2012&right=²³⁴⁵", "right", "Write a year, such as 2012."),
        ("what=all&wrong=a&right=b", "what", "Select a valid choice. all is not one of the available choices."),
    ],
)
def test_nonsense_is_answered_at_the_field(molly, signed_in, query, field, message):
    film = Film.objects.create(title="Sea Smoke", year=2022)
    response = signed_in(molly).get(f"{address(film)}?{query}")
    assert response.context["look"].errors[field] == [message]


def test_wrong_forms_that_are_known_are_offered(ada, printed, molly, signed_in):
    film = Film.objects.create(title="Sea Smok", year=2021)
    printed("One", f'<cite film="{film.pk}">Sea Smok</cite>')
    Film.objects.filter(pk=film.pk).update(title="Sea Smoke", year=2022)
    FilmTitle.objects.create(film=film, text="See Smoke", kind="misspelling")
    PersonName.objects.create(person=ada, text="Ada Quil", kind="misspelling")
    client = signed_in(molly)
    assert client.get(address(film)).context["known"] == [
        ("words", "Sea Smok", "Sea Smoke"), ("year", "2021", "2022"), ("words", "See Smoke", "Sea Smoke"),
    ]  # fmt: skip
    assert client.get(address(ada)).context["known"] == [("name", "Ada Quil", "Ada Quill")]


def a_form(response, **changes) -> dict:
    """What a browser would send back of an admin page, with some fields changed."""
    context = response.context
    data = dict(context["adminform"].form.initial)
    for formset in context["inline_admin_formsets"]:
        rows = formset.formset
        data |= {f"{rows.prefix}-{name}": value for name, value in rows.management_form.initial.items()}
        for form in rows.initial_forms:
            data |= {form.add_prefix(name): form[name].value() for name in form.fields}
    flat = {name: ", ".join(value) if isinstance(value, list) else value for name, value in data.items()}
    return {name: "" if value is None else value for name, value in {**flat, **changes}.items()}


def save(client, record, **changes) -> str:
    """Saves a record in the admin; gives what the desk says about it."""
    url = reverse(f"admin:cinema_{record._meta.model_name}_change", args=[record.pk])
    response = client.post(url, a_form(client.get(url), **changes), follow=True)
    assert response.redirect_chain, response.context["errors"]
    return " ".join(str(message) for message in response.context["messages"] if message.level_tag == "warning")


def test_a_record_put_right_leads_to_what_is_printed_wrong(printed, edith, signed_in):
    ada = Person.objects.create(name="Ada Quil", family_name="Quil", given_name="Ada")
    printed("One", "Ada Quil", "and Quil", about=ada)
    said = save(signed_in(edith), ada, name="Ada Quill")
    assert said == (
        "Ada Quil was changed to Ada Quill. 2 published passages still carry Ada Quil. "
        f'<a href="/desk/everywhere/person/{ada.pk}/?what=name&amp;wrong=Ada+Quil&amp;right=Ada+Quill">Put it right</a>'
    )
    assert Version.objects.get().updated_at is None


def test_a_character_a_year_and_another_title_are_followed_too(printed, edith, ada, signed_in):
    film = Film.objects.create(title="Sea Smoke", year=2021)
    credit = Credit.objects.create(film=film, person=ada, job="Actor", department="Acting", character="Clive")
    printed("One", f'<cite film="{film.pk}">Sea Smoke</cite> (2021) has a Clive')
    client = signed_in(edith)
    assert "1 published passage still carries 2021." in save(client, film, year=2022)
    assert "1 published passage still carries Clive." in save(client, film, **{"credits-0-character": "Calvin"})
    credit.refresh_from_db()
    assert credit.character == "Calvin"


def test_a_change_that_no_text_repeats_is_not_mentioned(printed, edith, ada, signed_in):
    printed("One", "Nothing of hers.")
    festival = Festival.objects.create(name="Lake Film Festival")
    client = signed_in(edith)
    assert (save(client, ada, name="Ada Quilt"), save(client, festival, name="Lake Festival")) == ("", "")


def test_where_used_leads_to_the_search(ada, molly, signed_in):
    page = signed_in(molly).get(reverse("admin:cinema_person_used", args=[ada.pk])).content.decode()
    assert f'href="{address(ada)}"' in page


def test_where_used_names_versions_to_those_who_may_know_of_them(ada, printed, start, walt, edith, signed_in):
    printed("For all", "Ada Quill", about=ada)
    waiting = start(headline="Not yet")
    Mention.objects.create(article=waiting, person=ada)
    later = timezone.now() + timedelta(days=3)
    handing.print_first(article=waiting, revision=1, signed=Signatures(by=edith), now=NOW, at=later)
    for user, versions in ((edith, ["Not yet (1)", "For all (1)"]), (walt, ["For all (1)"])):
        response = signed_in(user).get(reverse("admin:cinema_person_used", args=[ada.pk]))
        seen = {use.label: [name for name, _url in visible] for use, visible in response.context["uses"]}
        assert seen["versions"] == versions
        assert ("Not yet" in response.content.decode()) == ("Not yet (1)" in versions)
