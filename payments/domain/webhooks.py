"""The raw inbox: verify, store, answer; a job does the work by asking the provider (W1–W5)."""

import logging
from collections.abc import Iterable, Mapping

from django.db import connection, transaction
from django.db.models import Q

from commerce.jobs.domain import enqueue
from commerce.kernel.clock import DatabaseNow

from ..models import PaymentAttempt, Refund, WebhookEvent
from ..providers.base import Notice
from ..providers.registry import provider
from . import charge, refunds

NO_NEWS = "no news"
log = logging.getLogger("shop.payment")
# What is no news was worked on when it was stored.
STORE = """
INSERT INTO payments_webhookevent (provider, account, event_id, kind, body, processed_at, outcome, deliveries)
VALUES (%(provider)s, %(account)s, %(event)s, %(kind)s, %(body)s,
        CASE WHEN %(news)s THEN NULL ELSE clock_timestamp() END, %(outcome)s, 1)
ON CONFLICT (provider, account, event_id) DO UPDATE SET deliveries = payments_webhookevent.deliveries + 1
RETURNING id, deliveries
"""


def receive(*, provider_name: str, body: bytes, headers: Mapping[str, str]) -> bool:
    """Store a genuine event and have it worked on; False when it was here before. Raises BadWebhook."""
    notice = provider(provider_name).parse_webhook(body, headers)
    with transaction.atomic():
        event, is_first = _stored(provider_name, notice, body)
        if is_first and notice.is_news:
            enqueue("payments.process_webhook", dedupe=f"webhook:{event}", event=event, refs=list(notice.refs))
    return is_first


def _stored(provider_name: str, notice: Notice, body: bytes) -> tuple[int, bool]:
    """The event's row, and whether it came for the first time."""
    values: dict[str, str | bool] = {
        "provider": provider_name, "account": notice.account, "event": notice.event_id, "kind": notice.kind,
        "body": body.decode(), "news": notice.is_news, "outcome": "" if notice.is_news else NO_NEWS,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(STORE, values)
        event, deliveries = cursor.fetchone()
    return event, deliveries == 1


def process(*, event: WebhookEvent, refs: Iterable[str]) -> str:
    """Ask the provider about whatever the event names. What it said itself is not believed. Raises ProviderAway."""
    refs = list(refs)
    attempts = PaymentAttempt.objects.filter(provider=event.provider).filter(
        Q(provider_ref__in=refs) | Q(charge_ref__in=refs) | Q(public_id__in=refs)
    )
    found = [charge.check(attempt=attempt, actor=event.provider).public_id for attempt in attempts]
    for refund in Refund.objects.filter(Q(provider_ref__in=refs) | Q(public_id__in=refs)).select_related("attempt"):
        found.append(refunds.send(refund=refund, actor=event.provider).public_id)
    outcome = ", ".join(found) or "nothing of ours"
    WebhookEvent.objects.filter(pk=event.pk).update(processed_at=DatabaseNow(), outcome=outcome[:200])
    return outcome
