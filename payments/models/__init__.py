from .ledger import Account, AccountCode, Journal, Posting
from .payment import Payment, PaymentAttempt, PaymentEvent, PaymentShare
from .refund import Refund, RefundShare
from .webhook import WebhookEvent

__all__ = [
    "Account",
    "AccountCode",
    "Journal",
    "Payment",
    "PaymentAttempt",
    "PaymentEvent",
    "PaymentShare",
    "Posting",
    "Refund",
    "RefundShare",
    "WebhookEvent",
]
