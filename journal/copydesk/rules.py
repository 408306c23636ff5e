"""The visible table of rules, and the one function that runs them."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from journal.document.blocks import Document
from journal.document.messages import gettext_noop as _

from . import films, people, publishing, structure, transcript, typography, words
from .facts import Facts
from .issues import BLOCK, SEVERITIES, Issue
from .proof import Proof
from .style import Style

Check = Callable[[Proof, Style], Iterator[Issue]]


@dataclass(frozen=True)
class Rule:
    """One rule: its ids (some look for two things at once), what it is about, and the function that finds it."""

    ids: tuple[str, ...]
    title: str
    check: Check


RULES: tuple[Rule, ...] = (
    # Words and signs
    Rule(("X01",), _("Doubled words"), words.doubled_word),
    Rule(("X02",), _("“can't goes”"), words.modal_with_third_person),
    Rule(("X03",), _("“asked no to come”"), words.no_for_not),
    Rule(("X04",), _("“a films”"), words.article_with_plural),
    Rule(("X05",), _("“a actor”, “an film”"), words.wrong_article),
    Rule(("X06",), _("One sign too many"), typography.signs),
    Rule(("X07",), _("Missing spaces"), typography.missing_space),
    Rule(("X08",), _("Brackets and quotation marks without partners"), typography.unbalanced),
    Rule(("X09",), _("Spaces that nobody sees, wrong encodings"), typography.spaces),
    Rule(("X10",), _("Markup and notes to ourselves"), typography.leftovers),
    Rule(("X11",), _("Two ways of writing one sign"), typography.mixed),
    Rule(("X12",), _("Words taken for one another"), words.confused_words),
    Rule(("X14",), _("Dates that can be misread"), typography.dates),
    Rule(("X15",), _("Long paragraphs, answers and sentences"), typography.lengths),
    # Structure
    Rule(("S01",), _("The dek repeats the introduction"), structure.dek_repeats),
    Rule(("S02",), _("Repetition"), structure.repetition),
    Rule(("S03",), _("The headline"), structure.headline),
    Rule(("S04",), _("Neither film nor person in headline and dek"), structure.no_subject),
    Rule(("S05",), _("Quotations in the headline"), structure.headline_quote),
    Rule(("S06", "S07"), _("Pictures"), structure.pictures),
    Rule(("S08",), _("Links"), structure.links),
    Rule(("S09", "S10"), _("What the piece needs"), structure.needed),
    # Interviews
    Rule(("T02",), _("Paragraphs that nobody says"), transcript.unlabelled),
    Rule(("T03",), _("Labels of nobody"), transcript.unknown_label),
    Rule(("T04",), _("One speaker twice running"), transcript.same_speaker),
    Rule(("T05",), _("Participants"), transcript.silent),
    Rule(("T06",), _("Who speaks how much"), transcript.balance),
    Rule(("T07",), _("Odd labels"), transcript.odd_label),
    Rule(("T08",), _("Stage directions"), transcript.gestures),
    Rule(("T09",), _("What readers are told about the interview"), transcript.disclosure),
    Rule(("T10",), _("Times in the recording"), transcript.timecodes),
    Rule(("Q01",), _("Pull quotes"), transcript.pull_quotes),
    # Facts
    Rule(("F01",), _("Years of films"), films.years),
    Rule(("F02",), _("Characters and their actors"), people.wrong_character),
    Rule(("F03",), _("Names to verify"), people.names_to_verify),
    Rule(("F04",), _("Misspelt names"), people.near_misses),
    Rule(("F05",), _("Misspelt titles"), films.titles),
    Rule(("F06",), _("Who did what"), people.role_claims),
    Rule(("F07",), _("Two spellings of one name"), people.drift),
    Rule(("F08",), _("The order of time"), films.time_order),
    Rule(("F09",), _("Awards"), films.awards),
    Rule(("F10",), _("Names that must not be printed"), people.never_printed),
    Rule(("F11",), _("Years at the first mention"), films.first_mention),
    Rule(("F12",), _("The late"), people.the_late),
    # Publishing
    Rule(("P01",), _("Embargoes"), publishing.embargoes),
    Rule(("P02",), _("Ratings"), publishing.rating),
    Rule(("P03",), _("Spoilers"), publishing.spoilers),
    Rule(("P04",), _("Changes without a name"), publishing.undeclared),
    Rule(("P05",), _("Languages"), publishing.languages),
    Rule(("P06",), _("Titles that are not marked"), publishing.unmarked_titles),
)


def check(document: Document, facts: Facts, style: Style | None = None) -> tuple[Issue, ...]:
    """Every finding, the gravest first, then in reading order. Rules in ``style.off`` are left out."""
    style = style or Style()
    proof = Proof(document, facts)
    order = {block.id: at for at, block in enumerate(document)}
    found = [issue for rule in RULES if not style.off.issuperset(rule.ids) for issue in rule.check(proof, style)]
    found = [issue for issue in found if issue.rule not in style.off]
    return tuple(
        sorted(
            found,
            key=lambda issue: (SEVERITIES.index(issue.severity), order.get(issue.block, -1), issue.span, issue.rule),
        )
    )


def open_issues(issues: Iterable[Issue], fingerprints: Collection[str]) -> tuple[Issue, ...]:
    """The findings that are still open: what blocks cannot be waived, the rest can by its fingerprint."""
    return tuple(issue for issue in issues if issue.severity == BLOCK or issue.fingerprint not in fingerprints)


def may_publish(issues: Iterable[Issue]) -> bool:
    """Whether nothing blocks."""
    return not any(issue.severity == BLOCK for issue in issues)
