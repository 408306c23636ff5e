"""The places of the front page while somebody arranges them: plain moves on a list. Pure."""

from collections.abc import Sequence

Slots = tuple[int | None, ...]  # ids of pieces, None for a place that fills itself


def read(values: Sequence[str], number: int) -> Slots:
    """From the fields of a form: ``number`` places. Anything but the number of a piece is an empty place."""
    ids = [int(value) if value.isascii() and value.isdecimal() and len(value) < 19 else None for value in values]
    return tuple([*ids, *[None] * number][:number])


def move(slots: Slots, start: int, end: int) -> Slots:
    """The piece of one place goes to another; those between make room."""
    if not (0 <= start < len(slots) and 0 <= end < len(slots)):
        return slots
    rest = [*slots[:start], *slots[start + 1 :]]
    return (*rest[:end], slots[start], *rest[end:])


def clear(slots: Slots, place: int) -> Slots:
    return tuple(None if number == place else piece for number, piece in enumerate(slots))


def put(slots: Slots, piece: int, place: int | None = None) -> Slots:
    """The piece in that place, or in the first empty one (the last gives way). It leaves the place that it had."""
    without = tuple(None if other == piece else other for other in slots)
    if place is None or not 0 <= place < len(slots):
        place = next((number for number, other in enumerate(without) if other is None), len(slots) - 1)
    return tuple(piece if number == place else other for number, other in enumerate(without))


def done(slots: Slots, command: str) -> Slots:
    """After a button of the form: ``move 2 0``, ``clear 3``, ``put 17``, ``put 17 2``; the same after anything else."""
    name, *words = command.split() or [""]
    if not all(word.isascii() and word.isdecimal() and len(word) < 19 for word in words):
        return slots
    numbers = [int(word) for word in words]
    if name == "move" and len(numbers) == 2:
        return move(slots, *numbers)
    if name == "clear" and len(numbers) == 1:
        return clear(slots, numbers[0])
    if name == "put" and 0 < len(numbers) < 3:
        return put(slots, *numbers)
    return slots
