"""Paying with PayPal: we take what is approved, once, whatever becomes of the replies."""

import pytest

from commerce.kernel.money import Money
from payments.errors import Misconfigured
from payments.providers.base import Fetched

USD30 = Money(3000, "USD")
NOTHING = Money(0, "USD")
RECEIVER = "MERCHANTTESTS"


def told(outcome, amount=NOTHING, **words) -> Fetched:
    return Fetched(outcome, amount, "att_1", receiver=RECEIVER, **words)


def capture_ids(paypal) -> list[str]:
    return [row["id"] for row in paypal.book("captures")]


def test_the_shopper_is_sent_to_paypals_page(adapter, paypal, charge):
    started = adapter.start(charge())
    assert started.next_url == f"{paypal.url}/checkoutnow?token={started.provider_ref}"
    assert adapter.fetch(started.provider_ref) == told("open")


def test_the_same_start_again_is_the_same_order(adapter, paypal, charge):
    assert adapter.start(charge()) == adapter.start(charge())
    assert len(paypal.book("orders")) == 1


def test_what_is_approved_is_taken_by_asking(adapter, paypal, approved):
    order = approved()
    fetched = adapter.fetch(order)
    assert fetched == told("captured", USD30, charge_ref=capture_ids(paypal)[0], fee_minor=154)
    assert adapter.fetch(order) == fetched
    assert len(capture_ids(paypal)) == 1


def test_yen_are_written_without_decimals(adapter, paypal, approved):
    fetched = adapter.fetch(approved(minor=3000, currency="JPY"))
    assert fetched.amount == Money(3000, "JPY")
    assert paypal.book("captures")[0]["amount"] == {"currency_code": "JPY", "value": "3000"}


def test_the_shops_own_currency_is_not_paypals(adapter, charge):
    with pytest.raises(Misconfigured, match="CURRENCY_NOT_SUPPORTED"):
        adapter.start(charge(minor=600_000, currency="GYD"))
    assert {"GYD", "BDT"} & adapter.capabilities.currencies == set()
    assert adapter.capabilities.charges_in == "USD"


@pytest.mark.parametrize("funding", ["declined", "other_funding"])
def test_a_declined_instrument_leaves_the_payment_open(adapter, paypal, approved, funding):
    codes = {"declined": "instrument_declined", "other_funding": "redirect_payer_for_alternate_funding"}
    order = approved(funding)
    assert adapter.fetch(order) == told("open", decline_code=codes[funding])
    assert capture_ids(paypal) == []


def test_asking_again_is_not_another_try_of_the_same_card(adapter, paypal, approved):
    order = approved("declined")
    for _ in range(12):
        adapter.fetch(order)
    assert adapter.fetch(order) == told("open", decline_code="instrument_declined")


def test_after_a_decline_the_shopper_pays_in_another_way(adapter, paypal, approved):
    order = approved("declined")
    adapter.fetch(order)
    paypal.post("clock", advance=60)
    paypal.pay(order, "good")
    assert adapter.fetch(order).outcome == "captured"


@pytest.mark.parametrize(
    ("funding", "code"), [("insufficient", "payer_cannot_pay"), ("refused", "transaction_refused")]
)
def test_a_final_no_is_declined(adapter, paypal, approved, funding, code):
    assert adapter.fetch(approved(funding)) == told("declined", decline_code=code)


def test_an_echeck_is_open_until_the_money_is_there(adapter, paypal, approved):
    order = approved("echeck")
    pending = adapter.fetch(order)
    ref = capture_ids(paypal)[0]
    assert pending == told("open", charge_ref=ref)
    paypal.post("captures", capture=ref, status="completed")
    assert adapter.fetch(order) == told("captured", USD30, charge_ref=ref, fee_minor=154)


def test_an_echeck_that_bounces_is_declined(adapter, paypal, approved):
    order = approved("echeck")
    adapter.fetch(order)
    ref = capture_ids(paypal)[0]
    paypal.post("captures", capture=ref, status="denied")
    assert adapter.fetch(order) == told("declined", charge_ref=ref, decline_code="capture_denied")


def test_an_order_that_paypal_forgot_has_expired(adapter, paypal, charge):
    order = adapter.start(charge()).provider_ref
    paypal.post("clock", advance=3 * 3600 + 1)
    assert adapter.fetch(order).outcome == "expired"


def test_what_was_given_up_is_never_taken_even_if_approved_later(adapter, paypal, charge):
    order = adapter.start(charge()).provider_ref
    assert adapter.cancel(order) == told("expired")
    paypal.pay(order)
    assert adapter.fetch(order) == told("expired")
    assert capture_ids(paypal) == []


def test_giving_up_what_was_taken_tells_that_it_was(adapter, paypal, approved):
    order = approved()
    adapter.fetch(order)
    assert adapter.cancel(order).outcome == "captured"


def test_giving_up_an_order_that_paypal_forgot(adapter, paypal, charge):
    order = adapter.start(charge()).provider_ref
    paypal.post("clock", advance=3 * 3600 + 1)
    assert adapter.cancel(order).outcome == "expired"


def test_an_amount_is_set_aside_and_taken_later_in_part(adapter, paypal, approved):
    order = approved(capture_later=True)
    aside = adapter.fetch(order)
    authorization = paypal.book("authorizations")[0]["id"]
    assert aside == told("authorised", USD30, charge_ref=authorization)
    taken = adapter.capture(order, Money(1200, "USD"), "take_1")
    assert taken == told("captured", Money(1200, "USD"), charge_ref=capture_ids(paypal)[0], fee_minor=91)
    assert adapter.capture(order, Money(1200, "USD"), "take_2") == taken
    assert adapter.fetch(order) == taken


def test_what_is_set_aside_is_let_go_of(adapter, paypal, approved):
    order = approved(capture_later=True)
    adapter.fetch(order)
    assert adapter.cancel(order).outcome == "expired"
    assert [row["status"] for row in paypal.book("authorizations")] == ["VOIDED"]
