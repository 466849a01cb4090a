"""Hosted Checkout: what a person meets on the page, and what the shop sees of it."""

from __future__ import annotations

import time

import pytest
import requests
import stripe

from tests.payments.simulators.stripe.driving import Receiver, Running, charged, new_session, wait_for


def submit(session, **form) -> requests.Response:
    return requests.post(session.url, data=form, allow_redirects=False, timeout=5)


def test_the_page_shows_what_is_paid_without_javascript(client):
    session = new_session(client)
    page = requests.get(session.url, timeout=5).text
    for text in (
        "Pay GYD 3,000.00",
        "Cassareep, 500 ml",
        "2 at GYD 1,500.00 each",
        "Back to the shop",
        "pay_1",
    ):
        assert text in page
    assert ("<script" in page, page.count("<h1")) == (False, 1)
    assert 'value="shopper@example.com" readonly' in page


def test_paying_returns_to_the_shop_and_completes_the_session(client):
    session = new_session(client, payment_intent_data={"metadata": {"order": "ord_1"}})
    assert (session.payment_status, session.payment_intent) == ("unpaid", None)
    answer = submit(session, card="4242424242424242")
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"http://127.0.0.1:9/thanks?session={session.id}",
    )
    paid = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent.latest_charge"]})
    assert (paid.status, paid.payment_status, paid.amount_total, paid.url) == (
        "complete",
        "paid",
        300_000,
        None,
    )
    assert paid.payment_intent.metadata.order == "ord_1"
    assert paid.payment_intent.latest_charge.amount_captured == 300_000
    again = submit(session, card="4242424242424242")
    assert again.headers["Location"] == answer.headers["Location"]
    assert len(client.v1.charges.list({"payment_intent": paid.payment_intent.id}).data) == 1


def test_a_decline_is_told_and_another_card_may_follow(client):
    session = new_session(client)
    assert submit(session, card="4000000000009995").headers["Location"] == session.url
    assert "Your card has insufficient funds." in requests.get(session.url, timeout=5).text
    tried = client.v1.checkout.sessions.retrieve(session.id)
    assert (tried.status, tried.payment_status) == ("open", "unpaid")
    submit(session, card="4242424242424242")
    charges = client.v1.charges.list({"payment_intent": tried.payment_intent}).data
    assert [charge.status for charge in charges] == ["succeeded", "failed"]


def test_3ds_on_the_page_can_fail_and_then_be_approved(client):
    session = new_session(client)
    question = submit(session, card="4000002760003184").headers["Location"]
    back = requests.post(question, data={"decision": "fail"}, allow_redirects=False, timeout=5)
    assert back.headers["Location"] == session.url
    assert "failed authentication" in requests.get(session.url, timeout=5).text
    question = submit(session, card="4000002760003184").headers["Location"]
    done = requests.post(question, data={"decision": "approve"}, allow_redirects=False, timeout=5)
    assert done.headers["Location"].startswith("http://127.0.0.1:9/thanks")
    assert client.v1.checkout.sessions.retrieve(session.id).payment_status == "paid"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"number": "4242 4242 4242 4241"}, "Your card number is invalid."),
        ({"number": "4242424242424242", "expiry": "12/20", "cvc": "123"}, "expiration date is in the past"),
        ({"number": "4242424242424242", "expiry": "12/34", "cvc": "1"}, "security code is incomplete"),
    ],
)
def test_typed_mistakes_are_told_without_a_charge(client, typed, told):
    session = new_session(client)
    answer = submit(session, **typed)
    assert (answer.status_code, told in answer.text.replace("&#x27;", "'")) == (422, True)
    assert client.v1.checkout.sessions.retrieve(session.id).payment_intent is None


def test_a_real_card_is_declined_and_never_kept(simulator: Running, client):
    session = new_session(client)
    submit(session, number="4111 1111 1111 1111", expiry="12/34", cvc="123")
    assert simulator.kinds("charges")[0]["failure_code"] == "card_declined"
    for file in simulator.book.parent.iterdir():
        assert b"4111" + b"1111" not in file.read_bytes()


def test_nothing_to_pay_completes_without_a_card(client):
    free = {
        "price_data": {"currency": "usd", "unit_amount": 0, "product_data": {"name": "Gift"}},
        "quantity": 1,
    }
    session = new_session(client, line_items=[free])
    assert session.payment_status == "no_payment_required"
    assert submit(session).status_code == 303
    done = client.v1.checkout.sessions.retrieve(session.id)
    assert (done.status, done.payment_status, done.payment_intent) == (
        "complete",
        "no_payment_required",
        None,
    )


def test_an_expired_session_takes_no_money(client):
    session = new_session(client)
    submit(session, card="4000000000000002")
    assert client.v1.checkout.sessions.expire(session.id).status == "expired"
    assert submit(session, card="4242424242424242").status_code == 410
    intent = client.v1.payment_intents.retrieve(client.v1.checkout.sessions.retrieve(session.id).payment_intent)
    assert (intent.status, intent.cancellation_reason) == ("canceled", "expired")
    with pytest.raises(stripe.InvalidRequestError, match="can be expired"):
        client.v1.checkout.sessions.expire(session.id)


def test_sessions_expire_by_the_clock(simulator: Running, client):
    session = new_session(client, expires_at=int(time.time()) + 1_810)
    simulator.post("/_control/clock", advance=1_900)
    wait_for(lambda: simulator.kinds("sessions")[0]["status"] == "expired")
    assert client.v1.events.list({"type": "checkout.session.expired"}).data[0].data.object.id == session.id


@pytest.mark.parametrize("seconds", [60, 90_000])
def test_expiry_lies_between_30_minutes_and_24_hours(client, seconds):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        new_session(client, expires_at=int(time.time()) + seconds)
    assert refused.value.param == "expires_at"


def test_an_open_session_keeps_its_intent_from_being_cancelled(simulator: Running, client):
    session = new_session(client)
    tried = simulator.pay(session, "pm_card_visa_chargeDeclined")
    assert tried["error"]["decline_code"] == "generic_decline"
    with pytest.raises(stripe.InvalidRequestError, match="open Checkout Session"):
        client.v1.payment_intents.cancel(tried["payment_intent"])


def test_the_control_surface_pays_like_a_person(simulator: Running, client):
    session = new_session(client)
    waiting = simulator.pay(session, "4000002760003184", decision="none")
    assert (waiting["status"], waiting["intent_status"]) == ("open", "requires_action")
    failed = simulator.pay(session, "4000002760003184", decision="fail")
    assert failed["error"]["code"] == "payment_intent_authentication_failure"
    assert simulator.pay(session)["payment_status"] == "paid"
    assert client.v1.checkout.sessions.line_items.list(session.id).data[0].amount_total == 300_000


def test_the_control_page_lists_and_its_forms_work(simulator: Running, client):
    session = new_session(client)
    form = {"action": "status", "path": "/v1/refunds", "status": "503", "count": "2", "retry_after": ""}
    answer = requests.post(simulator.url + "/_control/faults", data=form, timeout=5)
    assert (answer.status_code, "status 503 before the work" in answer.text) == (200, True)
    assert session.url in answer.text
    assert simulator.get("/_control/faults")["faults"][0]["count"] == 2


def test_the_control_page_shows_what_happened(simulator: Running, client, receiver: Receiver):
    intent = charged(client, amount=1_234_00)
    client.v1.refunds.create({"payment_intent": intent.id, "amount": 4_00})
    simulator.post("/_control/disputes", payment_intent=intent.id, reason="product_not_received")
    wait_for(lambda: len(receiver.deliveries) == 8)
    page = requests.get(simulator.url + "/_control/", timeout=5).text
    for text in (
        "$1,234.00",
        "$4.00",
        "$1,230.00",
        "product_not_received",
        "charge.dispute.created",
        "delivered",
    ):
        assert text in page
    assert (receiver.secret in page, page.count("<h1")) == (False, 1)
