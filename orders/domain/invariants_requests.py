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
        "What a request asks for is its payment's amount, and all of it is its payee's.",
        """SELECT r.public_id FROM payments_paymentrequest r JOIN payments_payment p ON p.id = r.payment_id
            WHERE (r.amount_minor, r.currency) IS DISTINCT FROM (p.amount_minor, p.currency)
               OR p.reference <> CASE r.pay_url WHEN '' THEN r.public_id ELSE r.reference END
               OR (r.pay_url = '' AND EXISTS (SELECT FROM payments_paymentshare s
                                               WHERE s.payment_id = p.id AND s.party <> r.payee))""",
    ),
    Invariant(
        "requests_overdue",
        "No request is open for more than five minutes beyond its time.",
        """SELECT public_id FROM payments_paymentrequest
            WHERE state = 'open' AND expires_at < clock_timestamp() - interval '5 min'""",
    ),
]
