"""What people do with a dead letter: retry or discard."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import F, QuerySet

from commerce.kernel.clock import DatabaseNow

from ..models import Job


def retry(*, job_ids: Iterable[int] | None = None, queue: str = "") -> int:
    """Give dead jobs a new set of attempts; the old attempts stay on record. Returns how many."""
    fresh = {
        "lease": None,
        "lease_until": None,
        "knocked_at": None,
        "ended_at": None,
        "run_at": DatabaseNow(),
    }
    return _dead(job_ids, queue).update(state="ready", max_attempts=F("attempts") + settings.JOB_MAX_ATTEMPTS, **fresh)


def discard(*, job_ids: Iterable[int] | None = None, queue: str = "") -> int:
    """Close dead jobs without doing them. Returns how many."""
    return _dead(job_ids, queue).update(state="discarded", ended_at=DatabaseNow())


def _dead(job_ids: Iterable[int] | None, queue: str) -> QuerySet[Job]:
    dead = Job.objects.filter(state="dead")
    if job_ids is not None:
        dead = dead.filter(pk__in=list(job_ids))
    return dead.filter(queue=queue) if queue else dead
