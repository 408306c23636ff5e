"""Rows of names without scripts: more of them, and in another order, with everything that was typed."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from interviews.models import Interview
from journal.desk import row_buttons, saving

from .conftest import NOW
from .test_editor_form import inputs

VOICES = [
    {"label": "Q", "role": "interviewer", "person": None, "contributor": None, "name": "Ada Finch", "described_as": ""},
    {
        "label": "MC",
        "role": "interviewee",
        "person": None,
        "contributor": None,
        "name": "Maeve Corr",
        "described_as": "",
    },
]


def sent(**more: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({"p-TOTAL_FORMS": "3", "headline": "Kept", **more})
    return data


def rows(data: QueryDict) -> list[dict[str, str]]:
    return [
        {key.removeprefix(f"p-{number}-"): data[key] for key in data if key.startswith(f"p-{number}-")}
        for number in range(3)
    ]


@pytest.mark.parametrize(("total", "then"), [("0", "3"), ("2", "5"), ("99", "100"), ("100", "100"), ("700", "700")])
def test_three_empty_rows_are_added_up_to_a_hundred(total, then):
    assert row_buttons.press(sent(**{"p-TOTAL_FORMS": total, "_rows": "p:add"}))["p-TOTAL_FORMS"] == then


def test_new_rows_begin_as_the_empty_one_of_the_page():
    data = row_buttons.press(sent(**{"p-__prefix__-role": "interviewee", "p-__prefix__-label": "", "_rows": "p:add"}))
    assert [(data[f"p-{row}-role"], data[f"p-{row}-label"]) for row in (3, 4, 5)] == [("interviewee", "")] * 3
    assert "p-6-role" not in data


def test_rows_change_places_and_keep_the_records_that_they_replace():
    data = sent(
        **{"p-0-id": "7", "p-0-label": "Q", "p-0-DELETE": "on", "p-1-id": "", "p-1-label": "MC", "p-1-role": "x"}
    )
    data["_rows"] = "p:down:0"
    assert rows(row_buttons.press(data)) == [
        {"id": "7", "label": "MC", "role": "x"},
        {"id": "", "label": "Q", "DELETE": "on"},
        {},
    ]


@pytest.mark.parametrize(
    "value", ["", "p", "p:up:0", "p:down:2", "p:down:9999", "p:up:x", "q:add", "P:add", "p:left:1", "p:add:1", "p:up:٣"]
)
def test_what_makes_no_sense_changes_nothing(value):
    data = sent(**{"_rows": value, "p-0-label": "Q", "p-2-label": "MC"})
    assert row_buttons.press(data) == data


@given(st.lists(st.text(max_size=5), min_size=3, max_size=3), st.integers(0, 2), st.sampled_from(["up", "down"]))
def test_no_row_is_lost_and_the_way_back_leads_back(labels, row, way):
    data = sent(**{f"p-{number}-label": label for number, label in enumerate(labels)}, _rows=f"p:{way}:{row}")
    moved = row_buttons.press(data)
    assert sorted(one["label"] for one in rows(moved)) == sorted(labels)
    other, back = (row + 1, "up") if way == "down" else (row - 1, "down")
    if 0 <= other < 3:
        moved["_rows"] = f"p:{back}:{other}"
        assert rows(row_buttons.press(moved)) == rows(data)


@pytest.fixture
def talk(wanda):
    made = Interview(kind="interview")
    saving.start(article=made, changes={"headline": "A talk", "form": {"participants": VOICES}}, by=wanda, now=NOW)
    return made


def address(talk: Interview) -> str:
    return f"/desk/interviews/interview/{talk.pk}/change/"


@pytest.mark.django_db
def test_form_comes_back_with_more_rows_and_all_that_was_typed_and_nothing_is_saved(talk, wanda, signed_in):
    client = signed_in(wanda)
    data = inputs(client.get(address(talk)).content.decode())
    typed = {**data, "headline": "Not saved", "document": "Q: Typed, and not saved.", "participants-0-name": "Ada F."}
    shown = inputs(client.post(address(talk), {**typed, "_rows": "participants:add"}).content.decode())
    assert shown["participants-TOTAL_FORMS"] == "5"
    same = set(typed) - {"csrfmiddlewaretoken", "participants-TOTAL_FORMS"}
    assert {name: shown[name] for name in same} == {name: typed[name] for name in same}
    talk.refresh_from_db()
    assert (talk.revision, talk.headline) == (1, "A talk")


@pytest.mark.django_db
def test_order_and_names_typed_without_scripts_are_saved(talk, wanda, signed_in):
    client = signed_in(wanda)
    data = inputs(client.get(address(talk)).content.decode())
    data = inputs(client.post(address(talk), {**data, "_rows": "participants:add"}).content.decode())
    data |= {"participants-2-label": "TL", "participants-2-name": "Tobias Lund", "participants-2-role": "interviewee"}
    for value in ("participants:up:2", "participants:up:1"):
        data = inputs(client.post(address(talk), {**data, "_rows": value}).content.decode())
    assert client.post(address(talk), {**data, "_save": "1"}).status_code == 302
    talk = Interview.objects.get()
    assert [(one.label, one.name) for one in talk.participants.all()] == [
        ("TL", "Tobias Lund"),
        ("Q", "Ada Finch"),
        ("MC", "Maeve Corr"),
    ]


@pytest.mark.django_db
def test_who_may_not_edit_cannot_press(talk, walt, signed_in):
    assert signed_in(walt).post(address(talk), {"_rows": "participants:add"}).status_code == 404
