"""Events as webhooks: signed as PayPal signs, or forged on demand; and PayPal's own check of a signature."""

from __future__ import annotations

import base64
import json
import time
import uuid
import zlib
from typing import Any

from payments.simulators.kit.book import Document
from payments.simulators.kit.http import Reply, Request
from payments.simulators.kit.webhooks import Modes
from payments.simulators.paypal import certificates
from payments.simulators.paypal.account import Account, Call, new_id, seen
from payments.simulators.paypal.errors import missing

ALGORITHM = "SHA256withRSA"
CERTS = "/v1/notifications/certs/"
STALE_SECONDS, FUTURE_SECONDS = 5 * 24 * 3600, 3600
BROKEN_SEALS = (
    "unsigned",
    "garbage_signature",
    "wrong_key",
    "wrong_webhook_id",
    "foreign_certificate",
    "wrong_name",
    "expired_certificate",
    "other_host",
    "look_alike_host",
    "weak_algorithm",
    "stale",
    "future",
    "tampered_body",
)
FALSE_FACTS = ("wrong_amount", "wrong_currency", "unknown_object", "no_reference", "other_receiver")
FORGERIES = ("none", *BROKEN_SEALS, *FALSE_FACTS)
CHAINS = {"foreign_certificate": "foreign", "wrong_name": "wrong_name", "expired_certificate": "expired"}
OTHER_HOSTS = {
    "other_host": f"http://127.0.0.1:9{CERTS}good",
    "look_alike_host": f"https://api.paypal.com.simulator.example{CERTS}good",
}


def message(transmission: str, moment: str, webhook_id: str, body: bytes) -> bytes:
    """What is signed. The body counts byte for byte, as its CRC-32 in decimal."""
    return f"{transmission}|{moment}|{webhook_id}|{zlib.crc32(body)}".encode()


class Seal:
    """Writes and signs the webhook of an event."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._pems = certificates.kept(account.book)

    def __call__(self, event_id: str, modes: Modes, forge: str) -> tuple[bytes, dict[str, str]]:
        event = seen(self._account.book.get("event", event_id) or {"id": event_id, "resource": {}})
        if forge in FALSE_FACTS:
            event = falsified(event, forge)
        body = json.dumps(event, separators=(",", ":")).encode()
        headers = {"Content-Type": "application/json", "User-Agent": "PayPal/AUHD-214.0-58385893"}
        if forge != "unsigned":
            headers |= self._signed(body, forge)
        if forge == "tampered_body":
            body = json.dumps(falsified(event, "wrong_amount") | {"id": event["id"]}, separators=(",", ":")).encode()
        return body, headers

    def _signed(self, body: bytes, forge: str) -> dict[str, str]:
        transmission = str(uuid.uuid4())
        shift = {"stale": -STALE_SECONDS, "future": FUTURE_SECONDS}.get(forge, 0)
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + shift))
        webhook_id = "0WRONG0WEBHOOK0ID" if forge == "wrong_webhook_id" else self._account.terms.webhook_id
        key = self._pems["other_key" if forge in ("wrong_key", "foreign_certificate") else "key"]
        signature = certificates.signed(key, message(transmission, moment, webhook_id, body))
        if forge == "garbage_signature":
            signature = b"signed by PayPal"
        address = f"{self._account.url}{CERTS}{CHAINS.get(forge, 'good')}"
        return {
            "PAYPAL-TRANSMISSION-ID": transmission,
            "PAYPAL-TRANSMISSION-TIME": moment,
            "PAYPAL-TRANSMISSION-SIG": base64.b64encode(signature).decode(),
            "PAYPAL-CERT-URL": OTHER_HOSTS.get(forge, address),
            "PAYPAL-AUTH-ALGO": "SHA1withRSA" if forge == "weak_algorithm" else ALGORITHM,
            "PAYPAL-AUTH-VERSION": "v2",
        }


def falsified(event: Document, forge: str) -> Document:
    """A correctly signed lie, under an event id that was never used."""
    thing = dict(event["resource"])
    amount = thing.get("amount") or {"currency_code": "USD", "value": "0.00"}
    changes: dict[str, dict[str, Any]] = {
        "wrong_amount": {"amount": amount | {"value": f"9{amount['value']}"}},
        "wrong_currency": {"amount": amount | {"currency_code": "EUR"}},
        "unknown_object": {"id": new_id(), "custom_id": "", "invoice_id": "", "supplementary_data": {}},
        "no_reference": {"custom_id": "", "invoice_id": ""},
        "other_receiver": {"payee": {"merchant_id": "STRANGER00000"}},
    }
    return {**event, "id": f"WH-{new_id()}-{new_id()}", "resource": thing | changes[forge]}


def certificate(account: Account, request: Request, name: str) -> Reply:
    """GET /v1/notifications/certs/{name}: a chain, leaf first. Anybody may ask."""
    text = certificates.kept(account.book).get(f"chain_{name}")
    return Reply(200, text.encode(), {"Content-Type": "text/plain"}) if text else Reply(404)


def verify(call: Call, raw: bytes) -> tuple[int, Document]:
    """POST /v1/notifications/verify-webhook-signature. The event inside counts byte for byte."""
    given, event = parts(raw)
    names = ("auth_algo", "cert_url", "transmission_id", "transmission_sig", "transmission_time", "webhook_id")
    for name in names:
        if not isinstance(given.get(name), str):
            raise missing(f"/{name}")
    chain = certificates.kept(call.book).get(f"chain_{given['cert_url'].rpartition('/')[2]}", "")
    ours = given["cert_url"].startswith(f"{call.account.url}{CERTS}good") and given["auth_algo"] == ALGORITHM
    signed = message(given["transmission_id"], given["transmission_time"], call.account.terms.webhook_id, event)
    good = (
        ours
        and given["webhook_id"] == call.account.terms.webhook_id
        and certificates.agrees(chain, decoded(given["transmission_sig"]), signed)
    )
    return 200, {"verification_status": "SUCCESS" if good else "FAILURE"}


def parts(raw: bytes) -> tuple[dict[str, Any], bytes]:
    """The request, and the bytes of its `webhook_event` as they stand. Raises PayPalError."""
    text = raw.decode("utf-8", "replace")
    given = json.loads(text)
    start = text.find('"webhook_event"')
    if not isinstance(given, dict) or start < 0:
        raise missing("/webhook_event")
    begin = text.index(":", start) + 1
    begin += len(text[begin:]) - len(text[begin:].lstrip())
    _, end = json.JSONDecoder().raw_decode(text, begin)
    return given, text[begin:end].encode()


def decoded(signature: str) -> bytes:
    try:
        return base64.b64decode(signature, validate=True)
    except ValueError:
        return b""


def addresses(call: Call, given: dict[str, str]) -> tuple[int, Document]:
    """GET /v1/notifications/webhooks: the endpoint, as set on the command line or the control page."""
    url = call.account.bench.planner.modes().url
    one = {"id": call.account.terms.webhook_id, "url": url, "event_types": [{"name": "*"}]}
    return 200, {"webhooks": [one] if url else []}
