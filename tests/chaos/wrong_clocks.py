"""S3: holds live by the database's clock, also when the clocks of the shop's processes are wrong by ten minutes."""

import json
from pathlib import Path

from catalog.models import StockLevel
from commerce.kernel.ids import new_token
from tests.chaos import judge, processes, shoppers

LIBRARIES = ("/usr/lib/*/faketime/libfaketimeMT.so.1", "/usr/lib/faketime/libfaketimeMT.so.1")
MISSING = "The tests with wrong clocks need libfaketime: apt install libfaketime"
DRIFT_SECONDS = 600
HOLD_SECONDS, SWEEP_SECONDS = 900, 60
SLACK_SECONDS = 5.0


def library() -> str:
    """Debian's libfaketime. Raises AssertionError with what to do when it is not there."""
    found = [str(path) for pattern in LIBRARIES for path in sorted(Path("/").glob(pattern.lstrip("/")))]
    assert found, MISSING
    return found[0]


def holds(*, drift: int, number: int, patience: float = SWEEP_SECONDS, own_clock: bool = False) -> list[str]:
    """`number` holds taken and swept by a process whose clock is wrong by `drift` seconds.

    Guard off with `own_clock`: deadlines are then computed by that clock.
    """
    shoppers.shelf(number)
    wrong = {"LD_PRELOAD": library(), "FAKETIME": f"{drift:+d}", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    code, said, error = processes.said(
        "tests.chaos.clocked", new_token(), str(number), str(patience), **wrong,
        CHAOS_OWN_CLOCK="1" if own_clock else "",
    )  # fmt: skip
    assert code == 0, error
    answer = json.loads(said)
    assert abs(answer["drift"] - drift) < 60, f"the clock is not wrong: {answer['drift']}"
    found = [f"a hold of {s:.0f} s" for s in answer["lived"] if not 0 <= s - HOLD_SECONDS <= SLACK_SECONDS]
    found += [f"released {-s:.1f} s early" for s in answer["late"] if s < 0]
    found += [f"released {s:.0f} s late" for s in answer["late"] if s >= patience]
    if any(StockLevel.objects.values_list("held", flat=True)):
        found += [] if found else ["units are still held"]
    return found + judge.books()
