"""A guard against work that never ends. It says nothing of speed: figures of speed come from `make bench`."""

import contextlib
import signal
from collections.abc import Iterator
from typing import Any

PATIENCE = 60.0


@contextlib.contextmanager
def comes_to_an_end(patience: float = PATIENCE) -> Iterator[None]:
    """Fails after ``patience`` seconds of processor time of this process (not of the clock: the machine is shared).

    Linear work on the inputs used here takes milliseconds, quadratic work many minutes.
    """

    def give_up(*_args: Any) -> None:
        raise AssertionError(f"still at work after {patience:.0f} s of processor time")

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, patience)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
