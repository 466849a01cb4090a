"""Paid orders whose shopper's bank takes the money back."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from orders.domain import pay
from orders.models import Order
from payments.models import Dispute
from tests.chaos import shoppers
from tests.factories import paypal as paypal_factory
from tests.factories.shop import make_order, make_seller, make_variant
from tests.payments_app.disputes.judging import intent, learn


@pytest.fixture(scope="session")
def paypal_process() -> Iterator[paypal_factory.Simulator]:
    with paypal_factory.running_simulator() as simulator:
        yield simulator


@pytest.fixture
def paypal(paypal_process: paypal_factory.Simulator, settings: Any) -> paypal_factory.Simulator:
    paypal_process.reset()
    paypal_factory.point_at(paypal_process, settings)
    return paypal_process


def ordered() -> Order:
    """Of two sellers who pay the market 7.5 percent, with tax in the prices."""
    sellers = [make_seller(tax_rate_bp=1_400, commission_bp=750) for _ in range(2)]
    return make_order(*((make_variant(seller=seller, price=50_003), 1) for seller in sellers))


@pytest.fixture
def paid(db: None, stripe: Any) -> Order:
    """Settled."""
    order = ordered()
    stripe.pay(shoppers.page_of(order))
    return pay.look(order=order)


@pytest.fixture
def bank(stripe: Any, paid: Order) -> Callable[..., str]:
    """Have the bank open a dispute; its id at Stripe. Nobody has told the shop."""

    def of(**words: Any) -> str:
        return str(stripe.post("disputes", payment_intent=intent(), **words)["id"])

    return of


@pytest.fixture
def disputed(bank: Callable[..., str]) -> Dispute:
    """Opened and learnt."""
    return learn(bank())
