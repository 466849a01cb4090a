"""J2, J3: workers that die or freeze in the middle of a job. Each function gives the faults that it found."""

import time

from django.db.models import Sum

from commerce.jobs.domain import enqueue, pump, work
from commerce.jobs.models import Job, LimitCount
from commerce.kernel.ids import new_token
from tests.chaos import kinds as _tasks  # noqa: F401 - registers the tasks in this process, too
from tests.chaos import processes

WORKER = "tests.chaos.worker"
LEASE_SECONDS = 1


def poison() -> list[str]:
    """J2: a job that kills its worker is dead after three leases, and no later."""
    enqueue("chaos.poison")
    job = Job.objects.latest("pk")
    exits = []
    for _lease in range(4):
        code, _said = processes.finished(
            WORKER, str(job.pk), job.queue, env={"CHAOS_LEASE_SECONDS": str(LEASE_SECONDS)}
        )
        exits.append(code)
        time.sleep(LEASE_SECONDS + 0.1)
    pump.bury_dead()
    job.refresh_from_db()
    good = ([-9, -9, -9, 5], "dead", 3)
    return [] if (exits, job.state, job.attempts) == good else [f"poison: {exits}, {job.state}, {job.attempts}"]


def frozen_worker() -> list[str]:
    """J3: a frozen worker's job is taken over when its lease ends; thawed, the first one changes nothing."""
    subject = new_token()
    enqueue("chaos.mark", subject=subject, seconds=0.5)
    job = Job.objects.latest("pk")
    lease = {"CHAOS_LEASE_SECONDS": str(LEASE_SECONDS)}
    frozen = processes.start(WORKER, str(job.pk), job.queue, **lease)
    processes.wait_for(lambda: Job.objects.get(pk=job.pk).attempts == 1)
    processes.freeze(frozen)
    try:
        found = _too_early(job)
        if not found:
            processes.wait_for(lambda: work.run(job.pk, job.queue) != "not_ready", seconds=LEASE_SECONDS + 10)
    finally:
        processes.thaw(frozen)
    first = frozen.wait(30)
    job.refresh_from_db()
    effects = LimitCount.objects.filter(subject=subject).aggregate(sum=Sum("count"))["sum"]
    if (first, job.state, effects, job.attempts) != (3, "done", 1, 2):
        found.append(f"thawed: exit {first}, {job.state}, {effects} effects, {job.attempts} attempts")
    return found


def _too_early(job: Job) -> list[str]:
    return [] if work.run(job.pk, job.queue) == "not_ready" else ["taken over before the lease had run out"]
