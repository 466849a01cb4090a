"""The table of API endpoints: method, path, what it does, how its body is read."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from email.parser import BytesParser
from typing import Any

from payments.simulators.kit.http import Request, Router
from payments.simulators.paypal import capturing, disputes, orders, refunds, reporting, webhooks
from payments.simulators.paypal.errors import PayPalError, invalid, missing

ORDER = "/v2/checkout/orders/{id}"
AUTHORIZATION = "/v2/payments/authorizations/{id}"


def a_query(request: Request) -> Any:
    return dict(request.query_pairs())


def an_object(request: Request) -> Any:
    """A JSON object; an empty body is an empty object. Raises PayPalError."""
    return decoded(request, dict)


def a_list(request: Request) -> Any:
    return decoded(request, list)


def raw(request: Request) -> Any:
    decoded(request, dict)
    return request.body


def an_input_part(request: Request) -> Any:
    """The part `input` of a multipart form, which is JSON. Raises PayPalError."""
    kind = request.headers.get("content-type", "")
    if not kind.startswith("multipart/"):
        raise unsupported()
    message = BytesParser().parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + request.body)
    for part in message.walk():
        if part.get_param("name", header="content-disposition") == "input":
            return parsed(bytes(part.get_payload(decode=True) or b""), dict)
    raise missing("/input")


def decoded(request: Request, kind: type) -> Any:
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise unsupported()
    return parsed(request.body or b"{}", kind)


def parsed(text: bytes, kind: type) -> Any:
    try:
        value = json.loads(text)
    except ValueError:
        raise invalid("MALFORMED_REQUEST_JSON", "The request JSON is not well formed.", "/") from None
    if not isinstance(value, kind):
        raise invalid("MALFORMED_REQUEST_JSON", "The request JSON has another shape.", "/")
    return value


def unsupported() -> PayPalError:
    words = "The server does not support the request payload's media type."
    return PayPalError(415, "UNSUPPORTED_MEDIA_TYPE", message=words, begun=False)


@dataclass(frozen=True)
class Endpoint:
    """`work(call, what `read` made of the request, **path parts)` returns (status, document) or raises PayPalError.
    With `brief`, a reply names only id, status and links unless the caller prefers more."""

    work: Callable[..., tuple[int, Any]]
    read: Callable[[Request], Any]
    brief: bool = False


TABLE: list[tuple[str, str, Endpoint]] = [
    ("POST", "/v2/checkout/orders", Endpoint(orders.create, an_object, brief=True)),
    ("GET", ORDER, Endpoint(orders.retrieve, a_query)),
    ("PATCH", ORDER, Endpoint(orders.patch, a_list)),
    ("POST", f"{ORDER}/capture", Endpoint(capturing.capture_order, an_object, brief=True)),
    ("POST", f"{ORDER}/authorize", Endpoint(capturing.authorize_order, an_object, brief=True)),
    ("GET", "/v2/payments/captures/{id}", Endpoint(capturing.retrieve_capture, a_query)),
    ("POST", "/v2/payments/captures/{id}/refund", Endpoint(refunds.create, an_object, brief=True)),
    ("GET", AUTHORIZATION, Endpoint(capturing.retrieve_authorization, a_query)),
    ("POST", f"{AUTHORIZATION}/capture", Endpoint(capturing.capture_authorization, an_object, brief=True)),
    ("POST", f"{AUTHORIZATION}/void", Endpoint(capturing.void_authorization, an_object)),
    ("GET", "/v2/payments/refunds/{id}", Endpoint(refunds.retrieve, a_query)),
    ("GET", "/v1/customer/disputes", Endpoint(disputes.list_disputes, a_query)),
    ("GET", "/v1/customer/disputes/{id}", Endpoint(disputes.retrieve, a_query)),
    ("POST", "/v1/customer/disputes/{id}/provide-evidence", Endpoint(disputes.provide_evidence, an_input_part)),
    ("POST", "/v1/customer/disputes/{id}/accept-claim", Endpoint(disputes.accept_claim, an_object)),
    ("GET", "/v1/reporting/transactions", Endpoint(reporting.search, a_query)),
    ("POST", "/v1/notifications/verify-webhook-signature", Endpoint(webhooks.verify, raw)),
    ("GET", "/v1/notifications/webhooks", Endpoint(webhooks.addresses, a_query)),
]


def api_router() -> Router:
    router = Router()
    for method, path, endpoint in TABLE:
        router.add(method, path, endpoint)
    return router
