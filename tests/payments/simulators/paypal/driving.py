"""Driving the PayPal simulator from tests: tokens, orders, a payer, what a webhook says."""

from __future__ import annotations

import base64
import json
import zlib
from pathlib import Path
from typing import Any
from uuid import uuid4

import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from tests.payments.simulators import driving

CREDENTIALS = ("client_for_tests", "secret_for_tests")
WEBHOOK_ID = "0WEBHOOK0FOR0TESTS"
ORDERS = "/v2/checkout/orders"
FULL = {"Prefer": "return=representation"}


class Running(driving.Running):
    name = "paypal"

    def __init__(self, book: Path, *arguments: str) -> None:
        keys = ("--client-id", CREDENTIALS[0], "--client-secret", CREDENTIALS[1], "--webhook-id", WEBHOOK_ID)
        super().__init__(book, *keys, *arguments)
        self._token = ""

    def token(self) -> str:
        """A new token."""
        answer = requests.post(
            f"{self.url}/v1/oauth2/token", auth=CREDENTIALS, data={"grant_type": "client_credentials"}, timeout=10
        )
        assert answer.status_code == 200, answer.text
        return str(answer.json()["access_token"])

    def call(self, method: str, path: str, given: Any = None, key: str = "", **headers: str) -> requests.Response:
        """A request as any HTTP client would send it, with a token."""
        self._token = self._token or self.token()
        known = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json", **FULL, **headers}
        if key:
            known["PayPal-Request-Id"] = key
        return requests.request(method, self.url + path, headers=known, json=given, timeout=10)

    def forget_token(self) -> None:
        self._token = ""

    def order(self, value: str = "30.00", currency: str = "USD", **values: Any) -> Any:
        answer = self.call("POST", ORDERS, new_order(value, currency, **values), key=f"new-{uuid4()}")
        assert answer.status_code in (200, 201), answer.text
        return answer.json()

    def approved(self, value: str = "30.00", currency: str = "USD", funding: str = "good", **values: Any) -> str:
        """The id of an order that a payer agreed to."""
        order = self.order(value, currency, **values)
        self.post("/_control/pay", order=order["id"], funding=funding)
        return str(order["id"])

    def captured(self, value: str = "30.00", currency: str = "USD", **values: Any) -> Any:
        """A capture of an approved order."""
        order = self.approved(value, currency, **values)
        answer = self.call("POST", f"{ORDERS}/{order}/capture", {}, key=f"take-{order}")
        assert answer.status_code == 201, answer.text
        return answer.json()["purchase_units"][0]["payments"]["captures"][0]

    def refund(self, capture: str, value: str, key: str = "", currency: str = "USD") -> requests.Response:
        given = {"amount": {"currency_code": currency, "value": value}}
        return self.call("POST", f"/v2/payments/captures/{capture}/refund", given, key=key)


def new_order(value: str = "30.00", currency: str = "USD", **values: Any) -> dict[str, Any]:
    """An order for one purchase unit; `unit` adds to it, other words to the order."""
    unit = {"custom_id": "pay_1", "invoice_id": "pay_1", "amount": {"currency_code": currency, "value": value}}
    context = {"return_url": "http://127.0.0.1:9/back?order=1", "cancel_url": "http://127.0.0.1:9/cart"}
    return {
        "intent": "CAPTURE",
        "purchase_units": [unit | values.pop("unit", {})],
        "payment_source": {"paypal": {"experience_context": context}},
        **values,
    }


def issue(answer: requests.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["details"][0]["issue"]


class Receiver(driving.Receiver):
    """A webhook endpoint that checks signatures on its own, with the address of the certificate as it was told."""

    def kinds(self) -> list[str]:
        return [self.event(delivery)["event_type"] for delivery in list(self.deliveries)]

    def event(self, delivery: driving.Delivery) -> Any:
        """The event, if its signature is that of the certificate it names."""
        headers = {name.lower(): value for name, value in delivery.headers.items()}
        text = requests.get(headers["paypal-cert-url"], timeout=10).content
        key = x509.load_pem_x509_certificates(text)[0].public_key()
        signed = (
            f"{headers['paypal-transmission-id']}|{headers['paypal-transmission-time']}|{WEBHOOK_ID}"
            f"|{zlib.crc32(delivery.body)}"
        )
        signature = base64.b64decode(headers["paypal-transmission-sig"])
        key.verify(signature, signed.encode(), padding.PKCS1v15(), hashes.SHA256())
        return json.loads(delivery.body)
