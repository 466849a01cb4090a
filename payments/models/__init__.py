from .payment import Payment, PaymentAttempt, PaymentEvent, PaymentShare
from .refund import Refund, RefundShare
from .webhook import WebhookEvent

__all__ = [
    "Payment",
    "PaymentAttempt",
    "PaymentEvent",
    "PaymentShare",
    "Refund",
    "RefundShare",
    "WebhookEvent",
]
