"""P3: whatever a form or an event says about money, the provider is asked for the server's total and no other."""

import pytest
from django.conf import settings
from django.urls import reverse

from cart.queries.contents import contents
from orders.models import Order
from payments.models import PaymentAttempt
from tests.chaos import judge, shoppers
from tests.factories.shop import make_area

pytestmark = pytest.mark.django_db
LIES = ["0", "1", "-1", "99999999999", "1e3", "", "0x10", "free"]


@pytest.fixture
def form(client, stripe):
    """A guest's checkout form, filled in, and the cart's true total in minor units."""
    (cart,) = shoppers.carts([[(shoppers.shelf(5), 2)]])
    client.cookies[f"{settings.COOKIE_PREFIX}cart"] = cart.token
    typed = {
        "email": "shopper@example.com", "full_name": "Test Shopper", "phone": "+5926001234",
        "area": make_area().pk, "street": "12 Robb Street", "terms": "on", "payment": "stripe",
    }  # fmt: skip
    client.get(reverse("orders:checkout"))
    return typed, contents(cart=cart, country="GY").total.minor


@pytest.mark.parametrize("lie", LIES)
def test_a_wrong_total_orders_nothing(client, form, lie):
    typed, _total = form
    answer = client.post(reverse("orders:checkout"), typed | {"total": lie})
    assert answer.status_code in (409, 422)
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    "field", ["price", "unit_minor", "amount", "total_minor", "discount_minor", "currency", "shipping"]
)
def test_a_field_that_the_form_does_not_have_changes_nothing(client, stripe, form, field):
    typed, total = form
    assert client.post(reverse("orders:checkout"), typed | {"total": total, field: "1"}).status_code == 303
    (session,) = stripe.book("sessions")
    assert (session["amount_total"], Order.objects.get().total_minor) == (total, total)
    assert session["currency"] == "gyd"


def test_a_payment_of_another_amount_is_a_mismatch_and_pays_nothing(client, stripe, form):
    typed, total = form
    client.post(reverse("orders:checkout"), typed | {"total": total})
    stripe.pay(stripe.book("sessions")[0]["id"])
    PaymentAttempt.objects.update(amount_minor=total + 1)
    judge.run_sql(*judge.MUCH_LATER)
    from payments.domain import sweep

    sweep.sweep()
    judge.drain()
    assert PaymentAttempt.objects.get().state == "mismatch"
    assert Order.objects.get().state == "pending"
