"""Open Exchange Rates: hourly, with a key; the free plan answers 1,000 times a month and in US dollars only."""

from collections.abc import Sequence
from dataclasses import dataclass

from . import client
from .base import Offer, day_of, number, reading


@dataclass(frozen=True)
class OpenExchangeRates:
    """`GET /api/latest.json?app_id=…` answers `{"timestamp", "base": "USD", "rates": {"GYD": 209.2, …}}`."""

    url: str = ""
    key: str = ""
    name: str = "openexchangerates"
    address = "https://openexchangerates.org"

    def fetch(self, *, base: str, quotes: Sequence[str]) -> list[Offer]:
        params = {"app_id": self.key, "symbols": ",".join(quotes)}
        if base != "USD":
            params["base"] = base
        said = client.get_json(name=self.name, url=f"{self.url or self.address}/api/latest.json", params=params)
        with reading(self.name):
            day = day_of(said["timestamp"])
            return [Offer(said["base"], code, number(rate), day) for code, rate in said["rates"].items()]
