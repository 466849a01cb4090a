"""A promise as it is run: its trials and, for the control, the guard that is taken away."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

Trial = Callable[[int], list[str]]
Guard = Callable[[], AbstractContextManager[None]]


@dataclass(frozen=True)
class Item:
    """`trials` gives one trial after the other; a control (`guard` is set) has to find faults, the rest none.

    `seconds` is what all of it takes on two processors: the time is shared by it. A trial may count for `each`.
    """

    id: str
    words: str
    trials: Iterator[Trial]
    seconds: float
    guard: Guard | None = None
    each: int = 1

    def unguarded(self) -> AbstractContextManager[None]:
        return self.guard() if self.guard else nullcontext()


def times(most: int, trial: Trial) -> Iterator[Trial]:
    return itertools.repeat(trial, most)
