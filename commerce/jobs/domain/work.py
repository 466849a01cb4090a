"""What a worker does when somebody knocks."""

import logging
import random
import socket
import traceback

from django.conf import settings
from django.db import transaction

from commerce.kernel.clock import DatabaseNow
from commerce.kernel.logs import bound, scrub
from commerce.kernel.tracing import tracer

from ..models import Job, JobAttempt
from . import leases
from .registry import TASKS

log = logging.getLogger("shop.job")
ERROR_CHARS = 2_000
TRACEBACK_CHARS = 20_000


class LeaseLost(Exception):
    """Another worker took the job over; our effects are rolled back."""


def run(job_id: int, queue: str) -> str:
    """Claim and do a job. Returns "done", "retry", "lost" or "not_ready"."""
    job = leases.claim(job_id, queue)
    if job is None:
        return "not_ready"
    attempt = JobAttempt.objects.create(job=job, number=job.attempts, worker=socket.gethostname())
    with (
        bound(job_id=str(job.pk), request_id=job.request_id),
        tracer.start_as_current_span(f"job {job.kind}"),
    ):
        try:
            finished = _perform(job)
        except LeaseLost:
            return _note(attempt, "lost", error="The lease had run out.")
        except Exception as error:  # noqa: BLE001 - whatever a task raises is kept and shown
            return _give_back(job, attempt, error)
    return _note(attempt, "done" if finished else "lost")


def _perform(job: Job) -> bool:
    task = TASKS[job.kind]
    if not task.atomic:
        task.function(**job.args)
        return leases.finish(job)
    with transaction.atomic():
        task.function(**job.args)
        if not leases.finish(job):
            raise LeaseLost
    return True


def _give_back(job: Job, attempt: JobAttempt, error: Exception) -> str:
    wait = backoff(job.attempts)
    text = str(scrub(f"{type(error).__name__}: {error}"))[:ERROR_CHARS]
    trace = str(scrub(traceback.format_exc()))[-TRACEBACK_CHARS:]
    leases.fail(job, error=text, traceback=trace, wait_seconds=wait)
    last = job.attempts >= job.max_attempts
    log.warning("job failed", extra={"kind": job.kind, "attempt": job.attempts, "last": last, "error": text})
    return _note(attempt, "retry", error=text, retry_after_seconds=None if last else wait)


def _note(attempt: JobAttempt, outcome: str, **values: object) -> str:
    JobAttempt.objects.filter(pk=attempt.pk).update(ended_at=DatabaseNow(), **values)
    return outcome


def backoff(attempts: int) -> float:
    """Seconds before the next try: exponential with jitter, from 5 s (R02)."""
    base = settings.JOB_BACKOFF_SECONDS * 2 ** (attempts - 1)
    return round(base * random.uniform(0.5, 1.5), 3)
