"""A payment request is paid at the provider: once, after a refusal, from two tabs, with a receipt."""

import pytest
from django.test import Client

from commerce.notifications.models import Email
from payments.domain import charge, ledger, method_settings
from payments.models import Payment, PaymentAttempt, PaymentMethod, PaymentRequest
from tests.chaos import judge
from tests.factories.asking import Payer, make_request, page_ref
from tests.factories.minutes import begin_early_in_a_minute

pytestmark = pytest.mark.django_db


def test_the_page_says_who_asks_for_what_and_how_much(payer):
    page = payer.page()
    for words in ("Auntie Fay asks you for", "G$5,000", "A cake for Saturday", "Open until", 'name="email"'):
        assert words in page


def test_it_is_paid_and_the_stall_has_all_of_it(stripe, asked, stall, payer):
    answer = payer.press()
    assert (answer.status_code, answer["Location"].startswith(stripe.url)) == (303, True)
    stripe.pay(page_ref())
    assert "Thank you, it is paid" in payer.come_back()
    assert PaymentRequest.objects.get().state == "paid"
    assert ledger.balance(code="pending", owner=stall.public_id, currency="GYD").minor == 500_000
    assert judge.recover() == []
    assert judge.books(stripe) == []


def test_money_for_the_market_is_the_markets(
    stripe,
):
    payer = Payer(make_request())
    payer.press()
    stripe.pay(page_ref())
    payer.come_back()
    assert ledger.balance(code="pending", owner="market", currency="GYD").minor == 500_000


def test_a_payer_who_never_comes_back_has_paid_all_the_same(stripe, payer):
    payer.press()
    stripe.pay(page_ref())
    assert judge.recover() == []
    assert PaymentRequest.objects.get().state == "paid"
    assert "Thank you, it is paid" in payer.page()


def test_it_is_paid_in_the_commit_that_notes_the_money(stripe, payer):
    payer.press()
    stripe.pay(page_ref())
    charge.check(attempt=PaymentAttempt.objects.get(), actor="sweeper")
    assert PaymentRequest.objects.get().state == "paid"


def test_a_declined_card_is_told_and_another_pays(stripe, payer):
    payer.press()
    stripe.pay(page_ref(), card="pm_card_chargeDeclinedExpiredCard")
    assert "That card has expired." in payer.come_back()
    payer.press()
    stripe.pay(page_ref())
    assert "Thank you, it is paid" in payer.come_back()
    assert judge.drain() == []


def test_two_tabs_are_one_charge(stripe, asked, payer):
    first, second = payer.press(), payer.press()
    assert first["Location"] == second["Location"]
    stripe.pay(page_ref())
    payer.come_back()
    payer.come_back()
    assert [row["amount"] for row in stripe.book("charges")] == [500_000]
    assert PaymentAttempt.objects.count() == 1
    assert payer.press()["Location"] == asked.get_absolute_url()


def test_a_receipt_goes_to_who_wants_one_once(stripe, payer):
    payer.press(email="payer@example.com")
    stripe.pay(page_ref())
    payer.come_back()
    for _again in range(2):
        assert judge.drain() == []
    (letter,) = Email.objects.all()
    assert (letter.to, letter.subject) == ("payer@example.com", "Receipt: G$5,000 to Auntie Fay")
    assert "A cake for Saturday" in letter.text


def test_without_an_address_nobody_is_written_to(stripe, payer):
    payer.press()
    stripe.pay(page_ref())
    payer.come_back()
    assert judge.drain() == []
    assert not Email.objects.exists()
    assert Payment.objects.get().payer == ""


def test_what_is_no_address_is_told_beside_its_field(payer):
    answer = payer.press(email="nobody")
    assert answer.status_code == 422
    assert "That is not an e-mail address." in answer.content.decode()
    assert not PaymentAttempt.objects.exists()


def test_saying_in_the_address_that_it_is_paid_pays_nothing(stripe, payer):
    payer.press()
    answer = payer.client.get(f"{payer.address}return/?paid=1&state=captured", follow=True)
    assert "Thank you" not in answer.content.decode()
    assert PaymentRequest.objects.get().state == "open"


def test_a_provider_that_is_away_is_told_and_nothing_is_lost(stripe, payer):
    stripe.fault("status", status=500, count=None)
    answer = payer.press()
    assert (answer.status_code, PaymentRequest.objects.get().state) == (503, "open")


@pytest.mark.parametrize("part", ["", "return/", "code/", "qr.svg"])
def test_a_wrong_token_opens_nothing(asked, part):
    assert Client().get(f"/pay/{asked.token[:-1]}_/{part}").status_code == 404
    assert Client().get(f"/pay/{asked.public_id}/{part}").status_code == 404


@pytest.mark.parametrize("part", ["payment/", "slip/"])
def test_a_wrong_token_pays_nothing(asked, part):
    assert Client().post(f"/pay/{asked.token[:-1]}_/{part}").status_code == 404
    assert not PaymentAttempt.objects.exists()


def test_ten_tries_a_minute_then_wait(payer):
    begin_early_in_a_minute()
    assert [payer.press().status_code for _try in range(11)] == [303] * 10 + [429]


def test_only_the_ways_that_staff_chose_are_offered(stripe):
    restricted = Payer(make_request(methods=["bank"]))
    assert "There is no way to pay this just now." in restricted.page()
    assert (restricted.press("stripe").status_code, PaymentAttempt.objects.count()) == (422, 0)


def test_money_is_taken_at_once_although_the_shop_sets_aside(stripe, payer):
    PaymentMethod.objects.create(provider="stripe", captures_later=True)
    method_settings.forget()
    payer.press()
    assert not PaymentAttempt.objects.get().captures_later
    stripe.pay(page_ref())
    assert "Thank you, it is paid" in payer.come_back()
    method_settings.forget()
