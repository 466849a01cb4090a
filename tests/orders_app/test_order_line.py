"""From a placed order to a paid one, and what happens when it goes another way."""

import pytest

from catalog.domain import reservations
from catalog.errors import SoldOut
from catalog.models import Hold, StockLevel
from commerce.kernel.money import Money
from orders.domain import cancel, fulfil, pay, refunds, settle
from orders.domain.expire import expire
from orders.models import Invoice, Order
from orders.queries import order_page, order_rows
from payments.domain import refunds as provider_refunds
from payments.models import Payment, Refund
from tests.factories.shop import make_cart, make_order, make_seller, make_variant

pytestmark = pytest.mark.django_db


def start(order: Order) -> str:
    """Begin paying; the id of the provider's page."""
    started = pay.start_payment(order=order, method="stripe", who="test")
    assert started is not None
    return started.provider_ref


def paid_order(simulator, *lines) -> Order:
    order = make_order(*lines)
    simulator.pay(start(order))
    return pay.look(order=order)


def stock_of(variant) -> tuple[int, int, int]:
    level = StockLevel.objects.get(variant=variant)
    return level.on_hand, level.held, level.allocated


def arrival(order: Order) -> str:
    """What the order's page and mails say about the day."""
    (parcel,) = order_page.page(order_rows.load(public_id=order.public_id)).parcels
    return parcel.delivery["text"]


def test_a_paid_order_moves_its_goods_from_held_to_allocated(simulator):
    variant = make_variant(units=10)
    order = make_order((variant, 2))
    assert stock_of(variant) == (10, 2, 0)
    simulator.pay(start(order))
    assert pay.look(order=order).state == "paid"
    assert stock_of(variant) == (10, 0, 2)


def test_an_order_has_one_part_and_one_invoice_a_seller(simulator):
    first, second = make_variant(), make_variant()
    order = paid_order(simulator, (first, 1), (second, 3))
    assert order.parts.count() == 2
    assert Invoice.objects.filter(part__order=order).count() == 2
    assert order.total_minor == 185_000 * 4 + 2 * 30_000


def test_shares_add_up_to_the_payment_with_the_rounding_at_the_market(simulator):
    seller = make_seller(commission_bp=333)
    order = make_order((make_variant(seller=seller, price=99_901), 1))
    shares = {(s.party, s.kind): s.amount_minor for s in order.payment.shares.all()}
    assert shares == {
        (seller.public_id, "goods"): 96_574,
        (seller.public_id, "delivery"): 30_000,
        ("market", "commission"): 3_327,
    }


def test_looking_twice_settles_once(simulator):
    variant = make_variant(units=5)
    order = paid_order(simulator, (variant, 1))
    pay.look(order=order)
    settle.settle(order=order)
    assert stock_of(variant) == (5, 0, 1)
    assert len(simulator.book("charges")) >= 1
    assert Payment.objects.get().captured_minor == order.total_minor


def test_a_declined_card_leaves_the_order_waiting_with_the_reason(simulator):
    order = make_order((make_variant(), 1))
    simulator.pay(start(order), card="4000000000009995")
    assert pay.look(order=order).state == "pending"
    attempt = order.payment.attempts.get()
    assert attempt.decline_code == "insufficient_funds"
    assert "not enough money" in attempt.decline_message


def test_the_same_page_is_offered_again_after_a_decline(simulator):
    order = make_order((make_variant(), 1))
    page = start(order)
    simulator.pay(page, card="4000000000000002")
    pay.look(order=order)
    assert start(order) == page


def test_an_unpaid_order_expires_and_gives_its_goods_back(simulator):
    variant = make_variant(units=3)
    order = make_order((variant, 3))
    Order.objects.update(due_until="2020-01-01T00:00Z")
    assert expire(order=order)
    assert stock_of(variant) == (3, 0, 0)
    order.refresh_from_db()
    assert order.state == "expired"


def test_an_order_within_its_time_does_not_expire(simulator):
    order = make_order((make_variant(), 1))
    assert not expire(order=order)


def test_a_payment_after_the_end_is_filled_while_there_is_stock(simulator):
    variant = make_variant(units=3)
    order = make_order((variant, 3))
    page = start(order)
    Order.objects.update(due_until="2020-01-01T00:00Z")
    expire(order=order)
    simulator.pay(page)
    assert pay.look(order=order).state == "paid"
    assert stock_of(variant) == (3, 0, 3)


def test_a_payment_for_what_is_sold_out_goes_back(simulator):
    variant = make_variant(units=1)
    late = make_order((variant, 1))
    page = start(late)
    Order.objects.update(due_until="2020-01-01T00:00Z")
    expire(order=late)
    paid_order(simulator, (variant, 1))
    simulator.pay(page)
    assert pay.look(order=late).state == "unfillable"
    refund = Refund.objects.get(payment=late.payment)
    assert refund.amount_minor == late.total_minor
    assert provider_refunds.send(refund=refund, actor="test").state == "done"


def test_cancelling_a_paid_order_puts_stock_back_and_refunds(simulator):
    variant = make_variant(units=4)
    order = paid_order(simulator, (variant, 4))
    cancel.cancel_order(order=order, actor="shopper")
    assert stock_of(variant) == (4, 0, 0)
    refund = provider_refunds.send(refund=Refund.objects.get(), actor="test")
    assert (refund.state, refund.amount_minor) == ("done", order.total_minor)


def test_a_day_of_arrival_is_told_while_something_is_coming(simulator):
    coming, cancelled = paid_order(simulator, (make_variant(), 1)), paid_order(simulator, (make_variant(), 1))
    cancel.cancel_order(order=cancelled, actor="shopper")
    assert arrival(coming).startswith("Arrives")
    assert arrival(cancelled) == ""
    fulfil.ship(part=coming.parts.get(), actor="staff")
    assert arrival(coming).startswith("Arrives")
    fulfil.deliver(part=coming.parts.get(), actor="staff")
    assert arrival(coming) == ""


def test_a_shipped_order_cannot_be_cancelled(simulator):
    variant = make_variant(units=4)
    order = paid_order(simulator, (variant, 1))
    fulfil.ship(part=order.parts.get(), actor="staff")
    assert stock_of(variant) == (3, 0, 0)
    with pytest.raises(cancel.TooLate):
        cancel.cancel_order(order=order, actor="shopper")


def test_refunds_never_exceed_what_was_paid(simulator):
    order = paid_order(simulator, (make_variant(price=1_000_000), 1))
    refunds.refund(order=order, amount=Money(600_000, "GYD"), actor="staff", reason="late", key="a")
    with pytest.raises(provider_refunds.OverRefund):
        refunds.refund(order=order, amount=Money(600_000, "GYD"), actor="staff", reason="late", key="b")


def test_the_same_refund_form_twice_is_one_refund(simulator):
    order = paid_order(simulator, (make_variant(), 1))
    first = refunds.refund(order=order, amount=Money(100, "GYD"), actor="staff", reason="late", key="a")
    assert refunds.refund(order=order, amount=Money(100, "GYD"), actor="staff", reason="late", key="a") == first


def test_money_that_arrives_after_a_cancellation_goes_back(simulator):
    order = make_order((make_variant(), 1))
    page = start(order)
    simulator.pay(page)
    cancel.cancel_order(order=order, actor="shopper")
    assert pay.look(order=order).state == "cancelled"
    assert Refund.objects.get().amount_minor == order.total_minor


def test_one_cart_makes_one_order():
    variant = make_variant()
    cart = make_cart((variant, 1))
    assert make_order(cart=cart).pk == make_order(cart=cart).pk


def test_what_is_held_by_others_cannot_be_held():
    variant = make_variant(units=2)
    make_order((variant, 2))
    with pytest.raises(SoldOut) as caught:
        reservations.hold(checkout="chk_other", wanted=[reservations.Wanted(variant.pk, 1)])
    assert caught.value.left == {variant.pk: 0}


def test_ones_own_hold_is_never_in_the_way():
    variant = make_variant(units=2)
    for quantity in (2, 1, 2):
        reservations.hold(checkout="chk_mine", wanted=[reservations.Wanted(variant.pk, quantity)])
    assert stock_of(variant) == (2, 2, 0)


def test_overdue_holds_are_swept():
    variant = make_variant(units=2)
    reservations.hold(checkout="chk_mine", wanted=[reservations.Wanted(variant.pk, 2)])
    assert reservations.sweep() == 0
    Hold.objects.update(expires_at="2020-01-01T00:00Z")
    assert reservations.sweep() == 1
    assert stock_of(variant) == (2, 0, 0)
