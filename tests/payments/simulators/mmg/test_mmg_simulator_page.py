"""The hosted page, as a browser without JavaScript meets it."""

from __future__ import annotations

import pytest

from tests.payments.simulators.mmg.driving import BACK, WRONG, Browser, Running


def begun(browser: Browser, address: str) -> str:
    """Open a page; its own address."""
    return browser.get(address).headers["Location"]


def test_phone_and_code_pay_and_lead_back_with_a_reply(simulator: Running, browser: Browser):
    page = begun(browser, simulator.address("att_1"))
    shown = browser.get(page).text
    assert ("Pay G$1,500" in shown, "Order 42" in shown, "Demo Shop" in shown, "<script" in shown) == (
        True, True, True, False,
    )  # fmt: skip
    assert "A code was sent to 6001000" in browser.post(page, "phone", phone="600 1000").text
    back = browser.post(page, "code", code="1234")
    address = back.headers["Location"]
    reply = simulator.reply(address)
    (transaction,) = simulator.kinds("transactions")
    assert (back.status_code, address.startswith(f"{BACK}?token=")) == (303, True)
    assert reply == {
        "merchantTransactionId": "att_1", "transactionId": transaction["id"], "ResultCode": "0",
        "ResultMessage": "Transaction Successful", "htmlResponse": "",
    }  # fmt: skip
    assert (transaction["status"], transaction["cents"]) == ("successful", 150_000)


def test_a_form_that_is_sent_twice_takes_the_money_once(simulator: Running, browser: Browser):
    page = begun(browser, simulator.address())
    browser.post(page, "phone", phone="6001000")
    addresses = [browser.post(page, "code", code="1234").headers["Location"] for _ in range(2)]
    assert addresses[0] == addresses[1]
    assert [row["cents"] for row in simulator.kinds("transactions")] == [150_000]


def test_a_wrong_code_may_be_mended_and_the_third_ends_the_page(simulator: Running, browser: Browser):
    page = begun(browser, simulator.address())
    browser.post(page, "phone", phone="6001000")
    tries = [browser.post(page, "code", code="0000") for _ in range(3)]
    assert [each.status_code for each in tries] == [422, 422, 303]
    assert "That code is not right." in tries[0].text
    assert simulator.reply(tries[2].headers["Location"])["ResultCode"] == "2"
    assert [row["status"] for row in simulator.kinds("transactions")] == ["failed"]


def test_a_wallet_without_enough_money_fails_and_keeps_what_it_has(simulator: Running):
    assert simulator.pay("att_1", phone="6000050")["code"] == "2"
    assert simulator.pay("att_2", phone="6000050", amount="40")["code"] == "0"
    assert simulator.pay("att_3", phone="6000050", amount="11")["code"] == "2"
    assert simulator.pay("att_4", phone="6000050", amount="10")["code"] == "0"


def test_a_number_without_a_wallet_is_not_registered(simulator: Running):
    left = simulator.pay(phone="6009999")
    reply = simulator.reply(left["redirect"])
    assert (reply["ResultCode"], reply.get("transactionId"), left["redirect"].startswith(WRONG)) == ("1", None, True)


def test_an_id_of_the_shop_is_taken_once(simulator: Running, browser: Browser):
    simulator.pay("att_1")
    page = begun(browser, simulator.address("att_1"))
    refused = browser.post(page, "phone", phone="6001000")
    assert (refused.status_code, "Unable to process your request" in refused.text) == (422, True)
    assert len(simulator.kinds("transactions")) == 1


@pytest.mark.parametrize("outcome", ["pay", "wrong_code", "cancel", "time_out", "walk_away"])
def test_an_id_is_spent_once_a_code_was_sent_whatever_came_of_it(simulator: Running, outcome):
    simulator.pay("att_1", outcome)
    assert simulator.pay("att_1")["error"] == "Unable to process your request"


def test_a_cancelled_page_leads_to_the_error_address_and_its_transaction_has_failed(simulator: Running, browser):
    page = begun(browser, simulator.address())
    browser.post(page, "phone", phone="6001000")
    address = browser.post(page, "cancel").headers["Location"]
    assert (address.startswith(f"{WRONG}&token="), simulator.reply(address)["ResultCode"]) == (True, "6")
    assert [row["status"] for row in simulator.kinds("transactions")] == ["failed"]


def test_a_page_is_open_for_ten_minutes(simulator: Running, browser: Browser):
    page = begun(browser, simulator.address())
    browser.post(page, "phone", phone="6001000")
    simulator.post("/_control/clock", advance=601)
    late = browser.post(page, "code", code="1234")
    assert simulator.reply(late.headers["Location"])["ResultCode"] == "7"
    assert [row["status"] for row in simulator.kinds("transactions")] == ["failed"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"secretKey": "wrong"}, "3"),
        ({"merchantId": "7770000"}, "4"),
        ({"requestInitiationTime": 1790883499}, "5"),
        ({"requestInitiationTime": "yesterday"}, "2"),
        ({"amount": "1500.50"}, "2"),
        ({"amount": "0"}, "2"),
        ({"extra": "x"}, "5"),
    ],
)
def test_an_order_that_mmg_does_not_take_leads_to_the_error_address(simulator: Running, browser, changes, code):
    address = browser.get(simulator.address("att_1", **changes)).headers["Location"]
    reply = simulator.reply(address)
    assert (address.startswith(WRONG), reply["merchantTransactionId"], reply["ResultCode"]) == (True, "att_1", code)
    assert simulator.kinds("pages") == []


@pytest.mark.parametrize("spoil", [{"token": "nonsense"}, {"token": ""}])
def test_a_token_that_cannot_be_opened_is_answered_without_one(simulator: Running, browser: Browser, spoil):
    query = {"merchantId": "9991234", "X-Client-ID": "test-client", **spoil}
    address = browser.get(f"{simulator.url}/mmg-pg/web/payments?" + "&".join(f"{k}={v}" for k, v in query.items()))
    assert simulator.reply(address.headers["Location"]) == {
        "from": "mmg", "errorCode": "5", "errorMessage": "Token Decryption Failed",
    }  # fmt: skip


def test_the_merchant_of_the_address_must_be_that_of_the_token(simulator: Running, browser: Browser):
    address = simulator.address().replace("merchantId=9991234", "merchantId=7770000")
    assert simulator.reply(browser.get(address).headers["Location"])["ResultCode"] == "4"


def test_an_unknown_page_is_not_found(simulator: Running, browser: Browser):
    assert browser.get(f"{simulator.url}/mmg-pg/web/payments/pag_none").status_code == 404
