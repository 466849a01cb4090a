"""What the ledger and the provider's book say of a dispute."""

from typing import Any

from django.db.models import Sum

from orders.domain import proof
from payments.domain import disputes
from payments.models import Dispute, Payment, PaymentAttempt, Posting
from tests.chaos import judge

FEE = 1500


def intent() -> str:
    return PaymentAttempt.objects.get().charge_ref or ""


def learn(ref: str, provider: str = "stripe") -> Dispute:
    found = disputes.learn(provider_name=provider, ref=ref, actor="test")
    assert found is not None
    return found


def accounts(currency: str = "GYD") -> dict[str, int]:
    """What each kind of account comes to; debits are positive, those with nothing left out."""
    sums = Posting.objects.filter(account__currency=currency).values_list("account__code")
    return {code: total for code, total in sums.annotate(total=Sum("minor")).order_by() if total}


def changes(before: dict[str, int], currency: str = "GYD") -> dict[str, int]:
    """What the accounts came to gain since; those that did not change left out."""
    now = accounts(currency)
    moved = {code: now.get(code, 0) - before.get(code, 0) for code in {*now, *before}}
    return {code: minor for code, minor in moved.items() if minor}


def frozen() -> dict[str, int]:
    """By party; those with nothing left out."""
    sums = Posting.objects.filter(account__code="frozen").values_list("account__owner")
    return {owner: -total for owner, total in sums.annotate(total=Sum("minor")).order_by() if total}


def shares() -> dict[str, int]:
    """What each party has of the payment."""
    sums = Payment.objects.get().shares.values_list("party")
    return dict(sums.annotate(total=Sum("amount_minor")).order_by())


def faults(simulator: Any = None) -> list[str]:
    """Jobs that did not end, and whatever is wrong with the books, or with the proof of them; with Stripe's simulator
    also whether what it holds for us is what our ledger says."""
    found = judge.drain() + judge.books(simulator)
    if simulator and (there := balance_there(simulator)) != accounts().get("provider", 0):
        found.append(f"Stripe holds {there}, our ledger says {accounts()}")
    made = proof.prove()
    return found + ([] if made.is_clean else [f"the proof: {made.as_json()}"])


def told(stripe: Any) -> list[dict[str, Any]]:
    """The events of disputes at Stripe, the first first."""
    return [event for event in stripe.book("events") if event["type"].startswith("charge.dispute.")]


def balance_there(stripe: Any) -> int:
    """What the simulator's own balance comes to, fees taken off."""
    return sum(row["net"] for row in stripe.book("balance_transactions"))
