"""A process of the shop whose clock is wrong: `python -m tests.chaos.clocked HOLDS`, answers in JSON.

It takes holds and sweeps them. PostgreSQL, which keeps the right time, is asked for every moment.
"""

import json
import os
import sys
import time
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commerce.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from catalog.domain import reservations  # noqa: E402
from catalog.domain.reservations import Wanted  # noqa: E402
from catalog.models import Variant  # noqa: E402
from commerce.kernel.clock import database_now  # noqa: E402

STATES = "SELECT checkout, state, expires_at FROM catalog_hold WHERE checkout LIKE %s"
# Due one after the other, each within the next second and a half.
DUE_SOON = """
UPDATE catalog_hold SET expires_at = clock_timestamp() + make_interval(secs => 0.3 + 1.2 * random())
 WHERE checkout LIKE %s
"""


def rows(sql: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


def by_own_clock(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """Guard off: the deadlines of holds are computed with Python's clock."""
    return execute(sql.replace("clock_timestamp()", f"to_timestamp({time.time()})"), params, many, context)


def clock() -> AbstractContextManager[Any]:
    return connection.execute_wrapper(by_own_clock) if os.environ.get("CHAOS_OWN_CLOCK") else nullcontext()


def lived(mark: str, variant: int, holds: int) -> list[float]:
    """How long each new hold is to live, in seconds of the database."""
    seconds = []
    for place in range(holds):
        before = database_now()
        with clock():
            reservations.hold(checkout=f"{mark}-{place}", wanted=[Wanted(variant, 1)])
        ((until,),) = rows("SELECT expires_at FROM catalog_hold WHERE checkout = %s", f"{mark}-{place}")
        seconds.append((until - before).total_seconds())
    return seconds


def released(mark: str, *, patience: float) -> list[float]:
    """How many seconds after its time each hold was released, by a sweeper that never rests; early is negative."""
    rows(DUE_SOON, f"{mark}-%")
    late: dict[str, float] = {}
    end = time.monotonic() + patience
    while True:
        with clock():
            reservations.sweep()
        now = database_now()
        states = rows(STATES, f"{mark}-%")
        for checkout, state, until in states:
            if state != "active":
                late.setdefault(checkout, (now - until).total_seconds())
        if len(late) == len(states) or time.monotonic() > end:
            return [*late.values(), *[patience] * (len(states) - len(late))]
        rows("SELECT pg_sleep(0.02)")  # a sleep of this process would be as wrong as its clock


if __name__ == "__main__":
    mark, holds, patience = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    drift = (timezone.now() - database_now()).total_seconds()
    variant = Variant.objects.order_by("-pk").values_list("pk", flat=True)[0]
    print(  # noqa: T201 - this is the answer
        json.dumps({
            "drift": drift, "lived": lived(mark, variant, holds), "late": released(mark, patience=patience)
        })
    )  # fmt: skip
