"""What leaves our pages: whole addresses, no folds, nothing that only our styles understand."""

import re

from hypothesis import given
from hypothesis import strategies as st

from journal.document.blocks import Document
from journal.document.html import Picture, render
from journal.document.portable import portable, without_folds

from .strategies import documents

SITE, URL = "https://journal.example", "https://journal.example/interviews/salt/"


def carried(blocks, **more):
    return portable(render(Document.from_json(blocks), **more), site=SITE, url=URL, instead="Read on")


def test_addresses_are_whole_and_links_to_passages_are_gone():
    text = '<cite film="3">Salt</cite>, <a href="/about/">us</a>, <a href="#a0000001">above</a>, <a href="https://x.example/">x</a>.'
    assert carried([{"id": "a0000001", "type": "paragraph", "text": text}], films={3: "/films/salt/"}) == (
        '<p id="a0000001" data-block="paragraph"><cite class="film" data-film="3"><a class="film" href="https://journal.example/films/salt/">Salt'
        '</a></cite>, <a href="https://journal.example/about/">us</a>, '
        '<a href="https://journal.example/interviews/salt/#a0000001">above</a>, <a href="https://x.example/">x</a>.</p>'
    )


def test_a_picture_has_one_source():
    picture = Picture(
        "/media/a.jpg", 4, 3, "Quay", srcset="/media/a.jpg 4w", sizes="9vw", sources=(("image/avif", "/b"),)
    )
    body = carried([{"id": "a0000001", "type": "picture", "picture": 1}], pictures={1: picture})
    assert re.findall("<img.*?>", body) == [
        '<img src="https://journal.example/media/a.jpg" width="4" height="3" alt="Quay" loading="lazy" decoding="async">'
    ]
    assert "source" not in body


def test_what_a_fold_hides_is_named_not_told():
    blocks = [
        {"id": "a0000001", "type": "paragraph", "text": "Before."},
        {"id": "a0000002", "type": "paragraph", "text": "The butler.", "spoiler": True},
        {"id": "a0000003", "type": "pullquote", "of": "a0000002", "text": "The butler."},
        {"id": "a0000004", "type": "paragraph", "text": "After."},
    ]
    body = carried(blocks)
    assert "butler" not in body
    assert body.count(f'<p><a href="{URL}">Read on</a></p>') == 1
    assert "Before." in body
    assert "After." in body


def test_words_that_look_like_a_fold_are_words():
    text = 'He wrote &lt;details class="spoiler"&gt; and went.'
    assert "He wrote &lt;details" in carried([{"id": "a0000001", "type": "paragraph", "text": text}])


def test_folds_within_folds_go_together():
    fold = '<details class="spoiler"><details>in</details>out</details>'
    assert without_folds(f"a{fold}b{fold}c", "-") == "a-b-c"
    assert without_folds('a<details class="spoiler">never closed') == "a"


@given(documents(), st.data())
def test_no_word_behind_a_fold_is_carried_and_every_other_is(document, data):
    blocks = document.to_json()
    hidden = set()
    for number, block in enumerate(blocks):
        if block["type"] in {"paragraph", "turn"}:
            block["text"] = f"word{number}word"
            block.pop("spoiler", None)
            if data.draw(st.booleans()):
                block["spoiler"] = True
                hidden.add(f"word{number}word")
    blocks = [block for block in blocks if block["type"] != "pullquote"]
    body = carried(blocks)
    words = set(re.findall("word[0-9]+word", str(blocks)))
    assert {word for word in words if word in body} == words - hidden
