"""The corpora of hostile strings, where they stand beside the repository."""

import contextlib
import json
from pathlib import Path

import pytest

from hanging import comes_to_an_end
from journal.document import inline, plaintext
from journal.document.blocks import Document, DocumentError
from journal.document.html import read, render
from tests.journal.document.test_html import ELEMENTS, Balance

CORPORA = Path(__file__).resolve().parents[4] / "shared" / "corpora"
pytestmark = pytest.mark.skipif(
    not CORPORA.is_dir(), reason="the corpora of hostile strings are not beside the repository"
)


def lines(name: str) -> list[dict]:
    path = CORPORA / name
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.is_file() else []


def test_no_payload_survives_any_way_in():
    """As words, as inline markup, as an address, as pasted HTML, as plain text: the page is made of our elements only."""
    payloads = [line["payload"] for line in lines("xss/payloads.jsonl")]
    assert len(payloads) > 2_000
    for payload in payloads:
        payload = payload.replace("\x00", "")
        href = payload.replace('"', "").replace("<", "").replace(">", "")
        stored = [
            {"id": "aaaaaaaa", "type": "turn", "by": "JD", "text": payload},
            {"id": "bbbbbbbb", "type": "paragraph", "text": f'<a href="{href}">words</a>'},
            {"id": "cccccccc", "type": "quote", "text": inline.escape(payload), "cite": payload},
        ]
        documents = [Document.from_json(stored), read(payload), plaintext.read(payload, ["JD"]).document]
        for document in documents:
            page = Balance(render(document))
            assert page.seen <= ELEMENTS
            assert not any(name.startswith("on") or name in ("style", "srcdoc") for name in page.attributes)
            assert all(address.startswith(("http://", "https://", "mailto:", "/", "#")) for address in page.addresses)
            assert not any(address.startswith("//") for address in page.addresses)


@pytest.mark.parametrize("name", ["strings/naughty_strings.jsonl", "strings/unicode_hazards.jsonl"])
def test_odd_strings_come_through_every_form_unchanged(name):
    for line in lines(name):
        text = line["s"].replace("\x00", "")
        if any("\ud800" <= sign <= "\udfff" for sign in text):
            continue
        document = Document.from_json([{"id": "aaaaaaaa", "type": "turn", "by": "JD", "text": inline.escape(text)}])
        assert read(render(document)) == document
        assert plaintext.read(plaintext.write(document), ["JD"], document).document == document


@pytest.mark.parametrize("case", lines("strings/slow_inputs.jsonl"), ids=lambda case: case["id"])
def test_slow_inputs_come_to_an_end_or_are_refused(case):
    text = case["prefix"] + case["unit"] * max(case["n"]) + case["suffix"]
    for reader in (read, plaintext.read, inline.parse):
        with comes_to_an_end(), contextlib.suppress(DocumentError):
            reader(text)
