"""OAuth 2 client credentials: tokens that expire, and can be revoked or made to expire at once."""

from __future__ import annotations

import base64
import hashlib
import secrets

from payments.simulators.kit.http import Request
from payments.simulators.paypal.account import Call, new_id
from payments.simulators.paypal.errors import PayPalError, TokenError

SECONDS = 32_400


def issue(call: Call, request: Request) -> tuple[int, dict[str, object]]:
    """POST /v1/oauth2/token with Basic credentials. Raises TokenError or PayPalError."""
    check_credentials(call, request)
    if request.form().get("grant_type") != "client_credentials":
        raise PayPalError(400, "unsupported_grant_type", message="Only client_credentials is supported.", begun=False)
    token = f"A21AA{secrets.token_urlsafe(48)}"
    seconds = int(call.book.setting("token_seconds", SECONDS))
    # The book keeps a token only as what it can be recognised by.
    call.book.put("token", {"id": fingerprint(token), "created": call.now(), "expires": call.now() + seconds})
    return 200, {
        "scope": "https://uri.paypal.com/services/payments/payment",
        "access_token": token,
        "token_type": "Bearer",
        "app_id": "APP-SIMULATOR",
        "expires_in": seconds,
        "nonce": new_id(),
    }


def check_credentials(call: Call, request: Request) -> None:
    terms = call.account.terms
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    try:
        name, _, secret = base64.b64decode(value).decode().partition(":")
    except ValueError:
        name = secret = ""
    known = secrets.compare_digest(name.encode(), terms.client_id.encode())
    right = secrets.compare_digest(secret.encode(), terms.client_secret.encode())
    if scheme.lower() != "basic" or not (known and right):
        raise TokenError("invalid_client", "Client Authentication failed")


def check(call: Call, request: Request) -> None:
    """The bearer of an API call. Raises TokenError for one that is unknown, revoked or too old."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    token = call.book.get("token", fingerprint(value)) if scheme.lower() == "bearer" else None
    if token is None or token["expires"] <= call.now():
        raise TokenError("invalid_token", "Token signature verification failed")


def revoke_all(call: Call) -> int:
    """End every token that was given out; how many there were."""
    tokens = call.book.find("token", ("expires", ">", call.now()))
    for token in tokens:
        call.book.put("token", token | {"expires": 0})
    return len(tokens)


def fingerprint(token: str) -> str:
    return f"token-{hashlib.sha256(token.encode()).hexdigest()}"
