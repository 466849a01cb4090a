"""``./stabroek chaos [--minutes N] [--seed N] [--only ID]``: try to break the market and count what was lost.

Exit status 0 only when no promise was broken and every control was found out. The time is shared by what each part
needs; what one does not use is left to those after it. A part whose time ran out before all its trials says so in the
table; its figures are those of the trials it had. The seed is printed first and repeats a run.
"""

import argparse
import random
import signal
import sys
import time
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

from deploy.chaos.item import Item, Trial
from deploy.chaos.plan import items
from deploy.chaos.stage import stage

SHOWN = 3


@dataclass(frozen=True)
class Result:
    id: str
    words: str
    control: bool
    trials: int
    broken: int
    seconds: float
    complete: bool
    examples: list[str]
    failed: int = 0

    @property
    def good(self) -> bool:
        """A promise is kept in every trial; a control is found out in one at least. All were done to their end."""
        return self.trials > 0 and not self.failed and (self.broken > 0 if self.control else self.broken == 0)

    @property
    def line(self) -> str:
        mark = "ok" if self.good else "BROKEN"
        short = "" if self.complete else "  (time ran out)"
        return f"{self.id:<16} {self.words:<42} {self.trials:>6} {self.broken:>7} {self.seconds:>8.1f}  {mark}{short}"


def run(item: Item, *, seed: int, until: float) -> Result:
    """Trials of one item, one at least, until they are done or its time is up; a broken promise ends it after a few."""
    begun, trials, broken, failed, complete = time.monotonic(), 0, 0, 0, False
    examples: list[str] = []
    with item.unguarded():
        for trials, trial in enumerate(item.trials, start=1):
            found, unable = _found(trial, seed + trials)
            broken += bool(found) and not unable
            failed += unable
            examples += found[: SHOWN - len(examples)]
            decided = broken > 0 if item.guard else True  # a control goes on until it is found out
            if (decided and time.monotonic() > until) or failed or (broken >= SHOWN and not item.guard):
                break
        else:
            complete = True
        if isinstance(item.trials, Generator):
            item.trials.close()  # ends the processes of its trials
    seconds, control = time.monotonic() - begun, item.guard is not None
    return Result(
        item.id, item.words, control, trials * item.each, broken, seconds, complete, examples, failed
    )  # fmt: skip


def _found(trial: Trial, seed: int) -> tuple[list[str], bool]:
    """The faults of one trial, and whether it could not be done to its end, which is never good."""
    try:
        return trial(seed), False
    except Exception as error:  # noqa: BLE001 - whatever it was goes into the table
        return [f"{type(error).__name__}: {error}"], True


def main() -> int:
    words = argparse.ArgumentParser(prog="./stabroek chaos", description="Kill processes, race shoppers, count losses.")
    words.add_argument("--minutes", type=float, default=20, help="time for all of it together (20)")
    words.add_argument("--seed", type=int, default=random.randrange(10**6), help="repeat a run")
    words.add_argument("--only", default="", metavar="ID", help="only what begins with this, e.g. S1 or C")
    asked = words.parse_args()
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda number, _frame: sys.exit(128 + number))  # whatever runs for us is ended first
    print(f"seed {asked.seed}\n{'id':<16} {'what':<42} {'trials':>6} {'broken':>7} {'seconds':>8}", flush=True)
    with stage() as simulator:
        plan = [item for item in items(simulator) if item.id.startswith(asked.only)]
        results = _all(plan, simulator, asked.seed, time.monotonic() + asked.minutes * 60)
    bad = [result for result in results if not result.good]
    print(f"{len(results)} parts, {len(bad)} broken")
    return 1 if bad or not results else 0


def _all(plan: list[Item], simulator: Any, seed: int, end: float) -> list[Result]:
    from tests.chaos.unguarded import wipe

    results = []
    for place, item in enumerate(plan):
        wipe()
        simulator.post("reset")
        simulator.reset()
        now = time.monotonic()
        share = item.seconds / sum(later.seconds for later in plan[place:])
        results.append(run(item, seed=seed, until=now + max(end - now, 0) * share))
        print(results[-1].line, flush=True)
        if not results[-1].good:
            print("".join(f"    {example[:200]}\n" for example in results[-1].examples), end="", flush=True)
    return results


if __name__ == "__main__":
    sys.exit(main())
