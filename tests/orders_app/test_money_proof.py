"""The money proof: clean when all is well, and not when a cent is anywhere it should not be."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from commerce.kernel.money import Money
from orders.domain import pay, proof, refunds
from orders.models import MoneyProof
from orders.tasks import prove_money
from payments.domain import refunds as provider_refunds
from payments.domain.record import record
from payments.models import PaymentAttempt
from payments.providers.base import Fetched
from tests.factories.shop import make_order, make_seller, make_variant

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(simulator):
    """Paid, with tax and commission in it, and partly given back."""
    simulator.post("reset")
    stall = make_seller(tax_rate_bp=1_400, commission_bp=733)
    order = make_order((make_variant(seller=stall, price=99_901), 2))
    simulator.pay(pay.start_payment(order=order, method="stripe", who="test").provider_ref)
    order = pay.look(order=order)
    made = refunds.refund(order=order, actor="staff", reason="late", key="a", amount=Money(5_001, "GYD"))
    provider_refunds.send(refund=made, actor="test")
    return order


def pay_with_other_amount() -> None:
    waiting = make_order((make_variant(), 1))
    attempt = PaymentAttempt.objects.create(
        payment=waiting.payment,
        provider="stripe",
        amount_minor=waiting.total_minor,
        covers_minor=waiting.total_minor,
        currency="GYD",
        state="open",
    )
    record(attempt=attempt, fetched=Fetched("captured", Money(7, "USD"), attempt.public_id), actor="test")


def bend(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE payments_posting DISABLE TRIGGER USER; {sql}")


def test_it_is_clean_and_every_currency_sums_to_nothing(order):
    make_order((make_variant(), 1))
    made = proof.prove()
    assert (made.is_clean, made.orders_checked, made.orders_differing) == (True, 1, 0)
    assert [(each.currency, each.sum_minor) for each in made.currencies] == [("GYD", 0)]
    sums = dict(made.currencies[0].accounts)
    fee = PaymentAttempt.objects.get(state="captured").fee_minor
    assert sums["provider"] == order.total_minor - 5_001 - fee


def test_a_cent_too_many_is_found(order):
    bend("UPDATE payments_posting SET minor = minor + 1 WHERE id = (SELECT max(id) FROM payments_posting)")
    made = proof.prove()
    assert (made.is_clean, made.currencies[0].sum_minor) == (False, 1)
    assert "ledger_unbalanced" in {fault["name"] for fault in made.broken}


def test_an_order_whose_entries_are_not_what_was_paid_is_named(order):
    bend("UPDATE payments_payment SET captured_minor = captured_minor + 1, amount_minor = amount_minor + 1")
    made = proof.prove()
    assert (made.orders_differing, made.differing, made.is_clean) == (1, [order.number], False)


def test_money_that_nobody_asked_for_is_told_and_differs_from_nothing(order):
    pay_with_other_amount()
    made = proof.prove()
    assert [(each["minor"], each["currency"]) for each in made.unexplained] == [(7, "USD")]
    assert made.is_clean


def test_the_command_ends_with_0_and_says_clean(order):
    out = StringIO()
    call_command("money_proof", stdout=out)
    assert out.getvalue().splitlines()[-1] == "clean"


def test_the_command_ends_with_1_and_names_the_order(order):
    bend("UPDATE payments_payment SET captured_minor = captured_minor + 1, amount_minor = amount_minor + 1")
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("money_proof", json=True, stdout=out)
    assert (ended.value.code, json.loads(out.getvalue())["differing"]) == (1, [order.number])


def test_the_job_keeps_what_it_found(order):
    prove_money()
    kept = MoneyProof.objects.get()
    assert (kept.is_clean, kept.found["orders_checked"], kept.found["is_clean"]) == (True, 1, True)
