"""What was paid before there was a ledger gets the entries that it would have today."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.models import Sum

from commerce.kernel.money import Money
from orders.domain import audit, credit_notes, pay, refunds
from payments.domain import refunds as provider_refunds
from payments.domain.record import record
from payments.models import Journal, PaymentAttempt, Posting, Refund
from payments.providers.base import Fetched, Refunded
from tests.factories.shop import make_order, make_seller, make_variant

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(simulator):
    """Paid and given back in all ways there were, then without its entries."""
    stall = make_seller(commission_bp=750)
    order = make_order((make_variant(seller=stall), 2))
    simulator.pay(pay.start_payment(order=order, method="stripe", who="test").provider_ref)
    order = pay.look(order=order)
    done, failed, _begun = (
        refunds.refund(order=order, actor="staff", reason="late", key=key, amount=Money(3_001, "GYD")) for key in "abc"
    )
    credit_notes.issue(refund=provider_refunds.send(refund=done, actor="test"))
    Refund.objects.filter(pk=failed.pk).update(state="sent")
    provider_refunds.record(refund=failed, answer=Refunded("failed", "re_1"), actor="test")
    _pay_again(order)
    before = balances()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("posting", "journal"):
            cursor.execute(f"ALTER TABLE payments_{table} DISABLE TRIGGER USER; DELETE FROM payments_{table}")
            cursor.execute(f"ALTER TABLE payments_{table} ENABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return before


def _pay_again(order) -> None:
    again = PaymentAttempt.objects.create(
        payment=order.payment,
        provider="stripe",
        amount_minor=order.total_minor,
        covers_minor=order.total_minor,
        currency="GYD",
        state="open",
    )
    found = Fetched("captured", again.amount, again.public_id, charge_ref="pi_again", fee_minor=7)
    record(attempt=again, fetched=found, actor="test")


def balances() -> dict[str, int]:
    """What each account comes to by the kinds of entries, zero where two have cancelled each other."""
    sums = Posting.objects.values_list("account__code", "account__owner", "journal__kind")
    totals = sums.annotate(total=Sum("minor")).order_by()
    return {f"{code}:{owner}:{kind}": total for code, owner, kind, total in totals}


def backfill() -> None:
    migration = import_module("payments.migrations.0005_entries_of_old_payments")
    with connection.cursor() as cursor:
        for sql in (migration.LEGS, migration.ACCOUNTS, migration.ENTRIES, migration.POSTINGS):
            cursor.execute(sql)
        cursor.execute("DROP TABLE old_leg")


def test_old_payments_get_the_entries_of_today(old):
    assert {fault.name for fault in audit.faults(audit.audit_books())} == {
        "captures_differ_from_ledger", "refunds_differ_from_ledger", "parties_differ_from_ledger",
    }  # fmt: skip
    backfill()
    assert balances() == old
    assert audit.faults(audit.audit_books()) == []


def test_what_has_entries_gets_none_again(old):
    backfill()
    count = Journal.objects.count()
    backfill()
    assert Journal.objects.count() == count > 0
