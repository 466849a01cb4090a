"""Disputes of Stripe, inquiries that take no money, and early fraud warnings."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from commerce.kernel.money import Money

from ...errors import Declined, Misconfigured
from ..base import Disputed, DisputeStanding, Evidence, EvidenceFile, FileShows, FraudWarned
from . import client

WITH_INTENT = {"expand": ["payment_intent"]}
STANDINGS: dict[str, DisputeStanding] = {
    "warning_needs_response": "warning",
    "warning_under_review": "under_review",
    "warning_closed": "won",
    "needs_response": "needs_response",
    "appeal_needs_response": "needs_response",
    "under_review": "under_review",
    "appeal_under_review": "under_review",
    "won": "won",
    "lost": "lost",
}
ASKS_US = frozenset({"warning", "needs_response"})
FIELDS: dict[FileShows, str] = {
    "delivery": "shipping_documentation", "messages": "customer_communication", "other": "uncategorized_file",
}  # fmt: skip
TEXT_LENGTH = 20_000
A_PAGE = 100


class Disputes:
    """What Stripe's provider can say and do about disputes. Each step looks first, so that repeating does no harm."""

    def dispute(self, provider_ref: str) -> Disputed:
        return disputed(self._dispute(provider_ref))

    def disputes_since(self, since_unix: int) -> list[str]:
        return listed(client.sdk().v1.disputes.list, since_unix)

    def contest(self, provider_ref: str, evidence: Evidence, key: str) -> Disputed:
        found = self._dispute(provider_ref)
        if disputed(found).standing not in ASKS_US:
            return disputed(found)
        params = {**WITH_INTENT, "evidence": proof(evidence) | self._uploaded(evidence, key), "submit": True}
        return self._acted(client.sdk().v1.disputes.update, provider_ref, params, key)

    def accept(self, provider_ref: str, key: str) -> Disputed:
        found = self._dispute(provider_ref)
        now = disputed(found)
        if now.standing in ("won", "lost"):
            return now
        if found["status"].startswith("warning"):
            raise Declined(_("It is an inquiry: nothing was taken. Refund the payment instead."), code="inquiry")
        return self._acted(client.sdk().v1.disputes.close, provider_ref, WITH_INTENT, key)

    def fraud_warning(self, provider_ref: str) -> FraudWarned:
        verb = client.sdk().v1.radar.early_fraud_warnings.retrieve
        found = client.call(verb, provider_ref, params=WITH_INTENT)
        charge_ref, reference = intent_of(found)
        return FraudWarned(found["id"], charge_ref, str(found.get("fraud_type") or ""), reference)

    def fraud_warnings_since(self, since_unix: int) -> list[str]:
        return listed(client.sdk().v1.radar.early_fraud_warnings.list, since_unix)

    def _dispute(self, provider_ref: str) -> dict[str, Any]:
        return client.call(client.sdk().v1.disputes.retrieve, provider_ref, params=WITH_INTENT)

    def _acted(self, verb: Callable[..., Any], provider_ref: str, params: dict[str, Any], key: str) -> Disputed:
        try:
            return disputed(client.call(verb, provider_ref, params=params, options={"idempotency_key": key}))
        except Misconfigured:
            now = self.dispute(provider_ref)
            if now.standing in ASKS_US:
                raise
            return now  # it had ended, or somebody was quicker

    def _uploaded(self, evidence: Evidence, key: str) -> dict[str, str]:
        """Ids of the files by the field of the evidence that each is for."""
        return {FIELDS[file.shows]: upload(file, f"{key}:{file.shows}") for file in evidence.files}


def upload(file: EvidenceFile, key: str) -> str:
    def create() -> Any:  # each try reads the file from its beginning
        content = BytesIO(file.content)
        content.name = f"{file.shows}.{file.kind}"
        params: Any = {"purpose": "dispute_evidence", "file": content}
        return client.sdk().v1.files.create(params=params, options={"idempotency_key": key})

    return str(client.call(create)["id"])


def proof(evidence: Evidence) -> dict[str, str]:
    """Stripe's shape of our side; there is no field for a day of delivery, so it is told in words."""
    text = evidence.account
    if evidence.delivered_unix:
        day = datetime.fromtimestamp(evidence.delivered_unix, UTC).date()
        text = f"Delivered on {day.isoformat()}. {text}"
    fields = {
        "uncategorized_text": text[:TEXT_LENGTH], "shipping_carrier": evidence.carrier,
        "shipping_tracking_number": evidence.tracking,
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value}


def disputed(found: dict[str, Any]) -> Disputed:
    amount = Money(found["amount"], found["currency"].upper())
    withdrawn, fee = moved(found, amount)
    standing = STANDINGS.get(found["status"]) or ("lost" if withdrawn else "won")  # prevented: by where the money is
    charge_ref, reference = intent_of(found)
    return Disputed(
        provider_ref=found["id"],
        charge_ref=charge_ref,
        amount=amount,
        withdrawn=withdrawn,
        standing=standing,
        reason=str(found.get("reason") or ""),
        due_unix=(found.get("evidence_details") or {}).get("due_by") or 0 if standing in ASKS_US else 0,
        fee_minor=fee,
        reference=reference,
    )


def moved(found: dict[str, Any], amount: Money) -> tuple[Money, int]:
    """What was taken from us and not given back, and what is kept as fees, in the dispute's currency. Where the account
    is kept in another, the amount is the dispute's, and the fee is counted at the same rate."""
    rows = found.get("balance_transactions") or []
    taken, fee = -sum(row["amount"] for row in rows), sum(row["fee"] for row in rows)
    if all(row["currency"].upper() == amount.currency for row in rows):
        return Money(taken, amount.currency), fee
    there = max(abs(row["amount"]) for row in rows)
    minor = amount.minor * taken // there if there else 0
    return Money(minor, amount.currency), fee * amount.minor // there if there else 0


def intent_of(found: dict[str, Any]) -> tuple[str, str]:
    """The charge as `Fetched` names it, and our own reference in it."""
    intent = found.get("payment_intent")
    if isinstance(intent, dict):
        return intent["id"], str((intent.get("metadata") or {}).get("attempt") or "")
    return str(intent or found.get("charge") or ""), ""


def listed(verb: Callable[..., Any], since_unix: int) -> list[str]:
    """Ids of all that were made since then."""
    ids: list[str] = []
    while True:
        params = {"created": {"gte": since_unix}, "limit": A_PAGE, **({"starting_after": ids[-1]} if ids else {})}
        found = client.call(verb, params=params)
        ids += [row["id"] for row in found["data"]]
        if not found["has_more"] or not found["data"]:
            return ids
