from .bank import BankAccount, BankTransfer, Slip
from .cash import CashPromise, Collection, CollectionShare, Remittance
from .dispute import Dispute, DisputeFile, DisputeShare, FraudWarning
from .ledger import Account, AccountCode, Journal, Posting
from .method import PaymentMethod
from .payment import NumberClaim, Payment, PaymentAttempt, PaymentEvent, PaymentShare, ProviderNumber
from .refund import Refund, RefundShare
from .request import PaymentRequest
from .webhook import WebhookEvent

__all__ = [
    "Account",
    "AccountCode",
    "BankAccount",
    "BankTransfer",
    "CashPromise",
    "Collection",
    "CollectionShare",
    "Dispute",
    "DisputeFile",
    "DisputeShare",
    "FraudWarning",
    "Journal",
    "NumberClaim",
    "Payment",
    "PaymentAttempt",
    "PaymentEvent",
    "PaymentMethod",
    "PaymentRequest",
    "PaymentShare",
    "Posting",
    "ProviderNumber",
    "Refund",
    "RefundShare",
    "Remittance",
    "Slip",
    "WebhookEvent",
]
