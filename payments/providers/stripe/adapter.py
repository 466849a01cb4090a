"""Stripe behind the six verbs, with disputes and warnings of fraud."""

import contextlib
from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commerce.kernel.money import KNOWN, Money

from ...errors import BadWebhook, Misconfigured
from ..base import Capabilities, Charge, Fetched, Notice, Outcome, Refunded, RefundOrder, Started
from . import client
from .disputes import Disputes

NAME = "stripe"
# An intent of ours that was made, and the charge within one that then tells of itself.
NO_NEWS = frozenset({"payment_intent.created", "charge.succeeded"})
DISPUTE, WARNING = "charge.dispute.", "radar.early_fraud_warning."
SESSION, INTENT = "cs_", "pi_"
OUTCOMES: dict[str, Outcome] = {
    "succeeded": "captured", "canceled": "expired", "requires_capture": "authorised",
}  # fmt: skip
REFUND_OUTCOMES: dict[str, Any] = {"succeeded": "done", "pending": "pending", "requires_action": "pending"}


class StripeProvider(Disputes):
    name = NAME
    capabilities: ClassVar[Capabilities] = Capabilities(
        name=NAME,
        title=_("Card"),
        note=_("Visa, Mastercard and others. You pay on Stripe's page."),
        icon="card",
        currencies=frozenset(KNOWN),
        forms=("hosted", "element"),
        captures_later=True,
        open_minutes=31,  # a hosted page is open for 30 at least; a little more for the way there
    )

    def start(self, charge: Charge) -> Started:
        if charge.form == "element":
            return self._start_intent(charge)
        session = client.call(
            client.sdk().v1.checkout.sessions.create,
            params={
                "mode": "payment",
                "line_items": [
                    {
                        "quantity": 1,
                        "price_data": {
                            "currency": charge.amount.currency.lower(),
                            "unit_amount": charge.amount.minor,
                            "product_data": {"name": charge.description},
                        },
                    }
                ],
                **_to("customer_email", charge),
                "client_reference_id": charge.reference,
                "metadata": {"attempt": charge.reference},
                "payment_intent_data": {"metadata": {"attempt": charge.reference}, **_when(charge)},
                "success_url": charge.return_url,
                "cancel_url": charge.cancel_url,
                "expires_at": charge.expires_unix,
            },
            options={"idempotency_key": charge.key},
        )
        return Started(provider_ref=session["id"], next_url=session["url"] or "")

    def _start_intent(self, charge: Charge) -> Started:
        intent = client.call(
            client.sdk().v1.payment_intents.create,
            params={
                "amount": charge.amount.minor,
                "currency": charge.amount.currency.lower(),
                "automatic_payment_methods": {"enabled": True},
                "description": charge.description,
                **_to("receipt_email", charge),
                "metadata": {"attempt": charge.reference},
                **_when(charge),
            },
            options={"idempotency_key": charge.key},
        )
        return Started(provider_ref=intent["id"], client_secret=intent["client_secret"])

    def fetch(self, provider_ref: str) -> Fetched:
        if provider_ref.startswith(INTENT):
            return self._of_intent(self._intent(provider_ref))
        session = client.call(
            client.sdk().v1.checkout.sessions.retrieve,
            provider_ref,
            params={"expand": ["payment_intent.latest_charge.balance_transaction"]},
        )
        return self._of_session(session)

    def capture(self, provider_ref: str, amount: Money, key: str) -> Fetched:
        intent = client.call(
            client.sdk().v1.payment_intents.capture,
            self.fetch(provider_ref).charge_ref or provider_ref,
            params={"amount_to_capture": amount.minor},
            options={"idempotency_key": key},
        )
        return self._of_intent(intent)

    def cancel(self, provider_ref: str) -> Fetched:
        verb = (
            client.sdk().v1.payment_intents.cancel
            if provider_ref.startswith(INTENT)
            else client.sdk().v1.checkout.sessions.expire
        )
        with contextlib.suppress(Misconfigured):  # it has ended by itself: what it is now says fetch
            client.call(verb, provider_ref)
        found = self.fetch(provider_ref)
        if found.outcome == "authorised" and found.charge_ref != provider_ref:
            return self.cancel(found.charge_ref)
        return found

    def refund(self, order: RefundOrder) -> Refunded:
        if order.provider_ref:
            return refunded(client.call(client.sdk().v1.refunds.retrieve, order.provider_ref))
        refund = client.call(
            client.sdk().v1.refunds.create,
            params={
                "payment_intent": order.charge_ref,
                "amount": order.amount.minor,
                "metadata": {"refund": order.key},
            },
            options={"idempotency_key": order.key},
        )
        return refunded(refund)

    def parse_webhook(self, body: bytes, headers: Mapping[str, str]) -> Notice:
        event = client.verified_event(body, headers.get("Stripe-Signature", ""))
        if event.get("livemode", False) != settings.STRIPE_SECRET_KEY.startswith(("sk_live", "rk_live")):
            raise BadWebhook("livemode")
        if event.get("account"):
            raise BadWebhook("account")
        kind, thing = event["type"], event["data"]["object"]
        ids = (str(thing["id"]),) if thing.get("id") else ()
        return Notice(
            event["id"], kind, event.get("account") or "", refs_of(thing), is_news=kind not in NO_NEWS,
            disputes=ids if kind.startswith(DISPUTE) else (), warnings=ids if kind.startswith(WARNING) else (),
        )  # fmt: skip

    def _intent(self, provider_ref: str) -> dict[str, Any]:
        return client.call(
            client.sdk().v1.payment_intents.retrieve,
            provider_ref,
            params={"expand": ["latest_charge.balance_transaction"]},
        )

    def _of_session(self, session: dict[str, Any]) -> Fetched:
        intent = session.get("payment_intent")
        if isinstance(intent, dict):
            found = self._of_intent(intent)
            if found.outcome in ("authorised", "captured"):
                return found
        else:
            found = Fetched("open", Money(0, session["currency"].upper()), session["metadata"].get("attempt", ""))
        gone = session["status"] == "expired" or found.outcome == "expired"
        outcome: Any = "expired" if gone else "open"
        return Fetched(outcome, found.amount, found.reference, found.charge_ref, found.decline_code)

    def _of_intent(self, intent: dict[str, Any]) -> Fetched:
        error = intent.get("last_payment_error") or {}
        outcome = OUTCOMES.get(intent["status"], "open")
        minor = intent["amount_capturable"] if outcome == "authorised" else intent.get("amount_received") or 0
        return Fetched(
            outcome=outcome,
            amount=Money(minor, intent["currency"].upper()),
            reference=(intent.get("metadata") or {}).get("attempt", ""),
            charge_ref=intent["id"],
            decline_code=error.get("decline_code") or error.get("code") or "",
            fee_minor=fee_of(intent),
            risk=risk_of(intent),
        )


def _to(name: str, charge: Charge) -> dict[str, Any]:
    """The payer's address where it is known: Stripe refuses an empty one."""
    return {name: charge.email} if charge.email else {}


def _when(charge: Charge) -> dict[str, Any]:
    return {"capture_method": "manual"} if charge.capture_later else {}


def risk_of(intent: dict[str, Any]) -> str:
    """What Stripe's Radar thinks of it: a level, and the score where the account may see it."""
    charge = intent.get("latest_charge")
    outcome = (charge.get("outcome") if isinstance(charge, dict) else None) or {}
    level, score = outcome.get("risk_level") or "", outcome.get("risk_score")
    return f"{level} {score}".strip() if score is not None else level


def fee_of(intent: dict[str, Any]) -> int:
    """Stripe's fee in minor units, when its balance transaction came along."""
    charge = intent.get("latest_charge")
    balance = charge.get("balance_transaction") if isinstance(charge, dict) else None
    return balance.get("fee", 0) if isinstance(balance, dict) else 0


def refunded(refund: dict[str, Any]) -> Refunded:
    return Refunded(
        outcome=REFUND_OUTCOMES.get(refund["status"], "failed"),
        provider_ref=refund["id"],
        error=refund.get("failure_reason") or "",
    )


def refs_of(thing: dict[str, Any]) -> tuple[str, ...]:
    """Ids in an event's object that may be known to us: session, intent, refund, our own attempt."""
    metadata = thing.get("metadata") or {}
    intent = thing.get("payment_intent")
    ids = [
        thing.get("id"),
        intent if isinstance(intent, str) else None,
        metadata.get("attempt"),
        metadata.get("refund"),
    ]
    return tuple(dict.fromkeys(ref for ref in ids if isinstance(ref, str) and ref))
