"""The ledger: accounts, entries and their postings, which nobody changes. A debit is positive, a credit negative.

The database itself refuses what must not be: an entry that does not balance in each currency or is added to later, a
change or a deletion, and a posting that takes an account with a floor below nothing.
"""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from commerce.kernel.fields import CurrencyField, MinorField, append_only


class AccountCode(models.TextChoices):
    """What an account stands for; its owner is a provider, a seller, a shopper or the market."""

    PROVIDER = "provider", _("money that providers hold for us")
    BANK = "bank", _("money in the bank")
    FEES = "fees", _("what providers keep for their work")
    COMMISSION = "commission", _("the market's commission")
    SURCHARGE = "surcharge", _("what shoppers pay for their way of paying")
    TAX = "tax", _("tax in prices, owed to the state")
    PENDING = "pending", _("sellers' money before it is delivered")
    AVAILABLE = "available", _("sellers' money that can be paid out")
    DEBT = "debt", _("what sellers owe the market")
    CREDIT = "credit", _("shoppers' credit")
    REFUNDS = "refunds", _("refunds on their way")
    PAYOUTS = "payouts", _("payouts on their way")
    DISPUTED = "disputed", _("money that a bank took back for a dispute")
    FROZEN = "frozen", _("money of sellers and others that a dispute holds")
    LOSSES = "losses", _("what the market itself has lost to disputes")
    AUTHORISED = "authorised", _("amounts set aside on shoppers' cards")
    PROMISED = "promised", _("what those amounts are for")
    EXCHANGE = "exchange", _("between two currencies")
    SUSPENSE = "suspense", _("money whose purpose is not known")


# Accounts that grow by debits; all others grow by credits.
DEBIT_CODES = frozenset(
    {
        AccountCode.PROVIDER, AccountCode.BANK, AccountCode.FEES, AccountCode.DEBT, AccountCode.DISPUTED,
        AccountCode.AUTHORISED, AccountCode.LOSSES,
    }
)  # fmt: skip
# Accounts that may never be below nothing, in any order of events.
FLOORED_CODES = frozenset({AccountCode.AVAILABLE, AccountCode.CREDIT, AccountCode.DEBT})

UNBALANCED = """
IF (SELECT count(*) FROM payments_posting WHERE journal_id = {journal}) <>
   (SELECT legs FROM payments_journal WHERE id = {journal}) THEN
  RAISE EXCEPTION 'entry % has not the postings it was written with', {journal}
    USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_whole';
END IF;
IF EXISTS (SELECT FROM payments_posting p JOIN payments_account a ON a.id = p.account_id
            WHERE p.journal_id = {journal} GROUP BY a.currency HAVING sum(p.minor) <> 0) THEN
  RAISE EXCEPTION 'entry % does not balance', {journal}
    USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_balanced';
END IF;
RETURN NULL;
"""
# The account's row is locked first: postings of others to it are seen or waited for.
BELOW_FLOOR = """
PERFORM FROM payments_account WHERE id = NEW.account_id AND has_floor FOR NO KEY UPDATE;
IF FOUND AND (SELECT sum(p.minor) * min(a.sign) FROM payments_posting p JOIN payments_account a ON a.id = p.account_id
               WHERE p.account_id = NEW.account_id) < 0 THEN
  RAISE EXCEPTION 'account % would be below nothing', NEW.account_id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_floor';
END IF;
RETURN NULL;
"""


def _at_commit(name: str, journal: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name, when=pgtrigger.After, operation=pgtrigger.Insert, timing=pgtrigger.Deferred,
        func=UNBALANCED.format(journal=journal),
    )  # fmt: skip


class Account(models.Model):
    """One party's account of one kind in one currency. `sign` is 1 when it grows by debits, else -1."""

    code = models.CharField(max_length=20)
    owner = models.CharField(max_length=60)
    currency = CurrencyField()
    sign = models.SmallIntegerField()
    has_floor = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "owner", "currency"], name="account_once"),
            models.CheckConstraint(condition=Q(sign__in=[1, -1]), name="account_sign"),
        ]
        triggers = [append_only("account_kept")]

    def __str__(self) -> str:
        return f"{self.code}:{self.owner}:{self.currency}"


class Journal(models.Model):
    """One entry. `key` says what caused it, so that it is written once."""

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=24, db_index=True)
    payment = models.ForeignKey(
        "payments.Payment", on_delete=models.PROTECT, null=True, blank=True, related_name="entries"
    )
    subject = models.CharField(max_length=60, blank=True)
    memo = models.CharField(max_length=200, blank=True)
    actor = models.CharField(max_length=80)
    legs = models.PositiveSmallIntegerField()
    at = models.DateTimeField(db_default=Now(), db_index=True)

    class Meta:
        verbose_name = "ledger entry"
        verbose_name_plural = "ledger entries"
        constraints = [models.CheckConstraint(condition=Q(legs__gte=2), name="journal_of_two_legs")]
        triggers = [append_only("journal_kept"), _at_commit("journal_balanced", "NEW.id")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Posting(models.Model):
    """One leg, in its account's currency."""

    journal = models.ForeignKey(Journal, on_delete=models.PROTECT, related_name="postings", db_index=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="postings", db_index=False)
    minor = MinorField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["journal", "account"], name="posting_once"),
            models.CheckConstraint(condition=~Q(minor=0), name="posting_of_something"),
        ]
        indexes = [models.Index(fields=["account"], include=["minor"], name="posting_sums")]
        triggers = [
            append_only("posting_kept"),
            _at_commit("posting_balanced", "NEW.journal_id"),
            pgtrigger.Trigger(name="posting_floor", when=pgtrigger.After, operation=pgtrigger.Insert, func=BELOW_FLOOR),
        ]

    def __str__(self) -> str:
        return f"{self.journal_id}: {self.minor}"
