"""A PayPal simulator for the tests: a payer, its certificates, and the shop's settings pointed at it."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.factories import simulators

CLIENT_ID, CLIENT_SECRET = "paypal_client_of_the_tests", "paypal_secret_of_the_tests"
WEBHOOK_ID, MERCHANT_ID = "0WEBHOOK0OF0THE0TESTS", "MERCHANTTESTS"


class Simulator(simulators.Simulator):
    root_file: str = ""

    def pay(self, order: str, funding: str = "good", **values: Any) -> Any:
        """The payer approves, or decides otherwise; where they are sent."""
        return self.post("pay", order=order, funding=funding, **values)["next_url"]

    def reset(self) -> None:
        """An empty book, no faults; webhooks are lost."""
        self.post("reset")
        self.post("webhooks", reset=True, lose_all=True)

    def asked(self, method: str = "", part: str = "") -> list[tuple[str, str]]:
        """What it was asked since the reset, the first first, without the questions for tokens."""
        rows = [(row["method"], row["path"]) for row in reversed(self.requests()) if "oauth2" not in row["path"]]
        return [row for row in rows if method in ("", row[0]) and part in row[1]]

    def tokens_given(self) -> int:
        return len([row for row in self.requests() if "oauth2" in row["path"]])

    def events(self, kind: str) -> list[str]:
        """Ids of events of a kind, the first first."""
        return [row["id"] for row in self.book("events") if row["event_type"] == kind]


@contextmanager
def running_simulator(**arguments: str) -> Iterator[Simulator]:
    with tempfile.TemporaryDirectory(prefix="stabroek-paypal-") as folder:
        root = os.path.join(folder, "root.pem")
        keys = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "webhook_id": WEBHOOK_ID}
        words = {**keys, "merchant_id": MERCHANT_ID, "root_file": root, **arguments}
        with simulators.running(Simulator, "payments.simulators.paypal", **words) as simulator:
            simulator.root_file = root
            yield simulator


def point_at(simulator: Simulator, settings: Any) -> None:
    """Switch PayPal on, as the simulator. The client keeps its token and certificates: forget them, too."""
    from payments.providers.paypal import client, webhooks

    settings.PAYPAL_CLIENT_ID, settings.PAYPAL_CLIENT_SECRET = CLIENT_ID, CLIENT_SECRET
    settings.PAYPAL_WEBHOOK_ID, settings.PAYPAL_MERCHANT_ID = WEBHOOK_ID, MERCHANT_ID
    settings.PAYPAL_API_BASE, settings.PAYPAL_CA_FILE = simulator.url, simulator.root_file
    client.sdk.cache_clear()
    client._kept.cache_clear()
    webhooks.roots.cache_clear()
