"""Driving the MMG simulator from tests: a shop's own sealing, its browser, its server. Nothing of the shop is used."""

from __future__ import annotations

import base64
import json
import time
import uuid
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from tests.payments.simulators import driving

PADDING = OAEP(mgf=MGF1(algorithm=SHA256()), algorithm=SHA256(), label=None)
PAGE = "/mmg-pg/web/payments"
API = "/olive/publisher/v1"
MERCHANT = "9991234"
BACK, WRONG = "http://127.0.0.1:9/back", "http://127.0.0.1:9/error?from=mmg"
LOGIN = {"grant_type": "password", "api_key": "test-api-key", "username": MERCHANT, "password": "test-password"}
KEYS = {
    "x-wss-mid": MERCHANT, "x-wss-mkey": "test-wss-key", "x-wss-msecret": "test-wss-secret",
    "x-api-key": "test-api-key",
}  # fmt: skip


def order(reference: str = "att_1", **changes: Any) -> dict[str, Any]:
    """What MMG's own example seals, in its order."""
    usual = {
        "secretKey": "test-secret-of-the-page",
        "amount": "1500",
        "merchantId": MERCHANT,
        "merchantTransactionId": reference,
        "productDescription": "Order 42",
        "requestInitiationTime": str(int(time.time())),
        "merchantName": "Demo Shop",
    }
    return {**usual, **changes}


class Running(driving.Running):
    name = "mmg"
    _keys: dict[str, str] | None = None

    @property
    def keys(self) -> dict[str, str]:
        self._keys = self._keys or self.get("/_control/keys")
        return self._keys

    def seal(self, found: dict[str, Any], half: str = "public_key") -> str:
        key = load_pem_public_key(self.keys[half].encode())
        return base64.urlsafe_b64encode(key.encrypt(json.dumps(found, indent=4).encode(), PADDING)).decode()

    def unseal(self, token: str) -> dict[str, Any]:
        key = load_pem_private_key(self.keys["private_key"].encode(), None)
        text = token.replace("+", "-").replace("/", "_")
        return json.loads(key.decrypt(base64.urlsafe_b64decode(text), PADDING))

    def address(self, reference: str = "att_1", **changes: Any) -> str:
        token = self.seal(order(reference, **changes))
        query = {"token": token, "merchantId": MERCHANT, "X-Client-ID": "test-client"}
        return requests.Request("GET", self.url + PAGE, params=query).prepare().url or ""

    def pay(self, reference: str = "att_1", outcome: str = "pay", **values: Any) -> Any:
        changes = {name: values.pop(name) for name in ("amount",) if name in values}
        return self.post("/_control/pay", url=self.address(reference, **changes), outcome=outcome, **values)

    def reply(self, address: str) -> dict[str, Any]:
        """What the browser brings back, opened."""
        query = dict(parse_qsl(urlsplit(address).query))
        return self.unseal(query["token"]) if "token" in query else query

    def log_in(self, **changes: str) -> requests.Response:
        return requests.post(f"{self.url}{API}/e-commerce-login/mer", data={**LOGIN, **changes}, timeout=10)

    def ask(self, method: str, name: str, body: Any = None, **query: Any) -> requests.Response:
        """A call of the merchant API by a shop that has just logged in."""
        return self.ask_with(self.log_in().json()["access_token"], method, name, body, **query)

    def ask_with(self, token: str, method: str, name: str, body: Any = None, **query: Any) -> requests.Response:
        headers = {**KEYS, "x-wss-correlationid": str(uuid.uuid4()), "x-wss-token": token}
        url = f"{self.url}{API}/e-merchant-initiated-transactions/{name}"
        return requests.request(method, url, params=query, json=body, headers=headers, timeout=10)

    def look_up(self, number: str) -> Any:
        return self.ask("GET", "lookup", transactionId=number).json()


class Browser:
    """A person's browser that follows no redirect by itself and runs no script."""

    def __init__(self, running: Running) -> None:
        self._url, self._session = running.url, requests.Session()

    def get(self, address: str) -> requests.Response:
        return self._session.get(address, allow_redirects=False, timeout=10)

    def post(self, page: str, step: str, **form: str) -> requests.Response:
        return self._session.post(f"{page}/{step}", data=form, allow_redirects=False, timeout=10)


def wall_clock(unix: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(unix - 4 * 3600))
