"""The letter of a cancelled order is written to the shopper: who cancelled it, in words for its reader."""

import pytest
from django.test import Client

from commerce.jobs.domain import work
from commerce.jobs.models import Job
from commerce.notifications.models import Email
from orders.domain import cancel
from orders.models import Order
from tests.factories.shop import make_order, make_variant

pytestmark = pytest.mark.django_db


@pytest.fixture
def order() -> Order:
    return make_order((make_variant(), 1))


def letter() -> str:
    job = Job.objects.get(kind="orders.send_cancelled")
    work.run(job.id, job.queue)
    return Email.objects.get(template="order_cancelled").text


def test_who_cancels_an_order_is_told_that_they_did(order) -> None:
    buyer = Client()
    buyer.get(f"{order.get_absolute_url()}?key={order.token}")
    buyer.post(f"{order.get_absolute_url()}cancellation/")
    words = letter()
    assert "You cancelled this order." in words
    assert "shopper" not in words.lower().replace(order.full_name.lower(), "")


def test_the_shop_says_that_it_did_and_why(order) -> None:
    cancel.cancel_order(order=order, actor="staff:usr_1", reason="The last one broke.")
    words = letter()
    assert "The market cancelled it. Reason: The last one broke." in words
    assert "You cancelled" not in words


def test_the_timeline_names_the_reader_and_no_member_of_staff(order) -> None:
    cancel.cancel_order(order=order, actor="staff:usr_1", reason="The last one broke.")
    buyer = Client()
    page = buyer.get(f"{order.get_absolute_url()}?key={order.token}", follow=True).content.decode()
    assert "usr_1" not in page
    assert "· you<" in page
    assert "· shopper" not in page
