"""The broker holds knocks, never jobs: emptied or away, it loses nothing (J4, C4)."""

import json

import pytest
from redis import Redis

from commerce.jobs.domain import enqueue, pump, work
from commerce.jobs.management.commands.pump import send
from commerce.jobs.models import Job
from deploy.embedded.services import running
from tests.chaos import kinds as _tasks  # noqa: F401 - registers the tasks

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def broker(tmp_path_factory):
    """A broker of this module's own, to be emptied and killed."""
    from commerce.celery import app
    from commerce.settings.data import celery_url

    with running(tmp_path_factory.mktemp("services")) as services, pytest.MonkeyPatch.context() as patch:
        patch.setattr(app.conf, "broker_write_url", celery_url(services["REDIS_URL"]))
        patch.setattr(app.amqp, "_producer_pool", None)
        yield services
        app.amqp.producer_pool.force_close_all()


def waiting(broker) -> int:
    return Redis.from_url(broker["REDIS_URL"]).llen("inventory")


def test_a_knock_that_the_broker_lost_is_repeated(broker):
    for place in range(20):
        enqueue("chaos.mark", subject=f"knock {place}")
    assert pump.knock(send) == 20
    assert waiting(broker) == 20
    Redis.from_url(broker["REDIS_URL"]).flushall()
    assert pump.knock(send) == 0
    Job.objects.update(knocked_at="2020-01-01T00:00Z")
    assert pump.knock(send) == 20
    assert waiting(broker) == 20
    assert {work.run(job.pk, job.queue) for job in Job.objects.all()} == {"done"}


def test_work_ends_with_its_lease(broker):
    """Told ten seconds before, killed at the end: nobody works on what another one may have taken over."""
    enqueue("chaos.mark", subject="limit")
    Redis.from_url(broker["REDIS_URL"]).flushall()
    assert pump.knock(send) == 1
    message = json.loads(Redis.from_url(broker["REDIS_URL"]).lindex("inventory", 0))
    assert message["headers"]["timelimit"] == [300, 290]


def test_a_broker_that_is_away_costs_a_knock_and_no_job(broker):
    enqueue("chaos.mark", subject="away")
    broker.broker.kill()
    try:
        assert pump.knock(send) == 1
    finally:
        broker.broker.start()
    Job.objects.update(knocked_at="2020-01-01T00:00Z")
    assert pump.knock(send) == 1
