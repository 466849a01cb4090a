"""The doctor on PayPal: nothing without it, and what is wrong with it where it is used."""

import pytest

from commerce.backoffice.checks import paypal_keys
from commerce.backoffice.checks.run import guarded
from payments.providers.paypal import client
from tests.factories import paypal as factory


@pytest.fixture(scope="module")
def process():
    with factory.running_simulator() as simulator:
        yield simulator


@pytest.fixture
def paypal(process, settings):
    process.reset()
    factory.point_at(process, settings)
    yield process
    client.sdk.cache_clear()


def found(check) -> dict[str, str]:
    return {finding.name: finding.level.name for finding in guarded(check)}


def test_a_shop_without_paypal_lacks_nothing(settings) -> None:
    settings.PAYPAL_CLIENT_ID = ""
    assert [*guarded(paypal_keys.keys), *guarded(paypal_keys.answer)] == []


def test_all_is_well_with_the_simulator_on_this_machine(paypal) -> None:
    assert found(paypal_keys.keys) == {"PayPal keys": "PASS"}
    assert found(paypal_keys.answer) == {"PayPal": "PASS", "PayPal webhooks": "PASS"}


@pytest.mark.parametrize(
    ("name", "value", "level"),
    [
        ("PAYPAL_WEBHOOK_ID", "", "FAIL"),
        ("PAYPAL_CLIENT_SECRET", "", "FAIL"),
        ("PAYPAL_MERCHANT_ID", "", "WARN"),
        ("SITE_URL", "https://market.example.com", "FAIL"),
    ],
)
def test_settings_that_are_wrong(paypal, settings, name, value, level) -> None:
    setattr(settings, name, value)
    assert found(paypal_keys.keys) == {"PayPal keys": level}


def test_the_sandbox_before_strangers(paypal, settings) -> None:
    settings.PAYPAL_API_BASE, settings.SITE_URL = paypal_keys.SANDBOX, "https://market.example.com"
    assert found(paypal_keys.keys) == {"PayPal keys": "WARN"}


def test_credentials_that_paypal_does_not_take(paypal, settings) -> None:
    settings.PAYPAL_CLIENT_SECRET = "wrong"
    client.sdk.cache_clear()
    assert found(paypal_keys.answer) == {"PayPal": "FAIL"}


def test_a_webhook_that_goes_elsewhere(paypal, settings) -> None:
    settings.SITE_URL = "https://market.example.com"
    assert found(paypal_keys.answer) == {"PayPal": "PASS", "PayPal webhooks": "WARN"}
    paypal.post("webhooks", url="https://market.example.com/payments/paypal/webhook")
    assert found(paypal_keys.answer) == {"PayPal": "PASS", "PayPal webhooks": "PASS"}
    paypal.post("webhooks", url="")
