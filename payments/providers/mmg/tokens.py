"""Tokens of MMG's hosted checkout: what we seal for its page, and what it seals for us. Pure functions.

RSA-OAEP with SHA-256, mask generation with SHA-256, no label, one block. That hides; it signs nothing: whoever has our
public half can make a reply that says "success". What is read here is a doorbell, and nothing more.
"""

import base64
import binascii
import json
import re
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

PADDING = OAEP(mgf=MGF1(algorithm=SHA256()), algorithm=SHA256(), label=None)
PADDING_BYTES = 2 * SHA256.digest_size + 2
LONGEST_TOKEN = 2_000  # characters; one block of RSA-4096 has 684
MMG_ID = re.compile(r"[0-9A-Za-z-]{1,40}")
OUR_ID = re.compile(r"[0-9A-Za-z_-]{1,60}")
# The word of each result code, for the inbox and for what shoppers are told. Never for what is believed.
RESULTS = {
    "0": "success", "1": "not_registered", "2": "failed", "3": "wrong_secret", "4": "other_merchant", "5": "unreadable",
    "6": "cancelled", "7": "timed_out",
}  # fmt: skip


class BadToken(ValueError):
    """Not one of ours: not base64, not for our key, or not what a reply looks like."""


@dataclass(frozen=True)
class Order:
    """What the hosted page has to know. `dollars` are whole; `started_unix` in seconds."""

    secret_key: str
    dollars: int
    merchant_id: str
    reference: str
    description: str
    started_unix: int
    merchant_name: str


@dataclass(frozen=True)
class Reply:
    """What a reply names: our id, MMG's number (empty when it has none) and the word of its result."""

    reference: str
    number: str
    result: str


def room(key: RSAPublicKey) -> int:
    """Bytes that fit into one block: 446 for a key of 4096 bits."""
    return key.key_size // 8 - PADDING_BYTES


def seal(order: Order, key: RSAPublicKey) -> str:
    """The token for the page's address, base64url with its padding. Raises ValueError when the key is too short for
    what cannot be clipped."""
    return base64.urlsafe_b64encode(key.encrypt(fitted(order, room(key)), PADDING)).decode()


def fitted(order: Order, most: int) -> bytes:
    """The plain text in at most `most` bytes: what is longer of description and merchant's name loses its end.

    Letters beyond ASCII are written as escapes of six bytes or twelve, as MMG's demo does, and go as a whole.
    """
    description, name = order.description[:most], order.merchant_name[:most]
    while len(plain := written(order, description, name)) > most:
        if not description and not name:
            raise ValueError("the key is too short for a payment token")
        if cost(description) >= cost(name):
            description = description[:-1].rstrip()
        else:
            name = name[:-1].rstrip()
    return plain


def cost(text: str) -> int:
    """Bytes of a text inside the plain text."""
    return len(json.dumps(text)) - 2


def written(order: Order, description: str, name: str) -> bytes:
    """The keys in the order, and the values in the types, that MMG's page wants: all are text."""
    fields = {
        "secretKey": order.secret_key,
        "amount": str(order.dollars),
        "merchantId": order.merchant_id,
        "merchantTransactionId": order.reference,
        "productDescription": description,
        "requestInitiationTime": str(order.started_unix),
        "merchantName": name,
    }
    return json.dumps(fields, indent=4).encode("iso-8859-1")


def unseal(token: str, key: RSAPrivateKey) -> dict[str, Any]:
    """The object in a token, in either alphabet of base64, with or without padding. Raises BadToken."""
    if len(token) > LONGEST_TOKEN:
        raise BadToken("too long")
    # A "+" that went through a form without being escaped comes as a space.
    text = token.strip().replace(" ", "+").replace("+", "-").replace("/", "_").rstrip("=")
    try:
        sealed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        found = json.loads(key.decrypt(sealed, PADDING))
    except (ValueError, binascii.Error, RecursionError) as error:
        raise BadToken("not for our key") from error
    if not isinstance(found, dict):
        raise BadToken("not an object")
    return found


def reply(token: str, key: RSAPrivateKey) -> Reply:
    """What a reply's token names. Raises BadToken for one that names no id of ours."""
    found = unseal(token, key)
    reference, number = str(found.get("merchantTransactionId") or ""), str(found.get("transactionId") or "")
    if not OUR_ID.fullmatch(reference):
        raise BadToken("names nothing of ours")
    code = str(found.get("ResultCode", found.get("errorCode", "")))
    return Reply(reference, number if MMG_ID.fullmatch(number) else "", RESULTS.get(code, "unknown"))
