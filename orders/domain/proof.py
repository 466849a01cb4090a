"""The money proof: that no cent was made or lost, in figures anybody can check (N10). It only reads, at one moment."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from commerce.kernel.clock import database_now
from commerce.kernel.money import Money
from payments.queries import books

from ..models import MoneyProof
from . import audit
from .audit import Finding

EXAMPLES = 5
KEEP = "30 days"
# What the entries of an order's payment have left to sellers, the state, the market and nobody yet, against what its
# shopper has paid, was not promised back and has not disputed. An amount nobody asked for stands in no order.
ORDERS = """
WITH entered AS (
  SELECT j.payment_id, -sum(l.minor) AS minor FROM payments_journal j
    JOIN payments_posting l ON l.journal_id = j.id JOIN payments_account c ON c.id = l.account_id
    LEFT JOIN payments_dispute d ON d.public_id = j.subject
    LEFT JOIN payments_paymentattempt a ON a.public_id = j.subject
    LEFT JOIN payments_paymentattempt da ON da.id = d.attempt_id
   WHERE (j.kind IN ('capture', 'refund_begun', 'refund_failed') OR starts_with(j.kind, 'dispute'))
     AND coalesce(a.state, da.state) IS DISTINCT FROM 'mismatch'
     AND c.code IN ('pending', 'commission', 'tax', 'surcharge', 'suspense') GROUP BY 1
), paid AS (
  SELECT o.number, coalesce(e.minor, 0) <> p.captured_minor - p.refund_reserved_minor - p.disputed_minor AS differs
    FROM orders_order o JOIN payments_payment p ON p.id = o.payment_id LEFT JOIN entered e ON e.payment_id = p.id
   WHERE p.captured_minor > 0 OR e.minor <> 0
)
SELECT count(*), count(*) FILTER (WHERE differs), (array_agg(number ORDER BY number) FILTER (WHERE differs))[1:%s]
  FROM paid
"""


@dataclass(frozen=True)
class CurrencyProof:
    """All accounts of one currency: their sums in minor units by `AccountCode`, and their sum, which must be 0."""

    currency: str
    accounts: list[tuple[str, int]]
    sum_minor: int


@dataclass(frozen=True)
class Proof:
    """`unexplained` are references with minor units and currency; `broken` the invariants with exceptions."""

    at: datetime
    entries: int
    currencies: list[CurrencyProof]
    orders_checked: int
    orders_differing: int
    differing: list[str]
    unexplained: list[dict[str, Any]]
    invariants: int
    broken: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Nothing differs. Money that waits for an explanation is told, and is not a difference."""
        return not (self.orders_differing or self.broken or any(each.sum_minor for each in self.currencies))

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"at": self.at.isoformat(), "is_clean": self.is_clean}


def prove() -> Proof:
    """Look at everything now."""
    with transaction.atomic(), connection.cursor() as cursor:
        if not connection.savepoint_ids:  # inside a caller's transaction its own view has to do
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute(ORDERS, [EXAMPLES])
        checked, differing, examples = cursor.fetchone()
        findings = audit.findings(cursor)
        return Proof(
            at=database_now(), entries=books.entries(), currencies=_currencies(books.account_sums()),
            orders_checked=checked, orders_differing=differing, differing=examples or [],
            unexplained=[_told(each) for each in books.waiting()],
            invariants=len(findings), broken=[_named(fault) for fault in audit.faults(findings)],
        )  # fmt: skip


def keep(proof: Proof) -> MoneyProof:
    """Write it down, and forget those that are too old."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM orders_moneyproof WHERE at < clock_timestamp() - %s::interval", [KEEP])
    return MoneyProof.objects.create(at=proof.at, is_clean=proof.is_clean, found=proof.as_json())


def _currencies(sums: list[books.AccountSum]) -> list[CurrencyProof]:
    found: dict[str, list[books.AccountSum]] = {}
    for each in sums:
        found.setdefault(each.amount.currency, []).append(each)
    return [
        CurrencyProof(currency, [(s.code, s.amount.minor) for s in rows], sum(s.amount.minor for s in rows))
        for currency, rows in found.items()
    ]


def _told(waiting: books.Waiting) -> dict[str, Any]:
    money: Money = waiting.amount
    return {
        "reference": waiting.reference, "minor": money.minor, "currency": money.currency,
        "since": waiting.since.isoformat(),
    }  # fmt: skip


def _named(fault: Finding) -> dict[str, Any]:
    return {"name": fault.name, "meaning": fault.meaning, "count": fault.count, "examples": fault.examples}
