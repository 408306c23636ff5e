"""What the review screen's controls mean: plain form values in, a mended draft out.

Every control is a form field or a button with a value, so the screen works without a script. A block's menu is named
``b-<id>``; its value is ``turn:<label>`` or a mark of ``drafts.MARKS``. A button's value is ``<verb>:<id>[:<number>]``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from interviews.drafts import SETTLED, Draft, DraftError
from journal.document import plaintext
from journal.document.blocks import Block, Document

MENU = "b-"
QUESTION = "q-"


class TextProblem(ValueError):
    """What was typed for a passage cannot stand as it is; the message says where and why."""


def with_menus(draft: Draft, data: Mapping[str, str], renamed: Mapping[str, str]) -> Draft:
    """Every block whose menu was set to something else is relabelled or marked; where the button beside it says so,
    the following turns of the same speaker too."""
    pressed = data.get("do", "")
    blocks = {block.id: block for block in draft.document}
    for name, value in data.items():
        block = blocks.get(name.removeprefix(MENU)) if name.startswith(MENU) else None
        if block is None or value == menu_value(block, renamed):
            continue
        mark, _colon, label = value.partition(":")
        try:
            if mark == "turn":
                following = pressed == f"following:{block.id}"
                draft = draft.relabelled(block.id, renamed.get(label, label), following=following)
            else:
                draft = draft.marked(block.id, mark)
        except DraftError:
            continue  # the passage is gone: another window mended it first
    return draft


def menu_value(block: Block, renamed: Mapping[str, str] | None = None) -> str:
    """The value that a block's menu has while nothing is changed, as the page was rendered."""
    if not block.is_turn:
        return block.type
    before = {new: old for old, new in (renamed or {}).items()}
    return f"turn:{before.get(block.by, block.by)}"


def with_answers(draft: Draft, data: Mapping[str, str]) -> Draft:
    """Every question for which an alternative was chosen is answered."""
    for number, question in enumerate(draft.questions):
        answer = data.get(f"{QUESTION}{number}", "")
        if answer and question.is_open and (answer in question.alternatives or answer == SETTLED):
            draft = draft.answered(number, answer)
    return draft


def accepted(draft: Draft) -> Draft:
    """Every assumption stands."""
    for number, question in draft.open_questions():
        draft = draft.answered(number, question.assumed or SETTLED)
    return replace(draft, uncertain={})


def acted(draft: Draft, do: str) -> tuple[Draft, str]:
    """The draft after a button, and the id of the block to go back to. Raises DraftError where it makes no sense."""
    verb, id, *rest = [*do.split(":", 2), ""]
    if verb == "join":
        before = _before(draft, id)
        return draft.joined(id), before
    if verb == "split":
        return draft.split(id, _number(rest[0])), id
    if verb == "swap":
        return draft.swapped(id), id
    if verb == "ok":
        return draft.settled(id), id
    if verb == "following":
        return draft, id  # done with the menus
    if verb == "restore":
        return draft.restored(_number(id)), ""
    raise DraftError("there is no such button")


def written(draft: Draft, id: str) -> str:
    """A block in the labelled notation, for the text field of one passage."""
    block = draft.document.get(id)
    return plaintext.write(Document((block,)), draft.labels) if block else ""


def rewritten(draft: Draft, id: str, text: str) -> Draft:
    """The block as typed: perhaps several now, of several speakers. Raises TextProblem, or DocumentError."""
    block = draft.document.get(id)
    if block is None:
        raise TextProblem(_("This passage is not there any more; somebody mended it in another window."))
    reading = plaintext.read(text, draft.labels, Document((block,)))
    if reading.problems:
        raise TextProblem(
            " ".join(
                _("Line %(line)d: %(problem)s") % {"line": problem.line, "problem": _(problem.message) % problem.params}
                for problem in reading.problems
            )
        )
    if not reading.document.blocks:
        raise TextProblem(_("There is nothing left of the passage. To take it out of the text, choose “set aside”."))
    return draft.replaced(id, _led_by(id, reading.document.blocks))


def _led_by(id: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, the first of which has this id: a link to the passage must land where it begins."""
    minted = blocks[0].id
    swapped = {id: minted, minted: id}
    return [replace(block, id=swapped.get(block.id, block.id)) for block in blocks]


def _before(draft: Draft, id: str) -> str:
    ids = [block.id for block in draft.document]
    return ids[ids.index(id) - 1] if id in ids[1:] else id


def _number(text: str) -> int:
    if not text.isdecimal():
        raise DraftError("this is no number")
    return int(text)
