from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.document import html
from journal.document.blocks import Block, Document
from journal.document.stills import pictures_in, with_pictures

SALT = html.Picture("/media/salt.jpg", 1600, 670, "A hand", "Nora Lind", "In the yard")
SHARP = replace(SALT, src="/media/salt-1600.jpg", srcset="/media/salt-800.jpg 800w", sizes="92vw")
GONE = '<p class="missing">This picture is no longer available.</p>'


def document(caption="", **more):
    picture = Block(id="a0000002", type="picture", picture=7, caption=caption, **more)
    words = Block(id="a0000001", type="paragraph", text='Said: &lt;figure class="picture" data-picture="7"&gt;')
    return Document((words, picture, Block(id="a0000003", type="picture", picture=8)))


def render(pictures, caption="", **more):
    return html.render(document(caption, **more), pictures=pictures, notices={"a0000002": [(1, "notice-1")]})


def test_the_pictures_of_a_body_are_known():
    assert pictures_in(render({7: SALT})) == {7, 8}
    assert pictures_in("<p>None</p>") == set()


@pytest.mark.parametrize(
    "caption", ["", "Dawn, <em>again</em>", "By <direction>laughing</direction> <a href='/x/'>Ida</a>"]
)
def test_a_picture_in_its_renditions_is_what_would_be_rendered_now(caption):
    assert with_pictures(render({7: SALT, 8: SALT}, caption), {7: SHARP, 8: SALT}) == render(
        {7: SHARP, 8: SALT}, caption
    )


@pytest.mark.parametrize("caption", ["", "Dawn, <em>again</em>"])
def test_a_picture_without_rights_is_what_would_be_rendered_without_it(caption):
    expected = render({8: SALT}, caption)
    assert with_pictures(render({7: SALT, 8: SALT}, caption), {8: SALT}) == expected
    assert GONE in expected
    assert "Nora Lind" not in with_pictures(render({7: SALT}, caption), {})


def test_a_picture_that_may_be_shown_again_is_back_with_its_credit():
    back = with_pictures(with_pictures(render({7: SALT}), {}), {7: SALT})
    assert '<img src="/media/salt.jpg"' in back
    assert '<span class="credit">Nora Lind</span>' in back


def test_words_that_look_like_a_figure_stay_words():
    body = html.render(document(), pictures={})
    assert "Said: &lt;figure" in with_pictures(body, {})


@given(st.text(max_size=60), st.sampled_from([{}, {7: SALT}, {7: SHARP, 8: SALT}]))
def test_nothing_but_pictures_ever_changes(words, pictures):
    plain = html.render(Document((Block(id="a0000001", type="paragraph", text=html.inline.escape(words)),)))
    assert with_pictures(plain, pictures) == plain
