"""Families T and Q: who speaks, when, and whether what is set large was said."""

import re
from collections.abc import Iterator

from journal.document.blocks import Block
from journal.document.html import initials
from journal.document.messages import gettext_noop as _
from journal.document.quoting import holds

from .facts import ANSWERING, ASKING
from .issues import BLOCK, INFO, WARN, Issue
from .names import folded
from .proof import Proof
from .style import Style

GESTURE = re.compile(
    r"\((?:(?:both|all|he|she|they|everyone) )?"
    r"(?:laugh(?:s|ing|ter)?|smil(?:es|ing)|paus(?:es|e|ing)|sigh(?:s|ing)?|cr(?:ies|ying)|nod(?:s|ding)|applause|silence|"
    r"crosstalk|inaudible|giggles?|grins?|shrugs?|whispers?|coughs?|sings?)(?: [\w ]+)?\)",
    re.IGNORECASE,
)
WORD = re.compile(r"\w+")
SHARED_LABELS = frozenset({"Q", "A"})


def _spoken(proof: Proof) -> tuple[Block, ...]:
    return proof.document.turns()


def unlabelled(proof: Proof, style: Style) -> Iterator[Issue]:
    """T02: a paragraph between two turns that nobody says."""
    last = ""
    waiting: list[tuple[Block, str]] = []
    for block in proof.document:
        if block.is_turn:
            for paragraph, speaker in waiting:
                words = paragraph.plain()[:80]
                message = _("A paragraph among the turns that nobody says. Does %(label)s go on, or is it a note?")
                yield Issue("T02", WARN, message, {"label": speaker}, paragraph.id, "text", (0, len(words)), words)
            waiting, last = [], block.by
        elif block.type == "paragraph" and last:
            waiting.append((block, last))


def unknown_label(proof: Proof, style: Style) -> Iterator[Issue]:
    """T03: words of nobody: the label is that of no participant."""
    known = {who.label for who in proof.facts.participants}
    if proof.facts.kind != "interview" and not known:
        return
    for block in _spoken(proof):
        if block.by not in known:
            message = _("No participant has the label “%(label)s”.")
            yield Issue("T03", BLOCK, message, {"label": block.by}, block.id, "by", excerpt=block.by)


def same_speaker(proof: Proof, style: Style) -> Iterator[Issue]:
    """T04: two turns running by one speaker; a long answer, or a lost question."""
    before: Block | None = None
    for block in proof.document:
        if block.is_turn and before is not None and before.is_turn and before.by == block.by:
            message = _("%(label)s speaks twice running: one turn, or is a question lost?")
            yield Issue("T04", INFO, message, {"label": block.by}, block.id, "by", excerpt=block.by)
        before = block


def silent(proof: Proof, style: Style) -> Iterator[Issue]:
    """T05: a participant who never speaks, or who speaks without having been introduced."""
    turns = _spoken(proof)
    if not turns:
        return
    speaking = {block.by for block in turns}
    introduction = folded(
        " ".join([proof.facts.headline, proof.facts.dek, *(part.text for part in proof.introduction)])
    )
    for who in proof.facts.participants:
        params = {"name": who.name or who.label}
        if who.label not in speaking:
            yield Issue("T05", WARN, _("%(name)s is a participant and never speaks."), params, field="participants")
        elif who.role in ANSWERING and who.name and folded(who.name.split()[-1]) not in introduction:
            message = _("%(name)s speaks without having been introduced by name.")
            yield Issue("T05", WARN, message, params, field="participants")


def balance(proof: Proof, style: Style) -> Iterator[Issue]:
    """T06: an interview that ends with the interviewer, or in which the interviewee hardly speaks."""
    turns = _spoken(proof)
    if not turns or not any(who.role in ANSWERING for who in proof.facts.participants):
        return
    if proof.facts.role(turns[-1].by) in ASKING:
        message = _("The last word is the interviewer's.")
        yield Issue("T06", INFO, message, {}, turns[-1].id, "by", excerpt=turns[-1].by)
    spoken = {block.id: len(WORD.findall(block.plain())) for block in turns}
    answered = sum(spoken[block.id] for block in turns if proof.facts.role(block.by) in ANSWERING)
    share = answered / max(1, sum(spoken.values()))
    if share < style.interviewee_share:
        message = _("Only %(share)d in 100 words are the interviewee's.")
        yield Issue("T06", INFO, message, {"share": round(100 * share)}, field="participants")


def odd_label(proof: Proof, style: Style) -> Iterator[Issue]:
    """T07: a label that is neither initials of the name nor part of it."""
    for who in proof.facts.participants:
        if not who.name or who.label in SHARED_LABELS or not who.label:
            continue
        label = folded(who.label.replace(".", ""))
        if label not in folded(who.name) and label != folded(initials(who.name)):
            message = _("The label “%(label)s” does not come from the name %(name)s.")
            yield Issue("T07", INFO, message, {"label": who.label, "name": who.name}, field="participants")


def gestures(proof: Proof, style: Style) -> Iterator[Issue]:
    """T08: stage directions stand in square brackets, and one in another means nothing."""
    for passage in proof.speech:
        for match in GESTURE.finditer(passage.text):
            if not passage.is_title(*match.span()):
                message, right = _("“%(words)s”: a stage direction stands in square brackets."), f"[{match[0][1:-1]}]"
                params = {"words": match[0]}
                yield Issue("T08", WARN, message, params, passage.id, passage.field, match.span(), match[0], right)
        for start, end in passage.directions:
            inside = passage.text[start + 1 : end - 1]
            if "[" in inside or "]" in inside:
                params, span = {"words": inside}, (start, end)
                message = _("“%(words)s”: brackets within brackets.")
                yield Issue("T08", WARN, message, params, passage.id, passage.field, span, inside)


def disclosure(proof: Proof, style: Style) -> Iterator[Issue]:
    """T09: what readers are owed about how an interview came about."""
    facts = proof.facts
    if facts.kind != "interview":
        return
    for value, message, name in (
        (facts.conducted_on, _("It is not said when the interview took place."), "conducted_on"),
        (
            facts.medium,
            _("It is not said how the interview took place (in person, by telephone, by e-mail)."),
            "medium",
        ),
        (facts.editing, _("It is not said how the words were edited."), "editing"),
        (facts.original_language, _("It is not said in which language the interview was held."), "original_language"),
    ):
        if not value:
            yield Issue("T09", BLOCK, message, {}, field=name)
    language = facts.original_language.split("-")[0]
    if language and facts.lang and language != facts.lang.split("-")[0] and not facts.translator:
        yield Issue(
            "T09", BLOCK, _("The interview was translated, and it is not said by whom."), {}, field="translator"
        )


def timecodes(proof: Proof, style: Style) -> Iterator[Issue]:
    """T10: times that go back, or beyond the recording."""
    last, limit = 0, proof.facts.recording_ms
    for block in _spoken(proof):
        if block.t is None:
            continue
        start, end = block.t
        if start < last:
            yield Issue(
                "T10", BLOCK, _("This turn begins before the one above it."), {}, block.id, "t", excerpt=str(start)
            )
        if limit is not None and end > limit:
            yield Issue(
                "T10", BLOCK, _("This turn ends after the recording does."), {}, block.id, "t", excerpt=str(end)
            )
        last = max(last, start)


def pull_quotes(proof: Proof, style: Style) -> Iterator[Issue]:
    """Q01: a pull quote is a verbatim part of its turn."""
    for block in proof.document:
        if block.type != "pullquote":
            continue
        source = proof.document.get(block.of)
        words = block.plain()
        if source is None:
            message = _("The passage that this pull quote is taken from is gone.")
        elif not holds(source, words):
            message = _("“%(words)s” does not stand so in the passage that it is taken from.")
        else:
            continue
        yield Issue("Q01", BLOCK, message, {"words": words}, block.id, "text", (0, len(words)), words)
