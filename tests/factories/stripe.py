"""A Stripe simulator for the tests, with a key and a person who pays."""

from contextlib import AbstractContextManager
from typing import Any

from tests.factories import simulators


class Simulator(simulators.Simulator):
    def pay(self, session: str, card: str = "pm_card_visa", **values: Any) -> Any:
        return self.post("pay", session=session, card=card, **values)

    def cancel(self, intent: str) -> None:
        """What the merchant's dashboard does, or time."""
        import stripe as sdk

        client = sdk.StripeClient("sk_test_simulator", base_addresses={"api": self.url})
        client.v1.payment_intents.cancel(intent)


def running_simulator(**arguments: str) -> AbstractContextManager[Simulator]:
    return simulators.running(Simulator, "payments.simulators.stripe", secret_key="sk_test_simulator", **arguments)
