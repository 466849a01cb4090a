"""Tokens, request ids, faults, and the book after a kill."""

from __future__ import annotations

import threading

import pytest
import requests

from tests.payments.simulators.paypal.driving import CREDENTIALS, ORDERS, Running, issue, new_order


def made(simulator: Running) -> int:
    return len(simulator.kinds("orders"))


def test_wrong_credentials_get_no_token(simulator: Running):
    answer = requests.post(
        f"{simulator.url}/v1/oauth2/token", auth=(CREDENTIALS[0], "wrong"), data={"grant_type": "client_credentials"},
        timeout=10,
    )  # fmt: skip
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def test_a_token_ends_when_its_time_is_up(simulator: Running):
    simulator.post("/_control/tokens", seconds=60)
    simulator.order()
    simulator.post("/_control/clock", advance=61)
    answer = simulator.call("GET", f"{ORDERS}/none")
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_token")


def test_revoked_tokens_are_refused_and_a_new_one_is_good(simulator: Running):
    simulator.order()
    assert simulator.post("/_control/tokens", revoke=True) == {"revoked": 1}
    assert simulator.call("GET", f"{ORDERS}/none").status_code == 401
    simulator.forget_token()
    assert simulator.call("GET", f"{ORDERS}/none").status_code == 404


def test_the_same_request_again_gets_the_first_answer_as_200(simulator: Running):
    first = simulator.call("POST", ORDERS, new_order(), key="once")
    again = simulator.call("POST", ORDERS, new_order(), key="once")
    assert (first.status_code, again.status_code) == (201, 200)
    assert (first.json(), made(simulator)) == (again.json(), 1)


def test_after_six_hours_the_same_request_is_a_new_one(simulator: Running):
    simulator.call("POST", ORDERS, new_order(), key="once")
    simulator.post("/_control/clock", advance=6 * 3600 + 1)
    assert simulator.call("POST", ORDERS, new_order(), key="once").status_code == 201
    assert made(simulator) == 2


def test_another_request_under_the_same_id_is_refused(simulator: Running):
    simulator.call("POST", ORDERS, new_order(), key="once")
    assert issue(simulator.call("POST", ORDERS, new_order("31.00"), key="once")) == (422, "DUPLICATE_REQUEST_ID")


def test_a_request_id_is_needed_and_not_longer_than_108(simulator: Running):
    without = simulator.call("POST", ORDERS, new_order())
    long = simulator.call("POST", ORDERS, new_order(), key="x" * 109)
    assert issue(without) == (400, "PAYPAL_REQUEST_ID_REQUIRED")
    assert issue(long) == (400, "INVALID_STRING_LENGTH")


def test_the_same_request_at_the_same_moment_is_told_to_wait(simulator: Running):
    simulator.fault("latency", ORDERS, seconds=1)
    answers: list[int] = []
    calls = [
        threading.Thread(
            target=lambda: answers.append(simulator.call("POST", ORDERS, new_order(), key="both").status_code)
        )
        for _ in range(2)
    ]
    simulator.token()
    for call in calls:
        call.start()
    for call in calls:
        call.join()
    assert (sorted(answers), made(simulator)) == ([201, 409], 1)


def test_a_short_reply_unless_more_is_preferred(simulator: Running):
    short = simulator.call("POST", ORDERS, new_order(), key="short", Prefer="return=minimal").json()
    assert sorted(short) == ["id", "links", "status"]


@pytest.mark.parametrize(("when", "orders"), [("before", 0), ("after", 1)])
def test_a_dropped_connection_says_nothing_about_the_work(simulator: Running, when, orders):
    simulator.token()
    simulator.fault("drop", ORDERS, when=when)
    with pytest.raises(requests.ConnectionError):
        simulator.call("POST", ORDERS, new_order(), key="lost")
    assert made(simulator) == orders
    simulator.call("POST", ORDERS, new_order(), key="lost")
    assert made(simulator) == 1


@pytest.mark.parametrize(("status", "name"), [(429, "RATE_LIMIT_REACHED"), (500, "INTERNAL_SERVER_ERROR")])
def test_faults_speak_paypals_words(simulator: Running, status, name):
    simulator.token()
    simulator.fault("status", "/v2/*", status=status)
    answer = simulator.call("POST", ORDERS, new_order(), key="ill")
    assert (answer.status_code, answer.json()["name"], made(simulator)) == (status, name, 0)


def test_garbage_comes_with_any_status(simulator: Running):
    simulator.token()
    simulator.fault("garbage", "/v2/*", status=400)
    simulator.fault("garbage", "/v2/*", when="after")
    answers = [simulator.call("POST", ORDERS, new_order(), key="garbled") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [400, 200]
    assert [answer.text[:6] for answer in answers] == ["<html>", "<html>"]
    assert made(simulator) == 1


def test_no_secret_is_in_the_request_log(simulator: Running):
    simulator.order()
    text = requests.get(f"{simulator.url}/_control/requests", timeout=10).text
    assert [word for word in (CREDENTIALS[1], simulator._token) if word in text] == []


def test_an_answered_request_is_in_the_book_after_a_kill(start, tmp_path):
    first = start(book=tmp_path / "killed.sqlite3")
    taken = first.captured()
    first.kill()
    again = start(book=tmp_path / "killed.sqlite3")
    assert [row["id"] for row in again.kinds("captures")] == [taken["id"]]


def test_the_control_page_shows_all_that_happened(simulator: Running):
    taken = simulator.captured()
    simulator.refund(taken["id"], "5.00")
    simulator.post("/_control/disputes", capture=simulator.captured("40.00", unit={"invoice_id": "pay_2"})["id"])
    page = requests.get(f"{simulator.url}/_control/", timeout=10).text
    wanted = ("Orders", "Captures", "Refunds", "Disputes", "Movements", "Webhooks", "Faults", "Requests")
    assert [word for word in wanted if f">{word}<" not in page] == []
