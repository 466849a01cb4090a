"""PayPal behind the six verbs, with disputes and reports.

At PayPal nothing moves when the shopper approves: we take it. So whoever asks about an approved order takes it first,
under a key made of the order; whose reply was lost finds it taken. PayPal knows a key for six hours only, and so each
write is preceded by a look at what there is.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commerce.kernel.money import Money

from ..base import Capabilities, Charge, Fetched, Notice, Refunded, RefundOrder, Started
from . import amounts, client, orders, webhooks
from .disputes import Disputes
from .reports import Reporting

NAME, CHARGES_IN = "paypal", "USD"
ORDERS = "/v2/checkout/orders"
PAYMENTS = "/v2/payments"
DESCRIPTION_LENGTH = 127
CUSTOM_ID = "/purchase_units/@reference_id=='default'/custom_id"
# The shopper may go back to PayPal's page and pay in another way.
OPEN_STILL = frozenset({"INSTRUMENT_DECLINED", "PAYER_ACTION_REQUIRED", "REDIRECT_PAYER_FOR_ALTERNATE_FUNDING"})
REFUSED_FOR_GOOD = frozenset({
    "COMPLIANCE_VIOLATION", "DUPLICATE_INVOICE_ID", "MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED",
    "PAYEE_ACCOUNT_RESTRICTED", "PAYEE_BLOCKED_TRANSACTION", "PAYER_ACCOUNT_LOCKED_OR_CLOSED",
    "PAYER_ACCOUNT_RESTRICTED", "PAYER_CANNOT_PAY", "TRANSACTION_REFUSED",
})  # fmt: skip
# Somebody else was quicker, or it is not there to be taken any more: what the order is now says itself.
OTHERWISE_NOW = frozenset({
    "DUPLICATE_REQUEST_ID", "ORDER_ALREADY_AUTHORIZED", "ORDER_ALREADY_CAPTURED", "ORDER_NOT_APPROVED",
})  # fmt: skip
REFUND_OUTCOMES: dict[str, Any] = {"COMPLETED": "done", "PENDING": "pending"}


class PayPalProvider(Disputes, Reporting):
    name = NAME

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(
            name=NAME,
            title="PayPal",
            note=_("You log in at PayPal and pay there."),
            icon="wallet",
            currencies=amounts.CURRENCIES,
            charges_in=CHARGES_IN,
            captures_later=True,
            receiver=settings.PAYPAL_MERCHANT_ID,
        )

    def start(self, charge: Charge) -> Started:
        order = client.call(
            "POST",
            ORDERS,
            {
                "intent": "AUTHORIZE" if charge.capture_later else "CAPTURE",
                "purchase_units": [
                    {
                        "custom_id": charge.reference,
                        "invoice_id": charge.reference,
                        "description": charge.description[:DESCRIPTION_LENGTH],
                        "amount": amounts.written(charge.amount),
                    }
                ],
                "payment_source": {
                    "paypal": {
                        "experience_context": {
                            "return_url": charge.return_url,
                            "cancel_url": charge.cancel_url,
                            "user_action": "PAY_NOW",
                            "shipping_preference": "NO_SHIPPING",
                        }
                    }
                },
            },
            key=charge.key,
        )
        pages = [link["href"] for link in order.get("links", []) if link.get("rel") in ("payer-action", "approve")]
        return Started(provider_ref=order["id"], next_url=pages[0] if pages else "")

    def fetch(self, provider_ref: str) -> Fetched:
        """The order as it stands; one that is approved is taken first. Raises ProviderAway."""
        try:
            order = self._order(provider_ref)
        except client.NoSuchThing:  # PayPal forgets orders that nobody approved in time, and no others
            return Fetched("expired", Money.zero(CHARGES_IN), "")
        if order.get("status") == orders.APPROVED and not orders.is_given_up(order):
            return self._take(order)
        return orders.fetched(order)

    def _order(self, provider_ref: str) -> dict[str, Any]:
        """The order, with the present state of a capture that it tells to be pending."""
        order = client.call("GET", f"{ORDERS}/{provider_ref}")
        capture = orders.capture_of(order)
        if capture is not None and capture.get("status") == orders.PENDING:
            capture |= client.call("GET", f"{PAYMENTS}/captures/{capture['id']}")
        return order

    def _take(self, order: dict[str, Any]) -> Fetched:
        verb = "authorize" if order.get("intent") == "AUTHORIZE" else "capture"
        # A declined capture stays declined under its key; another approval is another moment, and another key.
        moment = order.get("update_time") or order.get("create_time") or ""
        try:
            taken = client.call("POST", f"{ORDERS}/{order['id']}/{verb}", {}, key=f"{verb}-{order['id']}-{moment}")
        except client.Refused as no:
            if no.issue in OTHERWISE_NOW:
                return orders.fetched(self._order(order["id"]))
            if no.issue not in OPEN_STILL | REFUSED_FOR_GOOD:
                raise
            return orders.fetched(order, decline_code=no.code, declined=no.issue in REFUSED_FOR_GOOD)
        return orders.fetched(taken if orders.unit(taken).get("amount") else self._order(order["id"]))

    def capture(self, provider_ref: str, amount: Money, key: str) -> Fetched:
        """Take what was set aside, all of it or a part, for good. Of an order for immediate payment: as `fetch`."""
        order = self._order(provider_ref)
        aside = orders.authorization_of(order)
        if aside is None:
            return self.fetch(provider_ref)
        if aside.get("status") == "CREATED":
            body = {"amount": amounts.written(amount), "final_capture": True}
            try:
                client.call("POST", f"{PAYMENTS}/authorizations/{aside['id']}/capture", body, key=key)
            except client.Refused as no:
                if no.issue != "AUTHORIZATION_ALREADY_CAPTURED":
                    raise
        return orders.fetched(self._order(provider_ref))

    def cancel(self, provider_ref: str) -> Fetched:
        """Give the order up: mark it, so that it is never taken, or let go of what was set aside."""
        try:
            order = self._order(provider_ref)
            self._give_up(order)
            return orders.fetched(self._order(provider_ref))
        except client.NoSuchThing:
            return Fetched("expired", Money.zero(CHARGES_IN), "")

    def _give_up(self, order: dict[str, Any]) -> None:
        aside = orders.authorization_of(order)
        try:
            if aside is not None and aside.get("status") == "CREATED":
                client.call("POST", f"{PAYMENTS}/authorizations/{aside['id']}/void", {})
            elif order.get("status") in orders.WAITING:
                mark = orders.GIVEN_UP + str(orders.unit(order).get("invoice_id") or "")
                client.call("PATCH", f"{ORDERS}/{order['id']}", [{"op": "replace", "path": CUSTOM_ID, "value": mark}])
        except client.NoSuchThing:
            raise
        except client.Refused:  # it was taken or let go of a moment ago: what it is now says itself
            return

    def refund(self, order: RefundOrder) -> Refunded:
        if order.provider_ref:
            return refunded(client.call("GET", f"{PAYMENTS}/refunds/{order.provider_ref}"))
        path = f"{PAYMENTS}/captures/{order.charge_ref}"
        if (earlier := self._earlier(path, order.key)) is not None:
            return refunded(earlier)
        body = {"amount": amounts.written(order.amount), "custom_id": order.key}
        return refunded(client.call("POST", f"{path}/refund", body, key=order.key))

    def _earlier(self, path: str, key: str) -> dict[str, Any] | None:
        """The refund of this key, if it was made before: PayPal forgets keys, and would make it again."""
        related = (client.call("GET", path).get("supplementary_data") or {}).get("related_ids") or {}
        if not related.get("order_id"):
            return None
        found = orders.payments(client.call("GET", f"{ORDERS}/{related['order_id']}"), "refunds")
        return next((row for row in found if row.get("custom_id") == key), None)

    def parse_webhook(self, body: bytes, headers: Mapping[str, str]) -> Notice:
        return webhooks.notice(webhooks.genuine(body, headers))


def refunded(refund: dict[str, Any]) -> Refunded:
    outcome = REFUND_OUTCOMES.get(str(refund.get("status")), "failed")
    reason = str((refund.get("status_details") or {}).get("reason") or "")
    return Refunded(outcome, str(refund["id"]), reason or ("" if outcome != "failed" else "failed at PayPal"))
