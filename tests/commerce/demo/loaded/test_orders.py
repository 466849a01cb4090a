"""The demo market's past orders, loaded into a real database."""

from collections import Counter
from datetime import timedelta

import pytest
from django.core import mail
from django.db.models import DateTimeField

from cart.models import Cart
from commerce.accounts.models import User
from commerce.demo import history, market, paper_money
from commerce.demo.backdating import OF_ORDER
from commerce.jobs.domain import work
from commerce.jobs.models import Event, Job
from commerce.kernel.clock import database_now
from commerce.kernel.money import Money
from commerce.notifications.models import Email
from orders.domain import audit, pay, refunds
from orders.models import Order, SellerOrder
from orders.queries import order_page, order_rows
from payments.domain.methods import Purchase, methods_for
from payments.errors import BadWebhook, Misconfigured
from payments.models import PaymentAttempt, Refund
from tests.commerce.demo.loaded.conftest import NOW
from tests.factories.shop import make_order, make_variant

pytestmark = pytest.mark.timeout(400)  # the first test waits for the whole market


def told() -> list[history.DemoOrder]:
    return history.orders(NOW)


def test_orders_are_the_same_every_time_and_counted_back_from_the_day():
    again, later = history.orders(NOW), history.orders(NOW + timedelta(days=3))
    assert again == told()
    assert again[0].placed_at + timedelta(days=3) in [order.placed_at for order in later]
    assert min(order.placed_at for order in again) > NOW - timedelta(days=43)
    assert max(order.placed_at for order in again) < NOW


def test_the_books_are_right(loaded):
    assert loaded.orders == len(told()) == Order.objects.count() >= 24
    assert audit.faults(audit.audit_books()) == []


def test_demo_money_is_not_in_stripes_book(loaded):
    assert PaymentAttempt.objects.filter(state="captured").count() >= 20
    assert Refund.objects.filter(state="done").exists()
    assert audit.faults(audit.audit_provider(intents=[], refunds=[])) == []


def test_the_first_shopper_has_an_order_of_every_kind(loaded):
    shopper = User.objects.get(email=market.shoppers()[0].email)
    pages = [order_page.page(order_rows.load(public_id=o.public_id)) for o in shopper.orders.order_by("pk")]
    assert [page.badge.text for page in pages] == [
        "Delivered", "Delivered", "Downloaded", "Cancelled", "Not paid in time", "On its way", "On its way",
        "Paid, being packed", "Waiting for payment",
    ]  # fmt: skip
    refunded, cancelled, parted = pages[1], pages[3], pages[5]
    assert refunded.refunded < refunded.total
    assert cancelled.refunded == cancelled.total
    assert [parcel.badge.text for parcel in parted.parcels] == ["Delivered", "On its way", "Being packed"]
    assert [bool(parcel.tracking) for parcel in parted.parcels] == [True, True, False]
    assert shopper.orders.filter(lines__is_digital=True).count() == 1
    assert shopper.addresses.get().area.code == market.shoppers()[0].area


def test_there_is_something_to_do_at_the_desk_and_nothing_broken(loaded):
    states = Counter(SellerOrder.objects.values_list("state", flat=True))
    assert all(states[state] >= 4 for state in ("confirmed", "shipped", "delivered"))
    fresh = SellerOrder.objects.filter(state="confirmed", order__placed_at__gt=NOW - timedelta(days=2))
    assert fresh.values("order").distinct().count() >= 2
    assert not Job.objects.filter(state="dead").exists()


def test_nobody_gets_a_mail(loaded):
    assert mail.outbox == []
    assert Job.objects.count() == 0
    first = market.shoppers()[0].email
    assert Email.objects.filter(to=first, sent_at__lt=NOW).count() == Email.objects.count() > 10


def test_all_of_it_lies_in_the_past(loaded):
    """Rows of settled orders carry no time of the loading; what happened keeps its order."""
    for order in Order.objects.exclude(state="pending"):
        for model, rows in OF_ORDER.items():
            names = [field.name for field in model._meta.fields if isinstance(field, DateTimeField)]
            for values in model._default_manager.filter(rows(order)).values(*names):
                until = values.pop("fetch_until", None)  # a promise, which may lie ahead
                assert until is None or order.placed_at < until < order.placed_at + timedelta(days=31)
                late = {name: at for name, at in values.items() if at and at > NOW + timedelta(hours=1)}
                assert (model.__name__, late) == (model.__name__, {})
        times = [event.at for event in order.events.order_by("pk")]
        assert times == sorted(times)
        assert order.placed_at - times[0] < timedelta(seconds=20)
    assert not Event.objects.filter(created_at__gt=NOW + timedelta(hours=1)).exclude(name="orders.placed").exists()


def test_what_waits_for_payment_can_still_be_paid(loaded):
    waiting = Order.objects.get(state="pending")
    assert waiting.due_until > database_now()
    assert waiting.method == "stripe"
    assert not Cart.objects.filter(state="open").exists()


def test_a_demo_order_can_be_refunded_at_the_desk(loaded):
    order = Order.objects.filter(state="paid", payment__refund_reserved_minor=0, total_minor__gt=0).first()
    made = refunds.refund(order=order, amount=Money(100, "GYD"), actor="staff", reason="spoilt", key="form")
    job = Job.objects.get(kind="payments.send_refund")
    assert work.run(job.pk, job.queue) == "done"
    made.refresh_from_db()
    assert made.state == "done"
    assert audit.faults(audit.audit_books()) == []


def test_nobody_can_pay_with_paper_money(db):
    assert paper_money.NAME not in [method.name for method in methods_for(Purchase(Money(100, "GYD"), "GY"))]
    order = make_order((make_variant(units=3), 1))
    with pytest.raises(Misconfigured):
        pay.start_payment(order=order, method=paper_money.NAME, who="a shopper")
    with pytest.raises(BadWebhook):
        paper_money.PaperMoney().parse_webhook(b"{}", {})
    order.payment.refresh_from_db()
    assert (order.payment.state, order.payment.captured_minor) == ("due", 0)
