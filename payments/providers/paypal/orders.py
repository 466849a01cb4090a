"""What an order of PayPal says, in our words. Nothing is asked here."""

from typing import Any

from commerce.kernel.money import Money

from ..base import Fetched, Outcome
from . import amounts

WAITING = frozenset({"CREATED", "SAVED", "PAYER_ACTION_REQUIRED", "APPROVED"})
APPROVED = "APPROVED"
RECEIVED = frozenset({"COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED"})
PENDING = "PENDING"
SET_ASIDE: dict[str, Outcome] = {"CREATED": "authorised", "PENDING": "open", "DENIED": "declined"}
# PayPal cannot cancel an order. What we give up is marked on it, and is then never captured.
GIVEN_UP = "given up: "


def unit(order: dict[str, Any]) -> dict[str, Any]:
    """The one purchase unit of our orders."""
    units = order.get("purchase_units") or [{}]
    return dict(units[0])


def payments(order: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """`captures`, `authorizations` or `refunds` of an order."""
    return list((unit(order).get("payments") or {}).get(kind) or [])


def is_given_up(order: dict[str, Any]) -> bool:
    return str(unit(order).get("custom_id") or "").startswith(GIVEN_UP)


def capture_of(order: dict[str, Any]) -> dict[str, Any] | None:
    """The capture that counts: the last that was not declined, or else the last."""
    found = payments(order, "captures")
    alive = [row for row in found if row.get("status") not in ("DECLINED", "FAILED")]
    return last(alive or found)


def authorization_of(order: dict[str, Any]) -> dict[str, Any] | None:
    return last(payments(order, "authorizations"))


def last(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    return rows[-1] if rows else None


def fetched(order: dict[str, Any], *, decline_code: str = "", declined: bool = False) -> Fetched:
    """The order as it stands. `decline_code` is why a capture was refused a moment ago; `declined` for good."""
    if (capture := capture_of(order)) is not None:
        return of_capture(order, capture)
    if (authorization := authorization_of(order)) is not None:
        outcome = SET_ASIDE.get(str(authorization.get("status")), "expired")
        aside = amounts.read(authorization["amount"]) if outcome == "authorised" else nothing(order)
        return told(order, outcome, aside, charge_ref=authorization["id"])
    waits = order.get("status") in WAITING and not is_given_up(order)
    open_or_not: Outcome = "declined" if declined else "open" if waits else "expired"
    return told(order, open_or_not, nothing(order), decline_code=decline_code)


def of_capture(order: dict[str, Any], capture: dict[str, Any]) -> Fetched:
    status, ref = capture.get("status"), str(capture["id"])
    if status in RECEIVED:
        amount = amounts.read(capture["amount"])
        return told(order, "captured", amount, charge_ref=ref, fee_minor=fee_of(capture, amount.currency))
    if status == PENDING:
        return told(order, "open", nothing(order), charge_ref=ref)
    return told(order, "declined", nothing(order), charge_ref=ref, decline_code="capture_denied")


def told(order: dict[str, Any], outcome: Outcome, amount: Money, **more: Any) -> Fetched:
    found = unit(order)
    receiver = str((found.get("payee") or {}).get("merchant_id") or "")
    return Fetched(outcome, amount, str(found.get("invoice_id") or ""), receiver=receiver, **more)


def nothing(order: dict[str, Any]) -> Money:
    return Money(0, amounts.read(unit(order)["amount"]).currency)


def fee_of(capture: dict[str, Any], currency: str) -> int:
    """PayPal's fee in minor units of the capture's currency; 0 while it is not told in it."""
    fee = (capture.get("seller_receivable_breakdown") or {}).get("paypal_fee")
    return amounts.read(fee).minor if fee and fee.get("currency_code") == currency else 0
