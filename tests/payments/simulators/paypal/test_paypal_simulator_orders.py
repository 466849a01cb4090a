"""Orders from creation to capture: amounts, the payer's page, ways of funding, authorisations."""

from __future__ import annotations

import pytest
import requests

from tests.payments.simulators.paypal.driving import ORDERS, Running, issue, new_order


def capture(simulator: Running, order: str, key: str = "take") -> requests.Response:
    return simulator.call("POST", f"{ORDERS}/{order}/capture", {}, key=key)


def test_an_order_is_created_approved_and_captured_with_the_fee_kept(simulator: Running):
    order = simulator.order()
    assert order["status"] == "PAYER_ACTION_REQUIRED"
    assert [link["rel"] for link in order["links"]] == ["self", "payer-action"]
    simulator.post("/_control/pay", order=order["id"])
    assert simulator.call("GET", f"{ORDERS}/{order['id']}").json()["status"] == "APPROVED"
    answer = capture(simulator, order["id"])
    taken = answer.json()["purchase_units"][0]["payments"]["captures"][0]
    assert (answer.status_code, answer.json()["status"], taken["status"]) == (201, "COMPLETED", "COMPLETED")
    parts = {name: part["value"] for name, part in taken["seller_receivable_breakdown"].items()}
    assert parts == {"gross_amount": "30.00", "paypal_fee": "1.54", "net_amount": "28.46"}
    assert (taken["custom_id"], taken["invoice_id"]) == ("pay_1", "pay_1")


@pytest.mark.parametrize(
    ("amount", "found"),
    [
        ({"currency_code": "GYD", "value": "30.00"}, (422, "CURRENCY_NOT_SUPPORTED")),
        ({"currency_code": "BDT", "value": "30.00"}, (422, "CURRENCY_NOT_SUPPORTED")),
        ({"currency_code": "JPY", "value": "30.50"}, (422, "DECIMAL_PRECISION")),
        ({"currency_code": "USD", "value": "30.005"}, (422, "DECIMAL_PRECISION")),
        ({"currency_code": "USD", "value": "thirty"}, (400, "INVALID_PARAMETER_SYNTAX")),
        ({"currency_code": "USD", "value": "0.00"}, (422, "CANNOT_BE_ZERO_OR_NEGATIVE")),
        (
            {
                "currency_code": "USD", "value": "30.00",
                "breakdown": {
                    "item_total": {"currency_code": "USD", "value": "28.00"},
                    "shipping": {"currency_code": "USD", "value": "2.01"},
                },
            },
            (422, "AMOUNT_MISMATCH"),
        ),
    ],
)  # fmt: skip
def test_amounts_that_paypal_does_not_take(simulator: Running, amount, found):
    answer = simulator.call("POST", ORDERS, new_order(unit={"amount": amount}), key="wrong")
    assert (issue(answer), simulator.kinds("orders")) == (found, [])


def test_yen_have_no_decimals_and_parts_may_add_up(simulator: Running):
    parts = {
        "item_total": {"currency_code": "JPY", "value": "3100"},
        "discount": {"currency_code": "JPY", "value": "100"},
    }
    amount = {"currency_code": "JPY", "value": "3000", "breakdown": parts}
    answer = simulator.call("POST", ORDERS, new_order(unit={"amount": amount}), key="yen")
    assert (answer.status_code, answer.json()["purchase_units"][0]["amount"]["value"]) == (201, "3000")


def test_what_is_not_simulated_is_refused(simulator: Running):
    card = simulator.call("POST", ORDERS, new_order(payment_source={"card": {}}), key="card")
    two = simulator.call("POST", ORDERS, new_order() | {"purchase_units": [{}, {}]}, key="two")
    assert (issue(card), issue(two)) == ((400, "SIMULATOR_UNSUPPORTED"), (400, "SIMULATOR_UNSUPPORTED"))


def test_the_payers_page_takes_the_decision_back_to_the_shop(simulator: Running):
    order = simulator.order()
    page = order["links"][1]["href"]
    assert "Pay 30.00 USD" in requests.get(page, timeout=10).text
    answer = requests.post(page, data={"decision": "approve", "funding": "good"}, timeout=10, allow_redirects=False)
    back = f"http://127.0.0.1:9/back?order=1&token={order['id']}&PayerID=SIMPAYER00001"
    assert (answer.status_code, answer.headers["Location"]) == (303, back)


def test_a_payer_who_cancels_goes_to_the_cart_and_nothing_moves(simulator: Running):
    order = simulator.order()
    page = order["links"][1]["href"]
    answer = requests.post(page, data={"decision": "cancel"}, timeout=10, allow_redirects=False)
    assert answer.headers["Location"] == f"http://127.0.0.1:9/cart?token={order['id']}"
    assert issue(capture(simulator, order["id"])) == (422, "ORDER_NOT_APPROVED")


@pytest.mark.parametrize(
    ("funding", "found"),
    [
        ("declined", "INSTRUMENT_DECLINED"),
        ("insufficient", "PAYER_CANNOT_PAY"),
        ("other_funding", "REDIRECT_PAYER_FOR_ALTERNATE_FUNDING"),
        ("refused", "TRANSACTION_REFUSED"),
    ],
)
def test_funding_that_does_not_pay(simulator: Running, funding, found):
    order = simulator.approved(funding=funding)
    answer = capture(simulator, order)
    assert issue(answer) == (422, found)
    assert answer.json()["links"][0]["href"] == f"{simulator.url}/checkoutnow?token={order}"
    assert simulator.kinds("captures") == []


def test_after_a_decline_the_payer_may_choose_other_funding(simulator: Running):
    order = simulator.approved(funding="declined")
    assert capture(simulator, order, key="first").status_code == 422
    simulator.post("/_control/pay", order=order, funding="good")
    assert issue(capture(simulator, order, key="first")) == (422, "INSTRUMENT_DECLINED")  # the same request, again
    assert capture(simulator, order, key="second").json()["status"] == "COMPLETED"


def test_the_attempts_on_one_order_are_counted(simulator: Running):
    order = simulator.approved(funding="declined")
    for number in range(10):
        capture(simulator, order, key=f"try-{number}")
    assert issue(capture(simulator, order, key="last")) == (422, "MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED")


@pytest.mark.parametrize(("word", "status", "booked"), [("completed", "COMPLETED", 1), ("denied", "DECLINED", 0)])
def test_an_echeck_is_pending_until_it_turns_out(simulator: Running, word, status, booked):
    taken = simulator.captured(funding="echeck")
    assert (taken["status"], taken["status_details"]["reason"]) == ("PENDING", "ECHECK")
    simulator.post("/_control/captures", capture=taken["id"], status=word)
    later = simulator.call("GET", f"/v2/payments/captures/{taken['id']}").json()
    assert (later["status"], len(simulator.kinds("movements"))) == (status, booked)


def test_one_invoice_is_paid_once(simulator: Running):
    simulator.captured()
    other = simulator.approved("31.00")
    assert issue(capture(simulator, other, key="other")) == (422, "DUPLICATE_INVOICE_ID")


def test_a_captured_order_is_not_captured_again(simulator: Running):
    order = simulator.approved()
    capture(simulator, order, key="one")
    assert issue(capture(simulator, order, key="two")) == (422, "ORDER_ALREADY_CAPTURED")
    assert len(simulator.kinds("captures")) == 1


def test_an_order_that_nobody_approves_is_gone_after_three_hours(simulator: Running):
    order = simulator.order()
    simulator.post("/_control/clock", advance=3 * 3600 + 1)
    assert issue(simulator.call("GET", f"{ORDERS}/{order['id']}")) == (404, "INVALID_RESOURCE_ID")


def test_our_own_words_on_an_order_change_until_it_is_taken(simulator: Running):
    order = simulator.approved()
    change = [{"op": "replace", "path": "/purchase_units/@reference_id=='default'/custom_id", "value": "given up"}]
    assert simulator.call("PATCH", f"{ORDERS}/{order}", change).status_code == 204
    assert simulator.call("GET", f"{ORDERS}/{order}").json()["purchase_units"][0]["custom_id"] == "given up"
    capture(simulator, order)
    assert issue(simulator.call("PATCH", f"{ORDERS}/{order}", change)) == (422, "ORDER_ALREADY_COMPLETED")


def authorised(simulator: Running) -> str:
    order = simulator.approved(intent="AUTHORIZE")
    answer = simulator.call("POST", f"{ORDERS}/{order}/authorize", {}, key="aside").json()
    return str(answer["purchase_units"][0]["payments"]["authorizations"][0]["id"])


def test_what_is_set_aside_is_captured_once_and_not_beyond_it(simulator: Running):
    path = f"/v2/payments/authorizations/{authorised(simulator)}"
    beyond = simulator.call("POST", f"{path}/capture", {"amount": {"currency_code": "USD", "value": "30.01"}}, key="a")
    assert issue(beyond) == (422, "MAX_CAPTURE_AMOUNT_EXCEEDED")
    part = simulator.call("POST", f"{path}/capture", {"amount": {"currency_code": "USD", "value": "12.00"}}, key="b")
    assert (part.status_code, part.json()["amount"]["value"]) == (201, "12.00")
    again = simulator.call("POST", f"{path}/capture", {}, key="c")
    assert issue(again) == (422, "AUTHORIZATION_ALREADY_CAPTURED")


def test_what_is_set_aside_can_be_let_go_of(simulator: Running):
    path = f"/v2/payments/authorizations/{authorised(simulator)}"
    assert simulator.call("POST", f"{path}/void", {}).json()["status"] == "VOIDED"
    assert issue(simulator.call("POST", f"{path}/capture", {}, key="late")) == (422, "AUTHORIZATION_VOIDED")
    assert simulator.kinds("captures") == []
