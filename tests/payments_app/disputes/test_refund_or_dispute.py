"""A refund and a dispute reach for the same money: one of them has it, and the desk hears of what went out twice."""

import pytest

from commerce.kernel.money import Money
from orders.domain import refunds
from payments.errors import OverRefund
from payments.models import Dispute, Payment, Refund
from payments.queries import cases
from tests.chaos import judge
from tests.chaos.crowd import at_once, unexpected
from tests.payments_app.disputes.judging import FEE, accounts, faults, frozen, intent, learn, shares


@pytest.mark.django_db
def test_what_is_disputed_cannot_be_refunded(stripe, paid, disputed):
    with pytest.raises(OverRefund):
        refunds.refund(order=paid, actor="staff", reason="late", key="a", amount=Money(1, "GYD"))
    assert Refund.objects.count() == 0


@pytest.mark.django_db
def test_a_refund_that_was_promised_first_leaves_the_dispute_to_the_market(stripe, paid, bank):
    refunds.refund(order=paid, actor="staff", reason="late", key="a")
    dispute = learn(bank())
    assert (dispute.held_minor, dispute.uncovered.minor, frozen()) == (0, paid.total_minor, {})
    assert judge.books() == []


@pytest.mark.django_db
def test_when_the_provider_refuses_that_refund_the_shares_are_frozen_after_all(stripe, paid, bank):
    refunds.refund(order=paid, actor="staff", reason="late", key="a")
    learn(bank())
    assert faults(stripe) == []
    assert (Refund.objects.get().state, Dispute.objects.get().uncovered.minor) == ("failed", 0)
    assert frozen() == shares()


@pytest.mark.django_db
def test_money_that_went_out_twice_is_the_markets_loss_and_lands_on_the_desk(stripe, paid, bank):
    """The bank has taken all of it although a part had gone back: it does not look at refunds."""
    ref = bank()
    stripe.post("disputes", dispute=ref, outcome="won")
    refunds.refund(order=paid, actor="staff", reason="late", key="a", amount=Money(30_000, "GYD"))
    assert judge.drain() == []
    stripe.post("disputes", dispute=ref, take_up=True)
    stripe.post("disputes", dispute=ref, outcome="lost")
    fee, dispute = accounts()["fees"], learn(ref)
    assert (dispute.state, dispute.uncovered.minor) == ("lost", 30_000)
    assert accounts() == {"losses": 30_000, "fees": fee + FEE, "provider": -30_000 - fee - FEE}
    assert list(cases.to_look_into(Dispute.objects.all())) == [dispute]
    assert faults(stripe) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("parts", [1, 3])
def test_refunds_and_a_dispute_at_the_same_moment_never_speak_for_the_same_money(stripe, paid, bank, parts):
    ref, whole = bank(), paid.total_minor
    amount = Money(whole // parts, "GYD")

    def give(place: int) -> Refund:
        return refunds.refund(order=paid, actor="staff", reason="late", key=str(place), amount=amount)

    outcomes = at_once([*(lambda p=p: give(p) for p in range(6)), *[lambda: learn(ref)] * 6])
    assert unexpected(outcomes, OverRefund) == []
    payment = Payment.objects.get()
    assert payment.refund_reserved_minor + payment.disputed_minor <= whole
    assert judge.books() == []
    assert faults(stripe) == []
    again = learn(ref)  # the provider refuses refunds of what is disputed, so that all of it is held in the end
    assert (again.held_minor, frozen(), Dispute.objects.count()) == (whole, shares(), 1)


@pytest.mark.django_db(transaction=True)
def test_ten_who_hear_of_a_dispute_at_once_open_one_case(stripe, paid, bank):
    ref = bank()
    outcomes = at_once([lambda: learn(ref)] * 10)
    assert unexpected(outcomes) == []
    assert (Dispute.objects.count(), frozen(), intent()[:3]) == (1, shares(), "pi_")
    assert faults(stripe) == []
