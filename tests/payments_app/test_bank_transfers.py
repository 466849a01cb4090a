"""Paying by bank transfer: what the shopper is told, slips taken and refused, money that comes, late or wrong."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from commerce.kernel.errors import Refused
from commerce.kernel.money import Money
from commerce.kernel.scanning import EICAR
from commerce.notifications.models import Email
from orders.domain import expire, pay, refunds
from orders.models import Order
from payments.domain import by_hand, charge, ledger, slips, transfers
from payments.domain.methods import methods_for
from payments.models import BankAccount, BankTransfer, PaymentAttempt, Refund
from tests.chaos import judge, shoppers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def account(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    made = BankAccount.objects.create(bank="Demerara Bank", holder="Market Ltd", number="100-200", currency="GYD")
    transfers.forget_accounts()
    yield made
    transfers.forget_accounts()


@pytest.fixture
def order(stripe) -> Order:
    """An order whose shopper chose to transfer."""
    placed = shoppers.order(shoppers.carts([[(shoppers.shelf(5), 1)]])[0])
    pay.start_payment(order=placed, method="bank", who="test")
    return Order.objects.get()


@pytest.fixture
def page(order, client: Client):
    """The shopper's own browser at the order."""
    session = client.session
    session["orders"] = [order.public_id]
    session.save()
    return client


def photo(size: tuple[int, int] = (300, 200)) -> bytes:
    target = BytesIO()
    Image.new("RGB", size, "white").save(target, "PNG")
    return target.getvalue()


def send(page: Client, order: Order, content: bytes, name: str = "slip.png"):
    return page.post(f"/orders/{order.public_id}/slip/", {"slip": SimpleUploadedFile(name, content)})


def arrive(minor: int, bank_ref: str = "B1") -> PaymentAttempt:
    waiting = BankTransfer.objects.get()
    transfers.arrived(transfer=waiting, amount=Money(minor, "GYD"), bank_ref=bank_ref, actor="staff:1")
    return charge.check(attempt=waiting.attempt, actor="staff:1")


def test_without_an_account_in_the_currency_it_is_not_offered(account, order):
    def names() -> list[str]:
        return [method.name for method in methods_for(pay.purchase(order))]

    assert "bank" in names()
    BankAccount.objects.update(is_on=False)
    transfers.forget_accounts()
    assert "bank" not in names()


def test_the_page_and_a_letter_say_where_to_and_what_to_write(order, page):
    shown = page.get(f"/orders/{order.public_id}/").content.decode()
    code = BankTransfer.objects.get().shown_code
    assert judge.drain() == []
    (letter,) = Email.objects.filter(template="bank_transfer")
    for text in (shown, letter.text):
        assert "Demerara Bank" in text
        assert "100-200" in text
        assert code in text


def test_goods_are_kept_as_long_as_the_transfer_is_waited_for(order, settings):
    kept = (order.due_until - order.placed_at).total_seconds() / 3600
    assert kept == pytest.approx(settings.BANK_TRANSFER_HOURS, abs=0.1)
    assert not expire.expire(order=order)


def test_a_slip_is_drawn_anew_and_lies_at_the_desk(order, page):
    assert send(page, order, photo()).status_code == 302
    waiting, slip = BankTransfer.objects.get(), BankTransfer.objects.get().slips.get()
    assert (waiting.state, slip.kind) == ("shown", "jpg")
    assert Image.open(slips.path_of(slip)).format == "JPEG"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b"<html><script>alert(1)</script>", "neither a picture nor a PDF"),
        (b"%PDF-1.4 " + EICAR, "virus scanner"),
        (b"%PDF-1.4 " + b"x" * slips.MOST_BYTES, "more than 8 MB"),
    ],
    ids=["empty", "a web page", "infected", "too large"],
)
def test_what_is_no_slip_is_refused_beside_its_field(order, page, content, words):
    answer = send(page, order, content)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert BankTransfer.objects.get().state == "waiting"


def test_the_same_file_twice_is_one_slip_and_the_sixth_is_too_many(order, page):
    for width in (300, 300, 301, 302, 303, 304):
        assert send(page, order, photo((width, 200))).status_code == 302
    assert "shown 5 files already" in send(page, order, photo((305, 200))).content.decode()
    assert BankTransfer.objects.get().slips.count() == 5


def test_somebody_else_can_neither_show_a_slip_nor_learn_of_the_order(order):
    assert send(Client(), order, photo()).status_code == 404


def test_money_that_is_noted_pays_the_order(order, stripe):
    assert arrive(order.total_minor).state == "captured"
    assert judge.drain() == []
    assert Order.objects.get().state == "paid"
    assert ledger.balance(code="provider", owner="bank", currency="GYD").minor == order.total_minor
    assert judge.books(stripe) == []


def test_another_amount_waits_for_an_explanation(order, stripe):
    assert arrive(order.total_minor - 1).state == "mismatch"
    assert judge.drain() == []
    assert Order.objects.get().state == "pending"
    assert ledger.balance(code="suspense", owner=order.payment.public_id, currency="GYD").minor == order.total_minor - 1
    assert judge.books(stripe) == []


def test_one_number_of_the_bank_pays_one_order(order):
    arrive(order.total_minor)
    other = shoppers.order(shoppers.carts([[(shoppers.shelf(5), 1)]])[0])
    pay.start_payment(order=other, method="bank", who="test")
    waiting = BankTransfer.objects.latest("pk")
    with pytest.raises(Refused, match="belongs to another transfer"):
        transfers.arrived(transfer=waiting, amount=Money(other.total_minor, "GYD"), bank_ref="B1", actor="staff:1")


def test_a_refused_slip_is_told_and_another_may_be_shown(order, page):
    send(page, order, photo())
    transfers.refuse(transfer=BankTransfer.objects.get(), actor="staff:1", reason="It shows another amount.")
    assert judge.drain() == []
    assert "It shows another amount." in Email.objects.get(subject__contains="could not use").text
    assert "It shows another amount." in page.get(f"/orders/{order.public_id}/").content.decode()
    assert send(page, order, photo((301, 200))).status_code == 302
    assert BankTransfer.objects.get().state == "shown"


def test_after_its_time_nobody_waits_and_money_that_still_comes_fills_the_order(order, stripe):
    assert judge.recover() == []
    assert (Order.objects.get().state, BankTransfer.objects.get().state) == ("expired", "closed")
    assert arrive(order.total_minor).state == "captured"
    assert judge.drain() == []
    assert Order.objects.get().state == "paid"
    assert judge.books(stripe) == []


def test_money_that_comes_too_late_goes_back_by_hand(order, stripe):
    assert judge.recover() == []
    variant = order.lines.get().variant
    rival = shoppers.order(shoppers.carts([[(variant, 5)]])[0])
    stripe.pay(shoppers.page_of(rival))
    pay.look(order=rival)
    arrive(order.total_minor)
    assert judge.drain() == []
    back = Refund.objects.get()
    assert (Order.objects.get(pk=order.pk).state, back.by_hand, back.state) == ("unfillable", True, "pending")
    by_hand.paid(refund=back, how="Transfer 4711", actor="staff:1")
    assert (Refund.objects.get().state, Refund.objects.get().paid_how) == ("done", "Transfer 4711")
    assert ledger.balance(code="bank", owner="market", currency="GYD").minor == -order.total_minor
    assert judge.books(stripe) == []


def test_a_part_is_paid_back_by_hand_once(order, stripe):
    arrive(order.total_minor)
    assert judge.drain() == []
    made = refunds.refund(order=Order.objects.get(), actor="staff", reason="late", key="a", amount=Money(5_000, "GYD"))
    assert judge.drain() == []
    for _press in range(2):
        by_hand.paid(refund=Refund.objects.get(pk=made.pk), how="Cash, receipt 12", actor="staff:1")
    assert Order.objects.get().payment.refunded_minor == 5_000
    assert judge.books(stripe) == []


def test_a_code_is_found_however_it_is_typed():
    assert transfers.code_in("  k7po-4il2 ") == "K7P04112"


def test_another_way_closes_the_transfer(order, stripe):
    shoppers.page_of(order)
    assert judge.drain() == []
    assert [attempt.state for attempt in PaymentAttempt.objects.all()] == ["expired", "open"]
    assert BankTransfer.objects.get().state == "closed"
