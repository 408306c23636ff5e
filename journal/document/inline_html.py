"""Inline markup as HTML: the part of the renderer that works inside a block."""

from collections.abc import Iterable, Mapping
from html import escape

from . import inline


def render_inline(markup: str, films: Mapping[int, str] | None = None) -> str:
    """HTML of one piece of inline markup, also for headlines, captions and notices; a paragraph break is a line break.

    ``films`` gives the address of a film's page by its id; a cited film that is not there is a plain ``<cite>``.
    """
    return render_runs(inline.parse(markup), films or {})


def render_runs(runs: Iterable[inline.Run], films: Mapping[int, str]) -> str:
    written: list[str] = []
    linked = False
    for kind, value in inline.nested(runs):
        if isinstance(value, str):
            words = escape(value, quote=False)
            written.append(words.replace(inline.PARAGRAPH, "\n").replace("\n", "<br>"))
            continue
        name, target = value
        if name == "a":
            linked = kind == "open"
        if name == "cite" and target in films:
            opening, closing = _film(int(target or 0), films, linked)
        else:
            opening, closing = _mark(name, target)
        written.append(opening if kind == "open" else closing)
    return "".join(written)


def _mark(name: str, target: str | int | None) -> tuple[str, str]:
    if name == "a":
        return f'<a href="{escape(str(target))}">', "</a>"
    if name == "direction":
        return '<i class="direction">[', "]</i>"
    return f"<{name}>", f"</{name}>"


def _film(film: int, films: Mapping[int, str], linked: bool) -> tuple[str, str]:
    """A film is a link to its page, unless the words are a link already."""
    opening = f'<cite class="film" data-film="{film}">'
    if linked:
        return opening, "</cite>"
    return f'{opening}<a class="film" href="{escape(films[film])}">', "</a></cite>"
