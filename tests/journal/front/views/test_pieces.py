import re
from datetime import UTC, datetime, timedelta

import pytest

from factories import KEEPING, NOON, make_change, make_film, make_user, make_version, paragraphs
from journal.press import publishing
from journal.press.copy import FilmLink
from journal.press.declaring import Declared, Signatures, Stamps
from journal.press.models import Version

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
MARCH_SECOND = "2 March 2026, 07:00 EST"


def text_of(response):
    return " ".join(response.content.decode().split())


def retract(version, *, now=NOON + HOUR, notice="The talk never took place."):
    return publishing.retract(
        piece=version.piece,
        notice=notice,
        base=version.number,
        signed=Signatures(by=make_user("a"), approved_by=make_user("b")),
        now=now,
    )


def test_interview_shows_all_that_was_printed(client, talk):
    version = talk()
    page = text_of(client.get("/interviews/the-sea-was-there/"))
    film, person, edition = version.films.get(), version.people.get(), version.editions.get()
    for expected in (
        "<h1>The sea was there</h1>",
        '<p class="piece-dek">On salt and patience.</p>',
        '<small>Interview by</small> <a href="/contributors/nora/" rel="author">Nora Lind</a>',
        f'Published <time datetime="2026-03-02T07:00:00-05:00">{MARCH_SECOND}</time>',
        f'<a class="film" href="{film.get_absolute_url()}">Salt Hours</a>',
        '<div class="turn is-question" id="a0000002"',
        '<i class="direction">[laughing]</i> Because the sea was there.</p><p>And it stayed.',
        '<a class="anchor" href="#a0000003"',
        "<dt>IO</dt> <dd><b>Ida Orlov</b>, <span>director</span></dd>",
        f'<a href="{edition.get_absolute_url()}">Lake 2012</a>',
        "<dt>Runtime</dt><dd>104 minutes</dd>",
        f'<dt>Director</dt><dd><a href="{person.get_absolute_url()}">Ida Orlov</a></dd>',
        '<a href="/interviews/the-sea-was-there/history/">History of this piece</a>',
        '<a href="/topics/the-sea/">the sea</a>',
        '<link rel="canonical" href="http://127.0.0.1:8000/interviews/the-sea-was-there/">',
    ):
        assert expected in page, expected


def test_legacy_stamps_are_shown_with_their_remark(client):
    published = datetime(2012, 9, 6, 9, 15, tzinfo=UTC)
    updated = datetime(2012, 11, 6, 10, 12, tzinfo=UTC)
    copy = make_version().copy()
    publishing.publish(
        copy=copy, slug="old", signed=Signatures(by=None), now=NOON, stamps=Stamps(published, updated, "09/06/2012")
    )
    page = text_of(client.get("/features/old/"))
    assert 'Published <time datetime="2012-09-06T05:15:00-04:00">6 September 2012, 05:15 EDT</time>' in page
    assert (
        'Updated <time datetime="2012-11-06T05:12:00-05:00">6 November 2012, 05:12 EST</time> '
        '<span class="remark">(no note on record)</span>'
    ) in page


def test_correction_is_called_so_and_is_linked_both_ways(client):
    version = make_version()
    publishing.correct(
        piece=version.piece,
        copy=version.copy().__class__(**{**_fields(version), "document": paragraphs("The lights came up.")}),
        notice=Declared("correction", "We said down; it was up.", ("p0000000",)),
        base=1,
        signed=Signatures(by=None),
        now=NOON + HOUR,
    )
    page = text_of(client.get(version.get_absolute_url()))
    assert 'Corrected <time datetime="2026-03-02T08:00:00-05:00">2 March 2026, 08:00 EST</time>' in page
    assert '<a href="#notice-1">see note</a>' in page
    assert 'href="#notice-1" id="mark-1-p0000000"' in page
    assert 'id="notice-1"' in page
    assert '<a href="#mark-1-p0000000">To the passage</a>' in page
    assert "Updated" not in page


def _fields(version):
    copy = version.copy()
    return {name: getattr(copy, name) for name in copy.__dataclass_fields__}


@pytest.mark.parametrize("address", ["", "history/", "history/1/"])
def test_scheduled_piece_is_not_found_until_its_second(client, set_clock, address):
    publishing.publish(copy=make_version().copy(), slug="later", signed=Signatures(by=None), now=NOON, at=NOON + HOUR)
    set_clock(NOON + HOUR - timedelta(seconds=1))
    assert client.get(f"/features/later/{address}").status_code == 404
    set_clock(NOON + HOUR)
    assert client.get(f"/features/later/{address}").status_code == 200


def test_piece_under_embargo_is_not_found(client, set_clock):
    version = make_version()
    Version.objects.filter(pk=version.pk).update(hidden_until=NOON + HOUR)
    set_clock(NOON + HOUR - timedelta(seconds=1))
    assert client.get(version.get_absolute_url()).status_code == 404
    set_clock(NOON + HOUR)
    response = client.get(version.get_absolute_url())
    assert response.status_code == 200
    assert response["Last-Modified"] == "Mon, 02 Mar 2026 13:00:00 GMT"


def test_old_slug_and_its_history_redirect_for_good(client):
    version = make_version(slug="old")
    changed = make_change(version, now=NOON + HOUR)
    publishing.change(
        piece=version.piece,
        copy=version.copy(),
        declared=[Declared("update", "A new address.")],
        base=changed.number,
        signed=Signatures(by=None),
        now=NOON + 2 * HOUR,
        slug="new",
    )
    for old, new in (
        ("/features/old/", "/features/new/"),
        ("/features/old/history/", "/features/new/history/"),
        ("/features/old/history/1/", "/features/new/history/1/"),
    ):
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, new)


def test_withdrawn_piece_says_why_and_keeps_no_word(client):
    version = make_version("A secret headline", slug="secret")
    publishing.withdraw(
        piece=version.piece, public_reason="By order of a court.", signed=Signatures(by=None), now=NOON + HOUR
    )
    for address in ("", "history/", "history/1/"):
        response = client.get(f"/features/secret/{address}")
        assert response.status_code == 410
        assert "By order of a court." in response.content.decode()
        assert "A secret headline" not in response.content.decode()


def test_withdrawn_piece_that_nobody_saw_never_was(client):
    version = publishing.publish(
        copy=make_version().copy(), slug="unseen", signed=Signatures(by=None), now=NOON, at=NOON + 2 * HOUR
    )
    publishing.withdraw(piece=version.piece, public_reason="Sealed.", signed=Signatures(by=None), now=NOON + HOUR)
    assert client.get("/features/unseen/").status_code == 404


def test_retracted_piece_stays_with_its_reason_alone(client):
    version = make_version("A talk", document=paragraphs("Words that never were."))
    retract(version)
    response = client.get(version.get_absolute_url())
    page = text_of(response)
    assert response.status_code == 200
    assert '<meta name="robots" content="noindex">' in page
    assert "The talk never took place." in page
    assert "Retracted" in page
    assert "Words that never were." not in page


def test_history_lists_what_was_public_and_marks_typos(client, set_clock):
    version = make_version()
    second = make_change(version, now=NOON + HOUR, kind="typo")
    third = make_change(second, now=NOON + 2 * HOUR, text="It was a week-day.")
    publishing.change(
        piece=version.piece,
        copy=version.copy(),
        declared=[Declared("update", "Still to come.")],
        base=third.number,
        signed=Signatures(by=None),
        now=NOON + 3 * HOUR,
        at=NOON + 9 * HOUR,
    )
    set_clock(NOON + 4 * HOUR)
    page = text_of(client.get(version.get_absolute_url() + "history/"))
    assert page.index('id="version-3"') < page.index('id="version-2"') < page.index('id="version-1"')
    assert 'class="is-minor" id="version-2"' in page
    assert "It was a week-day." in page
    assert "Still to come." not in page
    assert client.get(version.get_absolute_url() + "history/4/").status_code == 404


def test_version_page_shows_the_words_of_then_and_what_changed(client):
    version = make_version(document=paragraphs("Clive woke up."))
    make_change(version, now=NOON + HOUR, document=paragraphs("Calvin woke up."), text="He is Calvin.")
    first = text_of(client.get(version.get_absolute_url() + "history/1/"))
    second = text_of(client.get(version.get_absolute_url() + "history/2/"))
    assert "Clive woke up." in first
    assert "He is Calvin." not in first
    assert "<del>Clive</del><ins>Calvin</ins> woke up." in second
    assert "He is Calvin." in second


def test_embargoed_version_leaves_a_stub_in_the_history(client, set_clock):
    version = make_version("First words")
    make_change(version, now=NOON + HOUR)
    Version.objects.filter(number=1).update(hidden_until=NOON + 9 * HOUR)
    set_clock(NOON + 2 * HOUR)
    page = text_of(client.get(version.get_absolute_url() + "history/"))
    assert "Version 1: not shown at present" in page
    assert client.get(version.get_absolute_url() + "history/1/").status_code == 404


def test_a_piece_is_in_its_own_language_and_what_stands_around_it_in_the_sites(client, talk):
    """The title and the words say French; the page's own words, which the body is full of, say English."""
    version = talk("La mer était là", lang="fr", slug="la-mer")
    make_version("Le sel", kind="review", lang="fr", form={"review": {"verdict": "Allez-y.", "rating": None}})
    page, review, then = (
        text_of(client.get(address))
        for address in (version.get_absolute_url(), "/reviews/le-sel/", version.get_absolute_url() + "history/1/")
    )
    assert '<html lang="fr">' in page
    assert '<body class="piece-page" lang="en">' in page
    for words in ('<h1 lang="fr">La mer', '<p class="piece-dek" lang="fr">', '<div class="body" lang="fr"'):
        assert words in page
        assert words in then
    assert ', <span lang="fr">director</span>' in page
    assert '<p class="said" lang="fr">Allez-y.</p>' in review


def test_an_english_piece_says_so_once(client, talk):
    page = text_of(client.get(talk().get_absolute_url()))
    assert re.findall(r'\blang="[^"]*"', page) == ['lang="en"']


def test_text_is_escaped_everywhere(client):
    version = make_version('<b>"&', slug="escaped", dek="</script><i>", document=paragraphs("&lt;u&gt;"))
    page = client.get(version.get_absolute_url()).content.decode()
    assert "<b>" not in page
    assert "<i>" not in page
    assert "<u>" not in page
    assert page.count("</script>") == page.count("<script ")


@pytest.mark.parametrize("others", [1, 3])
def test_query_count_does_not_grow(client, talk, django_assert_num_queries, others):
    version = talk()
    film = version.films.get()
    for n in range(others):
        make_version(f"Other {n}", films=(FilmLink(film.pk, film.title, film.year, "mentioned"),))
        make_film(f"Film {n}")
    with django_assert_num_queries(11 + KEEPING):
        client.get(version.get_absolute_url())


@pytest.mark.parametrize("address", ["", "history/", "history/1/"])
def test_other_methods_are_refused(client, address):
    version = make_version()
    for method in ("post", "put", "delete", "patch"):
        response = getattr(client, method)(version.get_absolute_url() + address)
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "address", ["/nothing/here/", "/features/no-such/", "/features/a/history/0/", "/features/a/history/99999999/"]
)
def test_unknown_address_is_not_found(client, address):
    assert client.get(address).status_code == 404
