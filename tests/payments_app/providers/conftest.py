"""PayPal's adapter and the simulator it talks to."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from commerce.kernel.money import Money
from payments.providers.base import Charge, RefundOrder
from payments.providers.paypal.adapter import PayPalProvider
from tests.factories import paypal as factory
from tests.payments.simulators.driving import Delivery, Receiver, wait_for


@pytest.fixture
def adapter(paypal: factory.Simulator) -> PayPalProvider:
    return PayPalProvider()


@pytest.fixture
def charge() -> Callable[..., Charge]:
    """Thirty dollars for one attempt; `minor` and `currency` change the amount, other words the charge."""

    def of(reference: str = "att_1", minor: int = 3000, currency: str = "USD", **words: Any) -> Charge:
        given: dict[str, Any] = {
            "key": reference, "reference": reference, "amount": Money(minor, currency), "description": "Two stalls",
            "email": "shopper@example.com", "return_url": "http://localhost/back/", "expires_unix": 2_000_000_000,
            "cancel_url": "http://localhost/cart/",
        }  # fmt: skip
        return Charge(**(given | words))

    return of


@pytest.fixture
def approved(adapter: PayPalProvider, paypal: factory.Simulator, charge: Callable[..., Charge]) -> Callable[..., str]:
    """The id of an order that the payer agreed to."""

    def of(funding: str = "good", **words: Any) -> str:
        order = adapter.start(charge(**words)).provider_ref
        paypal.pay(order, funding)
        return order

    return of


@pytest.fixture
def refund_of() -> Callable[..., RefundOrder]:
    def of(charge_ref: str, minor: int = 1000, key: str = "ref_1", **words: Any) -> RefundOrder:
        return RefundOrder(key, charge_ref, Money(minor, "USD"), "returned", **words)

    return of


@pytest.fixture
def delivered(paypal: factory.Simulator) -> Iterator[Callable[..., Delivery]]:
    """A webhook as it reaches the shop, sealed or forged: `delivered(event id, forge=...)`."""
    with Receiver() as receiver:
        paypal.post("webhooks", url=receiver.url, reset=True, hold=True)

        def of(event: str, forge: str = "none") -> Delivery:
            before = len(receiver.deliveries)
            paypal.post("deliver", event=event, forge=forge)
            wait_for(lambda: len(receiver.deliveries) > before)
            return receiver.deliveries[-1]

        yield of
        paypal.post("webhooks", url="")
