"""What the payer does on PayPal's page: approves with one way of funding, cancels, or leaves."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from payments.simulators.kit.book import Document
from payments.simulators.paypal import orders
from payments.simulators.paypal.account import Call
from payments.simulators.paypal.errors import unprocessable

# What becomes of a capture, by how the payer pays.
FUNDING = {
    "good": "Balance or bank: the money comes at once",
    "declined": "A card that its bank declines",
    "insufficient": "An empty account: the payer cannot pay",
    "other_funding": "PayPal wants another way of funding",
    "echeck": "An e-check: the money comes in days, or not at all",
    "review": "Held for review by PayPal",
    "refused": "Refused by PayPal's risk check",
}
PAYER = {
    "email_address": "payer@simulator.example",
    "payer_id": "SIMPAYER00001",
    "name": {"given_name": "Test", "surname": "Payer"},
    "address": {"country_code": "GY"},
}


def approve(call: Call, id: str, funding: str = "good") -> Document:
    """The payer agrees. An order that was declined before may be approved again, with other funding.

    Raises PayPalError when it cannot be approved any more, ValueError for an unknown way of funding.
    """
    if funding not in FUNDING:
        raise ValueError(f"funding is one of {', '.join(FUNDING)}")
    order = orders.load(call, id)
    if order["status"] not in ("CREATED", "PAYER_ACTION_REQUIRED", "APPROVED"):
        raise unprocessable("ORDER_ALREADY_COMPLETED", f"This order is {order['status']}.")
    account = {"email_address": PAYER["email_address"], "account_id": PAYER["payer_id"], "account_status": "VERIFIED"}
    order |= {"status": "APPROVED", "payer": PAYER, "payment_source": {"paypal": account}, "_funding": funding}
    order["_approvals"] = order.get("_approvals", 0) + 1
    orders.store(call, order)
    call.emit("CHECKOUT.ORDER.APPROVED", "checkout-order", orders.shown(call, order), "An order has been approved")
    return order


def return_address(order: Document) -> str:
    return with_query(order["_return_url"], token=order["id"], PayerID=str(PAYER["payer_id"]))


def cancel_address(order: Document) -> str:
    return with_query(order["_cancel_url"], token=order["id"]) if order["_cancel_url"] else ""


def with_query(url: str, **more: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query=urlencode([*parse_qsl(parts.query), *more.items()])))
