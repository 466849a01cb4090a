"""Money came in: the shopper's return settles the order, and a job does where nobody returns."""

import pytest

from commerce.jobs.models import Job
from orders.domain import pay
from orders.models import Order
from payments.domain import charge
from tests.chaos import judge

pytestmark = pytest.mark.django_db


def test_the_return_spares_the_job(stripe, waiting):
    stripe.pay(waiting.page)
    assert pay.look(order=waiting).state == "paid"
    job = Job.objects.get(kind="orders.settle")
    assert (job.state, job.attempts) == ("done", 0)
    assert judge.drain() == []
    assert judge.books(stripe) == []


def test_without_a_return_the_job_settles(stripe, waiting):
    stripe.pay(waiting.page)
    charge.check(attempt=waiting.payment.attempts.get(), actor="sweeper")
    assert Order.objects.get().state == "pending"
    assert Job.objects.get(kind="orders.settle").state == "ready"
    assert judge.drain() == []
    assert Order.objects.get().state == "paid"
    assert judge.books(stripe) == []


def test_money_for_a_cancelled_order_is_sent_back_once(stripe, waiting):
    stripe.pay(waiting.page)
    Order.objects.update(state="cancelled")
    pay.look(order=waiting)
    assert Job.objects.get(kind="orders.settle").state == "done"
    assert judge.drain() == []
    assert [refund["amount"] for refund in stripe.book("refunds")] == [waiting.total_minor]
