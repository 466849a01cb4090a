"""Writes the job row in the caller's transaction."""

from datetime import timedelta
from typing import Any

from django.conf import settings

from commerce.kernel.clock import DatabaseNow
from commerce.kernel.logs import bound_ids

from ..models import Job
from .registry import TASKS


def enqueue(kind: str, *, dedupe: str | None = None, after: timedelta | None = None, **args: Any) -> None:
    """Have task `kind` run once with `args`, if and when the caller's transaction commits.

    A second call with the same `dedupe` does nothing. `after` delays by the database's clock.
    Raises KeyError for a name that no app registered.
    """
    task = TASKS[kind]
    job = Job(
        queue=task.queue,
        kind=kind,
        args=args,
        dedupe=dedupe,
        max_attempts=task.max_attempts or settings.JOB_MAX_ATTEMPTS,
        request_id=bound_ids().get("request_id", ""),
        run_at=DatabaseNow() + after if after else DatabaseNow(),
    )
    Job.objects.bulk_create([job], ignore_conflicts=dedupe is not None)
