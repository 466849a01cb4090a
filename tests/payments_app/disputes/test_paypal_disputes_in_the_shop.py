"""Disputes of orders in Guyana dollars that were paid at PayPal in US dollars: both currencies balance throughout."""

from decimal import Decimal

import pytest
from django.test import Client

from commerce.currencies.domain.by_hand import set_manual
from commerce.kernel.money import Money
from orders.domain import pay, refunds
from orders.models import Order
from payments.domain import answers, sweep
from payments.domain.answers import Answer
from payments.models import Dispute, Payment, PaymentAttempt
from payments.providers.paypal.adapter import PayPalProvider
from tests.chaos import judge
from tests.payments.simulators.driving import Receiver, wait_for
from tests.payments_app.disputes.conftest import ordered
from tests.payments_app.disputes.judging import FEE, accounts, changes, faults, frozen, learn, shares

pytestmark = pytest.mark.django_db


@pytest.fixture
def sold(paypal) -> Order:
    set_manual(base="USD", quote="GYD", rate=Decimal("209.20"), actor="staff:1", note="the bank", is_sure=True)
    order = ordered()
    pay.start_payment(order=order, method="paypal", who="test")
    paypal.pay(PaymentAttempt.objects.get().provider_ref)
    return pay.look(order=order)


@pytest.fixture
def payer(paypal, sold):
    """Have the payer open one; its id."""

    def of(**words) -> str:
        return paypal.post("disputes", capture=PaymentAttempt.objects.get().charge_ref, **words)["dispute_id"]

    return of


def paid_there() -> int:
    return PaymentAttempt.objects.get().amount_minor


def test_what_is_taken_in_dollars_freezes_guyana_dollars(sold, payer):
    usd, gyd = accounts("USD"), accounts()
    dispute = learn(payer(), "paypal")
    assert (dispute.withdrawn, dispute.counts) == (Money(paid_there(), "USD"), sold.total)
    assert changes(usd, "USD") == {"provider": -paid_there() - FEE, "fees": FEE, "disputed": paid_there()}
    assert (sum(changes(gyd).values()), frozen()) == (0, shares())
    assert faults() == []


def test_a_lost_one_undoes_the_exchange(paypal, sold, payer):
    ref = payer()
    learn(ref, "paypal")
    paypal.post("disputes", dispute=ref, outcome="lost")
    learn(ref, "paypal")
    fees = accounts("USD")["fees"]
    assert (accounts(), accounts("USD")) == ({}, {"fees": fees, "provider": -fees})
    assert faults() == []


def test_a_won_one_leaves_no_trace(paypal, sold, payer):
    before, ref = (accounts(), accounts("USD")), payer()
    learn(ref, "paypal")
    paypal.post("disputes", dispute=ref, outcome="won")
    learn(ref, "paypal")
    assert (accounts(), accounts("USD")) == before
    assert faults() == []


def test_after_a_refund_the_rest_counts_as_all_that_is_left(paypal, sold, payer):
    refunds.refund(order=sold, actor="staff", reason="late", key="a", amount=Money(70_000, "GYD"))
    judge.drain()
    ref = payer()
    dispute = learn(ref, "paypal")
    assert (dispute.counts_minor, dispute.uncovered.minor) == (sold.total_minor - 70_000, 0)
    paypal.post("disputes", dispute=ref, outcome="lost")
    learn(ref, "paypal")
    assert (accounts(), accounts("USD").get("exchange")) == ({}, None)
    assert faults() == []


def test_an_inquiry_takes_nothing_takes_no_answer_and_can_be_accepted(sold, payer):
    before, ref = accounts(), payer(stage="INQUIRY")
    inquiry = learn(ref, "paypal")
    assert (inquiry.state, accounts(), frozen()) == ("warning", before, {})
    written = answers.answer(dispute=inquiry, given=Answer("It was sent."), actor="staff:1")
    refused = answers.send(dispute=written, actor="staff:1")
    assert (refused.answered_at, refused.error) == (None, "The provider takes no answer at this stage.")
    ended = answers.accept(dispute=refused, actor="staff:1")
    assert (ended.state, ended.fee_minor, accounts()) == ("accepted", 0, {})
    assert faults() == []


def test_the_answer_is_sent_with_its_files(paypal, sold, payer, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    dispute = learn(payer(), "paypal")
    answers.add_file(dispute=dispute, shows="delivery", content=b"%PDF-1.4 signed", actor="staff:1")
    answers.answer(dispute=dispute, given=Answer("Handed over.", "GPOC", "GY1"), actor="staff:1")
    assert faults() == []
    sent = paypal.book("disputes")[0]["evidences"]
    assert [(each["evidence_type"], each["documents"]) for each in sent] == [
        ("PROOF_OF_FULFILLMENT", [{"name": "delivery.pdf"}])
    ]
    assert Dispute.objects.get().state == "under_review"


def test_a_webhook_names_the_dispute_and_it_is_learnt(paypal, sold, payer):
    ref = payer()
    with Receiver() as receiver:
        paypal.post("webhooks", url=receiver.url, reset=True, hold=True)
        paypal.post("deliver", event=paypal.events("CUSTOMER.DISPUTE.CREATED")[0], forge="none")
        wait_for(lambda: receiver.deliveries)
        paypal.post("webhooks", url="")
        delivery = receiver.deliveries[-1]
    door = Client().post(
        "/payments/paypal/webhook", delivery.body, content_type="application/json", headers=dict(delivery.headers)
    )
    assert door.status_code == 200
    assert faults() == []
    assert (Dispute.objects.get().provider_ref, Payment.objects.get().refundable.minor) == (ref, 0)


def test_one_whose_webhook_was_lost_is_found_in_the_list(sold, payer):
    ref = payer()
    assert sweep.list_disputes() == 1
    assert faults() == []
    assert (Dispute.objects.get().provider_ref, sweep.list_disputes()) == (ref, 0)


def test_a_long_list_is_read_to_its_end_and_an_old_dispute_is_not_in_it(sold, payer, monkeypatch):
    from payments.providers.paypal import disputes

    monkeypatch.setattr(disputes, "A_PAGE", 1)
    ref, adapter = payer(), PayPalProvider()
    assert (adapter.disputes_since(0), adapter.disputes_since(4_000_000_000)) == ([ref], [])
