"""An order whose page is open at the provider, and the provider's signed words brought to our own door."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.chaos import shoppers, webhook_faults
from tests.factories import paypal as factory


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
def knock():
    """Bring an event to the shop's door, signed as the provider signs; the status of the answer."""
    return webhook_faults.knock


@pytest.fixture(scope="session")
def paypal_process() -> Iterator[factory.Simulator]:
    with factory.running_simulator() as simulator:
        yield simulator


@pytest.fixture
def paypal(paypal_process: factory.Simulator, settings: Any) -> factory.Simulator:
    """PayPal as the adapter meets it: the simulator with an empty book, without faults, its webhooks lost."""
    paypal_process.reset()
    factory.point_at(paypal_process, settings)
    return paypal_process
