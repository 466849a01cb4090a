"""What nobody told us is found out by asking: unfinished attempts and refunds, on a widening clock (W3, P1); disputes
that are open, and those that we have not heard of."""

import logging
from datetime import timedelta

from django.db import connection

from commerce.jobs.domain import enqueue
from commerce.kernel.clock import database_now
from commerce.kernel.resilience import ProviderAway

from ..models import Dispute, FraudWarning
from ..providers.base import Provider, TakesDisputes, WarnsOfFraud
from ..providers.registry import enabled

# First after 2 minutes, then 4, 8 … up to an hour, counted from the last answer. What is set aside may lapse.
DUE_ATTEMPTS = """
SELECT public_id, checks, floor(extract(epoch FROM clock_timestamp()) / 300)::bigint FROM payments_paymentattempt
 WHERE state IN ('created', 'sent', 'open', 'left', 'authorised')
   AND coalesce(checked_at, created_at)
       < clock_timestamp() - least(interval '1 hour', interval '2 min' * power(2, least(checks, 6)))
 ORDER BY created_at LIMIT 200
"""
DUE_REFUNDS = """
SELECT public_id, floor(extract(epoch FROM clock_timestamp()) / 300)::bigint FROM payments_refund
 WHERE state IN ('created', 'sent', 'pending') AND NOT (by_hand AND state = 'pending')
   AND created_at < clock_timestamp() - interval '2 min'
 ORDER BY created_at LIMIT 200
"""
# Every half an hour while somebody decides, or while what was won has not come back.
DUE_DISPUTES = """
SELECT public_id, floor(extract(epoch FROM clock_timestamp()) / 1800)::bigint FROM payments_dispute
 WHERE (state IN ('warning', 'needs_response', 'under_review') OR (state = 'won' AND withdrawn_minor > 0))
   AND asked_at < clock_timestamp() - interval '30 min'
 ORDER BY asked_at LIMIT 200
"""
# Answers that staff have written and that their own job could not send.
DUE_ANSWERS = """
SELECT public_id, floor(extract(epoch FROM clock_timestamp()) / 300)::bigint FROM payments_dispute
 WHERE state IN ('warning', 'needs_response') AND sent_at IS NULL
   AND answered_at < clock_timestamp() - interval '2 min'
 LIMIT 200
"""
log = logging.getLogger("shop.payment")
LIST_BACK = timedelta(days=30)
LEARN, LEARN_WARNING = "payments.learn_dispute", "payments.learn_fraud_warning"


def sweep() -> int:
    """Enqueue a check of each overdue attempt, refund, dispute and answer. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(DUE_ATTEMPTS)
        attempts = cursor.fetchall()
        cursor.execute(DUE_REFUNDS)
        refunds = cursor.fetchall()
        cursor.execute(DUE_DISPUTES)
        disputes = cursor.fetchall()
        cursor.execute(DUE_ANSWERS)
        answers = cursor.fetchall()
    for attempt, checks, period in attempts:  # the period, because a check may have ended as a dead letter
        enqueue("payments.check_attempt", dedupe=f"check:{attempt}:{checks}:{period}", attempt=attempt)
    for refund, period in refunds:
        enqueue("payments.send_refund", dedupe=f"refund:{refund}:{period}", refund=refund)
    for dispute, period in disputes:
        enqueue("payments.ask_dispute", dedupe=f"dispute:{dispute}:{period}", dispute=dispute)
    for dispute, period in answers:
        enqueue("payments.send_answer", dedupe=f"answer:{dispute}:{period}", dispute=dispute)
    return sum(map(len, (attempts, refunds, disputes, answers)))


def list_disputes() -> int:
    """Ask each provider which disputes and warnings of fraud there are; those that we have not heard of are learnt by
    jobs. Returns how many those are. A provider that is away is asked the next time."""
    since, found = int((database_now() - LIST_BACK).timestamp()), 0
    for adapter in enabled():
        try:
            found += _list(adapter, since)
        except ProviderAway:
            log.warning("provider does not list its disputes", extra={"provider": adapter.name})
    return found


def _list(adapter: Provider, since: int) -> int:
    found = 0
    if isinstance(adapter, TakesDisputes):
        found += _unheard(LEARN, Dispute, adapter.name, adapter.disputes_since(since))
    if isinstance(adapter, WarnsOfFraud):
        found += _unheard(LEARN_WARNING, FraudWarning, adapter.name, adapter.fraud_warnings_since(since))
    return found


def _unheard(task: str, model: type[Dispute] | type[FraudWarning], name: str, refs: list[str]) -> int:
    known = set(
        model._default_manager.filter(provider=name, provider_ref__in=refs).values_list("provider_ref", flat=True)
    )
    new = [ref for ref in refs if ref not in known]
    period = int(database_now().timestamp()) // 1800
    for ref in new:
        enqueue(task, dedupe=f"{name}:{ref}:{period}"[:120], provider=name, ref=ref)
    return len(new)
