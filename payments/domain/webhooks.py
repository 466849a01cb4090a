"""The raw inbox: verify, store, answer; a job does the work by asking the provider (W1–W5)."""

import logging
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import F, Q

from commerce.jobs.domain import enqueue
from commerce.kernel.clock import DatabaseNow

from ..models import PaymentAttempt, Refund, WebhookEvent
from ..providers.registry import provider
from . import charge, refunds

log = logging.getLogger("shop.payment")


def receive(*, provider_name: str, body: bytes, headers: Mapping[str, str]) -> bool:
    """Store a genuine event and have it worked on; False when it was here before. Raises BadWebhook."""
    notice = provider(provider_name).parse_webhook(body, headers)
    with transaction.atomic():
        row, made = WebhookEvent.objects.get_or_create(
            provider=provider_name, account=notice.account, event_id=notice.event_id,
            defaults={"kind": notice.kind, "body": body.decode()},
        )  # fmt: skip
        if made:
            enqueue("payments.process_webhook", dedupe=f"webhook:{row.pk}", event=row.pk, refs=list(notice.refs))
        else:
            WebhookEvent.objects.filter(pk=row.pk).update(deliveries=F("deliveries") + 1)
    return made


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
