"""What must be true of the books at every moment, each as SQL that selects the exceptions.

A statement gives one text column: the public id (or row id) of what is wrong. No rows is the only good answer.
Grace periods are the recovery times that docs/reliability promises; they are counted by the database's clock.
The tables of the apps below are read here and nowhere else in this app by SQL: an auditor reads all books.
"""

from .invariant import Invariant
from .invariants_credits import CREDITS
from .invariants_disputes import DISPUTES
from .invariants_ledger import LEDGER
from .invariants_requests import REQUESTS
from .invariants_reviews import REVIEWS
from .invariants_seasons import SEASONS

STOCK = [
    Invariant(
        "stock_negative",
        "No stock row holds less than nothing.",
        "SELECT id::text FROM catalog_stocklevel WHERE on_hand < 0 OR held < 0 OR allocated < 0",
    ),
    Invariant(
        "stock_oversold",
        "No stock row promises more than it has.",
        "SELECT id::text FROM catalog_stocklevel WHERE held + allocated > on_hand",
    ),
    Invariant(
        "held_differs",
        "What a stock row calls held is the sum of its active holds.",
        """SELECT l.id::text FROM catalog_stocklevel l
             LEFT JOIN catalog_hold h ON h.stock_id = l.id AND h.state = 'active'
            GROUP BY l.id HAVING l.held <> coalesce(sum(h.quantity), 0)""",
    ),
    Invariant(
        "allocated_differs",
        "What a stock row calls allocated is the sum of its movements.",
        """SELECT l.id::text FROM catalog_stocklevel l LEFT JOIN catalog_stockmovement m ON m.stock_id = l.id
            GROUP BY l.id HAVING l.allocated <> coalesce(sum(m.allocation), 0)""",
    ),
    Invariant(
        "on_hand_differs",
        "What a stock row has in the house is the sum of its movements.",
        """SELECT l.id::text FROM catalog_stocklevel l LEFT JOIN catalog_stockmovement m ON m.stock_id = l.id
            GROUP BY l.id HAVING l.on_hand <> coalesce(sum(m.quantity), 0)""",
    ),
    Invariant(
        "sold_units_differ",
        "A parcel being packed has exactly its lines' units allocated, any other parcel none.",
        """WITH sold AS (
             SELECT m.reference, l.variant_id, sum(m.allocation) AS units FROM catalog_stockmovement m
               JOIN catalog_stocklevel l ON l.id = m.stock_id WHERE m.reference <> '' GROUP BY 1, 2)
           SELECT p.public_id FROM sold JOIN orders_sellerorder p ON p.public_id = sold.reference
             LEFT JOIN orders_orderline o ON o.part_id = p.id AND o.variant_id = sold.variant_id
            WHERE sold.units <> CASE WHEN p.state = 'confirmed' THEN coalesce(o.quantity, 0) ELSE 0 END""",
    ),
    Invariant(
        "holds_overdue",
        "No hold outlives its time by more than two minutes.",
        """SELECT id::text FROM catalog_hold
            WHERE state = 'active' AND expires_at < clock_timestamp() - interval '2 min'""",
    ),
    Invariant(
        "available_drifted",
        "The units that lists show are those that can be bought; out of season none.",
        """SELECT p.public_id FROM catalog_product p JOIN catalog_variant v ON v.product_id = p.id AND v.is_active
             LEFT JOIN (SELECT variant_id, sum(on_hand - held - allocated) AS units FROM catalog_stocklevel
                         GROUP BY variant_id) free ON free.variant_id = v.id
            GROUP BY p.id
           HAVING NOT p.is_digital AND bool_and(v.tracks_stock) AND p.available <> coalesce(sum(free.units), 0)
              AND NOT (p.available = -1 AND p.season_from IS NOT NULL)""",
    ),
    Invariant(
        "listing_differs",
        "Lists show what is on sale, at its price and with its units, and nothing else.",
        """WITH shown AS (
             SELECT p.* FROM catalog_product p JOIN sellers_seller s ON s.id = p.seller_id
              WHERE p.status = 'active' AND s.state = 'approved')
           SELECT coalesce(shown.public_id, l.slug) FROM shown FULL JOIN catalog_listing l ON l.product_id = shown.id
            WHERE shown.id IS NULL OR l.product_id IS NULL OR shown.available <> l.available
               OR (shown.price_from_minor <> l.price_minor AND EXISTS (
                     SELECT FROM catalog_variant v WHERE v.product_id = shown.id AND v.is_active))""",
    ),
]

ORDERS = [
    Invariant(
        "paid_without_money",
        "Every paid order has a captured payment.",
        """SELECT o.public_id FROM orders_order o LEFT JOIN payments_payment p ON p.id = o.payment_id
            WHERE o.state = 'paid' AND p.state IS DISTINCT FROM 'captured'""",
    ),
    Invariant(
        "confirmed_without_promise",
        "The payment of a confirmed order is promised, or has lapsed and is due again, or has just come.",
        """SELECT o.public_id FROM orders_order o JOIN payments_payment p ON p.id = o.payment_id
            WHERE o.state = 'confirmed' AND (p.state = 'cancelled' OR p.promised_at IS NULL
               OR (p.state = 'captured' AND p.captured_at < clock_timestamp() - interval '5 min'))""",
    ),
    Invariant(
        "promise_without_order",
        "What is promised is for a confirmed order, or given up, within five minutes.",
        """SELECT p.public_id FROM payments_payment p LEFT JOIN orders_order o ON o.payment_id = p.id
            WHERE p.state = 'authorised' AND p.promised_at < clock_timestamp() - interval '5 min'
              AND o.state IS DISTINCT FROM 'confirmed'""",
    ),
    Invariant(
        "money_without_order",
        "A captured payment has a paid order or a request, or is on its way back, within five minutes.",
        """SELECT p.public_id FROM payments_payment p LEFT JOIN orders_order o ON o.payment_id = p.id
            WHERE p.state = 'captured' AND p.captured_at < clock_timestamp() - interval '5 min'
              AND ((o.id IS NULL AND NOT EXISTS (
                     SELECT FROM payments_paymentrequest r WHERE r.payment_id = p.id AND r.pay_url = ''))
                   OR o.state IN ('pending', 'expired')
                   OR (o.state IN ('cancelled', 'unfillable')
                       AND p.captured_minor > p.refund_reserved_minor + p.disputed_minor))""",
    ),
    Invariant(
        "parcels_out_of_step",
        "The parcels of a paid order are being packed or further, those of a dead order are not.",
        """SELECT s.public_id FROM orders_sellerorder s JOIN orders_order o ON o.id = s.order_id
            WHERE (o.state IN ('confirmed', 'paid') AND s.state = 'pending')
               OR (o.state IN ('pending', 'expired', 'cancelled', 'unfillable')
                   AND s.state IN ('confirmed', 'shipped', 'delivered'))""",
    ),
    Invariant(
        "order_differs_from_parcels",
        "An order's goods and delivery are the sums of its parcels, and its total is theirs with the fee.",
        """SELECT o.public_id FROM orders_order o LEFT JOIN orders_sellerorder s ON s.order_id = o.id
            GROUP BY o.id HAVING o.goods_minor <> coalesce(sum(s.goods_minor), 0)
                OR o.shipping_minor <> coalesce(sum(s.shipping_minor), 0)
                OR o.total_minor <> o.goods_minor + o.shipping_minor - o.discount_minor + o.fee_minor""",
    ),
    Invariant(
        "parcel_differs_from_lines",
        "A parcel's goods are the sum of its lines, and a line is its price times its number.",
        """SELECT s.public_id FROM orders_sellerorder s LEFT JOIN orders_orderline l ON l.part_id = s.id
            GROUP BY s.id HAVING s.goods_minor <> coalesce(sum(l.total_minor), 0)
                OR count(*) FILTER (WHERE l.total_minor <> l.unit_minor * l.quantity) > 0""",
    ),
    Invariant(
        "bill_differs_from_order",
        "What is to be paid is the order's total, in its currency.",
        """SELECT o.public_id FROM orders_order o LEFT JOIN payments_payment p ON p.id = o.payment_id
            WHERE p.id IS NULL OR p.amount_minor <> o.total_minor OR p.currency <> o.currency
               OR p.reference <> o.public_id""",
    ),
    Invariant(
        "order_number_gaps",
        "Every order number that was given belongs to an order.",
        """SELECT n.id::text FROM orders_ordernumber n LEFT JOIN orders_order o ON o.number = (100000 + n.id)::text
            WHERE o.id IS NULL""",
    ),
    Invariant(
        "invoice_gaps",
        "A seller's invoice numbers run from 1 without a gap.",
        "SELECT seller_id::text FROM orders_invoice GROUP BY seller_id HAVING max(sequence) <> count(*)",
    ),
    Invariant(
        "invoice_missing",
        "Every parcel that was paid for has its invoice.",
        """SELECT s.public_id FROM orders_sellerorder s JOIN orders_order o ON o.id = s.order_id
             LEFT JOIN orders_invoice i ON i.part_id = s.id
            WHERE o.state = 'paid' AND s.state IN ('confirmed', 'shipped', 'delivered') AND i.id IS NULL""",
    ),
    Invariant(
        "orders_overdue",
        "No unpaid order outlives its time by more than five minutes.",
        """SELECT o.public_id FROM orders_order o JOIN payments_payment p ON p.id = o.payment_id
            WHERE o.state = 'pending' AND p.state <> 'captured'
              AND o.due_until < clock_timestamp() - interval '5 min'""",
    ),
]

PAYMENTS = [
    Invariant(
        "captured_twice",
        "No payment was captured twice: a second capture is surplus and goes back.",
        """SELECT min(p.public_id) FROM payments_payment p JOIN payments_paymentattempt a ON a.payment_id = p.id
            WHERE a.state = 'captured' GROUP BY p.id HAVING count(*) > 1
           UNION ALL
           SELECT subject FROM payments_paymentevent WHERE after IN ('captured', 'surplus')
            GROUP BY subject HAVING count(*) > 1""",
    ),
    Invariant(
        "captured_differs",
        "What a payment calls captured is the sum of its attempts, each of them for all it covers once it has ended.",
        """SELECT p.public_id FROM payments_payment p
             LEFT JOIN payments_paymentattempt a ON a.payment_id = p.id
            GROUP BY p.id HAVING p.captured_minor <> coalesce(sum(a.captured_minor), 0)
                OR coalesce(bool_or(a.captured_minor <> CASE WHEN a.state IN ('captured', 'surplus') THEN a.covers_minor
                                                             WHEN a.state = 'authorised' THEN a.captured_minor
                                                             ELSE 0 END), false)
                OR (p.state = 'captured') <> (count(a.id) FILTER (WHERE a.state IN ('captured', 'surplus')) > 0
                     OR (p.amount_minor = 0 AND p.state = 'captured'))""",
    ),
    Invariant(
        "surplus_kept",
        "What was paid twice has a refund.",
        """SELECT a.public_id FROM payments_paymentattempt a LEFT JOIN payments_refund r ON r.attempt_id = a.id
            WHERE a.state = 'surplus' AND r.id IS NULL""",
    ),
    Invariant(
        "refunded_more_than_captured",
        "Never more goes back than came in.",
        """SELECT public_id FROM payments_payment
            WHERE refund_reserved_minor + disputed_minor > captured_minor
               OR refunded_minor > refund_reserved_minor""",
    ),
    Invariant(
        "refunds_reserved_differ",
        "What a payment has reserved and refunded are the sums of its refunds that did not fail.",
        """SELECT p.public_id FROM payments_payment p LEFT JOIN payments_refund r ON r.payment_id = p.id
            GROUP BY p.id
           HAVING p.refund_reserved_minor <> coalesce(sum(r.amount_minor) FILTER (WHERE r.state <> 'failed'), 0)
               OR p.refunded_minor <> coalesce(sum(r.amount_minor) FILTER (WHERE r.state = 'done'), 0)""",
    ),
    Invariant(
        "shares_differ",
        "The shares of a payment, and of a refund that has any, add up to it.",
        """SELECT p.public_id FROM payments_payment p LEFT JOIN payments_paymentshare s ON s.payment_id = p.id
            GROUP BY p.id HAVING p.amount_minor <> coalesce(sum(s.amount_minor), 0)
           UNION ALL
           SELECT min(r.public_id) FROM payments_refund r JOIN payments_refundshare s ON s.refund_id = r.id
            GROUP BY r.id HAVING r.amount_minor <> sum(s.amount_minor)""",
    ),
    Invariant(
        "share_refunded_twice",
        "No party gives back, or has held for a dispute, more than its share.",
        """WITH given AS (
             SELECT r.payment_id, g.party, g.kind, g.amount_minor FROM payments_refund r
               JOIN payments_refundshare g ON g.refund_id = r.id WHERE r.state <> 'failed'
             UNION ALL
             SELECT d.payment_id, g.party, g.kind, g.amount_minor FROM payments_dispute d
               JOIN payments_disputeshare g ON g.dispute_id = d.id WHERE g.kind <> 'besides')
           SELECT min(p.public_id) FROM payments_payment p JOIN given g ON g.payment_id = p.id
             LEFT JOIN payments_paymentshare s ON s.payment_id = p.id AND s.party = g.party AND s.kind = g.kind
            GROUP BY p.id, g.party, g.kind HAVING sum(g.amount_minor) > coalesce(max(s.amount_minor), 0)""",
    ),
    Invariant(
        "attempts_unknown",
        "No attempt's outcome is unknown for more than fifteen minutes.",
        """SELECT public_id FROM payments_paymentattempt
            WHERE state IN ('created', 'sent') AND created_at < clock_timestamp() - interval '15 min'""",
    ),
    Invariant(
        "refunds_unknown",
        "No refund's outcome is unknown for more than fifteen minutes.",
        """SELECT public_id FROM payments_refund
            WHERE state IN ('created', 'sent') AND created_at < clock_timestamp() - interval '15 min'""",
    ),
    Invariant(
        "webhooks_overdue",
        "Every webhook that was taken in is worked on within fifteen minutes.",
        """SELECT event_id FROM payments_webhookevent
            WHERE processed_at IS NULL AND received_at < clock_timestamp() - interval '15 min'""",
    ),
    Invariant(
        "jobs_overdue",
        "No job that is due and not being worked on waits for more than five minutes.",
        """SELECT id::text FROM jobs_job WHERE state = 'ready' AND run_at < clock_timestamp() - interval '5 min'
              AND (lease_until IS NULL OR lease_until < clock_timestamp())""",
    ),
]

ALL = [*STOCK, *ORDERS, *PAYMENTS, *LEDGER, *DISPUTES, *CREDITS, *REQUESTS, *REVIEWS, *SEASONS]
