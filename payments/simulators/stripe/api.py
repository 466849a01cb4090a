"""Stripe's way of asking: the key, the parameters, the words of its refusals, the headers of its replies."""

from __future__ import annotations

import base64
import secrets
from typing import Any

from payments.simulators.kit.api import Api, Work
from payments.simulators.kit.bench import Bench
from payments.simulators.kit.http import Reply, Request
from payments.simulators.kit.refusal import Refusal
from payments.simulators.kit.replies import KeptReply
from payments.simulators.stripe import files
from payments.simulators.stripe.account import API_VERSION, Account, Call, new_id
from payments.simulators.stripe.errors import ApiError, bad_parameter, unauthorized
from payments.simulators.stripe.lists import expanded
from payments.simulators.stripe.parameters import check, decode
from payments.simulators.stripe.routes import Endpoint, api_router

LONGEST_KEY = 255
UPLOADS = "/v1/files"


class StripeApi(Api):
    """Everything under /v1/."""

    key_header = "idempotency-key"

    def __init__(self, account: Account, bench: Bench) -> None:
        super().__init__(bench.book, bench.clock, bench.switchboard)
        self._account = account
        self._router = api_router()

    def gate(self, request: Request, request_id: str) -> Work:
        check_secret_key(request, self._account.keys.secret)
        found = self._router.find(request.method, request.path)
        if found is None:
            words = f"Unrecognized request URL ({request.method}: {request.path})."
            raise ApiError(404, "invalid_request_error", words, begun=False)
        endpoint, parts = found
        pairs = request.query_pairs() if request.method == "GET" else body_pairs(request)
        params = check(endpoint.params, decode(pairs), unsimulated=endpoint.unsimulated)
        key = request.headers.get(self.key_header) if request.method == "POST" else None
        if key is not None and not 0 < len(key) <= LONGEST_KEY:
            words = f"Idempotency keys have between 1 and {LONGEST_KEY} characters."
            raise ApiError(400, "invalid_request_error", words, begun=False)
        call = Call(self._account, request_id, key)
        return Work(lambda: (200, work_of(endpoint, call, params, parts)), request, request_id, key, params)

    def new_request_id(self) -> str:
        return new_id("req", 14)

    def illness(self, status: int) -> object:
        kind = "rate_limit_error" if status == 429 else "api_error"
        words = "Too many requests." if status == 429 else "An unknown error occurred."
        return {"error": {"type": kind, "message": words, **({"code": "rate_limit"} if status == 429 else {})}}

    def refused(self, error: Refusal, request_id: str) -> object:
        assert isinstance(error, ApiError)
        log_url = f"{self._account.public_url}/_control/requests?id={request_id}"
        return {"error": {**error.error, "request_log_url": log_url}}

    def key_in_use(self, key: str) -> ApiError:
        words = (
            "There is currently another in-progress request using this Idempotent Key (that probably "
            f"means you submitted twice, and the other request is still going through): {key}."
        )
        return ApiError(409, "invalid_request_error", words, code="idempotency_key_in_use")

    def key_reused(self, key: str) -> ApiError:
        words = (
            "Keys for idempotent requests can only be used with the same parameters they were first used "
            f"with. Try using a key other than '{key}' if you meant to execute a different request."
        )
        return ApiError(400, "idempotency_error", words)

    def reply(self, status: int, body: bytes, work: Work | None, request_id: str) -> Reply:
        headers = {"Content-Type": "application/json", "Request-Id": request_id, "Stripe-Version": API_VERSION}
        if work is not None and work.key is not None:
            headers["Idempotency-Key"] = work.key
        return Reply(status, body, headers)

    def replayed(self, reply: Reply, kept: KeptReply) -> Reply:
        reply.headers |= {"Idempotent-Replayed": "true", "Original-Request": kept.request_id}
        return reply


def work_of(endpoint: Endpoint, call: Call, params: dict[str, Any], parts: dict[str, str]) -> object:
    """The reply of an endpoint with what `expand` asks for. Raises ApiError."""
    return expanded(call, endpoint.work(call, params, **parts), params.get("expand") or [])


def check_secret_key(request: Request, secret: str) -> None:
    """Bearer, or Basic with the key as user name. Raises ApiError."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            value = base64.b64decode(value).decode().partition(":")[0]
        except ValueError:
            value = ""
    if not value:
        raise unauthorized(
            "You did not provide an API key. You need to provide your API key in the Authorization header, "
            "using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
        )
    if value.startswith("pk_"):
        words = "This API call cannot be made with a publishable API key. Please use a secret API key."
        raise unauthorized(words, "secret_key_required")
    if not secrets.compare_digest(value.encode(), secret.encode()):
        raise unauthorized(f"Invalid API Key provided: {value[:8]}{'*' * 8}{value[-4:]}", "api_key_invalid")


def body_pairs(request: Request) -> list[tuple[str, str]]:
    """The form of a POST; files come in parts. Raises ApiError for JSON and other kinds of body."""
    kind = request.headers.get("content-type", "application/x-www-form-urlencoded").split(";")[0]
    if request.path == UPLOADS and kind == "multipart/form-data":
        return files.parts_of(request)
    if request.body and kind != "application/x-www-form-urlencoded":
        words = "Invalid request (check that your POST content type is application/x-www-form-urlencoded)."
        raise bad_parameter(words, None, None)
    return request.form_pairs()
