"""J1, J2, J3, J4: jobs that fail, kill or freeze their worker, and grow old. Each gives the faults that it found."""

import io
import time
from datetime import timedelta
from unittest import mock

from django.core.management import call_command
from django.db.models import Sum

from commerce.jobs.domain import enqueue, leases, pump, work
from commerce.jobs.models import Job, JobAttempt, LimitCount
from commerce.kernel.clock import DatabaseNow
from commerce.kernel.ids import new_token
from tests.chaos import kinds as _tasks  # noqa: F401 - registers the tasks in this process, too
from tests.chaos import processes, shoppers

WORKER = "tests.chaos.worker"
LEASE_SECONDS = 1
KEEP_HOURS = 4 * 24
# Guards that are taken away in this process and in the workers that it starts.
CLAIM, FINISH = "commerce.jobs.domain.leases:CLAIM", "commerce.jobs.domain.leases:FINISH"
FREE = "AND (lease_until IS NULL OR lease_until < clock_timestamp())"
CLAIM_WITHOUT_LEASE = {CLAIM: leases.CLAIM.replace(FREE, "")}
CLAIM_WITHOUT_COUNT = {CLAIM: leases.CLAIM.replace("attempts = attempts + 1", "attempts = attempts")}
CLAIM_WITHOUT_LIMIT = {CLAIM: leases.CLAIM.replace("AND attempts < max_attempts", "")}
FINISH_WITHOUT_FENCE = {FINISH: leases.FINISH.replace("AND lease = %s AND state = 'ready'", "AND %s IS NOT NULL")}


def failing() -> list[str]:
    """J1: three deliveries in all, one dead letter, one alarm; the command gives it three more."""
    enqueue("chaos.fail")
    job = Job.objects.latest("pk")
    with mock.patch.object(pump.log, "error") as alarm:
        first = _use_up(job)
        said = io.StringIO()
        call_command("deadletters", "retry", stdout=said)
        again = _use_up(job)
    job.refresh_from_db()
    attempts = JobAttempt.objects.filter(job=job).count()
    good = (["retry"] * 3, ["retry"] * 3, "dead", 6, 2)
    facts = (first, again, job.state, attempts, alarm.call_count)
    Job.objects.filter(pk=job.pk).delete()
    return [] if facts == good else [f"failing: {facts}"]


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


def retention(seed: int) -> list[str]:
    """J4: jobs of every state and age; gone are those that ended more than four days ago, and no dead letter."""
    dice = shoppers.seeded(seed)
    ages = [0, KEEP_HOURS - 0.1, KEEP_HOURS + 0.1, *(dice.uniform(0, 400) for _ in range(20))]
    plan = [(state, age) for state in ("ready", "dead", "done", "discarded") for age in ages]
    Job.objects.all().delete()
    rows = Job.objects.bulk_create(
        Job(
            queue="inventory", kind="chaos.fail", args={}, max_attempts=3, state=state, run_at=DatabaseNow(),
            ended_at=None if state == "ready" else DatabaseNow() - timedelta(hours=age),
        )
        for state, age in plan
    )  # fmt: skip
    pump.prune()
    left = set(Job.objects.values_list("pk", flat=True))
    found = []
    for row, (state, age) in zip(rows, plan, strict=True):
        keep = state in ("ready", "dead") or age < KEEP_HOURS
        if keep != (row.pk in left):
            found.append(f"a {state} job of {age:.1f} hours was {'pruned' if keep else 'kept'}")
    Job.objects.all().delete()
    return found


def _use_up(job: Job, most: int = 6) -> list[str]:
    outcomes: list[str] = []
    while len(outcomes) < most:
        Job.objects.filter(pk=job.pk, state="ready").update(run_at=DatabaseNow())
        outcome = work.run(job.pk, job.queue)
        if outcome == "not_ready":
            break
        outcomes.append(outcome)
    pump.bury_dead()
    return outcomes


def _too_early(job: Job) -> list[str]:
    return [] if work.run(job.pk, job.queue) == "not_ready" else ["taken over before the lease had run out"]
