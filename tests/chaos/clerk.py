"""Somebody with the books of a market in hand: `python -m tests.chaos.clerk WORD …`, answers in JSON.

`stock UNITS`: three goods of three sellers. `judge`: reads acknowledged orders from stdin, waits until the market's
own workers have nothing to do, and says what is wrong. `packing JOBS SECONDS POISON` measures a queue, `bodies` looks
for events in the inbox.
"""

import hashlib
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commerce.settings")
django.setup()

from django.conf import settings  # noqa: E402

from commerce.jobs.domain import enqueue  # noqa: E402
from commerce.jobs.models import Job  # noqa: E402
from commerce.kernel.clock import DatabaseNow, database_now  # noqa: E402
from orders.models import Order  # noqa: E402
from payments.domain import sweep  # noqa: E402
from payments.models import PaymentAttempt, WebhookEvent  # noqa: E402
from tests.chaos import judge, kinds  # noqa: E402, F401 - registers the jobs
from tests.factories.shop import make_area, make_variant  # noqa: E402
from tests.factories.stripe import Simulator  # noqa: E402

QUIET_SECONDS = 45.0
# What is planned for the next moments is still to be waited for: reading the inbox, settling, a second try.
SOON = timedelta(seconds=12)
# A lease whose holder is dead ends in its time; here at once.
LEASES_END = (
    "UPDATE jobs_job SET lease_until = clock_timestamp() WHERE state = 'ready' AND lease_until > clock_timestamp()",
    "UPDATE jobs_job SET run_at = clock_timestamp() WHERE state = 'ready' AND attempts > 0",
)


def stock(units: str) -> dict[str, Any]:
    goods = [make_variant(units=int(units)) for _ in range(3)]
    return {"goods": [{"id": v.public_id, "page": v.product.slug} for v in goods], "area": make_area().pk}


def packing(jobs: str, seconds: str, poison: str) -> float:
    """How many seconds the order queue takes for this many jobs, beside this many that kill their worker."""
    for _ in range(int(poison)):
        enqueue("chaos.poison")
    begun = database_now()
    for _ in range(int(jobs)):
        enqueue("chaos.pack", seconds=float(seconds))
    while Job.objects.filter(kind="chaos.pack", state="ready").exists():
        time.sleep(0.05)
    Job.objects.filter(kind="chaos.poison", state="ready").update(state="discarded")
    return (database_now() - begun).total_seconds()


def missing(sums: dict[str, str]) -> int:
    """How many events are not in the inbox with the body that was sent."""
    stored = WebhookEvent.objects.filter(event_id__in=sums).values_list("event_id", "body")
    return len(sums) - sum(hashlib.sha256(body.encode()).hexdigest() == sums[ident] for ident, body in stored)


def verdict(acknowledged: list[dict[str, Any]], quiet: str = str(QUIET_SECONDS)) -> dict[str, Any]:
    """What is wrong, and how long the workers took to clear what was left."""
    begun = time.monotonic()
    left = _wait_until_quiet(float(quiet))
    seconds = time.monotonic() - begun
    judge.run_sql(*[sql for sql in judge.MUCH_LATER if "payments_" in sql])
    if not left and sweep.sweep():  # time has passed: what the provider did not manage to tell is asked for
        left = _wait_until_quiet(float(quiet))
    books = judge.books(Simulator(None, settings.STRIPE_API_BASE))  # type: ignore[arg-type]
    return {"found": left + _lost(acknowledged) + books, "drained": round(seconds, 1)}


def _wait_until_quiet(seconds: float) -> list[str]:
    end, turn = time.monotonic() + seconds, 0
    time.sleep(0.5)  # who works now may end
    while True:
        if turn % 10 == 0:
            judge.run_sql(*LEASES_END)
        turn += 1
        time.sleep(0.3)
        due = Job.objects.filter(state="ready", run_at__lte=DatabaseNow() + SOON).exclude(kind="chaos.poison")
        left = sorted(f"job {kind} {state}" for kind, state in due.values_list("kind", "state"))
        if not left or time.monotonic() > end:
            dead = Job.objects.filter(state="dead").exclude(kind__startswith="chaos.")
            return left + [f"job {job.kind} dead: {job.last_error[:120]}" for job in dead]


def _lost(acknowledged: list[dict[str, Any]]) -> list[str]:
    """Orders that a shopper was told of and that are not there, or that were paid and are not."""
    known = dict(PaymentAttempt.objects.values_list("provider_ref", "payment__reference"))
    states = dict(Order.objects.values_list("public_id", "state"))
    found = []
    for told in acknowledged:
        state = states.get(told["order"] or known.get(told["page"], ""))
        if state is None:
            found.append(f"acknowledged order lost: {told}")
        elif told["paid"] and state != "paid":
            found.append(f"paid order is {state}: {told}")
    return found


WORDS: dict[str, Callable[..., Any]] = {
    "stock": stock,
    "packing": packing,
    "bodies": lambda: missing(json.load(sys.stdin)),
    "judge": lambda *words: verdict(json.load(sys.stdin), *words),
}

if __name__ == "__main__":
    print(json.dumps(WORDS[sys.argv[1]](*sys.argv[2:])))  # noqa: T201 - this is the answer
