"""The auditor: counts the exceptions to every invariant, in the database and against the provider's own book.

The same code judges the tests that kill processes and a shop in production. It only reads.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from payments.models import PaymentAttempt, Refund
from payments.states import AttemptState, RefundState

from . import invariants

EXAMPLES = 5
COUNT = "SELECT count(*), (array_agg(subject))[1:%s] FROM ({sql}) AS found(subject)"
MONEY_CAME = [AttemptState.CAPTURED, AttemptState.SURPLUS]
STRIPE = "stripe"  # other providers' charges are in other books
GOES_BACK = {"succeeded": RefundState.DONE, "pending": RefundState.PENDING, "requires_action": RefundState.PENDING}


@dataclass(frozen=True)
class Finding:
    """How many exceptions there are to one invariant (0 is the only good number), with a few of them by name."""

    name: str
    meaning: str
    count: int
    examples: list[str] = field(default_factory=list)


def audit_books() -> list[Finding]:
    """Every invariant of the database, all seen at one moment."""
    with transaction.atomic(), connection.cursor() as cursor:
        if not connection.savepoint_ids:  # inside a caller's transaction its own view has to do
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return findings(cursor)


def findings(cursor: Any) -> list[Finding]:
    """The same within the caller's transaction."""
    return [_count(cursor, rule) for rule in invariants.ALL]


def audit_provider(*, intents: Iterable[Mapping[str, Any]], refunds: Iterable[Mapping[str, Any]]) -> list[Finding]:
    """Our book against Stripe's: `intents` and `refunds` are all its objects, as its API shows them."""
    there = {intent["id"]: intent["amount_received"] for intent in intents if intent["status"] == "succeeded"}
    here: dict[str, list[int]] = {}
    came = PaymentAttempt.objects.filter(provider=STRIPE, state__in=MONEY_CAME)
    for ref, minor in came.values_list("charge_ref", "amount_minor"):
        here.setdefault(ref or "", []).append(minor)
    charged = [ref for ref, minor in there.items() if here.get(ref) != [minor]]
    invented = [ref for ref in here if ref not in there]
    back = {refund["id"]: _refund_there(refund) for refund in refunds if refund["status"] in GOES_BACK}
    rows = Refund.objects.filter(
        attempt__provider=STRIPE, state__in=[RefundState.DONE, RefundState.PENDING], sent_minor__gt=0
    )
    known = {row[0]: tuple(row) for row in rows.values_list("provider_ref", "public_id", "sent_minor", "state")}
    returned = [ref for ref, what in back.items() if known.get(ref) != what]
    unsent = [str(ref) for ref in known if ref not in back]
    return [
        _finding("provider_charge_unknown", "Every charge at the provider is one captured attempt of ours.", charged),
        _finding("charge_not_at_provider", "Every captured attempt is a charge at the provider.", invented),
        _finding("provider_refund_differs", "Every refund at the provider is one refund of ours.", returned),
        _finding("refund_not_at_provider", "Every refund of ours is one at the provider.", unsent),
    ]


def faults(findings: Iterable[Finding]) -> list[Finding]:
    """Those that are not zero."""
    return [finding for finding in findings if finding.count]


def _refund_there(refund: Mapping[str, Any]) -> tuple[str, str, int, str]:
    reference = (refund.get("metadata") or {}).get("refund", "")
    return refund["id"], reference, refund["amount"], str(GOES_BACK[refund["status"]])


def _count(cursor: Any, rule: invariants.Invariant) -> Finding:
    cursor.execute(COUNT.format(sql=rule.sql), [EXAMPLES])
    count, examples = cursor.fetchone()
    return Finding(rule.name, rule.meaning, count, [str(name) for name in examples or []])


def _finding(name: str, meaning: str, wrong: list[str]) -> Finding:
    return Finding(name, meaning, len(wrong), wrong[:EXAMPLES])
