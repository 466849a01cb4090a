"""Refunds at PayPal: in parts, pending, refused, and never twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from commerce.kernel.resilience import ProviderAway
from payments.errors import Misconfigured
from payments.providers.base import Refunded
from payments.providers.paypal import client


@pytest.fixture
def once(monkeypatch):
    """One try a call, so that what a lost reply leaves behind can be seen."""
    monkeypatch.setattr(client, "TRIES", 1)


@pytest.fixture
def taken(adapter, approved) -> str:
    return adapter.fetch(approved()).charge_ref


def given_back(paypal) -> list[str]:
    return [row["amount"]["value"] for row in paypal.book("refunds")]


def test_a_refund_in_part_is_done(adapter, paypal, taken, refund_of):
    refunded = adapter.refund(refund_of(taken))
    assert refunded == Refunded("done", paypal.book("refunds")[0]["id"])
    assert adapter.refund(refund_of(taken, provider_ref=refunded.provider_ref)) == refunded
    assert given_back(paypal) == ["10.00"]


@pytest.mark.usefixtures("once")
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_lost_reply_is_one_refund(adapter, paypal, taken, refund_of, when):
    paypal.fault("drop", path="*/refund", when=when)
    with pytest.raises(ProviderAway):
        adapter.refund(refund_of(taken))
    assert adapter.refund(refund_of(taken)).outcome == "done"
    assert given_back(paypal) == ["10.00"]


def test_a_lost_refund_is_found_after_paypal_forgot_the_key(adapter, paypal, taken, refund_of, once):
    paypal.fault("drop", path="*/refund", when="after")
    with pytest.raises(ProviderAway):
        adapter.refund(refund_of(taken))
    paypal.post("clock", advance=7 * 3600)
    assert adapter.refund(refund_of(taken)).provider_ref == paypal.book("refunds")[0]["id"]
    assert given_back(paypal) == ["10.00"]


def test_the_same_refund_at_once_is_made_once(adapter, paypal, taken, refund_of):
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(lambda _: adapter.refund(refund_of(taken)).outcome, range(4)))
    assert (outcomes, given_back(paypal)) == (["done"] * 4, ["10.00"])


def test_two_refunds_of_the_same_amount_are_two(adapter, paypal, taken, refund_of):
    adapter.refund(refund_of(taken, key="ref_1"))
    adapter.refund(refund_of(taken, key="ref_2"))
    assert given_back(paypal) == ["10.00", "10.00"]


def test_more_than_is_left_is_refused_for_good(adapter, paypal, taken, refund_of):
    adapter.refund(refund_of(taken, 2500))
    with pytest.raises(Misconfigured) as caught:
        adapter.refund(refund_of(taken, 501, key="ref_2"))
    assert (caught.value.code, given_back(paypal)) == ("refund_amount_exceeded", ["25.00"])


def test_nothing_is_left_after_a_whole_refund(adapter, paypal, taken, refund_of):
    adapter.refund(refund_of(taken, 3000))
    with pytest.raises(Misconfigured) as caught:
        adapter.refund(refund_of(taken, 1, key="ref_2"))
    assert caught.value.code == "capture_fully_refunded"


@pytest.mark.parametrize("turn", [("completed", "done"), ("failed", "failed")])
def test_a_pending_refund_turns_out_later(adapter, paypal, taken, refund_of, turn):
    word, outcome = turn
    paypal.post("refund_outcomes", outcome="pending", count=1)
    pending = adapter.refund(refund_of(taken))
    assert pending.outcome == "pending"
    paypal.post("refunds", refund=pending.provider_ref, status=word)
    assert adapter.refund(refund_of(taken, provider_ref=pending.provider_ref)).outcome == outcome


def test_a_refund_of_a_capture_that_paypal_does_not_know_is_refused(adapter, paypal, refund_of):
    with pytest.raises(Misconfigured) as caught:
        adapter.refund(refund_of("0UNKNOWN0CAPTURE0"))
    assert caught.value.code == "invalid_resource_id"
