"""Reading what providers sent: everything that came within two seconds at once.

Of a payment that the shopper's return has recorded meanwhile there is nothing left to ask. The rest is one job for each
attempt, dispute or warning, however many events speak of it. What was read can be put back, and is read as if it had
just come.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from commerce.jobs.domain import enqueue, enqueue_soon
from commerce.kernel.clock import database_now

from ..models import WebhookEvent
from ..providers.registry import enabled
from ..queries.named import attempts_named, refunds_named
from .record import ENDED

READ, PROCESS = "payments.read_webhooks", "payments.process_webhooks"
NOT_OURS, NO_NEWS = "nothing of ours", "no news"
AT_ONCE = 500


@dataclass(frozen=True)
class Subject:
    """An attempt or a refund of one, and whether there is anything to ask about it."""

    public_id: str
    attempt_id: int
    is_open: bool


def read() -> int:
    """Sort what has come in; nobody is asked. Returns how many events that were."""
    unread = WebhookEvent.objects.filter(processed_at=None, queued_at=None).defer("body").order_by("pk")
    with transaction.atomic():
        events = list(unread.select_for_update(skip_locked=True)[:AT_ONCE])
        by_provider = defaultdict(list)
        for event in events:
            by_provider[event.provider].append(event)
        for provider_name, theirs in by_provider.items():
            _sort(provider_name, theirs)
        if len(events) == AT_ONCE:
            enqueue_soon(READ)
    return len(events)


def readable() -> QuerySet[WebhookEvent]:
    """Events that say something, of providers that can be asked."""
    return WebhookEvent.objects.filter(provider__in=[each.name for each in enabled()]).exclude(outcome=NO_NEWS)


def put_back(events: QuerySet[WebhookEvent]) -> int:
    """Have these events read once more. It does no harm: nothing that they say is believed, the provider is asked, and
    what it says now is held against what is recorded. Returns how many they are."""
    with transaction.atomic():
        count = events.update(queued_at=None, processed_at=None, outcome="")
        if count:
            enqueue_soon(READ)
    return count


def outcome(public_ids: Iterable[str]) -> str:
    """What an event led to, for people who read the inbox."""
    return ", ".join(public_ids)[:200] or NOT_OURS


def _sort(provider_name: str, events: list[WebhookEvent]) -> None:
    """Each event is done with, or in the job of an attempt."""
    subjects, now = _by_ref(provider_name, events), database_now()
    jobs: defaultdict[int | str, list[int]] = defaultdict(list)
    for event in events:
        named = dict.fromkeys(subject for ref in event.refs for subject in subjects[ref])
        cases: list[int | str] = [
            *event.disputes,
            *event.warnings,
        ]  # always asked about: the job asks about their attempts as well
        if waiting := cases or [subject.attempt_id for subject in named if subject.is_open]:
            event.queued_at = now
            jobs[waiting[0]].append(event.pk)
        else:
            event.processed_at, event.outcome = now, outcome(subject.public_id for subject in named)
    WebhookEvent.objects.bulk_update(events, ["queued_at", "processed_at", "outcome"])
    for pks in jobs.values():
        enqueue(PROCESS, events=pks)


def _by_ref(provider_name: str, events: list[WebhookEvent]) -> defaultdict[str, list[Subject]]:
    refs = {ref for event in events for ref in event.refs}
    found: defaultdict[str, list[Subject]] = defaultdict(list)
    for attempt in attempts_named(provider_name, refs):
        subject = Subject(attempt.public_id, attempt.pk, attempt.state not in ENDED)
        for ref in (attempt.public_id, attempt.provider_ref, attempt.charge_ref):
            found[ref or ""].append(subject)
    for refund in refunds_named(provider_name, refs):
        subject = Subject(refund.public_id, refund.attempt_id, is_open=True)
        for ref in (refund.public_id, refund.provider_ref):
            found[ref or ""].append(subject)
    return found
