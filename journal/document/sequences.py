"""What two lists have in common, in order: difflib where it is quick, since it keeps long runs together and so reads
best; a longest common subsequence by machine words where difflib would take minutes."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel

# Pairs of equal items, which is what difflib walks through again and again: 36 s for the words of a whole feature.
EQUAL_PAIRS = 20_000
# Pairs of items at all, for the bit matrix of the other: 12 MB.
ALL_PAIRS = 100_000_000

Opcode = tuple[str, int, int, int, int]


def is_comparable(old: Sequence[Hashable], new: Sequence[Hashable]) -> bool:
    """Whether `opcodes` looks for what two lists have in common; past the limit it does not."""
    return len(old) * len(new) <= ALL_PAIRS


def opcodes(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Opcode]:
    """How to come from one list to the other, as difflib has it: (tag, i1, i2, j1, j2), the tag being equal, insert,
    delete or replace. Lists too long to be compared count as replaced but for their common ends."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    middle = _middle(old[start : len(old) - end], new[start : len(new) - end])
    blocks = [(0, 0, start), *((i + start, j + start, size) for i, j, size in middle)]
    blocks += [(len(old) - end, len(new) - end, end), (len(old), len(new), 0)]
    return list(_codes(blocks))


def _middle(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int, int]]:
    """Runs of equal items: (where in the old, where in the new, how many)."""
    if not old or not new or not is_comparable(old, new):
        return []
    counts, others = Counter(old), Counter(new)
    if sum(count * others[item] for item, count in counts.items()) <= EQUAL_PAIRS:
        found = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        return [(match.a, match.b, match.size) for match in found]
    numbers = {item: number for number, item in enumerate({**counts, **others})}
    coded = [numbers[item] for item in old], [numbers[item] for item in new]
    return [
        (code.src_start, code.dest_start, code.src_end - code.src_start)
        for code in Indel.opcodes(*coded)
        if code.tag == "equal"
    ]


def _codes(blocks: Sequence[tuple[int, int, int]]) -> Iterator[Opcode]:
    i = j = 0
    for a, b, size in blocks:
        if i < a or j < b:
            tag = "replace" if i < a and j < b else "delete" if i < a else "insert"
            yield tag, i, a, j, b
        if size:
            yield "equal", a, a + size, b, b + size
        i, j = a + size, b + size
