from .checkout import Checkout
from .event import OrderEvent
from .invoice import Invoice
from .order import Order, OrderNumber
from .seller_order import OrderLine, SellerOrder

__all__ = ["Checkout", "Invoice", "Order", "OrderEvent", "OrderLine", "OrderNumber", "SellerOrder"]
