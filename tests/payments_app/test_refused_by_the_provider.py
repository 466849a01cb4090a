"""The provider refuses us, not the card: staff learn why, shoppers learn that nothing was charged."""

import pytest
import stripe as sdk

from commerce.kernel.resilience import ProviderAway, ProviderBusy
from orders.models import Order
from payments.errors import Declined, Misconfigured
from payments.models import PaymentAttempt, PaymentEvent
from payments.providers.stripe import client
from tests.chaos import shoppers
from tests.orders_app.browsing import Browser

pytestmark = pytest.mark.django_db
SORRY = "Paying this way is not possible just now. Nothing was charged."


def with_key(settings, key: str) -> None:
    settings.STRIPE_SECRET_KEY = key
    client.sdk.cache_clear()


@pytest.fixture
def placed(stripe) -> Order:
    return shoppers.order(shoppers.carts([[(shoppers.shelf(1), 1)]])[0])


def test_a_wrong_key_is_told_in_words_and_mended_without_a_new_order(stripe, placed, settings, caplog):
    right = settings.STRIPE_SECRET_KEY
    with_key(settings, "sk_test_of_somebody_else")
    browser = Browser()
    page = browser.get(f"{placed.get_absolute_url()}?key={placed.token}", follow=True)
    page = browser.send(f"{placed.get_absolute_url()}payment/", {}, follow=True).content.decode()
    assert SORRY in page
    assert "AuthenticationError" not in page
    assert [record.error for record in caplog.records if record.levelname == "ERROR"] == ["AuthenticationError"]
    assert "AuthenticationError" in PaymentEvent.objects.filter(after="declined").get().reason
    with_key(settings, right)
    assert browser.send(f"{placed.get_absolute_url()}payment/", {}).status_code == 303
    assert sorted(PaymentAttempt.objects.values_list("state", flat=True)) == ["declined", "open"]


@pytest.mark.parametrize(
    ("error", "ours"),
    [
        (sdk.APIConnectionError("reset"), ProviderAway),
        (sdk.RateLimitError("slow down", http_status=429), ProviderAway),
        (sdk.APIError("oops", http_status=500), ProviderAway),
        (sdk.APIError("in progress", http_status=409), ProviderBusy),
        (sdk.InvalidRequestError("unknown parameter", "colour", http_status=400), Misconfigured),
        (sdk.AuthenticationError("no such key", http_status=401), Misconfigured),
        (sdk.PermissionError("not yours", http_status=403), Misconfigured),
        (sdk.IdempotencyError("other body", http_status=400), Misconfigured),
        (sdk.CardError("Your card was declined.", "", "card_declined", http_status=402), Declined),
    ],
)
def test_every_error_of_the_sdk_has_one_of_our_words(stripe, error, ours):
    def fails() -> None:
        raise error

    with pytest.raises(ours) as raised:
        client.call(fails)
    assert type(raised.value) is ours
