"""Reading MMG's answers: amounts as text in dollars, parties as lists of pairs, statuses as words. Pure functions."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from commerce.kernel.money import MAX_MINOR, Money

from ..base import Candidate
from .clock import unix_of
from .tokens import MMG_ID

# What a look-up may say. "successful" and "pending" have been seen; a word that is in no row is not understood.
STATUSES = {
    "successful": "successful", "reversed": "reversed", "failed": "failed", "declined": "failed", "rejected": "failed",
    "cancelled": "failed", "expired": "failed",
}  # fmt: skip
AMOUNT = re.compile(r"\d{1,12}(\.\d{1,3})?", re.ASCII)
CAME_IN = ("completed", "successful")


@dataclass(frozen=True)
class Found:
    """What a look-up says of `number`. `receipt` is the second number that MMG gives the same payment."""

    number: str
    status: str
    amount: Money | None
    account: str
    receipt: str
    is_ours: bool

    @property
    def numbers(self) -> tuple[str, ...]:
        """What may stand for one payment only; two payments that share either are one."""
        return tuple(dict.fromkeys(n for n in (self.number, self.receipt) if n))


def found_in(number: str, answer: Mapping[str, Any], ours: str) -> Found:
    """Of a look-up; one without its receipt counts as not understood, because it could be counted twice."""
    account, receipt = account_in(answer.get("creditParty")), number_in(answer.get("transactionReference"))
    status = STATUSES.get(str(answer.get("transactionStatus")).lower(), "unknown") if receipt else "unknown"
    amount = money(answer.get("amount"), answer.get("currency"))
    return Found(number, status, amount, account, receipt, is_ours=bool(account) and account == ours)


def account_in(parties: object) -> str:
    """The one account id of a list of pairs; nothing where there is none or more than one."""
    pairs = [p for p in parties if isinstance(p, dict)] if isinstance(parties, list) else []
    found = {str(pair.get("value") or "") for pair in pairs if pair.get("key") == "accountid"}
    return found.pop() if len(found) == 1 else ""


def number_in(value: object) -> str:
    return value if isinstance(value, str) and MMG_ID.fullmatch(value) else ""


def money(amount: object, currency: object) -> Money | None:
    """Text in major units, such as "1300.50". None for what is no amount."""
    if not isinstance(amount, (str, int)) or not AMOUNT.fullmatch(str(amount)):
        return None
    try:
        found = Money.of(str(amount), str(currency))
    except ValueError:
        return None
    return found if found.minor <= MAX_MINOR else None


def candidates_in(rows: Iterable[Mapping[str, Any]], amount: Money, since: int, until: int) -> list[Candidate]:
    """Completed rows of just this amount, each number once, by their time."""
    found: dict[str, Candidate] = {}
    for row in rows:
        number, at = number_in(row.get("transactionReference")), unix_of(row.get("modificationDate"))
        came = row.get("transactionStatus") in CAME_IN and money(row.get("amount"), row.get("currency")) == amount
        if number and came and at is not None and since <= at < until:
            found[number] = Candidate(number, amount, at, str(row.get("external_id") or "")[:60])
    return sorted(found.values(), key=lambda each: each.at_unix)
