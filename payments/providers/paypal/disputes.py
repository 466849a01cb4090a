"""Disputes of PayPal: an inquiry that moves nothing, a claim that takes the money until it is decided."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from commerce.kernel.money import Money

from ..base import Disputed, DisputeStanding, Evidence
from . import amounts, client

DISPUTES = "/v1/customer/disputes"
NOTES_LENGTH = 2000
A_PAGE = 50
MIME = {"pdf": "application/pdf", "jpg": "image/jpeg"}
FEES = frozenset({"DISPUTE_FEE", "CHARGEBACK_FEE", "DISPUTE_SETTLEMENT_FEE"})
# Other ends (RESOLVED_WITH_PAYOUT, ACCEPTED, NONE) are told by where the money is.
ENDS: dict[str, DisputeStanding] = {
    "RESOLVED_BUYER_FAVOUR": "lost",
    "RESOLVED_SELLER_FAVOUR": "won",
    "CANCELED_BY_BUYER": "won",
    "DENIED": "won",
}
ASKS_US = frozenset({"OPEN", "WAITING_FOR_SELLER_RESPONSE"})


class Disputes:
    """What PayPal's provider can say and do about disputes. Each step looks first, so that repeating does no harm."""

    def dispute(self, provider_ref: str) -> Disputed:
        return disputed(client.call("GET", f"{DISPUTES}/{provider_ref}"))

    def disputes_since(self, since_unix: int) -> list[str]:
        since = datetime.fromtimestamp(since_unix, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        path, ids = f"{DISPUTES}?{urlencode({'start_time': since, 'page_size': A_PAGE})}", []
        while path:
            found = client.call("GET", path)
            ids += [str(row["dispute_id"]) for row in found.get("items") or [] if row.get("dispute_id")]
            path = next_page(found)
        return ids

    def contest(self, provider_ref: str, evidence: Evidence, key: str) -> Disputed:
        now = self.dispute(provider_ref)
        if now.standing != "needs_response":
            return now
        return self._send(provider_ref, "provide-evidence", None, key=key, files=parts(evidence))

    def accept(self, provider_ref: str, key: str) -> Disputed:
        now = self.dispute(provider_ref)
        if now.standing in ("won", "lost"):
            return now
        body = {"note": "We accept the claim.", "accept_claim_type": "REFUND"}
        return self._send(provider_ref, "accept-claim", body, key=key)

    def _send(self, provider_ref: str, verb: str, body: Any, *, key: str, files: Any = None) -> Disputed:
        try:
            client.call("POST", f"{DISPUTES}/{provider_ref}/{verb}", body, key=key, files=files)
        except client.Refused as no:
            if no.issue != "ACTION_NOT_ALLOWED_IN_CURRENT_DISPUTE_STATE":
                raise
        return self.dispute(provider_ref)


def parts(evidence: Evidence) -> dict[str, Any]:
    """The form: our side as JSON, and the files that it names."""
    names = [f"{file.shows}.{file.kind}" for file in evidence.files]
    said = proof(evidence) | ({"documents": [{"name": name} for name in names]} if names else {})
    found: dict[str, Any] = {"input": (None, json.dumps({"evidences": [said]}), "application/json")}
    for place, (name, file) in enumerate(zip(names, evidence.files, strict=True), 1):
        found[f"file{place}"] = (name, file.content, MIME[file.kind])
    return found


def next_page(found: dict[str, Any]) -> str:
    """The rest of a list: path and query alone, so that nothing is asked anywhere else."""
    for link in found.get("links") or []:
        if link.get("rel") == "next":
            parts = urlsplit(str(link.get("href") or ""))
            return f"{DISPUTES}?{parts.query}"
    return ""


def proof(evidence: Evidence) -> dict[str, Any]:
    """PayPal's shape of our side: with a parcel's number it is proof of fulfilment, else plain words."""
    notes = evidence.account
    if evidence.delivered_unix:
        day = datetime.fromtimestamp(evidence.delivered_unix, UTC).date()
        notes = f"Delivered on {day.isoformat()}. {notes}"
    if not evidence.tracking:
        return {"evidence_type": "OTHER", "notes": notes[:NOTES_LENGTH]}
    parcel = {"carrier_name": "OTHER", "carrier_name_other": evidence.carrier, "tracking_number": evidence.tracking}
    return {
        "evidence_type": "PROOF_OF_FULFILLMENT",
        "evidence_info": {"tracking_info": [parcel]},
        "notes": notes[:NOTES_LENGTH],
    }


def disputed(found: dict[str, Any]) -> Disputed:
    amount = amounts.read(found["dispute_amount"])
    transactions = found.get("disputed_transactions") or [{}]
    withdrawn, fee = moved(found, amount)
    due = found.get("seller_response_due_date")
    state = standing(found, withdrawn)
    return Disputed(
        provider_ref=str(found["dispute_id"]),
        charge_ref=str(transactions[0].get("seller_transaction_id") or ""),
        amount=amount,
        withdrawn=withdrawn,
        standing=state,
        reason=str(found.get("reason") or "").lower(),
        reference=str(transactions[0].get("custom") or transactions[0].get("invoice_number") or ""),
        due_unix=int(datetime.fromisoformat(due).timestamp()) if due and state == "needs_response" else 0,
        fee_minor=fee,
    )


def standing(found: dict[str, Any], withdrawn: Money) -> DisputeStanding:
    if found.get("status") == "RESOLVED":
        code = str((found.get("dispute_outcome") or {}).get("outcome_code") or "")
        return ENDS.get(code) or ("lost" if withdrawn else "won")
    if found.get("dispute_life_cycle_stage") == "INQUIRY":
        return "warning"
    return "needs_response" if found.get("status") in ASKS_US else "under_review"


def moved(found: dict[str, Any], amount: Money) -> tuple[Money, int]:
    """What was taken from us and not given back, and what is kept as fees, in the dispute's currency."""
    sums = {True: 0, False: 0}
    for row in found.get("money_movements") or []:
        part = amounts.read(row.get("amount"))
        if row.get("affected_party") == "SELLER" and part.currency == amount.currency:
            sums[row.get("reason") in FEES] += part.minor if row.get("type") == "DEBIT" else -part.minor
    return Money(sums[False], amount.currency), sums[True]
