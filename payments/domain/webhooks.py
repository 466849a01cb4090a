"""The raw inbox: verify, store, answer; a job asks the provider (W1–W5). `inbox` says which events need one."""

from collections.abc import Iterable, Mapping

from django.db import connection, transaction

from commerce.jobs.domain import enqueue_soon
from commerce.kernel.clock import DatabaseNow

from ..models import WebhookEvent
from ..providers.base import Notice
from ..providers.registry import provider
from ..queries.named import attempts_named, refunds_named
from . import charge, claims, disputes, fraud, inbox, refunds

# What is no news was worked on when it was stored.
STORE = """
INSERT INTO payments_webhookevent
       (provider, account, event_id, kind, body, refs, disputes, warnings, processed_at, outcome, deliveries)
VALUES (%(provider)s, %(account)s, %(event)s, %(kind)s, %(body)s, %(refs)s, %(disputes)s, %(warnings)s,
        CASE WHEN %(news)s THEN NULL ELSE clock_timestamp() END, %(outcome)s, 1)
ON CONFLICT (provider, account, event_id) DO UPDATE SET deliveries = payments_webhookevent.deliveries + 1
RETURNING deliveries
"""


def receive(*, provider_name: str, body: bytes, headers: Mapping[str, str]) -> Notice:
    """Store a genuine event and have it read; one that was here before is counted. Raises BadWebhook."""
    notice = provider(provider_name).parse_webhook(body, headers)
    with transaction.atomic():
        is_first = _store(provider_name, notice, body)
        if notice.learned:
            claims.learn(provider_name=provider_name, learned=notice.learned)
        if is_first and notice.is_news:
            enqueue_soon(inbox.READ)
    return notice


def _store(provider_name: str, notice: Notice, body: bytes) -> bool:
    """Whether the event came for the first time."""
    values: dict[str, str | bool | list[str]] = {
        "provider": provider_name, "account": notice.account, "event": notice.event_id, "kind": notice.kind,
        "body": body.decode(), "refs": list(notice.refs), "news": notice.is_news,
        "disputes": list(notice.disputes), "warnings": list(notice.warnings),
        "outcome": "" if notice.is_news else inbox.NO_NEWS,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(STORE, values)
        deliveries: int = cursor.fetchone()[0]
    return deliveries == 1


def process(*, events: Iterable[int]) -> str:
    """Ask the provider about whatever the events, all of one provider, name. What they said themselves is not
    believed. Returns the public ids of what was asked about. Raises ProviderAway."""
    rows = list(WebhookEvent.objects.filter(pk__in=events).only("provider", "refs", "disputes", "warnings"))
    source, refs = rows[0].provider, {ref for row in rows for ref in row.refs}
    found = [charge.check(attempt=attempt, actor=source).public_id for attempt in attempts_named(source, refs)]
    found += [refunds.send(refund=refund, actor=source).public_id for refund in refunds_named(source, refs)]
    for ref in dict.fromkeys(ref for row in rows for ref in row.warnings):
        found += [kept.provider_ref for kept in [fraud.learn(provider_name=source, ref=ref)] if kept]
    for ref in dict.fromkeys(ref for row in rows for ref in row.disputes):
        found += [row.public_id for row in [disputes.learn(provider_name=source, ref=ref, actor=source)] if row]
    outcome = inbox.outcome(found)
    WebhookEvent.objects.filter(pk__in=events).update(processed_at=DatabaseNow(), outcome=outcome)
    return outcome
