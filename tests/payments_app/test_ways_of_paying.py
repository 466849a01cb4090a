"""Which ways of paying a purchase is offered: by currency, country, amount, what is in it, and who answers."""

from collections.abc import Mapping
from typing import Any

import pytest

from commerce.kernel.money import Money
from commerce.kernel.resilience import FAILURES, breaker
from payments.domain import method_settings, methods
from payments.domain.methods import Purchase
from payments.models import PaymentMethod
from payments.providers import registry
from payments.providers.base import Capabilities
from payments.states import ATTEMPT_MOVES, PAYMENT_MOVES, REFUND_MOVES

pytestmark = pytest.mark.django_db
BASKET = Purchase(Money(100_000, "GYD"), "GY")


class Shown:
    """A provider of which only the card is asked."""

    def __init__(self, name: str, **card: Any) -> None:
        given: dict[str, Any] = {"currencies": frozenset({"GYD"}), **card}
        self.name = name
        self.capabilities = Capabilities(name=name, title=name, note="", icon="card", **given)


@pytest.fixture
def providers(monkeypatch):
    """Two providers of Guyana's currency, and one of another."""
    found = [Shown("one"), Shown("two", limits={"GYD": (10_000, 50_000_000)}), Shown("far", currencies={"BDT"})]
    monkeypatch.setattr(methods, "enabled", lambda: found)
    method_settings.forget()
    yield found
    method_settings.forget()


def setting(provider: str, **values: Any) -> None:
    PaymentMethod.objects.create(provider=provider, **values)
    method_settings.forget()


def offered(purchase: Purchase = BASKET) -> Mapping[str, str]:
    return {method.name: method.off for method in methods.methods_for(purchase)}


def test_without_settings_those_that_take_the_currency_are_offered(providers):
    assert offered() == {"one": "", "two": ""}
    assert offered(Purchase(Money(100_000, "BDT"), "BD")) == {"far": ""}


def test_the_operator_says_in_which_order(providers):
    setting("two", position=1)
    assert list(offered()) == ["two", "one"]


def test_one_that_is_switched_off_is_not_there(providers):
    setting("one", is_on=False)
    assert offered() == {"two": ""}


def test_it_is_offered_in_its_countries(providers):
    setting("one", countries="GY, TT")
    assert set(offered(Purchase(Money(100_000, "GYD"), "TT"))) == {"one", "two"}
    assert offered(Purchase(Money(100_000, "GYD"), "US")) == {"two": ""}


def test_downloads_can_be_kept_from_it(providers):
    setting("one", for_downloads=False)
    assert offered(Purchase(Money(100_000, "GYD"), "GY", has_downloads=True)) == {"two": ""}


@pytest.mark.parametrize(
    ("minor", "why"), [(9_999, "From G$100 on."), (10_000, ""), (50_000_000, ""), (50_000_001, "Up to G$500,000.")]
)
def test_an_amount_beyond_the_providers_limits_is_said_beside_it(providers, minor, why):
    assert offered(Purchase(Money(minor, "GYD"), "GY"))["two"] == why


def test_the_shops_own_limits_are_the_narrower_ones(providers):
    setting("two", min_minor=20_000, max_minor=30_000)
    amounts = (19_999, 20_000, 30_000, 30_001)
    assert [offered(Purchase(Money(minor, "GYD"), "GY"))["two"] for minor in amounts] == [
        "From G$200 on.", "", "", "Up to G$300.",
    ]  # fmt: skip


def test_the_fee_counts_towards_the_limit_and_stands_beside_the_method(providers):
    setting("two", max_minor=100_000, fee_minor=1)
    assert {method.name: method.fee.minor for method in methods.methods_for(BASKET)} == {"one": 0, "two": 1}
    assert offered()["two"] == "Up to G$1,000."


def test_one_that_does_not_answer_keeps_its_place_and_the_next_is_ticked(providers):
    for _failure in range(FAILURES):
        breaker("one")._state_storage.increment_counter()
    breaker("one").open()
    found = methods.methods_for(BASKET)
    breaker("one").close()
    assert (found[0].name, "Does not answer" in found[0].off, methods.first_open(found).name) == ("one", True, "two")


def test_every_state_has_a_badge_at_the_desk():
    from payments.admin import words

    assert set(words.ATTEMPT_KINDS) == set(ATTEMPT_MOVES)
    assert set(words.PAYMENT_KINDS) == set(PAYMENT_MOVES)
    assert set(words.REFUND_KINDS) == set(REFUND_MOVES)


def test_the_registry_knows_what_can_be_asked():
    assert [adapter.name for adapter in registry.enabled()][:1] == ["stripe"]
