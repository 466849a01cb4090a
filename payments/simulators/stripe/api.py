"""One API request from the wire to the book: faults, key, parameters, idempotency, work, reply, log."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from dataclasses import dataclass
from typing import Any

from payments.simulators.kit.faults import Fault, Switchboard
from payments.simulators.kit.http import Reply, Request
from payments.simulators.kit.replies import KeptReply, KeyInUse, KeyReused, ReplyStore
from payments.simulators.stripe.account import API_VERSION, Account, Call, new_id
from payments.simulators.stripe.errors import ApiError, bad_parameter, unauthorized
from payments.simulators.stripe.lists import expanded
from payments.simulators.stripe.parameters import check, decode
from payments.simulators.stripe.routes import Endpoint, api_router

LONGEST_KEY = 255


@dataclass(frozen=True)
class Work:
    """A request that passed the gate: what to run, on which path, with which parameters and key."""

    endpoint: Endpoint
    request: Request
    parts: dict[str, str]
    params: dict[str, Any]
    request_id: str
    key: str | None

    @property
    def fingerprint(self) -> str:
        text = json.dumps([self.request.method, self.request.path, self.params], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


class Api:
    """Everything under /v1/."""

    def __init__(self, account: Account, switchboard: Switchboard) -> None:
        self._account = account
        self._switchboard = switchboard
        self._replies = ReplyStore(account.book)
        self._router = api_router()

    def respond(self, request: Request) -> Reply:
        fault = self._switchboard.take(request.method, request.path)
        request_id = new_id("req", 14)
        refusal = fault.refusal() if fault else None
        if refusal is not None:
            self._log(request, request_id, refusal, fault)
            return refusal
        try:
            reply = self._answer(self._gate(request, request_id), fault)
        except ApiError as error:
            reply = self._reply(error_body(error, self._account, request_id), error.status, request_id)
        reply = fault.spoil_after(reply) if fault else reply
        self._log(request, request_id, reply, fault)
        return reply

    def _gate(self, request: Request, request_id: str) -> Work:
        """Key and parameters, before any work. Raises ApiError."""
        check_secret_key(request, self._account.keys.secret)
        found = self._router.find(request.method, request.path)
        if found is None:
            words = f"Unrecognized request URL ({request.method}: {request.path})."
            raise ApiError(404, "invalid_request_error", words, begun=False)
        endpoint, parts = found
        pairs = request.query_pairs() if request.method == "GET" else body_pairs(request)
        params = check(endpoint.params, decode(pairs), unsimulated=endpoint.unsimulated)
        key = request.headers.get("idempotency-key") if request.method == "POST" else None
        if key is not None and not 0 < len(key) <= LONGEST_KEY:
            words = f"Idempotency keys have between 1 and {LONGEST_KEY} characters."
            raise ApiError(400, "invalid_request_error", words, begun=False)
        return Work(endpoint, request, parts, params, request_id, key)

    def _answer(self, work: Work, fault: Fault | None) -> Reply:
        try:
            with self._replies.claim(work.key):
                if fault is not None:
                    fault.wait_before()
                return self._execute(work)
        except KeyInUse:
            words = (
                "There is currently another in-progress request using this Idempotent Key (that probably "
                f"means you submitted twice, and the other request is still going through): {work.key}."
            )
            raise ApiError(409, "invalid_request_error", words, code="idempotency_key_in_use") from None
        except KeyReused:
            words = (
                "Keys for idempotent requests can only be used with the same parameters they were first used "
                f"with. Try using a key other than '{work.key}' if you meant to execute a different request."
            )
            raise ApiError(400, "idempotency_error", words) from None

    def _execute(self, work: Work) -> Reply:
        """The kept reply, or the work and its reply in one transaction."""
        book = self._account.book
        with book.transaction():
            kept = self._replies.find(work.key, work.fingerprint)
            if kept is not None:
                replayed = {"Idempotent-Replayed": "true", "Original-Request": kept.request_id}
                return self._reply(kept.body, kept.status, work.request_id, work.key, replayed)
            status, body = self._run(work)
            if status is None:
                raise body  # refused before it began: nothing is kept under the key
            self._replies.keep(work.key, work.fingerprint, KeptReply(work.request_id, status, body))
        return self._reply(body, status, work.request_id, work.key)

    def _run(self, work: Work) -> tuple[int | None, Any]:
        """Status and body of the work; a kept error (a decline) keeps what was written."""
        call = Call(self._account, work.request_id, work.key)
        kept: ApiError | None = None
        try:
            with self._account.book.transaction():
                try:
                    document = work.endpoint.work(call, work.params, **work.parts)
                    document = expanded(call, document, work.params.get("expand") or [])
                except ApiError as error:
                    if not error.kept:
                        raise
                    kept = error
        except ApiError as error:
            if not error.begun:
                return None, error
            return error.status, error_body(error, self._account, work.request_id)
        if kept is not None:
            return kept.status, error_body(kept, self._account, work.request_id)
        return 200, json.dumps(document, indent=2).encode()

    def _reply(
        self,
        body: bytes,
        status: int,
        request_id: str,
        key: str | None = None,
        extra: dict[str, str] | None = None,
    ) -> Reply:
        headers = {
            "Content-Type": "application/json",
            "Request-Id": request_id,
            "Stripe-Version": API_VERSION,
        }
        if key is not None:
            headers["Idempotency-Key"] = key
        return Reply(status, body, headers | (extra or {}))

    def _log(self, request: Request, request_id: str, reply: Reply, fault: Fault | None) -> None:
        pairs = request.query_pairs() if request.method == "GET" else request.form_pairs()
        self._account.book.run(
            "INSERT INTO requests (at, id, method, path, idempotency_key, params, status, replayed, fault) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                time.time(),
                request_id,
                request.method,
                request.path,
                request.headers.get("idempotency-key"),
                json.dumps(dict(pairs)),
                0 if reply.drop else reply.status,
                int("Idempotent-Replayed" in reply.headers),
                fault.describe() if fault else None,
            ),
        )


def error_body(error: ApiError, account: Account, request_id: str) -> bytes:
    log_url = f"{account.public_url}/_control/requests?id={request_id}"
    return json.dumps({"error": {**error.error, "request_log_url": log_url}}, indent=2).encode()


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
    """The form of a POST. Raises ApiError for JSON and other kinds of body."""
    kind = request.headers.get("content-type", "application/x-www-form-urlencoded").split(";")[0]
    if request.body and kind != "application/x-www-form-urlencoded":
        words = "Invalid request (check that your POST content type is application/x-www-form-urlencoded)."
        raise bad_parameter(words, None, None)
    return request.form_pairs()
