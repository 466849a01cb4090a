"""Frankfurter v2: rates of many central banks, without a key. It can be run on one's own server."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from . import client
from .base import Offer, number, reading


@dataclass(frozen=True)
class Frankfurter:
    """`GET /rates?base=usd&quotes=gyd,bdt` answers `[{"date", "base", "quote", "rate"}]`."""

    url: str = ""
    name: str = "frankfurter"
    address = "https://api.frankfurter.dev/v2"

    def fetch(self, *, base: str, quotes: Sequence[str]) -> list[Offer]:
        params = {"base": base.lower(), "quotes": ",".join(quotes).lower()}
        rows = client.get_json(name=self.name, url=f"{self.url or self.address}/rates", params=params)
        with reading(self.name):
            return [
                Offer(
                    row["base"].upper(), row["quote"].upper(), number(row["rate"]), date.fromisoformat(row["date"])
                )
                for row in rows
            ]  # fmt: skip
