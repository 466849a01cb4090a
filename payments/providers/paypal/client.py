"""The only importer of PayPal's SDK, which gives tokens and transport. Every call is guarded, timed out, bounded when a
token is refused, and has its errors put into our words. Nothing of a request or a reply is logged."""

import json
import threading
import time
from functools import cache, lru_cache
from http import HTTPStatus
from typing import Any

import paypalrestsdk
import requests
from django.conf import settings
from django.utils.translation import gettext as _

from commerce.kernel.resilience import ProviderAway, ProviderBusy, guarded

from ...errors import BadWebhook, Misconfigured

CONNECT_SECONDS, READ_SECONDS = 2, 20
TRIES = 3
CERTIFICATE_MAX_BYTES = 64 * 1024
CERTIFICATES_KEPT, CERTIFICATE_SECONDS = 8, 3600
IN_PROGRESS = "PREVIOUS_REQUEST_IN_PROGRESS"


class Refused(Misconfigured):
    """PayPal's considered no (400, 404, 422). `issue` is its word for why, `code` the same in lower case."""

    def __init__(self, issue: str, reason: str) -> None:
        super().__init__(reason, code=issue.lower()[:60])
        self.issue = issue


class NoSuchThing(Refused):
    """PayPal does not know the id, or does not any more: it forgets orders that nobody approves in time."""


class TokenRefused(Exception):
    """A 401: the token is too old, was revoked, or the credentials are wrong."""


class Api(paypalrestsdk.Api):
    """The SDK's own tokens and addresses, with time-outs, at most one fresh token a call, and errors of ours."""

    def __init__(self) -> None:
        super().__init__(
            mode="live",  # in the other mode it logs credentials and bodies
            endpoint=settings.PAYPAL_API_BASE.rstrip("/"),
            client_id=settings.PAYPAL_CLIENT_ID,
            client_secret=settings.PAYPAL_CLIENT_SECRET,
        )
        self._lock = threading.Lock()

    def get_token_hash(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The kept token, or a new one; one thread asks at a time. Raises Misconfigured, ProviderAway."""
        with self._lock:
            try:
                found: dict[str, Any] = super().get_token_hash()
            except TokenRefused:
                raise Misconfigured("PayPal does not take the client id and secret") from None
            if not {"access_token", "token_type"} <= found.keys():
                self.token_hash = None
                raise away()
            return found

    def request(
        self, url: str, method: str, body: Any = None, headers: dict[str, str] | None = None, files: Any = None
    ) -> dict[str, Any]:  # fmt: skip
        """One call; when its token is refused, once more with a fresh one. Raises Misconfigured, ProviderAway."""
        data = None if body is None else json.dumps(body)
        for _round in range(2):
            token = self.get_token_hash()
            known = {**self.headers(), **(headers or {})}
            if files:
                known.pop("Content-Type")
            try:
                return self.http_call(url, method, data=data, headers=known, files=files)
            except TokenRefused:
                self._drop(token)
        raise Misconfigured("PayPal refuses its own tokens")

    def http_call(self, url: str, method: str, **kwargs: Any) -> dict[str, Any]:
        """Send it. Raises TokenRefused, Refused, Misconfigured, ProviderBusy or ProviderAway."""
        try:
            answer = requests.request(
                method, url, timeout=(CONNECT_SECONDS, READ_SECONDS), allow_redirects=False, **kwargs
            )
        except requests.RequestException as error:
            raise away() from error
        return understood(answer)

    def _drop(self, token: dict[str, Any]) -> None:
        """Forget a token, unless another thread has a fresh one already."""
        with self._lock:
            if self.token_hash is token:
                self.token_hash = None


def understood(answer: requests.Response) -> dict[str, Any]:
    """The reply's JSON object, or an error of ours. What is no JSON object says nothing of what was done."""
    status = answer.status_code
    if status == HTTPStatus.NO_CONTENT:
        return {}
    try:
        found = answer.json()
    except ValueError:
        found = None
    if status == HTTPStatus.UNAUTHORIZED:
        raise TokenRefused
    if not isinstance(found, dict) or status == HTTPStatus.TOO_MANY_REQUESTS or status >= 500:
        raise away()
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return found
    raise in_our_words(status, found)


def in_our_words(status: int, found: dict[str, Any]) -> Exception:
    details = found.get("details")
    first = details[0] if isinstance(details, list) and details and isinstance(details[0], dict) else {}
    issue = str(first.get("issue") or found.get("name") or "")
    reason = " ".join(part for part in (issue, str(first.get("field") or ""), str(found.get("debug_id") or "")) if part)
    if status == HTTPStatus.CONFLICT or issue == IN_PROGRESS:
        return ProviderBusy(_("PayPal is still working on it."))
    if status == HTTPStatus.FORBIDDEN:
        return Misconfigured(f"PayPal does not let us: {reason}")
    if status == HTTPStatus.NOT_FOUND:
        return NoSuchThing(issue or "RESOURCE_NOT_FOUND", reason)
    if status >= HTTPStatus.BAD_REQUEST:
        return Refused(issue or f"HTTP_{status}", reason)
    return away()  # a redirect, which PayPal's API never sends


def away() -> ProviderAway:
    return ProviderAway(_("PayPal does not answer just now."))


@cache
def sdk() -> Api:
    """The client of this process, with its token."""
    return Api()


def call(method: str, path: str, body: Any = None, *, key: str = "", files: Any = None) -> dict[str, Any]:
    """One guarded call that may be repeated: a read, or a write under `key` or one whose repeating is refused there.

    `path` may carry a query. Raises Refused, Misconfigured, ProviderAway.
    """
    headers = {"Prefer": "return=representation", **({"PayPal-Request-Id": key} if key else {})}
    url = f"{settings.PAYPAL_API_BASE.rstrip('/')}{path}"
    answer: dict[str, Any] = guarded("paypal", tries=TRIES)(sdk().request, url, method, body, headers, files)
    return answer


def certificate(url: str) -> bytes:
    """The text behind the address of a certificate, which the caller has found to be PayPal's. Kept for an hour.

    Raises BadWebhook, ProviderAway. It has a breaker of its own: what strangers send must not stop payments.
    """
    return _kept(url, int(time.time() // CERTIFICATE_SECONDS))


@lru_cache(maxsize=CERTIFICATES_KEPT)
def _kept(url: str, hour: int) -> bytes:
    found: bytes = guarded("paypal-certificates")(_download, url)
    return found


def _download(url: str) -> bytes:
    try:
        with requests.get(
            url, timeout=(CONNECT_SECONDS, READ_SECONDS), allow_redirects=False, stream=True
        ) as answer:  # fmt: skip
            if answer.status_code != HTTPStatus.OK:
                raise away() if answer.status_code >= 500 else BadWebhook("certificate")
            text = b""
            for part in answer.iter_content(8192):
                text += part
                if len(text) > CERTIFICATE_MAX_BYTES:
                    raise BadWebhook("certificate")
            return text
    except requests.RequestException as error:
        raise away() from error
