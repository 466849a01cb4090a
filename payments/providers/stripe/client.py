"""The only importer of Stripe's SDK. Every call is guarded, timed out and has its errors put into our words."""

import json
import time
from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from typing import Any

import stripe
from django.conf import settings
from django.utils.translation import gettext as _

from commerce.kernel.resilience import ProviderAway, ProviderBusy, guarded

from ...errors import BadWebhook, Declined, Misconfigured

CONNECT_SECONDS, READ_SECONDS = 2, 20
TRIES = 3
WEBHOOK_TOLERANCE_SECONDS = 300


@cache
def sdk() -> stripe.StripeClient:
    """The client; retries are ours (guarded), so the SDK makes none."""
    return stripe.StripeClient(
        settings.STRIPE_SECRET_KEY,
        base_addresses={"api": settings.STRIPE_API_BASE, "files": files_base(settings.STRIPE_API_BASE)},
        http_client=stripe.RequestsClient(timeout=(CONNECT_SECONDS, READ_SECONDS)),
        max_network_retries=0,
    )


def files_base(api_base: str) -> str:
    """Files go to a host of their own at Stripe, and to the same one at a simulator."""
    return "https://files.stripe.com" if api_base.startswith("https://api.stripe.com") else api_base


def call(verb: Callable[..., Any], *args: Any, **kwargs: Any) -> dict[str, Any]:
    """One guarded call that may be repeated: a read, or a write under an idempotency key."""
    return guarded("stripe", tries=TRIES)(_translated, verb, *args, **kwargs)


def _translated(verb: Callable[..., Any], *args: Any, **kwargs: Any) -> dict[str, Any]:
    try:
        return verb(*args, **kwargs).to_dict()
    except stripe.StripeError as error:
        raise _in_our_words(error) from error


def _in_our_words(error: stripe.StripeError) -> Exception:
    if isinstance(error, stripe.CardError):
        return Declined(error.user_message or "", code=decline_code(error))
    if error.http_status == HTTPStatus.CONFLICT:  # our own key: the first call with it has not ended
        return ProviderBusy(_("Stripe is still working on it."))
    if isinstance(error, stripe.InvalidRequestError):
        return Misconfigured(str(error), code=error.code or "invalid_request")
    if isinstance(error, (stripe.AuthenticationError, stripe.PermissionError, stripe.IdempotencyError)):
        return Misconfigured(type(error).__name__)
    return ProviderAway(_("Stripe does not answer just now."))


def decline_code(error: stripe.CardError) -> str:
    body = error.error
    return (getattr(body, "decline_code", None) if body is not None else None) or error.code or "card_declined"


def verified_event(body: bytes, signature: str) -> dict[str, Any]:
    """The event of a webhook whose signature is ours, not older than five minutes and not from the future."""
    secret = settings.STRIPE_WEBHOOK_SECRET
    if not secret:
        raise Misconfigured("STRIPE_WEBHOOK_SECRET is empty")
    try:
        text = body.decode()
        stripe.WebhookSignature.verify_header(text, signature, secret, WEBHOOK_TOLERANCE_SECONDS)
        event = json.loads(text)
    except (stripe.SignatureVerificationError, ValueError) as error:
        raise BadWebhook("signature") from error
    if not isinstance(event, dict):
        raise BadWebhook("body")
    stamps = [part[2:] for part in signature.split(",") if part.startswith("t=")]
    if not stamps or int(stamps[0]) > time.time() + WEBHOOK_TOLERANCE_SECONDS:
        raise BadWebhook("timestamp")
    return event
