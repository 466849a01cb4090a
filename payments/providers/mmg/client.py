"""The only place that speaks HTTP with MMG's merchant API. Every call is guarded, timed out, limited in size and has
its errors put into our words; no body and no header is ever logged.

A call ends as a value, as Declined (MMG understood and refuses), Misconfigured (our keys), or ProviderAway: nobody
knows. The token of a login is kept in the process until shortly before its end.
"""

import json
import re
import time
import uuid
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import requests
import urllib3
from django.conf import settings
from django.utils.translation import gettext as _

from commerce.kernel.resilience import ProviderAway, guarded

from ...errors import Declined, Misconfigured

CONNECT_SECONDS, READ_SECONDS, LOOK_UP_SECONDS = 2, 20, 5
READ_TRIES = 2  # of what may be repeated
TOKEN_MARGIN_SECONDS = 20
LONGEST_TOKEN_SECONDS = 3_600
MAX_BYTES, PIECE_BYTES = 1_000_000, 64 * 1024
TRANSACTIONS = "e-merchant-initiated-transactions"
REFUSALS = frozenset({400, 404, 409, 422})
LOGIN = "e-commerce-login/mer"
NO_WORD, BAD_KEYS = "status_", "INVALID_CREDENTIALS"
WORD = re.compile(r"[A-Za-z0-9_]{1,60}")

Answer = dict[str, Any]


def look_up(number: str) -> Answer:
    """MMG's present word on one of its transactions: the only proof there is. Raises Declined for a number that MMG
    does not know, Misconfigured, ProviderAway."""
    return _read("lookup", transactionId=number)


def history(since: str, until: str, offset: int) -> list[Answer]:
    """Rows of our account between two times as MMG writes them, oldest first, after the first `offset` rows.
    Raises Declined, Misconfigured, ProviderAway."""
    mid = settings.MMG_MERCHANT_ID
    found = _read("txn-history", msisdn=mid, offset=str(offset), fromdate=since, todate=until)
    rows = found.get("TransactionList")
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def balance() -> Answer:
    """Whether the API takes our keys. Raises Misconfigured or ProviderAway."""
    return _read("balance", merchant_msisdn=settings.MMG_MERCHANT_ID)


def reverse(number: str) -> Answer:
    """Ask for all of a transaction's money to go back. Never repeated here: who got no answer looks up first.
    Raises Declined (code REVERSAL_FAIL_DUPLICATE: it was asked before), Misconfigured, ProviderAway."""
    query = {"merchant_msisdn": settings.MMG_MERCHANT_ID, "transactionId": number}
    try:
        return guarded("mmg")(_with_token, "POST", "reversal", query, READ_SECONDS)
    except Declined as error:
        if error.code.startswith(NO_WORD):  # somebody else's page on the way there: nothing was decided
            raise away() from error
        raise


def now_unix() -> int:
    """The time that a payment token tells; the adapter has no clock."""
    return int(time.time())


def _read(name: str, **query: str) -> Answer:
    return guarded("mmg", tries=READ_TRIES)(_with_token, "GET", name, query, LOOK_UP_SECONDS)


@dataclass(frozen=True)
class Login:
    """A token, and until when (by the monotonic clock) it is used."""

    token: str
    until: float


# By whom it was asked, where. Two threads may both log in: that does no harm, and none waits for the other.
_logins: dict[tuple[str, str], Login] = {}


def _with_token(method: str, name: str, query: dict[str, str], seconds: int) -> Answer:
    """One call; where MMG does not take the token, one more with a new one. Never a third."""
    url = f"{settings.MMG_API_URL.rstrip('/')}/{TRANSACTIONS}/{name}"
    for _turn in range(2):
        token = _token()
        status, found = _exchange(method, url, seconds, params=query, headers=_headers(token))
        if status != HTTPStatus.UNAUTHORIZED:
            return _judged(status, found)
        forget(token)
    raise Misconfigured("MMG does not take the token of its own login", code="unauthorised")


def _headers(token: str) -> dict[str, str]:
    return {
        "x-wss-mid": settings.MMG_MERCHANT_ID,
        "x-wss-mkey": settings.MMG_WSS_KEY,
        "x-wss-msecret": settings.MMG_WSS_SECRET,
        "x-api-key": settings.MMG_API_KEY,
        "x-wss-correlationid": str(uuid.uuid4()),
        "x-wss-token": token,
    }


def _token() -> str:
    who = (settings.MMG_API_URL, settings.MMG_MERCHANT_ID)
    kept = _logins.get(who)
    if kept is None or time.monotonic() >= kept.until:
        kept = _logins[who] = _log_in()
    return kept.token


def forget(token: str | None = None) -> None:
    """Drop a token that is not taken any more (another thread may have a newer one by now: that stays), or all."""
    for who, kept in list(_logins.items()):
        if token is None or kept.token == token:
            _logins.pop(who, None)


def _log_in() -> Login:
    """A new token, counted from before it was asked for. Raises Misconfigured or ProviderAway."""
    asked_at = time.monotonic()
    form = {
        "grant_type": "password", "api_key": settings.MMG_API_KEY, "username": settings.MMG_MERCHANT_ID,
        "password": settings.MMG_PASSWORD,
    }  # fmt: skip
    url = f"{settings.MMG_API_URL.rstrip('/')}/{LOGIN}"
    status, found = _exchange("POST", url, LOOK_UP_SECONDS, data=form)
    if status == HTTPStatus.UNAUTHORIZED:
        raise Misconfigured("MMG refuses the login", code="unauthorised")
    try:
        answer = _judged(status, found)
    except Declined as error:
        raise Misconfigured(f"MMG refuses the login: {error.code}", code=error.code) from error
    token, lasts = answer.get("access_token"), answer.get("expires_in")
    if not isinstance(token, str) or not token or not isinstance(lasts, int):
        raise away()
    return Login(token, asked_at + min(lasts, LONGEST_TOKEN_SECONDS) - TOKEN_MARGIN_SECONDS)


def _judged(status: int, found: Answer | None) -> Answer:
    """The value of an answer, or what its status says in our words."""
    word = reason(found)
    if status == HTTPStatus.FORBIDDEN or word == BAD_KEYS:
        raise Misconfigured("MMG does not take our keys", code=word or "forbidden")
    if status in REFUSALS:
        raise Declined(_("MMG refused this."), code=word or f"{NO_WORD}{status}")
    if status != HTTPStatus.OK or found is None:
        raise away()
    return found


def reason(found: Answer | None) -> str:
    """MMG's word for a refusal, where it looks like one."""
    word = (found or {}).get("message")
    return word if isinstance(word, str) and WORD.fullmatch(word) else ""


def _exchange(method: str, url: str, seconds: int, **options: Any) -> tuple[int, Answer | None]:
    """One request: its status and its JSON object, None where there is no such thing. Raises ProviderAway."""
    ends = time.monotonic() + CONNECT_SECONDS + seconds
    try:
        with requests.request(
            method, url, timeout=(CONNECT_SECONDS, seconds), allow_redirects=False, stream=True, **options
        ) as answer:
            return answer.status_code, _object(_body(answer, ends))
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        raise away() from error


def _body(answer: requests.Response, ends: float) -> bytes:
    """The whole body, or ProviderAway for one that is too large or drips in too slowly."""
    body = b""
    while piece := answer.raw.read1(PIECE_BYTES, decode_content=True):
        body += piece
        if len(body) > MAX_BYTES or time.monotonic() > ends:
            raise away()
    return body


def _object(body: bytes) -> Answer | None:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def away() -> ProviderAway:
    return ProviderAway(_("MMG does not answer just now."))
