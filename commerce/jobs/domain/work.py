"""What a worker does when somebody knocks."""

import logging
import random
import socket
import traceback
from contextlib import nullcontext

from django.conf import settings
from django.db import transaction

from commerce.kernel.clock import DatabaseNow
from commerce.kernel.logs import bound, scrub
from commerce.kernel.resilience import BreakerOpen
from commerce.kernel.tracing import tracer

from ..models import JobAttempt
from . import leases
from .leases import Claim
from .registry import TASKS

log = logging.getLogger("shop.job")
ERROR_CHARS = 2_000
TRACEBACK_CHARS = 20_000


class LeaseLost(Exception):
    """Another worker took the job over; the effects of an atomic task are rolled back."""


def run(job_id: int, queue: str) -> str:
    """Claim and do a job. Returns "done", "retry", "put_off", "lost" or "not_ready"."""
    claim = leases.claim(job_id, queue, worker=socket.gethostname())
    if claim is None:
        return "not_ready"
    job = claim.job
    with (
        bound(job_id=str(job.pk), request_id=job.request_id),
        tracer.start_as_current_span(f"job {job.kind}"),
    ):
        try:
            _perform(claim)
        except LeaseLost:
            return _note(claim, "lost", error="The lease had run out.")
        except BreakerOpen as error:
            return _put_off(claim, error) if TASKS[job.kind].is_patient else _give_back(claim, error)
        except Exception as error:  # noqa: BLE001 - whatever a task raises is kept and shown
            return _give_back(claim, error)
    return "done"


def _perform(claim: Claim) -> None:
    """Raises LeaseLost when the job is no longer ours; the effects of an atomic task are undone then."""
    task = TASKS[claim.job.kind]
    with transaction.atomic() if task.atomic else nullcontext():
        task.function(**claim.job.args)
        if not leases.finish(claim):
            raise LeaseLost


def _put_off(claim: Claim, error: BreakerOpen) -> str:
    """Nobody was called, so it was no try: it waits until somebody may be called again."""
    wait = round(error.retry_after * random.uniform(1, 1.25), 3)
    leases.put_off(claim, error=str(error)[:ERROR_CHARS], wait_seconds=wait)
    log.info("job put off", extra={"kind": claim.job.kind, "error": str(error), "seconds": wait})
    return "put_off"


def _give_back(claim: Claim, error: Exception) -> str:
    job = claim.job
    wait = backoff(job.attempts)
    text = str(scrub(f"{type(error).__name__}: {error}"))[:ERROR_CHARS]
    trace = str(scrub(traceback.format_exc()))[-TRACEBACK_CHARS:]
    leases.fail(job, error=text, traceback=trace, wait_seconds=wait)
    last = job.attempts >= job.max_attempts
    log.warning("job failed", extra={"kind": job.kind, "attempt": job.attempts, "last": last, "error": text})
    return _note(claim, "retry", error=text, retry_after_seconds=None if last else wait)


def _note(claim: Claim, outcome: str, **values: object) -> str:
    JobAttempt.objects.filter(pk=claim.attempt_id).update(ended_at=DatabaseNow(), **values)
    return outcome


def backoff(attempts: int) -> float:
    """Seconds before the next try: exponential with jitter, from 5 s (R02)."""
    base = settings.JOB_BACKOFF_SECONDS * 2 ** (attempts - 1)
    return round(base * random.uniform(0.5, 1.5), 3)
