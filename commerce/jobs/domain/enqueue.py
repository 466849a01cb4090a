"""Writes the job row in the caller's transaction."""

import os
import socket
import time
from datetime import timedelta
from typing import Any

from django.conf import settings

from commerce.kernel.clock import DatabaseNow
from commerce.kernel.logs import bound_ids

from ..models import Job
from .registry import TASKS

SOON = timedelta(seconds=2)


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


def enqueue_soon(kind: str) -> None:
    """Have task `kind`, which looks for its work itself, run within two seconds: once for all that this process wants
    of it until then. Each process has a job of its own, so that none waits for a transaction of another. What commits
    after the run is found by the next one, so the task needs a schedule, too."""
    turn = int(time.time() / SOON.total_seconds())
    enqueue(kind, dedupe=f"soon:{kind}:{socket.gethostname()[:60]}:{os.getpid()}:{turn}", after=SOON)


def spare(dedupe: str) -> None:
    """The job is not needed any more: in the caller's transaction, which has done its work. No-op when a worker has
    it already."""
    Job.objects.filter(dedupe=dedupe, state="ready", lease=None).update(state="done", ended_at=DatabaseNow())
