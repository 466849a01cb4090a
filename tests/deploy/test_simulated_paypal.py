"""What ./stabroek up tells the shop of PayPal is what its simulator answers to."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from deploy.embedded.environment import Surroundings, survey
from deploy.embedded.layout import ROOT, Layout
from deploy.embedded.programs import outside, simulators
from payments.providers.base import Charge
from tests.payments.simulators.driving import wait_for


def surroundings(folder: Path, **given: str) -> Surroundings:
    return survey(layout=Layout(run_dir=folder), environ={"EMAIL_URL": "smtp://127.0.0.1:25", **given})


@pytest.fixture
def here(tmp_path: Path, settings) -> Iterator[Surroundings]:
    """The simulators as the stack starts them, and the shop with the stack's settings."""
    from payments.providers.paypal import client

    made = surroundings(tmp_path)
    program = simulators(made)
    process = subprocess.Popen(program.argv, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for(lambda: program.ready and program.ready(), 20)
    for name, value in made.variables().items():
        if name.startswith("PAYPAL_"):
            setattr(settings, name, value)
    client.sdk.cache_clear()
    yield made
    client.sdk.cache_clear()
    process.terminate()
    assert process.wait(10) == 0


def test_the_shop_is_paid_and_knows_the_certificate(here: Surroundings) -> None:
    from commerce.kernel.money import Money
    from payments.providers.paypal import webhooks
    from payments.providers.paypal.adapter import PayPalProvider

    adapter, amount = PayPalProvider(), Money(3000, "USD")
    words = {"description": "", "email": "", "return_url": f"{here.site}/back/", "cancel_url": f"{here.site}/cart/"}
    order = adapter.start(Charge("att_1", "att_1", amount, expires_unix=0, **words)).provider_ref
    requests.post(f"{here.paypal_simulator}/_control/pay", json={"order": order}, timeout=10)
    fetched = adapter.fetch(order)
    assert (fetched.outcome, fetched.amount, fetched.receiver) == ("captured", amount, adapter.capabilities.receiver)
    base = here.variables()["PAYPAL_API_BASE"]
    assert webhooks.key_behind(webhooks.address(f"{base}/v1/notifications/certs/good")).key_size == 2048


def test_webhooks_go_to_the_shops_own_door(here: Surroundings) -> None:
    modes = requests.get(f"{here.paypal_simulator}/_control/webhooks", timeout=10).json()
    assert modes["url"] == f"http://127.0.0.1:{here.port}/payments/paypal/webhook"


@pytest.mark.parametrize("given", [{"STRIPE_SECRET_KEY": "sk_live_x"}, {"PAYPAL_CLIENT_ID": "real"}])
def test_beside_a_real_provider_nothing_is_simulated(tmp_path: Path, given: dict[str, str]) -> None:
    made = surroundings(tmp_path, **given)
    told = {name for name in made.variables() if name.startswith(("STRIPE_", "PAYPAL_"))}
    assert (outside(made), told) == ([], set(given))
