"""Family S: headline, dek, repetition, pictures, links, and what each kind of piece needs."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from rapidfuzz import fuzz, utils

from journal.document.messages import gettext_noop as _

from .facts import Facts
from .issues import BLOCK, INFO, WARN, Issue
from .names import folded
from .proof import Passage, Proof, lay_out
from .style import Style

ALIKE = 75  # of 100: 490 clean pairs of dek and first paragraph reached 62 at most, the founding piece 96
SHORTEST_DEK = 8  # words: of a shorter one all may stand in the paragraph by chance
SHARED_RUNS = 0.25  # of five words; the clean pairs reached 0.04
TWIN = 90
MANY = 20  # earlier blocks with the same five words that are looked at
SENTENCE = re.compile(r"[^.!?…]+(?:[.!?…]+|$)")
LONG_SENTENCE = 60
QUOTED = re.compile(r"[\"“]([^\"“”]{3,})[\"”]|(?<!\w)[‘']([^‘’']{3,})[’'](?!\w)")
IMAGE_OF = re.compile(r"(?:image|picture|photo|photograph|graphic) of\b", re.IGNORECASE)
WRITERS_NEEDED = frozenset({"interview", "review", "feature", "essay", "dispatch", "news", "obituary"})


def _headline(message: str, severity: str, rule: str, facts: Facts, field: str = "headline", **params: object) -> Issue:
    words = lay_out(getattr(facts, field), field).text
    return Issue(rule, severity, message, params, "", field, (0, len(words)), words)


def dek_repeats(proof: Proof, style: Style) -> Iterator[Issue]:
    """S01: the dek says what the first paragraph says, so that readers begin by reading the same twice."""
    dek = lay_out(proof.facts.dek, "dek").text
    first = next((passage for passage in proof.introduction if len(passage.text) > 40), None)
    if len(dek.split()) < SHORTEST_DEK or first is None:
        return
    opening = first.text.split("\n\n")[0]
    alike = fuzz.token_set_ratio(dek, opening, processor=utils.default_process)
    runs, others = _runs(dek), _runs(opening)
    shared = len(runs & others) / len(runs) if runs else 0.0
    if alike >= ALIKE or shared >= SHARED_RUNS:
        message = _("The dek repeats the first paragraph (%(share)d in 100 of its words in the same order).")
        yield _headline(message, WARN, "S01", proof.facts, "dek", share=round(100 * shared))


def _runs(text: str) -> set[str]:
    words = utils.default_process(text).split()
    return {" ".join(words[at : at + 5]) for at in range(len(words) - 4)}


def repetition(proof: Proof, style: Style) -> Iterator[Issue]:
    """S02: two blocks that are nearly one, or a long sentence that stands twice."""
    sentences: dict[str, Passage] = {}
    holders: dict[str, list[int]] = defaultdict(list)
    for number, passage in enumerate(proof.prose):
        runs = _runs(passage.text)
        yield from _twin(proof, number, runs, holders) or _twice(passage, sentences)
        for match in _long_sentences(passage.text):
            sentences.setdefault(_plain_signs(match[0]), passage)
        for run in runs:
            holders[run].append(number)


def _twin(proof: Proof, number: int, runs: set[str], holders: dict[str, list[int]]) -> list[Issue]:
    """A finding where an earlier block is nearly this one."""
    shared = Counter(other for run in runs for other in holders.get(run, ())[:MANY])
    passage = proof.prose[number]
    for other, count in shared.most_common(3):
        if count > len(runs) / 2 and fuzz.ratio(proof.prose[other].text, passage.text) >= TWIN:
            message = _("This block is nearly the same as an earlier one.")
            span = (0, len(passage.text))
            return [Issue("S02", WARN, message, {}, passage.id, passage.field, span, passage.text)]
    return []


def _twice(passage: Passage, sentences: dict[str, Passage]) -> Iterator[Issue]:
    """A finding where a long sentence stands in an earlier block too; one a block is enough."""
    for match in _long_sentences(passage.text):
        sentence = match[0].strip()
        if _plain_signs(match[0]) in sentences:
            message = _("A sentence of this block stands in an earlier one too: “%(words)s”.")
            params = {"words": f"{sentence[:60]}…"}
            yield Issue("S02", WARN, message, params, passage.id, passage.field, match.span(), sentence)
            return


def _long_sentences(text: str) -> Iterator[re.Match[str]]:
    return (match for match in SENTENCE.finditer(text) if len(match[0].strip()) >= LONG_SENTENCE)


def headline(proof: Proof, style: Style) -> Iterator[Issue]:
    """S03: what a headline must not be."""
    facts = proof.facts
    words = lay_out(facts.headline, "headline").text
    if not words:
        yield Issue("S03", WARN, _("There is no headline."), field="headline")
        return
    if len(words) > style.headline_limit:
        message = _("The headline has %(count)d characters; %(limit)d are the limit.")
        yield _headline(message, WARN, "S03", facts, count=len(words), limit=style.headline_limit)
    elif len(words) > style.headline_long:
        message = _("The headline has %(count)d characters: it will be cut in lists.")
        yield _headline(message, INFO, "S03", facts, count=len(words))
    if words.endswith(".") and not words.endswith(("...", "etc.", "Jr.", "Sr.")):
        yield _headline(_("The headline ends in a full stop."), WARN, "S03", facts)
    if words.isupper() and len(words.split()) > 1:
        yield _headline(_("The headline is in capitals."), WARN, "S03", facts)
    if facts.headline in facts.other_headlines:
        yield _headline(_("Another piece has the same headline."), WARN, "S03", facts)


def no_subject(proof: Proof, style: Style) -> Iterator[Issue]:
    """S04: neither headline nor dek says which film or person a piece is about, so nobody who searches will find it."""
    facts = proof.facts
    if facts.kind not in ("interview", "review") or not facts.headline:
        return
    names = [name for film in facts.films for name in film.names]
    names += [
        name for who in facts.participants if who.role == "interviewee" for name in (who.name, who.name.split()[-1])
    ]
    if not names:
        return
    for field in ("headline", "dek"):
        words = folded(lay_out(getattr(facts, field), field).text)
        if any(folded(name) in words for name in names):
            return
    yield _headline(_("Neither headline nor dek names a film or a person."), INFO, "S04", facts)


def headline_quote(proof: Proof, style: Style) -> Iterator[Issue]:
    """S05: a headline must not put words into anybody's mouth."""
    words = lay_out(proof.facts.headline, "headline")
    body = _plain_signs(proof.words)
    for match in QUOTED.finditer(words.text):
        said = match[1] or match[2]
        # One or two words in quotation marks are a title or a distance kept, not a quotation.
        if len(said.split()) < 3 or words.is_title(*match.span()):
            continue
        if _plain_signs(said.strip(" ,.…!?")) not in body:
            message = _("The headline quotes “%(words)s”, which nobody says in the piece.")
            yield Issue("S05", BLOCK, message, {"words": said}, "", "headline", match.span(), said)


def _plain_signs(words: str) -> str:
    words = words.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').replace("…", "...")
    return " ".join(words.casefold().split())


def pictures(proof: Proof, style: Style) -> Iterator[Issue]:
    """S06: a picture that must not be printed. S07: words about it that help nobody."""
    facts = proof.facts
    for block in proof.document:
        picture = facts.pictures.get(block.picture) if block.type == "picture" else None
        if picture is None:
            continue
        if not picture.alt and not picture.decorative:
            yield Issue("S06", BLOCK, _("The picture has no alternative text."), {}, block.id, "picture")
        if not picture.credit:
            yield Issue("S06", BLOCK, _("The picture has no credit."), {}, block.id, "picture")
        if picture.expires and facts.published_on and picture.expires < facts.published_on:
            message = _("The right to print this picture ended on %(day)s.")
            yield Issue("S06", BLOCK, message, {"day": picture.expires.isoformat()}, block.id, "picture")
        caption = lay_out(block.caption or picture.caption, "caption").text
        if len(picture.alt) > style.alt_limit:
            message = _("The alternative text has %(count)d characters; %(limit)d are the limit.")
            params = {"count": len(picture.alt), "limit": style.alt_limit}
            yield Issue("S07", WARN, message, params, block.id, "picture")
        if picture.alt and picture.alt.casefold() in (caption.casefold(), picture.file_name.casefold()):
            message = _("The alternative text only repeats the caption or the name of the file.")
            yield Issue("S07", WARN, message, {}, block.id, "picture", excerpt=picture.alt)
        if IMAGE_OF.match(picture.alt):
            message = _("The alternative text need not say that it is a picture.")
            yield Issue("S07", WARN, message, {}, block.id, "picture", excerpt=picture.alt)


def links(proof: Proof, style: Style) -> Iterator[Issue]:
    """S08: links that lead nowhere, or where no reader should be led."""
    ids = proof.document.ids()
    for passage in proof.passages:
        for start, end, address in passage.links:
            if message := _wrong_link(address, ids, proof.facts, style):
                params = {"address": address}
                yield Issue(
                    "S08", WARN, message, params, passage.id, passage.field, (start, end), passage.text[start:end]
                )


def _wrong_link(address: str, ids: set[str], facts: Facts, style: Style) -> str | None:
    if address.startswith("#"):
        return None if address[1:] in ids else _("The link leads to a passage that is not there: %(address)s.")
    if address in facts.dead_links:
        return _("The link leads to a page that is not public: %(address)s.")
    host = re.match(r"https?://([^/:?#]+)", address)
    if host and any(sign in f"{host[1]}." or host[1].startswith(sign) for sign in style.staging_hosts):
        return _("The link leads to a machine that readers cannot reach: %(address)s.")
    if address.startswith("http:"):
        return _("The link is not encrypted: %(address)s.")
    return None


def needed(proof: Proof, style: Style) -> Iterator[Issue]:
    """S09: what every piece needs. S10: what its kind needs."""
    facts = proof.facts
    if facts.kind in WRITERS_NEEDED and not facts.byline:
        yield Issue("S09", BLOCK, _("Nobody stands in the byline."), field="byline")
    if facts.kind and not facts.section:
        yield Issue("S09", BLOCK, _("The piece is in no section."), field="section")
    if facts.kind == "review" and not facts.films:
        yield Issue("S10", BLOCK, _("The review does not say which film it reviews."), field="films")
    if facts.kind == "dispatch" and facts.edition is None:
        yield Issue("S10", BLOCK, _("The dispatch does not say from which festival."), field="edition")
    if facts.kind == "dispatch" and not facts.disclosure:
        yield Issue("S10", WARN, _("The dispatch does not say who paid for the journey."), field="disclosure")
    if facts.kind == "obituary" and not any(person.died for person in facts.people):
        yield Issue("S10", BLOCK, _("Nobody whom the obituary is about has a date of death."), field="people")
