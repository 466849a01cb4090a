"""Giving back at MMG: all of a payment or nothing, once, and done when the look-up says so."""

import pytest

from commerce.kernel.money import Money
from commerce.kernel.resilience import ProviderAway
from payments.errors import Declined, Misconfigured
from payments.providers.base import Refunded, RefundOrder
from payments.providers.mmg.adapter import MmgProvider
from tests.factories.mmg import PRICE, page_of

adapter = MmgProvider()


@pytest.fixture
def number(mmg) -> str:
    mmg.post("reversal_outcomes", outcome="pending")
    return mmg.pay(page_of())["transaction"]["id"]


def refund(number: str, amount: Money = PRICE, provider_ref: str = "") -> Refunded:
    return adapter.refund(RefundOrder("rfd_1", number, amount, "late", provider_ref))


def test_it_is_pending_until_the_look_up_says_reversed(mmg, number):
    assert refund(number) == Refunded("pending", number)
    assert refund(number, provider_ref=number) == Refunded("pending", number)
    mmg.post("reversals", transaction=number, outcome="done")
    assert refund(number, provider_ref=number) == Refunded("done", number)
    assert mmg.asked().count("reversal") == 1


def test_one_that_is_done_at_once_is_done(mmg, number):
    mmg.post("reversal_outcomes", outcome="done")
    assert refund(number) == Refunded("done", number)


def test_asked_twice_it_is_one_reversal(mmg, number):
    assert [refund(number), refund(number)] == [Refunded("pending", number)] * 2
    assert len(mmg.book("reversals")) == 1
    mmg.post("reversals", transaction=number, outcome="done")
    assert refund(number) == Refunded("done", number)
    assert mmg.asked().count("reversal") == 2


@pytest.mark.parametrize(("when", "made"), [("before", 0), ("after", 1)])
def test_a_reversal_whose_answer_was_lost_is_unknown_and_made_once(mmg, number, when, made):
    mmg.fault("drop", "reversal", when=when)
    with pytest.raises(ProviderAway):
        refund(number)
    assert len(mmg.book("reversals")) == made
    assert refund(number) == Refunded("pending", number)
    assert len(mmg.book("reversals")) == 1


@pytest.mark.parametrize("cents", [149_900, 100, 150_100])
def test_a_part_is_refused_and_nothing_is_asked_for(mmg, number, cents):
    with pytest.raises(Declined) as refused:
        refund(number, Money(cents, "GYD"))
    assert refused.value.code == "full_reversal_only"
    assert mmg.book("reversals") == []


@pytest.mark.parametrize("change", [{"status": "failed"}, {"account": "7770000"}, {"status": "pending"}])
def test_what_is_no_payment_of_ours_is_not_reversed(mmg, number, change):
    mmg.post("transactions", transaction=number, **change)
    with pytest.raises(Declined) as refused:
        refund(number)
    assert refused.value.code == "nothing_to_reverse"
    assert mmg.asked().count("reversal") == 0


@pytest.mark.parametrize("status", [404, 422])
def test_another_page_on_the_way_decides_nothing(mmg, number, status):
    mmg.fault("garbage", "reversal", status=status)
    with pytest.raises(ProviderAway):
        refund(number)


def test_a_refusal_of_mmg_is_final(mmg, number):
    mmg.fault("status", "reversal", status=422)
    with pytest.raises(Declined) as refused:
        refund(number)
    assert refused.value.code == "SYSTEM_ERROR"


def test_a_reversal_that_failed_there_is_not_told_as_done(mmg, number):
    refund(number)
    mmg.post("reversals", transaction=number, outcome="failed")
    assert refund(number, provider_ref=number) == Refunded("pending", number)
    assert mmg.times_charged("att_a") == 1


def test_wrong_keys_decide_nothing(mmg, number, settings):
    settings.MMG_PASSWORD = "wrong"
    with pytest.raises(Misconfigured):
        refund(number)
    assert mmg.book("reversals") == []
