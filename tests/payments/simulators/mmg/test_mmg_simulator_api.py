"""The merchant API with its quirks, over HTTP."""

from __future__ import annotations

import time

import pytest
import requests

from tests.payments.simulators.driving import wait_for
from tests.payments.simulators.mmg import driving
from tests.payments.simulators.mmg.driving import MERCHANT, Running, wall_clock

ROWS = {"msisdn": MERCHANT, "offset": 0}


@pytest.fixture
def number(simulator: Running) -> str:
    return simulator.pay()["transaction"]["id"]


def period(simulator: Running, **changes) -> dict:
    now = time.time()
    return {**ROWS, "fromdate": wall_clock(now - 60), "todate": wall_clock(now + 60), **changes}


def test_a_login_lasts_two_minutes(simulator: Running, number):
    answer = simulator.log_in().json()
    assert (answer["token_type"], answer["expires_in"], answer["refresh_token"]) == ("Bearer", 120, None)
    token = answer["access_token"]
    assert simulator.ask_with(token, "GET", "lookup", transactionId=number).status_code == 200
    simulator.post("/_control/clock", advance=121)
    late = simulator.ask_with(token, "GET", "lookup", transactionId=number)
    assert (late.status_code, late.json()["errorCode"]) == (401, "clientAuthorisationError")


def test_logins_end_on_command(simulator: Running, number):
    token = simulator.log_in().json()["access_token"]
    simulator.post("/_control/logins")
    assert simulator.ask_with(token, "GET", "lookup", transactionId=number).status_code == 401


@pytest.mark.parametrize("name", ["grant_type", "api_key", "username", "password"])
def test_a_login_with_a_wrong_word_is_refused(simulator: Running, name):
    refused = simulator.log_in(**{name: "wrong"})
    assert (refused.status_code, refused.json()) == (422, {"statusCode": "102", "message": "INVALID_CREDENTIALS"})


def test_the_log_holds_no_password(simulator: Running):
    simulator.log_in()
    (row,) = simulator.get("/_control/requests")["requests"]
    assert row["params"] == '{"grant_type": "password", "username": "9991234"}'


def test_a_look_up_echoes_nothing_of_the_shops_and_dates_itself(simulator: Running, number):
    simulator.post("/_control/clock", advance=3_600)
    (row,) = simulator.kinds("transactions")
    found = simulator.look_up(number)
    told = found.pop("creationDate")
    assert abs(time.mktime(time.strptime(told, "%Y-%m-%dT%H:%M:%S.000Z")) - time.timezone - time.time() + 3 * 3600) < 30
    assert found == {
        "amount": "1500",
        "currency": "GYD",
        "transactionStatus": "successful",
        "transactionReference": row["receipt"],
        "creditParty": [{"key": "accountid", "value": "9991234"}],
        "debitParty": [{"key": "accountid", "value": "6001000"}],
        "metadata": [],
    }
    assert row["receipt"] != number


@pytest.mark.parametrize("unknown_as", [404, 400, 422])
def test_an_unknown_number_is_refused_in_the_chosen_way(simulator: Running, unknown_as):
    simulator.post("/_control/habits", unknown_as=unknown_as)
    refused = simulator.ask("GET", "lookup", transactionId="20400000000001")
    assert (refused.status_code, refused.json()["message"]) == (unknown_as, "TRANSACTION_NOT_FOUND")
    assert simulator.ask("GET", "lookup").status_code == 400


def listed(simulator: Running, **changes) -> list[str]:
    """The numbers in a page of the history."""
    found = simulator.ask("GET", "txn-history", **period(simulator, **changes)).json()
    return [row["transactionReference"] for row in found["TransactionList"]]


def test_the_history_is_paged_by_the_number_of_rows_oldest_first(simulator: Running):
    simulator.post("/_control/habits", page_size=2)
    made = [simulator.pay(f"att_{n}", amount=str(100 + n))["transaction"]["id"] for n in range(5)]
    pages = [listed(simulator, offset=n) for n in (0, 2, 4, 5)]
    assert [*pages[0], *pages[1], *pages[2]] == made
    assert [len(page) for page in pages] == [2, 2, 1, 0]


def test_a_row_of_the_history_calls_the_number_its_reference_and_tells_the_wall_clock(simulator: Running, number):
    (row,) = simulator.ask("GET", "txn-history", **period(simulator)).json()["TransactionList"]
    (kept,) = simulator.kinds("transactions")
    assert row == {
        "amount": "1500", "currency": "GYD", "transactionStatus": "completed", "transactionReference": number,
        "transactionReceipt": number, "modificationDate": wall_clock(kept["modified"]),
        "external_id": kept["external_id"],
    }  # fmt: skip
    assert "att_1" not in str(row)


@pytest.mark.parametrize(
    ("changes", "status", "word"),
    [
        ({"fromdate": None}, 400, "Missing fromdate"),
        ({"todate": None}, 400, "Missing todate"),
        ({"fromdate": "2026-10-01"}, 422, "Invalid dates"),
        ({"todate": "2026-13-01T00:00:00.000Z"}, 422, "Invalid dates"),
    ],
)
def test_the_history_wants_both_dates_with_their_time(simulator: Running, changes, status, word):
    refused = simulator.ask("GET", "txn-history", **period(simulator, **changes))
    assert (refused.status_code, refused.json()["message"]) == (status, word)


def test_a_period_is_read_as_guyanas_wall_clock(simulator: Running, number):
    utc = {"fromdate": wall_clock(time.time() + 4 * 3600 - 60), "todate": wall_clock(time.time() + 4 * 3600 + 60)}
    assert (listed(simulator, **utc), listed(simulator)) == ([], [number])


def request_to_pay(**changes):
    usual = {
        "amount": "1300.50", "currency": "GYD", "subType": "merinipmt", "type": "transfer",
        "debitParty": [{"key": "accountid", "value": "6983238"}],
        "creditParty": [{"key": "accountid", "value": MERCHANT}],
    }  # fmt: skip
    return {**usual, **changes}


@pytest.mark.parametrize(("decision", "status"), [("approve", "successful"), ("decline", "failed")])
def test_a_request_to_pay_waits_for_the_customer(simulator: Running, decision, status):
    asked = simulator.ask("POST", "payment", request_to_pay(), merchant_msisdn=MERCHANT).json()
    number = asked["executionId"]
    assert (asked["status"], asked["pendingReason"]) == ("pending", "approvalrequired")
    assert simulator.look_up(number)["transactionStatus"] == "pending"
    simulator.post("/_control/approvals", transaction=number, decision=decision)
    found = simulator.look_up(number)
    assert (found["amount"], found["transactionStatus"]) == ("1300.50", status)


def test_a_customer_decides_once(simulator: Running):
    asked = simulator.ask("POST", "payment", request_to_pay(), merchant_msisdn=MERCHANT).json()
    for decision in ("decline", "approve"):
        simulator.post("/_control/approvals", transaction=asked["executionId"], decision=decision)
    assert simulator.look_up(asked["executionId"])["transactionStatus"] == "failed"


def test_a_request_to_pay_runs_out(simulator: Running):
    asked = simulator.ask("POST", "payment", request_to_pay(), merchant_msisdn=MERCHANT).json()
    simulator.post("/_control/clock", advance=301)
    wait_for(lambda: simulator.look_up(asked["executionId"])["transactionStatus"] == "failed")


@pytest.mark.parametrize(
    "changes",
    [
        {"amount": "-5"},
        {"amount": "0"},
        {"currency": "USD"},
        {"subType": "other"},
        {"debitParty": [{"key": "accountid", "value": "6009999"}]},
        {"creditParty": [{"key": "accountid", "value": "7770000"}]},
    ],
)
def test_a_request_to_pay_that_makes_no_sense_is_refused(simulator: Running, changes):
    assert simulator.ask("POST", "payment", request_to_pay(**changes), merchant_msisdn=MERCHANT).status_code == 422
    assert simulator.kinds("transactions") == []


def reverse(simulator: Running, number: str):
    return simulator.ask("POST", "reversal", merchant_msisdn=MERCHANT, transactionId=number)


def test_a_reversal_gives_all_back_once(simulator: Running, number):
    simulator.post("/_control/reversal_outcomes", outcome="pending")
    first, again = reverse(simulator, number), reverse(simulator, number)
    assert (first.json()["transactionStatus"], first.json()["type"]) == ("pending", "reversal")
    assert (again.status_code, again.json()) == (422, {"statusCode": "184", "message": "REVERSAL_FAIL_DUPLICATE"})
    assert simulator.look_up(number)["transactionStatus"] == "successful"
    simulator.post("/_control/reversals", transaction=number, outcome="done")
    assert simulator.look_up(number)["transactionStatus"] == "reversed"
    assert reverse(simulator, number).json()["statusCode"] == "184"
    assert simulator.ask("GET", "balance", merchant_msisdn=MERCHANT).json()["currentBalance"] == "0"


def test_a_reversal_that_failed_moved_nothing_and_may_be_asked_for_anew(simulator: Running, number):
    simulator.post("/_control/reversal_outcomes", outcome="failed", seconds=0)
    assert reverse(simulator, number).status_code == 200
    assert simulator.look_up(number)["transactionStatus"] == "successful"
    assert reverse(simulator, number).status_code == 200
    assert [row["status"] for row in simulator.kinds("reversals")] == ["failed", "failed"]


def test_a_reversal_turns_out_by_itself_after_a_while(simulator: Running, number):
    reverse(simulator, number)
    assert simulator.look_up(number)["transactionStatus"] == "successful"
    simulator.post("/_control/clock", advance=6)
    wait_for(lambda: simulator.look_up(number)["transactionStatus"] == "reversed")


@pytest.mark.parametrize("change", [{"account": "7770000"}, {"status": "failed"}])
def test_what_is_not_the_merchants_money_is_not_reversed(simulator: Running, number, change):
    simulator.post("/_control/transactions", transaction=number, **change)
    assert reverse(simulator, number).status_code in (404, 422)
    assert simulator.kinds("reversals") == []


@pytest.mark.parametrize("name", ["x-wss-mid", "x-wss-mkey", "x-wss-msecret", "x-api-key"])
def test_a_call_with_a_wrong_key_is_refused(simulator: Running, number, name, monkeypatch):
    monkeypatch.setitem(driving.KEYS, name, "wrong")
    assert simulator.ask("GET", "lookup", transactionId=number).status_code == 422


@pytest.mark.parametrize(("when", "made"), [("before", 0), ("after", 1)])
def test_a_line_is_dropped_before_or_after_the_work(simulator: Running, number, when, made):
    simulator.fault("drop", "/olive/*reversal", when=when)
    with pytest.raises(requests.ConnectionError):
        reverse(simulator, number)
    assert len(simulator.kinds("reversals")) == made


@pytest.mark.parametrize("status", [500, 429])
def test_a_status_on_command_does_no_work(simulator: Running, number, status):
    simulator.fault("status", "/olive/*reversal", status=status)
    assert reverse(simulator, number).status_code == status
    assert simulator.kinds("reversals") == []
