from .checkout import Checkout
from .credit_note import CreditNote
from .event import OrderEvent
from .invoice import Invoice
from .money_proof import MoneyProof
from .order import Order, OrderNumber
from .seller_order import OrderLine, SellerOrder

__all__ = [
    "Checkout",
    "CreditNote",
    "Invoice",
    "MoneyProof",
    "Order",
    "OrderEvent",
    "OrderLine",
    "OrderNumber",
    "SellerOrder",
]
