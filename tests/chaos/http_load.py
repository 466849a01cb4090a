"""Guests who order without pause while things are killed, and what they were told."""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests

from tests.chaos.http_shopper import Guest, NotServed, Told
from tests.chaos.market import Market

MOST_SECONDS = 60.0


class Load:
    """`told` are acknowledged orders with the moments at which their shoppers set out and were served."""

    def __init__(self, market: Market, stock: dict[str, Any], seed: int) -> None:
        self.market, self.stock, self.seed = market, stock, seed
        self.told: list[tuple[float, float, Told]] = []
        self.refused: list[tuple[float, str]] = []
        self.over = threading.Event()

    def shopper(self, place: int) -> None:
        dice = random.Random(self.seed + place)
        while not self.over.is_set():
            guest, begun = Guest(self.market.url, self.stock["area"]), time.monotonic()
            try:
                told = guest.buy(dice.choice(self.stock["goods"]), self.market.simulator)
                self.told.append((begun, time.monotonic(), told))
            except (NotServed, requests.RequestException) as error:
                self.refused.append((time.monotonic(), f"{type(error).__name__}: {error}"[:200]))
                time.sleep(0.1)
            finally:
                guest.line.close()

    def served_since(self, moment: float) -> float | None:
        """Seconds from `moment` until a shopper who set out after it was served."""
        times = [done - moment for begun, done, _told in list(self.told) if begun > moment]
        return min(times) if times else None

    def await_service(self, moment: float) -> float:
        """Until somebody is served again. A minute at most; infinity after that."""
        while time.monotonic() < moment + MOST_SECONDS:
            if (seconds := self.served_since(moment)) is not None:
                return seconds
            time.sleep(0.05)
        return float("inf")

    def acknowledged(self) -> list[dict[str, Any]]:
        return [told.json() for _begun, _done, told in self.told]


@contextmanager
def ordering(market: Market, stock: dict[str, Any], *, shoppers: int, seed: int) -> Iterator[Load]:
    load = Load(market, stock, seed)
    crowd = [threading.Thread(target=load.shopper, args=(place,), daemon=True) for place in range(shoppers)]
    for thread in crowd:
        thread.start()
    try:
        load.await_service(time.monotonic())
        yield load
    finally:
        load.over.set()
        for thread in crowd:
            thread.join(MOST_SECONDS)
