"""What must be true of disputes: each has in the ledger what the provider took for it, and holds only what there is."""

from .invariant import Invariant

# Disputes of charges whose money we have seen; of others nothing is booked.
OURS = """SELECT d.*, d.state IN ('lost', 'accepted') AS is_lost FROM payments_dispute d
            JOIN payments_paymentattempt a ON a.id = d.attempt_id
           WHERE a.state IN ('captured', 'surplus', 'mismatch')"""

DISPUTES = [
    Invariant(
        "disputes_differ_from_ledger",
        "What was taken for a dispute and its fee are in the ledger; it is disputed until it is lost or has come back.",
        f"""WITH ours AS ({OURS}), entered AS (
             SELECT j.subject, c.currency,
                    coalesce(sum(l.minor) FILTER (WHERE c.code = 'provider'), 0) AS gone,
                    coalesce(sum(l.minor) FILTER (WHERE c.code = 'fees'), 0) AS fee,
                    coalesce(sum(l.minor) FILTER (WHERE c.code = 'disputed'), 0) AS disputed
               FROM payments_journal j JOIN payments_posting l ON l.journal_id = j.id
               JOIN payments_account c ON c.id = l.account_id
              WHERE starts_with(j.kind, 'dispute') AND c.code IN ('provider', 'fees', 'disputed') GROUP BY 1, 2)
           SELECT coalesce(d.public_id, e.subject) FROM ours d
             FULL JOIN entered e ON e.subject = d.public_id AND e.currency = d.currency
            WHERE coalesce(e.gone, 0) <> -coalesce(d.withdrawn_minor + d.fee_minor, 0)
               OR coalesce(e.fee, 0) <> coalesce(d.fee_minor, 0)
               OR coalesce(e.disputed, 0) <> CASE WHEN d.is_lost THEN 0 ELSE coalesce(d.withdrawn_minor, 0) END""",
    ),
    Invariant(
        "frozen_differs",
        "What is frozen of a party's money is its share of disputes that are not lost; after their end nothing is.",
        """WITH entered AS (
             SELECT c.owner AS party, c.currency, -sum(l.minor) AS frozen FROM payments_posting l
               JOIN payments_account c ON c.id = l.account_id WHERE c.code = 'frozen' GROUP BY 1, 2
           ), shares AS (
             SELECT s.party, s.currency, sum(s.amount_minor) AS frozen FROM payments_disputeshare s
               JOIN payments_dispute d ON d.id = s.dispute_id
              WHERE d.state NOT IN ('lost', 'accepted') GROUP BY 1, 2)
           SELECT party FROM entered FULL JOIN shares USING (party, currency)
            WHERE coalesce(entered.frozen, 0) <> coalesce(shares.frozen, 0)""",
    ),
    Invariant(
        "disputed_differs",
        "What a payment calls disputed is what its disputes hold, and that is the sum of their shares.",
        """SELECT p.public_id FROM payments_payment p LEFT JOIN payments_dispute d ON d.payment_id = p.id
            GROUP BY p.id HAVING p.disputed_minor <> coalesce(sum(d.held_minor), 0)
           UNION ALL
           SELECT d.public_id FROM payments_dispute d LEFT JOIN payments_disputeshare s ON s.dispute_id = d.id
            GROUP BY d.id HAVING d.held_minor <> coalesce(sum(s.amount_minor), 0)""",
    ),
    Invariant(
        "answers_overdue",
        "An answer to a dispute is sent within an hour.",
        """SELECT public_id FROM payments_dispute
            WHERE sent_at IS NULL AND answered_at < clock_timestamp() - interval '1 hour'
              AND state IN ('warning', 'needs_response')""",
    ),
]
