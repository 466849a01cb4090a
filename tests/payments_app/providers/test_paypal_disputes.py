"""Disputes of PayPal, from inquiry or claim to the end."""

import pytest

from commerce.kernel.money import Money
from payments.providers.base import Disputed, Evidence, TakesDisputes

USD30, NOTHING = Money(3000, "USD"), Money(0, "USD")
REASON = "merchandise_or_service_not_received"
EVIDENCE = Evidence("Handed over at the door.", carrier="GPOC", tracking="GY123", delivered_unix=1_795_000_000)


@pytest.fixture
def taken(adapter, approved) -> str:
    return adapter.fetch(approved()).charge_ref


@pytest.fixture
def claim(paypal, taken) -> str:
    return paypal.post("disputes", capture=taken)["dispute_id"]


def said(ref: str, capture: str, standing: str, withdrawn: Money = USD30, fee_minor: int = 1500, **words) -> Disputed:
    words |= {"fee_minor": fee_minor, "reference": "att_1"}
    return Disputed(ref, capture, USD30, withdrawn, standing, REASON, **words)


def test_the_adapter_takes_disputes(adapter):
    assert isinstance(adapter, TakesDisputes)


def test_a_claim_takes_the_money_and_asks_for_our_answer(adapter, paypal, taken, claim):
    found = adapter.dispute(claim)
    created = paypal.book("disputes")[0]["create_time"]
    assert found == said(claim, taken, "needs_response", due_unix=found.due_unix)
    assert (found.due_unix > 0, created[:4].isdigit()) == (True, True)


def test_an_inquiry_is_a_warning_and_moves_nothing(adapter, paypal, taken):
    inquiry = paypal.post("disputes", capture=taken, stage="INQUIRY")["dispute_id"]
    assert adapter.dispute(inquiry) == said(inquiry, taken, "warning", NOTHING, 0)
    paypal.post("disputes", dispute=inquiry, escalate=True)
    assert adapter.dispute(inquiry).standing == "needs_response"


def test_our_side_is_sent_once(adapter, paypal, taken, claim):
    assert adapter.contest(claim, EVIDENCE, "ev_1") == said(claim, taken, "under_review")
    assert adapter.contest(claim, EVIDENCE, "ev_2").standing == "under_review"
    assert len(paypal.asked("POST", "/provide-evidence")) == 1
    sent = paypal.book("disputes")[0]["evidences"]
    parcel = {"carrier_name": "OTHER", "carrier_name_other": "GPOC", "tracking_number": "GY123"}
    assert sent == [{
        "evidence_type": "PROOF_OF_FULFILLMENT", "evidence_info": {"tracking_info": [parcel]},
        "notes": "Delivered on 2026-11-18. Handed over at the door.",
    }]  # fmt: skip


def test_our_side_without_a_parcel_is_plain_words(adapter, paypal, claim):
    adapter.contest(claim, Evidence("It was a download."), "ev_1")
    assert paypal.book("disputes")[0]["evidences"] == [{"evidence_type": "OTHER", "notes": "It was a download."}]


def test_a_lost_reply_does_not_send_our_side_twice(adapter, paypal, claim):
    paypal.fault("drop", path="*/provide-evidence", when="after")
    assert adapter.contest(claim, EVIDENCE, "ev_1").standing == "under_review"
    assert len(paypal.book("disputes")[0]["evidences"]) == 1


@pytest.mark.parametrize(
    ("outcome", "end"),
    [
        ("won", ("won", NOTHING, 0)),
        ("cancelled", ("won", NOTHING, 0)),
        ("payout", ("won", NOTHING, 0)),
        ("lost", ("lost", USD30, 1500)),
    ],
)
def test_how_it_ends(adapter, paypal, claim, outcome, end):
    paypal.post("disputes", dispute=claim, outcome=outcome)
    found = adapter.dispute(claim)
    assert (found.standing, found.withdrawn, found.fee_minor) == end


def test_an_accepted_claim_is_lost_and_stays_so(adapter, paypal, taken, claim):
    assert adapter.accept(claim, "acc_1") == said(claim, taken, "lost")
    assert adapter.accept(claim, "acc_2") == said(claim, taken, "lost")
    assert len(paypal.asked("POST", "/accept-claim")) == 1


def test_an_accepted_inquiry_costs_no_fee(adapter, paypal, taken):
    inquiry = paypal.post("disputes", capture=taken, stage="INQUIRY")["dispute_id"]
    assert adapter.accept(inquiry, "acc_1") == said(inquiry, taken, "lost", USD30, 0)


def test_what_is_disputed_is_what_was_not_refunded(adapter, paypal, taken, refund_of):
    adapter.refund(refund_of(taken, 1000))
    claim = paypal.post("disputes", capture=taken)["dispute_id"]
    found = adapter.dispute(claim)
    assert (found.amount, found.withdrawn) == (Money(2000, "USD"), Money(2000, "USD"))
