"""What the server makes of what the surface posts: the gate, and that no word is lost before it."""

import json
import re
from contextlib import suppress
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.cinema.models import Film
from journal.desk import posted
from journal.desk.editor import Posted, WritingField
from journal.document.blocks import ID, Block, Document

TALK = [
    {"id": "t0000001", "type": "turn", "by": "Q", "text": "Where did the light come from?"},
    {"id": "t0000002", "type": "turn", "by": "MC", "text": "From the <em>yard</em>."},
]


def field(**given: Any) -> WritingField:
    made = WritingField(required=False)
    made.labels = given.pop("labels", ["Q", "MC"])
    made.previous = Document.from_json(given.pop("previous", TALK))
    return made


def clean(blocks: Any, **given: Any) -> list[dict[str, Any]]:
    return field(**given).clean(Posted(blocks if isinstance(blocks, str) else json.dumps(blocks)))


def said(blocks: Any, **given: Any) -> list[str]:
    """What is wrong, in the words that the writer reads."""
    with pytest.raises(ValidationError) as refusal:
        clean(blocks, **given)
    return refusal.value.messages


def shown(raw: str, **given: Any) -> str:
    """Everything that the form shows again, as one string of words."""
    again = field(**given).prepare_value(Posted(raw))
    return "\n".join(Block.from_json(item).plain() for item in again.blocks)


# -- which of the two arrives ----------------------------------------------------------------------------------------


def test_blocks_go_before_the_area_and_the_area_stands_where_there_are_none():
    widget = WritingField().widget
    both = QueryDict("", mutable=True)
    both.update({"text": "Typed.", "text_blocks": "[]"})
    assert isinstance(widget.value_from_datadict(both, {}, "text"), Posted)
    assert widget.value_from_datadict(QueryDict("text=Typed.&text_blocks="), {}, "text") == "Typed."
    assert widget.value_from_datadict(QueryDict("text=Typed."), {}, "text") == "Typed."


def test_blocks_come_through_as_they_are():
    assert clean(TALK) == TALK
    assert field().has_changed(TALK, Posted(json.dumps(TALK))) is False
    assert field().has_changed(TALK, Posted(json.dumps(TALK[:1]))) is True


def test_plain_text_keeps_its_ids_without_a_browser_that_runs_scripts():
    assert field().clean("Q: Where did the light come from?\n\nMC: From the _yard_, at last.") == [
        TALK[0],
        {**TALK[1], "text": "From the <em>yard</em>, at last."},
    ]


# -- bad input -------------------------------------------------------------------------------------------------------

BAD = {
    "not json": ('[{"id": "t000', "The text arrived damaged and could not be read."),
    "no list": ('{"id": 1}', "The text arrived damaged and could not be read."),
    "nested": ("[" * 500 + "]" * 500, "The text arrived damaged and could not be read."),
    "nested without end": ("[" * 100_000, "The text arrived damaged and could not be read."),
    "a number of many digits": ("[" + "9" * 5000 + "]", "The text arrived damaged and could not be read."),
    "no block": ("[3]", "block 1: A block is an object with an id and a type."),
    "type": (
        '[{"id": "t0000001", "type": "script", "text": "words"}]',
        "block 1 (t0000001): There is no type of block called 'script'.",
    ),
    "key": (
        '[{"id": "t0000001", "type": "rule", "onload": "words"}]',
        "block 1 (t0000001): A block of type rule takes no 'onload'.",
    ),
    "null byte": (
        '[{"id": "t0000001", "type": "note", "text": "wo\\u0000rds"}]',
        "block 1 (t0000001): text holds a NUL character.",
    ),
    "half a character": (
        '[{"id": "t0000001", "type": "note", "text": "words \\ud83d"}]',
        "block 1 (t0000001): text holds half of a character (a lone surrogate).",
    ),
    "address": (
        '[{"id": "t0000001", "type": "embed", "url": "javascript:alert(1)", "title": "words"}]',
        "block 1 (t0000001): url must be an address that starts with http:// or https://.",
    ),
    "speaker": (
        '[{"id": "t0000001", "type": "turn", "by": "ZZ", "text": "words"}]',
        "Nobody has the label “ZZ”. Name them among the participants, or give the turn to another.",
    ),
    "pull quote": (
        json.dumps([*TALK, {"id": "p0000001", "type": "pullquote", "of": "t0000002", "text": "From the words"}]),
        "The pull quote “From the words” does not stand in the passage that it is taken from. Take it again.",
    ),
}


@pytest.mark.parametrize(("raw", "complaint"), BAD.values(), ids=BAD)
def test_what_is_refused_is_explained_and_shown_again(raw, complaint):
    assert said(raw) == [complaint]
    words = set(re.findall(r"[a-z]{4,}", raw)) & {"words"}
    assert words <= set(re.findall(r"[a-z]+", shown(raw)))


def test_markup_that_is_none_of_ours_is_words():
    text = "a <script>alert(1)</script> <img src=x onerror=alert(1)> <cite film=x>b</cite> <em>c</em>"
    found = Document.from_json(clean([{"id": "t0000001", "type": "note", "text": text}]))
    assert found.plain() == text.replace("<em>c</em>", "c").replace("</cite>", "</cite>")
    assert found.blocks[0].text.endswith("<em>c</em>")


def test_lost_and_doubled_ids_are_replaced_and_the_first_keeps_its_own():
    blocks = [
        {"id": "t0000001", "type": "note", "text": "one", "was": ["t0000002", "t0000009", "nonsense", 4]},
        {"id": "t0000001", "type": "note", "text": "two"},
        {"id": "t0000002", "type": "note", "text": "three", "was": ["t0000009"]},
        {"id": "ILOU", "type": "note", "text": "four", "was": "t0000008"},
        {"type": "note", "text": "five"},
    ]
    found = clean(blocks)
    assert [block["text"] for block in found] == ["one", "two", "three", "four", "five"]
    assert (found[0]["id"], found[0]["was"], found[2]["id"]) == ("t0000001", ["t0000009"], "t0000002")
    assert len({block["id"] for block in found if ID.fullmatch(block["id"])}) == 5
    assert all("was" not in block for block in found[1:])


def test_speaker_of_the_revision_before_may_go_on_speaking():
    assert clean(TALK, labels=[]) == TALK


def test_pull_quote_whose_passage_was_changed_since_may_be_saved():
    quote = {"id": "p0000001", "type": "pullquote", "of": "t0000002", "text": "From the yard."}
    changed = [TALK[0], {**TALK[1], "text": "From the roof."}, quote]
    assert clean(changed, previous=[*TALK, quote]) == changed


@pytest.mark.django_db
def test_film_that_does_not_exist_is_named_and_one_from_before_may_stay():
    film = Film.objects.create(title="The Salt Ledger", year=2012)
    cited = [
        {"id": "n0000001", "type": "note", "text": f'<cite film="{film.pk}">It</cite>, <cite film="99999">that</cite>'}
    ]
    assert said(cited) == ["There is no film number 99999. Choose the film again, or leave the title without a film."]
    assert clean(cited, previous=cited) == cited


@pytest.mark.django_db
def test_picture_that_does_not_exist_is_named():
    assert said([{"id": "n0000001", "type": "picture", "picture": 7}]) == [
        "There is no picture number 7. Choose the picture again, or take it out."
    ]


def test_two_thousand_turns_come_through():
    many = [{"id": f"t{at:07d}", "type": "turn", "by": "Q", "text": f"Number {at}."} for at in range(2000)]
    assert clean(many) == many


def test_five_megabytes_are_refused_and_shown_again():
    half = {"type": "note", "text": "words " * 420_000}
    raw = json.dumps([{**half, "id": "n0000001"}, {**half, "id": "n0000002"}])
    assert said(raw) == ["A document holds at most 5000000 bytes of text."]
    assert shown(raw).count("words") == 840_000


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
blocks = st.fixed_dictionaries(
    {},
    optional={
        "id": st.sampled_from(["t0000001", "t0000002", "", "ILOU"]) | json_values,
        "type": st.sampled_from(["turn", "paragraph", "list", "picture", "pullquote", "embed", "script"]) | json_values,
        "by": st.sampled_from(["Q", "ZZ", ""]) | json_values,
        "text": st.text(st.characters(), max_size=20) | json_values,
        "items": json_values,
        "picture": json_values,
        "url": json_values,
        "of": json_values,
        "was": json_values,
        "original": json_values,
        "t": json_values,
    },
)


@pytest.mark.django_db
@settings(max_examples=150, deadline=None)
@given(st.lists(blocks | json_values, max_size=5) | json_values)
def test_whatever_is_posted_is_read_or_refused_and_can_be_shown(data):
    made, raw = field(), Posted(json.dumps(data))
    with suppress(ValidationError):
        Document.from_json(made.clean(raw))
    again = made.prepare_value(raw)
    str(again).encode()
    assert Document.from_json(again.blocks).to_json() == again.blocks


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_no_raw_string_breaks_the_salvage(raw):
    posted.salvage(raw).plain().encode()
