"""Money as PayPal writes it: a decimal string beside a currency code."""

from typing import Any

from commerce.kernel.money import KNOWN, Money

# PayPal's 25 (https://developer.paypal.com/api/rest/reference/currency-codes/, 1 July 2026) without those that only
# accounts of one country may use: BRL, CNY, MYR. Neither GYD nor BDT is among them. HUF and TWD, which PayPal writes
# without decimals, are none of the shop's.
TAKEN = frozenset({
    "AUD", "CAD", "CHF", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS", "JPY", "MXN", "NOK", "NZD", "PHP", "PLN",
    "RUB", "SEK", "SGD", "THB", "TWD", "USD",
})  # fmt: skip
CURRENCIES = TAKEN & KNOWN


def written(money: Money) -> dict[str, str]:
    return {"currency_code": money.currency, "value": f"{money.major:f}"}


def read(amount: Any) -> Money:
    """Raises ValueError for what is no amount of a currency that the shop can count."""
    if not isinstance(amount, dict):
        raise ValueError("no amount")
    return Money.of(str(amount.get("value")), str(amount.get("currency_code")))
