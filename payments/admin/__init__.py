"""Payments, attempts, refunds, disputes and provider messages at the staff site: read, and asked about."""

from .attempts import AttemptAdmin
from .cash import CashPromiseAdmin, CollectionAdmin
from .disputes import DisputeAdmin
from .methods import PaymentMethodAdmin
from .payments import PaymentAdmin
from .refunds import RefundAdmin
from .remittances import RemittanceAdmin
from .requests import PaymentRequestAdmin
from .transfers import BankAccountAdmin, BankTransferAdmin
from .webhooks import WebhookEventAdmin

__all__ = [
    "AttemptAdmin",
    "BankAccountAdmin",
    "BankTransferAdmin",
    "CashPromiseAdmin",
    "CollectionAdmin",
    "DisputeAdmin",
    "PaymentAdmin",
    "PaymentMethodAdmin",
    "PaymentRequestAdmin",
    "RefundAdmin",
    "RemittanceAdmin",
    "WebhookEventAdmin",
]
