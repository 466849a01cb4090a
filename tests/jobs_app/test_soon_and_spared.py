"""Jobs that are asked for often and done once, and jobs that turn out not to be needed."""

import time
from datetime import timedelta

import pytest

from commerce.jobs.domain import enqueue, enqueue_soon, spare, work
from commerce.jobs.domain.registry import Listener
from commerce.jobs.models import Job, JobAttempt
from commerce.kernel.clock import DatabaseNow, database_now
from tests.chaos import judge
from tests.chaos import kinds as _tasks  # noqa: F401 - registers the tasks

pytestmark = pytest.mark.django_db
KIND = "chaos.fail"


def at(monkeypatch, seconds: float) -> None:
    monkeypatch.setattr(time, "time", lambda: seconds)


def test_what_is_asked_for_twice_in_a_turn_is_one_job(monkeypatch):
    at(monkeypatch, 1_000_000.1)
    enqueue_soon(KIND)
    at(monkeypatch, 1_000_001.9)
    enqueue_soon(KIND)
    assert Job.objects.count() == 1
    at(monkeypatch, 1_000_002.0)
    enqueue_soon(KIND)
    assert Job.objects.count() == 2


def test_it_runs_when_its_turn_is_over():
    before = database_now()
    enqueue_soon(KIND)
    job = Job.objects.get()
    assert work.run(job.pk, job.queue) == "not_ready"
    assert before + timedelta(seconds=2) <= job.run_at <= database_now() + timedelta(seconds=2)


def test_a_spared_job_is_done_without_a_try():
    enqueue(KIND, dedupe="chaos.fail:a")
    enqueue(KIND, dedupe="chaos.fail:b")
    spare("chaos.fail:a")
    assert judge.drain() == ["job chaos.fail dead: RuntimeError: this never works"]
    spared = Job.objects.get(dedupe="chaos.fail:a")
    assert (spared.state, spared.attempts) == ("done", 0)
    assert spared.ended_at
    assert not JobAttempt.objects.filter(job=spared).exists()


def test_a_job_that_a_worker_holds_is_not_spared():
    enqueue("chaos.mark", dedupe="chaos.mark:a", subject="a")
    Job.objects.update(lease="00000000-0000-0000-0000-000000000001", lease_until=DatabaseNow() + timedelta(minutes=5))
    spare("chaos.mark:a")
    assert Job.objects.get().state == "ready"


def test_a_listener_names_its_job_by_what_it_is_about():
    assert (
        Listener("orders.settle", once_for="reference").dedupe({"reference": "ord_1", "x": 2}) == "orders.settle:ord_1"
    )
    assert Listener("orders.settle").dedupe({"reference": "ord_1"}) is None
