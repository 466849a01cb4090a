"""Three attempts, then a dead letter that people can send round again; nothing young is forgotten (J1, J4)."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from commerce.jobs.domain import dead_letters, enqueue, leases, pump, work
from commerce.jobs.models import Job, JobAttempt
from commerce.kernel.clock import DatabaseNow
from tests.chaos import kinds as _tasks  # noqa: F401 - registers the tasks

pytestmark = pytest.mark.django_db


def failing_job(kind: str = "chaos.fail") -> Job:
    enqueue(kind)
    return Job.objects.latest("pk")


def try_now(job: Job) -> str:
    Job.objects.filter(pk=job.pk, state="ready").update(run_at=DatabaseNow())
    return work.run(job.pk, job.queue)


def use_up(job: Job) -> list[str]:
    outcomes = []
    while (outcome := try_now(job)) != "not_ready":
        outcomes.append(outcome)
    pump.bury_dead()
    job.refresh_from_db()
    return outcomes


def test_a_job_is_tried_three_times_and_then_dead():
    job = failing_job()
    assert use_up(job) == ["retry"] * 3
    assert (job.state, job.attempts) == ("dead", 3)
    assert "this never works" in job.last_error


def test_waits_grow_between_attempts_and_the_last_one_has_none():
    job = failing_job()
    use_up(job)
    first, second, last = JobAttempt.objects.filter(job=job).values_list("retry_after_seconds", flat=True)
    assert 2.5 <= first <= 7.5
    assert 5 <= second <= 15
    assert last is None


def test_a_failed_job_is_not_tried_before_its_time():
    job = failing_job()
    work.run(job.pk, job.queue)
    assert work.run(job.pk, job.queue) == "not_ready"


def test_who_may_not_be_called_has_not_been_tried_by_a_patient_job():
    job = failing_job("chaos.stopped_and_patient")
    assert [try_now(job) for _ in range(9)] == ["put_off"] * 9
    job.refresh_from_db()
    assert (job.state, job.attempts, job.last_error) == ("ready", 0, "Nobody does not answer just now.")
    assert 35 < (job.run_at - timezone.now()).total_seconds() <= 50
    assert (job.lease, job.knocked_at, JobAttempt.objects.count()) == (None, None, 0)


def test_any_other_job_has_been_tried():
    job = failing_job("chaos.stopped")
    assert use_up(job) == ["retry"] * 3
    assert job.state == "dead"


def test_a_job_that_somebody_else_has_by_now_is_not_put_off():
    job = failing_job("chaos.stopped_and_patient")
    Job.objects.filter(pk=job.pk).update(run_at=DatabaseNow())
    mine = leases.claim(job.pk, job.queue, worker="slow")
    Job.objects.filter(pk=job.pk).update(lease_until="2020-01-01T00:00Z")
    other = leases.claim(job.pk, job.queue, worker="quick")
    assert leases.put_off(mine, error="late", wait_seconds=1) is False
    job.refresh_from_db()
    assert (job.attempts, job.lease, job.last_error) == (2, other.job.lease, "")


def test_a_dead_letter_sent_round_again_has_three_more_attempts():
    job = failing_job()
    use_up(job)
    call_command("deadletters", "retry")
    assert use_up(job) == ["retry"] * 3
    assert (job.state, JobAttempt.objects.filter(job=job).count()) == ("dead", 6)


def test_a_retried_dead_letter_whose_cause_is_gone_is_done():
    job = failing_job()
    use_up(job)
    Job.objects.filter(pk=job.pk).update(kind="chaos.mark", args={"subject": "x"})
    assert dead_letters.retry(job_ids=[job.pk]) == 1
    assert try_now(job) == "done"


def test_a_discarded_letter_is_never_done():
    job = failing_job()
    use_up(job)
    assert dead_letters.discard(job_ids=[job.pk]) == 1
    assert try_now(job) == "not_ready"


@pytest.mark.parametrize(
    ("hours", "state", "kept"),
    [(95, "done", 1), (97, "done", 0), (97, "discarded", 0), (2000, "dead", 1), (2000, "ready", 1)],
)
def test_only_finished_jobs_older_than_four_days_are_forgotten(hours, state, kept):
    job = failing_job()
    Job.objects.filter(pk=job.pk).update(state=state, ended_at=DatabaseNow() - timedelta(hours=hours))
    pump.prune()
    assert Job.objects.filter(pk=job.pk).count() == kept


def test_the_same_dedupe_is_one_job():
    for _ in range(3):
        enqueue("chaos.fail", dedupe="once")
    assert Job.objects.filter(dedupe="once").count() == 1


def test_a_schedule_period_is_one_job_however_many_pumps_run():
    pump.keep_schedule()
    count = Job.objects.count()
    pump.keep_schedule()
    assert Job.objects.count() == count > 3


def test_an_atomic_job_that_lost_its_lease_leaves_no_effect():
    from commerce.jobs.domain import leases
    from commerce.jobs.models import LimitCount

    enqueue("chaos.mark", subject="fenced")
    job = Job.objects.latest("pk")
    original = leases.claim

    def claim_and_lose(job_id, queue, **who):
        claimed = original(job_id, queue, **who)
        Job.objects.filter(pk=job_id).update(lease="00000000-0000-4000-8000-000000000000")
        return claimed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(leases, "claim", claim_and_lose)
        assert work.run(job.pk, job.queue) == "lost"
    assert not LimitCount.objects.filter(subject="fenced").exists()
