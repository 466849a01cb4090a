"""What nobody told us is found out by asking: unfinished attempts and refunds, on a widening clock (W3, P1)."""

from django.db import connection

from commerce.jobs.domain import enqueue

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


def sweep() -> int:
    """Enqueue a check of each overdue attempt and refund. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(DUE_ATTEMPTS)
        attempts = cursor.fetchall()
        cursor.execute(DUE_REFUNDS)
        refunds = cursor.fetchall()
    for attempt, checks, period in attempts:  # the period, because a check may have ended as a dead letter
        enqueue("payments.check_attempt", dedupe=f"check:{attempt}:{checks}:{period}", attempt=attempt)
    for refund, period in refunds:
        enqueue("payments.send_refund", dedupe=f"refund:{refund}:{period}", refund=refund)
    return len(attempts) + len(refunds)
