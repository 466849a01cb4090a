"""What must be true of credit notes: numbers without gaps, one for all that goes back, never more than was invoiced."""

from .invariant import Invariant

CREDITS = [
    Invariant(
        "credit_note_gaps",
        "A seller's numbers of credit notes run from 1 without a gap.",
        """SELECT seller_id::text FROM orders_creditnote WHERE sequence IS NOT NULL
            GROUP BY seller_id HAVING max(sequence) <> count(*)""",
    ),
    Invariant(
        "credit_note_missing",
        "What a refund takes back of invoices has credit notes, numbered within five minutes of the money's return.",
        """SELECT r.public_id FROM payments_refund r JOIN orders_creditnote c ON c.refund_id = r.id
            WHERE r.state = 'done' AND c.sequence IS NULL AND r.ended_at < clock_timestamp() - interval '5 min'
           UNION ALL
           SELECT r.public_id FROM payments_refund r JOIN orders_order o ON o.payment_id = r.payment_id
             LEFT JOIN orders_creditnote c ON c.refund_id = r.id
            WHERE EXISTS (SELECT FROM payments_refundshare s WHERE s.refund_id = r.id)
              AND NOT EXISTS (SELECT FROM orders_sellerorder s LEFT JOIN orders_invoice i ON i.part_id = s.id
                               WHERE s.order_id = o.id AND i.id IS NULL)
            GROUP BY r.id HAVING coalesce(sum(c.amount_minor), 0) <> (
                     SELECT sum(s.amount_minor) FROM payments_refundshare s
                      WHERE s.refund_id = r.id AND s.kind <> 'fee')""",
    ),
    Invariant(
        "credit_above_invoice",
        "No invoice is corrected by more than it says, neither in money, nor tax, nor commission.",
        """SELECT s.public_id FROM orders_creditnote c JOIN payments_refund r ON r.id = c.refund_id
             JOIN orders_sellerorder s ON s.id = c.part_id WHERE r.state <> 'failed'
            GROUP BY s.id HAVING sum(c.amount_minor) > s.goods_minor + s.shipping_minor
               OR sum(c.tax_minor) > s.tax_minor OR sum(c.commission_minor) > s.commission_minor""",
    ),
]
