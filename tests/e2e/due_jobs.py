"""The workers of a browser test: every job that is due is done now, by the workers' own code."""

from django.utils import timezone

from commerce.jobs.domain.work import run
from commerce.jobs.models import Job


def do_due_jobs(*, rounds: int = 20) -> list[str]:
    """Run jobs until none is due; returns "kind outcome" of each run. Fails when they never end."""
    done: list[str] = []
    for _round in range(rounds):
        due = Job.objects.filter(state="ready", run_at__lte=timezone.now()).order_by("id")
        if not due:
            return done
        done += [f"{job.kind} {run(job.pk, job.queue)}" for job in due]
    raise AssertionError(f"Jobs make jobs without end: {done[-5:]}")
