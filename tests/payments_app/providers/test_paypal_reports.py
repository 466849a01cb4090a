"""What PayPal booked, line by line."""

import time

import pytest

from commerce.kernel.money import Money
from payments.providers.base import ReportLine, Reports
from payments.providers.paypal import reports

DAY = 24 * 3600


def listed(adapter, days: int = 1) -> list[ReportLine]:
    now = int(time.time())
    return adapter.report(now - days * DAY, now + DAY)


def short(lines: list[ReportLine]) -> list[tuple[str, int, int]]:
    return [(line.kind, line.amount.minor, line.fee_minor) for line in lines]


@pytest.fixture
def taken(adapter, approved) -> str:
    return adapter.fetch(approved()).charge_ref


def test_the_adapter_reports(adapter):
    assert isinstance(adapter, Reports)


def test_a_charge_and_its_refund(adapter, taken, refund_of):
    refund = adapter.refund(refund_of(taken)).provider_ref
    charge, back = listed(adapter)
    assert charge == ReportLine("charge", taken, taken, "att_1", Money(3000, "USD"), 154, charge.at_unix)
    assert back == ReportLine("refund", refund, taken, "ref_1", Money(-1000, "USD"), 0, back.at_unix)


def test_a_dispute_its_fee_and_what_comes_back(adapter, paypal, taken):
    claim = paypal.post("disputes", capture=taken)["dispute_id"]
    paypal.post("disputes", dispute=claim, outcome="won")
    assert short(listed(adapter)) == [
        ("charge", 3000, 154), ("dispute", -3000, 0), ("fee", -1500, 0), ("dispute_won", 3000, 0), ("fee", 1500, 0),
    ]  # fmt: skip
    assert {line.charge_ref for line in listed(adapter)} == {taken}


def test_a_payment_that_paypal_took_back(adapter, paypal, taken):
    paypal.post("reversals", capture=taken)
    assert short(listed(adapter)) == [("charge", 3000, 154), ("dispute", -3000, 0)]


def test_a_pending_payment_is_not_booked(adapter, paypal, approved):
    adapter.fetch(approved("echeck"))
    assert listed(adapter) == []


def test_all_pages_are_read(adapter, paypal, approved, monkeypatch):
    monkeypatch.setattr(reports, "LINES_A_PAGE", 2)
    for number in range(5):
        adapter.fetch(approved(reference=f"att_{number}", minor=100 + number))
    assert [line.amount.minor for line in listed(adapter)] == [100, 101, 102, 103, 104]
    assert len(paypal.asked("GET", "/reporting/")) == 3


def test_a_quarter_is_asked_for_by_months(adapter, paypal, taken):
    assert short(listed(adapter, days=90)) == [("charge", 3000, 154)]
    assert len(paypal.asked("GET", "/reporting/")) == 3


def test_the_end_of_the_period_belongs_to_the_next(adapter, taken):
    at = listed(adapter)[0].at_unix
    assert (short(adapter.report(at - 10, at)), short(adapter.report(at, at + 1))) == ([], [("charge", 3000, 154)])


def test_a_late_report_is_whole_later(adapter, paypal, taken):
    paypal.post("reports", delay=3 * 3600)
    assert listed(adapter) == []
    paypal.post("clock", advance=3 * 3600 + 1)
    assert short(listed(adapter)) == [("charge", 3000, 154)]
    paypal.post("reports", delay=0)


def test_planted_differences_are_told_as_they_are(adapter, paypal, taken):
    paypal.post("reports", plant="amount", transaction=taken, by=1)
    paypal.post("reports", plant="add", minor=777)
    assert [line.amount.minor for line in listed(adapter)] == [3001, 777]
    paypal.post("reports", plant="leave_out", transaction=taken)
    assert [line.amount.minor for line in listed(adapter)] == [777]


def test_currencies_that_the_shop_does_not_count_are_left_out(adapter, paypal, taken):
    paypal.post("reports", plant="add", minor=777, currency="THB")
    assert short(listed(adapter)) == [("charge", 3000, 154)]
