"""Work gets done: a pump, a worker for each queue, nothing left lying."""

from collections.abc import Iterator
from typing import Any

from celery import current_app as app

from commerce.jobs.domain.registry import SCHEDULE
from commerce.jobs.models import Job
from commerce.jobs.models.job import Queue
from commerce.kernel.clock import database_now

from ..queries import pulse
from .finding import Finding, failed, passed, warned

PING_SECONDS = 2.0
LATE_SECONDS, VERY_LATE_SECONDS = 60.0, 300.0


def pump() -> Iterator[Finding]:
    """The pump writes one row for each period of the schedule: the shortest period tells whether it lives."""
    todo = "Start one: manage.py pump."
    if not SCHEDULE:
        yield failed("Job pump", "nothing is scheduled", "Check that the apps' tasks are loaded.")
        return
    entry = min(SCHEDULE, key=lambda every: every.period)
    period = int(database_now().timestamp() // entry.period.total_seconds())
    recent = [f"every:{entry.task}:{number}" for number in (period, period - 1)]
    if Job.objects.filter(dedupe__in=recent).exists():
        yield passed("Job pump", f"alive within {2 * entry.period.total_seconds():.0f} s")
    else:
        yield failed("Job pump", "no sign of life", todo)


def queues() -> Iterator[Finding]:
    """Workers are asked over the broker, which has to answer first: Celery would wait for it for minutes."""
    if not pulse.broker().is_well:
        yield failed("Workers", "cannot be asked: the broker is away", "Start the broker, then look again.")
        return
    served = served_queues()
    missing = [queue for queue in Queue.values if queue not in served]
    if missing:
        todo = f"celery -A commerce worker -Q {','.join(missing)}"
        yield failed("Workers", f"nobody works on: {', '.join(missing)}", todo)
    else:
        yield passed("Workers", ", ".join(f"{queue} ({served[queue]})" for queue in Queue.values))


def served_queues() -> dict[str, int]:
    """How many workers take from each queue."""
    answer: dict[str, list[dict[str, Any]]] = app.control.inspect(timeout=PING_SECONDS).active_queues() or {}
    served: dict[str, int] = {}
    for taken in answer.values():
        for queue in taken:
            served[queue["name"]] = served.get(queue["name"], 0) + 1
    return served


def oldest_job() -> Iterator[Finding]:
    age = pulse.oldest_runnable_seconds() or 0.0
    text = f"the oldest job that could run waits {age:.0f} s"
    if age > VERY_LATE_SECONDS:
        yield failed("Backlog", text, "Start workers, or more of them.")
    elif age > LATE_SECONDS:
        yield warned("Backlog", text, "Watch it; start more workers if it grows.")
    else:
        yield passed("Backlog", text)


def dead_letters() -> Iterator[Finding]:
    count = Job.objects.filter(state="dead").count()
    if count:
        yield warned(
            "Dead letters", f"{count} wait for a decision", "Look at them at /staff/jobs/job/?state__exact=dead"
        )
    else:
        yield passed("Dead letters", "none")
