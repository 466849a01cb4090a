"""The judge: our books, the provider's book, and jobs that were lost. It never asks the code under test."""

from django.db import connection

from catalog.domain import reservations
from commerce.jobs.domain import pump, work
from commerce.jobs.models import Job
from commerce.kernel.clock import DatabaseNow
from orders.domain import audit, expire
from orders.management.commands.audit_books import book_of
from orders.models import Order
from payments.domain import payment_requests, sweep
from tests.factories.stripe import Simulator

ROUNDS = 12
# Time passes: whatever waits for a clock is due now.
LATER = (
    "UPDATE jobs_job SET run_at = clock_timestamp() - interval '1 s',"
    " lease_until = least(lease_until, clock_timestamp() - interval '1 s') WHERE state = 'ready'",
)
# So is the turn in which this process has already asked for something to be looked at.
TURN_IS_OVER = "UPDATE jobs_job SET dedupe = NULL WHERE dedupe LIKE 'soon:%' AND state = 'done'"
MUCH_LATER = (
    "UPDATE payments_paymentattempt SET created_at = created_at - interval '10 min',"
    " checked_at = checked_at - interval '2 hours'"
    " WHERE state IN ('created', 'sent', 'open', 'left', 'authorised')",
    "UPDATE payments_refund SET created_at = created_at - interval '10 min'"
    " WHERE state IN ('created', 'sent', 'pending')",
    "UPDATE catalog_hold SET expires_at = clock_timestamp() - interval '1 s' WHERE state = 'active'",
    "UPDATE orders_order SET due_until = clock_timestamp() - interval '1 s' WHERE state = 'pending'",
    "UPDATE payments_payment SET captured_at = captured_at - interval '6 min',"
    " promised_at = promised_at - interval '6 min' WHERE state IN ('authorised', 'captured')",
)


def books(simulator: Simulator | None = None) -> list[str]:
    """Every invariant that is broken, with its count and an example."""
    findings = audit.audit_books()
    if simulator:
        findings += audit.audit_provider(**book_of(simulator.url))
    return [f"{f.name} {f.count} {f.examples}" for f in audit.faults(findings)]


def drain() -> list[str]:
    """Let the workers do every job, also those that wait for another try; the dead letters that remain."""
    for _round in range(ROUNDS):
        run_sql(*LATER)
        pump.bury_dead()
        due = list(
            Job.objects.filter(state="ready", run_at__lte=DatabaseNow()).order_by("pk").values_list("pk", "queue")
        )
        if not due:
            break
        for job, queue in due:
            work.run(job, queue)
    pump.bury_dead()
    run_sql(TURN_IS_OVER)
    stuck = Job.objects.filter(state__in=["ready", "dead"]).values_list("kind", "state", "last_error")
    return [f"job {kind} {state}: {error[:120]}" for kind, state, error in stuck]


def recover() -> list[str]:
    """What happens by itself after a crash: jobs, sweeps of payments, orders and holds, and time."""
    left = drain()
    run_sql(*MUCH_LATER)
    sweep.sweep()
    left += drain()
    for public_id in expire.overdue():
        expire.expire(order=Order.objects.get(public_id=public_id))
    while reservations.sweep():
        pass
    payment_requests.look_after()
    return left + drain()


def run_sql(*statements: str) -> None:
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)


def deadlocked(outcomes: list[object]) -> int:
    """Shoppers whom PostgreSQL chose as the victim of a deadlock."""
    return sum("40P01" in states_of(outcome) for outcome in outcomes)


def states_of(error: object) -> set[str]:
    """PostgreSQL's codes of an exception and of all that caused it."""
    return {getattr(cause, "sqlstate", "") for cause in _chain(error)}


def _chain(error: object) -> list[BaseException]:
    found: list[BaseException] = []
    while isinstance(error, BaseException):
        found.append(error)
        error = error.__cause__
    return found
