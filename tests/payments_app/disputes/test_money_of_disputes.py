"""What a dispute does to the ledger: held, given back, paid for; with the provider's own book beside it."""

import pytest

from commerce.kernel.errors import Refused
from commerce.kernel.money import Money
from orders.domain import refund_things, refunds
from payments.models import Dispute, DisputeShare, Journal, Payment, Refund
from payments.states import DISPUTES_OPEN
from tests.chaos import judge
from tests.payments_app.disputes.judging import FEE, accounts, changes, faults, frozen, learn, shares

pytestmark = pytest.mark.django_db


def test_what_is_taken_is_disputed_and_everybodys_share_is_frozen(stripe, paid, bank):
    before, whole = accounts(), paid.total_minor
    dispute = learn(bank())
    assert (dispute.state, dispute.withdrawn_minor, dispute.fee_minor) == ("needs_response", whole, FEE)
    assert (frozen(), accounts().get("pending")) == (shares(), None)
    assert changes(before) == {
        "provider": -whole - FEE, "disputed": whole, "fees": FEE, "frozen": -whole,
        **{code: -before[code] for code in ("pending", "commission", "tax")},
    }  # fmt: skip
    assert (Payment.objects.get().disputed_minor, Payment.objects.get().refundable.minor) == (whole, 0)
    assert faults(stripe) == []


def test_a_won_dispute_leaves_no_trace_but_its_entries(stripe, paid, bank):
    before, ref = accounts(), bank()
    learn(ref)
    stripe.post("disputes", dispute=ref, outcome="won")
    assert (learn(ref).state, accounts(), frozen(), DisputeShare.objects.count()) == ("won", before, {}, 0)
    assert list(Journal.objects.filter(kind__startswith="dispute").values_list("kind", flat=True)) == [
        "dispute_hold", "dispute_won",
    ]  # fmt: skip
    assert Payment.objects.get().refundable.minor == paid.total_minor
    assert faults(stripe) == []


def test_a_lost_dispute_is_paid_by_the_frozen_shares_and_its_fee_is_the_markets(stripe, paid, bank):
    fee, ref = accounts()["fees"], bank()
    learn(ref)
    stripe.post("disputes", dispute=ref, outcome="lost")
    assert (learn(ref).state, frozen()) == ("lost", {})
    assert accounts() == {"provider": -fee - FEE, "fees": fee + FEE}
    assert Payment.objects.get().refundable.minor == 0
    assert faults(stripe) == []


def test_an_inquiry_takes_nothing_and_closes_without_a_trace(stripe, paid, bank):
    before, ref = accounts(), bank(warning=True)
    assert (learn(ref).state, accounts(), Payment.objects.get().refundable.minor) == (
        "warning", before, paid.total_minor,
    )  # fmt: skip
    stripe.post("disputes", dispute=ref, outcome="lost")
    assert (learn(ref).state, accounts()) == ("won", before)
    assert faults(stripe) == []


def test_an_inquiry_that_becomes_a_dispute_takes_the_money(stripe, paid, bank):
    ref = bank(warning=True)
    learn(ref)
    stripe.post("disputes", dispute=ref, take_up=True)
    dispute = learn(ref)
    assert (dispute.state, dispute.withdrawn_minor, frozen()) == ("needs_response", paid.total_minor, shares())
    assert faults(stripe) == []


def test_a_part_is_divided_by_what_each_party_has(stripe, paid, bank):
    learn(bank(amount=10_001))
    held = frozen()
    assert (sum(held.values()), set(held)) == (10_001, set(shares()))
    whole = shares()
    assert all(abs(held[party] - whole[party] * 10_001 / paid.total_minor) <= 3 for party in whole)
    assert Payment.objects.get().refundable.minor == paid.total_minor - 10_001
    assert faults(stripe) == []


def test_what_was_won_is_held_until_it_has_come_back(stripe, paid, bank):
    before, ref = accounts(), bank()
    stripe.post("disputes", dispute=ref, outcome="won", late=True)
    assert (learn(ref).state, accounts()["disputed"], frozen()) == ("won", paid.total_minor, shares())
    assert faults(stripe) == []
    stripe.post("disputes", dispute=ref, reinstate=True)
    assert (learn(ref).state, accounts()) == ("won", before)
    assert faults(stripe) == []


def test_a_dispute_that_was_won_and_taken_up_again_is_held_and_asked_for_again(stripe, paid, bank):
    ref = bank()
    stripe.post("disputes", dispute=ref, outcome="won")
    assert (learn(ref).state, frozen()) == ("won", {})
    stripe.post("disputes", dispute=ref, take_up=True)
    again = learn(ref)
    assert (again.state, again.answered_at, again.ended_at, frozen()) == ("needs_response", None, None, shares())
    stripe.post("disputes", dispute=ref, outcome="lost")
    learn(ref)
    fee = accounts()["fees"]
    assert accounts() == {"provider": -fee, "fees": fee}
    assert faults(stripe) == []


def test_hearing_it_again_writes_nothing_again(stripe, disputed):
    entries = Journal.objects.count()
    for _time in range(3):
        learn(disputed.provider_ref)
    assert Journal.objects.count() == entries
    assert faults(stripe) == []


def test_only_what_was_not_refunded_before_is_held(stripe, paid, bank):
    refunds.refund(order=paid, actor="staff", reason="chipped", key="a", amount=Money(20_003, "GYD"))
    assert judge.drain() == []
    dispute = learn(bank())
    assert (dispute.withdrawn_minor, dispute.uncovered.minor) == (paid.total_minor - 20_003, 0)
    assert Payment.objects.get().refundable.minor == 0
    assert faults(stripe) == []


def test_a_refund_finds_only_what_a_part_that_is_disputed_has_left(stripe, paid, bank):
    ref = bank(amount=30_000)
    learn(ref)
    stripe.post("disputes", dispute=ref, outcome="lost")
    learn(ref)
    made = refunds.refund(order=paid, actor="staff", reason="late", key="a")
    assert made.amount_minor == paid.total_minor - 30_000
    assert sum(share.amount_minor for share in made.shares.all()) == made.amount_minor
    assert judge.books(stripe) == []
    assert faults(stripe) == []
    assert (Refund.objects.get().state, "charged back" in Refund.objects.get().error) == ("failed", True)
    assert Payment.objects.get().refundable.minor == paid.total_minor - 30_000


def test_nobody_gives_back_what_a_dispute_has_taken_of_theirs(stripe, paid, bank):
    """One stall's goods go back as a whole: half of their price is with the bank already."""
    learn(bank(amount=paid.total_minor // 2))
    goods = refund_things.Choice({paid.lines.first().pk: 1})
    with pytest.raises(Refused, match="Give back an amount instead"):
        refunds.refund(order=paid, actor="staff", reason="chipped", key="a", choice=goods)
    assert faults(stripe) == []


def test_whatever_a_dispute_comes_to_its_state_says_whether_it_is_open(stripe, disputed):
    assert (disputed.state in DISPUTES_OPEN, disputed.ended_at, disputed.due_at is not None) == (True, None, True)
    stripe.post("disputes", dispute=disputed.provider_ref, outcome="lost")
    ended = learn(disputed.provider_ref)
    assert (ended.ended_at is not None, ended.due_at, Dispute.objects.count()) == (True, None, 1)
