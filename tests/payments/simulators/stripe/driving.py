"""Driving the Stripe simulator from tests: the SDK, a person who pays, what a webhook says."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import requests
import stripe

from tests.payments.simulators import driving
from tests.payments.simulators.driving import wait_for

__all__ = ["ITEM", "Receiver", "Running", "charged", "new_session", "wait_for"]
SECRET_KEY = "sk_test_simulator"
WEBHOOK_SECRET = "whsec_for_tests"
ITEM = {"currency": "gyd", "unit_amount": 150_000, "product_data": {"name": "Cassareep, 500 ml"}}


class Running(driving.Running):
    name = "stripe"

    def client(self, *, retries: int = 2, read: float = 10) -> stripe.StripeClient:
        http = stripe.RequestsClient(timeout=(2, read))
        return stripe.StripeClient(
            SECRET_KEY, base_addresses={"api": self.url}, max_network_retries=retries, http_client=http
        )

    def pay(self, session: Any, card: str = "pm_card_visa", **values: Any) -> Any:
        return self.post("/_control/pay", session=session.id, card=card, **values)

    def raw(self, method: str, path: str, **options: Any) -> requests.Response:
        """A request as any HTTP client would send it, with the secret key."""
        headers = {"Authorization": f"Bearer {SECRET_KEY}", **options.pop("headers", {})}
        options.setdefault("timeout", 10)
        return requests.request(method, self.url + path, headers=headers, **options)


def new_session(client: stripe.StripeClient, **values: Any) -> Any:
    """A session for two bottles at 1,500.00 GYD."""
    given: dict[str, Any] = {
        "mode": "payment",
        "line_items": [{"price_data": ITEM, "quantity": 2}],
        "customer_email": "shopper@example.com",
        "client_reference_id": "pay_1",
        "success_url": "http://127.0.0.1:9/thanks?session={CHECKOUT_SESSION_ID}",
        "cancel_url": "http://127.0.0.1:9/cart",
    }
    return client.v1.checkout.sessions.create({**given, **values})


def charged(client: stripe.StripeClient, card: str = "pm_card_visa", amount: int = 10_000, **values: Any) -> Any:
    """An intent confirmed at once with a card that needs no browser."""
    given: dict[str, Any] = {
        "amount": amount,
        "currency": "usd",
        "payment_method": card,
        "confirm": True,
        "automatic_payment_methods": {"enabled": True, "allow_redirects": "never"},
    }
    return client.v1.payment_intents.create({**given, **values})


class Delivery(driving.Delivery):
    @property
    def signature(self) -> str | None:
        return self.headers.get("Stripe-Signature")

    def event(self) -> Any:
        """The event, if the SDK accepts signature and age."""
        return stripe.Webhook.construct_event(self.body, self.signature, WEBHOOK_SECRET)


class Receiver(driving.Receiver):
    secret = WEBHOOK_SECRET

    def delivery(self, body: bytes, headers: Mapping[str, str]) -> Delivery:
        return Delivery(body, headers, time.monotonic())

    def types(self) -> list[str]:
        return [delivery.event().type for delivery in list(self.deliveries)]
