"""Proofs in one line, and findings as plain values."""

from collections.abc import Callable

from journal.copydesk.facts import Facts
from journal.copydesk.proof import Proof
from journal.copydesk.rules import Check
from journal.copydesk.style import Style
from journal.document import plaintext
from journal.document.blocks import Document

LABELS = ("Q", "AB", "CD")


def document(text: str) -> Document:
    """A document from the desk's plain-text notation."""
    return plaintext.read(text, LABELS).document


def proof(text: str, **facts: object) -> Proof:
    return Proof(document(text), Facts(**facts))


def excerpts(check: Check, text: str, style: Style | None = None, **facts: object) -> list[str]:
    """The words that a rule finds fault with."""
    return [issue.excerpt for issue in check(proof(text, **facts), style or Style())]


def said(check: Check, text: str, style: Style | None = None, **facts: object) -> list[str]:
    """What a rule says."""
    return [str(issue) for issue in check(proof(text, **facts), style or Style())]


def fixed(check: Check, text: str, **facts: object) -> list[str | None]:
    """What a rule would write instead."""
    return [issue.suggestion for issue in check(proof(text, **facts), Style())]


def spans_are_right(check: Callable, text: str, **facts: object) -> bool:
    """Whether each finding's place holds the words that it names."""
    galley = proof(text, **facts)
    passages = {(passage.id, passage.field): passage.text for passage in galley.passages}
    return all(
        passages[issue.block, issue.field][slice(*issue.span)] in issue.excerpt for issue in check(galley, Style())
    )
