"""What the ledger says after each thing that can happen to a payment, with the provider's own book beside it."""

import pytest
from django.db.models import Sum

from commerce.kernel.money import Money
from orders.domain import pay, refunds
from payments.domain import refunds as provider_refunds
from payments.domain.record import record
from payments.models import Journal, Payment, PaymentAttempt, Posting, Refund
from payments.providers.base import Fetched
from tests.chaos import shoppers
from vendors.sellers.models import Seller

pytestmark = pytest.mark.django_db


def accounts(currency: str = "GYD") -> dict[str, int]:
    """What each account comes to, by its kind; those with nothing left out."""
    sums = Posting.objects.filter(account__currency=currency).values_list("account__code")
    return {code: total for code, total in sums.annotate(total=Sum("minor")).order_by() if total}


@pytest.fixture
def paid(db, stripe):
    """An order whose seller pays the market 7.5 percent."""
    variant = shoppers.shelf(5)
    Seller.objects.update(commission_bp=750)
    order = shoppers.order(shoppers.carts([[(variant, 1)]])[0])
    stripe.pay(shoppers.page_of(order))
    pay.look(order=order)
    order.refresh_from_db()
    return order


def of_sellers_and_market(order) -> dict[str, int]:
    shares = order.payment.shares.all()
    commission = sum(share.amount_minor for share in shares if share.kind == "commission")
    return {"pending": commission - order.total_minor, "commission": -commission}


def test_a_capture_belongs_to_seller_and_market_and_the_fee_is_the_markets(paid):
    fee = PaymentAttempt.objects.get().fee_minor
    assert fee > 0
    assert accounts() == {"provider": paid.total_minor - fee, "fees": fee, **of_sellers_and_market(paid)}


def test_a_refund_is_taken_from_them_at_once_and_from_the_provider_when_it_is_done(paid):
    before = accounts()
    made = refunds.refund(order=paid, actor="staff", reason="late", key="a", amount=Money(3_001, "GYD"))
    begun = accounts()
    assert (begun["refunds"], begun["provider"]) == (-3_001, before["provider"])
    assert begun["pending"] + begun["commission"] == before["pending"] + before["commission"] + 3_001
    provider_refunds.send(refund=made, actor="test")
    assert accounts() == {
        **{code: begun[code] for code in ("pending", "commission", "fees")}, "provider": before["provider"] - 3_001,
    }  # fmt: skip


def test_after_a_full_refund_only_the_fee_is_left(paid):
    refunds.refund_rest(order=paid, actor="staff", reason="gone")
    provider_refunds.send(refund=Refund.objects.get(), actor="test")
    fee = PaymentAttempt.objects.get().fee_minor
    assert accounts() == {"provider": -fee, "fees": fee}


@pytest.mark.parametrize("is_done_first", [False, True])
def test_a_refund_that_fails_is_theirs_again(paid, is_done_first):
    before = accounts()
    made = refunds.refund(order=paid, actor="staff", reason="late", key="a", amount=Money(3_001, "GYD"))
    if is_done_first:
        made = provider_refunds.send(refund=made, actor="test")
    else:
        Refund.objects.update(state="sent")
    answer = provider_refunds.Refunded("failed", "re_1", "account closed")
    provider_refunds.record(refund=made, answer=answer, actor="test")
    assert accounts() == before


def test_what_was_paid_twice_waits_beside_and_goes_back(stripe, paid):
    before, first = accounts(), PaymentAttempt.objects.get()
    again = PaymentAttempt.objects.create(
        payment=paid.payment, provider="stripe", amount_minor=paid.total_minor, covers_minor=paid.total_minor,
        currency="GYD", state="open", provider_ref="cs_again",
    )  # fmt: skip
    record(
        attempt=again, actor="test",
        fetched=Fetched("captured", again.amount, again.public_id, charge_ref=first.charge_ref or "", fee_minor=7),
    )  # fmt: skip
    besides = {"refunds": -paid.total_minor, "provider": before["provider"] + paid.total_minor - 7}
    assert accounts() == {**before, **besides, "fees": before["fees"] + 7}


def test_another_amount_than_asked_for_waits_for_somebody(waiting):
    attempt = PaymentAttempt.objects.get()
    fetched = Fetched("captured", Money(5, "USD"), attempt.public_id, charge_ref="pi_1")
    record(attempt=attempt, fetched=fetched, actor="test")
    assert (accounts(), accounts("USD")) == ({}, {"provider": 5, "suspense": -5})


def test_looking_again_writes_nothing_again(paid):
    entries = Journal.objects.count()
    pay.look(order=paid)
    assert (Journal.objects.count(), Payment.objects.get().state) == (entries, "captured")
