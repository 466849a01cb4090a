"""What must be true of the ledger: it balances, and says the same as payments, refunds, orders and credit notes."""

from .invariant import Invariant

# What entries of one payment have moved on the accounts of its parties, by the kinds of entries that shares make.
OF_PARTIES = """
SELECT j.payment_id, c.owner AS party, c.code, sum(l.minor) AS minor FROM payments_journal j
  JOIN payments_posting l ON l.journal_id = j.id JOIN payments_account c ON c.id = l.account_id
 WHERE (j.kind IN ('capture', 'refund_begun', 'refund_failed') OR starts_with(j.kind, 'dispute'))
   AND c.code IN ('pending', 'commission', 'tax', 'surcharge')
 GROUP BY 1, 2, 3
"""
ACCOUNT_OF_KIND = """CASE s.kind WHEN 'commission' THEN 'commission' WHEN 'tax' THEN 'tax'
                           WHEN 'fee' THEN 'surcharge' ELSE 'pending' END"""

LEDGER = [
    Invariant(
        "ledger_unbalanced",
        "Every entry of the ledger is whole and balances in each currency.",
        """SELECT j.key FROM payments_journal j LEFT JOIN payments_posting l ON l.journal_id = j.id
            GROUP BY j.id HAVING count(l.id) <> j.legs
           UNION ALL
           SELECT min(j.key) FROM payments_journal j JOIN payments_posting l ON l.journal_id = j.id
             JOIN payments_account c ON c.id = l.account_id
            GROUP BY j.id, c.currency HAVING sum(l.minor) <> 0""",
    ),
    Invariant(
        "ledger_below_floor",
        "No account that must not go below nothing is there.",
        """SELECT c.code || ':' || c.owner FROM payments_account c JOIN payments_posting l ON l.account_id = c.id
            WHERE c.has_floor GROUP BY c.id HAVING sum(l.minor) * c.sign < 0""",
    ),
    Invariant(
        "captures_differ_from_ledger",
        "What came in and its fee are in the ledger, once, and nothing else is.",
        """WITH entered AS (
             SELECT j.subject,
                    coalesce(sum(l.minor) FILTER (WHERE c.code = 'provider' AND j.kind = 'capture'), 0) AS came,
                    coalesce(sum(l.minor) FILTER (WHERE c.code = 'fees' AND j.kind = 'fee'), 0) AS fee
               FROM payments_journal j JOIN payments_posting l ON l.journal_id = j.id
               JOIN payments_account c ON c.id = l.account_id WHERE j.kind IN ('capture', 'fee') GROUP BY 1)
           SELECT coalesce(a.public_id, e.subject) FROM entered e
             FULL JOIN (SELECT public_id, fee_minor,
                               CASE WHEN rate IS NULL THEN captured_minor ELSE amount_minor END AS came
                          FROM payments_paymentattempt WHERE captured_minor > 0) a ON a.public_id = e.subject
            WHERE (e.came, e.fee) IS DISTINCT FROM (a.came, a.fee_minor)
              AND NOT EXISTS (SELECT FROM payments_paymentattempt m
                               WHERE m.public_id = e.subject AND m.state = 'mismatch')""",
    ),
    Invariant(
        "refunds_differ_from_ledger",
        "What is on its way back, and what went back, is in the ledger, once.",
        """WITH entered AS (
             SELECT j.subject, coalesce(sum(l.minor) FILTER (WHERE c.code = 'refunds'), 0) AS under_way,
                    coalesce(sum(l.minor) FILTER (WHERE c.code IN ('provider', 'bank')), 0) AS gone
               FROM payments_journal j JOIN payments_posting l ON l.journal_id = j.id
               JOIN payments_account c ON c.id = l.account_id WHERE starts_with(j.kind, 'refund') GROUP BY 1)
           SELECT coalesce(r.public_id, e.subject) FROM entered e FULL JOIN payments_refund r ON r.public_id = e.subject
            WHERE e.under_way IS DISTINCT FROM
                    (CASE WHEN r.state IN ('created', 'sent', 'pending') THEN -r.sent_minor ELSE 0 END)
               OR e.gone IS DISTINCT FROM (CASE r.state WHEN 'done' THEN -r.sent_minor ELSE 0 END)""",
    ),
    Invariant(
        "promises_differ_from_ledger",
        "What is set aside is in the ledger as long as it is, and no longer.",
        """WITH entered AS (
             SELECT j.subject, sum(l.minor) AS aside FROM payments_journal j
               JOIN payments_posting l ON l.journal_id = j.id JOIN payments_account c ON c.id = l.account_id
              WHERE c.code = 'authorised' GROUP BY 1)
           SELECT coalesce(a.public_id, e.subject) FROM entered e
             FULL JOIN (SELECT * FROM payments_paymentattempt WHERE state = 'authorised') a ON a.public_id = e.subject
            WHERE coalesce(e.aside, 0)
                    <> coalesce(a.amount_minor - CASE WHEN a.rate IS NULL THEN a.captured_minor ELSE 0 END, 0)""",
    ),
    Invariant(
        "parties_differ_from_ledger",
        "Each party of a payment has in the ledger what it was paid for, less what was given back or disputed of it.",
        f"""WITH entered AS ({OF_PARTIES}), owed AS (
             SELECT p.id AS payment_id, s.party, {ACCOUNT_OF_KIND} AS code, s.amount_minor AS minor
               FROM payments_payment p JOIN payments_paymentshare s ON s.payment_id = p.id
              WHERE p.state = 'captured' AND p.provider <> 'cod'
             UNION ALL
             SELECT a.payment_id, s.party, {ACCOUNT_OF_KIND}, s.amount_minor
               FROM payments_collection l JOIN payments_collectionshare s ON s.collection_id = l.id
               JOIN payments_cashpromise c ON c.id = l.promise_id
               JOIN payments_paymentattempt a ON a.id = c.attempt_id WHERE l.state IN ('collected', 'remitted')
             UNION ALL
             SELECT r.payment_id, s.party, {ACCOUNT_OF_KIND}, -s.amount_minor
               FROM payments_refund r JOIN payments_refundshare s ON s.refund_id = r.id WHERE r.state <> 'failed'
             UNION ALL
             SELECT d.payment_id, s.party, {ACCOUNT_OF_KIND}, -s.amount_minor
               FROM payments_dispute d JOIN payments_disputeshare s ON s.dispute_id = d.id WHERE s.kind <> 'besides'
           ), sums AS (SELECT payment_id, party, code, sum(minor) AS minor FROM owed GROUP BY 1, 2, 3)
           SELECT p.public_id FROM sums s FULL JOIN entered e USING (payment_id, party, code)
             JOIN payments_payment p ON p.id = coalesce(s.payment_id, e.payment_id)
            WHERE coalesce(s.minor, 0) <> -coalesce(e.minor, 0)""",
    ),
    Invariant(
        "cash_differs",
        "The cash of parcels is what their payment has come to or still promises, and what couriers hold or passed on.",
        """SELECT a.public_id FROM payments_cashpromise c JOIN payments_paymentattempt a ON a.id = c.attempt_id
             JOIN payments_collection l ON l.promise_id = c.id
            GROUP BY a.id
           HAVING a.captured_minor <> coalesce(sum(l.amount_minor)
                                                 FILTER (WHERE l.state IN ('collected', 'remitted')), 0)
               OR a.covers_minor <> coalesce(sum(l.amount_minor) FILTER (WHERE l.state <> 'refused'), 0)
           UNION ALL
           SELECT r.public_id FROM payments_remittance r LEFT JOIN payments_collection l ON l.remittance_id = r.id
            GROUP BY r.id HAVING r.received_minor + r.fee_minor <> coalesce(sum(l.amount_minor), 0)
           UNION ALL
           SELECT 'couriers ' || held.currency FROM (
             SELECT currency, sum(amount_minor) AS minor FROM payments_collection
              WHERE state = 'collected' GROUP BY 1) held
             FULL JOIN (SELECT c.currency, sum(l.minor) AS minor FROM payments_posting l
                          JOIN payments_account c ON c.id = l.account_id
                         WHERE c.code = 'provider' AND c.owner = 'cod' GROUP BY 1) booked USING (currency)
            WHERE coalesce(held.minor, 0) <> coalesce(booked.minor, 0)""",
    ),
    Invariant(
        "tax_differs",
        "The tax that a payment is divided by is its order's, and a refund's is that of its credit notes.",
        """SELECT o.public_id FROM orders_order o
             JOIN payments_paymentshare s ON s.payment_id = o.payment_id AND s.kind = 'tax'
            WHERE NOT EXISTS (SELECT FROM orders_sellerorder p WHERE p.order_id = o.id
                                 AND p.commission_minor + p.tax_minor > p.goods_minor)
            GROUP BY o.id HAVING sum(s.amount_minor) <> o.tax_minor
           UNION ALL
           SELECT r.public_id FROM payments_refund r
             JOIN (SELECT refund_id, sum(tax_minor) AS tax FROM orders_creditnote GROUP BY 1) n ON n.refund_id = r.id
             LEFT JOIN payments_refundshare s ON s.refund_id = r.id AND s.kind = 'tax'
            WHERE EXISTS (SELECT FROM payments_paymentshare t WHERE t.payment_id = r.payment_id AND t.kind = 'tax')
            GROUP BY r.id, n.tax HAVING coalesce(sum(s.amount_minor), 0) <> n.tax""",
    ),
]
