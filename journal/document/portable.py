"""A rendered body for places that are not our page: feed readers and embeds, which drop folds and know no styles. Pure.

Works on what `html.render` wrote, where words hold no markup, so that a tag in the text is always a tag.
"""

import re
from html import escape

FOLD = '<details class="spoiler">'
FOLD_TAG = re.compile(r"<(/?)details\b[^>]*>")
ANCHOR = re.compile(r'<a class="anchor"[^>]*></a>|<span class="was"[^>]*></span>')
CANDIDATES = re.compile(r'<source [^>]*>|</?picture>| (?:srcset|sizes)="[^"]*"')
ADDRESS = re.compile(r'(<[^>]* (?:href|src)=")([/#])')


def portable(body: str, *, site: str, url: str, instead: str) -> str:
    """The body with whole addresses, one source a picture, and without links to passages and what folds hide.

    ``site`` is scheme and host, ``url`` the page of the piece; ``instead`` is said where a fold was, as a link there.
    """
    link = f'<p><a href="{escape(url)}">{escape(instead)}</a></p>'
    lean = CANDIDATES.sub("", ANCHOR.sub("", without_folds(body, link)))
    return ADDRESS.sub(lambda found: found[1] + (site if found[2] == "/" else url) + found[2], lean)


def without_folds(body: str, instead: str = "") -> str:
    """The body with each spoiler's fold, whatever it holds, replaced by markup."""
    kept = []
    at = 0
    while (start := body.find(FOLD, at)) >= 0:
        kept += [body[at:start], instead]
        at = _end(body, start)
    return "".join([*kept, body[at:]])


def _end(body: str, start: int) -> int:
    """Where the fold that starts there is over; the end of the body where it is never closed."""
    depth = 0
    for tag in FOLD_TAG.finditer(body, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return len(body)
