"""The one door of the ledger. Balances are sums of postings; no counter is kept anywhere that could drift."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from commerce.kernel.money import Money
from commerce.kernel.transactions import must_be_within

from ..errors import BelowFloor, OtherEntry
from ..models import Payment, Posting
from ..models.ledger import DEBIT_CODES, FLOORED_CODES

# Nothing is written while an account is missing, or when the key is taken: then it gives no row.
WRITE = """
WITH leg AS (
  SELECT a.id AS account_id, l.minor
    FROM unnest(%(codes)s::text[], %(owners)s::text[], %(currencies)s::text[], %(minors)s::bigint[])
           AS l(code, owner, currency, minor)
    JOIN payments_account a ON a.code = l.code AND a.owner = l.owner AND a.currency = l.currency
), entry AS (
  INSERT INTO payments_journal (key, kind, payment_id, subject, memo, actor, legs)
  SELECT %(key)s, %(kind)s, %(payment)s, %(subject)s, %(memo)s, %(actor)s, %(legs)s
   WHERE (SELECT count(*) FROM leg) = %(legs)s
  ON CONFLICT (key) DO NOTHING RETURNING id
), written AS (
  INSERT INTO payments_posting (journal_id, account_id, minor)
  SELECT entry.id, leg.account_id, leg.minor FROM entry, leg ORDER BY leg.account_id
)
SELECT id FROM entry
"""
OPEN_ACCOUNTS = """
INSERT INTO payments_account (code, owner, currency, sign, has_floor)
SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::smallint[], %s::boolean[]) ORDER BY 1, 2, 3
ON CONFLICT (code, owner, currency) DO NOTHING
"""
FLOOR = "ledger_floor"


@dataclass(frozen=True, order=True)
class Leg:
    """What one account gets. `minor` of `currency`: a debit is positive, a credit negative."""

    code: str
    owner: str
    currency: str
    minor: int


def debit(code: str, owner: str, amount: Money) -> Leg:
    return Leg(code, owner, amount.currency, amount.minor)


def credit(code: str, owner: str, amount: Money) -> Leg:
    return Leg(code, owner, amount.currency, -amount.minor)


def post(
    *, key: str, kind: str, legs: Iterable[Leg], actor: str, payment: Payment | None = None, subject: str = "",
    memo: str = "",
) -> bool:  # fmt: skip
    """Write one entry in the caller's transaction; False when it stands there already, or says nothing.

    Legs of one account are one posting. Raises ValueError when they do not balance in each currency, OtherEntry when
    the key has an entry that says something else, and BelowFloor, after which the transaction can only be left.
    """
    must_be_within("an entry is written in the transaction that causes it")
    whole = _joined(legs)
    if not whole:
        return False
    facts: dict[str, Any] = {
        "key": key, "kind": kind, "payment": payment.pk if payment else None, "subject": subject, "memo": memo[:200],
        "actor": actor, "legs": len(whole),
        "codes": [leg.code for leg in whole], "owners": [leg.owner for leg in whole],
        "currencies": [leg.currency for leg in whole], "minors": [leg.minor for leg in whole],
    }  # fmt: skip
    if _written(facts):
        return True
    if _stands(key, whole):
        return False
    _open_accounts(whole)
    return _written(facts) or not _stands(key, whole)


def _joined(legs: Iterable[Leg]) -> list[Leg]:
    sums: dict[tuple[str, str, str], int] = {}
    totals: dict[str, int] = {}
    for leg in legs:
        account = (str(leg.code), leg.owner, leg.currency)
        sums[account] = sums.get(account, 0) + leg.minor
        totals[leg.currency] = totals.get(leg.currency, 0) + leg.minor
    if any(totals.values()):
        raise ValueError(f"an entry must balance: {totals}")
    return sorted(Leg(*account, minor) for account, minor in sums.items() if minor)


def _written(facts: dict[str, Any]) -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute(WRITE, facts)
            return cursor.fetchone() is not None
    except IntegrityError as error:
        if getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") != FLOOR:
            raise
        raise BelowFloor(_("There is not enough on the account for this.")) from error


def _stands(key: str, legs: list[Leg]) -> bool:
    rows = Posting.objects.filter(journal__key=key).select_related("account")
    found = sorted(Leg(row.account.code, row.account.owner, row.account.currency, row.minor) for row in rows)
    if found not in ([], legs):
        raise OtherEntry(_("This was written into the ledger before, with other amounts."))
    return bool(found)


def _open_accounts(legs: list[Leg]) -> None:
    values: list[Any] = [
        [leg.code for leg in legs],
        [leg.owner for leg in legs],
        [leg.currency for leg in legs],
        [1 if leg.code in DEBIT_CODES else -1 for leg in legs],
        [leg.code in FLOORED_CODES for leg in legs],
    ]
    with connection.cursor() as cursor:
        cursor.execute(OPEN_ACCOUNTS, values)


def balance(*, code: str, owner: str, currency: str) -> Money:
    """What the account comes to: positive as that kind of account grows. The sum of its postings."""
    sums = Posting.objects.filter(account__code=code, account__owner=owner, account__currency=currency)
    total = sums.aggregate(total=Sum(F("minor") * F("account__sign")))["total"]
    return Money(total or 0, currency)
