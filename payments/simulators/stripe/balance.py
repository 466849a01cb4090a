"""Balance transactions: what each movement did to the account's balance, fees included.

Amounts stay in the currency of the charge; at Stripe they are in the account's settlement currency.
"""

from __future__ import annotations

from typing import Any

from payments.simulators.kit.book import Document
from payments.simulators.stripe.account import Call, new_id

SECONDS_UNTIL_AVAILABLE = 2 * 24 * 3600


def record(
    call: Call,
    *,
    type: str,
    amount: int,
    fee: int,
    source: Document,
    category: str,
    description: str | None = None,
) -> Document:
    """Write one movement of `amount` minor units (negative when money leaves) and its fee."""
    now, currency = call.now(), source["currency"]
    return call.book.put(
        "balance_transaction",
        {
            "id": new_id("txn"),
            "object": "balance_transaction",
            "amount": amount,
            "available_on": now + SECONDS_UNTIL_AVAILABLE,
            "balance_type": "payments",
            "created": now,
            "currency": currency,
            "description": description,
            "exchange_rate": None,
            "fee": fee,
            "fee_details": [fee_detail(fee, currency, category)] if fee else [],
            "net": amount - fee,
            "reporting_category": category,
            "source": source["id"],
            "status": "pending",
            "type": type,
        },
    )


def fee_detail(fee: int, currency: str, category: str) -> dict[str, Any]:
    words = "Stripe processing fees" if category == "charge" else "Dispute fee"
    return {
        "amount": fee,
        "application": None,
        "currency": currency,
        "description": words,
        "type": "stripe_fee",
    }
