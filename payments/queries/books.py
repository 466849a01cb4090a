"""What the ledger comes to: every account's sum, and money whose purpose nobody has said yet."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, Sum

from commerce.kernel.money import Money

from ..models import Journal, Posting
from ..models.ledger import AccountCode


@dataclass(frozen=True)
class AccountSum:
    """What all accounts of one kind come to in one currency. Debits are positive, credits negative."""

    code: str
    amount: Money


@dataclass(frozen=True)
class Waiting:
    """Money that came in and whose purpose nobody has said: paid twice, or another amount than asked for."""

    reference: str
    amount: Money
    since: datetime


def account_sums() -> list[AccountSum]:
    """By currency and kind of account; kinds that come to nothing are there as well."""
    rows = Posting.objects.values_list("account__currency", "account__code").annotate(minor=Sum("minor"))
    return [
        AccountSum(code, Money(minor, currency))
        for currency, code, minor in rows.order_by("account__currency", "account__code")
    ]


def entries() -> int:
    return Journal.objects.count()


def waiting() -> list[Waiting]:
    """The oldest first."""
    rows = Posting.objects.filter(account__code=AccountCode.SUSPENSE).values_list("account__owner", "account__currency")
    sums = rows.annotate(minor=Sum("minor"), since=Min("journal__at")).exclude(minor=0)
    return [Waiting(owner, Money(-minor, currency), since) for owner, currency, minor, since in sums.order_by("since")]
