"""Refunds, disputes and the report of what moved."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import requests

from tests.payments.simulators.driving import wait_for
from tests.payments.simulators.paypal.driving import Running, issue

DISPUTES = "/v1/customer/disputes"


def report(simulator: Running, **values: str) -> Any:
    now = datetime.now(UTC)
    period = {"start_date": stamp(now - timedelta(days=1)), "end_date": stamp(now + timedelta(days=1)), **values}
    query = "&".join(f"{name}={value.replace('+', '%2B')}" for name, value in period.items())
    return simulator.call("GET", f"/v1/reporting/transactions?{query}")


def stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S+0000")


def lines(simulator: Running, **values: str) -> list[tuple[str, str]]:
    rows = [row["transaction_info"] for row in report(simulator, **values).json()["transaction_details"]]
    return [(row["transaction_event_code"], row["transaction_amount"]["value"]) for row in rows]


def evidence(simulator: Running, dispute: str) -> requests.Response:
    text = '{"evidences": [{"evidence_type": "OTHER", "notes": "It was delivered."}]}'
    return requests.post(
        f"{simulator.url}{DISPUTES}/{dispute}/provide-evidence", timeout=10,
        headers={"Authorization": f"Bearer {simulator.token()}"},
        files={"input": (None, text, "application/json")},
    )  # fmt: skip


def test_refunds_in_parts_until_nothing_is_left(simulator: Running):
    taken = simulator.captured()
    first = simulator.refund(taken["id"], "10.00", key="a")
    assert (first.status_code, first.json()["status"]) == (201, "COMPLETED")
    assert issue(simulator.refund(taken["id"], "20.01", key="b")) == (422, "REFUND_AMOUNT_EXCEEDED")
    assert simulator.refund(taken["id"], "20.00", key="c").status_code == 201
    assert issue(simulator.refund(taken["id"], "0.01", key="d")) == (422, "CAPTURE_FULLY_REFUNDED")
    assert simulator.call("GET", f"/v2/payments/captures/{taken['id']}").json()["status"] == "REFUNDED"


def test_refunds_at_the_same_moment_never_give_back_too_much(simulator: Running):
    taken = simulator.captured()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: simulator.refund(taken["id"], "9.00", key=f"r{n}").status_code, range(8)))
    assert sorted(answers) == [201, 201, 201, 422, 422, 422, 422, 422]


def test_a_pending_refund_fails_later_and_its_money_is_ours_again(simulator: Running):
    simulator.post("/_control/refund_outcomes", outcome="pending_then_fail", seconds=0, count=1)
    taken = simulator.captured()
    refund = simulator.refund(taken["id"], "30.00").json()
    assert refund["status"] == "PENDING"
    path = f"/v2/payments/refunds/{refund['id']}"
    wait_for(lambda: simulator.call("GET", path).json()["status"] == "FAILED")
    assert simulator.call("GET", f"/v2/payments/captures/{taken['id']}").json()["status"] == "COMPLETED"


def test_a_claim_takes_the_money_and_the_fee_and_a_won_one_returns_both(simulator: Running):
    taken = simulator.captured()
    dispute = simulator.post("/_control/disputes", capture=taken["id"])
    assert dispute["status"] == "WAITING_FOR_SELLER_RESPONSE"
    assert issue(simulator.refund(taken["id"], "1.00")) == (422, "CAPTURE_DISPUTED_PARTIAL_REFUND_NOT_ALLOWED")
    assert evidence(simulator, dispute["dispute_id"]).status_code == 200
    assert simulator.call("GET", f"{DISPUTES}/{dispute['dispute_id']}").json()["status"] == "UNDER_REVIEW"
    assert issue(evidence(simulator, dispute["dispute_id"])) == (422, "ACTION_NOT_ALLOWED_IN_CURRENT_DISPUTE_STATE")
    ended = simulator.post("/_control/disputes", dispute=dispute["dispute_id"], outcome="won")
    assert ended["dispute_outcome"] == {"outcome_code": "RESOLVED_SELLER_FAVOUR"}
    booked = [("T0006", "30.00"), ("T1201", "-30.00"), ("T0106", "-15.00"), ("T1202", "30.00"), ("T0106", "15.00")]
    assert lines(simulator) == booked


def test_an_inquiry_moves_nothing_until_it_is_accepted(simulator: Running):
    taken = simulator.captured()
    dispute = simulator.post("/_control/disputes", capture=taken["id"], stage="INQUIRY")["dispute_id"]
    assert lines(simulator) == [("T0006", "30.00")]
    answer = simulator.call("POST", f"{DISPUTES}/{dispute}/accept-claim", {"note": "You are right."})
    assert answer.status_code == 200
    assert lines(simulator) == [("T0006", "30.00"), ("T1201", "-30.00")]
    shown = simulator.call("GET", f"{DISPUTES}?disputed_transaction_id={taken['id']}").json()["items"]
    assert [row["dispute_outcome"]["outcome_code"] for row in shown] == ["RESOLVED_BUYER_FAVOUR"]


def test_the_report_tells_fee_reference_and_what_a_refund_belongs_to(simulator: Running):
    taken = simulator.captured()
    refund = simulator.refund(taken["id"], "10.00").json()
    sale, back = (row["transaction_info"] for row in report(simulator).json()["transaction_details"])
    assert (sale["transaction_id"], sale["fee_amount"]["value"], sale["custom_field"]) == (
        taken["id"],
        "-1.54",
        "pay_1",
    )
    assert (back["transaction_id"], back["paypal_reference_id"]) == (refund["id"], taken["id"])


def test_the_report_comes_in_pages(simulator: Running):
    for number in range(3):
        simulator.captured(f"{number + 1}.00", unit={"invoice_id": f"pay_{number}"})
    answer = report(simulator, page_size="2", page="2").json()
    assert (answer["total_items"], answer["total_pages"], len(answer["transaction_details"])) == (3, 2, 1)


def test_the_report_is_late_when_it_is_told_to_be(simulator: Running):
    simulator.post("/_control/reports", delay=3600)
    simulator.captured()
    assert lines(simulator) == []
    simulator.post("/_control/clock", advance=3601)
    assert lines(simulator) == [("T0006", "30.00")]


def test_the_report_differs_where_a_difference_was_planted(simulator: Running):
    taken = simulator.captured()
    simulator.post("/_control/reports", plant="amount", transaction=taken["id"], by=1)
    assert lines(simulator) == [("T0006", "30.01")]
    simulator.post("/_control/reports", plant="leave_out", transaction=taken["id"])
    simulator.post("/_control/reports", plant="add", minor=777)
    assert lines(simulator) == [("T0006", "7.77")]


def test_a_report_of_more_than_a_month_is_refused(simulator: Running):
    since = stamp(datetime.now(UTC) - timedelta(days=31))
    assert issue(report(simulator, start_date=since)) == (400, "INVALID_DATE_RANGE")
