"""What must be true of payment requests: those for an amount, which have a payment of their own and no order."""

from .invariant import Invariant

REQUESTS = [
    Invariant(
        "request_paid_without_money",
        "Every paid request has a captured payment.",
        """SELECT r.public_id FROM payments_paymentrequest r JOIN payments_payment p ON p.id = r.payment_id
            WHERE r.state = 'paid' AND p.state <> 'captured'""",
    ),
    Invariant(
        "request_not_told_of_money",
        "A request whose payment is captured is paid within five minutes.",
        """SELECT r.public_id FROM payments_paymentrequest r JOIN payments_payment p ON p.id = r.payment_id
            WHERE r.state <> 'paid' AND p.state = 'captured'
              AND p.captured_at < clock_timestamp() - interval '5 min'""",
    ),
    Invariant(
        "request_differs_from_bill",
        "What a request for an amount asks for is its payee's share of its payment; the rest is a fee.",
        """SELECT r.public_id FROM payments_paymentrequest r JOIN payments_payment p ON p.id = r.payment_id
             LEFT JOIN payments_paymentshare s ON s.payment_id = p.id AND s.kind <> 'fee'
            WHERE r.pay_url = ''
            GROUP BY r.id, p.id
           HAVING r.amount_minor <> coalesce(sum(s.amount_minor), 0) OR r.currency <> p.currency
               OR p.reference <> r.public_id OR bool_or(s.party IS DISTINCT FROM r.payee)""",
    ),
    Invariant(
        "requests_overdue",
        "No request is open for more than five minutes beyond its time.",
        """SELECT public_id FROM payments_paymentrequest
            WHERE state = 'open' AND expires_at < clock_timestamp() - interval '5 min'""",
    ),
]
