"""Stored messages of providers, read once more at the shell and at their desk."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from commerce.accounts.models import User
from commerce.jobs.models import Job
from orders.models import Order
from payments.models import PaymentEvent, WebhookEvent
from tests.chaos import judge

pytestmark = pytest.mark.django_db


def replay(*words: str) -> str:
    out = StringIO()
    call_command("replay_webhooks", *words, stdout=out)
    return out.getvalue().strip()


@pytest.fixture
def heard(stripe, waiting, knock) -> list[str]:
    """Every message of a paid order has come and was worked on: their ids."""
    stripe.pay(waiting.page)
    for event in stripe.book("events"):
        knock(event)
    assert judge.drain() == []
    return list(WebhookEvent.objects.order_by("pk").values_list("event_id", flat=True))


def readable() -> QuerySet[WebhookEvent]:
    return WebhookEvent.objects.exclude(outcome="no news").order_by("pk")


def unread() -> int:
    return WebhookEvent.objects.filter(processed_at=None).count()


def test_what_was_worked_on_is_left_alone(heard):
    assert replay() == "0 will be read again"


def test_all_of_them_again_change_nothing(stripe, waiting, heard):
    moves = PaymentEvent.objects.count()
    assert replay("--all") == f"{readable().count()} will be read again"
    assert unread() > 0
    assert judge.drain() == []
    assert (unread(), PaymentEvent.objects.count()) == (0, moves)
    assert judge.books(stripe) == []


def test_a_message_whose_job_was_lost_pays_its_order(stripe, waiting, knock):
    stripe.pay(waiting.page)
    for event in stripe.book("events"):
        knock(event)
    WebhookEvent.objects.filter(processed_at=None).update(queued_at="2020-01-01T00:00Z")
    Job.objects.all().delete()
    assert replay() == "0 will be read again"  # they came this minute
    WebhookEvent.objects.update(received_at="2020-01-01T00:00Z")
    assert replay() == "3 will be read again"
    assert judge.drain() == []
    assert Order.objects.get(pk=waiting.pk).state == "paid"
    assert unread() == 0


def test_which_are_chosen(heard):
    said = readable()
    one, count = said.first(), said.count()
    WebhookEvent.objects.filter(pk=one.pk).update(received_at="2026-01-31T10:00Z")
    assert replay("--event", one.event_id, "--dry-run") == "1 would be read again"
    assert replay("--kind", one.kind, "--all", "--dry-run") == "1 would be read again"
    assert replay("--until", "2026-02-01", "--dry-run") == "1 would be read again"
    assert replay("--since", "2026-02-01T00:00", "--dry-run") == f"{count - 1} would be read again"
    assert replay("--since", "2026-01-31T10:00:01Z", "--dry-run") == f"{count - 1} would be read again"
    assert unread() == 0


def test_what_is_not_there_is_said(heard):
    with pytest.raises(CommandError, match="no such event to read again: evt_nowhere"):
        replay("--event", "evt_nowhere", "--event", readable().first().event_id)
    with pytest.raises(CommandError, match="invalid"):
        replay("--since", "yesterday")
    with pytest.raises(CommandError, match="invalid choice"):
        replay("--provider", "nobody")
    assert unread() == 0


def test_of_a_provider_that_is_switched_off_nothing_is_read(heard, settings):
    settings.STRIPE_SECRET_KEY = ""
    assert replay("--all") == "0 will be read again"


def test_staff_have_some_read_again(heard, waiting):
    staff = User.objects.create_user("desk@example.org", is_staff=True)
    client = Client()
    client.force_login(staff)
    desk = reverse("admin:payments_webhookevent_changelist")
    chosen = readable().first()
    silent = WebhookEvent.objects.filter(outcome="no news").first()

    def ask(*events: WebhookEvent) -> str:
        posted = {"action": "read_again", "_selected_action": [event.pk for event in events]}
        return client.post(desk, posted, follow=True).content.decode()

    assert "1 message is read again: its provider is asked now." in ask(chosen, silent)
    assert (unread(), Job.objects.filter(kind="payments.read_webhooks", state="ready").count()) == (1, 1)
    assert judge.drain() == []
    assert unread() == 0
    history = client.get(reverse("admin:payments_webhookevent_history", args=[chosen.pk])).content.decode()
    assert "Read again" in history
    assert "None of these says anything that can be asked about." in ask(silent)
