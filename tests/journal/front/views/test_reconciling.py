"""The reconciliation service as OpenRefine meets it: manifest, batches, suggestions, other sites, limits."""

import json
import re

import pytest
from django.core.cache import cache

from journal.cinema.models import Film, Person
from journal.front.views import reconciling

pytestmark = pytest.mark.django_db

# What the specification's schemas ask for, in our own words: (required, optional) keys and the kind of each value.
TYPE = ({"id": str}, {"name": str})
CANDIDATE = (
    {"id": str, "name": str, "score": float},
    {"description": str, "match": bool, "type": [TYPE], "features": [({"id": str, "value": bool}, {})]},
)
SUGGESTION = ({"id": str, "name": str}, {"description": str, "notable": [TYPE]})
SERVICE = ({}, {"service_url": str, "service_path": str, "flyout_service_path": str})
MANIFEST = (
    {"versions": [str], "name": str, "identifierSpace": str, "schemaSpace": str},
    {
        "defaultTypes": [TYPE], "documentation": str, "view": ({"url": str}, {}), "batchSize": int,
        "suggest": ({}, {"entity": SERVICE, "type": SERVICE, "property": SERVICE}),
    },
)  # fmt: skip


def is_of(shape, value) -> bool:
    if isinstance(shape, type):
        return type(value) is shape or (shape is float and type(value) is int)
    if isinstance(shape, list):
        return isinstance(value, list) and all(is_of(shape[0], item) for item in value)
    required, optional = shape
    known = {**required, **optional}
    return (
        isinstance(value, dict)
        and set(required) <= set(value) <= set(known)
        and all(is_of(known[name], item) for name, item in value.items())
    )


@pytest.fixture
def her() -> Film:
    return Film.objects.create(title="Her", year=2013)


BATCH = json.dumps(
    {"q0": {"query": "Her", "type": "Film", "properties": [{"pid": "year", "v": "2013"}]}, "q1": {"query": "?"}}
)


def test_the_manifest_says_what_there_is(client, settings):
    response = client.get("/reconcile")
    manifest = response.json()
    assert is_of(MANIFEST, manifest), manifest
    assert manifest["versions"] == ["0.2"]
    assert manifest["view"]["url"] == f"{settings.SITE_URL}/reconcile/{{{{id}}}}"
    assert [one["id"] for one in manifest["defaultTypes"]] == ["Film", "Person", "Festival"]
    assert response["Content-Type"] == "application/json; charset=utf-8"


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_batch_is_answered_key_by_key(client, her, method):
    answer = getattr(client, method)("/reconcile", {"queries": BATCH}).json()
    assert list(answer) == ["q0", "q1"]
    assert all(is_of(({"result": [CANDIDATE]}, {}), one) for one in answer.values()), answer
    assert [(one["id"], one["match"]) for one in answer["q0"]["result"]] == [(f"film-{her.pk}", True)]
    assert answer["q1"] == {"result": []}


def test_an_identifier_leads_to_the_public_page(client, her):
    response = client.get(f"/reconcile/film-{her.pk}")
    assert (response.status_code, response.url) == (302, "/films/her-2013/")
    assert client.get("/reconcile/film-999").status_code == 404
    assert client.post(f"/reconcile/film-{her.pk}").status_code == 405


def test_names_types_and_properties_are_completed(client, her):
    Person.objects.create(name="Ada Hering")
    entities = client.get("/reconcile/suggest/entity", {"prefix": "her"}).json()
    types = client.get("/reconcile/suggest/type", {"prefix": "f"}).json()
    properties = client.get("/reconcile/suggest/property", {"prefix": "year"}).json()
    assert all(is_of(({"result": [SUGGESTION]}, {}), one) for one in (entities, types, properties))
    assert [one["name"] for one in entities["result"]] == ["Her", "Ada Hering"]
    assert [one["name"] for one in types["result"]] == ["Film", "Festival"]
    assert [one["id"] for one in properties["result"]] == ["year", "born"]
    later = client.get("/reconcile/suggest/entity", {"prefix": "her", "cursor": "1"}).json()
    assert [one["name"] for one in later["result"]] == ["Ada Hering"]
    assert client.get("/reconcile/suggest/everything", {"prefix": "her"}).status_code == 404


ADDRESSES = ["/reconcile", "/reconcile?queries={", "/reconcile?callback=<x>", "/reconcile/suggest/type?prefix=f"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_any_site_may_ask_and_nobody_gets_a_cookie(client, address):
    for response in (client.get(address, headers={"origin": "https://refine.example"}), client.options(address)):
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response
        assert (dict(response.cookies), response.get("Vary"), response["Cache-Control"]) == ({}, None, "no-store")
    assert client.options(address).status_code == 204
    assert client.put(address).status_code == 405


def test_jsonp_calls_the_function_that_was_named_and_nothing_else(client, her):
    response = client.get("/reconcile", {"queries": BATCH, "callback": "jQuery.cb_1"})
    assert response["Content-Type"] == "application/javascript; charset=utf-8"
    assert response["X-Content-Type-Options"] == "nosniff"
    called = re.fullmatch(r"/\*\*/jQuery\.cb_1\((.*)\);", response.content.decode())
    assert json.loads(called[1])["q0"]["result"][0]["name"] == "Her"
    for bad in ("alert(1)", "a;b", "<script>", "a b", "é", "a" * 100, "1a", "a..b"):
        refused = client.get("/reconcile", {"callback": bad})
        assert (refused.status_code, refused.json()["status"]) == (400, "error")


def test_words_that_end_a_script_stay_words(client):
    Film.objects.create(title="</script><script>alert(1)</script>", year=2013)
    response = client.get(
        "/reconcile", {"queries": '{"q": {"query": "script script alert 1 script"}}', "callback": "f"}
    )
    assert b"<" not in response.content


@pytest.mark.parametrize(
    ("queries", "status", "message"),
    [
        ("{", 400, "This is not JSON."),
        (json.dumps({f"q{n}": {"query": "x"} for n in range(51)}), 413, "There are more than 50 queries."),
        ("x" * 300_000, 413, "The request is too large; send fewer queries at once."),
    ],
)
def test_what_cannot_be_answered_says_why(client, queries, status, message):
    response = client.post("/reconcile", {"queries": queries})
    assert (response.status_code, response.json()) == (status, {"status": "error", "message": message})


def test_one_address_may_ask_only_so_often(client, monkeypatch):
    monkeypatch.setattr(reconciling, "MOST", 2)
    cache.clear()
    answers = [client.get("/reconcile", REMOTE_ADDR="93.184.216.34") for _time in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert (answers[2]["Retry-After"], answers[2]["Access-Control-Allow-Origin"]) == ("60", "*")
    assert client.get("/reconcile", REMOTE_ADDR="93.184.216.35").status_code == 200
