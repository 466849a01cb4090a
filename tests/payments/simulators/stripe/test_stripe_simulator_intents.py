"""Payment intents over the real SDK: success, declines by card, 3-D Secure, capture, cancel, amounts."""

from __future__ import annotations

import pytest
import requests
import stripe

from tests.payments.simulators.stripe.driving import Running, charged

DECLINES = [
    ("pm_card_visa_chargeDeclined", "card_declined", "generic_decline"),
    ("pm_card_visa_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"),
    ("pm_card_chargeDeclinedExpiredCard", "expired_card", "expired_card"),
    ("pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", "incorrect_cvc"),
    ("pm_card_chargeDeclinedProcessingError", "processing_error", "processing_error"),
    ("pm_card_radarBlock", "card_declined", "fraudulent"),
]


def test_a_good_card_is_charged_with_its_fee(client):
    intent = charged(client, amount=10_000, expand=["latest_charge.balance_transaction"])
    entry = intent.latest_charge.balance_transaction
    assert (intent.status, intent.amount_received) == ("succeeded", 10_000)
    assert (entry.amount, entry.fee, entry.net) == (10_000, 320, 9_680)
    assert intent.latest_charge.outcome.type == "authorized"


@pytest.mark.parametrize(("card", "code", "decline_code"), DECLINES)
def test_a_decline_names_its_reason_and_leaves_a_failed_charge(client, card, code, decline_code):
    with pytest.raises(stripe.CardError) as refused:
        charged(client, card)
    error = refused.value.error
    assert (refused.value.http_status, error.code, error.decline_code) == (402, code, decline_code)
    assert error.payment_intent.status == "requires_payment_method"
    charge = client.v1.charges.retrieve(error.charge)
    assert (charge.status, charge.failure_code, charge.amount_captured) == ("failed", code, 0)


def test_a_declined_intent_can_be_paid_with_another_card(client):
    with pytest.raises(stripe.CardError) as refused:
        charged(client, "pm_card_visa_chargeDeclined")
    intent = client.v1.payment_intents.confirm(
        refused.value.error.payment_intent.id, {"payment_method": "pm_card_visa"}
    )
    assert (intent.status, intent.last_payment_error) == ("succeeded", None)
    charges = client.v1.charges.list({"payment_intent": intent.id}).data
    assert [charge.status for charge in charges] == ["succeeded", "failed"]


@pytest.mark.parametrize(
    ("card", "decision", "status", "redirect"),
    [
        ("pm_card_authenticationRequired", "approve", "succeeded", "succeeded"),
        ("pm_card_authenticationRequired", "fail", "requires_payment_method", "failed"),
        (
            "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds",
            "approve",
            "requires_payment_method",
            "failed",
        ),
    ],
)
def test_3ds_asks_and_returns_to_the_shop(client, card, decision, status, redirect):
    settings = {"automatic_payment_methods": {"enabled": True}, "return_url": "http://127.0.0.1:9/back?a=b"}
    intent = charged(client, card, **settings)
    assert intent.status == "requires_action"
    page = intent.next_action.redirect_to_url.url
    assert "Approve payment" in requests.get(page, timeout=5).text
    answer = requests.post(page, data={"decision": decision}, allow_redirects=False, timeout=5)
    assert answer.status_code == 303
    assert answer.headers["Location"] == (
        f"http://127.0.0.1:9/back?a=b&payment_intent={intent.id}"
        f"&payment_intent_client_secret={intent.client_secret}&redirect_status={redirect}"
    )
    assert client.v1.payment_intents.retrieve(intent.id).status == status
    assert requests.post(page, data={"decision": "approve"}, timeout=5).status_code == 410


def test_failed_authentication_makes_no_charge(client):
    settings = {"automatic_payment_methods": {"enabled": True}, "return_url": "http://127.0.0.1:9/back"}
    intent = charged(client, "pm_card_authenticationRequired", **settings)
    requests.post(intent.next_action.redirect_to_url.url, data={"decision": "fail"}, allow_redirects=False, timeout=5)
    intent = client.v1.payment_intents.retrieve(intent.id)
    assert intent.last_payment_error.code == "payment_intent_authentication_failure"
    assert intent.latest_charge is None


def test_manual_capture_takes_a_part_and_releases_the_rest(client):
    intent = charged(client, amount=9_000, capture_method="manual")
    assert (intent.status, intent.amount_capturable) == ("requires_capture", 9_000)
    with pytest.raises(stripe.InvalidRequestError, match="greater than the amount you can capture"):
        client.v1.payment_intents.capture(intent.id, {"amount_to_capture": 9_001})
    taken = client.v1.payment_intents.capture(intent.id, {"amount_to_capture": 6_000})
    assert (taken.status, taken.amount_received, taken.amount_capturable) == ("succeeded", 6_000, 0)
    with pytest.raises(stripe.InvalidRequestError, match=r"greater than unrefunded amount"):
        client.v1.refunds.create({"payment_intent": intent.id, "amount": 6_001})


def test_cancel_is_final(client):
    intent = charged(client, capture_method="manual")
    gone = client.v1.payment_intents.cancel(intent.id, {"cancellation_reason": "abandoned"})
    assert (gone.status, gone.cancellation_reason) == ("canceled", "abandoned")
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.payment_intents.capture(intent.id)
    assert refused.value.code == "payment_intent_unexpected_state"


def test_a_paid_intent_cannot_be_confirmed_again(client):
    intent = charged(client)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.payment_intents.confirm(intent.id, {"payment_method": "pm_card_visa"})
    assert refused.value.code == "payment_intent_unexpected_state"


def test_update_changes_amount_and_metadata_until_paid(client):
    intent = client.v1.payment_intents.create({"amount": 500, "currency": "usd", "metadata": {"a": "1", "b": "2"}})
    client.v1.payment_intents.update(intent.id, {"amount": 700, "metadata": {"a": "", "c": "3"}})
    changed = client.v1.payment_intents.retrieve(intent.id)
    assert (changed.amount, changed.metadata.to_dict()) == (700, {"b": "2", "c": "3"})


@pytest.mark.parametrize(
    ("amount", "currency", "code"),
    [
        (49, "usd", "amount_too_small"),
        (0, "usd", "parameter_invalid_integer"),
        (100_000_000, "usd", "amount_too_large"),
        (100, "gyd", "amount_too_small"),
        (1_000, "xxx", None),
    ],
)
def test_amounts_nobody_can_charge_are_refused(client, amount, currency, code):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.payment_intents.create({"amount": amount, "currency": currency})
    assert (refused.value.http_status, refused.value.code) == (400, code)


@pytest.mark.parametrize("currency", ["gyd", "bdt", "usd"])
def test_the_currencies_of_the_shop_are_known(client, currency):
    intent = client.v1.payment_intents.create({"amount": 250_000, "currency": currency})
    assert (intent.amount, intent.currency) == (250_000, currency)


def test_lists_page_in_both_directions(client):
    ids = [client.v1.payment_intents.create({"amount": 500, "currency": "usd"}).id for _ in range(5)][::-1]
    first = client.v1.payment_intents.list({"limit": 2})
    assert ([row.id for row in first.data], first.has_more) == (ids[:2], True)
    after = client.v1.payment_intents.list({"limit": 2, "starting_after": ids[1]})
    assert [row.id for row in after.data] == ids[2:4]
    before = client.v1.payment_intents.list({"limit": 2, "ending_before": ids[4]})
    assert [row.id for row in before.data] == ids[2:4]
    assert [row.id for row in client.v1.payment_intents.list({"limit": 2}).auto_paging_iter()] == ids


def test_a_browser_pays_through_the_framed_fields(simulator: Running, client):
    intent = client.v1.payment_intents.create({"amount": 500, "currency": "usd"})
    given = {
        "key": "pk_test_simulator",
        "client_secret": intent.client_secret,
        "return_url": "http://127.0.0.1:9/back",
    }
    typed = {"number": "4242 4242 4242 4242", "expiry": "12/34", "cvc": "123"}
    refused = requests.post(simulator.url + "/js/confirm", json={**given, "card": "4000000000000002"}, timeout=5)
    assert refused.json()["error"]["decline_code"] == "generic_decline"
    stranger = requests.post(simulator.url + "/js/confirm", json={**given, **typed, "key": "pk_other"}, timeout=5)
    assert stranger.status_code == 401
    paid = requests.post(simulator.url + "/js/confirm", json={**given, **typed}, timeout=5).json()
    assert paid["paymentIntent"]["status"] == "succeeded"
    assert paid["redirect"].endswith("&redirect_status=succeeded")
    assert "confirmPayment" in requests.get(simulator.url + "/v3/stripe.js", timeout=5).text
