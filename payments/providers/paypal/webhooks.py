"""Whether a webhook is PayPal's, found out without asking PayPal; and what it rings for.

PayPal signs `transmission id|time|webhook id|CRC-32 of the body` and says where its certificate lies. Anybody can write
such an address: it is only followed when it is PayPal's own, and the certificate has to be PayPal's, too.
"""

import base64
import binascii
import contextlib
import json
import re
import time
import zlib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import certifi
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError
from django.conf import settings

from ...errors import BadWebhook, Misconfigured
from ..base import Notice
from . import client

ALGORITHM = "SHA256withRSA"
PAYPAL = ".paypal.com"
PEM = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)
CERTIFICATES = re.compile(r"/v1/notifications/certs/[A-Za-z0-9_.-]+")
# PayPal sends a message again for three days. A repeated one is known by its id, and nothing in it is believed.
OLDEST_SECONDS, FUTURE_SECONDS = 3 * 24 * 3600 + 3600, 300
# It follows from the capture, which is told of as well.
NO_NEWS = frozenset({"CHECKOUT.ORDER.COMPLETED", "CHECKOUT.ORDER.SAVED", "PAYMENT.ORDER.CREATED"})


def genuine(body: bytes, headers: Mapping[str, str]) -> dict[str, Any]:
    """The event of a webhook that PayPal signed for our endpoint. Raises BadWebhook, Misconfigured, ProviderAway.

    What costs nothing is looked at first: a certificate is only fetched for what might be genuine.
    """
    webhook_id = settings.PAYPAL_WEBHOOK_ID
    if not webhook_id:
        raise Misconfigured("PAYPAL_WEBHOOK_ID is empty")
    told = {name: headers.get(f"Paypal-{name}", "") for name in
            ("Transmission-Id", "Transmission-Time", "Transmission-Sig", "Cert-Url", "Auth-Algo")}  # fmt: skip
    if told["Auth-Algo"] != ALGORITHM or not told["Transmission-Id"]:
        raise BadWebhook("signature")
    check_age(told["Transmission-Time"])
    signature = decoded(told["Transmission-Sig"])
    key = key_behind(address(told["Cert-Url"]))
    message = f"{told['Transmission-Id']}|{told['Transmission-Time']}|{webhook_id}|{zlib.crc32(body)}"
    try:
        key.verify(signature, message.encode(), padding.PKCS1v15(), hashes.SHA256())
        event = json.loads(body)
    except (InvalidSignature, ValueError) as error:
        raise BadWebhook("signature") from error
    if not isinstance(event, dict) or not isinstance(event.get("id"), str):
        raise BadWebhook("body")
    return event


def check_age(moment: str) -> None:
    try:
        sent = datetime.fromisoformat(moment)
    except ValueError:
        raise BadWebhook("timestamp") from None
    age = time.time() - sent.timestamp()
    if sent.tzinfo is None or not -FUTURE_SECONDS <= age <= OLDEST_SECONDS:
        raise BadWebhook("timestamp")


def decoded(signature: str) -> bytes:
    try:
        return base64.b64decode(signature, validate=True)
    except (binascii.Error, ValueError):
        raise BadWebhook("signature") from None


def is_paypal_itself() -> bool:
    """Whether the shop talks to PayPal, live or sandbox, and not to a simulator."""
    parts = urlsplit(settings.PAYPAL_API_BASE)
    return parts.scheme == "https" and (parts.hostname or "").endswith(PAYPAL)


def address(url: str) -> str:
    """The address of a certificate, put together anew from parts that are PayPal's. Raises BadWebhook for any other:
    nothing is asked at an address that a stranger chose."""
    try:
        parts = urlsplit(url)
        origin, host = f"{parts.scheme}://{parts.netloc}", parts.netloc.lower()
    except ValueError:
        raise BadWebhook("certificate address") from None
    if not CERTIFICATES.fullmatch(parts.path) or parts.query or parts.fragment:
        raise BadWebhook("certificate address")
    if is_paypal_itself():
        if parts.scheme != "https" or not re.fullmatch(r"([a-z0-9-]+\.)+paypal\.com", host):
            raise BadWebhook("certificate address")
        return f"https://{host}{parts.path}"
    if origin != settings.PAYPAL_API_BASE.rstrip("/"):
        raise BadWebhook("certificate address")
    return f"{origin}{parts.path}"


def key_behind(url: str) -> rsa.RSAPublicKey:
    """The key of PayPal's certificate there. Raises BadWebhook when it is not one of PayPal's."""
    try:
        leaf, *between = x509.load_pem_x509_certificates(client.certificate(url))
        names = leaf.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        name = str(names[0].value).lower() if len(names) == 1 else ""
        if not name.endswith(PAYPAL):
            raise BadWebhook("certificate name")
        PolicyBuilder().store(trusted()).build_server_verifier(x509.DNSName(name)).verify(leaf, between)
    except (VerificationError, ValueError) as error:
        raise BadWebhook("certificate") from error
    key = leaf.public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        raise BadWebhook("certificate")
    return key


def trusted() -> Store:
    """The roots that PayPal's certificates go back to: those that browsers trust, or a simulator's own."""
    return roots(certifi.where() if is_paypal_itself() else settings.PAYPAL_CA_FILE)


@cache
def roots(path: str) -> Store:
    if not path:
        raise Misconfigured("PAYPAL_CA_FILE is empty")
    found = []
    for text in PEM.findall(Path(path).read_bytes()):
        with contextlib.suppress(ValueError):  # one old root that cannot be read is no reason to trust none
            found.append(x509.load_pem_x509_certificate(text))
    return Store(found)


def notice(event: dict[str, Any]) -> Notice:
    kind = str(event.get("event_type") or "")
    resource = event.get("resource")
    found = resource if isinstance(resource, dict) else {}
    disputes = (str(found["dispute_id"]),) if kind.startswith("CUSTOMER.DISPUTE.") and found.get("dispute_id") else ()
    return Notice(event["id"], kind, "", refs_of(found), is_news=kind not in NO_NEWS, disputes=disputes)


def refs_of(resource: dict[str, Any]) -> tuple[str, ...]:
    """Ids in an event's resource that may be known to us: order, capture, authorisation, refund, our own words."""
    related = (resource.get("supplementary_data") or {}).get("related_ids") or {}
    inside = [*(resource.get("purchase_units") or []), *(resource.get("disputed_transactions") or [])]
    names = ("custom_id", "invoice_id", "seller_transaction_id", "custom", "invoice_number")
    above = [
        str(link.get("href", "")).rsplit("/", 1)[-1] for link in resource.get("links") or [] if link.get("rel") == "up"
    ]
    ids = [
        resource.get("id"),
        *(related.get(name) for name in ("order_id", "capture_id", "authorization_id")),
        *(thing.get(name) for thing in (resource, *inside) for name in names),
        *above,
    ]
    return tuple(dict.fromkeys(ref for ref in ids if isinstance(ref, str) and ref))
