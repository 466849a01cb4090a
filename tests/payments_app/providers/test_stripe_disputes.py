"""Disputes and warnings of fraud as Stripe's adapter tells them."""

from typing import Any

import pytest

from commerce.kernel.money import Money
from payments.errors import Declined
from payments.providers.base import Disputed, Evidence, EvidenceFile, FraudWarned, TakesDisputes, WarnsOfFraud
from payments.providers.stripe import client, disputes
from payments.providers.stripe.adapter import StripeProvider

TEN, NOTHING = Money(1_000, "USD"), Money(0, "USD")


@pytest.fixture
def adapter(stripe) -> StripeProvider:
    return StripeProvider()


@pytest.fixture
def charge(adapter, stripe) -> str:
    params = {
        "amount": 1_000, "currency": "usd", "confirm": True, "payment_method": "pm_card_visa",
        "automatic_payment_methods": {"enabled": True, "allow_redirects": "never"}, "metadata": {"attempt": "att_1"},
    }  # fmt: skip
    return client.call(client.sdk().v1.payment_intents.create, params=params)["id"]


@pytest.fixture
def bank(stripe, charge):
    return lambda **words: stripe.post("disputes", payment_intent=charge, **words)["id"]


def said(ref: str, charge: str, standing: Any, withdrawn: Money = TEN, fee_minor: int = 1500, **words: Any) -> Disputed:
    words = {"fee_minor": fee_minor, "reference": "att_1"} | words
    return Disputed(ref, charge, TEN, withdrawn, standing, "fraudulent", **words)


def test_the_adapter_takes_disputes_and_warns(adapter):
    assert (isinstance(adapter, TakesDisputes), isinstance(adapter, WarnsOfFraud)) == (True, True)


def test_a_dispute_names_the_intent_and_our_reference_and_what_was_taken(adapter, stripe, charge, bank):
    ref = bank()
    due = stripe.book("disputes")[0]["evidence_details"]["due_by"]
    assert adapter.dispute(ref) == said(ref, charge, "needs_response", due_unix=due)


def test_an_inquiry_takes_nothing(adapter, charge, bank):
    found = adapter.dispute(ref := bank(warning=True))
    assert found == said(ref, charge, "warning", NOTHING, 0, due_unix=found.due_unix)


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ({"outcome": "won"}, ("won", NOTHING, 0)),
        ({"outcome": "won", "late": True}, ("won", TEN, 1500)),
        ({"outcome": "lost"}, ("lost", TEN, 1500)),
    ],
)
def test_how_it_ends(adapter, stripe, bank, words, end):
    ref = bank()
    stripe.post("disputes", dispute=ref, **words)
    found = adapter.dispute(ref)
    assert ((found.standing, found.withdrawn, found.fee_minor), found.due_unix) == (end, 0)


def test_our_side_is_sent_once(adapter, stripe, bank):
    ref, story = bank(), Evidence("Handed over.", files=(EvidenceFile("messages", "pdf", b"%PDF-1.4 yes"),))
    assert adapter.contest(ref, story, "k1").standing == "under_review"
    assert adapter.contest(ref, Evidence("Another story."), "k2").standing == "under_review"
    (file,) = stripe.book("files")
    assert stripe.book("disputes")[0]["evidence"] == {
        "uncategorized_text": "Handed over.", "customer_communication": file["id"],
    }  # fmt: skip


def test_a_file_whose_reply_was_lost_is_uploaded_once(adapter, stripe, bank):
    stripe.fault("drop", path="/v1/files", when="after")
    adapter.contest(bank(), Evidence("x", files=(EvidenceFile("other", "jpg", b"\xff\xd8\xff yes"),)), "k1")
    assert len(stripe.book("files")) == 1


def test_an_accepted_one_is_lost_and_stays_so(adapter, charge, bank):
    ref = bank()
    assert adapter.accept(ref, "a1") == adapter.accept(ref, "a2") == said(ref, charge, "lost")


def test_an_inquiry_is_not_accepted(adapter, bank):
    with pytest.raises(Declined):
        adapter.accept(bank(warning=True), "a1")


def test_disputes_of_a_time_are_listed_to_the_end(adapter, stripe, bank, monkeypatch):
    ref = bank()
    monkeypatch.setattr(disputes, "A_PAGE", 1)
    assert (adapter.disputes_since(0), adapter.disputes_since(4_000_000_000)) == ([ref], [])


def test_a_warning_of_fraud_names_the_charge(adapter, stripe, charge):
    ref = stripe.post("fraud_warnings", payment_intent=charge, fraud_type="card_never_received")["id"]
    assert adapter.fraud_warning(ref) == FraudWarned(ref, charge, "card_never_received", "att_1")
    assert adapter.fraud_warnings_since(0) == [ref]


@pytest.mark.parametrize(
    ("status", "taken", "standing"), [
        ("warning_closed", False, "won"), ("warning_under_review", False, "under_review"),
        ("appeal_needs_response", True, "needs_response"), ("appeal_under_review", True, "under_review"),
        ("prevented", False, "won"), ("prevented", True, "lost"), ("something_new", True, "lost"),
    ],
)  # fmt: skip
def test_words_of_stripe_that_the_simulator_does_not_say(status, taken, standing):
    rows = [{"amount": -1_000, "fee": 0, "currency": "usd"}] if taken else []
    found = {"id": "du_1", "amount": 1_000, "currency": "usd", "status": status, "balance_transactions": rows}
    assert disputes.disputed(found).standing == standing


def test_an_account_in_another_currency_is_counted_back():
    rows = [{"amount": -90_000, "fee": 1_800, "currency": "bdt"}]
    found = {"id": "du_1", "amount": 1_000, "currency": "usd", "status": "lost", "balance_transactions": rows}
    told = disputes.disputed(found)
    assert (told.withdrawn, told.fee_minor) == (TEN, 20)
