"""The merchant API: login, look-up, history, request to pay, reversal, balance, with the quirks of the real one."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from payments.simulators.kit.api import Api, Work
from payments.simulators.kit.faults import Fault
from payments.simulators.kit.http import Reply, Request
from payments.simulators.kit.replies import KeptReply
from payments.simulators.mmg import reading, requesting
from payments.simulators.mmg.errors import Refused, Unauthorised
from payments.simulators.mmg.merchant import Call, Merchant

ROOT = "/olive/publisher/v1"
LOGIN = f"{ROOT}/e-commerce-login/mer"
TRANSACTIONS = f"{ROOT}/e-merchant-initiated-transactions"
TOKEN_SECONDS = 120
HIDDEN = ("password", "api_key")

Endpoint = Callable[[Call, dict[str, str], dict[str, Any]], object]
ENDPOINTS: Mapping[tuple[str, str], Endpoint] = {
    ("GET", "lookup"): reading.look_up,
    ("GET", "txn-history"): reading.history,
    ("GET", "balance"): reading.balance_of_merchant,
    ("POST", "payment"): requesting.ask_to_pay,
    ("POST", "reversal"): requesting.reverse,
}


class MmgApi(Api):
    """Everything under /olive/publisher/v1/. Nothing is idempotent by a key: the key is logged alone."""

    key_header = "x-wss-correlationid"

    def __init__(self, merchant: Merchant) -> None:
        bench = merchant.bench
        super().__init__(bench.book, bench.clock, bench.switchboard)
        self._merchant = merchant

    def gate(self, request: Request, request_id: str) -> Work:
        call = Call(self._merchant)
        if (request.method, request.path) == ("POST", LOGIN):
            return Work(lambda: (200, log_in(call, request.form())), request, request_id, None)
        check_headers(call, request.headers)
        name = request.path.removeprefix(f"{TRANSACTIONS}/")
        endpoint = ENDPOINTS.get((request.method, name))
        if endpoint is None:
            raise Refused("404", "No such resource", 404)
        query, body = dict(request.query_pairs()), body_of(request)
        return Work(lambda: (200, endpoint(call, query, body)), request, request_id, None)

    def new_request_id(self) -> str:
        return f"req_{secrets.token_hex(8)}"

    def illness(self, status: int) -> object:
        return {"statusCode": str(status), "message": "TOO_MANY_REQUESTS" if status == 429 else "SYSTEM_ERROR"}

    def reply(self, status: int, body: bytes, work: Work | None, request_id: str) -> Reply:
        return Reply(status, body, {"Content-Type": "application/json"})

    def replayed(self, reply: Reply, kept: KeptReply) -> Reply:
        raise NotImplementedError("no reply is kept")

    def _log(
        self, request: Request, request_id: str, reply: Reply, fault: Fault | None, *, replayed: bool = False
    ) -> None:
        super()._log(without_secrets(request), request_id, reply, fault, replayed=replayed)


def without_secrets(request: Request) -> Request:
    """For the log: a login without what it was made with."""
    if request.path != LOGIN:
        return request
    kept = {name: value for name, value in request.form().items() if name not in HIDDEN}
    headers = request.headers | {"content-type": "application/json"}
    return replace(request, body=json.dumps(kept).encode(), headers=headers)


def body_of(request: Request) -> dict[str, Any]:
    """The JSON of a POST. Raises Refused."""
    if request.method != "POST" or not request.body:
        return {}
    try:
        return request.json()
    except ValueError:
        raise Refused("400", "Unreadable body", 400) from None


def log_in(call: Call, form: dict[str, str]) -> object:
    """A token for two minutes. Raises Refused."""
    package = call.package
    wanted = {
        "grant_type": "password", "api_key": package.api_key, "username": package.merchant_id,
        "password": package.password,
    }  # fmt: skip
    if form != wanted:
        raise Refused("102", "INVALID_CREDENTIALS")
    token = secrets.token_urlsafe(32)
    expires = call.now() + TOKEN_SECONDS
    call.book.put("login", {"id": token, "created": call.now(), "expires": expires})
    return {"token_type": "Bearer", "access_token": token, "expires_in": TOKEN_SECONDS, "refresh_token": None}


def check_headers(call: Call, headers: Mapping[str, str]) -> None:
    """Raises Unauthorised, or Refused for keys that are wrong."""
    package = call.package
    wanted = {
        "x-wss-mid": package.merchant_id, "x-wss-mkey": package.wss_key, "x-wss-msecret": package.wss_secret,
        "x-api-key": package.api_key,
    }  # fmt: skip
    if any(headers.get(name) != value for name, value in wanted.items()) or not headers.get("x-wss-correlationid"):
        raise Refused("102", "INVALID_CREDENTIALS")
    login = call.book.get("login", headers.get("x-wss-token", ""))
    if login is None or login["expires"] <= call.now():
        raise Unauthorised
