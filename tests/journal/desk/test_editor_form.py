"""The form with the writing surface: what it costs to open, what it saves, what it may ask for while somebody writes."""

import json
import re

import pytest
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from interviews.models import Interview
from journal.desk import handing, saving
from journal.press.declaring import Signatures
from tests.journal.desk.test_editor import TALK, clean


@pytest.fixture
def long_interview(edith):
    made = Interview(kind="interview")
    words = "It came in low over the yard, and we waited for it with a kettle on. " * 5
    text = [
        {"id": f"t{at:07d}", "type": "turn", "by": "Q" if at % 2 else "MC", "text": words.strip()} for at in range(200)
    ]
    voices = [
        {"label": label, "role": role, "person": None, "contributor": None, "name": "", "described_as": ""}
        for label, role in (("Q", "interviewer"), ("MC", "interviewee"))
    ]
    changes = {"headline": "A long evening", "document": text, "form": {"participants": voices}}
    saving.start(article=made, changes=changes, by=edith, now=timezone.now())
    return made


def address(interview: Interview) -> str:
    return f"/desk/interviews/interview/{interview.pk}/change/"


def inputs(html: str) -> dict[str, str]:
    """The fields of the page's form with their values, as a browser without scripts would send them."""
    found = {}
    for node in LexborHTMLParser(html).css("#interview_form input, #interview_form select, #interview_form textarea"):
        name, kind = node.attributes.get("name"), node.attributes.get("type")
        if not name or "disabled" in node.attributes or kind in ("submit", "button", "file"):
            continue
        if kind == "checkbox" and "checked" not in node.attributes:
            continue
        if node.tag == "select":
            chosen = node.css_first("option[selected]") or node.css_first("option")
            found[name] = (chosen.attributes.get("value") or "") if chosen else ""
        else:
            found[name] = (
                node.text() if node.tag == "textarea" else node.attributes.get("value") or "on" * (kind == "checkbox")
            )
    return found


def test_opening_200_turns_costs_few_queries_and_a_small_page(
    long_interview, edith, signed_in, django_assert_max_num_queries
):
    client = signed_in(edith)
    client.get(address(long_interview))
    with django_assert_max_num_queries(24):
        html = client.get(address(long_interview)).content.decode()
        config = json.loads(re.search(r'<script type="application/json">(.*?)</script>', html, re.S)[1])
        assert config["blocks"] is None
        assert client.get(config["urls"]["text"]).json() == {"blocks": long_interview.document}
    area = LexborHTMLParser(html).css_first("textarea[name=document]").text()
    # The words are in the page once, in the area; not a sentence of them is anywhere else.
    assert html.count("we waited for it with a kettle on.") == area.count("we waited for it with a kettle on.") == 1000
    assert len(html.encode()) - len(area.encode()) < 150_000


@pytest.mark.django_db
def test_reading_200_turns_asks_the_database_nothing(long_interview, django_assert_num_queries):
    changed = [*long_interview.document[:-1], {**long_interview.document[-1], "text": "The end."}]
    with django_assert_num_queries(0):
        assert clean(changed) == changed


def test_form_saves_what_the_surface_posts(long_interview, edith, signed_in):
    client = signed_in(edith)
    data = inputs(client.get(address(long_interview)).content.decode())
    changed = [*long_interview.document[1:], {"id": "n0000001", "type": "note", "text": "The end."}]
    del data["document"]
    answer = client.post(address(long_interview), {**data, "document_blocks": json.dumps(changed)})
    assert answer.status_code == 302
    long_interview.refresh_from_db()
    assert long_interview.document == changed


def test_form_without_scripts_saves_the_area(long_interview, edith, signed_in):
    client = signed_in(edith)
    data = inputs(client.get(address(long_interview)).content.decode())
    assert "document_blocks" not in data
    data["document"] = data["document"].replace("with a kettle on", "with the kettle on", 1)
    assert client.post(address(long_interview), data).status_code == 302
    before = [block["id"] for block in long_interview.document]
    long_interview.refresh_from_db()
    assert [block["id"] for block in long_interview.document] == before
    assert "with the kettle on" in long_interview.document[0]["text"]


def test_refused_text_stands_in_the_form_again(long_interview, edith, signed_in):
    client = signed_in(edith)
    data = inputs(client.get(address(long_interview)).content.decode())
    forged = [
        {"id": "t0000001", "type": "turn", "by": "ZZ", "text": "Nobody knows me."},
        {"id": "t0000002", "type": "marquee", "text": "Kept <b>too</b>."},
    ]
    answer = client.post(address(long_interview), {**data, "document_blocks": json.dumps(forged)})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "There is no type of block called" in html
    config = json.loads(re.search(r'<script type="application/json">(.*?)</script>', html, re.S)[1])
    assert [(block["type"], block["text"]) for block in config["blocks"]] == [
        ("turn", "Nobody knows me."),
        ("paragraph", "Kept &lt;b&gt;too&lt;/b&gt;."),
    ]
    long_interview.refresh_from_db()
    assert len(long_interview.document) == 200


def test_live_preview_shows_what_is_posted_and_saves_nothing(long_interview, edith, signed_in, sam):
    url = f"/desk/pieces/{long_interview.pk}/preview/live/"
    text = [{"id": "t0000001", "type": "turn", "by": "MC", "text": "Only <em>this</em>."}]
    posted_now = {"headline": "Another name", "dek": "", "blocks": json.dumps(text)}
    answer = signed_in(edith).post(url, posted_now)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "<h1>Another name</h1>" in html
    assert 'id="t0000001"' in html
    assert "Only <em>this</em>." in html
    long_interview.refresh_from_db()
    assert len(long_interview.document) == 200
    assert signed_in(edith).post(url, {"blocks": "nonsense"}).status_code == 422
    assert signed_in(edith).get(url).status_code == 405
    assert signed_in(sam).post(url, posted_now).status_code in (302, 404)


def test_preview_of_a_piece_that_was_never_saved(wanda, sam, signed_in):
    url = "/desk/pieces/new/preview/live/?kind=interview"
    voices = [
        {"label": "MC", "name": "Maeve Corr", "asking": False},
        {"label": "Q", "name": "Ada Finch", "asking": True},
    ]
    given = {"headline": "First words", "blocks": json.dumps(TALK), "voices": json.dumps(voices)}
    answer = signed_in(wanda).post(url, given)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "<h1>First words</h1>" in html
    assert "Maeve Corr" in html
    assert LexborHTMLParser(html).css_first("#t0000002").text().strip().endswith("From the yard.")
    assert Interview.objects.count() == 0
    assert signed_in(wanda).post(url, {"blocks": "nonsense"}).status_code == 422
    assert signed_in(wanda).post(url, {"blocks": "[]", "voices": "[{}]", "kind": "<x>"}).status_code == 200
    assert signed_in(wanda).get(url).status_code == 405
    assert signed_in(sam).post(url, given).status_code == 302


def test_form_of_a_new_piece_has_a_preview(wanda, signed_in):
    for address in ("/desk/interviews/interview/add/", "/desk/desk/article/add/?kind=essay"):
        html = signed_in(wanda).get(address).content.decode()
        config = json.loads(re.search(r'<script type="application/json">(.*?)</script>', html, re.S)[1])
        assert config["urls"]["preview"].startswith("/desk/pieces/new/preview/live/?kind=")


def test_preview_of_a_correction_shows_what_readers_have_not_the_draft(article, wanda, edith, molly, signed_in):
    handing.print_first(article=article, revision=1, signed=Signatures(by=edith), now=timezone.now())
    saving.save(article=article, changes={"dek": "Pending."}, base=1, by=wanda, now=timezone.now())
    page = f"/desk/pieces/{article.pk}/correct/"
    assert f"{page}preview/" in signed_in(molly).get(page).content.decode()
    text = [{"id": "aaaaaaaa", "type": "paragraph", "text": "One, put right."}]
    html = signed_in(molly).post(f"{page}preview/", {"blocks": json.dumps(text)}).content.decode()
    assert "One, put right." in html
    assert "Pending." not in html
    assert signed_in(wanda).post(f"{page}preview/", {"blocks": "[]"}).status_code == 403


def test_text_of_a_form_is_fetched_by_its_revision(article, wanda, walt, signed_in):
    saving.save(article=article, changes={"document": []}, base=1, by=wanda, now=timezone.now())
    url = f"/desk/pieces/{article.pk}/text/"
    client = signed_in(wanda)
    assert [block["text"] for block in client.get(f"{url}1/").json()["blocks"]] == ["One.", "Two."]
    assert client.get(f"{url}2/").json() == {"blocks": []}
    assert client.get(f"{url}3/").status_code == 404
    assert "no-store" in client.get(f"{url}2/")["Cache-Control"]
    assert signed_in(walt).get(f"{url}1/").status_code == 404


def test_text_of_a_correction_is_that_of_the_version(article, wanda, edith, molly, signed_in):
    handing.print_first(article=article, revision=1, signed=Signatures(by=edith), now=timezone.now())
    saving.save(article=article, changes={"document": []}, base=1, by=wanda, now=timezone.now())
    url = f"/desk/pieces/{article.pk}/correct/text/"
    assert [block["text"] for block in signed_in(molly).get(f"{url}1/").json()["blocks"]] == ["One.", "Two."]
    assert signed_in(molly).get(f"{url}2/").status_code == 404
    assert signed_in(wanda).get(f"{url}1/").status_code == 403


# -- forged posts ------------------------------------------------------------------------------------------------------


def forge(client, interview, blocks):
    data = inputs(client.get(address(interview)).content.decode())
    return client.post(address(interview), {**data, "document_blocks": json.dumps(blocks)})


def words_again(answer) -> str:
    config = json.loads(re.search(r'<script type="application/json">(.*?)</script>', answer.content.decode(), re.S)[1])
    return "\n".join(block.get("text", "") for block in config["blocks"])


FORGED = {
    "type": ({"type": "marquee", "text": "Kept words."}, "There is no type of block called"),
    "key": ({"type": "note", "text": "Kept words.", "onclick": "alert(1)"}, "takes no"),
    "speaker": ({"type": "turn", "by": "ZZ", "text": "Kept words."}, "Nobody has the label “ZZ”."),
    "film": ({"type": "note", "text": 'Kept words. <cite film="99999">Her</cite>'}, "There is no film number 99999."),
    "nested": ({"type": "note", "text": {"text": ["Kept words."]}}, "block 1"),
}


@pytest.mark.parametrize(("block", "complaint"), FORGED.values(), ids=FORGED)
def test_forged_post_gets_an_error_and_loses_no_word(long_interview, edith, signed_in, block, complaint):
    answer = forge(signed_in(edith), long_interview, [{"id": "n0000001", **block}])
    assert answer.status_code == 200
    assert complaint in html_of(answer)
    assert "Kept words." in words_again(answer)
    long_interview.refresh_from_db()
    assert len(long_interview.document) == 200


def html_of(answer) -> str:
    return LexborHTMLParser(answer.content.decode()).body.text()


def test_marks_html_and_ids_that_are_none_are_words_and_new_ids(long_interview, edith, signed_in):
    text = "<u>One</u> <b onclick=alert(1)>two</b> <em>three</em>"
    forged = [{"id": id, "type": "note", "text": text} for id in ("../../etc", "n0000001", "n0000001")]
    assert forge(signed_in(edith), long_interview, forged).status_code == 302
    long_interview.refresh_from_db()
    safe = "&lt;u&gt;One&lt;/u&gt; &lt;b onclick=alert(1)&gt;two&lt;/b&gt; <em>three</em>"
    assert [block["text"] for block in long_interview.document] == [safe] * 3
    assert len({block["id"] for block in long_interview.document}) == 3


def test_five_megabytes_are_refused_with_every_word_still_there(long_interview, edith, signed_in):
    half = {"type": "note", "text": "words " * 420_000}
    answer = forge(signed_in(edith), long_interview, [{**half, "id": "n0000001"}, {**half, "id": "n0000002"}])
    assert answer.status_code == 200
    assert "A document holds at most 5000000 bytes of text." in answer.content.decode()
    assert words_again(answer).count("words") == 840_000


def test_two_thousand_turns_are_saved(long_interview, edith, signed_in, django_assert_max_num_queries):
    client = signed_in(edith)
    many = [{"id": f"t{at:07d}", "type": "turn", "by": "Q", "text": f"Number {at}."} for at in range(2000)]
    data = inputs(client.get(address(long_interview)).content.decode())
    with django_assert_max_num_queries(24):
        answer = client.post(address(long_interview), {**data, "document_blocks": json.dumps(many)})
    assert answer.status_code == 302
    long_interview.refresh_from_db()
    assert long_interview.document == many
