"""Orders that were paid and left behind: ten a job, three tries, one bad one holds up nobody (O11)."""

from datetime import timedelta

import pytest
from django.db import connection

from catalog.models import StockLevel
from commerce.jobs.domain import pump, work
from commerce.jobs.models import Job
from commerce.kernel.clock import DatabaseNow
from commerce.kernel.money import Money
from orders.domain import finish
from orders.models import Order
from payments.domain import record
from payments.models import Payment
from tests.factories.shop import make_order, make_variant

pytestmark = pytest.mark.django_db


def paid_and_left(number: int, *, units: int = 100) -> list[Order]:
    """Orders whose money came three minutes ago; the job that should have settled them is lost."""
    variant = make_variant(units=units)
    orders = [make_order((variant, 1)) for _ in range(number)]
    for order in orders:
        record.mark_captured(order.payment, Money(order.total_minor, "GYD"), provider="stripe", actor="test")
    Payment.objects.update(captured_at=DatabaseNow() - timedelta(minutes=3))
    Job.objects.all().delete()
    return orders


def run_all(kind: str = "orders.finish") -> list[str]:
    Job.objects.filter(state="ready").update(run_at=DatabaseNow())
    return [work.run(job.pk, job.queue) for job in Job.objects.filter(kind=kind, state="ready").order_by("pk")]


def states() -> list[str]:
    return list(Order.objects.order_by("pk").values_list("state", flat=True))


def test_twenty_three_orders_are_three_jobs():
    orders = paid_and_left(23)
    assert finish.queue_batches() == 23
    assert [len(job.args["orders"]) for job in Job.objects.order_by("pk")] == [10, 10, 3]
    assert run_all() == ["done"] * 3
    assert states() == ["paid"] * 23
    level = StockLevel.objects.get()
    assert (level.held, level.allocated) == (0, 23)
    assert Job.objects.filter(kind="orders.send_confirmation").count() == len(orders)


def test_the_same_ten_are_queued_once():
    paid_and_left(10)
    finish.queue_batches()
    finish.queue_batches()
    assert Job.objects.count() == 1


def test_stock_is_looked_at_again():
    paid_and_left(1, units=1)
    finish.queue_batches()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE catalog_hold SET state = 'released'")
        cursor.execute("UPDATE catalog_stocklevel SET held = 0, on_hand = 0")
    assert run_all() == ["done"]
    assert states() == ["unfillable"]


def test_one_bad_order_does_not_hold_up_the_others_and_ends_as_a_dead_letter():
    orders = paid_and_left(3)
    finish.queue_batches()
    Job.objects.update(args={"orders": [orders[0].public_id, "ord_nothing", orders[2].public_id]})
    assert [run_all() for _ in range(4)] == [["retry"], ["retry"], ["retry"], ["not_ready"]]
    assert states() == ["paid", "pending", "paid"]
    pump.bury_dead()
    job = Job.objects.get(kind="orders.finish")
    assert (job.state, job.attempts, "ord_nothing" in job.last_error) == ("dead", 3, True)


def test_what_was_paid_a_moment_ago_is_left_to_its_own_job():
    paid_and_left(1)
    Payment.objects.update(captured_at=DatabaseNow())
    assert finish.queue_batches() == 0


def test_a_batch_may_run_twice():
    paid_and_left(2)
    finish.queue_batches()
    batch = Job.objects.get().args["orders"]
    for _ in range(2):
        finish.finish(orders=batch)
    assert states() == ["paid"] * 2
    assert StockLevel.objects.get().allocated == 2
