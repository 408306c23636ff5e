"""Family X, second half: signs, spaces, leftovers and lengths."""

import re
from collections import Counter
from collections.abc import Iterator

from journal.document.messages import gettext_noop as _

from .issues import BLOCK, INFO, WARN, Issue
from .proof import Passage, Proof
from .style import Style

DOUBLE_SIGN = re.compile(r"(?<![.])\.\.(?![.])|,,|;;|(?<!\.)\.{5,}|[?!]\.(?![.\w])|(?<=\w) [,.](?=\s|$)")
NO_SPACE = re.compile(
    r"[.,](?<=[a-z]{2}.)(?=[A-Z][a-z])|,(?<=[a-z],)(?=[a-z]{2})|\[(?<=[a-z.,!?]\[)(?=[^\]]{4,200}\])|\](?<=[^\[]{3}\])(?=[A-Za-z])"
)
WEB = re.compile(
    r"\b(?:https?://|www\.)\S+|\S{1,64}@\S{1,255}|\b[\w-]{1,63}\.(?:com|org|net|co\.uk|de|fr|it|tv|io)\b\S*"
)
# Letters put in by the editor, as in "[t]he" and "film[s]", touch the word that they mend.
MENDED = re.compile(r"\[\w{1,3}\]")
SPACES = re.compile(r"[^\S\n]{2,}|\t|[\u200b\u2060\ufeff\u00ad]|(?<=[A-Za-z])[\u200c\u200d](?=[A-Za-z])")
MOJIBAKE = re.compile(r"Ã[\u0080-\u00bf©¨ª«¢¡³±¼§´¶¤]|â€[™œ\u009d“”¦˜\u0099\u009c]|Â[\u00a0©®°»«]|\ufffd")
LEFTOVER = re.compile(
    r"(?=[&<*TFX\[?Ll])(?:&(?:amp|lt|gt|quot|nbsp|#\d+|#x[0-9a-fA-F]+);|</?(?:b|i|p|br|em|strong|span|div|a|cite|u|font)\b[^>]{0,200}>"
    r"|\*\*|\bTK(?:TK)*\b|\bTODO\b|\bFIXME\b|\bXXX+\b|\[(?:CHECK|TBC|TBA|sic\?|\?+)\]|\?\?\?+|\b[Ll]orem ipsum\b)"
)
NUMERIC_DATE = re.compile(r"(?<![/.\d])(?:\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}\.\d{1,2}\.(?:19|20)\d{2})\b(?![/])")
RELATIVE_DAY = re.compile(r"[YyTt](?:esterday|oday|omorrow)\b(?!['’])")
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)\]]*\s+")
WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
PAIRS = {"(": ")", "[": "]"}
LIST_SIGN = re.compile(r"(?:^|\s)\(?\w{1,2}\)")


def _issue(
    rule: str, severity: str, message: str, passage: Passage, start: int, end: int, fix: str | None = None
) -> Issue:
    around = passage.text[max(0, start - 12) : end + 12].replace("\n", " ").strip()
    params = {"words": around}
    return Issue(rule, severity, message, params, passage.id, passage.field, (start, end), around, fix)


def _found(pattern: re.Pattern[str], passage: Passage) -> Iterator[re.Match[str]]:
    """Matches outside cited titles and addresses."""
    web: list[tuple[int, int]] | None = None
    for match in pattern.finditer(passage.text):
        if web is None:
            web = [found.span() for found in WEB.finditer(passage.text)]
        if not passage.is_title(*match.span()) and not any(start <= match.start() < end for start, end in web):
            yield match


def signs(proof: Proof, style: Style) -> Iterator[Issue]:
    """X06: ``..``, ``,,``, a space before a comma, ``?.``; not behind titles that end in a sign."""
    for passage in proof.passages:
        ends = {to for _from, to, _film in passage.titles}
        for match in _found(DOUBLE_SIGN, passage):
            if match.start() + 1 in ends or match.start() in ends:
                continue
            text = match[0]
            fix = {",,": ",", ";;": ";", "..": "."}.get(text) or (
                "..." if text.startswith("....") else text.strip()[-1]
            )
            message = _("“%(words)s”: one sign too many, or a space before it.")
            yield _issue("X06", WARN, message, passage, *match.span(), fix)


def missing_space(proof: Proof, style: Style) -> Iterator[Issue]:
    """X07: no space behind a stop or comma, or beside a bracket."""
    for passage in proof.passages:
        mended = [match.span() for match in MENDED.finditer(passage.text)]
        for match in _found(NO_SPACE, passage):
            if any(start <= match.start() <= end for start, end in mended):
                continue
            fix = " [" if match[0] == "[" else f"{match[0]} "
            yield _issue("X07", WARN, _("“%(words)s”: a space is missing."), passage, *match.span(), fix)


def unbalanced(proof: Proof, style: Style) -> Iterator[Issue]:
    """X08: a bracket or a quotation mark without its partner, within one block."""
    for passage in proof.passages:
        text = passage.text
        if passage.field == "items":
            continue
        listed = {match.end() - 1 for match in LIST_SIGN.finditer(text) if text[match.start() :].lstrip()[0] != "("}
        for at in _brackets(text, listed):
            yield _issue("X08", WARN, _("“%(words)s”: this bracket has no partner."), passage, at, at + 1)
        if at_quote := _quotes(text):
            at = at_quote - 1
            yield _issue("X08", WARN, _("“%(words)s”: this quotation mark has no partner."), passage, at, at + 1)


def _brackets(text: str, listed: set[int]) -> Iterator[int]:
    opened: list[int] = []
    for match in re.finditer(r"[()\[\]]", text):
        at, sign = match.start(), match[0]
        if sign in PAIRS:
            opened.append(at)
        elif opened and PAIRS[text[opened[-1]]] == sign:
            opened.pop()
        elif at not in listed and not (at and text[at - 1] in ":;-"):  # a smile
            yield at
    yield from opened


def _quotes(text: str) -> int:
    """The place, from 1, of a double quotation mark without partner; 0 where there is none. A quotation of several
    paragraphs opens each and closes the last."""
    paragraphs = text.split("\n\n")
    place = 0
    for number, paragraph in enumerate(paragraphs):
        goes_on = number + 1 < len(paragraphs) and paragraphs[number + 1][:1] in ("“", '"')
        straight = [at for at, sign in enumerate(paragraph) if sign == '"' and not paragraph[at - 1 : at].isdigit()]
        if len(straight) % 2 and not goes_on:
            return place + straight[-1] + 1
        # German opens low and closes with what English opens with.
        opened, closed = paragraph.count("“") + paragraph.count("„"), paragraph.count("”")
        if "„" not in paragraph and opened != closed and not (goes_on and opened == closed + 1):
            return place + max(paragraph.rfind("“"), paragraph.rfind("”")) + 1
        place += len(paragraph) + 2
    return 0


def spaces(proof: Proof, style: Style) -> Iterator[Issue]:
    """X09: spaces that nobody sees, and letters that were read in the wrong encoding. Mended without asking."""
    for passage in proof.passages:
        for match in SPACES.finditer(passage.text):
            fix = " " if match[0].isspace() else ""
            yield _issue("X09", INFO, _("“%(words)s”: spaces or signs that nobody sees."), passage, *match.span(), fix)
        for match in MOJIBAKE.finditer(passage.text):
            yield _issue(
                "X09", WARN, _("“%(words)s”: a letter was read in the wrong encoding."), passage, *match.span()
            )


def leftovers(proof: Proof, style: Style) -> Iterator[Issue]:
    """X10: markup in the words, and marks that the desk left for itself. Nobody wants these in print."""
    for passage in proof.passages:
        for match in LEFTOVER.finditer(passage.text):
            if not passage.is_title(*match.span()):
                yield _issue("X10", BLOCK, _("“%(words)s”: markup or a note to ourselves."), passage, *match.span())


MIXED = (
    ("quotation marks", re.compile(r"[\"]|(?<=\w)'(?=\w)|(?<!\w)'(?=\w)"), re.compile(r"[“”]|(?<=\w)’(?=\w)")),
    ("dashes", re.compile(r"(?<!-)--(?!-)"), re.compile(r"[–—]")),
    ("ellipses", re.compile(r"(?<!\.)\.\.\.(?!\.)"), re.compile("…")),
)
SIGNS_OF = {
    ("quotation marks", "plain"): "\"'",
    ("quotation marks", "curly"): "“”’",
    ("dashes", "plain"): "-",
    ("dashes", "curly"): "–—",
    ("ellipses", "plain"): ".",
    ("ellipses", "curly"): "…",
}
MIXED_MESSAGES = {
    "quotation marks": _(
        "Straight and curly quotation marks in one piece, first where the rarer kind stands: “%(words)s”."
    ),
    "dashes": _("“--” and dashes in one piece, first where the rarer kind stands: “%(words)s”."),
    "ellipses": _("“...” and “…” in one piece, first where the rarer kind stands: “%(words)s”."),
}


def _has_any(text: str, signs: str) -> bool:
    return any(sign in text for sign in signs)


def mixed(proof: Proof, style: Style) -> Iterator[Issue]:
    """X11: two ways of writing one sign. One finding a kind, at the first of the rarer; mended without asking."""
    texts = [passage for passage in proof.passages if passage.field != "original"]
    for name, plain, curly in MIXED:
        counts: Counter[str] = Counter()
        first: dict[str, tuple[Passage, int, int]] = {}
        for passage in texts:
            for kind, pattern in (("plain", plain), ("curly", curly)):
                for match in pattern.finditer(passage.text) if _has_any(passage.text, SIGNS_OF[name, kind]) else ():
                    counts[kind] += 1
                    first.setdefault(kind, (passage, *match.span()))
        if len(counts) > 1:
            rarer = min(counts, key=lambda kind: (counts[kind], kind))
            yield _issue("X11", INFO, MIXED_MESSAGES[name], *first[rarer])
    if not any("—" in passage.text or "–" in passage.text for passage in texts):
        found = ((passage, match) for passage in texts for match in MIXED[1][1].finditer(passage.text))
        for passage, match in list(found)[:1]:
            yield _issue("X11", INFO, _("“%(words)s”: two hyphens for a dash."), passage, *match.span(), "–")


def dates(proof: Proof, style: Style) -> Iterator[Issue]:
    """X14: a date that is read one way here and another way elsewhere; a day that is long gone when it is read."""
    for passage in proof.passages:
        for match in _found(NUMERIC_DATE, passage):
            yield _issue("X14", WARN, _("“%(words)s”: write the month out."), passage, *match.span())
        if proof.facts.kind in style.evergreen and passage.is_english and passage.is_prose and not passage.is_speech:
            for match in _found(RELATIVE_DAY, passage):
                if match[0].casefold() != "today" or passage.text[match.end() :][:1] in ".,;":
                    yield _issue("X14", WARN, _("“%(words)s”: which day is that in a year?"), passage, *match.span())


def lengths(proof: Proof, style: Style) -> Iterator[Issue]:
    """X15: a paragraph, an answer or a sentence that loses its readers."""
    for passage in proof.prose:
        if passage.is_answer and (count := _count(passage.text)) > style.answer_words:
            message = _("An answer of %(count)d words.")
            yield Issue("X15", INFO, message, {"count": count}, passage.id, passage.field, (0, len(passage.text)))
        place = 0
        for paragraph in passage.text.split("\n\n"):
            yield from _long(passage, paragraph, place, style)
            place += len(paragraph) + 2


def _long(passage: Passage, paragraph: str, place: int, style: Style) -> Iterator[Issue]:
    if paragraph.count(" ") < min(style.sentence_words, style.paragraph_words):
        return
    span = (place, place + len(paragraph))
    if paragraph.count(" ") >= style.paragraph_words and (count := _count(paragraph)) > style.paragraph_words:
        yield Issue(
            "X15", INFO, _("A paragraph of %(count)d words."), {"count": count}, passage.id, passage.field, span
        )
    for sentence in SENTENCE_END.split(paragraph):
        # Counting spaces is quick, and there are no more words than that.
        if sentence.count(" ") >= style.sentence_words and (count := _count(sentence)) > style.sentence_words:
            at = place + paragraph.find(sentence)
            message, params = _("A sentence of %(count)d words."), {"count": count}
            yield Issue(
                "X15", INFO, message, params, passage.id, passage.field, (at, at + len(sentence)), sentence[:60]
            )


def _count(text: str) -> int:
    """The number of words."""
    return sum(1 for _match in WORD.finditer(text))
