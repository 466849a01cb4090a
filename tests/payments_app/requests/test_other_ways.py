"""A payment request in Guyana dollars at PayPal, and by bank transfer."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commerce.currencies.domain.by_hand import set_manual
from commerce.kernel.money import Money
from payments.domain import charge, giving_back, ledger, method_settings, transfers
from payments.models import (
    BankAccount,
    BankTransfer,
    Payment,
    PaymentAttempt,
    PaymentMethod,
    PaymentRequest,
    RefundShare,
)
from payments.providers import registry
from payments.providers.stripe.adapter import StripeProvider
from tests.chaos import judge
from tests.factories.asking import Payer, make_request, page_ref

pytestmark = pytest.mark.django_db


def rate(units: str) -> None:
    set_manual(base="USD", quote="GYD", rate=Decimal(units), actor="staff:1", note="the bank", is_sure=True)


@pytest.fixture
def account(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    yield BankAccount.objects.create(bank="Demerara Bank", holder="Market Ltd", number="100-200", currency="GYD")
    transfers.forget_accounts()


@pytest.fixture
def by_paypal(paypal) -> Payer:
    rate("200")
    return Payer(make_request(methods=["paypal"]))


@pytest.fixture
def by_bank(account) -> Payer:
    transfers.forget_accounts()
    return Payer(make_request(methods=["bank"]))


def test_what_paypal_would_take_is_said_and_agreed_to_before(paypal, by_paypal):
    assert "You pay US$25.00 there: 1 USD = 200.00 GYD" in by_paypal.page()
    assert 'name="asked_paypal" value="2500 USD"' in by_paypal.page()
    assert by_paypal.press("paypal").status_code == 409
    assert not PaymentAttempt.objects.exists()


def test_who_agreed_to_yesterdays_amount_is_shown_todays(paypal, by_paypal):
    rate("250")
    answer = by_paypal.press("paypal", asked_paypal="2500 USD")
    assert answer.status_code == 409
    assert "The exchange rate has changed. You pay US$20.00 there" in answer.content.decode()
    assert by_paypal.press("paypal", asked_paypal="2000 USD").status_code == 303
    assert PaymentAttempt.objects.get().amount == Money(2000, "USD")


def test_while_the_payer_is_at_paypal_the_rate_stays_what_they_agreed_to(paypal, by_paypal):
    by_paypal.press("paypal", asked_paypal="2500 USD")
    rate("250")
    assert "You pay US$25.00 there" in by_paypal.page()
    PaymentAttempt.objects.update(state="expired")
    assert "You pay US$20.00 there" in by_paypal.page()


def test_it_is_paid_at_paypal_and_both_currencies_balance(paypal, by_paypal):
    by_paypal.press("paypal", asked_paypal="2500 USD")
    paypal.pay(page_ref())
    assert "Thank you, it is paid" in by_paypal.come_back()
    assert ledger.balance(code="pending", owner="market", currency="GYD").minor == 500_000
    assert ledger.balance(code="exchange", owner="GYD/USD", currency="USD").minor == 2500
    assert judge.recover() == []
    assert judge.books() == []


@pytest.fixture
def with_fee(account):
    PaymentMethod.objects.create(provider="bank", fee_minor=20_000, currency="GYD")
    transfers.forget_accounts()
    method_settings.forget()
    yield Payer(make_request(methods=["bank"]))
    method_settings.forget()


def test_a_fee_is_said_agreed_to_and_due_and_the_payee_has_what_was_asked_for(with_fee):
    assert "G$5,200 in all, with a fee of G$200." in with_fee.page()
    assert (with_fee.press("bank").status_code, PaymentAttempt.objects.count()) == (409, 0)
    assert with_fee.press("bank", asked_bank="520000 GYD").status_code == 303
    waiting = BankTransfer.objects.get()
    transfers.arrived(transfer=waiting, amount=Money(520_000, "GYD"), bank_ref="B1", actor="staff:1")
    assert charge.check(attempt=waiting.attempt, actor="staff:1").state == "captured"
    assert "Fee of the way of paying" in with_fee.page()
    shares = Payment.objects.get().shares.values_list("kind", "amount_minor")
    assert sorted(shares) == [("fee", 20_000), ("goods", 500_000)]
    assert judge.drain() == []
    assert judge.books() == []


def test_all_of_it_goes_back_with_the_fee(with_fee):
    with_fee.press("bank", asked_bank="520000 GYD")
    waiting = BankTransfer.objects.get()
    transfers.arrived(transfer=waiting, amount=Money(520_000, "GYD"), bank_ref="B1", actor="staff:1")
    charge.check(attempt=waiting.attempt, actor="staff:1")
    for key, minor in (("a", 300_000), ("b", 220_000)):
        payment = Payment.objects.get()
        giving_back.give_back(payment=payment, amount=Money(minor, "GYD"), actor="staff:1", reason="x", key=key)
    made = RefundShare.objects.order_by("pk").values_list("kind", "amount_minor")
    assert list(made) == [("goods", 300_000), ("goods", 200_000), ("fee", 20_000)]
    assert judge.drain() == []
    assert judge.books() == []


def test_cash_at_the_door_is_no_way_to_pay_an_amount(stripe, monkeypatch):
    capabilities = replace(StripeProvider.capabilities, name="cod", title="Cash on delivery")
    door = type("Door", (StripeProvider,), {"name": "cod", "capabilities": capabilities})
    monkeypatch.setitem(registry._brought, "cod", door())
    payer = Payer(make_request())
    assert 'value="cod"' not in payer.page()
    assert payer.press("cod").status_code == 422


def test_the_page_says_where_to_transfer_to(by_bank):
    assert by_bank.press("bank").status_code == 303
    page, waiting = by_bank.page(), BankTransfer.objects.get()
    for words in ("Demerara Bank", "100-200", waiting.shown_code, "We wait for it until"):
        assert words in page
    assert "Your things are kept" not in page


def test_the_link_is_open_as_long_as_the_transfer_is_waited_for(by_bank):
    PaymentRequest.objects.update(expires_at="2100-01-01T00:00Z")
    by_bank.press("bank")
    assert PaymentRequest.objects.get().expires_at.year == 2100
    PaymentRequest.objects.update(expires_at=PaymentRequest.objects.get().created_at.replace(year=2099))
    by_bank.press("bank")
    assert PaymentRequest.objects.get().expires_at.year == 2099


def test_a_slip_is_shown_and_another_file_refused_beside_its_field(by_bank):
    by_bank.press("bank")
    wrong = SimpleUploadedFile("slip.txt", b"<html>")
    answer = by_bank.client.post(f"{by_bank.address}slip/", {"slip": wrong})
    assert (answer.status_code, "neither a picture nor a PDF" in answer.content.decode()) == (422, True)
    right = SimpleUploadedFile("slip.pdf", b"%PDF-1.4 a slip")
    assert by_bank.client.post(f"{by_bank.address}slip/", {"slip": right}).status_code == 302
    assert "We have your slip and look at it" in by_bank.page()
    assert BankTransfer.objects.get().state == "shown"


def test_a_slip_for_nothing_is_not_taken(by_bank):
    assert by_bank.client.post(f"{by_bank.address}slip/").status_code == 404


def test_money_that_is_noted_pays_the_request(by_bank):
    by_bank.press("bank")
    waiting = BankTransfer.objects.get()
    transfers.arrived(transfer=waiting, amount=Money(500_000, "GYD"), bank_ref="B1", actor="staff:1")
    charge.check(attempt=waiting.attempt, actor="staff:1")
    assert "Thank you, it is paid" in by_bank.page()
    assert judge.drain() == []
    assert judge.books() == []


def test_a_refused_slip_is_told_on_the_page(by_bank):
    by_bank.press("bank")
    slip = SimpleUploadedFile("slip.pdf", b"%PDF-1.4 a slip")
    by_bank.client.post(f"{by_bank.address}slip/", {"slip": slip})
    transfers.refuse(transfer=BankTransfer.objects.get(), actor="staff:1", reason="It shows another amount.")
    assert "It shows another amount." in by_bank.page()
    assert judge.drain() == []
