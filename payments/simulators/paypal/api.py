"""PayPal's way of asking: tokens, request ids that are known for six hours, short or full replies."""

from __future__ import annotations

from typing import Any

from payments.simulators.kit.api import Api, Work
from payments.simulators.kit.http import Reply, Request
from payments.simulators.kit.refusal import Refusal
from payments.simulators.kit.replies import KeptReply
from payments.simulators.paypal import tokens
from payments.simulators.paypal.account import Account, Call, new_id
from payments.simulators.paypal.errors import PayPalError, detail, invalid, unprocessable
from payments.simulators.paypal.routes import Endpoint, api_router

LONGEST_KEY = 108
TOKEN_PATH = "/v1/oauth2/token"  # noqa: S105 - a path
FULL = "return=representation"


class PayPalApi(Api):
    """Everything under /v1/ and /v2/ but the certificates."""

    key_header = "paypal-request-id"
    key_seconds = 6 * 3600

    def __init__(self, account: Account) -> None:
        super().__init__(account.bench.book, account.bench.clock, account.bench.switchboard)
        self._account = account
        self._router = api_router()

    def gate(self, request: Request, request_id: str) -> Work:
        call = Call(self._account)
        if (request.method, request.path) == ("POST", TOKEN_PATH):
            return Work(lambda: tokens.issue(call, request), request, request_id, None)
        tokens.check(call, request)
        found = self._router.find(request.method, request.path)
        if found is None:
            raise PayPalError(404, "RESOURCE_NOT_FOUND", begun=False)
        endpoint, parts = found
        given = endpoint.read(request)
        key = request.headers.get(self.key_header) if request.method == "POST" else None
        if key is not None and not 0 < len(key) <= LONGEST_KEY:
            raise invalid("INVALID_STRING_LENGTH", f"1 to {LONGEST_KEY} characters.", "PayPal-Request-Id")
        if key is None and request.method == "POST" and isinstance(given, dict) and "payment_source" in given:
            words = "A PayPal-Request-Id is required if you are trying to process payment for an Order."
            raise invalid("PAYPAL_REQUEST_ID_REQUIRED", words, "PayPal-Request-Id")
        full = not endpoint.brief or request.headers.get("prefer") == FULL
        told = None if isinstance(given, bytes) else given
        return Work(lambda: done(endpoint, call, given, parts, full=full), request, request_id, key, told)

    def new_request_id(self) -> str:
        return new_id(13).lower()

    def illness(self, status: int) -> object:
        names = {429: "RATE_LIMIT_REACHED", 401: "AUTHENTICATION_FAILURE", 403: "NOT_AUTHORIZED"}
        name = names.get(status, "INTERNAL_SERVER_ERROR")
        return PayPalError(status, name, message="An internal server error has occurred.").document("0simulated0fault")

    def key_in_use(self, key: str) -> Refusal:
        words = "A previous request on this resource is currently in progress. Please wait for some time and try again."
        return PayPalError(409, "RESOURCE_CONFLICT", [detail("PREVIOUS_REQUEST_IN_PROGRESS", words)])

    def key_reused(self, key: str) -> Refusal:
        return unprocessable("DUPLICATE_REQUEST_ID", "The value of PayPal-Request-Id header has already been used.")

    def reply(self, status: int, body: bytes, work: Work | None, request_id: str) -> Reply:
        headers = {"PayPal-Debug-Id": request_id, "Cache-Control": "no-store"}
        return Reply(status, body, headers | ({"Content-Type": "application/json"} if body else {}))

    def replayed(self, reply: Reply, kept: KeptReply) -> Reply:
        """The first answer again, as 200: nothing was created this time."""
        reply.status = 200 if reply.status == 201 else reply.status
        return reply


def done(
    endpoint: Endpoint, call: Call, given: Any, parts: dict[str, str], *, full: bool
) -> tuple[int, object]:  # fmt: skip
    status, document = endpoint.work(call, given, **parts)
    if full or document is None:
        return status, document
    return status, {name: document[name] for name in ("id", "status", "links") if name in document}
