"""The pictures of a rendered body, as they are on the day on which it is read. Pure.

A body is rendered once and its words stay; but renditions are made later, and the right to show a still may end. Works
on what `html.render` wrote, where words hold no markup, so that a tag in the text is always a tag.
"""

import re
from collections.abc import Mapping
from html import escape

from .html import Picture, Wording, image

HAS_ONE = ' data-picture="'
FIGURE = re.compile(
    r'<figure class="picture(?P<was> is-missing)?"(?P<facts> [^>]*?data-picture="(?P<number>\d+)")>'
    r'(?P<spans>(?:<span class="was"[^>]*></span>)*)'
    r"(?:(?!<figcaption>).)*<figcaption>(?P<caption>.*?)</figcaption></figure>",
    re.DOTALL,
)
# What the record said, not the piece: it goes with the picture.
BORROWED = re.compile(r' ?<span class="(?:caption is-default|credit)">[^<]*</span>')


def pictures_in(body: str) -> set[int]:
    """The ids of the pictures that a body shows, or showed."""
    if HAS_ONE not in body:
        return set()
    return {int(found["number"]) for found in FIGURE.finditer(body)}


def with_pictures(body: str, pictures: Mapping[int, Picture], wording: Wording | None = None) -> str:
    """The body with these pictures in their places; where one is not among them, a sentence says that it is gone.

    Words that were printed stay: captions of the piece always, a record's own caption and credit as long as its
    picture is shown.
    """
    if HAS_ONE not in body:
        return body
    gone = f'<p class="missing">{escape((wording or Wording()).picture_missing)}</p>'

    def figure(found: re.Match[str]) -> str:
        picture = pictures.get(int(found["number"]))
        caption = found["caption"]
        if picture is None:
            name, shown, caption = "picture is-missing", gone, BORROWED.sub("", caption)
        else:
            name, shown = "picture", image(picture)
            if found["was"] and picture.credit:
                caption = f'<span class="credit">{escape(picture.credit)}</span> {caption}'
        return (
            f'<figure class="{name}"{found["facts"]}>{found["spans"]}{shown}<figcaption>{caption}</figcaption></figure>'
        )

    return FIGURE.sub(figure, body)
