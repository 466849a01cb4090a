"""An order whose page is open at the provider, and the provider's signed words brought to our own door."""

import hashlib
import hmac
import json
import time

import pytest
from django.conf import settings
from django.urls import reverse

from tests.chaos import shoppers


@pytest.fixture
def stripe(simulator):
    """The simulator with an empty book."""
    simulator.post("reset")
    simulator.reset()
    return simulator


@pytest.fixture
def waiting(db, stripe):
    """A placed order with an open page; `order.page` is its id."""
    order = shoppers.order(shoppers.carts([[(shoppers.shelf(5), 2)]])[0])
    order.page = shoppers.page_of(order)
    return order


@pytest.fixture
def knock(client):
    """POST a webhook: `knock(event)` signed as the provider signs, or with `secret`, `at`, `body`, `signature`."""

    def post(event=None, *, secret=settings.STRIPE_WEBHOOK_SECRET, at=None, body=None, signature=None):
        raw = body if body is not None else json.dumps(event)
        stamp = int(time.time() if at is None else at)
        made = hmac.new(secret.encode(), f"{stamp}.{raw}".encode(), hashlib.sha256).hexdigest()
        header = f"t={stamp},v1={made}" if signature is None else signature
        return client.post(
            reverse("payments:webhook", args=["stripe"]), raw, content_type="application/json",
            headers={"Stripe-Signature": header} if header else {},
        )  # fmt: skip

    return post
