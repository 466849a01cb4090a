"""People who do not program read what happened, try again or discard, one by one or many at once."""

import pytest
from django.test import Client
from django.urls import reverse

from commerce.jobs.domain import enqueue, work
from commerce.jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def dead(db) -> Job:
    """A job that nobody can do: its order does not exist. It really fails three times."""
    enqueue("orders.send_confirmation", order="ord_missing")
    job = Job.objects.latest("pk")
    Job.objects.filter(pk=job.pk).update(max_attempts=1)
    work.run(job.pk, job.queue)
    Job.objects.filter(pk=job.pk).update(state="dead")
    job.refresh_from_db()
    return job


def act(client: Client, job: Job, name: str):
    return client.post(reverse("admin:jobs_job_act", args=[job.pk, name]), follow=True)


def test_page_says_what_happened_and_what_can_be_done(staff: Client, dead: Job) -> None:
    page = staff.get(reverse("admin:jobs_job_change", args=[dead.pk]))
    happened, can_do = [notice.text for notice in page.context["notices"]]
    assert happened.startswith("What happened: it was tried once and failed. An order did not get on")
    assert can_do.startswith("What you can do: when the cause is gone")
    assert [offered.name for offered in page.context["acts"]] == ["retry", "discard"]


def test_asked_before_it_is_done(staff: Client, dead: Job) -> None:
    page = staff.get(reverse("admin:jobs_job_act", args=[dead.pk, "discard"]))
    assert "nobody will try it again" in page.content.decode()
    dead.refresh_from_db()
    assert dead.state == "dead"


def test_tried_again_with_new_tries(staff: Client, dead: Job) -> None:
    page = act(staff, dead, "retry")
    dead.refresh_from_db()
    assert (dead.state, dead.attempts, dead.max_attempts) == ("ready", 1, 4)
    assert [str(message) for message in page.context["messages"]] == ["It is tried again now."]


def test_second_click_finds_nothing_to_do(staff: Client, dead: Job) -> None:
    act(staff, dead, "discard")
    page = act(staff, dead, "retry")
    dead.refresh_from_db()
    assert dead.state == "discarded"
    assert [str(m) for m in page.context["messages"]] == [
        "That is not possible any more: the state has changed meanwhile."
    ]


@pytest.mark.parametrize(("action", "state"), [("retry_chosen", "ready"), ("discard_chosen", "discarded")])
def test_many_at_once_leave_the_living_alone(staff: Client, dead: Job, action: str, state: str) -> None:
    enqueue("orders.send_confirmation", order="ord_alive")
    alive = Job.objects.latest("pk")
    form = {"action": action, "_selected_action": [dead.pk, alive.pk], "index": 0}
    staff.post(reverse("admin:jobs_job_changelist"), form)
    assert [Job.objects.get(pk=pk).state for pk in (dead.pk, alive.pk)] == [state, "ready"]


def test_a_living_job_has_no_acts(staff: Client) -> None:
    enqueue("orders.send_confirmation", order="ord_alive")
    job = Job.objects.latest("pk")
    assert staff.get(reverse("admin:jobs_job_change", args=[job.pk])).context["acts"] == []
    act(staff, job, "discard")
    assert Job.objects.get(pk=job.pk).state == "ready"
